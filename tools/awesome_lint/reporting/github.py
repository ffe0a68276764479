"""Workflow commands that GitHub Actions shows as annotations, the most severe first: it shows ten of each level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Diagnostic, Severity
from awesome_lint.reporting.report import shown_path, visible

if TYPE_CHECKING:
    from awesome_lint.reporting.report import Report

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> str:
    """Return one workflow command per finding; notes of a kind are one per file, since GitHub shows few."""
    ranks = list(_LEVELS)
    ordered = sorted(report.shown, key=lambda diagnostic: ranks.index(diagnostic.severity))
    return "".join(f"{_command(diagnostic)}\n" for diagnostic in ordered)


def _command(diagnostic: Diagnostic) -> str:
    properties = {
        "file": visible(shown_path(diagnostic.source.path)),
        **_place(diagnostic),
        "title": f"{diagnostic.code} {diagnostic.name}",
    }
    listed = ",".join(f"{key}={_escape_property(value)}" for key, value in properties.items())
    return f"::{_LEVELS[diagnostic.severity]} {listed}::{_escape(visible(diagnostic.finding.message))}"


def _place(diagnostic: Diagnostic) -> dict[str, str]:
    """Return rows, and columns where both ends are on one row: GitHub takes columns only there."""
    span = diagnostic.finding.span
    start, end = diagnostic.source.position(span.start), diagnostic.source.position(span.end)
    if start.row != end.row:
        return {"line": str(start.row), "endLine": str(end.row)}
    return {
        "line": str(start.row),
        "col": str(start.column),
        "endLine": str(end.row),
        "endColumn": str(end.column),
    }


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
