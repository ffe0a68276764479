"""The parts of an entry below its title: badges, fields and prose, in the order they stand in."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from awesome_lint.source import Span
from awesome_lint.syntax.nodes import BlockType, EntryStyle, InlineType
from awesome_lint.syntax.titles import has_words

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from awesome_lint.syntax.nodes import Block, Entry


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring blocks of one ``kind``: ``badges``, ``fields``, ``prose``, or ``""`` for what is none of them."""

    kind: str
    span: Span
    blocks: tuple[Block, ...]


def entry_parts(entry: Entry) -> tuple[Part, ...]:
    """Return the parts of ``entry``, in document order, as far as the first heading inside it.

    Rules and definitions belong to no part; their kind is empty. Table rows, and bullets of one paragraph, have none.
    """
    holders = {field.block for field in entry.fields}
    kinds = [(_kind(block, entry, holders), block) for block in _body(entry)]
    groups = ((kind, [block for _, block in group]) for kind, group in groupby(kinds, key=lambda pair: pair[0]))
    return tuple(Part(kind, _span(blocks), tuple(blocks)) for kind, blocks in groups)


def part_kinds(entry: Entry) -> tuple[str, ...]:
    """Return the kinds of the parts of ``entry``, in document order, without those that are none."""
    return tuple(part.kind for part in entry_parts(entry) if part.kind)


def _body(entry: Entry) -> Iterator[Block]:
    """Yield the blocks below the title."""
    blocks: Sequence[Block] = ()
    if entry.style is EntryStyle.HEADING:
        blocks = entry.blocks[1:]
    elif entry.style is EntryStyle.BULLET:
        blocks = entry.anchor.children[1:]
    return takewhile(lambda block: block.type is not BlockType.HEADING, blocks)


def _span(blocks: Sequence[Block]) -> Span:
    return Span(blocks[0].span.start, blocks[-1].span.end)


def _kind(block: Block, entry: Entry, holders: Container[Block]) -> str:
    if block.type in {BlockType.RULE, BlockType.DEFINITION} or block.is_comment:
        return ""
    if _holds_fields(block, holders):
        return "fields"
    return "badges" if is_badge_row(block, entry) else "prose"


def _holds_fields(block: Block, holders: Container[Block]) -> bool:
    """Tell whether a paragraph is a field, or at least half of a list's items are."""
    if block.type is BlockType.LIST:
        return 2 * sum(item in holders for item in block.children) >= len(block.children)
    return block in holders


def is_badge_row(block: Block, entry: Entry) -> bool:
    """Tell whether ``block`` holds badges of ``entry`` and no words outside links."""
    first = bisect_left(entry.badges, block.span.start, key=lambda badge: badge.image.span.start)
    if not any(badge.image.span in block.span for badge in entry.badges[first : first + 1]):
        return False
    if block.type is BlockType.HTML:
        return True
    return block.type is BlockType.PARAGRAPH and not any(map(has_words, _texts(block)))


def _texts(block: Block) -> Iterator[str]:
    """Yield the words of a paragraph that are in no link, image or tag."""
    for inline in block.inlines:
        if inline.type not in {InlineType.LINK, InlineType.IMAGE}:
            yield from (n.text for n in inline.walk() if n.type in {InlineType.TEXT, InlineType.CODE, InlineType.MATH})
