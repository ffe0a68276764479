"""Questions about the inline nodes of one block."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from awesome_lint.syntax.nodes import Block, Inline, InlineType, Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BREAKS = frozenset({InlineType.SOFT_BREAK, InlineType.HARD_BREAK})
_SHOWN = frozenset({InlineType.TEXT, InlineType.CODE, InlineType.MATH, InlineType.IMAGE})


def walk(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Yield every node of ``inlines``, in document order."""
    for inline in inlines:
        yield from inline.walk()


def leaves(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Yield the nodes without children, in document order."""
    return (node for node in walk(inlines) if not node.children)


def shown(leaf: Inline) -> str:
    """Return what a reader sees of ``leaf``: no HTML tags, an image by its alt text, a break as one space."""
    return leaf.text if leaf.type in _SHOWN else " " if leaf.type in BREAKS else ""


def plain_text(inlines: Iterable[Inline], *, images: bool = False) -> str:
    """Return what a reader sees of ``inlines``: no HTML tags, breaks as spaces, images' alt text only when asked."""
    return "".join(shown(leaf) for leaf in leaves(inlines) if images or leaf.type is not InlineType.IMAGE)


def leaves_outside_links(block: Block) -> Iterator[Inline]:
    """Yield the nodes without children that stand in no link, in document order."""
    anchors = [link.span for link in block.links if link.html and not link.is_image]  # of which none is in another
    starts = [span.start for span in anchors]
    for leaf in _unlinked(block.inlines):
        at = bisect_right(starts, leaf.span.start)
        if not (at and leaf.span in anchors[at - 1]):
            yield leaf


def _unlinked(inlines: Iterable[Inline]) -> Iterator[Inline]:
    for node in inlines:
        if node.children and node.link is None:
            yield from _unlinked(node.children)
        elif node.link is None:
            yield node


def text_outside_links(block: Block) -> str:
    """Return the plain text of ``block`` without its links; a bracket pair that held only a link goes with it."""
    text = plain_text(leaf for leaf in leaves_outside_links(block) if leaf.type is not InlineType.MATH)
    for empty in ("[]", "()", "【】", "（）"):
        text = text.replace(empty, "")
    return " ".join(text.split())


def text_links(links: Iterable[Link]) -> list[Link]:
    """Return the links of ``links`` that show text: no images, no badges."""
    return [link for link in links if not link.is_image and not link.images]


def in_page(link: Link) -> bool:
    """Tell whether a link leads to a place in the same file."""
    return link.url.startswith("#")
