"""STY005."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix, Severity
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.source import Span
from awesome_lint.syntax.inlines import BREAKS
from awesome_lint.syntax.nodes import Block, BlockType, Document, InlineType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.source import SourceText
    from awesome_lint.syntax.nodes import Inline

_STUCK = re.compile(r"(?P<bullet>[-*+])(?P<blank>\xa0?)|(?P<number>\d{1,3}[.)])(?P<space>\xa0?)")
_DASH_AND_WORDS = re.compile(r"-\xa0\S")
_CONTENT = frozenset({InlineType.LINK, InlineType.STRONG, InlineType.IMAGE})


class ListMarker(NodeRule[Document]):
    """List marker has no space behind it, or another character than the list's other markers.

    ## Why is this bad?
    Without the space the line is no list item: it is shown as part of the line above. A second marker character
    begins a second list.

    ## Example
    - [a](https://a.example)
    -[b](https://b.example)

    ## Use instead
    - [a](https://a.example)
    - [b](https://b.example)

    ## Fix safety
    Unsafe right above a table: its rows would become text of the item.
    """

    code = "STY005"
    name = "list-marker"
    since = "0.1"
    fixable = Fixable.ALWAYS
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield lines that would be items, and lists that follow another with no line between."""
        del context
        for siblings, parent in _families(node):
            yield from _mixed(siblings, node.source)
            for before, block, after in zip((None, *siblings), siblings, (*siblings[1:], None), strict=False):
                if block.type is BlockType.PARAGRAPH:
                    yield from _stuck(block, (parent, before, after), node.source)


def _families(document: Document) -> Iterator[tuple[Sequence[Block], Block | None]]:
    """Yield the blocks of each container with the container."""
    yield document.blocks, None
    for block in document.walk_blocks():
        if block.children:
            yield block.children, block


def _stuck(block: Block, around: tuple[Block | None, ...], source: SourceText) -> Iterator[Finding]:
    """Yield the lines of a paragraph that begin with a marker stuck to a link or bold text, if items are near."""
    lines = [line for line in _lines(block.inlines) if not _describes(line[0], block.inlines, source)]
    found = [match for line in lines if (match := _marker(line, source))]
    several = sum(match["bullet"] is not None for match in found) > 1
    safe = Applicability.UNSAFE if _is_before_table(block, around[-1], source) else Applicability.SAFE
    for match in found:
        if any(near and _holds_items(near, match) for near in around) or (match["bullet"] and several):
            marker = match["bullet"] or match["number"]
            edit = Edit(Span(match.start() + len(marker), match.end()), " ")
            fix = Fix("Put a space behind the marker", (edit,), safe)
            message = f'no space behind "{marker}", so that the line is no list item'
            yield Finding(Span(*match.span()), message, fix)


def _is_before_table(block: Block, after: Block | None, source: SourceText) -> bool:
    """Tell whether the rows of a table begin right below ``block``: as an item it would go on with them."""
    if after is None or after.type is not BlockType.TABLE:
        return False
    return source.row(after.span.start) <= source.row(block.span.end) + 1


def _lines(inlines: Sequence[Inline]) -> Iterator[tuple[Inline, Inline | None]]:
    """Yield the first two nodes of each line."""
    starts = [0, *(index + 1 for index, node in enumerate(inlines) if node.type in BREAKS)]
    for start in starts:
        line = [*inlines[start : start + 2], None, None]
        if line[0]:
            yield line[0], line[1]


def _describes(first: Inline, inlines: Sequence[Inline], source: SourceText) -> bool:
    """Tell whether the only line before is a link: then ``-``, no-break space and words say what it links."""
    if first not in inlines[2:3]:
        return False
    is_alone = inlines[0].type is InlineType.LINK and inlines[1].type in BREAKS
    return is_alone and bool(_DASH_AND_WORDS.match(source.slice(first.span)))


def _marker(line: tuple[Inline, Inline | None], source: SourceText) -> re.Match[str] | None:
    """Return the marker a line begins with, when a link or bold text, or a no-break space, follows it directly."""
    first, second = line
    if first.type is not InlineType.TEXT:
        return None
    match = _STUCK.match(source.text, first.span.start, first.span.end)
    if match is None or not (match["blank"] or match["space"] or _follows(match, first, second)):
        return None
    return match


def _follows(match: re.Match[str], first: Inline, second: Inline | None) -> bool:
    return match.end() == first.span.end and second is not None and second.type in _CONTENT


def _holds_items(block: Block, match: re.Match[str]) -> bool:
    """Tell whether ``block`` is an item or a list of the kind that the marker would make."""
    ordered = block.marker.endswith((".", ")"))
    return block.type in {BlockType.LIST, BlockType.ITEM} and ordered == (match["bullet"] is None)


def _mixed(siblings: Sequence[Block], source: SourceText) -> Iterator[Finding]:
    """Yield the bullet lists, of some that follow each other directly, that have not the marker of most items."""
    for chain in _chains(siblings, source):
        counts: Counter[str] = Counter()
        for each in chain:
            counts[each.marker] += len(each.children)
        usual = counts.most_common(1)[0][0]
        for odd in (each for each in chain if each.marker != usual):
            places = [Span(item.span.start, item.span.start + len(item.marker)) for item in odd.children]
            fix = Fix(f'Write "{usual}"', tuple(Edit(place, usual) for place in places))
            yield Finding(places[0], f'marker is "{odd.marker}" in a list with "{usual}"', fix, Severity.INFO)


def _chains(siblings: Sequence[Block], source: SourceText) -> Iterator[list[Block]]:
    """Yield bullet lists that follow each other with no line between."""
    chain: list[Block] = []
    for block in siblings:
        follows = chain and source.row(block.span.start) - source.row(chain[-1].span.end) == 1
        if chain and not (follows and block.type is BlockType.LIST and not block.ordered):
            yield chain
            chain = []
        if block.type is BlockType.LIST and not block.ordered:
            chain.append(block)
    if chain:
        yield chain
