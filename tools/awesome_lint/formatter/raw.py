"""Stamps: where tokens stand in the source, which markdown-it-py does not say. Rules are wrapped, never replaced.

A leaf block's first token gets ``meta["raw"]``, its source lines without the prefixes of the containers around it.
Inline tokens get ``meta["at"]``, an offset in the ``content`` of their block: of the newline for breaks, of the marker
for emphasis; links and images get ``meta["span"]``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    BlockRule = Callable[[StateBlock, int, int, bool], bool]
    InlineRule = Callable[[StateInline, bool], bool]

_CONTAINERS = {"blockquote", "list"}
_CHAINS = ("paragraph", "reference", "blockquote", "list")
_STAMPED = {"newline", "escape", "emphasis", "link", "image"}


class RawLine(NamedTuple):
    """A source line without container prefix. ``indent`` counts columns before its text, negative for a lazy line."""

    indent: int
    text: str


def stamp_tokens(md: MarkdownIt) -> None:
    """Make ``md`` stamp the tokens it makes. Call after every other rule is in place."""
    blocks = md.block.ruler
    chains = {chain: blocks.getRules(chain) for chain in _CHAINS}
    for name, rule in zip(blocks.get_active_rules(), blocks.getRules(), strict=True):
        if name not in _CONTAINERS:
            blocks.at(name, _recording(rule), {"alt": [chain for chain in _CHAINS if rule in chains[chain]]})
    inlines = md.inline.ruler
    for name, inline_rule in zip(inlines.get_active_rules(), inlines.getRules(), strict=True):
        if name in _STAMPED:
            inlines.at(name, _stamping(inline_rule))


def _recording(rule: BlockRule) -> BlockRule:
    def recording(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        count = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        if not silent:
            token = state.tokens[count]
            begin, stop = token.map or (start, state.line)
            token.meta = {**token.meta, "raw": [_raw_line(state, line) for line in range(begin, stop)]}
        return True

    return recording


def _raw_line(state: StateBlock, line: int) -> RawLine:
    return RawLine(state.sCount[line] - state.blkIndent, state.getLines(line, line + 1, state.blkIndent, False))


def _stamping(rule: InlineRule) -> InlineRule:
    def stamping(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        count, begin = len(state.tokens), state.pos
        if not rule(state, silent):
            return False
        if not silent:
            _stamp(state, state.tokens[count:], begin)
        return True

    return stamping


def _stamp(state: StateInline, tokens: list[Token], begin: int) -> None:
    if tokens and tokens[-1].type == "text":  # a run of delimiters, one token each
        for at, token in zip(range(state.pos - 1, begin - 1, -1), reversed(tokens), strict=False):
            token.meta = {"at": at}
        return
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            token.meta = {"at": state.src.index("\n", begin)}
        elif token.type in ("link_open", "image"):
            token.meta = {**token.meta, "span": (begin, state.pos)}
            return  # what follows stands inside the link


def raw(meta: dict[str, Any]) -> list[RawLine]:
    """Return the source lines recorded for a leaf block."""
    lines: list[RawLine] = meta["raw"]
    return lines
