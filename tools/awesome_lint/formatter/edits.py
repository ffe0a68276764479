"""Lines into edits: small, local, and never a line that did not change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from awesome_lint.source import SourceText

_LAYOUT = str.maketrans(dict.fromkeys(" \t\r\n-*+_#=~`>|0123456789"))


def skeleton(lines: Iterable[str]) -> str:
    """Return the characters of ``lines`` that no layout may touch: all but white space, markers and digits."""
    return "".join(lines).translate(_LAYOUT)


def source_lines(source: SourceText) -> list[str]:
    """Return the lines of ``source`` without their newlines; no last empty line behind a final newline."""
    lines = [source.slice(source.line_span(row)) for row in range(1, len(source.line_starts) + 1)]
    return lines if lines[-1] else lines[:-1]


def line_edits(source: SourceText, old: Sequence[str], start: int, new: Sequence[str]) -> Iterator[Edit]:
    """Yield the edits that turn the lines ``old`` of ``source``, from line ``start`` (from 0), into ``new``."""
    if list(old) == list(new):
        return
    for first, last, begin, end in _hunks(old, new):
        yield _edit(source, start + first, start + last, new[begin:end])


def _hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield what differs as ranges of both; neighbouring pairs of lines make one range."""
    first = begin = 0
    for at, width, to, made in _pairs(old, new):
        if width == made == 1 and old[at] == new[to]:
            if (first, begin) != (at, to):
                yield first, at, begin, to
            first, begin = at + 1, to + 1
    if (first, begin) != (len(old), len(new)):
        yield first, len(old), begin, len(new)


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield which lines became which: start and count in both, in order, every line once.

    A layout adds and drops lines without text, and breaks one line into several; it never moves one.
    """
    at = to = 0
    while at < len(old) and to < len(new):
        width, made = _step(old[at], new, to)
        yield at, width, to, made
        at, to = at + width, to + made
    if at < len(old) or to < len(new):
        yield at, len(old) - at, to, len(new) - to


def _step(line: str, new: Sequence[str], to: int) -> tuple[int, int]:
    before, after = skeleton([line]), skeleton([new[to]])
    if before == after:
        return 1 - (_is_blank(new[to]) and not _is_blank(line)), 1 - (_is_blank(line) and not _is_blank(new[to]))
    if not before or not after:
        return (1, 0) if not before else (0, 1)
    made = 1
    while after != before and before.startswith(after) and to + made < len(new):
        after += skeleton([new[to + made]])
        made += 1
    return 1, made if after == before else 1


def _is_blank(line: str) -> bool:
    return not line.strip(" \t>")


def _edit(source: SourceText, first: int, last: int, new: Sequence[str]) -> Edit:
    starts, newline = source.line_starts, source.newline
    begin = starts[first] if first < len(starts) else len(source.text)
    if first == last:
        return Edit(Span(begin, begin), "".join(line + newline for line in new))
    if new:
        return Edit(Span(begin, source.line_span(last).end), newline.join(new))
    return Edit(Span(begin, starts[last] if last < len(starts) else len(source.text)), "")
