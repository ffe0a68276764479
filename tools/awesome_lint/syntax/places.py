"""Block rules that record where each block stands in the text, while the parser's line marks still say so.

``meta["extent"]``: offsets of the first and behind the last character, on the opening token of every block and item.
``meta["lines"]``: for each line of the content ``(offset of the first kept character, padding columns, end)``.
``meta["row"]``: offsets of a table row's line, on each ``tr_open``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.syntax.limits import NESTING, too_deep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    Rule = Callable[[StateBlock, int, int, bool], bool]

Line = tuple[int, int, int]

_CHAINS = ("paragraph", "reference", "blockquote", "list")
_CONTAINERS = frozenset({"blockquote", "list", "footnote_def"})
_BLANKS = " \t"


def record_places(md: MarkdownIt) -> None:
    """Make every active block rule of ``md`` record the places of what it makes."""
    wrap_block_rules(md, lambda name, rule: _placed(_nested(rule) if name in _CONTAINERS else rule, _NOTES.get(name)))


def wrap_block_rules(md: MarkdownIt, wrap: Callable[[str, Rule], Rule]) -> None:
    """Replace every active block rule of ``md`` by ``wrap(name, rule)``; it keeps the chains it can interrupt."""
    ruler = md.block.ruler
    chains = {chain: ruler.getRules(chain) for chain in _CHAINS}
    for name, rule in zip(ruler.get_active_rules(), ruler.getRules(""), strict=True):
        ruler.at(name, wrap(name, rule), {"alt": [chain for chain in _CHAINS if rule in chains[chain]]})


def _placed(rule: Rule, note: Callable[[StateBlock, list[Token]], None] | None) -> Rule:
    def placed(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        if silent:
            return rule(state, start, end, silent)
        count = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        opener = state.tokens[count]
        opener.meta["extent"] = _extent(state, opener.map or [start, start + 1])
        if note:
            note(state, state.tokens[count:])
        return True

    return placed


def _nested(rule: Rule) -> Rule:
    """Count the levels of containers, and refuse the file beyond the limit instead of dropping what is deeper."""

    def nested(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        if silent:
            return rule(state, start, end, silent)
        depth = state.env.get("depth", 0)
        if depth >= NESTING and rule(state, start, end, True):  # noqa: FBT003 - the library's signature
            raise too_deep(state.env)
        state.env["depth"] = depth + 1
        found = rule(state, start, end, silent)
        state.env["depth"] = depth
        return found

    return nested


def _extent(state: StateBlock, lines: list[int]) -> tuple[int, int]:
    """Return the first and behind the last character of ``lines``, as seen from the container that holds them."""
    first, last = lines[0], lines[1] - 1
    while last > first and state.isEmpty(last):
        last -= 1
    start, end = state.bMarks[first] + state.tShift[first], state.eMarks[last]
    while start < end and state.src[start] in _BLANKS:  # behind a task box
        start += 1
    while end > start and state.src[end - 1] in _BLANKS:
        end -= 1
    return start, end


def cut(state: StateBlock, begin: int, end: int, indent: int) -> Iterator[Line]:
    """Yield what the parser keeps of each line when it takes ``indent`` columns from its start."""
    for line in range(begin, end):
        first, last, column = state.bMarks[line], state.eMarks[line], 0
        text = first + state.tShift[line]  # on an item's first line the marker stands before it and counts as indent
        while first < last and column < indent:
            if state.src[first] == "\t":
                column += 4 - (column + state.bsCount[line]) % 4
            elif state.src[first] == " " or first < text:
                column += 1
            else:
                break
            first += 1
        yield first, max(column - indent, 0), last


def _note_inline(state: StateBlock, tokens: list[Token]) -> None:
    begin, end = tokens[1].map or (0, 0)
    tokens[1].meta["lines"] = list(cut(state, begin, end, state.blkIndent))


def _note_html(state: StateBlock, tokens: list[Token]) -> None:
    begin, end = tokens[0].map or (0, 0)
    tokens[0].meta["lines"] = list(cut(state, begin, end, state.blkIndent))


def _note_heading(_: StateBlock, tokens: list[Token]) -> None:
    start, end = tokens[0].meta["extent"]
    tokens[1].meta["lines"] = [(start + len(tokens[0].markup), 0, end)]


def _note_definition(state: StateBlock, tokens: list[Token]) -> None:
    begin, end = tokens[0].map or (0, 0)
    marks = zip(state.bMarks[begin:end], state.tShift[begin:end], state.eMarks[begin:end], strict=True)
    tokens[0].meta["lines"] = [(mark + shift, 0, last) for mark, shift, last in marks]


def _note_items(state: StateBlock, tokens: list[Token]) -> None:
    level = tokens[0].level + 1
    for token in tokens:
        if token.level == level and token.type == "list_item_open" and token.map:
            token.meta["extent"] = _extent(state, token.map)


def _note_rows(state: StateBlock, tokens: list[Token]) -> None:
    for token in tokens:
        if token.type == "tr_open" and token.map:
            line = token.map[0]
            token.meta["row"] = (state.bMarks[line] + state.tShift[line], state.eMarks[line])


_NOTES: dict[str, Callable[[StateBlock, list[Token]], None]] = {
    "paragraph": _note_inline,
    "lheading": _note_inline,
    "heading": _note_heading,
    "html_block": _note_html,
    "reference": _note_definition,
    "list": _note_items,
    "table": _note_rows,
}
