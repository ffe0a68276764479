"""Stage 4, format: canonical Markdown as edits that never change what is rendered.

The layout is an mdformat parser extension (``extension``, which says what canonical is). ``walk`` looks whether
anything would change, then mdformat lays the document out; ``report`` verifies the result and turns it into edits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.formatter.style import ChangedBlock, FormatReport, Style, UnchangedBlock

if TYPE_CHECKING:
    from awesome_lint.diagnostics import Edit
    from awesome_lint.source import SourceText

__all__ = [
    "ChangedBlock",
    "FormatReport",
    "Style",
    "UnchangedBlock",
    "canonical_text",
    "format_edits",
    "format_report",
]

_DEFAULT = Style()


def format_report(source: SourceText, style: Style = _DEFAULT) -> FormatReport:
    """Return what makes ``source`` canonical, block by block, and the blocks the verification left as they were.

    Raises ``LimitError`` for a document beyond the parser's limits.
    """
    from awesome_lint.formatter.report import report

    return report(source, style)


def format_edits(source: SourceText, style: Style = _DEFAULT) -> tuple[Edit, ...]:
    """Return the edits that make ``source`` canonical, none when it is; they do not overlap and are in order."""
    return format_report(source, style).edits


def canonical_text(source: SourceText, style: Style = _DEFAULT) -> str:
    """Return the text of ``source`` in canonical form; formatting that again changes nothing."""
    from awesome_lint.diagnostics import apply_edits

    return apply_edits(source.text, format_edits(source, style))
