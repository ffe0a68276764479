"""ENT006."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix, Related
from awesome_lint.languages import fold_label
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import BlockType, Entry, Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.source import SourceText


class DuplicateField(NodeRule[Entry]):
    """Entry has two fields with the same label.

    ## Why is this bad?
    Two values contradict each other, or one of them is too much.

    ## Example
    # Models

    ## Open

    ### [Alpha](https://alpha.example)

    - **Date:** 2024-05
    - **Parameter Size:** 7B
    - **Date:** 2024-05

    ## Use instead
    # Models

    ## Open

    ### [Alpha](https://alpha.example)

    - **Date:** 2024-05
    - **Parameter Size:** 7B

    ## Fix safety
    The fix drops the later field when both say the same; it is unsafe because it drops words. When they differ,
    only you know which one is right.
    """

    code = "ENT006"
    name = "duplicate-field"
    since = "0.1"
    node_type = Entry
    fixable = Fixable.SOMETIMES

    def check(self, node: Entry, context: Context) -> Iterator[Finding]:
        """Yield each field whose label an earlier field has."""
        source = context.document.source
        firsts: dict[str, Field] = {}
        for field in node.fields:
            first = firsts.setdefault(fold_label(field.label), field)
            if first is field:
                continue
            same = " ".join(first.value.split()) == " ".join(field.value.split())
            message = f'a second field "{field.label}" says {"the same" if same else "something else"}'
            related = (Related(source, first.span, "the first one"),)
            yield Finding(field.span, message, _fix(field, source) if same else None, related=related)


def _fix(field: Field, source: SourceText) -> Fix | None:
    """Take out the lines of the field's item, when nothing else stands on them."""
    span = field.block.span
    alone = len(field.block.children) == 1 and field.span.end == span.end
    start = source.line_span(source.row(span.start)).start
    before = source.text[start : span.start]
    row = source.row(span.end)
    if field.block.type is not BlockType.ITEM or not alone or before.strip(" \t>") or row >= len(source.line_starts):
        return None
    lines = Span(start, source.line_starts[row])
    return Fix("Remove the second field", (Edit(lines, ""),), Applicability.UNSAFE)
