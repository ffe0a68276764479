"""What a section or an entry is built of, apart from its words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_lint.syntax.badges import is_badge_image
from awesome_lint.syntax.inlines import in_page
from awesome_lint.syntax.nodes import Block, BlockType, Document, Entry, Section

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

Part = Entry | Section

_COMMENTS = ("#", "//", "--", ";", "%", "/*", "*", "<!--")
_MOST_PLACES = 2
_PROSE = frozenset({BlockType.PARAGRAPH, BlockType.CELL, BlockType.HEADING, BlockType.HTML})


@dataclass(frozen=True, slots=True)
class Shape:
    """The code blocks of a part, its images that are no badges, and the items of its lists."""

    codes: tuple[Block, ...]
    images: int
    items: int


def icons_of(document: Document) -> frozenset[str]:
    """Return the addresses of images that stand in many places: they are signs, and no pictures of anything."""
    counts = Counter(link.url for link in document.links if link.is_image)
    return frozenset(url for url, count in counts.items() if count > _MOST_PLACES)


def shape_of(part: Part, icons: Collection[str]) -> Shape:
    """Return what ``part`` is built of, that of entries in it excluded.

    Fields, tables of contents, ``icons`` and images that are links do not count.
    """
    blocks = [inner for block in _own(part) for inner in block.walk()]
    fields = {field.block for field in part.fields} if isinstance(part, Entry) else set()
    links = [link for block in blocks if block.type in _PROSE for link in block.links]
    linked = {image for link in links for image in link.images}
    images = {link for link in links if link.is_image and link not in linked and not is_badge_image(link.url)}
    items = [block for block in blocks if block.type is BlockType.ITEM and block not in fields]
    return Shape(
        tuple(block for block in blocks if block.type in {BlockType.FENCE, BlockType.CODE}),
        sum(image.url not in icons for image in images),
        len([item for item in items if not _is_of_contents(item)]),
    )


def code_lines(block: Block) -> int:
    """Return how many lines of a code block are neither blank nor a comment."""
    return sum(bool(line.strip()) and not line.lstrip().startswith(_COMMENTS) for line in block.text.splitlines())


def columns_of(document: Document) -> dict[Block, tuple[Block, int]]:
    """Return for each row the table it stands in and the number of its columns."""
    tables = (block for block in document.walk_blocks() if block.type is BlockType.TABLE)
    return {row: (table, len(table.info.split(","))) for table in tables for row in table.children}


def _own(part: Part) -> Iterator[Block]:
    """Yield the blocks of a part without its heading."""
    is_heading = isinstance(part, Entry) and part.anchor.type is BlockType.HEADING
    yield from part.blocks[1:] if is_heading else part.blocks


def _is_of_contents(item: Block) -> bool:
    """Tell whether an item leads to a place in the same file."""
    links = item.children[0].links if item.children else ()
    return any(in_page(link) for link in links)
