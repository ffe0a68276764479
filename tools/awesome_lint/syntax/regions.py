"""Places of a document where text is not prose: code, and the targets of links."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from awesome_lint.source import Span
from awesome_lint.syntax.nodes import Block, BlockType, Document, Inline, InlineType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from awesome_lint.source import SourceText

_CODE_BLOCKS = frozenset({BlockType.CODE, BlockType.FENCE, BlockType.MATH, BlockType.FRONT_MATTER})
_CODE_INLINES = frozenset({InlineType.CODE, InlineType.MATH})
_CODE_TAG = re.compile(r"<(/?)(code|pre|kbd|samp|tt|var|math)\b", re.IGNORECASE)


def code_regions(document: Document) -> tuple[Span, ...]:
    """Return the places of code and mathematics, inline and in blocks, Markdown and HTML, in order."""
    return tuple(sorted(span for block in document.walk_blocks() for span in block_code(block, document.source)))


def block_code(block: Block, source: SourceText) -> Iterator[Span]:
    """Yield the places of code in ``block``, not in its children: all of a code block, else the spans of its text."""
    if block.type in _CODE_BLOCKS:
        yield block.span
    elif block.type is BlockType.HTML:
        yield from _tagged((m, 0) for m in _CODE_TAG.finditer(source.text, block.span.start, block.span.end))
    else:
        nodes = [node for inline in block.inlines for node in inline.walk()]
        yield from (node.span for node in nodes if node.type in _CODE_INLINES)
        yield from _tagged(_inline_tags(nodes))


def url_regions(document: Document) -> tuple[Span, ...]:
    """Return the places of link targets as written, in order."""
    spans = [*(link.url_span for link in document.links), *(each.url_span for each in document.definitions)]
    return tuple(sorted({span for span in spans if span}))


def touches(regions: Sequence[Span], span: Span) -> bool:
    """Tell whether ``span`` overlaps one of ``regions``, which are sorted and do not overlap each other."""
    at = bisect_right(regions, span.end, key=lambda region: region.start)
    return any(region.overlaps(span) for region in regions[max(0, at - 2) : at])


def _inline_tags(nodes: Iterable[Inline]) -> Iterator[tuple[re.Match[str], int]]:
    for node in nodes:
        if node.type is InlineType.HTML and (match := _CODE_TAG.match(node.text)):
            yield match, node.span.start


def _tagged(tags: Iterable[tuple[re.Match[str], int]]) -> Iterator[Span]:
    """Yield what lies between an opening tag and the closing tag of its name."""
    opened: tuple[str, int] | None = None
    for match, base in tags:
        name, at = match[2].lower(), base + match.start()
        if opened is None and not match[1]:
            opened = (name, at)
        elif opened and match[1] and name == opened[0]:
            yield Span(opened[1], at)
            opened = None
