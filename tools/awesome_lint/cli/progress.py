"""What people see of a run that verifies links: a line that says how far it is, and counts at the end."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from awesome_lint.links.verdicts import Verdict
from awesome_lint.reporting.report import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType
    from typing import IO

    from awesome_lint.links.limits import HostStats

_SECONDS = 0.1
"""Between two drawings: faster than anyone reads only costs time."""
_COLUMNS = 80
"""Of a terminal that does not tell."""


class Progress:
    """A line on a terminal that is drawn over itself, and erased in the end; nothing where it would be noise.

    That is: where ``stream`` is no terminal, or one that cannot go back (``TERM=dumb``), under CI, and for users of
    ``NO_COLOR``, who want plain text. ``clock`` gives seconds.
    """

    def __init__(self, stream: IO[str], clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self.is_wanted = _can_draw(stream)
        self._drawn = float("-inf")
        self._length = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def update(self, done: int, total: int, counts: Mapping[Verdict, int], slowest: str | None = None) -> None:
        """Tell how far the run is, and which host takes longest to answer; drawn at most ten times a second."""
        now = self._clock()
        if not self.is_wanted or now - self._drawn < _SECONDS:
            return
        self._drawn = now
        self._draw(progress_line(done, total, counts, slowest))

    def close(self) -> None:
        """Erase the line."""
        if self._length:
            self._draw("")
            self._write("\r")

    def _draw(self, text: str) -> None:
        """Put ``text`` in place of what was drawn, cut to what fits; a line that fills the terminal may wrap."""
        room = _columns(self._stream) - 1
        line = text[:room]
        self._write("\r" + line.ljust(min(self._length, room)))
        self._length = len(line)

    def _write(self, text: str) -> None:
        with suppress(OSError):  # nobody to tell
            self._stream.write(text)
            self._stream.flush()


def progress_line(done: int, total: int, counts: Mapping[Verdict, int], slowest: str | None) -> str:
    """Return the line in ASCII, so that each character takes one column: shares, then what was found out so far."""
    percent = 100 * done // total if total else 100
    found = ", ".join(f"{counts[verdict]:,} {verdict}" for verdict in Verdict if counts.get(verdict))
    parts = [f"{done:,}/{total:,} links, {percent} %", found, f"slowest: {slowest}" if slowest else ""]
    return visible("; ".join(filter(None, parts))).encode("ascii", "backslashreplace").decode("ascii")


def verdict_summary(counts: Mapping[Verdict, int]) -> str:
    """Return how many links there are of each verdict, as one line."""
    total = sum(counts.values())
    found = ", ".join(f"{counts.get(verdict, 0):,} {verdict}" for verdict in Verdict)
    return f"{total:,} {'link' if total == 1 else 'links'}: {found}\n"


def host_table(stats: Mapping[str, HostStats]) -> str:
    """Return what happened with each host, those asked most first; seconds are the mean until an answer."""
    if not stats:
        return "No host was asked.\n"
    rows = [("Requests", "Slowed", "Failed", "Seconds", "Host")]
    for host, each in sorted(stats.items(), key=lambda item: (-item[1].requests, item[0])):
        answers = each.requests - each.failed
        seconds = f"{each.seconds / answers:.2f}" if answers > 0 else "-"
        rows.append((f"{each.requests:,}", f"{each.slowed:,}", f"{each.failed:,}", seconds, visible(host)))
    widths = [max(map(len, column)) for column in list(zip(*rows, strict=True))[:-1]]
    return "".join("  ".join((*map(str.rjust, row, widths), row[-1])) + "\n" for row in rows)


def _can_draw(stream: IO[str]) -> bool:
    plain = os.environ.get("NO_COLOR") or os.environ.get("CI") or os.environ.get("TERM") == "dumb"
    return not plain and stream.isatty()


def _columns(stream: IO[str]) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or _COLUMNS
    except (OSError, ValueError):  # a terminal of some other kind
        return _COLUMNS
