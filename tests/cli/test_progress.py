"""The line of progress, on real terminals, and the counts at the end."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import struct
import termios
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from awesome_lint.cli.progress import Progress, host_table, progress_line, verdict_summary
from awesome_lint.links.limits import HostStats
from awesome_lint.links.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

COUNTS = Counter({Verdict.OK: 1200, Verdict.BROKEN: 3, Verdict.UNKNOWN: 31})
LINE = "1,234/3,169 links, 38 %; 1,200 ok, 3 broken, 31 unknown; slowest: slow.example"


class Clock:
    """A clock that stands still until it is set."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


class Terminal:
    """A terminal of some width, and what was written to it."""

    def __init__(self, columns: int) -> None:
        self._reader, writer = pty.openpty()
        fcntl.ioctl(writer, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.stream: IO[str] = open(writer, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - closed below

    def resize(self, columns: int) -> None:
        fcntl.ioctl(self.stream.fileno(), termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))

    def written(self) -> str:
        """Return what was written since this was last asked: all up to a mark, as a terminal takes its time."""
        os.write(self.stream.fileno(), b"\0")
        data = b""
        while not data.endswith(b"\0"):
            data += os.read(self._reader, 65536)
        return data[:-1].decode()

    def close(self) -> None:
        self.stream.close()
        os.close(self._reader)


def shown(written: str) -> str:
    """Return what the last line of a terminal holds after all that was written."""
    line = ""
    for part in written.split("\r"):
        line = part + line[len(part) :]
    return line.rstrip(" ")


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    terminal = Terminal(100)
    yield terminal
    terminal.close()


def test_the_line_is_drawn_and_erased(terminal: Terminal) -> None:
    with Progress(terminal.stream) as progress:
        assert terminal.written() == ""
        progress.update(1234, 3169, COUNTS, "slow.example")
        drawn = terminal.written()
        assert drawn == f"\r{LINE}"
    assert shown(drawn + terminal.written()) == ""


def test_a_shorter_line_leaves_nothing_of_the_longer_one(terminal: Terminal) -> None:
    clock = Clock()
    with Progress(terminal.stream, clock) as progress:
        progress.update(1234, 3169, COUNTS, "slow.example")
        clock.now += 1
        progress.update(1235, 3169, COUNTS)
        assert shown(terminal.written()) == "1,235/3,169 links, 38 %; 1,200 ok, 3 broken, 31 unknown"


def test_the_line_is_drawn_ten_times_a_second_at_most(terminal: Terminal) -> None:
    clock = Clock()
    with Progress(terminal.stream, clock) as progress:
        for step in range(1000):
            clock.now = 100 + step / 1000
            progress.update(step, 1000, COUNTS)
        assert terminal.written().count("\r") == 10


@pytest.mark.parametrize("columns", [1, 2, 10, 40, 81, 82])
def test_the_line_is_cut_to_the_terminals_width(columns: int, terminal: Terminal) -> None:
    terminal.resize(columns)
    with Progress(terminal.stream) as progress:
        progress.update(1234, 3169, COUNTS, "slow.example")
        assert terminal.written() == f"\r{LINE[: columns - 1]}"


def test_the_width_is_asked_each_time(terminal: Terminal) -> None:
    clock = Clock()
    with Progress(terminal.stream, clock) as progress:
        progress.update(1234, 3169, COUNTS, "slow.example")
        terminal.resize(20)
        clock.now += 1
        progress.update(1234, 3169, COUNTS, "slow.example")
        assert terminal.written().endswith(f"\r{LINE[:19]}")  # blanks to erase more would wrap


def test_the_line_is_erased_after_an_error_and_only_once(terminal: Terminal) -> None:
    progress = Progress(terminal.stream)
    with suppress(KeyboardInterrupt), progress:
        progress.update(1, 2, COUNTS)
        raise KeyboardInterrupt
    assert shown(terminal.written()) == ""
    progress.close()
    assert terminal.written() == ""


@pytest.mark.parametrize(("name", "value"), [("CI", "true"), ("NO_COLOR", "1"), ("TERM", "dumb")])
def test_some_want_no_line(name: str, value: str, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with Progress(terminal.stream) as progress:
        progress.update(1, 2, COUNTS)
    assert terminal.written() == ""


def test_nothing_is_drawn_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    stream = io.StringIO()
    with Progress(stream) as progress:
        progress.update(1, 2, COUNTS)
    assert stream.getvalue() == ""


def test_a_terminal_that_has_gone_is_no_error() -> None:
    terminal = Terminal(80)
    with Progress(terminal.stream) as progress:
        os.close(terminal._reader)  # noqa: SLF001 - the other end hangs up
        progress.update(1, 2, COUNTS)
    with pytest.raises(OSError, match="Input/output error"):
        terminal.stream.close()


def test_a_terminal_that_tells_no_width() -> None:
    class Odd(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Odd()
    Progress(stream).update(1234, 3169, COUNTS, "slow.example")
    assert stream.getvalue() == f"\r{LINE[:79]}"


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ((0, 0, {}, None), "0/0 links, 100 %"),
        ((0, 5, {}, None), "0/5 links, 0 %"),
        ((1, 3, {Verdict.MOVED: 1}, None), "1/3 links, 33 %; 1 moved"),
        ((999, 1000, {Verdict.SKIPPED: 999}, "a.example"), "999/1,000 links, 99 %; 999 skipped; slowest: a.example"),
        (
            (1, 1, {Verdict.OK: 1, Verdict.BROKEN: 0}, "中\x1b[2J"),
            "1/1 links, 100 %; 1 ok; slowest: \\u4e2d\\x1b[2J",
        ),
    ],
)
def test_lines(given: tuple[int, int, dict[Verdict, int], str | None], line: str) -> None:
    assert progress_line(*given) == line


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        ({}, "0 links: 0 ok, 0 moved, 0 broken, 0 unknown, 0 skipped\n"),
        ({Verdict.MOVED: 1}, "1 link: 0 ok, 1 moved, 0 broken, 0 unknown, 0 skipped\n"),
        (
            {Verdict.UNKNOWN: 48, Verdict.OK: 3100, Verdict.BROKEN: 9, Verdict.MOVED: 12},
            "3,169 links: 3,100 ok, 12 moved, 9 broken, 48 unknown, 0 skipped\n",
        ),
    ],
)
def test_summaries(counts: dict[Verdict, int], line: str) -> None:
    assert verdict_summary(counts) == line


def test_hosts_stand_by_number_of_requests() -> None:
    stats = {
        "b.example": HostStats(2, failed=2),
        "api.github.com": HostStats(1028, slowed=3, failed=28, seconds=420.0),
        "a.example": HostStats(2, seconds=3.0),
        "\x1b.example": HostStats(1, seconds=0.001),
    }
    assert host_table(stats).splitlines() == [
        "Requests  Slowed  Failed  Seconds  Host",
        "   1,028       3      28     0.42  api.github.com",
        "       2       0       0     1.50  a.example",
        "       2       0       2        -  b.example",
        "       1       0       0     0.00  \\x1b.example",
    ]
    assert host_table({}) == "No host was asked.\n"
