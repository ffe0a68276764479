"""Lines into edits: small, local, and never a line that did not change."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.source import SourceText

_MAX_LINES = 3000
"""Lines a diff is made of; beyond, one edit (the diff is quadratic in the worst case)."""


def source_lines(source: SourceText) -> list[str]:
    """Return the lines of ``source`` without their newlines; no last empty line behind a final newline."""
    lines = [source.slice(source.line_span(row)) for row in range(1, len(source.line_starts) + 1)]
    return lines if lines[-1] else lines[:-1]


def line_edits(source: SourceText, old: Sequence[str], start: int, new: Sequence[str]) -> Iterator[Edit]:
    """Yield the edits that turn the lines ``old`` of ``source``, from line ``start`` (from 0), into ``new``."""
    for first, last, begin, end in _hunks(old, new):
        yield _edit(source, start + first, start + last, new[begin:end])


def _hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    if len(old) == len(new):
        yield from _runs([a != b for a, b in zip(old, new, strict=True)])
        return
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    rest, made = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(rest) + len(made) > _MAX_LINES:
        yield head, head + len(rest), head, head + len(made)
        return
    for tag, first, last, begin, end in SequenceMatcher(None, rest, made, autojunk=False).get_opcodes():
        if tag != "equal":
            yield head + first, head + last, head + begin, head + end


def _runs(differs: Sequence[bool]) -> Iterator[tuple[int, int, int, int]]:
    start = 0
    for at, different in enumerate([*differs, False]):
        if not different:
            if start < at:
                yield start, at, start, at
            start = at + 1


def _edit(source: SourceText, first: int, last: int, new: Sequence[str]) -> Edit:
    starts, newline = source.line_starts, _newline(source)
    begin = starts[first] if first < len(starts) else len(source.text)
    if first == last:
        return Edit(Span(begin, begin), "".join(line + newline for line in new))
    if new:
        return Edit(Span(begin, source.line_span(last).end), newline.join(new))
    return Edit(Span(begin, starts[last] if last < len(starts) else len(source.text)), "")


def _newline(source: SourceText) -> str:
    r"""Return the newline to write: the file's, but none that could melt with a neighbour where CR and LF mix."""
    bare = source.text.replace("\r\n", "")
    return "\r\n" if "\r" in bare and "\n" in source.text else source.newline
