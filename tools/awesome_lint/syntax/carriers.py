"""What can carry an entry: a heading, a bullet, a table row; and the title each gives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_lint.languages import field_key
from awesome_lint.syntax.badges import is_badge_image
from awesome_lint.syntax.inlines import (
    BREAKS,
    in_page,
    leaves_outside_links,
    plain_text,
    text_links,
    text_outside_links,
    walk,
)
from awesome_lint.syntax.nodes import Block, BlockType, Inline, InlineType, Link
from awesome_lint.syntax.titles import has_words, is_generic, is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from awesome_lint.source import Span

UNIQUE_ROWS = 3
"""A table without links lists entries when it has this many rows, all with another first cell."""
_SEPARATORS = ("-", "\u2013", "\u2014", ":", "：")
_TITLE_EDGES = " -\u2013\u2014:：,.，。[]()"


@dataclass(frozen=True, slots=True)
class Title:
    """The words that name an entry, where they stand, and the link on them."""

    text: str
    span: Span
    link: Link | None = None


def block_links(block: Block) -> list[Link]:
    """Return every link and image in ``block`` and the blocks below it."""
    return [link for inner in block.walk() for link in inner.links]


# --- headings ---------------------------------------------------------------------------------------------------


def heading_title(heading: Block) -> Title:
    """Return the title of a heading: its first link when only marks stand before it, else its words outside links."""
    links = [link for link in text_links(heading.links) if not is_generic(link.text) and not in_page(link)]
    words = text_outside_links(heading)
    if links and not has_words(_text_before(heading, links[0])):
        return Title(links[0].text.strip(), links[0].span, links[0])
    return Title(words or heading.text.strip(), heading.content or heading.span)


def _text_before(block: Block, link: Link) -> str:
    return "".join(
        node.text for node in walk(block.inlines) if node.span.end <= link.span.start and node.type is InlineType.TEXT
    )


def starts_with_badge(block: Block) -> bool:
    """Tell whether a paragraph begins with a badge."""
    if block.type is not BlockType.PARAGRAPH:
        return False
    images = [link for link in block.links if link.is_image]
    return bool(images) and is_badge_image(images[0].url) and not has_words(_text_before(block, images[0]))


# --- bullets ----------------------------------------------------------------------------------------------------


def bullet_title(item: Block) -> Title | None:
    """Return the title of a bullet entry; None when the bullet is no entry."""
    first = item.children[0] if item.children else None
    if first is None or first.type is not BlockType.PARAGRAPH:
        return None
    links = [link for link in text_links(block_links(item)) if not in_page(link)]
    lead = _lead(first)
    if isinstance(lead, Link):
        return None if in_page(lead) else _linked_title(lead, first)
    has_badge = any(link.images and not in_page(link) for link in block_links(item))
    return _bold_title(lead, links) if lead is not None and (links or has_badge) else None


def _lead(paragraph: Block) -> Link | Inline | None:
    """Return the first link or bold text of a paragraph; None when other words come first.

    Emoji, numbers, dates, HTML tags and images are passed over; a badge counts only when nothing else follows.
    """
    badge = None
    for node in paragraph.inlines:
        link = _link_at(node, paragraph)
        if link is not None and link.images:
            badge = badge or link
        elif link is not None:
            return link
        elif node.type is InlineType.LINK or (node.type in _EMPHASIS and has_words(plain_text([node]))):
            return node
        elif node.type in {InlineType.TEXT, InlineType.CODE} and has_words(node.text):
            break
    return badge


_EMPHASIS = frozenset({InlineType.STRONG, InlineType.EMPHASIS, InlineType.STRIKETHROUGH})


def _link_at(node: Inline, paragraph: Block) -> Link | None:
    """Return the link a node is, or the HTML link whose text it is."""
    if node.type is InlineType.LINK:
        return node.link
    if node.type is not InlineType.TEXT or not has_words(node.text):
        return None
    return next((link for link in paragraph.links if link.html and not link.is_image and node.span in link.span), None)


def _linked_title(link: Link, paragraph: Block) -> Title:
    named = has_words(link.text) and not is_generic(link.text)
    if not link.images and link.text.strip() and (named or _is_described(link, paragraph)):
        return Title(link.text.strip(), link.span, link)
    strong = next(
        (n for n in walk(paragraph.inlines) if n.type is InlineType.STRONG and has_words(plain_text([n]))), None
    )
    if strong is not None:
        return Title(plain_text([strong]).strip(), strong.span)
    words = _first_line_words(paragraph)
    return Title(words, paragraph.span) if has_words(words) else Title(link.text.strip(), link.span, link)


def _is_described(link: Link, paragraph: Block) -> bool:
    """Tell whether a dash or colon follows a link, so that it is named by its text (``[Docs](u) - Writes.``)."""
    after = (node.text for node in paragraph.inlines if node.span.start >= link.span.end)
    return next(after, "").lstrip().startswith(_SEPARATORS)


def _first_line_words(paragraph: Block) -> str:
    parts: list[str] = []
    named = False
    for node in leaves_outside_links(paragraph):
        if node.type in BREAKS and named:
            break
        if node.type in {InlineType.TEXT, InlineType.CODE}:
            parts.append(node.text)
            named = named or has_words(node.text)
    return " ".join("".join(parts).split()).strip(_TITLE_EDGES)


def _bold_title(lead: Inline, links: list[Link]) -> Title | None:
    """Return the title of a bullet that begins with emphasised words: the link in them, else the bold words."""
    inner = next((link for link in links if link.span in lead.span), None)
    if inner is not None and not is_generic(inner.text):
        return Title(inner.text.strip(), inner.span, inner)
    text = plain_text([lead]).strip()
    if lead.type is not InlineType.STRONG or field_key(text.rstrip(":： ")):
        return None
    return Title(text.partition(" | ")[0].rstrip(":：. "), lead.span)


# --- table rows -------------------------------------------------------------------------------------------------


def table_entries(table: Block) -> list[tuple[Block, Title]]:
    """Return the body rows of ``table`` that are entries, with their titles."""
    body = [row for row in table.children if not row.header]
    unique = _has_unique_column(body)
    found = []
    for row in body:
        links = [link for link in block_links(row) if not link.is_image]
        away = any(not in_page(link) for link in links)
        title = row_title(row) if away or (unique and not links) else None
        if title is not None:
            found.append((row, title))
    return found


def _has_unique_column(body: list[Block]) -> bool:
    firsts = [row.children[0].text.strip() for row in body if row.children]
    return len(firsts) >= UNIQUE_ROWS and all(firsts) and len(set(firsts)) == len(firsts)


def row_title(row: Block) -> Title | None:
    """Return the title of a table row: its first cell with words, by link or plain; None when no cell has any."""
    for cell in row.children:
        named = [link for link in text_links(cell.links) if not in_page(link) and has_words(link.text)]
        if named and not is_generic(named[0].text) and not has_words(_text_before(cell, named[0])):
            return Title(named[0].text.strip(), named[0].span, named[0])
        words = text_outside_links(cell)
        if has_words(words) and not is_placeholder(words) and cell.content is not None:
            return Title(words, cell.content)
    return None


def listed_entries(blocks: Iterable[Block]) -> Iterator[tuple[Block, Title]]:
    """Yield the top-level bullets and the table rows of ``blocks`` that are entries, with their titles."""
    for block in blocks:
        if block.type is BlockType.LIST:
            yield from ((item, title) for item in block.children if (title := bullet_title(item)))
        elif block.type is BlockType.TABLE:
            yield from table_entries(block)
