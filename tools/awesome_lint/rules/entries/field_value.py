"""ENT005."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.schema.months import read_month
from awesome_lint.schema.tongues import country_codes
from awesome_lint.schema.types import is_damaged, stray_spaces
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import Entry, Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.schema import SectionSchema


class FieldValue(NodeRule[Entry]):
    """Field's value is damaged, or written in another way than the section's values of its type.

    ## Why is this bad?
    `2024/5` does not sort with `2024-05`, and `0. 8T` is read as eight trillion.

    Months, sizes, token counts and lists of languages are recognised when 60 % of a field's values are such, or
    when configuration says so. Words among them (`unknown`, `same as Llama 2`) are left alone.

    ## Example
    # Models

    ## Open

    ### [Alpha](https://alpha.example)

    - **Date:** 2024-05
    - **Training Tokens:** 3T

    ### [Beta](https://beta.example)

    - **Date:** 2024/4
    - **Training Tokens:** 0. 8T

    ### [Gamma](https://gamma.example)

    - **Date:** 2024-02
    - **Training Tokens:** 2T

    ### [Delta](https://delta.example)

    - **Date:** 2024-01
    - **Training Tokens:** 1T

    ## Use instead
    # Models

    ## Open

    ### [Alpha](https://alpha.example)

    - **Date:** 2024-05
    - **Training Tokens:** 3T

    ### [Beta](https://beta.example)

    - **Date:** 2024-04
    - **Training Tokens:** 0.8T

    ### [Gamma](https://gamma.example)

    - **Date:** 2024-02
    - **Training Tokens:** 2T

    ### [Delta](https://delta.example)

    - **Date:** 2024-01
    - **Training Tokens:** 1T

    ## Fix safety
    Another notation of the same value is safe. Replacing the code of a country by that of a language (`cn` by `zh`)
    is unsafe, because the country may be meant. What is no value at all, as month 13, is only reported.
    """

    code = "ENT005"
    name = "field-value"
    since = "0.1"
    node_type = Entry
    fixable = Fixable.SOMETIMES
    yields_to = ("TRN004",)

    def check(self, node: Entry, context: Context) -> Iterator[Finding]:
        """Yield what is wrong with the value of each typed field."""
        schema = context.schemas.of(node)
        for field in node.fields:
            found = list(_problems(field, schema))
            type_ = schema.types.get(field.key, "text")
            if not found and is_damaged(field.value, type_):
                found = [Finding(field.value_span, f'{field.label} is "{field.value}", which is no {_NOUNS[type_]}')]
            yield from found


_NOUNS = {"month": "month", "size": "size", "tokens": "amount"}


def _problems(field: Field, schema: SectionSchema) -> Iterator[Finding]:
    match schema.types.get(field.key, "text"):
        case "month":
            yield from _month(field, schema.notations.get(field.key))
        case "size" | "tokens":
            yield from _spaces(field)
        case "languages":
            yield from _countries(field)


def _month(field: Field, notation: str | None) -> Iterator[Finding]:
    month = read_month(field.value)
    wanted = month.written(notation) if month and notation else field.value
    if wanted != field.value:
        fix = Fix(f'Write "{wanted}"', (Edit(field.value_span, wanted),))
        yield Finding(field.value_span, f'{field.label} is "{field.value}"; write "{wanted}"', fix)


def _spaces(field: Field) -> Iterator[Finding]:
    at = field.value_span.start
    for start, end, meant in stray_spaces(field.value):
        span = Span(at + start, at + end)
        message = f'"{field.value[start:end]}" has a stray space; write "{meant}"'
        yield Finding(span, message, Fix("Remove the space", (Edit(span, meant),)))


def _countries(field: Field) -> Iterator[Finding]:
    at = field.value_span.start
    for start, end, language in country_codes(field.value):
        span, code = Span(at + start, at + end), field.value[start:end]
        fix = Fix(f'Write "{language}"', (Edit(span, language),), Applicability.UNSAFE)
        yield Finding(span, f'"{code}" is the code of a country; the language is "{language}"', fix)
