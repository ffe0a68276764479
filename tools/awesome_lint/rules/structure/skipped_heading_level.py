"""STR002."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix, Severity
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import Document
from awesome_lint.syntax.outline import outline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.syntax.nodes import Block
    from awesome_lint.syntax.outline import Node


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
        del context
        parents = list(outline(node.blocks).walk())
        for level in range(1, 7):
            peers = [parent for parent in parents if parent.level == level]
            skipping = [child for parent in peers for child in _skipping(parent)]
            if _is_habit(peers):
                yield _finding(skipping, level, Severity.INFO)
            else:
                yield from (_finding([child], level, None) for child in skipping)


def _finding(headings: Sequence[Block], parent: int, severity: Severity | None) -> Finding:
    """Return one finding for ``headings`` below level ``parent``, at the first of them."""
    others = f", as {len(headings) - 1} others" if headings[1:] else ""
    message = f"level {headings[0].level} heading directly below level {parent}{others}"
    return Finding(headings[0].span, message, _lift(headings, parent + 1), severity)


def _skipping(parent: Node) -> list[Block]:
    headings = [child.heading for child in parent.children if child.heading is not None]
    return [heading for heading in headings if parent.heading is not None and heading.level > parent.level + 1]


def _is_habit(parents: Sequence[Node]) -> bool:
    """Tell whether the document skips below headings of one level nearly always: its own style, if not a good one."""
    below = sum(len(parent.children) for parent in parents)
    skipping = sum(len(_skipping(parent)) for parent in parents)
    return skipping >= HABIT and skipping >= HABIT_SHARE * below


HABIT = 4
"""A document that skips a level this often …"""
HABIT_SHARE = 0.8
"""… and below this share of the headings of a level does so on purpose: the finding is information then."""


def _lift(headings: Sequence[Block], level: int) -> Fix | None:
    if any(heading.marker != "#" for heading in headings):
        return None
    hashes = [Span(heading.span.start, heading.span.start + heading.level) for heading in headings]
    edits = tuple(Edit(span, "#" * level) for span in hashes)
    return Fix(f"Make {'them' if headings[1:] else 'it'} level {level}", edits, Applicability.UNSAFE)
