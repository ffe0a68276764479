"""STR001."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding, Related
from awesome_lint.rules.base import Context, NodeRule
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import BlockType, Document

if TYPE_CHECKING:
    from collections.abc import Iterator


class Title(NodeRule[Document]):
    """List has no title, or several level-1 headings.

    ## Why is this bad?
    The one level-1 heading names the list: sites show it, and tools take it for the name. Several of them make
    several lists of one file. An HTML banner with a heading, strong text or an image with alternative text is a title.

    ## Example
    # Awesome tools

    # Editors

    ## Use instead
    # Awesome tools

    ## Editors
    """

    code = "STR001"
    name = "title"
    since = "0.1"
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield one finding when there is no title, one when there are several."""
        titles = [block for block in node.blocks if block.type is BlockType.HEADING and block.level == 1]
        if not node.title and not titles:
            yield Finding(Span(0, 0), "the list has no title; begin with a level-1 heading")
        elif len(titles) > 1:
            message = f"{len(titles)} level-1 headings; keep one title and make sections level 2"
            related = Related(context.document.source, titles[0].span, "the first level-1 heading")
            yield Finding(titles[1].span, message, related=(related,))
