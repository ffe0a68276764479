"""The shape of ruff's JSON: an array of findings; rows and columns from 1, columns in code points, ends exclusive."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from awesome_lint.reporting.report import rule_url, shown_path, visible_character

if TYPE_CHECKING:
    from awesome_lint.diagnostics import Diagnostic, Edit, Fix, Related
    from awesome_lint.reporting.report import Report
    from awesome_lint.source import SourceText, Span

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_STEERING = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Controls beyond ASCII's, and those of direction: a terminal may obey them, and people be misled."""


def render(report: Report) -> str:
    """Return the findings as a JSON array."""
    return to_json([finding_object(diagnostic, report) for diagnostic in report.diagnostics])


def to_json(value: object) -> str:
    r"""Return ``value`` as JSON that every reader takes: lone surrogates, bytes that are not UTF-8, become ``\xNN``."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    text = _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return _SURROGATE.sub(lambda lone: visible_character(lone[0]).replace("\\", "\\\\"), text) + "\n"


def finding_object(diagnostic: Diagnostic, report: Report) -> dict[str, Any]:
    """Return one finding as documented in ``tools/README.md``."""
    finding = diagnostic.finding
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.value,
        "message": finding.message,
        "filename": shown_path(diagnostic.source.path),
        **_place(diagnostic.source, finding.span),
        "fix": _fix_object(finding.fix, diagnostic, report) if finding.fix else None,
        "alternatives": [_fix_object(fix, diagnostic, report) for fix in finding.alternatives],
        "related": [_related_object(related) for related in finding.related],
        "url": rule_url(diagnostic.code),
    }


def _fix_object(fix: Fix, diagnostic: Diagnostic, report: Report) -> dict[str, Any]:
    edits = [_edit_object(edit, diagnostic, report) for edit in fix.edits]
    return {"applicability": fix.applicability.name.lower(), "message": fix.title, "edits": edits}


def _edit_object(edit: Edit, diagnostic: Diagnostic, report: Report) -> dict[str, Any]:
    if edit.path is None or edit.path == diagnostic.source.path:
        return {"content": edit.text, **_place(diagnostic.source, edit.span)}
    source = report.sources[edit.path]
    return {"content": edit.text, "filename": shown_path(edit.path), **_place(source, edit.span)}


def _related_object(related: Related) -> dict[str, Any]:
    filename = shown_path(related.source.path)
    return {"filename": filename, **_place(related.source, related.span), "message": related.message}


def _place(source: SourceText, span: Span) -> dict[str, dict[str, int]]:
    return {
        "location": source.position(span.start)._asdict(),
        "end_location": source.position(span.end)._asdict(),
    }
