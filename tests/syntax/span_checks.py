"""The properties that spans hold, as functions that return what is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.source import SourceText, Span
from awesome_lint.syntax.blocks import ParsedBlocks, parse_blocks
from awesome_lint.syntax.inline_nodes import InlineReader
from awesome_lint.syntax.inlines import plain_text
from awesome_lint.syntax.link_nodes import Surroundings
from awesome_lint.syntax.markdown import markdown_parser
from awesome_lint.syntax.nodes import Block, BlockType, Inline, InlineType
from awesome_lint.syntax.spans import ContentMap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PREFIX = re.compile(r"(\r\n?|\n)[ \t>]+")
LITERAL = frozenset({InlineType.CODE, InlineType.HTML, InlineType.MATH})
BREAKS = frozenset({InlineType.SOFT_BREAK, InlineType.HARD_BREAK})


def parse(text: str) -> ParsedBlocks:
    return parse_blocks(SourceText("list.md", text), lambda _: None)


def walk(parsed: ParsedBlocks) -> Iterator[Block]:
    for block in parsed.blocks:
        yield from block.walk()


def misplaced_blocks(text: str, parsed: ParsedBlocks) -> list[str]:
    """Blocks nest, keep their order and do not overlap; what no top-level block covers is blanks and newlines.

    At the top level no container prefix exists, so indentation is all that may stand outside.
    """
    wrong = [f"empty: {b.type}" for b in walk(parsed) if b.span.start >= b.span.end and b.type is not BlockType.CELL]
    for block in walk(parsed):
        wrong += _disorder(text, block.span, [child.span for child in block.children], block.type)
        wrong += _disorder(text, block.content or block.span, [node.span for node in block.inlines], "inlines")
        for inline in block.inlines:
            wrong += _inline_disorder(text, inline)
        starts = [link.span.start for link in block.links]
        wrong += [f"links out of order: {starts}"] if starts != sorted(starts) else []
    wrong += _disorder(text, Span(0, len(text)), [block.span for block in parsed.blocks], "document")
    outside, at = [], 0
    for block in parsed.blocks:
        outside.append(text[at : block.span.start])
        at = block.span.end
    return wrong + [f"not covered: {gap!r}" for gap in [*outside, text[at:]] if gap.strip(" \t\r\n")]


def _disorder(text: str, outer: Span, inner: Iterable[Span], what: str) -> list[str]:
    at, wrong = outer.start, []
    for span in inner:
        if not at <= span.start <= span.end <= outer.end:
            wrong.append(f"{what}: {text[span.start : span.end]!r} in {text[outer.start : outer.end]!r} after {at}")
        at = span.end
    return wrong


def _inline_disorder(text: str, inline: Inline) -> list[str]:
    wrong = _disorder(text, inline.span, [child.span for child in inline.children], inline.type)
    if inline.span.start >= inline.span.end:
        wrong.append(f"empty: {inline.type}")
    for child in inline.children:
        wrong += _inline_disorder(text, child)
    return wrong


def wrong_nodes(text: str, parsed: ParsedBlocks) -> list[tuple[Inline, str]]:
    """Inline nodes whose slice, container prefixes removed, is not one node of the same type, text and destination."""
    env: dict[str, object] = {}
    markdown_parser().parse(text, env)
    nodes = [
        (node, block.type is BlockType.CELL)
        for block in walk(parsed)
        for top in block.inlines
        for node in top.walk()
        if node.type not in BREAKS
    ]
    found = ((node, text[node.span.start : node.span.end], cell) for node, cell in nodes)
    return [(node, source) for node, source, cell in found if not _same(node, source, env, cell=cell)]


def count_nodes(parsed: ParsedBlocks) -> int:
    return sum(1 for b in walk(parsed) for top in b.inlines for n in top.walk() if n.type not in BREAKS)


def _same(node: Inline, source: str, env: dict[str, object], *, cell: bool) -> bool:
    if cell:
        source = source.replace("\\|", "|")  # class 5: a cell loses the backslash before a pipe
    if node.type is InlineType.TEXT:
        return _text_is(node, source)
    wanted = [_value(node)]
    return any([_value(found) for found in inline_nodes(slice_, env)] == wanted for slice_ in _without_prefixes(source))


def _without_prefixes(source: str) -> Iterator[str]:
    """Yield ``source`` as written and, class 3, with the prefixes of ever more containers taken from its lines."""
    yield source
    if PREFIX.search(source):
        for quotes in range(4):
            yield re.sub(rf"(\r\n?|\n)(?:[ \t]*>){{0,{quotes}}}[ \t]*", "\n", source)


def _text_is(node: Inline, source: str) -> bool:
    """Text has no markers: its slice holds as many lines and, but for escapes and entities, its characters."""
    plain = source.replace("\0", "\ufffd")
    return plain == node.text or "\\" in source or "&" in source


def inline_nodes(source: str, env: dict[str, object]) -> list[Inline]:
    tokens = markdown_parser().parseInline(source, {**env})[0]
    reader = InlineReader(tokens.content, ContentMap([(0, 0, 0)]), Surroundings(lambda _: None, {}, {}))
    reader.read(tokens.children or [])
    return reader.nodes


def _value(node: Inline) -> tuple[object, ...]:
    # a code span over lines keeps indentation beyond the container's, which the prefix pattern cannot know
    text = " ".join((node.text if node.type in LITERAL else plain_text([node], images=True)).split())
    link = node.link
    return (node.type, text, *((link.url, link.form, " ".join(link.title.split()), link.label) if link else ()))
