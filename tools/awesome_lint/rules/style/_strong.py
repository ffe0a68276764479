"""Pairs of double stars that were meant to be bold text, and how to write them so that they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import category

from awesome_lint.source import SourceText, Span
from awesome_lint.syntax.document import parse_document
from awesome_lint.syntax.inlines import BREAKS, plain_text, walk
from awesome_lint.syntax.nodes import InlineType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.syntax.nodes import Block, Inline

_STARS = re.compile(r"(?<![*\\])\*\*(?!\*)")
_LINK = re.compile(r"(!?\[)([^\[\]]+)(\]\([^()\s]+\))")
_CLOSING = dict(zip("（(【[《「『“‘〈", "）)】]》」』”’〉", strict=True))
_PAIRS = {closing: opening for opening, closing in _CLOSING.items()}
_MARKUP = frozenset("`<>[]()!\\$|*_~")
_MOVABLE = frozenset("：:，,。.；;！!？?、…—～")
"""Punctuation that belongs to the sentence; other signs belong to a name (``C++``)."""
_MAX_MOVED = 4
_WINDOW = 300  # characters of a line that are rendered beside a pair; more would make long lines slow


@dataclass(frozen=True, slots=True)
class Pair:
    """Two double stars with text between them, of which the parser made no bold text."""

    span: Span
    before: str
    """The text in front of the stars, as far as the start of the line or ``_WINDOW``."""
    content: str
    after: str
    """The text behind the stars, as far as the end of the line or ``_WINDOW``."""


def literal_pairs(block: Block, source: SourceText) -> Iterator[Pair]:
    """Yield the pairs in each line of ``block``; a line with an odd number of double stars is left alone.

    The stars of a line pair up as written, also where the parser paired the second with the third.
    """
    if not any(node.type is InlineType.TEXT and "**" in node.text for node in block.inlines):
        return
    for line in _lines(block):
        stars = sorted(_stars(line, source))
        if len(stars) % 2 == 0:
            bold = {node.span for node in line if node.type is InlineType.STRONG}
            whole = Span(line[0].span.start, line[-1].span.end)
            pairs = (
                _pair(Span(start, end + 2), whole, source) for start, end in zip(stars[::2], stars[1::2], strict=True)
            )
            yield from (pair for pair in pairs if pair.span not in bold and _is_meant(pair))


def _pair(span: Span, line: Span, source: SourceText) -> Pair:
    before = source.text[max(line.start, span.start - _WINDOW) : span.start]
    after = source.text[span.end : min(line.end, span.end + _WINDOW)]
    return Pair(span, before, source.text[span.start + 2 : span.end - 2], after)


def _lines(block: Block) -> Iterator[list[Inline]]:
    line: list[Inline] = []
    for node in block.inlines:
        if node.type in BREAKS:
            if line:
                yield line
            line = []
        else:
            line.append(node)
    if line:
        yield line


def _stars(line: Sequence[Inline], source: SourceText) -> Iterator[int]:
    """Yield where double stars stand, literal ones and those of bold text."""
    for node in line:
        if node.type is InlineType.TEXT:
            yield from (node.span.start + match.start() for match in _STARS.finditer(source.slice(node.span)))
        elif node.type is InlineType.STRONG and source.text.startswith("**", node.span.start):
            yield from (node.span.start, node.span.end - 2)


def _is_meant(pair: Pair) -> bool:
    """Tell bold text from operators, globs and footnote stars."""
    content, before, after = pair.content, pair.before[-1:], pair.after[:1]
    if not any(char.isalnum() for char in content) or "/" in (before, after, content[0], content[-1]):
        return False
    opens = before == "" or before.isspace() or _is_punctuation(before)
    closes = after == "" or after.isspace() or _is_punctuation(after)
    if content[0].isspace() and content[-1].isspace():
        return before == ""
    if content[0].isspace():
        return opens and closes
    return not content[-1].isspace() or (opens and closes)


def rendering(pair: Pair) -> str | None:
    """Return another way to write ``pair`` that renders as bold text, None when none is found."""
    old = _render(f"{pair.before}**{pair.content}**{pair.after}")
    for candidate in _candidates(pair):
        new = _render(pair.before + candidate + pair.after)
        if new.text == old.text and new.bold > old.bold and new.stars < old.stars:
            return candidate
    return None


@dataclass(frozen=True, slots=True)
class _Rendered:
    text: str
    bold: int
    stars: int


def _render(line: str) -> _Rendered:
    """Return what a line shows (white space and stars left out), and how many bold texts and double stars it has."""
    blocks = [block for block in parse_document(SourceText("", line)).walk_blocks() if block.inlines]
    text = "".join(plain_text(block.inlines, images=True) for block in blocks)
    bold = sum(node.type is InlineType.STRONG for block in blocks for node in walk(block.inlines))
    return _Rendered("".join(text.replace("*", "").split()), bold, text.count("**"))


def _candidates(pair: Pair) -> Iterator[str]:
    """Yield other ways to write ``pair``, the least change first."""
    content = pair.content
    inner = content.strip()
    if inner != content:
        yield _spaced(content, inner, pair)
    if link := _LINK.fullmatch(inner):
        yield f"{link[1]}**{link[2]}**{link[3]}"
    for left, middle, right in _outside(inner):
        yield f"{left}**{middle}**{right}"


def _spaced(content: str, inner: str, pair: Pair) -> str:
    left = " " if content[0].isspace() and pair.before and not pair.before[-1].isspace() else ""
    right = " " if content[-1].isspace() and pair.after and not pair.after[0].isspace() else ""
    return f"{left}**{inner}**{right}"


def _outside(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield ``text`` in three parts: punctuation taken out in front, what stays bold, punctuation taken out behind."""
    rights = [("", text), *_taken_behind(text)]
    for right, rest in rights[1:]:
        yield "", rest, right
    for right, rest in rights:
        for left, middle in _taken_before(rest):
            yield left, middle, right
    if len(text) > 2 and _PAIRS.get(text[-1]) == text[0] and not _MARKUP & {text[0]}:  # noqa: PLR2004 - both and one between
        yield text[0], text[1:-1], text[-1]


def _taken_behind(text: str) -> Iterator[tuple[str, str]]:
    """Yield what is taken from the end of ``text``, and what is left: signs one by one, brackets with their content."""
    taken = ""
    for _ in range(_MAX_MOVED):
        width = _width_behind(text)
        if not width or width >= len(text):
            return
        taken, text = text[-width:] + taken, text[:-width]
        if text.rstrip() != text:
            return
        yield taken, text


def _width_behind(text: str) -> int:
    """Return how many characters at the end of ``text`` can stand outside; the brackets of links cannot."""
    last = text[-1]
    if last not in _PAIRS:
        return int(last in _MOVABLE)
    opening = text.rfind(_PAIRS[last])
    if opening <= 0 or text[opening - 1] == "]" or (_MARKUP - {"(", ")"}) & set(text[opening:]):
        return 0
    return len(text) - opening


def _taken_before(text: str) -> Iterator[tuple[str, str]]:
    taken = ""
    for _ in range(_MAX_MOVED):
        width = _width_before(text)
        if not width or width >= len(text):
            return
        taken, text = taken + text[:width], text[width:]
        if text.lstrip() != text:
            return
        yield taken, text


def _width_before(text: str) -> int:
    closing = _CLOSING.get(text[0])
    if text[0] in _MARKUP or closing is None:
        return int(text[0] in _MOVABLE)
    return text.find(closing) + 1


def _is_punctuation(char: str) -> bool:
    return category(char)[0] in "PS"
