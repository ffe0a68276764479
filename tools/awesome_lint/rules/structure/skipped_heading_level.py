"""STR002."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import Document
from awesome_lint.syntax.outline import outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.syntax.nodes import Block


class SkippedHeadingLevel(NodeRule[Document]):
    """Heading is more than one level below the heading it belongs to.

    ## Why is this bad?
    Readers and screen readers take a skipped level for a missing section.

    ## Example
    # List

    ## Benchmarks

    #### Notes

    ## Use instead
    # List

    ## Benchmarks

    ### Notes

    ## Fix safety
    The fix lifts the heading, which changes how large it is shown; the author may have chosen the size on purpose.
    """

    code = "STR002"
    name = "skipped-heading-level"
    since = "0.1"
    fixable = Fixable.SOMETIMES
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield every heading whose parent is more than one level higher; any level may come first."""
        for parent in outline(node.blocks).walk():
            for child in parent.children:
                if parent.heading is not None and child.heading is not None and child.level > parent.level + 1:
                    message = f"level {child.level} heading directly below level {parent.level}"
                    yield Finding(child.heading.span, message, _lift(child.heading, parent.level + 1))


def _lift(heading: Block, level: int) -> Fix | None:
    if heading.marker != "#":
        return None
    hashes = Span(heading.span.start, heading.span.start + heading.level)
    return Fix(f"Make it level {level}", (Edit(hashes, "#" * level),), Applicability.UNSAFE)
