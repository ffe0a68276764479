"""STY001."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding, Fix, Severity
from awesome_lint.formatter import format_report
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.syntax.inlines import text_outside_links
from awesome_lint.syntax.nodes import BlockType, Document, EntryStyle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.diagnostics import Edit
    from awesome_lint.formatter import ChangedBlock
    from awesome_lint.source import SourceText, Span
    from awesome_lint.syntax.nodes import Entry


class NotCanonical(NodeRule[Document]):
    """Block is not laid out as the formatter would lay it out.

    ## Why is this bad?
    One layout keeps changes small: nobody's editor moves blanks, markers and empty lines that the change is not about.

    ## Example
    # Models
    ## Alpha
    *  [a](https://a.example)
    *  [b](https://b.example)

    ## Use instead
    # Models

    ## Alpha

    * [a](https://a.example)
    * [b](https://b.example)

    ## Fix safety
    What is rendered stays the same; a block where that cannot be shown is left alone.
    """

    code = "STY001"
    name = "not-canonical"
    since = "0.1"
    severity = Severity.INFO
    fixable = Fixable.ALWAYS
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield each block the formatter would change, at the first line it would change."""
        style = replace(context.style, badge_lines=tuple(_badge_paragraphs(node)))
        for block in format_report(node.source, style).changed:
            yield _finding(block, node.source)


def _badge_paragraphs(document: Document) -> Iterator[Span]:
    """Yield the paragraphs of heading entries that hold badges and nothing else."""
    for entry in document.entries:
        if entry.style is EntryStyle.HEADING:
            yield from _badge_paragraphs_of(entry)


def _badge_paragraphs_of(entry: Entry) -> Iterator[Span]:
    for block in entry.blocks:
        first = bisect_left(entry.badges, block.span.start, key=lambda badge: badge.span.start)
        badges = [badge for badge in entry.badges[first : first + 2] if badge.span in block.span]
        if block.type is BlockType.PARAGRAPH and badges[1:] and not text_outside_links(block):
            yield block.span


def _finding(block: ChangedBlock, source: SourceText) -> Finding:
    first = min(block.edits)
    row = source.row(first.span.start)
    line = source.line_span(row)
    places = f" ({len(block.edits)} places)" if block.edits[1:] else ""
    fix = Fix("Lay the block out", block.edits)
    return Finding(line, f"{_problem(first, source, block.type)}{places}", fix)


def _problem(edit: Edit, source: SourceText, block: str) -> str:
    if edit.span.start == len(source.text):
        return "no newline at the end of the file"
    old, new = source.slice(edit.span).splitlines(), edit.text.splitlines()
    if [line.rstrip() for line in old if line.strip()] != [line for line in new if line]:
        return f"layout of the {block.replace('_', ' ')} is not canonical"
    more = _blank(new) - _blank(old)
    return "blank line is missing" if more > 0 else "surplus blank line" if more < 0 else "blanks at the end of a line"


def _blank(lines: list[str]) -> int:
    return sum(not line.strip() for line in lines)
