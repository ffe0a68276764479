"""STR004."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit, Finding, Fix
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.source import Span
from awesome_lint.syntax.inlines import BREAKS
from awesome_lint.syntax.nodes import Block, BlockType, InlineType

if TYPE_CHECKING:
    from collections.abc import Iterator


class MalformedHeading(NodeRule[Block]):
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
    """

    code = "STR004"
    name = "malformed-heading"
    since = "0.1"
    fixable = Fixable.ALWAYS
    node_type = Block

    def check(self, node: Block, context: Context) -> Iterator[Finding]:
        """Yield lines of paragraphs that were to be headings, and headings with a stop at the end."""
        if node.type is BlockType.PARAGRAPH:
            yield from _missing_space(node, context)
        elif node.type is BlockType.HEADING:
            yield from _punctuation(node, context)


_HASHES = re.compile(r"(?P<hashes>#{2,6})(?=[^\s#!{])")
_STOPS = ".,;:。，；："
MIN_PEERS = 4
"""Fewer headings of a level say nothing about how headings end."""


def _missing_space(paragraph: Block, context: Context) -> Iterator[Finding]:
    source = context.document.source
    for start in _line_starts(paragraph):
        match = _HASHES.match(source.text, start)
        if match is None or not _begins_words(source.text[match.end() : match.end() + 2]):
            continue
        line = Span(start, source.line_span(source.row(start)).end)
        fix = Fix("Insert a space", (Edit(Span(match.end(), match.end()), " "),))
        yield Finding(line, f"no space after {match['hashes']}: this is no heading", fix)


def _line_starts(paragraph: Block) -> Iterator[int]:
    if paragraph.content is not None:
        yield paragraph.content.start
    yield from (inline.span.end for inline in paragraph.inlines if inline.type in BREAKS)


def _begins_words(text: str) -> bool:
    """Tell whether a heading could begin so: with a letter, digit, bracket or emoji, not with punctuation."""
    return bool(text) and (text[0].isalnum() or text[0] in "[*`" or ord(text[0]) >= _EMOJI)


_EMOJI = 0x2600


def _punctuation(heading: Block, context: Context) -> Iterator[Finding]:
    last = heading.inlines[-1] if heading.inlines else None
    if last is None or last.type is not InlineType.TEXT or not _ends_in_stop(last.text):
        return
    peers = [other for other in context.document.headings if other.level == heading.level and other is not heading]
    if len(peers) < MIN_PEERS or any(_ends_in_stop(peer.text) for peer in peers):
        return
    stop = Span(last.span.end - 1, last.span.end)
    if context.document.source.slice(stop) == last.text[-1]:
        fix = Fix("Remove it", (Edit(stop, ""),))
        yield Finding(stop, f'heading ends in "{last.text[-1]}"; the others of its level do not', fix)


_ABBREVIATION = re.compile(
    r"(?:\b(?:etc|inc|ltd|co|corp|al|vs|no|vol|jr|sr|st|dr|ed|eds)|\.[A-Za-z]|\b[A-Za-z]|\.)\.$", re.IGNORECASE
)


def _ends_in_stop(text: str) -> bool:
    return text[-1:] in _STOPS and text[-1:] != "" and not _ABBREVIATION.search(text[-12:])
