"""ENT001."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding
from awesome_lint.rules.base import Context, NodeRule
from awesome_lint.rules.entries._fields import cause_of, label_of, listed
from awesome_lint.syntax.nodes import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator


class MissingField(NodeRule[Entry]):
    """Entry lacks a field that the section's entries have.

    ## Why is this bad?
    Readers compare entries by their fields; an entry without one cannot be compared.

    A field is expected when configuration requires it, or when most of the section's entries have it: 60 % for dates,
    sizes and the like, 80 % for words, 90 % for links. An entry without any field must have a link on its title or a
    badge to be held against the others.

    ## Example
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
    """

    code = "ENT001"
    name = "missing-field"
    since = "0.1"
    node_type = Entry
    yields_to = ("ENT002", "ENT009", "TRN004")

    def check(self, node: Entry, context: Context) -> Iterator[Finding]:
        """Yield each field that is expected of the entry and is not there; all in one when it has no field at all."""
        present = {field.key for field in node.fields}
        missing = [spec for spec in context.schemas.of(node).fields if spec.key not in present]
        if missing and not present:
            if node.title_link or node.badges:
                yield Finding(
                    node.title_span, f"no fields; the section's entries have {listed([*map(label_of, missing)])}"
                )
            return
        for spec in missing:
            message = f'no field "{label_of(spec)}"; the section\'s entries have it'
            yield Finding(node.title_span, message, cause=cause_of(node, spec.key))
