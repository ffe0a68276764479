"""Bad input: one clear line, the right exit code, no traceback, nothing lost, and the other files are done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from awesome_lint import cli
from awesome_lint.source import reader, writer

GOOD = "# List\n\n- [Alpha](https://alpha.example) does one thing. <!-- awesome-lint-disable-line XYZ001 -->\n"
FIXED = "# List\n\n- [Alpha](https://alpha.example) does one thing.\n"
COMMAND = [sys.executable, "-m", "awesome_lint"]
Run = Callable[..., tuple[int, str, list[str]]]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a repository with one file that has one safe fix the current folder."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "good.md").write_text(GOOD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return a function that runs the command line and gives exit code, standard output, lines of standard error."""

    def run(*arguments: str) -> tuple[int, str, list[str]]:
        code = cli.execute(arguments)
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode().splitlines()

    return run


def assert_refused(run: Run, path: str, reason: str) -> None:
    """Show that ``path`` is refused with one line and left alone, and that the good file beside it is fixed."""
    before = Path(path).read_bytes() if Path(path).is_file() and Path(path).stat().st_size < 2**20 else None
    code, _, lines = run("fix", path, "good.md", "--select", "STY900")
    assert (code, lines) == (2, [f"awesome-lint: {path}: {reason}"])
    assert Path("good.md").read_text() == FIXED
    assert before is None or Path(path).read_bytes() == before


def test_unknown_file(run: Run) -> None:
    assert_refused(run, "missing.md", "no such file")


def test_binary_file(run: Run) -> None:
    Path("image.md").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert_refused(run, "image.md", "is a binary file")


def test_file_of_100_mb(run: Run) -> None:
    with Path("large.md").open("wb") as file:
        file.truncate(100 * 2**20)
    assert_refused(run, "large.md", "is larger than 32 MiB")


@pytest.mark.parametrize(("name", "unit"), [("quotes", ">"), ("lists", "- "), ("brackets", "["), ("emphasis", "*a ")])
def test_deep_nesting_ends_soon(name: str, unit: str, run: Run) -> None:
    path = Path(f"{name}.md")
    path.write_text(unit * 10_000 + "x\n")
    started = time.monotonic()
    code, _, lines = run("fix", str(path), "good.md", "--select", "STY900")
    assert time.monotonic() - started < 20
    assert (code, len(lines)) in ((0, 0), (2, 1))
    assert path.read_text() == unit * 10_000 + "x\n"
    assert Path("good.md").read_text() == FIXED


def test_too_deep_nesting(run: Run) -> None:
    Path("deep.md").write_text(">" * 10_000 + "x\n")
    assert_refused(run, "deep.md", "nested more than 100 levels deep")


def test_100_000_asterisks(run: Run) -> None:
    Path("stars.md").write_text("a" + "*" * 100_000 + "b\n")
    Path("many.md").write_text("*a " * 100_000 + "\n")
    assert run("check", "stars.md", "--select", "STY900")[0] in (0, 2)
    assert_refused(run, "many.md", "more than 20,000 emphasis delimiters in one block")


def test_text_in_another_encoding_is_not_touched_by_other_rules(run: Run) -> None:
    data = "# 列表\n\n- [模型](https://a.example)<!-- awesome-lint-disable-line XYZ001 -->\n".encode("gb18030")
    Path("chinese.md").write_bytes(data)
    code, _, lines = run("fix", "chinese.md", "--select", "STY900")
    assert (code, lines) == (0, [])
    assert Path("chinese.md").read_bytes() == data


def test_folder_without_markdown(run: Run) -> None:
    Path("empty").mkdir()
    assert run("check", "empty")[0::2] == (0, [])


def test_unreadable_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("secret.md").write_text("# Secret\n")
    real = os.open

    def refuse(path: object, *rest: int, **more: object) -> int:
        if str(path) == "secret.md":
            raise PermissionError(13, "Permission denied")
        return real(path, *rest, **more)

    monkeypatch.setattr(reader.os, "open", refuse)
    code, _, lines = run("fix", "secret.md", "good.md", "--select", "STY900")
    assert (code, lines) == (2, ["awesome-lint: secret.md: permission denied"])
    assert Path("good.md").read_text() == FIXED


def test_read_only_file(run: Run) -> None:
    Path("fixed.md").write_text(GOOD)
    Path("fixed.md").chmod(0o444)
    assert_refused(run, "fixed.md", "is read-only, so nothing was written")


def test_file_that_changes_while_it_is_fixed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("busy.md").write_text(GOOD)
    real = writer.encode_text

    def change_meanwhile(source: object, text: str) -> bytes:
        if getattr(source, "path", "") == "busy.md":
            Path("busy.md").write_text("# Somebody else's\n")
        return real(source, text)

    monkeypatch.setattr(writer, "encode_text", change_meanwhile)
    code, _, lines = run("fix", "busy.md", "good.md", "--select", "STY900")
    assert code == 2
    assert lines == [
        "awesome-lint: busy.md: was changed by another program meanwhile, so nothing was written; run again"
    ]
    assert Path("busy.md").read_text() == "# Somebody else's\n"
    assert Path("good.md").read_text() == FIXED


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("select = [", "is not valid TOML"),
        ("selct = []", "selct"),
        ("select = ['XYZ']", "there is no rule 'XYZ'"),
    ],
)
def test_wrong_configuration_is_one_line_and_nothing_is_written(text: str, part: str, run: Run) -> None:
    Path(".awesome-lint.toml").write_text(text)
    code, out, lines = run("fix", "good.md")
    assert (code, out, len(lines)) == (2, "", 1)
    assert lines[0].startswith("awesome-lint: .awesome-lint.toml")
    assert part in lines[0]
    assert Path("good.md").read_text() == GOOD


def test_names_cannot_steer_the_terminal(run: Run) -> None:
    code, _, lines = run("check", "\x1b[31mred.md")
    assert (code, lines) == (2, ["awesome-lint: \\x1b[31mred.md: no such file"])


def test_closed_standard_output_is_no_error() -> None:
    Path("many.md").write_text("x <!-- awesome-lint-disable-line XYZ001 -->\n\n" * 500)
    command = [*COMMAND, "check", "many.md", "--output-format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode in (0, 1)


def test_interruption_exits_with_130() -> None:
    script = "from awesome_lint.cli import main; print('ready', flush=True); main(['check', '-'])"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", script], **pipes) as process:
        process.stdout.readline()
        time.sleep(0.1)  # main has been entered by then, and waits for standard input
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130
        assert process.stderr.read() == b"awesome-lint: interrupted\n"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return what a check of a clean list imports."""
    folder = tmp_path_factory.mktemp("clean")
    entries = "".join(f"- [Tool {number}](https://tool{number}.example) 做一件事。\n" for number in range(12))
    (folder / "README.md").write_text(f"# 列表\n\n## 工具\n\n{entries}", encoding="utf-8")
    script = (
        "import sys; from awesome_lint.cli import execute; code = execute(['check', 'README.md']);"
        "print(code, *sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", script], cwd=folder, capture_output=True, check=True, text=True)
    code, *modules = result.stdout.splitlines()[-1].split()
    assert code == "0", result.stdout
    return set(modules)


@pytest.mark.parametrize("module", ["httpx", "ftfy", "rich", "asyncio", "mdformat"])
def test_check_of_a_clean_list_does_not_import(module: str, imported: set[str]) -> None:
    assert "awesome_lint.linter" in imported
    assert module not in imported
