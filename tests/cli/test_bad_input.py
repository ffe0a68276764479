"""Bad input: one clear line, the right exit code, no traceback, nothing lost, and the other files are done."""

from __future__ import annotations

import os
import resource
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
    forbid(Path("fixed.md"), 0o444)
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


def make_fifo(path: Path) -> None:
    os.mkfifo(path)


def make_loop(path: Path) -> None:
    path.symlink_to(path.name)


def make_dangling_link(path: Path) -> None:
    path.symlink_to("nothing")


def make_link_outside(path: Path) -> None:
    path.symlink_to(sys.executable)


def make_utf16(path: Path) -> None:
    path.write_bytes("# List\n".encode("utf-16"))


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (make_fifo, "is not a regular file"),
        (make_loop, "is a symbolic link that leads back to itself"),
        (make_dangling_link, "is a symbolic link to a file that does not exist"),
        (make_link_outside, "is a symbolic link that leads out of its repository"),
        (make_utf16, "is UTF-16; save it as UTF-8"),
    ],
)
def test_what_is_no_text_file(make: Callable[[Path], None], reason: str, run: Run) -> None:
    make(Path("strange.md"))
    assert_refused(run, "strange.md", reason)


def test_a_folder_holds_strange_things(run: Run) -> None:
    Path("lists").mkdir()
    Path("good.md").rename("lists/good.md")
    for make in (make_fifo, make_loop, make_dangling_link, make_link_outside):
        make(Path(f"lists/{make.__name__}.md"))
    Path("lists/folder.md").mkdir()
    code, _, lines = run("fix", "lists", "--select", "STY900")
    assert (code, lines) == (0, [])
    assert Path("lists/good.md").read_text() == FIXED


def test_ast_takes_no_folder(run: Run) -> None:
    Path("lists").mkdir()
    assert run("ast", "lists") == (2, "", ["awesome-lint: lists is a folder; ast takes one file"])


@pytest.mark.parametrize("path", ["a" * 300, "a/" * 3000, "good.md/a.md", ""])
def test_names_no_file_can_have(path: str, run: Run) -> None:
    code, _, lines = run("check", path)
    assert (code, len(lines)) == (2, 1)
    assert lines[0].endswith(("the name is too long", "no such file"))


@pytest.mark.parametrize("data", [b"", b"\n\n  \n\t\n", b"\r\r", b"\r\n\r\n", b"\xef\xbb\xbf"])
def test_files_without_text(data: bytes, run: Run) -> None:
    Path("empty.md").write_bytes(data)
    code, _, lines = run("check", "empty.md")
    assert (code, lines) == (0, [])
    run("fix", "empty.md")
    assert Path("empty.md").read_bytes().strip() == data.strip()
    assert run("fix", "empty.md")[0] == 0


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_other_newlines_stay(newline: str, run: Run) -> None:
    Path("other.md").write_bytes(GOOD.replace("\n", newline).encode())
    assert run("fix", "other.md")[0::2] == (0, [])
    assert Path("other.md").read_bytes() == FIXED.replace("\n", newline).encode()


def test_separators_that_are_no_newlines_and_late_nul(run: Run) -> None:
    text = "# List\n\na\u2028b\u2029c\x85d\x0be\n\n" + "x" * 9000 + "\0y\n"
    Path("odd.md").write_bytes(text.encode())
    code, out, lines = run("check", "odd.md", "--output-format", "concise")
    assert (code, lines) == (1, [])
    assert "odd.md:3:2: ENC005" in out
    assert "odd.md:5:9001: ENC005" in out
    assert Path("odd.md").read_bytes() == text.encode()


def test_long_lines(run: Run) -> None:
    Path("long.md").write_text("# List\n\n" + "word " * 60_000 + "\n\n" + "x" * 1_000_000 + "\n")
    assert run("check", "long.md")[0::2] == (0, [])


def test_numbers_of_any_length(run: Run) -> None:
    digits = "9" * 5000
    bullets = "".join(f"- [{digits}{n} a](https://a{n}.example)\n" for n in range(12))
    Path("numbers.md").write_text(f"# List\n\n## {digits}\n\n{bullets}")
    assert run("check", "numbers.md")[0] in (0, 1)


@pytest.mark.parametrize("name", [b"a\nb.md", b"a\xffb.md", b"a\x1b[31mb.md", b"::error::b.md", b"-b.md", b"a b.md"])
def test_strange_names(name: bytes, run: Run) -> None:
    path = Path(os.fsdecode(name))
    path.write_text(GOOD)
    for form in ("concise", "github"):
        code, out, lines = run("check", "--output-format", form, "--", str(path))
        assert (code, lines, out.count("STY900")) == (1, [], 1)
        assert out.isprintable() is False
        assert out.replace("\n", "").isprintable()
    _, out, _ = run("fix", "--diff", "--", str(path))
    assert "".join(out.splitlines()[:2]).isprintable()
    assert run("fix", "--", str(path))[0] == 0
    assert path.read_text() == FIXED


def test_names_cannot_give_commands_to_a_workflow(run: Run) -> None:
    Path(" ::stop-commands::x.md").write_text(GOOD)
    for arguments in (["check"], ["check", "--output-format", "concise"], ["fix"], ["format", "--check"]):
        out = run(*arguments, " ::stop-commands::x.md")[1]
        assert not any(line.lstrip().startswith("::") for line in out.splitlines())


def forbid(path: Path, mode: int) -> None:
    """Change the permissions of ``path``, and skip the test for those who may do everything anyhow, as root may."""
    path.chmod(mode)
    if os.access(path, os.R_OK | os.W_OK):
        pytest.skip("this user may read and write everything")


@pytest.mark.parametrize("path", ["secret.md", "secret", "secret/a.md"])
def test_no_permission(path: str, run: Run) -> None:
    top = Path(path.partition("/")[0])
    top.write_text("# Secret\n") if top.suffix else top.mkdir()
    forbid(top, 0)
    code, _, lines = run("fix", path, "good.md", "--select", "STY900")
    top.chmod(0o700)
    assert (code, lines) == (2, [f"awesome-lint: {path}: permission denied"])
    assert Path("good.md").read_text() == FIXED


def test_read_only_folder(run: Run) -> None:
    Path("lists").mkdir()
    Path("lists/a.md").write_text(GOOD)
    forbid(Path("lists"), 0o500)
    assert_refused(run, "lists/a.md", "its folder is read-only, so nothing was written")
    Path("lists").chmod(0o700)


def test_click_does_not_look_first(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """``click.Path`` would refuse the whole call for one file that may not be read."""
    monkeypatch.setattr(os, "access", lambda *_args, **_more: False)
    assert run("check", "good.md", "--output-format", "concise")[0] == 1


def test_file_that_vanishes_while_it_is_fixed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("busy.md").write_text(GOOD)
    real = writer.encode_text

    def remove_meanwhile(source: object, text: str) -> bytes:
        if getattr(source, "path", "") == "busy.md":
            Path("busy.md").unlink(missing_ok=True)
        return real(source, text)

    monkeypatch.setattr(writer, "encode_text", remove_meanwhile)
    code, _, lines = run("fix", "busy.md", "good.md", "--select", "STY900")
    assert (code, lines) == (2, ["awesome-lint: busy.md: no such file"])
    assert not Path("busy.md").exists()
    assert Path("good.md").read_text() == FIXED


def test_interruption_while_writing_leaves_the_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(writer.os, "fsync", interrupt)
    code, _, lines = run("fix", "good.md", "--select", "STY900")
    assert (code, lines) == (130, ["awesome-lint: interrupted"])
    assert Path("good.md").read_text() == GOOD
    assert [path.name for path in Path().iterdir() if path.is_file()] == ["good.md"]


def test_no_space_left_for_the_file(run: Run) -> None:
    text = GOOD + "text " * 20_000 + "\n"
    Path("large.md").write_text(text)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))
    try:
        code, _, lines = run("fix", "large.md", "--select", "STY900")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (code, lines) == (2, ["awesome-lint: large.md: file too large"])
    assert Path("large.md").read_text() == text
    assert not [path for path in Path().iterdir() if path.name.startswith(".awesome")]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_no_space_left_for_the_report() -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run([*COMMAND, "check", "good.md"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert result.returncode == 2
    assert result.stderr == b"awesome-lint: cannot write to standard output: No space left on device\n"


@pytest.mark.parametrize(("closed", "path", "code"), [(0, "-", 0), (1, "good.md", 1), (2, "missing.md", 2)])
def test_standard_streams_that_are_not_there(closed: int, path: str, code: int) -> None:
    command = f'exec "$0" -m awesome_lint check {path} {closed}<&-'
    result = subprocess.run(["/bin/sh", "-c", command, sys.executable], capture_output=True, check=False)
    assert result.returncode == code
    assert result.stderr == b""


def test_the_report_never_replaces_a_list(run: Run) -> None:
    code, _, lines = run("check", "good.md", "--output-file", "./good.md")
    assert code == 2
    assert lines == ["awesome-lint: cannot write the report to ./good.md: it is one of the files to be checked"]
    assert Path("good.md").read_text() == GOOD


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
