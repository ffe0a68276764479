"""Pieces taken out of a text together, so that what is left is parted as before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit
from awesome_lint.source import Span
from awesome_lint.sync.lines import without_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_lint.source import SourceText

_SPACE = " \t"


def without(spans: Iterable[Span], source: SourceText) -> list[Edit]:
    """Return the edits that take out ``spans``, which do not overlap.

    Lines of which nothing is left go as a whole; elsewhere the space goes that parts a piece from its neighbour.
    """
    rows = [_widened(run, source) for run in _runs(spans, source, _SPACE)]
    whole = [run for run in rows if _is_whole(run, source)]
    parts = [run for run in rows if not _is_whole(run, source)]
    lines = (without_lines(run, source) for run in _runs(whole, source, None))
    return [*lines, *(_without_part(run, source) for run in parts)]


def _runs(spans: Iterable[Span], source: SourceText, space: str | None) -> list[Span]:
    """Return spans with nothing but ``space`` (all white space for None) between them as one."""
    runs: list[Span] = []
    for span in sorted(spans):
        if runs and not source.text[runs[-1].end : span.start].strip(space):
            runs[-1] = Span(runs[-1].start, span.end)
        else:
            runs.append(span)
    return runs


def _widened(span: Span, source: SourceText) -> Span:
    """Return ``span`` with the white space around it in its lines."""
    start = source.line_span(source.row(span.start)).start
    end = source.line_span(source.row(max(span.start, span.end - 1))).end
    before, behind = source.text[start : span.start], source.text[span.end : end]
    return Span(start + len(before.rstrip(_SPACE)), end - len(behind.lstrip(_SPACE)))


def _is_whole(span: Span, source: SourceText) -> bool:
    """Tell whether ``span`` begins and ends where lines do."""
    first, last = source.row(span.start), source.row(max(span.start, span.end - 1))
    return (span.start, span.end) == (source.line_span(first).start, source.line_span(last).end)


def _without_part(span: Span, source: SourceText) -> Edit:
    """Return the edit that leaves one space between what is around ``span``, none at an edge of the line."""
    line = source.line_span(source.row(span.start))
    return Edit(span, " " if line.start < span.start and span.end < line.end else "")
