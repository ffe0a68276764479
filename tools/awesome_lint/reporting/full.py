"""The format for people: each finding with its source line, the place underlined, and what a fix would do."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from awesome_lint.reporting.concise import headline
from awesome_lint.reporting.report import shown_path, visible, visible_character
from awesome_lint.reporting.style import paint
from awesome_lint.reporting.summary import summarize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.diagnostics import Diagnostic
    from awesome_lint.reporting.report import Report

_BEFORE, _SHOWN = 50, 110  # characters of a line shown before the place, and altogether


def render(report: Report) -> str:
    """Return the findings with their source lines, and the summary."""
    findings = ["\n".join(_lines(diagnostic, color=report.color)) + "\n\n" for diagnostic in report.shown]
    return "".join(findings) + summarize(report)


def _lines(diagnostic: Diagnostic, *, color: bool) -> Iterator[str]:
    finding = diagnostic.finding
    row = diagnostic.source.row(finding.span.start)
    source_line, underline = _excerpt(diagnostic)
    gutter = " " * len(str(row))
    bar = paint("|", "dim", color=color)
    yield headline(diagnostic, color=color)
    yield f"{gutter} {bar}"
    yield f"{paint(str(row), 'dim', color=color)} {bar} {source_line}".rstrip()
    yield f"{gutter} {bar} {paint(underline, diagnostic.severity, color=color)}"
    for number, fix in enumerate(filter(None, (finding.fix, *finding.alternatives))):
        yield f"{gutter} = {'or' if number else 'help'}: {visible(fix.title)}"
    for related in finding.related:
        place = related.source.position(related.span.start)
        path = visible(shown_path(related.source.path))
        yield f"{gutter} = see {path}:{place.row}:{place.column}: {visible(related.message)}"


def _excerpt(diagnostic: Diagnostic) -> tuple[str, str]:
    """Return the line of the finding, long lines cut around the place, and the line that underlines it.

    Of a finding over several lines the first is shown.
    """
    source, span = diagnostic.source, diagnostic.finding.span
    line = source.line_span(source.row(span.start))
    start, end = min(span.start, line.end), min(max(span.end, span.start + 1), line.end)
    left = max(line.start, start - _BEFORE)
    right = min(line.end, left + _SHOWN)
    before, marked = _show(source.text[left:start]), _show(source.text[start : min(end, right)])
    shown = f"{before}{marked}{_show(source.text[min(end, right) : right])}"
    head, tail = "…" if left > line.start else "", "…" if right < line.end else ""
    underline = " " * (len(head) + display_width(before)) + "^" * max(1, display_width(marked))
    return f"{head}{shown}{tail}", underline


def _show(text: str) -> str:
    return "".join(" " if character == "\t" else visible_character(character) for character in text)


def display_width(text: str) -> int:
    """Return the number of terminal cells of ``text``: wide characters take two, combining ones none."""
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
