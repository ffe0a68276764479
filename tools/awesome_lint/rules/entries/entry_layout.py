"""ENT007."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit, Finding, Fix
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.schema import entry_parts, is_ordered
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import BlockType, Entry, EntryStyle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.schema import Part
    from awesome_lint.source import SourceText
    from awesome_lint.syntax.nodes import Block

BLANK_LINE = 2
"""So many newlines make a blank line."""


class EntryLayout(NodeRule[Entry]):
    """Badges, fields and prose of an entry stand in another order than in the section's other entries.

    ## Why is this bad?
    Readers who skim expect the same thing in the same place.

    An order is expected when it is declared, or when 80 % of the entries that have two of the parts agree on it.

    ## Example
    # Models

    ## Open

    ### [Alpha](https://alpha.example)

    - **Date:** 2024-05

    Alpha reads long texts.

    ### [Beta](https://beta.example)

    Beta writes code.

    - **Date:** 2024-04

    ### [Gamma](https://gamma.example)

    - **Date:** 2024-02

    Gamma is small.

    ### [Delta](https://delta.example)

    - **Date:** 2024-01

    Delta speaks French.

    ### [Epsilon](https://epsilon.example)

    - **Date:** 2023-12

    Epsilon is fast.

    ## Use instead
    # Models

    ## Open

    ### [Alpha](https://alpha.example)

    - **Date:** 2024-05

    Alpha reads long texts.

    ### [Beta](https://beta.example)

    - **Date:** 2024-04

    Beta writes code.

    ### [Gamma](https://gamma.example)

    - **Date:** 2024-02

    Gamma is small.

    ### [Delta](https://delta.example)

    - **Date:** 2024-01

    Delta speaks French.

    ### [Epsilon](https://epsilon.example)

    - **Date:** 2023-12

    Epsilon is fast.
    """

    code = "ENT007"
    name = "entry-layout"
    since = "0.1"
    node_type = Entry
    fixable = Fixable.SOMETIMES
    yields_to = ("BDG008",)

    def check(self, node: Entry, context: Context) -> Iterator[Finding]:
        """Yield the first part that stands before one it should follow; only the first part of each kind counts."""
        layout = context.schemas.of(node).layout
        every = entry_parts(node)
        parts = _firsts(every, layout)
        if is_ordered([part.kind for part in parts], layout):
            return
        wanted = sorted(parts, key=lambda part: layout.index(part.kind))
        placed, expected = next((p, w) for p, w in zip(parts, wanted, strict=True) if p.kind != w.kind)
        message = f"{placed.kind} before {expected.kind}; the section's entries have {', '.join(layout)}"
        source = context.document.source
        moved = dict(zip(parts, wanted, strict=True))
        after = [moved.get(part, part) for part in every]
        fix = _fix(every, after, source) if _can_move(node, after, source) else None
        yield Finding(_first_line(placed.span, source), message, fix)


def _firsts(parts: Sequence[Part], layout: Sequence[str]) -> list[Part]:
    """Return the first part of each kind in ``layout``: badges further down in the prose are no matter of layout."""
    kinds = [part.kind for part in parts]
    return [part for at, part in enumerate(parts) if part.kind in layout and part.kind not in kinds[:at]]


def _first_line(span: Span, source: SourceText) -> Span:
    return Span(span.start, min(span.end, source.line_span(source.row(span.start)).end))


def _can_move(entry: Entry, after: Sequence[Part], source: SourceText) -> bool:
    """Tell whether parts can change places as they are: top-level blocks, nothing else between, no list joined."""
    blocks = [block for part in after for block in part.blocks]
    plain = not any(block.type in {BlockType.HTML, BlockType.DEFINITION, BlockType.RULE} for block in blocks)
    apart = all(_stays_apart(one.blocks[-1], other.blocks[0], source) for one, other in pairwise(after))
    return entry.style is EntryStyle.HEADING and plain and apart


def _stays_apart(before: Block, after: Block, source: SourceText) -> bool:
    """Tell whether ``after`` does not become part of ``before``.

    Indented code takes in indented code, a list takes in its like and whatever is indented.
    """
    if before.type is not BlockType.LIST:
        return (before.type, after.type) != (BlockType.CODE, BlockType.CODE)
    indented = after.span.start > _line_start(after.span, source)
    return not indented and (after.type, after.marker) != (before.type, before.marker)


def _line_start(span: Span, source: SourceText) -> int:
    return source.line_span(source.row(span.start)).start


def _lines(part: Part, source: SourceText) -> Span:
    return Span(_line_start(part.span, source), part.span.end)


def _fix(every: Sequence[Part], after: Sequence[Part], source: SourceText) -> Fix:
    """Write the text of ``after`` in the places of ``every``, whole lines, with a blank line between new neighbours."""
    places = [_lines(part, source) for part in every]
    texts = [source.slice(_lines(part, source)) for part in after]
    edits = [
        Edit(place, text)
        for place, text, *parts in zip(places, texts, every, after, strict=True)
        if parts[0] is not parts[1]
    ]
    gaps = [Span(one.end, other.start) for one, other in pairwise(places)]
    blank = source.newline * 2
    edits += [Edit(gap, blank) for gap in gaps if len(source.slice(gap).splitlines()) < BLANK_LINE]
    return Fix("Put the parts in order", tuple(sorted(edits)))
