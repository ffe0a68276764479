"""ENT002."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit, Finding, Fix
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.rules.entries._fields import cause_of, field_lists
from awesome_lint.schema.types import parse
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import Block, BlockType, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.schema import SectionSchema


class UnlabelledField(NodeRule[Entry]):
    """Value stands among labelled fields without a label.

    ## Why is this bad?
    The reader has to guess what `2023-12` is, and nothing that looks for the date finds it.

    The label is known when the value is of the type of exactly one field that the entry lacks, or when its place
    among the other fields leaves one.

    ## Example
    # Models

    ## Open

    ### [Alpha](https://alpha.example)

    - **Date:** 2024-05
    - **Parameter Size:** 7B

    ### [Beta](https://beta.example)

    - 2024-04
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

    code = "ENT002"
    name = "unlabelled-field"
    since = "0.1"
    node_type = Entry
    fixable = Fixable.ALWAYS

    def check(self, node: Entry, context: Context) -> Iterator[Finding]:
        """Yield each item of a list of fields that is a value alone and whose label is known."""
        schema = context.schemas.of(node)
        for block in field_lists(node):
            for item in block.children:
                value = _bare_value(item, context)
                key = _key_of(value, item, node, schema) if value else None
                if value and key:
                    yield _finding(item, value, schema, key=key, entry=node)


def _bare_value(item: Block, context: Context) -> str:
    """Return the text of an item that holds one line and no label, else the empty string."""
    only = item.children[0] if len(item.children) == 1 else None
    if only is None or only.type is not BlockType.PARAGRAPH or only.content is None or only.links:
        return ""
    text = context.document.source.slice(only.content)
    return "" if "*" in text or "\n" in text or "\r" in text else text.strip()


def _key_of(value: str, item: Block, entry: Entry, schema: SectionSchema) -> str | None:
    """Return the key of the only field the entry lacks that ``value`` fits, by type and then by place."""
    present = {field.key for field in entry.fields}
    lacking = [key for key, type_ in schema.types.items() if type_ != "text" and key not in present]
    fitting = [key for key in lacking if parse(value, schema.types[key]) is not None and key in schema.labels]
    if len(fitting) > 1:
        fitting = [key for key in fitting if _fits_place(key, item, entry, schema)]
    return fitting[0] if len(fitting) == 1 else None


def _fits_place(key: str, item: Block, entry: Entry, schema: SectionSchema) -> bool:
    """Tell whether the order of fields allows ``key`` where ``item`` stands; without a place it may be anywhere."""
    order = schema.field_order
    if key not in order:
        return True
    ranked = [(field.span, order.index(field.key)) for field in entry.fields if field.key in order]
    rank = order.index(key)
    return all((other < rank) == (span.start < item.span.start) for span, other in ranked)


def _finding(item: Block, value: str, schema: SectionSchema, *, key: str, entry: Entry) -> Finding:
    label = schema.labels[key]
    start = item.children[0].span.start
    edit = Edit(Span(start, start), (schema.style_of(key) or "**L:** ").replace("L", label, 1))
    message = f'"{value}" has no label; the section\'s entries call it "{label}"'
    return Finding(item.span, message, Fix(f'Label it "{label}"', (edit,)), cause=cause_of(entry, key))
