"""The source text of a block's inline content. It is copied; only emphasis markers and badge gaps may be rewritten."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MAX_PAIRS = 40
"""Pairs of a block that are tried one by one when they cannot be rewritten together."""

_EMPHASIS = {"em_open": 1, "em_close": 1, "strong_open": 2, "strong_close": 2}


def parse_inline(text: str, options: Any, env: Any) -> list[Token]:
    """Return the inline tokens of ``text``, with the definitions of the document ``env`` belongs to."""
    md: MarkdownIt = options["awesome_lint_parser"]
    return md.parseInline(text, {"references": env.get("references", {})})[0].children or []


def with_markers(text: str, tokens: Sequence[Token], markers: Mapping[int, str], options: Any, env: Any) -> str:
    """Return ``text`` with the document's emphasis markers where that leaves the HTML as it is, else unchanged.

    ``markers`` maps the width of a marker, 1 for emphasis and 2 for strong, to its character.
    """
    pairs = [pair for pair in _pairs(tokens) if text[pair[0]] != markers[pair[2]]]
    whole = _rewritten(text, pairs, markers)
    if not pairs or _same(whole, text, options, env):
        return whole
    for pair in pairs if len(pairs) <= _MAX_PAIRS else ():
        single = _rewritten(text, [pair], markers)
        if _same(single, text, options, env):  # one pair rewritten can make room for another
            return with_markers(single, parse_inline(single, options, env), markers, options, env)
    return text


def _pairs(tokens: Sequence[Token]) -> Iterator[tuple[int, int, int]]:
    """Yield start of the opening marker, start of the closing one, width: for strong the inner opener is stamped."""
    opened: list[tuple[int, int]] = []
    for token in tokens:
        width = _EMPHASIS.get(token.type)
        if width and token.nesting > 0:
            opened.append((token.meta["at"] - width + 1, width))
        elif width:
            start, _ = opened.pop()
            yield start, token.meta["at"], width


def _rewritten(text: str, pairs: Sequence[tuple[int, int, int]], markers: Mapping[int, str]) -> str:
    chars = list(text)
    for start, end, width in pairs:
        chars[start : start + width] = chars[end : end + width] = markers[width] * width
    return "".join(chars)


def _same(new: str, old: str, options: Any, env: Any) -> bool:
    """Tell whether two texts have the same tokens, whatever their emphasis markers."""
    return _shape(parse_inline(new, options, env)) == _shape(parse_inline(old, options, env))


def _shape(tokens: Sequence[Token]) -> list[tuple[Any, ...]]:
    return [(token.type, token.content, token.attrs, _shape(token.children or ())) for token in tokens]


def with_badge_lines(text: str, tokens: Sequence[Token]) -> str:
    """Return ``text`` with a newline instead of the blanks between neighbouring images or linked images."""
    ends = list(_badges(tokens))
    for (_, end), (start, _) in reversed(list(pairwise(ends))):
        gap = text[end:start]
        if gap and not gap.strip(" \t"):
            text = f"{text[:end]}\n{text[start:]}"
    return text


def _badges(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    for index, token in enumerate(tokens):
        linked = token.type == "link_open" and tokens[index + 1].type == "image"
        if token.level == 0 and "span" in token.meta and (token.type == "image" or linked):
            yield token.meta["span"]


def break_points(text: str, content: str, tokens: Sequence[Token]) -> dict[int, bool]:
    """Return the newlines of ``text`` that are breaks: index of the line they end -> is it a hard break.

    Other newlines belong to code, HTML, link titles, alt text or math. ``content`` is what the parser made of
    ``text``: the same without white space at its ends.
    """
    shift = text.index(content)
    lines = {at: number for number, at in enumerate(match.start() for match in re.finditer("\n", text))}
    return {
        lines[content.index("\n", token.meta["span"][0]) + shift]: token.type == "hardbreak"
        for token in tokens
        if token.type in ("softbreak", "hardbreak")
    }
