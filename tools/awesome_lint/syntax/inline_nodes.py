"""Inline tokens of one block become ``Inline`` and ``Link`` nodes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awesome_lint.syntax.html import Tag, html_links, tags
from awesome_lint.syntax.inlines import leaves, shown
from awesome_lint.syntax.limits import NESTING, too_deep
from awesome_lint.syntax.link_nodes import LinkBuilder, label_end, label_start
from awesome_lint.syntax.nodes import Inline, InlineType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from awesome_lint.source import Span
    from awesome_lint.syntax.link_nodes import Surroundings
    from awesome_lint.syntax.nodes import Link
    from awesome_lint.syntax.spans import ContentMap

_TEXT = frozenset({"text", "text_special"})
_LEAVES = {
    "code_inline": InlineType.CODE,
    "html_inline": InlineType.HTML,
    "softbreak": InlineType.SOFT_BREAK,
    "hardbreak": InlineType.HARD_BREAK,
    "footnote_ref": InlineType.FOOTNOTE,
    "math_inline": InlineType.MATH,
    "math_inline_double": InlineType.MATH,
    "image": InlineType.IMAGE,
}
_DELIMITED = {"em": InlineType.EMPHASIS, "strong": InlineType.STRONG, "s": InlineType.STRIKETHROUGH}


@dataclass(slots=True)
class _Open:
    """A node whose end has not come yet; ``start`` and ``end`` count in the block's content."""

    token: Token
    start: int
    end: int
    children: list[Inline] = field(default_factory=list)
    images: list[Link] = field(default_factory=list)


class InlineReader:
    """Reads the tokens of one block; afterwards ``nodes`` and ``links`` hold what they are, in document order."""

    def __init__(self, content: str, where: ContentMap, surroundings: Surroundings) -> None:
        self._content = content
        self._where = where
        self._around = surroundings
        self._builder = LinkBuilder(content, where, surroundings)
        self._open: list[_Open] = []
        self._text: list[str] = []
        self._cursor = 0
        self._tags: dict[int, Tag] = {}
        self.nodes: list[Inline] = []
        self._children = self.nodes
        self.links: list[Link] = []

    def read(self, tokens: Sequence[Token]) -> None:
        """Read all ``tokens``."""
        for token in tokens:
            if token.type in _TEXT:
                self._text.append(token.content)
            elif token.nesting > 0:
                self._begin(token)
            elif token.nesting < 0:
                self._finish(token)
            else:
                self._leaf(token)
        self._flush(len(self._content))
        if self._tags:
            self.links.extend(html_links(self._parts(), self._around.resolve))
        self.links.sort(key=lambda link: (link.span.start, -link.span.end))

    def _flush(self, end: int) -> None:
        """Make the text since the last node, which is all up to ``end``, a node."""
        text = "".join(self._text)
        self._text.clear()
        if text:
            self._children.append(Inline(InlineType.TEXT, self._where.span(self._cursor, end), text))

    def _begin(self, token: Token) -> None:
        if len(self._open) >= NESTING:
            raise too_deep(self._around.env)
        start, inner, end = _bounds(token, self._content)
        self._flush(start)
        opened = _Open(token, start, end)
        self._open.append(opened)
        self._children = opened.children
        self._cursor = inner

    def _finish(self, token: Token) -> None:
        opened = self._open.pop()
        if token.type == "link_close":
            inner, end = label_end(opened.token, self._content), opened.end
        else:
            inner = token.meta["at"]
            end = inner + len(token.markup)
        self._flush(inner)
        self._children = self._open[-1].children if self._open else self.nodes
        self._children.append(self._node(opened, token, end))
        self._cursor = end
        if self._open:
            self._open[-1].images.extend(opened.images)

    def _node(self, opened: _Open, token: Token, end: int) -> Inline:
        span, children = self._where.span(opened.start, end), tuple(opened.children)
        if token.type != "link_close":
            return Inline(_DELIMITED[token.tag], span, "", children)
        link = self._builder.link(opened.token, span, children, tuple(opened.images))
        self.links.append(link)
        return Inline(InlineType.LINK, span, "", children, link)

    def _leaf(self, token: Token) -> None:
        start, end = token.meta["span"]
        self._flush(start)
        self._cursor = end
        span, kind = self._where.span(start, end), _LEAVES[token.type]
        if kind is InlineType.IMAGE:
            node = self._image(token, span)
        elif kind is InlineType.FOOTNOTE:
            node = Inline(kind, span, token.meta["label"])
        else:
            node = Inline(kind, span, token.content)
        if kind is InlineType.HTML:
            self._read_tag(node, start)
        self._children.append(node)

    def _image(self, token: Token, span: Span) -> Inline:
        link = self._builder.image(token, span)
        self.links.append(link)
        if self._open:
            self._open[-1].images.append(link)
        return Inline(InlineType.IMAGE, span, link.text, (), link)

    def _read_tag(self, node: Inline, start: int) -> None:
        """Keep the tag of an HTML leaf; its attributes' places are known only here, where the content is."""
        found = next(iter(tags(node.text, lambda a, b: self._where.span(start + a, start + b))), None)
        if isinstance(found, Tag):
            self._tags[id(node)] = found

    def _parts(self) -> Iterator[Tag | Link | str]:
        for leaf in leaves(self.nodes):
            if leaf.type is InlineType.HTML:
                if id(leaf) in self._tags:
                    yield self._tags[id(leaf)]
            elif leaf.link and leaf.type is InlineType.IMAGE:
                yield leaf.link
            else:
                yield shown(leaf)


def _bounds(token: Token, content: str) -> tuple[int, int, int]:
    """Return start, start of the children and, for links, end of the node that ``token`` opens."""
    if token.type == "link_open":
        start, end = token.meta["span"]
        return start, start + label_start(token, content), end
    # of the two markers of strong the inner one is its token
    inner = int(token.meta["at"]) + (1 if token.type == "strong_open" else len(token.markup))
    return inner - len(token.markup), inner, 0
