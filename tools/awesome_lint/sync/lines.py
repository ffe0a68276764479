"""Whole lines taken out of a text, so that what is left is parted as before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit
from awesome_lint.source import Span

if TYPE_CHECKING:
    from awesome_lint.source import SourceText


def without_lines(span: Span, source: SourceText) -> Edit:
    """Return the edit that takes out the lines of ``span``; of blank lines on both sides those behind go, too."""
    first, last = source.row(span.start), source.row(max(span.start, span.end - 1))
    rows = len(source.line_starts)
    end = last + 1
    if first == 1 or _is_blank(first - 1, source):
        while end <= rows and _is_blank(end, source):
            end += 1
    if end <= rows:
        return Edit(Span(source.line_span(first).start, source.line_span(end).start), "")
    while first > 1 and _is_blank(first - 1, source):
        first -= 1
    return Edit(Span(source.line_span(first).start, len(source.text)), "")


def _is_blank(row: int, source: SourceText) -> bool:
    return not source.slice(source.line_span(row)).strip()
