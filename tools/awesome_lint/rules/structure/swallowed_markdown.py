"""STR003."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit, Finding, Fix, Severity
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import Block, BlockType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.source import SourceText


class SwallowedMarkdown(NodeRule[Block]):
    """Markdown stands inside an HTML block, because no blank line ends the block.

    ## Why is this bad?
    An HTML block goes on until a blank line. Markdown right behind `</div>` is shown as it was typed: a heading is
    lost with its section, a link cannot be followed.

    ## Example
    <div align="center">
      <b>A banner</b>
    </div>
    ## Tools

    ## Use instead
    <div align="center">
      <b>A banner</b>
    </div>

    ## Tools
    """

    code = "STR003"
    name = "swallowed-markdown"
    since = "0.1"
    severity = Severity.ERROR
    fixable = Fixable.SOMETIMES
    changes_urls = True
    node_type = Block

    def check(self, node: Block, context: Context) -> Iterator[Finding]:
        """Yield the first swallowed line of an HTML block; the rest is seen once a blank line stands before it."""
        if node.type is not BlockType.HTML or _VERBATIM_START.match(node.text):
            return
        line = _swallowed_line(node, context.document.source)
        if line is not None:
            yield Finding(line, "Markdown inside an HTML block; put a blank line before it", _blank_line(line, context))


_VERBATIM_START = re.compile(r"\s*<(?:!--|\?|!|pre\b|script\b|style\b|textarea\b)", re.IGNORECASE)
_VERBATIM = re.compile(r"<!--|-->|</?(?:pre|script|style|textarea|code|svg)\b", re.IGNORECASE)
_LINK = r"!?\[[^\]\n]{1,300}\]\((?:https?://|\.{0,2}/|#)[^)\s]{0,500}\)"
_STRONG = r"\*\*[^*\n]{1,200}\*\*"
_INSIDE = re.compile(
    rf"#{{2,6}} +\S|(?:[-*+]|\d{{1,3}}[.)]) +(?:{_LINK}|{_STRONG})|{_STRONG}|\[?{_LINK}|\[!\[",
)
"""What is Markdown even between an opening tag and its end: a heading, a link, strong text, a list of those."""
_BEHIND = re.compile(rf"#{{1,6}} +\S|(?:[-*+]|\d{{1,3}}[.)]) +\S|[*_]{{1,3}}[^*_\s]|\[?{_LINK}|\[!\[|>|\|.*\|")
"""What is Markdown behind the end of all tags."""
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z][a-z0-9-]*)\b[^<>]*?(?P<empty>/?)>", re.IGNORECASE)
_VOID = frozenset({"img", "br", "hr", "input", "source", "meta", "link", "area", "col", "wbr", "embed"})


def _swallowed_line(block: Block, source: SourceText) -> Span | None:
    """Return the span of the first line that holds Markdown, from its first character on."""
    depth, verbatim = 0, False
    first = source.row(block.span.start)
    for row in range(first, source.row(max(block.span.start, block.span.end - 1)) + 1):
        line = source.line_span(row)
        text = source.slice(line).lstrip(" \t>")
        pattern = _BEHIND if depth <= 0 else _INSIDE
        if row > first and not verbatim and pattern.match(text):
            return Span(line.end - len(text), line.end)
        depth += sum(_step(tag) for tag in _TAG.finditer(text))
        verbatim = _is_verbatim_after(text, verbatim=verbatim)
    return None


def _step(tag: re.Match[str]) -> int:
    if tag["empty"] or tag["name"].lower() in _VOID:
        return 0
    return -1 if tag["close"] else 1


def _is_verbatim_after(text: str, *, verbatim: bool) -> bool:
    for mark in _VERBATIM.findall(text):
        verbatim = not (mark == "-->" or mark.startswith("</"))
    return verbatim


def _blank_line(line: Span, context: Context) -> Fix | None:
    """Put a blank line before the line; none where its indent would make it code or a container holds it."""
    source = context.document.source
    start = source.line_span(source.row(line.start)).start
    indent = source.text[start : line.start]
    if len(indent.expandtabs(4)) > MAX_INDENT or indent.strip():
        return None
    return Fix("Insert a blank line", (Edit(Span(start, start), source.newline),))


MAX_INDENT = 3
"""Four columns make indented code (CommonMark 0.31, section 4.4)."""
