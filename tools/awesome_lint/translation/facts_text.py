"""The text of a passage, in which each character knows its place in the file; code and addresses are blanked out."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_lint.source import Span
from awesome_lint.syntax.inlines import BREAKS
from awesome_lint.syntax.nodes import Inline, InlineType, LinkForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from awesome_lint.source import SourceText

_BLANK = "\ufffc"
"""Stands for what is shown but is no prose."""
_ADDRESSES = frozenset((LinkForm.AUTOLINK, LinkForm.BARE))
_SPACES = ("<br", "<p")


@dataclass(frozen=True, slots=True, eq=False)
class Prose:
    """Text with the nodes it comes from: ``starts`` are the offsets at which each of ``leaves`` begins."""

    text: str
    starts: tuple[int, ...]
    leaves: tuple[Inline, ...]
    source: SourceText

    def locate(self, start: int, end: int) -> Span:
        """Return the place in the file of the text from ``start`` to ``end``; a whole node where escapes hide it."""
        first, last = self._place(start), self._place(max(start, end - 1))
        return Span(first.start, max(first.end, last.end))

    def _place(self, offset: int) -> Span:
        """Return the place of one character."""
        number = bisect_right(self.starts, offset) - 1
        leaf = self.leaves[number]
        written = self.source.text[leaf.span.start : leaf.span.end]
        at = _offset(written, leaf.text, offset - self.starts[number])
        return leaf.span if at is None else Span(leaf.span.start + at, leaf.span.start + at + 1)


def _offset(written: str, text: str, offset: int) -> int | None:
    """Return where the character at ``offset`` of ``text`` stands as ``written``, with escapes before characters."""
    if written == text:
        return offset
    at = -1
    for char in text[: offset + 1]:
        at = written.find(char, at + 1)
        if at < 0:
            return None
    return at


def prose_of(inlines: Iterable[Inline], source: SourceText) -> Prose:
    """Return the prose of the nodes of a passage."""
    parts, starts, leaves = [], [], []
    length = 0
    for leaf, text in _pieces(inlines):
        if text:
            parts.append(text)
            starts.append(length)
            leaves.append(leaf)
            length += len(text)
    return Prose("".join(parts), tuple(starts), tuple(leaves), source)


def _pieces(nodes: Iterable[Inline]) -> Iterator[tuple[Inline, str]]:
    """Yield the nodes without children, each with its text; the text of an address is blank."""
    for node in nodes:
        if node.link is not None and node.link.form in _ADDRESSES:
            yield node, _BLANK
        elif node.children:
            yield from _pieces(node.children)
        else:
            yield node, _shown(node)


def _shown(leaf: Inline) -> str:
    if leaf.type is InlineType.TEXT:
        return leaf.text
    if leaf.type in BREAKS or leaf.text.lower().startswith(_SPACES):
        return " "
    return "" if leaf.type is InlineType.HTML else _BLANK
