"""The tree of headings, before it is known which of them are sections and which are entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awesome_lint.syntax.nodes import Block, BlockType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(slots=True, eq=False)
class Node:
    """A heading (None for the root) with the blocks below it and the deeper headings."""

    heading: Block | None
    level: int
    blocks: list[Block] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def end(self) -> int:
        """Offset behind the last character of this node."""
        if self.children:
            return self.children[-1].end
        last = self.blocks[-1] if self.blocks else self.heading
        return last.span.end if last else 0


def outline(blocks: Iterable[Block]) -> Node:
    """Return the root of the heading tree of ``blocks`` (top-level blocks of a document)."""
    root = Node(None, 0)
    stack = [root]
    for block in blocks:
        if block.type is not BlockType.HEADING:
            stack[-1].blocks.append(block)
            continue
        while stack[-1].level >= block.level:
            stack.pop()
        node = Node(block, block.level)
        stack[-1].children.append(node)
        stack.append(node)
    return root
