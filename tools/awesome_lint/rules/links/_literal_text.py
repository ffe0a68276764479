"""The text of a block that stands there literally: where a link that was meant but does not render is found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_lint.source import Span
from awesome_lint.syntax.inlines import walk
from awesome_lint.syntax.nodes import InlineType, LinkForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.source import SourceText
    from awesome_lint.syntax.nodes import Block, Document, Inline

HIDDEN = "\0"
"""Stands for each character that is no literal text: code, formulas, HTML, the marks of links and emphasis, escapes."""
_BRACKETS = re.compile(r"[\[\]［］【】]")
_ESCAPE = re.compile(r"\\.")
_PREFIX = re.compile(r"[ \t>]+")
_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class LiteralLine:
    """One line of a block's content, as long as in the source; ``start`` is its offset there."""

    text: str
    start: int
    first: bool
    """The block's first line."""
    following: str = ""
    """The text of the block's next line."""

    def span(self, start: int, end: int) -> Span:
        """Return the place in the source of a range of ``text``."""
        return Span(self.start + start, self.start + end)


def literal_lines(document: Document) -> Iterator[LiteralLine]:
    """Yield the lines that hold a literal bracket, in document order. Bare URLs count as text."""
    for block in document.walk_blocks():
        if any(_BRACKETS.search(node.text) for node in walk(block.inlines) if node.type is InlineType.TEXT):
            yield from _lines(block, document.source)


def _lines(block: Block, source: SourceText) -> Iterator[LiteralLine]:
    if block.content is None:
        return
    start = block.content.start
    shown = [HIDDEN if char not in "\r\n" else char for char in source.slice(block.content)]
    for node in walk(block.inlines):
        if _is_literal(node):
            text = _ESCAPE.sub(HIDDEN * 2, source.slice(node.span))
            shown[node.span.start - start : node.span.end - start] = text
    found = list(_LINE.finditer("".join(shown)))
    texts = [_without_prefix(match[0], source, start + match.start()) if match.start() else match[0] for match in found]
    for match, text, following in zip(found, texts, [*texts[1:], ""], strict=True):
        yield LiteralLine(text, start + match.start(), match.start() == 0, following)


def _without_prefix(line: str, source: SourceText, start: int) -> str:
    """Blank out what containers put before a line: indentation and the marks of quotes."""
    prefix = _PREFIX.match(source.text, start, start + len(line))
    return line if prefix is None else " " * len(prefix[0]) + line[len(prefix[0]) :]


def _is_literal(node: Inline) -> bool:
    bare = node.link is not None and node.link.form is LinkForm.BARE
    return node.type is InlineType.TEXT or bare
