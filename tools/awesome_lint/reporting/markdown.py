"""Markdown for a step summary, a comment or an issue on GitHub, the most severe first.

Texts stand in code spans: there nothing of them is markup, notifies people (``@name``) or refers to issues (``#1``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Diagnostic, Severity
from awesome_lint.reporting.report import fix_mark, rule_url, shown_path, visible
from awesome_lint.reporting.summary import summarize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_lint.reporting.report import Report

MAX_LENGTH = 60_000
"""Characters: an issue's body holds 65,536, a step summary 1 MiB (GitHub's documentation)."""
_MAX_MESSAGE = 2_000
_TITLES = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "Notes"}
_BACKTICKS = re.compile("`+")


def render(report: Report) -> str:
    """Return a summary, and below it the findings by severity; what does not fit is counted."""
    left = MAX_LENGTH
    parts = [f"{visible(line)}\n" for line in summarize(report).splitlines()]
    for severity, title in _TITLES.items():
        found = [diagnostic for diagnostic in report.listed if diagnostic.severity is severity]
        if found:
            lines = _fitting([_line(diagnostic) for diagnostic in found], left)
            left -= sum(map(len, lines))
            parts.append(f"### {title} ({len(found)})\n\n{''.join(lines)}")
    return "\n".join(parts)


def _fitting(lines: Sequence[str], room: int) -> list[str]:
    """Return as many lines as there is room for, and how many more there are."""
    kept: list[str] = []
    for line in lines:
        room -= len(line)
        if room < 0:
            return [*kept, f"- … and {len(lines) - len(kept)} more\n"]
        kept.append(line)
    return kept


def _line(diagnostic: Diagnostic) -> str:
    place = diagnostic.source.position(diagnostic.finding.span.start)
    where = f"{visible(shown_path(diagnostic.source.path))}:{place.row}:{place.column}"
    rule = f"[{diagnostic.code}]({rule_url(diagnostic.code)})"
    mark = fix_mark(diagnostic.finding.fix).strip(" []")
    fixable = {"*": " (fixable)", "-": " (unsafe fix)"}.get(mark, "")
    return f"- {_code(where)} {rule}{fixable}: {_code(visible(diagnostic.finding.message))}\n"


def _code(text: str) -> str:
    """Return ``text`` as a code span (CommonMark 0.31.2, section 6.1), cut when it is very long."""
    text = text if len(text) <= _MAX_MESSAGE else f"{text[:_MAX_MESSAGE]}…"
    fence = "`" * (max((len(run) for run in _BACKTICKS.findall(text)), default=0) + 1)
    pad = " " if text[:1] in ("`", " ", "") or text[-1:] in ("`", " ") else ""
    return f"{fence}{pad}{text}{pad}{fence}"
