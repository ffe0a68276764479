"""The source lines of each block, which the layout copies. The parser's rules are wrapped, never replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from awesome_lint.syntax.places import cut, wrap_block_rules

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

    from awesome_lint.syntax.places import Rule


class RawLine(NamedTuple):
    """A source line without container prefix. ``indent`` counts columns before its text, negative for a lazy line."""

    indent: int
    text: str


def record_raw_lines(md: MarkdownIt) -> None:
    """Make ``md`` give the first token of every block but lists ``meta["raw"]``, its lines as its container sees them.

    To be called after every other rule is in place.
    """
    wrap_block_rules(md, lambda name, rule: rule if name == "list" else _recording(rule))


def _recording(rule: Rule) -> Rule:
    def recording(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        count = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        if not silent:
            token = state.tokens[count]
            token.meta["raw"] = _raw_lines(state, *(token.map or (start, state.line)))
        return True

    return recording


def _raw_lines(state: StateBlock, begin: int, end: int) -> list[RawLine]:
    return [
        RawLine(state.sCount[line] - state.blkIndent, " " * padding + state.src[first:last])
        for line, (first, padding, last) in enumerate(cut(state, begin, end, state.blkIndent), begin)
    ]


def raw(meta: dict[str, Any]) -> list[RawLine]:
    """Return the source lines recorded for a block."""
    lines: list[RawLine] = meta["raw"]
    return lines


def without_blank_end(lines: list[RawLine]) -> list[RawLine]:
    """Return the lines of a container without the blank ones below it, which the parser counts as its own."""
    end = len(lines)
    while end and not lines[end - 1].text.strip(" \t"):
        end -= 1
    return lines[:end]
