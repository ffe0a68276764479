"""The prose of an entry or a section: what a translator translates, without titles, badges and short fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_lint.syntax.inlines import in_page, plain_text
from awesome_lint.syntax.nodes import Block, BlockType, Entry, Inline, InlineType, Section

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from awesome_lint.source import Span
    from awesome_lint.syntax.nodes import Field, Link

EDGES = " \t-\u2013\u2014:：,，、;；|"
"""What stands between a title and the prose behind it."""
_DIRECTIVE = re.compile(r"\s*<!--\s*awesome-lint-")
_ADDRESS = re.compile(r"(?:https?://)?[\w-]+(?:[./@][\w-]+)+/?", re.ASCII)
_WORD = re.compile(r"[^\W\d_]{2,}(?<![\u3400-\u9fff])")
_HAN = re.compile("[\u3400-\u9fff]")
_HAN_PER_WORD = 1.6
_SENTENCE = 8
"""Words from which on a field's value is a sentence."""
_WITH_TEXT = frozenset({BlockType.PARAGRAPH, BlockType.CELL, BlockType.HEADING})


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """The prose of one block: ``inlines`` are its nodes without titles, badges and images, ``text`` their plain text.

    Links stay, with their texts, and so does code. A field whose value is prose is a passage without its label.
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
        return tuple(_passages(part.blocks, {}, frozenset()))
    blocks = own_blocks(part)[1:] if part.anchor.type is BlockType.HEADING else part.blocks
    return tuple(_passages(blocks, _values(part.fields), frozenset({part.title_span})))


def own_blocks(entry: Entry) -> tuple[Block, ...]:
    """Return the blocks of ``entry`` without what closes its section: a rule, a link to the top, directives."""
    blocks = entry.blocks
    while len(blocks) > 1 and _closes(blocks[-1]):
        blocks = blocks[:-1]
    return blocks


def _closes(block: Block) -> bool:
    if block.type is BlockType.RULE:
        return True
    if block.type is BlockType.HTML:
        return block.is_comment and _DIRECTIVE.match(block.text) is not None
    links = [link for link in block.links if not link.is_image]
    return block.type is BlockType.PARAGRAPH and bool(links) and all(map(in_page, links)) and _is_all(links, block)


def _is_all(links: Iterable[Link], block: Block) -> bool:
    """Tell whether a block holds nothing but ``links``, and signs."""
    rest = block.text
    for link in links:
        rest = rest.replace(link.text, "", 1)
    return not any(map(str.isalnum, rest))


def _values(fields: Iterable[Field]) -> dict[Block, list[Span]]:
    """Return the blocks that hold fields, each with the places of those values in it that are prose."""
    values: dict[Block, list[Span]] = {}
    for field in fields:
        its = values.setdefault(field.block, [])
        if is_prose(field.value):
            its.append(field.value_span)
    return values


def is_prose(value: str) -> bool:
    """Tell whether a field's value is a sentence, and no date, number, name or list of some."""
    words = len(_WORD.findall(value)) + len(_HAN.findall(value)) / _HAN_PER_WORD
    return words >= _SENTENCE


def _passages(
    blocks: Iterable[Block], fields: Mapping[Block, Sequence[Span]], titles: Collection[Span]
) -> Iterator[Passage]:
    for block in blocks:
        if block in fields:
            yield from _prose_of_fields(block, fields[block])
            continue
        if block.type in _WITH_TEXT:
            left = tuple(_left(block.inlines, titles))
            text = plain_text(left).strip(EDGES)
            if has_prose(text):
                yield Passage(block, left, text)
        yield from _passages(block.children, fields, titles)


def has_prose(text: str) -> bool:
    """Tell whether ``text`` says anything in a language: more than numbers, addresses and names in capitals."""
    if _ADDRESS.fullmatch(text):
        return False
    words = (word.strip("\"'()[]{}.,:;!?*_/") for word in text.split())
    return any(_is_plain(word) for word in words)


def _is_plain(word: str) -> bool:
    """Tell whether ``word`` has letters of a script without capitals, or is written as words of a sentence are."""
    letters = [char for char in word if char.isalpha()]
    if any(char.lower() == char.upper() for char in letters):
        return True
    return len(letters) > 1 and not any(map(str.isdigit, word)) and word[1:] == word[1:].lower()


def _prose_of_fields(block: Block, values: Sequence[Span]) -> Iterator[Passage]:
    for holder in block.walk():
        its = [value for value in values if holder.content is not None and value in holder.content]
        nodes = tuple(node for node in holder.inlines if any(node.span.overlaps(value) for value in its))
        if nodes:
            yield Passage(holder, nodes, plain_text(nodes).strip(EDGES))
    if block.type is BlockType.ITEM:
        yield from _passages(block.children[1:], {}, ())


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
