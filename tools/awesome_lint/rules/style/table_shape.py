"""STY004."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix, Severity
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import Block, BlockType
from awesome_lint.syntax.table_rows import split_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.source import SourceText

MANY = 5
"""Short rows of a table from which on leaving cells out is its habit, and one finding says it."""


class TableShape(NodeRule[Block]):
    r"""Table row has more or fewer cells than the header.

    ## Why is this bad?
    GitHub drops the cells behind the last column of the header, so their text is not shown. Often a `|` inside a cell
    is not escaped.

    ## Example
    | Model | Sizes |
    | --- | --- |
    | Alpha | 7B | 13B |

    ## Use instead
    | Model | Sizes |
    | --- | --- |
    | Alpha | 7B \| 13B |

    ## Fix safety
    Unsafe: surplus cells are joined to the last column, which shows their text but may not be where it belongs.
    Missing cells are added empty at the end. Empty cells are taken away where they are the surplus, or have pushed
    others out.
    """

    code = "STY004"
    name = "table-shape"
    since = "0.1"
    fixable = Fixable.ALWAYS
    node_type = Block

    def check(self, node: Block, context: Context) -> Iterator[Finding]:
        """Yield the rows of a table whose cells are not as many as the header's."""
        if node.type is not BlockType.TABLE:
            return
        width = next(row.level for row in node.children if row.header)
        source = context.document.source
        yield from (_too_many(row, width, source) for row in node.children if row.level > width)
        short = [row for row in node.children if row.level < width]
        if len(short) > MANY:
            yield _too_few(short, width, source)
        else:
            yield from (_too_few([row], width, source) for row in short)


def _too_many(row: Block, width: int, source: SourceText) -> Finding:
    cells = split_row(source.text, row.span.start, row.span.end)
    kept, surplus = cells[:width], cells[width:]
    place = Span(source.text.rindex("|", row.span.start, surplus[0].start), row.span.end)
    if all(cell.start == cell.end for cell in surplus):
        fix = Fix("Remove the empty cells", (Edit(Span(place.start + 1, row.span.end), ""),), Applicability.UNSAFE)
        return Finding(place, f"row has {row.level} cells, the header {width}; the last are empty", fix, Severity.INFO)
    message = f"row has {row.level} cells, the header {width}; the last are not shown"
    if all(cell.start == cell.end for cell in kept[-len(surplus) :]):
        first = source.text.rindex("|", row.span.start, kept[-len(surplus)].start)
        fix = Fix("Remove the empty cells before them", (Edit(Span(first, place.start), ""),), Applicability.UNSAFE)
        return Finding(place, message, fix)
    borders = [source.text.rindex("|", row.span.start, cell.start) for cell in surplus]
    escapes = tuple(Edit(Span(border, border), "\\") for border in borders)
    fix = Fix(f"Join them to cell {len(kept)}", escapes, Applicability.UNSAFE)
    return Finding(place, message, fix)


def _too_few(rows: list[Block], width: int, source: SourceText) -> Finding:
    first = rows[0]
    others = f", as {len(rows) - 1} other rows" if rows[1:] else ""
    fix = Fix("Add empty cells", tuple(_filled(row, width, source) for row in rows), Applicability.UNSAFE)
    return Finding(first.span, f"row has {first.level} cells, the header {width}{others}", fix, Severity.INFO)


def _filled(row: Block, width: int, source: SourceText) -> Edit:
    """Return the edit that adds the missing cells, and a pipe behind the last one where there is none."""
    end = row.span.end
    closed = source.text.endswith("|", row.span.start, end) and not source.text.endswith("\\|", row.span.start, end)
    return Edit(Span(end, end), " |" * (width - row.level + (not closed)))
