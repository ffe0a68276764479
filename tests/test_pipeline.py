from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from awesome_lint import pipeline
from awesome_lint.errors import ConfigError, FixCycleError, UsageError
from awesome_lint.pipeline import LAYOUT, Outcome, Request, run
from awesome_lint.rules.selection import Selection
from rules_for_tests import SameText, WordRule

if TYPE_CHECKING:
    from awesome_lint.rules.base import Rule

BAD = WordRule("ENT801", "bad", "good")
UGLY = WordRule("STY801", "ugly")
Use = Callable[..., None]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an empty repository the current folder."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Use:
    """Return a function that makes the rules given all there are."""

    def use(*rules: Rule) -> None:
        monkeypatch.setattr(pipeline, "select_rules", lambda *_selections: rules)

    return use


def write(**texts: str) -> None:
    for name, text in texts.items():
        Path(f"{name}.md").write_bytes(text.encode())


def found(outcome: Outcome) -> list[str]:
    return [f"{d.source.path} {d.code}" for d in outcome.diagnostics]


def fix(*paths: str, unsafe: bool = False) -> Outcome:
    return run(Request(paths, fix=True, write=True, unsafe=unsafe))


def test_check_reports_and_writes_nothing(use: Use) -> None:
    use(BAD, UGLY)
    write(README="# bad ugly\n")
    outcome = run(Request(("README.md",), write=True))
    assert found(outcome) == ["README.md STY801"]
    assert Path("README.md").read_text() == "# bad ugly\n"
    assert not outcome.changes


def test_fix_writes_and_reports_what_is_left(use: Use) -> None:
    use(WordRule("STY801", "bad", "good"), UGLY)
    write(README="# bad ugly bad\n", other="# good\n")
    outcome = fix("README.md", "other.md")
    assert Path("README.md").read_text() == "# good ugly good\n"
    assert found(outcome) == ["README.md STY801"]
    assert outcome.diagnostics[0].source.position(outcome.diagnostics[0].finding.span.start).column == 8
    (change,) = outcome.changes
    assert (change.before.text, change.after.text, change.codes) == (
        "# bad ugly bad\n",
        "# good ugly good\n",
        {"STY801": 2},
    )


def test_a_second_fix_changes_nothing(use: Use) -> None:
    use(WordRule("STY801", "bad", "good"))
    write(README="# bad\n")
    fix("README.md")
    assert not fix("README.md").changes


def test_fixes_are_made_round_by_round(use: Use) -> None:
    use(WordRule("STY801", "a", "b"), WordRule("STY802", "b", "c"))
    write(README="# a\n")
    outcome = fix("README.md")
    assert Path("README.md").read_text() == "# c\n"
    assert outcome.changes[0].codes == {"STY801": 1, "STY802": 1}


def test_the_layout_is_made_last(use: Use) -> None:
    use(WordRule(LAYOUT, "# ba", "## ba"), WordRule("STY801", "# bad", "# good"))
    write(README="# bad\n")
    fix("README.md")
    assert Path("README.md").read_text() == "# good\n"


def test_a_comment_that_only_the_layout_shows_to_be_unused_is_removed() -> None:
    write(README="* \n<!-- awesome-lint-disable-next-line STY -->\n* [x) \n")
    fix("README.md")
    assert Path("README.md").read_text() == "*\n* [x)\n"
    assert not fix("README.md").changes


def test_fixes_that_undo_each_other_are_a_bug_and_nothing_is_written(use: Use) -> None:
    use(WordRule("STY801", "one", "two"), WordRule("STY802", "two", "one"))
    write(README="# one\n")
    with pytest.raises(FixCycleError) as error:
        fix("README.md")
    assert error.value.codes == ("STY801", "STY802")
    assert Path("README.md").read_text() == "# one\n"


def test_fixes_that_never_end_are_a_bug(use: Use, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "MAX_ROUNDS", 5)
    use(WordRule("STY801", "x$", "xx"))
    write(README="# x")
    with pytest.raises(FixCycleError):
        fix("README.md")


def test_a_fix_that_leads_beyond_a_limit_is_not_made(use: Use) -> None:
    use(WordRule("STY801", "deep", ">" * 200), WordRule("STY802", "bad", "good"))
    write(README="deep bad\n", other="bad\n")
    assert [error.path for error in fix("README.md").errors] == ["README.md"]
    outcome = fix("README.md", "other.md")
    assert [error.path for error in outcome.errors] == ["README.md"]
    assert Path("README.md").read_text() == "deep bad\n"
    assert Path("other.md").read_text() == "good\n"


def test_newlines_marks_and_other_bytes_stay(use: Use) -> None:
    use(WordRule("STY801", "bad", "good"))
    Path("README.md").write_bytes(b"\xef\xbb\xbf# bad\r\n\r\ntext \r\nno newline")
    fix("README.md")
    assert Path("README.md").read_bytes() == b"\xef\xbb\xbf# good\r\n\r\ntext \r\nno newline"


def test_files_that_cannot_be_read_are_named_and_the_others_done(use: Use) -> None:
    use(WordRule("STY801", "bad", "good"))
    write(README="# bad\n")
    Path("binary.md").write_bytes(b"\0\0")
    outcome = fix("missing.md", "binary.md", "README.md")
    assert [error.path for error in outcome.errors] == ["missing.md", "binary.md"]
    assert Path("README.md").read_text() == "# good\n"


def test_a_file_that_cannot_be_written_keeps_its_findings(use: Use) -> None:
    use(WordRule("STY801", "bad", "good"))
    write(README="# bad\n", other="# bad\n")
    Path("README.md").chmod(0o444)
    if os.access("README.md", os.W_OK):
        pytest.skip("this user may write everything")
    outcome = fix("README.md", "other.md")
    assert [error.path for error in outcome.errors] == ["README.md"]
    assert found(outcome) == ["README.md STY801"]
    assert [change.before.path for change in outcome.changes] == ["other.md"]


# Lists, twins, configuration

ENTRIES = "".join(f"- [{name}](https://{name}.example)\n" for name in "abcdefghij")


def test_a_file_with_ten_entries_is_a_list(use: Use) -> None:
    use(BAD)
    write(README=f"# bad\n\n{ENTRIES}", other="# bad\n")
    assert found(run(Request(("README.md", "other.md")))) == ["README.md ENT801"]


def test_a_file_named_in_configuration_is_a_list(use: Use) -> None:
    use(BAD)
    write(README="# bad\n")
    Path(".awesome-lint.toml").write_text('include = ["README.md"]\n')
    assert found(run(Request(("README.md",)))) == ["README.md ENT801"]


PAIR = '[languages]\nsource = "en"\nen = "README.md"\nzh = "README.zh.md"\n'


def write_pair(english: str, chinese: str) -> None:
    Path(".awesome-lint.toml").write_text(PAIR)
    Path("README.md").write_text(english)
    Path("README.zh.md").write_text(chinese)


def test_the_twin_is_read_as_context_only(use: Use) -> None:
    use(SameText(), WordRule("STY801", "word"))
    write_pair("# a word\n", "# b word\n")
    assert found(run(Request(("README.md",)))) == ["README.md TRN900", "README.md STY801"]


def test_the_twin_is_not_written_unless_it_is_fixed_too(use: Use) -> None:
    use(SameText())
    write_pair("# a x\n", "# b x\n")
    assert found(fix("README.md")) == ["README.md TRN900"]
    assert Path("README.zh.md").read_text() == "# b x\n"
    outcome = fix("README.md", "README.zh.md")
    assert Path("README.zh.md").read_text() == "# a x\n"
    assert not outcome.diagnostics
    assert [(change.before.path, change.codes) for change in outcome.changes] == [("README.zh.md", {"TRN900": 1})]


def test_a_declared_twin_that_is_missing_is_named(use: Use) -> None:
    use()
    write_pair("# a x\n", "# b x\n")
    Path("README.zh.md").unlink()
    assert [error.path for error in run(Request(("README.md",))).errors] == ["README.zh.md"]


def test_languages_and_severities_come_from_configuration(use: Use) -> None:
    use(UGLY)
    write_pair("# ugly\n", "# ugly\n")
    with Path(".awesome-lint.toml").open("a") as file:
        file.write('[per-file-ignores]\n"README.md" = ["STY"]\n[severity]\nSTY = "error"\n')
    outcome = run(Request(("README.md", "README.zh.md")))
    assert [(d.source.path, d.severity) for d in outcome.diagnostics] == [("README.zh.md", "error")]


def test_without_paths_the_lists_of_the_folder_are_done(use: Use) -> None:
    use(UGLY)
    write(README="# ugly\n", other="# ugly\n")
    assert found(run(Request())) == ["README.md STY801"]
    write_pair("# ugly\n", "# ugly\n")
    assert found(run(Request())) == ["README.md STY801", "README.zh.md STY801"]


def test_without_paths_the_twins_of_the_readme_are_done_too(use: Use) -> None:
    use(UGLY)
    switch = "[English](README.md) | [中文](README_zh.md)"
    write(README=f"{switch}\n\nThis is an ugly text.\n", README_zh=f"{switch}\n\n这是一段 ugly 的文字。\n")
    assert found(run(Request())) == ["README.md STY801", "README_zh.md STY801"]
    assert found(run(Request(("README.md",)))) == ["README.md STY801"]
    Path(".awesome-lint.toml").write_text('exclude = ["README_zh.md"]\n')
    assert found(run(Request())) == ["README.md STY801"]


def test_without_paths_and_lists_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="name a file or folder"):
        run(Request())


def test_comments_are_judged_by_the_rules_that_configuration_selects() -> None:
    comment = "<!-- awesome-lint-disable-line broken-link-syntax -->"
    write(README=f"[a] (https://a.example) {comment}\n\nFine. {comment}\n")
    only = Request(("README.md",), selection=Selection(("STY900",)))
    assert [d.source.row(d.finding.span.start) for d in run(only).diagnostics] == [3]
    Path(".awesome-lint.toml").write_text('ignore = ["broken-link-syntax"]\n')
    assert not run(only).diagnostics


def test_the_layout_has_the_markers_of_the_configuration() -> None:
    write(README="* a\n* b _c_ __d__\n")
    Path(".awesome-lint.toml").write_text('[format]\nbullet = "+"\nemphasis = "*"\nstrong = "**"\n')
    run(Request(("README.md",), selection=Selection((LAYOUT,)), fix=True, write=True))
    assert Path("README.md").read_text() == "+ a\n+ b *c* **d**\n"


def test_excluded_files_are_left_out_even_when_named(use: Use) -> None:
    use(UGLY)
    write(README="# ugly\n")
    Path(".awesome-lint.toml").write_text('exclude = ["README.md"]\n')
    assert not found(run(Request(("README.md",))))


def test_wrong_configuration_stops_the_run() -> None:
    write(README="# x\n")
    Path(".awesome-lint.toml").write_text("selct = []\n")
    with pytest.raises(ConfigError, match="selct"):
        run(Request(("README.md",)))


def test_standard_input_takes_the_place_of_the_file(use: Use) -> None:
    use(WordRule("STY801", "bad", "good"))
    write(README="# on disk\n")
    outcome = run(Request(("README.md",), fix=True, stdin=b"# bad\n"))
    assert outcome.changes[0].after.text == "# good\n"
    assert Path("README.md").read_text() == "# on disk\n"
