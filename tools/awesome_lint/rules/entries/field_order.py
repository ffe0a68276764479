"""ENT003."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit, Finding, Fix
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.rules.entries._fields import field_lists
from awesome_lint.schema import is_ordered
from awesome_lint.syntax.nodes import BlockType, Entry, Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.source import SourceText, Span


class FieldOrder(NodeRule[Entry]):
    """Fields stand in another order than in the section's other entries.

    ## Why is this bad?
    Readers who compare entries look for a field in the same place each time.

    An order is expected when it is declared, or when 80 % of the entries that have two fields agree on it.

    ## Example
    # Models

    ## Open

    ### [Alpha](https://alpha.example)

    - **Date:** 2024-05
    - **Parameter Size:** 7B

    ### [Beta](https://beta.example)

    - **Parameter Size:** 3B
    - **Date:** 2024-04

    ### [Gamma](https://gamma.example)

    - **Date:** 2024-02
    - **Parameter Size:** 2B

    ### [Delta](https://delta.example)

    - **Date:** 2024-01
    - **Parameter Size:** 1B

    ### [Epsilon](https://epsilon.example)

    - **Date:** 2023-12
    - **Parameter Size:** 1B

    ## Use instead
    # Models

    ## Open

    ### [Alpha](https://alpha.example)

    - **Date:** 2024-05
    - **Parameter Size:** 7B

    ### [Beta](https://beta.example)

    - **Date:** 2024-04
    - **Parameter Size:** 3B

    ### [Gamma](https://gamma.example)

    - **Date:** 2024-02
    - **Parameter Size:** 2B

    ### [Delta](https://delta.example)

    - **Date:** 2024-01
    - **Parameter Size:** 1B

    ### [Epsilon](https://epsilon.example)

    - **Date:** 2023-12
    - **Parameter Size:** 1B
    """

    code = "ENT003"
    name = "field-order"
    since = "0.1"
    node_type = Entry
    fixable = Fixable.SOMETIMES

    def check(self, node: Entry, context: Context) -> Iterator[Finding]:
        """Yield the first field that stands before one it should follow."""
        order = context.schemas.of(node).field_order
        fields = [field for field in node.fields if field.key in order]
        if is_ordered([field.key for field in fields], order):
            return
        wanted = sorted(fields, key=lambda field: order.index(field.key))
        placed, expected = next((p, w) for p, w in zip(fields, wanted, strict=True) if p.key != w.key)
        message = f'"{placed.label}" stands before "{expected.label}"; in the section\'s entries it follows'
        yield Finding(
            placed.span,
            message,
            _fix(fields, wanted, context.document.source) if _stand_alike(fields, node, context) else None,
        )


def _stand_alike(fields: Sequence[Field], entry: Entry, context: Context) -> bool:
    """Tell whether each field is an item of one list, all at one indent, or all are lines of one paragraph."""
    blocks = {field.block for field in fields}
    if len(blocks) == 1:
        paragraph = fields[0].block.type is BlockType.PARAGRAPH
        return paragraph and not any(_breaks(field.value) for field in fields)
    source = context.document.source
    indents = {(source.position(block.span.start).column, block.marker) for block in blocks}
    together = any(blocks <= set(block.children) for block in field_lists(entry))
    return together and len(blocks) == len(fields) and len(indents) == 1


def _breaks(value: str) -> bool:
    """Tell whether a value ends with a line break that the last line must not have."""
    return value.endswith(("\\", ">"))


def _fix(fields: Sequence[Field], wanted: Sequence[Field], source: SourceText) -> Fix:
    """Put the text of each field where the field of its rank stands."""
    moved = [(_place(field), source.slice(_place(other))) for field, other in zip(fields, wanted, strict=True)]
    return Fix("Put the fields in order", tuple(Edit(at, text) for at, text in moved if source.slice(at) != text))


def _place(field: Field) -> Span:
    """Return the item that is the field, or its lines in a paragraph."""
    return field.block.span if field.block.type is BlockType.ITEM else field.span
