"""One line per finding: ``path:line:col: CODE message``, the message behind the severity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.reporting.report import fix_mark, shown_path, visible
from awesome_lint.reporting.style import paint
from awesome_lint.reporting.summary import summarize

if TYPE_CHECKING:
    from awesome_lint.diagnostics import Diagnostic
    from awesome_lint.reporting.report import Report


def render(report: Report) -> str:
    """Return the findings, a line each, and the summary."""
    lines = [f"{headline(diagnostic, color=report.color)}\n" for diagnostic in report.shown]
    return "".join(lines) + summarize(report)


def headline(diagnostic: Diagnostic, *, color: bool) -> str:
    """Return place, code, fixability, severity and message of one finding."""
    place = diagnostic.source.position(diagnostic.finding.span.start)
    path = paint(visible(shown_path(diagnostic.source.path)), "bold", color=color)
    code = paint(diagnostic.code, diagnostic.severity, color=color)
    severity = paint(diagnostic.severity, diagnostic.severity, color=color)
    message = visible(diagnostic.finding.message)
    return f"{path}:{place.row}:{place.column}: {code} {fix_mark(diagnostic.finding.fix)}{severity}: {message}"
