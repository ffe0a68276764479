from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from awesome_lint import __version__, cli, pipeline
from awesome_lint.cli.output import wants_color
from awesome_lint.rules.registry import all_rules, selects
from rules_for_tests import WordRule

Run = Callable[..., tuple[int, str, str]]

RULES = (WordRule("STY801", "bad", "good"), WordRule("STY802", "ugly"), WordRule(pipeline.LAYOUT, "\\*\\*\\*", "---"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return a function that runs the command line and gives exit code, standard output and standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.execute(arguments)
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let three small rules be all there are."""

    def select(*selections: object) -> tuple[WordRule, ...]:
        chosen = next((each.select for each in reversed(selections) if each.select), ("ALL",))
        return tuple(rule for rule in RULES if "ALL" in chosen or rule.code in chosen)

    monkeypatch.setattr(pipeline, "select_rules", select)
    monkeypatch.setattr("awesome_lint.cli.run.check_selectors", lambda _selectors: None)


def give_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


# check


@pytest.mark.usefixtures("words")
def test_check_reports_to_standard_output_and_exits_with_1(run: Run) -> None:
    Path("README.md").write_text("# bad\n")
    code, out, err = run("check", "README.md")
    assert (code, err) == (1, "")
    assert out == "README.md:1:3: STY801 [*] warning: bad found\nFound 1 warning; 1 fixable with `awesome-lint fix`\n"
    assert Path("README.md").read_text() == "# bad\n"


@pytest.mark.usefixtures("words")
@pytest.mark.parametrize(
    ("text", "arguments", "expected"),
    [("# good\n", (), 0), ("# bad\n", (), 1), ("# bad\n", ("--exit-zero",), 0), ("# bad\n", ("--select", "STY802"), 0)],
)
def test_exit_code(text: str, arguments: tuple[str, ...], expected: int, run: Run) -> None:
    Path("README.md").write_text(text)
    assert run("check", *arguments)[0] == expected


@pytest.mark.usefixtures("words")
def test_json_is_all_there_is_on_standard_output(run: Run) -> None:
    Path("README.md").write_text("# ugly\n")
    code, out, err = run("check", "--output-format", "json", "--statistics", "README.md", "missing.md")
    assert code == 2
    assert [finding["filename"] for finding in json.loads(out)] == ["README.md"]
    assert err == "1  STY802  word-ugly\nawesome-lint: missing.md: no such file\n"


def test_nothing_to_check_is_not_called_clean(run: Run) -> None:
    Path("empty").mkdir()
    assert run("check", "empty") == (0, "Nothing was checked.\n", "")
    assert run("check", "missing.md")[:2] == (2, "Nothing was checked.\n")


@pytest.mark.usefixtures("words")
def test_output_file(run: Run) -> None:
    Path("README.md").write_text("# ugly\n")
    assert run("check", "--output-format", "json", "--output-file", "report.json")[:2] == (1, "")
    assert json.loads(Path("report.json").read_text())[0]["code"] == "STY802"
    code, out, err = run("check", "--output-file", "no/such/folder")
    assert (code, out) == (2, "")
    assert err == "awesome-lint: cannot write the report to no/such/folder: No such file or directory\n"


@pytest.mark.usefixtures("words")
def test_statistics(run: Run) -> None:
    Path("README.md").write_text("# bad bad ugly\n")
    out = run("check", "--statistics")[1]
    assert out.splitlines()[:2] == ["2  STY801  [*] word-bad", "1  STY802  word-ugly"]


@pytest.mark.usefixtures("words")
def test_findings_about_layout_are_one_line_unless_asked_for(run: Run) -> None:
    Path("README.md").write_text("***\n\nbad\n\n***\n")
    layout, word, summary = run("check")[1].splitlines()
    assert layout == (
        "README.md:1:1: STY001 [*] warning: 2 blocks are not laid out canonically; "
        "run `awesome-lint format`, or see them with `--select STY001`"
    )
    assert word.startswith("README.md:3:1: STY801 ")
    assert summary.startswith("Found 3 warnings; ")
    assert len(run("check", "--select", "STY001")[1].splitlines()) == 3
    assert len(run("check", "--output-format", "github")[1].splitlines()) == 2
    assert len(json.loads(run("check", "--output-format", "json")[1])) == 3


@pytest.mark.usefixtures("words")
def test_diff_writes_nothing(run: Run) -> None:
    Path("README.md").write_bytes(b"# x\n\nbad\nend")
    code, out, err = run("check", "--diff")
    assert code == 1
    assert (
        out
        == "--- README.md\n+++ README.md\n@@ -1,4 +1,4 @@\n # x\n \n-bad\n+good\n end\n\\ No newline at end of file\n"
    )
    assert err == "README.md: would fix 1 (STY801 1), 0 left\nNothing to report.\n"
    assert Path("README.md").read_bytes() == b"# x\n\nbad\nend"


@pytest.mark.usefixtures("words")
def test_check_of_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    give_stdin(monkeypatch, b"# bad\n")
    assert run("check", "--stdin-filename", "docs/list.md", "-")[1].startswith("docs/list.md:1:3: STY801 ")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("check", "--select", "XYZ"), "awesome-lint: there is no rule 'XYZ'"),
        (("check", "-", "README.md"), "awesome-lint: - (standard input) cannot stand beside other paths"),
        (("check", "--stdin-filename", "x.md"), "awesome-lint: --stdin-filename needs - as PATH"),
        (("check", "--config", "no.toml"), "awesome-lint: no.toml: no such file"),
        (("check",), "awesome-lint: no list here: name a file or folder, or declare the list in .awesome-lint.toml"),
        (("check", "--nonsense"), "Usage: awesome-lint check"),
        (("nonsense",), "Usage: awesome-lint"),
        (("ast", "."), "awesome-lint: . is a folder; ast takes one file"),
        (("rule", "XYZ001"), "awesome-lint: there is no rule 'XYZ001'"),
        (("rule", "AWE"), "awesome-lint: the family AWE has no rules yet"),
        (("check", "--select", ""), "awesome-lint: --select names no rule; `awesome-lint rule` lists them"),
        (("fix", "--ignore", ","), "awesome-lint: --ignore names no rule; `awesome-lint rule` lists them"),
        (
            ("check", "--diff", "--output-format", "json", "--output-file", "report.json"),
            "awesome-lint: --diff prints a diff in place of the report; leave out --output-format and --output-file",
        ),
        (
            ("fix", "--diff", "--statistics"),
            "awesome-lint: --diff prints a diff in place of the report; leave out --st",
        ),
    ],
)
def test_usage_errors(arguments: tuple[str, ...], line: str, run: Run) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith(line)
    assert "Traceback" not in err


# fix


@pytest.mark.usefixtures("words")
def test_fix_says_what_it_changed_and_what_is_left(run: Run) -> None:
    Path("README.md").write_text("# bad ugly bad\n\n***\n")
    code, out, _ = run("fix")
    assert (code, Path("README.md").read_text()) == (1, "# good ugly good\n\n---\n")
    assert out == (
        "README.md:1:8: STY802 warning: ugly found\nREADME.md: fixed 3 (STY001 1, STY801 2), 1 left\nFound 1 warning\n"
    )
    assert run("fix", "--ignore", "STY802")[0] == 1


@pytest.mark.usefixtures("words")
def test_fix_with_select_formats_nothing(run: Run) -> None:
    Path("README.md").write_text("# bad\n\n***\n")
    assert run("fix", "--select", "STY801")[0] == 0
    assert Path("README.md").read_text() == "# good\n\n***\n"


@pytest.mark.usefixtures("words")
def test_fix_of_standard_input_prints_the_text(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    give_stdin(monkeypatch, b"\xef\xbb\xbf# bad\r\n")
    code, out, err = run("fix", "-")
    assert (code, out) == (0, "\ufeff# good\r\n")
    assert err.startswith("-: fixed 1 (STY801 1), 0 left\n")


@pytest.mark.usefixtures("words")
def test_standard_input_that_needs_nothing_comes_back_as_it_was(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    give_stdin(monkeypatch, b"# fine\r\n")
    assert run("fix", "-")[:2] == (0, "# fine\r\n")


# format


@pytest.mark.usefixtures("words")
def test_format(run: Run) -> None:
    Path("README.md").write_text("# bad\n\n***\n")
    assert run("format", "--check") == (1, "README.md: would be formatted\n", "")
    assert run("format", "--diff")[1].endswith("-***\n+---\n")
    assert Path("README.md").read_text() == "# bad\n\n***\n"
    assert run("format") == (0, "README.md: formatted\n", "")
    assert Path("README.md").read_text() == "# bad\n\n---\n"
    assert run("format", "--check") == (0, "", "")


@pytest.mark.usefixtures("words")
def test_format_of_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    give_stdin(monkeypatch, b"***\n")
    assert run("format", "-") == (0, "---\n", "")


# rule, ast, help


def test_every_rule_is_explained(run: Run) -> None:
    code, out, _ = run("rule")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == [rule.code for rule in all_rules()]
    for rule in all_rules():
        assert run("rule", rule.code)[1] == run("rule", rule.name)[1]
    assert "## Example" in run("rule", "sty900")[1]


def test_rules_of_a_family_are_listed(run: Run) -> None:
    for selector in ("STY", "STY00", "ALL"):
        code, out, _ = run("rule", selector)
        assert code == 0
        assert [line.split()[0] for line in out.splitlines()] == [r.code for r in all_rules() if selects(selector, r)]
    assert [each["code"] for each in json.loads(run("rule", "STY9", "--output-format", "json")[1])] == ["STY900"]
    assert "## STY900" in run("rule", "STY9", "--output-format", "markdown")[1]


def test_rule_as_json(run: Run) -> None:
    listed = json.loads(run("rule", "--output-format", "json")[1])
    assert [each["code"] for each in listed] == [rule.code for rule in all_rules()]
    one = json.loads(run("rule", "STY900", "--output-format", "json")[1])
    assert one["name"] == "unused-suppression"
    assert one["fix"] == "sometimes"


AST = """# List

- [Zero](https://zero.example)

## Models

### [Alpha](https://alpha.example)

[![arXiv](https://img.shields.io/badge/arXiv-2401.00001-b31b1b)](https://arxiv.org/abs/2401.00001)

- **Date:** 2024-01
"""


def test_ast(run: Run) -> None:
    Path("README.md").write_text(AST)
    code, out, _ = run("ast", "README.md")
    document = json.loads(out)
    assert code == 0
    assert list(document) == ["version", "path", "language", "title", "sections"]
    assert (document["version"], document["path"], document["title"]) == (1, "README.md", "List")
    top, models = document["sections"]
    assert [entry["title"] for entry in top["entries"]] == ["Zero"]
    assert list(models) == ["title", "level", "anchor", "span", "entries", "sections"]
    (entry,) = models["entries"]
    assert list(entry) == ["title", "style", "key", "span", "badges", "fields", "links", "blocks", "children"]
    assert (entry["title"], entry["style"], entry["span"]["row"]) == ("Alpha", "heading", 7)
    (badge,) = entry["badges"]
    assert list(badge) == ["kind", "alt", "label", "message", "image", "url", "resource", "span"]
    assert (badge["kind"], badge["resource"]) == ("arxiv", "arxiv:2401.00001")
    (field,) = entry["fields"]
    assert (list(field), field["key"]) == (["label", "key", "value", "span"], "date")
    assert list(entry["links"][0]) == ["text", "url", "resource", "span"]
    assert list(entry["blocks"][0]) == ["type", "text", "span"]
    start, end = entry["blocks"][0]["span"]["start"], entry["blocks"][0]["span"]["end"]
    assert AST[start:end] == "### [Alpha](https://alpha.example)"


@pytest.mark.parametrize("command", list(cli.awesome_lint.commands))
def test_help_teaches_with_examples(command: str, run: Run) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert f"Examples:\n    awesome-lint {command}" in out
    options = [each for each in cli.awesome_lint.commands[command].params if isinstance(each, click.Option)]
    assert all(each.help for each in options)


def test_version_and_help(run: Run) -> None:
    assert run("--version")[1] == f"awesome-lint, version {__version__}\n"
    code, out, _ = run("--help")
    assert code == 0
    assert all(command in out for command in ("check", "fix", "format", "rule", "ast"))


# Colour, bugs, interruption


@pytest.mark.parametrize(
    ("environment", "terminal", "expected"),
    [
        ({}, False, False),
        ({}, True, True),
        ({"TERM": "dumb"}, True, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "0"}, False, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour(
    *, environment: dict[str, str], terminal: bool, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: terminal, raising=False)
    assert wants_color(stream) is expected


def raising(error: BaseException) -> Callable[..., None]:
    def run(*_arguments: object) -> None:
        raise error

    return run


def test_bugs_are_shown_whole_and_say_where_to_report(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("awesome_lint.cli.run.run", raising(ValueError("boom")))
    code, out, err = run("check", "README.md")
    assert (code, out) == (3, "")
    assert err.startswith("Traceback")
    assert "internal error: ValueError('boom'); please report it at https://" in err.splitlines()[-1]


def test_interruption_is_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("awesome_lint.cli.run.run", raising(KeyboardInterrupt()))
    assert run("check", "README.md") == (130, "", "awesome-lint: interrupted\n")


def test_ast_gives_the_text_of_containers(run: Run, tmp_path: Path) -> None:
    text = "# L\n\n## T\n\n- [a](https://a.example) - Does one.\n  - more\n"
    (tmp_path / "list.md").write_text(text, encoding="utf-8")
    _, out, _ = run("ast", "list.md")
    block = json.loads(out)["sections"][0]["entries"][0]["blocks"][0]
    assert (block["type"], block["text"]) == ("item", "a - Does one.\nmore")
