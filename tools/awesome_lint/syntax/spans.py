"""The inline parser that records where each token stands, and the map from a block's content to the file.

One subclass instead of a wrapper around each rule: it costs less, needs no private function of the autolink plugin,
and owning the loop lets a rule be called only at the characters it can start with.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.parser_inline import ParserInline

from awesome_lint.source import Span
from awesome_lint.syntax.limits import DELIMITERS, NESTING, too_deep, too_many_delimiters

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    Rule = Callable[[StateInline, bool], bool]

STARTS = {
    "newline": "\n",
    "escape": "\\",
    "math_inline": "$",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "footnote_ref": "[",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
    "gfm_autolink_www": "w",
    "gfm_autolink_protocol": ":",
    "gfm_autolink_email": "@",
}
"""Characters at which a rule can succeed; a rule not named here is tried everywhere, ``text`` everywhere else."""

_BREAKS = frozenset({"softbreak", "hardbreak"})


class SpanInline(ParserInline):
    """An inline parser that stamps each token with its place in the block's content.

    ``meta["span"]`` (start, end) on breaks, code, images, HTML, footnote references, math, escapes, entities and
    ``link_open``; ``meta["at"]`` (start) on every delimiter; ``meta["label_end"]`` on the ``link_open`` of ``[…]``.
    """

    def prepare(self) -> None:
        """Sort the rules by the characters they start at; to be called when all of them are enabled."""
        characters = frozenset("".join(STARTS.values()))
        self.terminator_re = re.compile("[" + re.escape("".join(characters) + "]") + "]")  # "]" ends a label
        named = list(zip(self.ruler.get_active_rules(), self.ruler.getRules(""), strict=True))
        self._rules = {
            character: tuple(
                rule for name, rule in named if character in STARTS.get(name, "" if name == "text" else character)
            )
            for character in characters
        }
        self._others = tuple(rule for name, rule in named if name not in STARTS)

    def tokenize(self, state: StateInline) -> None:
        """Generate tokens for ``state.pos`` to ``state.posMax``."""
        if state.tokens:  # called by the link rule, which has just pushed the opener: this is its label
            state.tokens[-1].meta["label_end"] = state.posMax
        source, end, rules, others = state.src, state.posMax, self._rules, self._others
        while state.pos < end:
            start, count = state.pos, len(state.tokens)
            character = source[start]
            for rule in rules.get(character, others):
                if rule(state, False):  # noqa: FBT003 - the library's signature
                    if len(state.tokens) > count:
                        _stamp(state, count, start)
                    break
            else:
                state.append_pending(character)
                state.pos += 1
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:  # noqa: N802 - the name is the library's
        """Move ``state.pos`` behind the next token; raise ``LimitError`` for too deep brackets."""
        start = state.pos
        if (known := state.cache.get(start)) is not None:
            state.pos = known
            return
        if state.level > NESTING:
            raise too_deep(state.env)
        state.level += 1
        character = state.src[start]
        for rule in self._rules.get(character, self._others):
            if rule(state, True):  # noqa: FBT003 - the library's signature
                break
        else:
            state.pos += 1
        state.level -= 1
        state.cache[start] = state.pos


def limit_delimiters(state: StateInline) -> None:
    """Raise ``LimitError`` when the block has too many delimiters; runs before they are paired."""
    nested = (meta["delimiters"] for meta in state.tokens_meta if meta and "delimiters" in meta)
    if len(state.delimiters) + sum(map(len, nested)) > DELIMITERS:
        raise too_many_delimiters(state.env)


def _stamp(state: StateInline, count: int, start: int) -> None:
    """Record the place of what a rule pushed behind the first ``count`` tokens; it began at ``start``."""
    tokens, end = state.tokens, state.pos
    if tokens[-1].type == "text":
        _stamp_delimiters(tokens[count:], start, end)
        return
    opener = tokens[count]
    if opener.type == "text":  # pending text, flushed by the push
        opener = tokens[count + 1]
    if opener.type in _BREAKS:
        floor = tokens[count - 1].meta.get("span", (0, 0))[1] if count and opener is tokens[count] else 0
        start -= _blanks_before(state.src, start, floor, at_most=1 if opener.type == "softbreak" else start)
    elif opener.type == "link_open" and state.src[start] in ":@":
        start -= _taken_back(state.src, start, tokens[-2].content)
    opener.meta["span"] = (start, end)


def _stamp_delimiters(tokens: Sequence[Token], start: int, end: int) -> None:
    for token in reversed(tokens):
        end -= len(token.content)
        if end < start:  # pending text
            break
        token.meta["at"] = end


def _blanks_before(source: str, start: int, floor: int, *, at_most: int) -> int:
    """Count the spaces the newline rule took from the text in front; those of the token before are not its own."""
    first = start
    lowest = max(floor, start - at_most) if source[start] == "\n" else start
    while first > lowest and source[first - 1] == " ":
        first -= 1
    return start - first


def _taken_back(source: str, start: int, label: str) -> int:
    """Count the characters of a bare URL that stand before the ``:`` or ``@`` at which it was found."""
    return label.index(source[start])


class ContentMap:
    """The map from offsets of a block's content to offsets of the file.

    ``pieces`` are ``(content offset, offset, padding)`` in order: from the content offset on stand ``padding`` columns
    that are not in the file (of a half-eaten tab), then the file's text from the offset on. A padding of -1 says that
    the character at the offset is a backslash the content lacks (before a pipe in a cell). ``crlf`` are the offsets,
    newlines counted as one, of those that are CRLF in the file.
    """

    __slots__ = ("_crlf", "_pieces", "_shift", "_starts")

    def __init__(self, pieces: Sequence[tuple[int, int, int]], crlf: Sequence[int] = ()) -> None:
        self._pieces = pieces
        self._crlf = crlf
        single = len(pieces) == 1 and not pieces[0][2]
        self._shift = pieces[0][1] - pieces[0][0] if single else None
        self._starts = () if single else tuple(piece[0] for piece in pieces)

    def span(self, start: int, end: int) -> Span:
        """Return the span in the file of the content from ``start`` to ``end``.

        An end behind a line break does not take the next line's prefix in; an empty range stays empty.
        """
        first = self._find(start, 0)
        last = self._find(end - 1, 1) if end > start else first
        return Span(in_file(first, self._crlf), in_file(last, self._crlf))

    def _find(self, offset: int, behind: int) -> int:
        """Return the place before (0) or behind (1) the content's character at ``offset``."""
        if self._shift is not None:
            return offset + self._shift + behind
        begin, place, padding = self._pieces[max(bisect_right(self._starts, offset) - 1, 0)]
        if offset == begin and not behind:
            return place
        return place + max(offset + behind - begin - padding, 0)


def in_file(offset: int, crlf: Sequence[int]) -> int:
    """Return the offset in the file of ``offset`` in the text whose CRLF count as one character, as ``crlf`` says."""
    return offset + bisect_left(crlf, offset) if crlf else offset


def line_pieces(
    text: str, lines: Sequence[tuple[int, int, int]], content: str | None = None
) -> list[tuple[int, int, int]]:
    """Return the pieces of a content map for ``lines``; ``content`` is what is left of them after trimming."""
    at = -_leading(text, lines) if content is not None else 0
    pieces = []
    for first, padding, last in lines:
        pieces.append((at, first, padding))
        at += padding + last - first + 1
    return pieces


def _leading(text: str, lines: Sequence[tuple[int, int, int]]) -> int:
    """Count the characters that trimming takes from the start of ``lines``."""
    count = 0
    for first, padding, last in lines:
        kept = text[first:last].lstrip(MD_TRIM_CHARS)
        count += padding + last - first - len(kept)
        if kept:
            break
        count += 1
    return count
