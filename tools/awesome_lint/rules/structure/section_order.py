"""STR010."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding, Severity
from awesome_lint.rules.base import Context, NodeRule
from awesome_lint.schema.sorting import longest_sorted
from awesome_lint.syntax.nodes import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.schema import Declaration
    from awesome_lint.syntax.nodes import Section


class SectionOrder(NodeRule[Document]):
    """Sections stand in another order than configuration declares them.

    ## Why is this bad?
    The declared sections are the outline of the list; readers of both languages expect it.

    ## Example
    # List

    ## Papers

    - [A](https://a.example)

    ## Models

    - [B](https://b.example)

    ## Use instead
    # List

    ## Models

    - [B](https://b.example)

    ## Papers

    - [A](https://a.example)
    """

    code = "STR010"
    name = "section-order"
    since = "0.1"
    severity = Severity.INFO
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield the fewest sections that would have to move."""
        placed = [
            (section, place) for section in node.root.walk() if (place := _place(section, context.declarations)) >= 0
        ]
        kept = set(longest_sorted([place for _, place in placed]))
        for at, (section, _) in enumerate(placed):
            if at not in kept and section.heading is not None:
                yield Finding(section.heading.span, f'section "{section.title}" is not where configuration declares it')


def _place(section: Section, declarations: tuple[Declaration, ...]) -> int:
    return next((at for at, declared in enumerate(declarations) if declared.matches(section.title)), -1)
