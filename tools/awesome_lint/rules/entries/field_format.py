"""ENT004."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit, Finding, Fix
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import Entry, Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.schema import SectionSchema


class FieldFormat(NodeRule[Entry]):
    """Field's label is written in another way than the labels of the section.

    ## Why is this bad?
    A colon outside the bold here and inside there, a missing or a second space: the list looks unedited, and bold
    that directly touches the value may not render at all.

    ## Example
    # Models

    ## Open

    ### [Alpha](https://alpha.example)

    - **Date:** 2024-05
    - **Parameter Size:** 7B

    ### [Beta](https://beta.example)

    - **Date**: 2024-04
    - **Parameter size:**3B

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

    code = "ENT004"
    name = "field-format"
    since = "0.1"
    node_type = Entry
    fixable = Fixable.ALWAYS

    def check(self, node: Entry, context: Context) -> Iterator[Finding]:
        """Yield each field whose label is not in the usual notation, or in another spelling."""
        schema = context.schemas.of(node)
        for field in node.fields:
            wanted = _wanted(field, schema)
            span = _notation(field)
            written = context.document.source.slice(span)
            if wanted != _before(field.value, written):
                fix = Fix(f'Write "{wanted.strip()}"', (Edit(span, wanted),))
                yield Finding(span, _message(written, wanted), fix)


def _wanted(field: Field, schema: SectionSchema) -> str:
    """Return the label of ``field`` as it should be written, up to the value."""
    usual = schema.labels.get(field.key, "")
    label = usual if usual.casefold().split() == field.label.casefold().split() else field.label
    usable = field.value and _renders(schema.style_of(field.key), field.value)
    style = schema.style_of(field.key) if usable else field.style
    return _before(field.value, style.replace("L", label, 1))


def _before(value: str, label: str) -> str:
    """Return ``label`` as it stands before ``value``: blanks at the end of a line are the layout's affair."""
    return label.rstrip() if value.startswith(("\n", "\r")) else label


def _renders(style: str, value: str) -> bool:
    """Tell whether a bold label in ``style`` closes before ``value``: behind a colon, only before a blank or a mark."""
    touches = style.endswith(("**", "__")) and not style.endswith(("L**", "L__"))
    return bool(style) and not (touches and value[0].isalnum())


def _notation(field: Field) -> Span:
    """Return the label with its marks up to the value; a second colon, which the value begins with, is one of them."""
    value = field.value.lstrip(":： ") if field.value.startswith((":", "：")) else field.value
    return Span(field.label_span.start - field.style.index("L"), field.value_span.end - len(value))


def _message(written: str, wanted: str) -> str:
    if written.strip() != wanted.strip():
        return f'label is written "{written.strip()}"; the section\'s are written "{wanted.strip()}"'
    count = len(written) - len(written.rstrip())
    spaces = {0: "no space", 1: "a space"}.get(count, f"{count} spaces")
    return f"{spaces} after the label; the section has {'one' if wanted.endswith(' ') else 'none'}"
