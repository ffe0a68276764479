"""Layout of leaf blocks: what they are made of is their source text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_block.html_block import HTML_SEQUENCES

from awesome_lint.formatter.inlines import break_points, parse_inline, with_badge_lines, with_markers
from awesome_lint.formatter.raw import RawLine, raw, without_blank_end

if TYPE_CHECKING:
    from mdformat.renderer import RenderContext, RenderTreeNode

_BLANKS = " \t"
_CLOSING_HASHES = re.compile(r"(?:^|[ \t])#+$")
_BLOCK_START = re.compile(
    r"#{1,6}(?:[ \t]|$)|>|\[\^[^\] ]+\]:|[-+*](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$)|`{3}|~{3}|=+[ \t]*$|[-:|][-:| \t]*$"
)
_RULE = re.compile(r"([-_*])(?:[ \t]*\1){2,}[ \t]*$")
_BOX = re.compile(r"\[[ xX]\][ \t]")
_FENCE = re.compile(r"([ ]{0,3})(~{3,})(.*)$", re.DOTALL)


def verbatim(node: RenderTreeNode, _context: RenderContext) -> str:
    """Lay out code, HTML, math, definitions and front matter: as they are."""
    return "\n".join(line.text for line in raw(node.meta))


def footnote(node: RenderTreeNode, _context: RenderContext) -> str:
    """Lay out a footnote's text, whatever it holds: as it is, for its indent is GitHub's affair."""
    return "\n".join(line.text for line in without_blank_end(raw(node.meta)))


def paragraph(node: RenderTreeNode, context: RenderContext) -> str:
    """Lay out a paragraph: only the blanks around its line breaks are touched."""
    lines = raw(node.meta)
    inline = node.children[0].token
    assert inline is not None  # noqa: S101 - a paragraph has one inline token  # narrows the type
    text, content = "\n".join(line.text for line in lines), inline.content
    if not content:
        return text.strip(_BLANKS)
    tokens, style = inline.children or [], context.env["awesome_lint"]
    if node.map and node.map[0] in style.badge_rows:
        split = with_badge_lines(content, tokens)
        if split != content:
            text, content = text.replace(content, split, 1), split
            tokens = parse_inline(content, context.options, context.env)
            lines = [RawLine(0, line) for line in text.split("\n")]
    breaks = break_points(text, content, tokens)
    marked = with_markers(content, tokens, style.markers, context.options, context.env)
    laid_out = _laid_out(text.replace(content, marked, 1).split("\n"), [line.indent for line in lines], breaks)
    return _with_box(laid_out) if _BOX.match(text.lstrip(_BLANKS)) else laid_out


def _with_box(text: str) -> str:
    """Return a task's text with a blank behind its box, without which an empty task would be none."""
    return f"{text[:3]} {text[3:]}" if text[3:4] in ("", "\n") else text


def _laid_out(lines: list[str], indents: list[int], breaks: dict[int, bool]) -> str:
    out = []
    for number, line in enumerate(lines):
        text = line
        if number == 0 or number - 1 in breaks:
            text = text.lstrip(_BLANKS)
            if number:
                text = " " * _needed_indent(text, indents[number]) + text
        if number in breaks:
            text = _ended(text, hard=breaks[number])
        out.append(text)
    return "\n".join(out).rstrip(_BLANKS)


def _ended(line: str, *, hard: bool) -> str:
    """Return a line as it stands before a break: a hard one keeps its backslash or gets exactly two spaces."""
    bare = line.rstrip(" ")
    escaped = (len(bare) - len(bare.rstrip("\\"))) % 2
    if bare == line or (hard and escaped):  # behind a backslash the parser counts the spaces in its own way
        return line
    return f"{bare}  " if hard else f"{bare} " if escaped else bare


def _needed_indent(line: str, indent: int) -> int:
    """Return the columns a continuation line keeps so that it does not start a block; 4 for a lazy line."""
    if not _starts_block(line):
        return 0
    return indent if indent >= 0 else 4


def _starts_block(line: str) -> bool:
    return bool(
        _BLOCK_START.match(line)
        or _RULE.match(line)
        or (line.startswith("<") and any(opens.search(line) for opens, _, interrupts in HTML_SEQUENCES if interrupts))
    )


def heading(node: RenderTreeNode, context: RenderContext) -> str:
    """Lay out a heading as ``## text``; kept as it is where that would lose text, a task's box or a line."""
    lines = raw(node.meta)
    text = _heading_text(node.markup, lines)
    underlined = not node.markup.startswith("#")
    if len(lines) > 1 + underlined or _CLOSING_HASHES.search(text) or (underlined and _BOX.match(text)):
        return "\n".join(line.text for line in lines).strip(_BLANKS)
    inline = node.children[0].token
    if inline is not None and inline.content:
        marked = with_markers(
            inline.content, inline.children or [], context.env["awesome_lint"].markers, context.options, context.env
        )
        text = text.replace(inline.content, marked, 1)
    return f"{'#' * int(node.tag[1])} {text}".rstrip(_BLANKS)


def _heading_text(markup: str, lines: list[RawLine]) -> str:
    text = lines[0].text.strip(_BLANKS)
    if not markup.startswith("#"):
        return text
    return _CLOSING_HASHES.sub("", text[len(markup) :].strip(_BLANKS)).rstrip(_BLANKS)


def rule(node: RenderTreeNode, context: RenderContext) -> str:
    """Lay out a thematic break: ``---`` where it cannot be taken for an underline, an item or front matter."""
    del context
    siblings = node.siblings
    if node.parent is not None and node.parent.type == "root" and siblings[0] is not node:
        return "---"
    return raw(node.meta)[0].text.strip(_BLANKS)


def fence(node: RenderTreeNode, context: RenderContext) -> str:
    """Lay out fenced code: backticks for tildes, else as it is."""
    del context
    lines = [line.text for line in raw(node.meta)]
    opening = _FENCE.match(lines[0])
    if not opening or "`" in opening[3]:
        return "\n".join(lines)
    ticks = "`" * max(len(opening[2]), _longest_ticks(node.content) + 1)
    first = f"{opening[1]}{ticks}{opening[3]}"
    closed = len(lines) > 1 and len(lines) - 2 == node.content.count("\n")
    last = [lines[-1].replace("~" * len(lines[-1].strip(_BLANKS)), ticks)] if closed else lines[-1:] * (len(lines) > 1)
    return "\n".join([first, *lines[1:-1], *last])


def _longest_ticks(content: str) -> int:
    return max((len(run) for run in re.findall("`+", content)), default=0)
