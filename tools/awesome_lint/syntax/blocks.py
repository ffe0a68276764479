"""From text to the tree of blocks: block tokens become ``Block`` and ``Definition`` nodes with exact spans."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from markdown_it.common.utils import unescapeAll

from awesome_lint.source import Span
from awesome_lint.syntax.html import html_links, tags
from awesome_lint.syntax.inline_nodes import InlineReader
from awesome_lint.syntax.inlines import plain_text
from awesome_lint.syntax.link_nodes import Surroundings, destination
from awesome_lint.syntax.markdown import markdown_parser
from awesome_lint.syntax.nodes import Block, BlockType, Definition
from awesome_lint.syntax.spans import ContentMap, in_file, line_pieces
from awesome_lint.syntax.table_rows import Cell, split_row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

    from awesome_lint.source import SourceText
    from awesome_lint.syntax.nodes import Link, Resource

_NEWLINE = re.compile(r"\r\n?|\n")
_PARENTS = {
    "blockquote_open": BlockType.QUOTE,
    "alert_open": BlockType.QUOTE,
    "bullet_list_open": BlockType.LIST,
    "ordered_list_open": BlockType.LIST,
    "list_item_open": BlockType.ITEM,
    "footnote_reference_open": BlockType.FOOTNOTE,
    "paragraph_open": BlockType.PARAGRAPH,
    "heading_open": BlockType.HEADING,
    "table_open": BlockType.TABLE,
    "tr_open": BlockType.ROW,
    "th_open": BlockType.CELL,
    "td_open": BlockType.CELL,
}
_LEAVES = {
    "code_block": BlockType.CODE,
    "fence": BlockType.FENCE,
    "html_block": BlockType.HTML,
    "hr": BlockType.RULE,
    "definition": BlockType.DEFINITION,
    "front_matter": BlockType.FRONT_MATTER,
    "math_block": BlockType.MATH,
}
_INLINE = frozenset({BlockType.PARAGRAPH, BlockType.HEADING, BlockType.CELL})
_BLANKS = " \t"
_ALIGNMENT = {"text-align:left": ":--", "text-align:right": "--:", "text-align:center": ":-:"}


@dataclass(frozen=True, slots=True)
class ParsedBlocks:
    """The top-level blocks of a text, and its link reference definitions wherever they stand."""

    blocks: tuple[Block, ...]
    definitions: tuple[Definition, ...]


def parse_blocks(source: SourceText, resolve: Callable[[str], Resource | None]) -> ParsedBlocks:
    """Return the blocks of ``source``; ``resolve`` is asked for the resource of each link.

    Raises ``LimitError`` beyond a limit of ``syntax.limits``.
    """
    text = _NEWLINE.sub("\n", source.text).replace("\0", "\ufffd")
    env = {"path": source.path}
    tokens = markdown_parser().parse(text, env)
    return _BlockReader(text, _crlf(source.text), Surroundings(resolve, {}, env)).read(tokens)


def _crlf(text: str) -> tuple[int, ...]:
    """Return the offsets of CRLF newlines, each newline counted as one character."""
    return tuple(newline.start() - number for number, newline in enumerate(re.finditer("\r\n", text)))


@dataclass(slots=True)
class _Open:
    """A block whose end has not come yet; ``cells`` are a row's as written, ``inline`` replaces ``token`` in prose."""

    type: BlockType
    token: Token
    inline: Token
    children: list[Block] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    loose: bool = False
    alignments: list[str] = field(default_factory=list)


class _BlockReader:
    """Reads the block tokens of one text."""

    def __init__(self, text: str, crlf: Sequence[int], surroundings: Surroundings) -> None:
        self._text = text
        self._crlf = crlf
        self._around = surroundings
        self._open: list[_Open] = []
        self._blocks: list[Block] = []

    def read(self, tokens: Sequence[Token]) -> ParsedBlocks:
        """Read all ``tokens``."""
        definitions = tuple(self._definition(token) for token in tokens if token.type == "definition")
        by_label = {definition.label: definition for definition in reversed(definitions)}
        self._around = replace(self._around, definitions=by_label)
        for token in tokens:
            self._read(token)
        return ParsedBlocks(tuple(self._blocks), definitions)

    def _read(self, token: Token) -> None:
        if kind := _PARENTS.get(token.type):
            self._open.append(_Open(kind, token, token))
            self._prepare(token)
        elif kind := _LEAVES.get(token.type):
            self._add(self._leaf(kind, token))
        elif token.type == "inline" and self._open[-1].type in _INLINE:
            self._open[-1].inline = token
        elif _PARENTS.get(f"{token.type.removesuffix('_close')}_open"):
            self._add(self._finish(self._open.pop()))

    def _prepare(self, token: Token) -> None:
        if token.type == "tr_open":
            self._open[-1].cells = split_row(self._text, *token.meta["row"])
        elif token.type == "th_open":
            self._open[-3].alignments.append(_ALIGNMENT.get(str(token.attrs.get("style")), "---"))
        elif token.type == "paragraph_open" and not token.hidden and self._in_list():
            self._open[-3].loose = True

    def _in_list(self) -> bool:
        return len(self._open) > 1 and self._open[-2].type is BlockType.ITEM

    def _add(self, block: Block) -> None:
        if block.type is BlockType.PARAGRAPH and block.span.start == block.span.end:
            return  # the rest of an item that is a task box alone
        (self._open[-1].children if self._open else self._blocks).append(block)

    def _span(self, extent: tuple[int, int]) -> Span:
        return Span(in_file(extent[0], self._crlf), in_file(extent[1], self._crlf))

    def _finish(self, opened: _Open) -> Block:
        if opened.type is BlockType.CELL:
            return self._cell(opened)
        token, children = opened.token, tuple(opened.children)
        if opened.type is BlockType.ROW:
            header = not self._open[-1].children
            return Block(opened.type, self._row_span(token), children, level=len(opened.cells), header=header)
        span = self._span(token.meta["extent"])
        if opened.type in _INLINE:
            return self._prose(opened, span)
        return Block(opened.type, span, children, **self._details(opened))

    def _details(self, opened: _Open) -> dict[str, Any]:
        token = opened.token
        if opened.type is BlockType.LIST:
            return {"marker": token.markup, "ordered": token.tag == "ol", "tight": not opened.loose}
        if opened.type is BlockType.ITEM:
            ordered, tight = self._open[-1].token.tag == "ol", not self._open[-1].loose
            marker = token.info + token.markup if ordered else token.markup
            return {"marker": marker, "ordered": ordered, "checked": token.meta.get("checked"), "tight": tight}
        if opened.type is BlockType.QUOTE:
            return {"info": token.info}
        if opened.type is BlockType.FOOTNOTE:
            return {"info": token.meta["label"]}
        return {"info": ",".join(opened.alignments)}

    def _row_span(self, token: Token) -> Span:
        start, end = token.meta["row"]
        return self._span((start, start + len(self._text[start:end].rstrip(_BLANKS))))

    def _prose(self, opened: _Open, span: Span) -> Block:
        pieces = line_pieces(self._text, opened.inline.meta["lines"], opened.inline.content)
        return self._with_inlines(opened, span, ContentMap(pieces, self._crlf))

    def _cell(self, opened: _Open) -> Block:
        row = self._open[-1]
        number = len(row.children)
        if number >= len(row.cells):
            end = self._row_span(row.token).end
            return Block(opened.type, Span(end, end), content=Span(end, end))
        cell = row.cells[number]
        span = self._span((cell.start, cell.end))
        return self._with_inlines(opened, span, ContentMap(cell.pieces, self._crlf))

    def _with_inlines(self, opened: _Open, span: Span, where: ContentMap) -> Block:
        content, heading = opened.inline.content, opened.type is BlockType.HEADING
        reader = InlineReader(content, where, self._around)
        reader.read(opened.inline.children or ())
        return Block(
            opened.type,
            span,
            inlines=tuple(reader.nodes),
            links=tuple(reader.links),
            text=plain_text(reader.nodes, images=True),
            content=where.span(0, len(content)),
            level=int(opened.token.tag[1:]) if heading else 0,
            marker=opened.token.markup[:1] if heading else "",
        )

    def _leaf(self, kind: BlockType, token: Token) -> Block:
        span = self._span(token.meta["extent"])
        if kind is BlockType.DEFINITION:
            return Block(kind, span, info=token.meta["id"])
        if kind is BlockType.RULE:
            return Block(kind, span, marker=token.markup[:1])
        if kind is BlockType.HTML:
            return Block(kind, span, links=self._html_links(token), text=token.content)
        return Block(kind, span, text=token.content, marker=token.markup, info=unescapeAll(token.info).strip())

    def _html_links(self, token: Token) -> tuple[Link, ...]:
        where = ContentMap(line_pieces(self._text, token.meta["lines"]), self._crlf)
        found = html_links(tags(token.content, where.span), self._around.resolve)
        return tuple(sorted(found, key=lambda link: (link.span.start, -link.span.end)))

    def _definition(self, token: Token) -> Definition:
        lines = token.meta["lines"]
        content = "\n".join(self._text[first:last] for first, _, last in lines)
        where = ContentMap(line_pieces(self._text, lines), self._crlf)
        found = destination(content, len(token.meta["label"]) + len("[]:"), token.meta["url"])
        return Definition(
            span=self._span(token.meta["extent"]),
            label=token.meta["id"],
            url=token.meta["url"],
            title=token.meta["title"],
            url_span=where.span(*found) if found else None,
        )
