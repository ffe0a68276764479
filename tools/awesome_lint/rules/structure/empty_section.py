"""STR008."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding
from awesome_lint.rules.base import Context, NodeRule
from awesome_lint.syntax.nodes import Block, BlockType, Document, EntryStyle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.syntax.nodes import Entry, Section


class EmptySection(NodeRule[Document]):
    """Section or entry has a title and nothing else.

    ## Why is this bad?
    A reader who follows the contents to an empty section finds nothing, and cannot tell whether something got lost.

    ## Example
    # List

    ## Tools

    ## Papers

    - [A](https://a.example)

    ## Use instead
    # List

    ## Papers

    - [A](https://a.example)
    """

    code = "STR008"
    name = "empty-section"
    since = "0.1"
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield the heading of every section and entry that holds nothing a reader could see."""
        for section in node.root.walk():
            if section.heading is not None and section is not node.root and _is_empty(section):
                yield Finding(section.heading.span, f'section "{section.title}" is empty')
        for entry in node.entries:
            if _is_empty_entry(entry):
                yield Finding(entry.anchor.span, f'entry "{entry.title}" has a title and nothing else')


def _is_empty(section: Section) -> bool:
    shown = section.entries or section.subsections or section.heading is None or section.heading.links
    return not shown and not any(map(_is_shown, section.blocks))


def _is_empty_entry(entry: Entry) -> bool:
    if entry.style is not EntryStyle.HEADING or entry.children or entry.links:
        return False
    return not any(map(_is_shown, entry.blocks[1:]))


def _is_shown(block: Block) -> bool:
    return not block.is_comment and block.type not in {BlockType.RULE, BlockType.DEFINITION}
