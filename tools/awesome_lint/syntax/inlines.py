"""Questions about the inline nodes of one block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.syntax.nodes import Block, Inline, InlineType, Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BREAKS = frozenset({InlineType.SOFT_BREAK, InlineType.HARD_BREAK})


def walk(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Yield every node of ``inlines``, in document order."""
    for inline in inlines:
        yield from inline.walk()


def plain_text(inlines: Iterable[Inline], *, images: bool = False) -> str:
    """Return what a reader sees of ``inlines``: no HTML tags, breaks as spaces, images' alt text only when asked."""
    parts = []
    for node in walk(inlines):
        if node.type in {InlineType.TEXT, InlineType.CODE, InlineType.MATH} or (
            images and node.type is InlineType.IMAGE
        ):
            parts.append(node.text)
        elif node.type in BREAKS:
            parts.append(" ")
    return "".join(parts)


def text_outside_links(block: Block) -> str:
    """Return the plain text of ``block`` without its links; a bracket pair that held only a link goes with it."""
    covered = [link.span for link in block.links]
    parts = []
    for node in walk(block.inlines):
        if node.type in BREAKS:
            parts.append(" ")
        elif node.type in {InlineType.TEXT, InlineType.CODE} and not any(node.span in span for span in covered):
            parts.append(node.text)
    text = "".join(parts)
    for empty in ("[]", "()", "【】", "（）"):
        text = text.replace(empty, "")
    return " ".join(text.split())


def text_links(links: Iterable[Link]) -> list[Link]:
    """Return the links of ``links`` that show text: no images, no badges."""
    return [link for link in links if not link.is_image and not link.images]


def in_page(link: Link) -> bool:
    """Tell whether a link leads to a place in the same file."""
    return link.url.startswith("#")
