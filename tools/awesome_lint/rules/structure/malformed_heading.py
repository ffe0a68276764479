"""STR004."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.source import Span
from awesome_lint.syntax.inlines import BREAKS
from awesome_lint.syntax.nodes import Block, BlockType, Document, InlineType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.source import SourceText


class MalformedHeading(NodeRule[Document]):
    """Heading has no space after its hashes, or ends in punctuation that its peers do not have.

    ## Why is this bad?
    Without the space it is no heading but text, and its section is lost. A full stop or colon at the end of one
    heading among many is a slip.

    ## Example
    # List

    ##Tools

    ## Use instead
    # List

    ## Tools

    ## Fix safety
    Unsafe where the line behind is text only because a paragraph goes on: an indented one, one that begins with a
    number or a tag.
    """

    code = "STR004"
    name = "malformed-heading"
    since = "0.1"
    fixable = Fixable.ALWAYS
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield lines of paragraphs that were to be headings, and headings with a stop at the end."""
        del context
        for block in node.walk_blocks():
            if block.type is BlockType.PARAGRAPH:
                yield from _missing_space(block, node.source)
        for level in range(1, 7):
            yield from _punctuation([heading for heading in node.headings if heading.level == level], node.source)


_HASHES = re.compile(r"(?P<hashes>#{2,6})(?=[^\s#!{])")
_STOPS = ".,;:。，；："
MIN_PEERS = 4
"""Fewer headings of a level say nothing about how headings end."""


def _missing_space(paragraph: Block, source: SourceText) -> Iterator[Finding]:
    for start in _line_starts(paragraph):
        match = _HASHES.match(source.text, start)
        if match is None or not _begins_words(source.text[match.end() : match.end() + 2]):
            continue
        line = Span(start, source.line_span(source.row(start)).end)
        safe = Applicability.SAFE if _reads_on(paragraph, line, source) else Applicability.UNSAFE
        fix = Fix("Insert a space", (Edit(Span(match.end(), match.end()), " "),), safe)
        yield Finding(line, f"no space after {match['hashes']}: this is no heading", fix)


def _reads_on(paragraph: Block, line: Span, source: SourceText) -> bool:
    """Tell whether what follows ``line`` in ``paragraph`` would be a paragraph on its own.

    Some lines only are text because a paragraph goes on: indented ones, ``2.``, ``[x]: y``, a lone HTML tag.
    """
    row = source.row(line.start) + 1
    if paragraph.content is None or row > source.row(paragraph.content.end):
        return True
    following = source.slice(source.line_span(row))
    text = following.lstrip(" >")
    indent = len(following) - len(text) + 1 - source.position(paragraph.content.start).column
    return indent <= _INDENT and text[:1].isalpha()


_INDENT = 3
"""Blanks at the beginning of a line that mean nothing."""


def _line_starts(paragraph: Block) -> Iterator[int]:
    if paragraph.content is not None:
        yield paragraph.content.start
    yield from (inline.span.end for inline in paragraph.inlines if inline.type in BREAKS)


def _begins_words(text: str) -> bool:
    """Tell whether a heading could begin so: with a letter, digit, bracket or emoji, not with punctuation."""
    return bool(text) and (text[0].isalnum() or text[0] in "[*`" or ord(text[0]) >= _EMOJI)


_EMOJI = 0x2600


def _punctuation(headings: Sequence[Block], source: SourceText) -> Iterator[Finding]:
    """Yield the only one of ``headings``, all of one level, that ends in a stop."""
    ending = [heading for heading in headings if _ends_in_stop(heading.text)]
    if len(ending) != 1 or len(headings) <= MIN_PEERS:
        return
    last = ending[0].inlines[-1] if ending[0].inlines else None
    if last is None or last.type is not InlineType.TEXT or not _ends_in_stop(last.text):
        return
    stop = Span(last.span.end - 1, last.span.end)
    if source.slice(stop) == last.text[-1]:
        fix = Fix("Remove it", (Edit(stop, ""),))
        yield Finding(stop, f'heading ends in "{last.text[-1]}"; the others of its level do not', fix)


_ABBREVIATION = re.compile(
    r"(?:\b(?:etc|inc|ltd|co|corp|al|vs|no|vol|jr|sr|st|dr|ed|eds)|\.[A-Za-z]|\b[A-Za-z]|\.)\.$", re.IGNORECASE
)


def _ends_in_stop(text: str) -> bool:
    return text[-1:] in _STOPS and text[-1:] != "" and not _ABBREVIATION.search(text[-12:])
