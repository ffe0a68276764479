"""From the text of a file to its ``Document``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.languages.detect import detect_language
from awesome_lint.syntax.anchors import HTML_HEADINGS, find_anchors
from awesome_lint.syntax.blocks import parse_blocks
from awesome_lint.syntax.carriers import heading_title
from awesome_lint.syntax.directives import directives
from awesome_lint.syntax.entries import with_keys
from awesome_lint.syntax.html import element_texts
from awesome_lint.syntax.inlines import text_outside_links
from awesome_lint.syntax.nodes import Block, BlockType, Document
from awesome_lint.syntax.outline import Node, outline
from awesome_lint.syntax.resources import resource_of
from awesome_lint.syntax.sections import SectionBuilder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from awesome_lint.source import SourceText

_NAMING = ("strong", "b", "img")
_PROSE = frozenset({BlockType.PARAGRAPH, BlockType.HEADING, BlockType.CELL})


def parse_document(source: SourceText, labels: Mapping[str, str] | None = None) -> Document:
    """Return the document model of ``source``; ``labels`` maps folded field labels to keys that configuration declares.

    Raises ``LimitError`` when the text is nested too deeply or holds too many delimiters.
    """
    parsed = parse_blocks(source, resource_of)
    every = [block for top in parsed.blocks for block in top.walk()]
    tree = outline(parsed.blocks)
    titled = _title_node(tree)
    anchors = find_anchors(every)
    builder = SectionBuilder(source, anchors.slugs, labels or {})
    return Document(
        source=source,
        language=detect_language(_prose(every)),
        title=_title(titled, parsed.blocks),
        root=with_keys(builder.build(titled or tree)),
        blocks=parsed.blocks,
        links=tuple(sorted((link for block in every for link in block.links), key=lambda link: link.span)),
        definitions=parsed.definitions,
        directives=directives(every),
        headings=tuple(block for block in every if block.type is BlockType.HEADING),
        anchors=anchors.places,
    )


def _title_node(tree: Node) -> Node | None:
    """Return the document's only level-1 heading, when no other heading stands outside it, with what precedes it."""
    if len(tree.children) != 1 or tree.children[0].level != 1:
        return None
    only = tree.children[0]
    return Node(only.heading, 0, [*tree.blocks, *only.blocks], only.children)


def _title(titled: Node | None, blocks: Sequence[Block]) -> str:
    heading = (
        titled.heading if titled else next((b for b in blocks if b.type is BlockType.HEADING and b.level == 1), None)
    )
    return heading_title(heading).text if heading else banner_title(blocks)


def banner_title(blocks: Sequence[Block]) -> str:
    """Return the title an HTML banner gives: its heading, else its first strong text or image; "" without one.

    A banner is the HTML before the first Markdown heading.
    """
    headings = (i for i, block in enumerate(blocks) if block.type is BlockType.HEADING)
    banners = [block.text for block in blocks[: next(headings, len(blocks))] if block.type is BlockType.HTML]
    titles = (title for names in (HTML_HEADINGS, _NAMING) for html in banners for title in element_texts(html, names))
    return next(filter(None, titles), "")


def _prose(blocks: Iterable[Block]) -> str:
    """Return the words that stand outside links, whose texts are often titles in another language."""
    return "\n".join(text_outside_links(block) for block in blocks if block.type in _PROSE)
