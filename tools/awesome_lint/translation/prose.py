"""The prose of an entry or a section: what a translator translates, without titles, badges and fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_lint.syntax.inlines import plain_text
from awesome_lint.syntax.nodes import Block, BlockType, Entry, Inline, InlineType, Section

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from awesome_lint.source import Span

_EDGES = " \t-\u2013\u2014:：,，、;；|"
"""What stands between a title and the prose behind it."""
_WITH_TEXT = frozenset({BlockType.PARAGRAPH, BlockType.CELL, BlockType.HEADING})


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """The prose of one block: ``inlines`` are its nodes without titles, badges and images, ``text`` their plain text.

    Links stay, with their texts, and so does code.
    """

    block: Block
    inlines: tuple[Inline, ...]
    text: str

    @property
    def span(self) -> Span:
        """The place of the block's content."""
        return self.block.content or self.block.span


def passages(part: Entry | Section) -> tuple[Passage, ...]:
    """Return the prose of ``part`` in order, that of its children and entries excluded."""
    if isinstance(part, Section):
        return tuple(_passages(part.blocks, frozenset(), frozenset()))
    blocks = part.blocks[1:] if part.anchor.type is BlockType.HEADING else part.blocks
    fields = frozenset(field.block for field in part.fields)
    return tuple(_passages(blocks, fields, frozenset({part.title_span})))


def _passages(blocks: Iterable[Block], fields: Collection[Block], titles: Collection[Span]) -> Iterator[Passage]:
    for block in blocks:
        if block in fields:
            continue
        if block.type in _WITH_TEXT:
            left = tuple(_left(block.inlines, titles))
            text = plain_text(left).strip(_EDGES)
            if any(char.isalnum() for char in text):
                yield Passage(block, left, text)
        yield from _passages(block.children, fields, titles)


def _left(nodes: Iterable[Inline], titles: Collection[Span]) -> Iterator[Inline]:
    """Yield the nodes that are prose; a node that holds a title gives way to its children."""
    for node in nodes:
        if any(node.span in title for title in titles) or _is_picture(node):
            continue
        if any(title in node.span for title in titles):
            yield from _left(node.children, titles)
        else:
            yield node


def _is_picture(node: Inline) -> bool:
    """Tell whether a node is an image, or a link that shows nothing but images."""
    return node.type is InlineType.IMAGE or (node.link is not None and bool(node.link.images))
