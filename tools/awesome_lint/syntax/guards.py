"""Inline and block rules made safe: each wrapper keeps a rule of the library linear, or out of what is not its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.syntax.limits import COMMENTS, MATH_LINES, WORD, too_many_comments

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    Inline = Callable[[StateInline, bool], bool]
    Block = Callable[[StateBlock, int, int, bool], bool]

_FOOTNOTE = re.compile(r"\[\^[^ \n\]]{1,999}\]")
_SCHEMES = ("https", "http", "mailto", "xmpp")
_WORD = re.compile(r"[^ \t\r\n\x00\x0b\x0c]*")


def bracket(rule: Inline) -> Inline:
    """Try links and images only where a ``]`` follows: a run of openers alone is text, however long."""

    def guarded(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        return state.html_terminator_last("]") > state.pos and rule(state, silent)

    return guarded


def footnote(rule: Inline) -> Inline:
    """Try footnote references only where a label of at most 999 characters is closed: the rule scans to the end."""

    def guarded(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        return _FOOTNOTE.match(state.src, state.pos, state.posMax) is not None and rule(state, silent)

    return guarded


def html(rule: Inline) -> Inline:
    """Refuse files with many comments that do not close: the rule searches each to the end of the block."""

    def guarded(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        if rule(state, silent):
            return True
        if state.src.startswith("<!--", state.pos) and state.html_terminator_last("-->") > state.pos:
            state.env["comments"] = state.env.get("comments", 0) + 1
            if state.env["comments"] > COMMENTS:
                raise too_many_comments(state.env)
        return False

    return guarded


def bare_url(rule: Inline) -> Inline:
    """Try a bare URL only where one can be, and show the rule no more than the word: it copies all it sees."""

    def guarded(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        if silent or state.linkLevel > 0 or not _may_be_url(state):
            return False
        end = state.posMax
        word = _WORD.match(state.src, state.pos, min(state.pos + WORD, end))
        if word is None or word.end() - state.pos == WORD:
            return False
        state.posMax = word.end()
        found = rule(state, silent)
        state.posMax = end
        return found

    return guarded


def _may_be_url(state: StateInline) -> bool:
    source, at = state.src, state.pos
    if source[at] != ":":
        return source[at] == "@" or source.startswith("www.", at)
    scheme = next((scheme for scheme in _SCHEMES if source.endswith(scheme, 0, at)), "")
    if scheme and len(state.pending) > len(scheme):
        # the rule searches all pending text for the scheme at its end; what stands in front is text either way
        state.pending, kept = state.pending[: -len(scheme)], state.pending[-len(scheme) :]
        state.pushPending()
        state.pending = kept
    return bool(scheme)


def math(rule: Inline) -> Inline:
    """Leave dollars that touch a letter or digit outside alone: ``US$5 and CA$x`` is no formula."""

    def guarded(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        start = state.pos
        if _is_word(state.src[max(start - 1, 0) : start]) or not rule(state, True):  # noqa: FBT003 - as above
            return False
        end, state.pos = state.pos, start
        return end <= state.posMax and not _is_word(state.src[end : end + 1]) and rule(state, silent)

    return guarded


def _is_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def math_block(rule: Block) -> Block:
    """Keep a ``$$`` block inside its list item, and the search for its end short."""

    def guarded(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        if not state.src.startswith("$$", state.bMarks[start] + state.tShift[start]):
            return False
        last = start + 1
        while last < min(end, start + MATH_LINES) and not _leaves(state, last):
            last += 1
        return rule(state, start, last, silent)

    return guarded


def _leaves(state: StateBlock, line: int) -> bool:
    return state.isEmpty(line) or state.sCount[line] < state.blkIndent


def front_matter(rule: Block) -> Block:
    """Take for front matter only what begins with a line of three hyphens: the rule looks into a list's item, too."""

    def guarded(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        first = state.src[: state.eMarks[0]].rstrip(" \t")
        return start == 0 and state.level == 0 and first == "---" and rule(state, start, end, silent)

    return guarded
