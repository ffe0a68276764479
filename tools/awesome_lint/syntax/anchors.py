"""The places of a document that a link can lead to: headings by GitHub's slug, HTML by ``id`` and ``name``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_lint.syntax.html import Tag, element_texts, tags
from awesome_lint.syntax.inlines import plain_text
from awesome_lint.syntax.nodes import Block, BlockType, InlineType
from awesome_lint.syntax.slugs import Slugger

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from awesome_lint.source import Span

HTML_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Anchors:
    """``slugs``: the anchor of each Markdown heading; ``places``: each anchor with the heading or HTML it stands on."""

    slugs: dict[Block, str]
    places: dict[str, Block | Span]


def find_anchors(blocks: Iterable[Block]) -> Anchors:
    """Return the anchors of a document, given all its blocks in order."""
    slugger = Slugger()
    anchors = Anchors({}, {})
    for block in blocks:
        if block.type is BlockType.HEADING:
            slug = anchors.slugs[block] = slugger.slug(plain_text(block.inlines))
            anchors.places.setdefault(slug, block)
        elif block.type is BlockType.HTML:
            texts = element_texts(block.text, HTML_HEADINGS)
            anchors.places.update((slugger.slug(text), block.span) for text in texts)
        for html, span in _html_pieces(block):
            for name in _names(html):
                anchors.places.setdefault(name, span)
    anchors.places.pop("", None)
    return anchors


def _names(html: str) -> Iterator[str]:
    """Yield the values of ``id`` and ``name`` of the tags of ``html``."""
    for tag in tags(html):
        if isinstance(tag, Tag) and not tag.closing:
            yield from (tag.value("id"), tag.value("name"))


def _html_pieces(block: Block) -> Iterator[tuple[str, Span]]:
    if block.type is BlockType.HTML:
        yield block.text, block.span
    for inline in block.inlines:
        yield from ((node.text, node.span) for node in inline.walk() if node.type is InlineType.HTML)
