"""BDG008."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit, Finding, Fix
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.schema import entry_parts, is_ordered
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import BlockType, Document, EntryStyle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.source import SourceText
    from awesome_lint.syntax.nodes import Badge, Block, Entry

ONE_ROW_SHARE = 0.8
"""Badges are expected in one row when at least this share of the entries with several badges have them so."""
MIN_ROWS = 4
"""Fewer entries with several badges say nothing."""
_BETWEEN = re.compile(r"(?:[\s>|·•,/]|&nbsp;|<br ?/?>)*", re.IGNORECASE)


class BadgeOrder(NodeRule[Document]):
    """Badges stand in another order than the section's, or a blank line splits them.

    ## Why is this bad?
    Readers find the paper or the code where it stands in every other entry. A blank line starts a second row.

    ## Example
    ## Models

    ### Alpha

    ![arXiv](https://img.shields.io/badge/arXiv-2401.00001-red) ![GitHub](https://img.shields.io/badge/GitHub-code-black)

    ### Beta

    ![arXiv](https://img.shields.io/badge/arXiv-2401.00002-red) ![GitHub](https://img.shields.io/badge/GitHub-code-black)

    ### Gamma

    ![GitHub](https://img.shields.io/badge/GitHub-code-black) ![arXiv](https://img.shields.io/badge/arXiv-2401.00003-red)

    ### Delta

    ![arXiv](https://img.shields.io/badge/arXiv-2401.00004-red) ![GitHub](https://img.shields.io/badge/GitHub-code-black)

    ### Epsilon

    ![arXiv](https://img.shields.io/badge/arXiv-2401.00005-red) ![GitHub](https://img.shields.io/badge/GitHub-code-black)

    ## Use instead
    ## Models

    ### Alpha

    ![arXiv](https://img.shields.io/badge/arXiv-2401.00001-red) ![GitHub](https://img.shields.io/badge/GitHub-code-black)

    ### Beta

    ![arXiv](https://img.shields.io/badge/arXiv-2401.00002-red) ![GitHub](https://img.shields.io/badge/GitHub-code-black)

    ### Gamma

    ![arXiv](https://img.shields.io/badge/arXiv-2401.00003-red) ![GitHub](https://img.shields.io/badge/GitHub-code-black)

    ### Delta

    ![arXiv](https://img.shields.io/badge/arXiv-2401.00004-red) ![GitHub](https://img.shields.io/badge/GitHub-code-black)

    ### Epsilon

    ![arXiv](https://img.shields.io/badge/arXiv-2401.00005-red) ![GitHub](https://img.shields.io/badge/GitHub-code-black)
    """

    code = "BDG008"
    name = "badge-order"
    since = "0.1"
    fixable = Fixable.SOMETIMES
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield rows of badges out of order, and second rows of heading entries."""
        for entry in node.entries:
            order = context.schemas.of(entry).badge_order
            for row in _rows(entry, node.source):
                if not is_ordered((badge.kind for badge in row), order):
                    yield _disorder(row, order, node.source)
        if _is_one_row_usual(node):
            for entry in node.entries:
                yield from _splits(entry, node.source)


# --- order -------------------------------------------------------------------------------------------------------


def _rows(entry: Entry, source: SourceText) -> Iterator[tuple[Badge, ...]]:
    """Yield the badges of an entry that stand side by side, with nothing but blanks and separators between them."""
    row: list[Badge] = []
    for badge in entry.badges:
        if row and not _is_beside(row[-1], badge, entry, source):
            yield tuple(row)
            row = []
        row.append(badge)
    yield tuple(row)


def _is_beside(one: Badge, other: Badge, entry: Entry, source: SourceText) -> bool:
    """Tell whether two badges are of one row; the cells of a table are columns, each with a meaning of its own."""
    if one.span.end > other.span.start:
        return False
    between = source.slice(Span(one.span.end, other.span.start))
    if entry.style is EntryStyle.TABLE_ROW and "|" in between:
        return False
    near = source.row(other.span.start) - source.row(one.span.end) <= 1
    return near and bool(_BETWEEN.fullmatch(between))


def _disorder(row: Sequence[Badge], order: Sequence[str], source: SourceText) -> Finding:
    kinds = [badge.kind for badge in row if badge.kind in order]
    wanted = sorted(kinds, key=order.index)
    message = f"badges stand in the order {', '.join(kinds)}; the section has {', '.join(wanted)}"
    return Finding(Span(row[0].span.start, row[-1].span.end), message, _sorted(row, order, source))


def _sorted(row: Sequence[Badge], order: Sequence[str], source: SourceText) -> Fix | None:
    """Put the badges whose kind has a place into order; all others, and what stands between, stay as they are."""
    ranked = [badge for badge in row if badge.kind in order]
    wanted = sorted(ranked, key=lambda badge: order.index(badge.kind))
    if any("\n" in source.slice(badge.span) or "\r" in source.slice(badge.span) for badge in ranked):
        return None
    moved = [(place, badge) for place, badge in zip(ranked, wanted, strict=True) if place is not badge]
    edits = tuple(Edit(place.span, source.slice(badge.span)) for place, badge in moved)
    return Fix("Put the badges in the section's order", edits)


# --- rows --------------------------------------------------------------------------------------------------------


def _is_one_row_usual(document: Document) -> bool:
    """Tell whether heading entries with several badges mostly have them in one row."""
    rows = [len(_badge_rows(e)) for e in document.entries if e.style is EntryStyle.HEADING and len(e.badges) > 1]
    return len(rows) >= MIN_ROWS and rows.count(1) >= ONE_ROW_SHARE * len(rows)


def _badge_rows(entry: Entry) -> tuple[Block, ...]:
    """Return the first paragraphs of badges of a heading entry, with nothing between them."""
    parts = entry_parts(entry) if entry.style is EntryStyle.HEADING else ()
    return next((part.blocks for part in parts if part.kind == "badges"), ())


def _splits(entry: Entry, source: SourceText) -> Iterator[Finding]:
    for before, after in pairwise(_badge_rows(entry)):
        if before.type is after.type is BlockType.PARAGRAPH:
            gap = Span(_next_line(before, source), source.line_starts[source.row(after.span.start) - 1])
            if gap.start < gap.end:
                fix = Fix("Remove the blank line", (Edit(gap, ""),))
                yield Finding(after.span, "a blank line splits the badges of the entry", fix)


def _next_line(block: Block, source: SourceText) -> int:
    return source.line_starts[min(source.row(block.span.end), len(source.line_starts) - 1)]
