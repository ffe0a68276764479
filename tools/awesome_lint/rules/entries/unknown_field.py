"""ENT009."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix
from awesome_lint.languages import fold_label
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.rules.entries._fields import cause_of, label_of
from awesome_lint.schema.spelling import is_misspelling
from awesome_lint.syntax.fields import field_candidates
from awesome_lint.syntax.nodes import Entry, EntryStyle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.syntax.nodes import Field


class UnknownField(NodeRule[Entry]):
    """Field's label looks like a misspelling of a label that the section's entries have.

    ## Why is this bad?
    Nothing that looks for the field finds it.

    A label of five or more letters with one letter wrong is reported, of eight or more with two, while the entry
    lacks the field that is meant.

    ## Example
    # Models

    ## Open

    ### [Alpha](https://alpha.example)

    - **Date:** 2024-05
    - **Parameter Size:** 7B

    ### [Beta](https://beta.example)

    - **Date:** 2024-04
    - **Paramter Size:** 3B

    ### [Gamma](https://gamma.example)

    - **Date:** 2024-02
    - **Parameter Size:** 2B

    ### [Delta](https://delta.example)

    - **Date:** 2024-01
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

    ## Fix safety
    The fix is unsafe: the label may be another one that is meant as it stands.
    """

    code = "ENT009"
    name = "unknown-field"
    since = "0.1"
    node_type = Entry
    fixable = Fixable.ALWAYS

    def check(self, node: Entry, context: Context) -> Iterator[Finding]:
        """Yield each label that is no field's but nearly that of one the entry lacks."""
        present = {field.key for field in node.fields}
        schema = context.schemas.of(node)
        labels = {**schema.labels, **{spec.key: label_of(spec) for spec in schema.fields}}
        wanted = {key: label for key, label in labels.items() if key not in present}
        for candidate in _labels_without_field(node, context) if wanted else ():
            meant = [key for key, label in wanted.items() if _is_meant(candidate.label, label)]
            if len(meant) == 1:
                yield _finding(candidate, wanted[meant[0]], cause_of(node, meant[0]))


def _labels_without_field(entry: Entry, context: Context) -> Iterator[Field]:
    """Yield the labelled lines of the entry that are no fields."""
    blocks = entry.anchor.children[1:] if entry.style is EntryStyle.BULLET else entry.blocks[1:]
    fields = {field.label_span for field in entry.fields}
    candidates = field_candidates(blocks, context.document.source, {})
    yield from (candidate for candidate in candidates if candidate.label_span not in fields)


def _is_meant(label: str, known: str) -> bool:
    return is_misspelling(fold_label(label), fold_label(known))


def _finding(candidate: Field, label: str, cause: tuple[str, int, str]) -> Finding:
    fix = Fix(f'Write "{label}"', (Edit(candidate.label_span, label),), Applicability.UNSAFE)
    message = f'no field is called "{candidate.label}"; "{label}" is probably meant'
    return Finding(candidate.label_span, message, fix, cause=cause)
