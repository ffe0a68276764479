"""Putting entries of one section into another order, by whole lines."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_lint.source import SourceText
    from awesome_lint.syntax.nodes import Entry


def reordered(entries: Sequence[Entry], order: Sequence[Entry], source: SourceText) -> tuple[Span, str] | None:
    """Return the lines that change when ``entries``, in document order, stand in ``order``, and their new text.

    What separates two places stays there. None where lines hold more than these entries, or numbers that count.
    """
    lines = [_lines(entry, source) for entry in entries]
    changed = [at for at, (one, other) in enumerate(zip(entries, order, strict=True)) if one is not other]
    if not changed or not _are_alone(entries, lines, source):
        return None
    first, last = changed[0], changed[-1]
    texts = {entry: source.slice(span) for entry, span in zip(entries, lines, strict=True)}
    gaps = [source.text[one.end : two.start] for one, two in pairwise(lines)]
    pieces = [texts[order[first]]]
    for at in range(first, last):
        pieces += (gaps[at], texts[order[at + 1]])
    return Span(lines[first].start, lines[last].end), "".join(pieces)


def _lines(entry: Entry, source: SourceText) -> Span:
    """Return the lines of an entry, the last newline excluded."""
    start = source.line_span(source.row(entry.span.start)).start
    return Span(start, source.line_span(source.row(max(entry.span.start, entry.span.end - 1))).end)


def _are_alone(entries: Sequence[Entry], lines: Sequence[Span], source: SourceText) -> bool:
    """Tell whether nothing but blank lines stands between the entries, and none is numbered."""
    if any(entry.anchor.marker[:1].isdigit() or entry.style is not entries[0].style for entry in entries):
        return False
    return all(one.end < two.start and not source.text[one.end : two.start].strip() for one, two in pairwise(lines))
