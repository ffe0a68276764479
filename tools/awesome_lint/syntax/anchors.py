"""The places of a document that a link can lead to: headings by GitHub's slug, HTML by ``id`` and ``name``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from awesome_lint.syntax.inlines import plain_text
from awesome_lint.syntax.nodes import Block, BlockType, InlineType
from awesome_lint.syntax.slugs import Slugger

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from awesome_lint.source import Span

_HTML_HEADING = re.compile(r"<h[1-6](?:\s[^<>]*)?>(?P<text>(?:(?!</h[1-6]).)*)</h[1-6]", re.IGNORECASE | re.DOTALL)
_HTML_NAME = re.compile(r"<[a-z][^<>]*?\s(?:id|name)\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


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
            anchors.places.update((slugger.slug(text), block.span) for text in html_headings(block.text))
        for text, span in _html_pieces(block):
            names = (next(filter(None, match.groups()), "") for match in _HTML_NAME.finditer(text))
            anchors.places.update((unescape(name), span) for name in names if unescape(name) not in anchors.places)
    anchors.places.pop("", None)
    return anchors


def html_headings(text: str) -> Iterator[str]:
    """Yield the plain text of each HTML heading in ``text``."""
    for match in _HTML_HEADING.finditer(text):
        yield " ".join(unescape(_TAG.sub("", match["text"])).split())


def _html_pieces(block: Block) -> Iterator[tuple[str, Span]]:
    if block.type is BlockType.HTML:
        yield block.text, block.span
    for inline in block.inlines:
        yield from ((node.text, node.span) for node in inline.walk() if node.type is InlineType.HTML)
