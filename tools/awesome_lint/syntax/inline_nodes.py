"""Inline tokens of one block become ``Inline`` and ``Link`` nodes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markdown_it.helpers import parseLinkDestination

from awesome_lint.syntax.html import Tag, html_links, tags
from awesome_lint.syntax.limits import NESTING, too_deep
from awesome_lint.syntax.nodes import Inline, InlineType, Link, LinkForm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from markdown_it.token import Token
    from markdown_it.utils import EnvType

    from awesome_lint.source import Span
    from awesome_lint.syntax.nodes import Definition, Resource
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
_BLANKS = " \t\n"
_SHOWN = frozenset({InlineType.TEXT, InlineType.CODE, InlineType.MATH, InlineType.IMAGE})
_BREAKS = frozenset({InlineType.SOFT_BREAK, InlineType.HARD_BREAK})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What inline nodes need to know of the document: what a URL stands for, the definitions by label, the env."""

    resolve: Callable[[str], Resource | None]
    definitions: Mapping[str, Definition]
    env: EnvType


@dataclass(slots=True)
class _Open:
    """A node whose end has not come yet; ``start`` and ``end`` count in the block's content."""

    token: Token
    start: int
    end: int
    children: list[Inline] = field(default_factory=list)
    images: list[Link] = field(default_factory=list)


def plain_text(nodes: Iterable[Inline]) -> str:
    """Return the text of ``nodes``: code and formulas included, images by alt text, no HTML, breaks as one space."""
    return "".join(_shown(node) for node in _leaves(nodes))


def _leaves(nodes: Iterable[Inline]) -> Iterator[Inline]:
    for node in nodes:
        if node.children:
            yield from _leaves(node.children)
        else:
            yield node


def _shown(leaf: Inline) -> str:
    return leaf.text if leaf.type in _SHOWN else " " if leaf.type in _BREAKS else ""


class InlineReader:
    """Reads the tokens of one block; afterwards ``nodes`` and ``links`` hold what they are, in document order."""

    def __init__(self, content: str, where: ContentMap, surroundings: Surroundings) -> None:
        self._content = content
        self._where = where
        self._around = surroundings
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
            inner, end = (
                opened.token.meta.get("label_end", opened.end - _angle(opened.token, self._content)),
                opened.end,
            )
        else:
            inner = token.meta["at"]
            end = inner + len(token.markup)
        self._flush(inner)
        self._children = self._open[-1].children if self._open else self.nodes
        self._cursor = end
        span, children = self._where.span(opened.start, end), tuple(opened.children)
        if token.type == "link_close":
            link = self._link(opened, span, children)
            self.links.append(link)
            self._children.append(Inline(InlineType.LINK, span, "", children, link))
        else:
            self._children.append(Inline(_DELIMITED[token.tag], span, "", children))
        if self._open:
            self._open[-1].images.extend(opened.images)

    def _leaf(self, token: Token) -> None:
        start, end = token.meta["span"]
        self._flush(start)
        self._cursor = end
        span, kind = self._where.span(start, end), _LEAVES[token.type]
        if kind is InlineType.IMAGE:
            link = self._image(token, span)
            node = Inline(kind, span, link.text, (), link)
        elif kind is InlineType.FOOTNOTE:
            node = Inline(kind, span, token.meta["label"])
        else:
            node = Inline(kind, span, token.content)
        if kind is InlineType.HTML:
            self._read_tag(node, start)
        self._children.append(node)

    def _link(self, opened: _Open, span: Span, children: tuple[Inline, ...]) -> Link:
        token, (start, _) = opened.token, opened.token.meta["span"]
        images, title = tuple(opened.images), str(token.attrs.get("title", ""))
        url = str(token.attrs.get("href", ""))
        if token.markup == "autolink":
            angle = _angle(token, self._content)
            place = self._where.span(opened.start + angle, opened.end - angle)
            form = LinkForm.AUTOLINK if angle else LinkForm.BARE
            return Link(span, form, url, children[0].text, "", self._around.resolve(url), place, place)
        end = token.meta["label_end"]
        label, place_of_url = self._target(token, end)
        return Link(
            span=span,
            form=LinkForm.REFERENCE if label else LinkForm.INLINE,
            url=url,
            text=plain_text(children),
            title=title,
            resource=self._around.resolve(url),
            url_span=place_of_url,
            text_span=self._where.span(start + 1, end),
            images=images,
            label=label,
        )

    def _image(self, token: Token, span: Span) -> Link:
        start, end = token.meta["span"][0] + 2, token.meta["span"][0] + 2 + len(token.content)
        url = str(token.attrs.get("src", ""))
        label, place_of_url = self._target(token, end)
        link = Link(
            span=span,
            form=LinkForm.IMAGE,
            url=url,
            text=_alt_text(token.children or ()),
            title=str(token.attrs.get("title", "")),
            resource=self._around.resolve(url),
            url_span=place_of_url,
            text_span=self._where.span(start, end),
            label=label,
        )
        self.links.append(link)
        if self._open:
            self._open[-1].images.append(link)
        return link

    def _target(self, token: Token, label_end: int) -> tuple[str, Span | None]:
        """Return the label of a reference, or an empty one, and the place of the destination."""
        label = str(token.meta.get("label", ""))
        if label:
            definition = self._around.definitions.get(label)
            return label, definition.url_span if definition else None
        found = destination(self._content, label_end + 2)
        return "", self._where.span(*found) if found else None

    def _read_tag(self, node: Inline, start: int) -> None:
        """Keep the tag of an HTML leaf; its attributes' places are known only here, where the content is."""
        found = next(iter(tags(node.text, lambda a, b: self._where.span(start + a, start + b))), None)
        if isinstance(found, Tag):
            self._tags[id(node)] = found

    def _parts(self) -> Iterator[Tag | Link | str]:
        for leaf in _leaves(self.nodes):
            if leaf.type is InlineType.HTML:
                if id(leaf) in self._tags:
                    yield self._tags[id(leaf)]
            elif leaf.link and leaf.type is InlineType.IMAGE:
                yield leaf.link
            else:
                yield _shown(leaf)


def destination(content: str, start: int) -> tuple[int, int] | None:
    """Return where the link destination at or behind blanks at ``start`` stands, angle brackets excluded."""
    while start < len(content) and content[start] in _BLANKS:
        start += 1
    found = parseLinkDestination(content, start, len(content))
    if not found.ok:
        return None
    angle = int(content.startswith("<", start))
    return start + angle, found.pos - angle


def _bounds(token: Token, content: str) -> tuple[int, int, int]:
    """Return start, start of the children and, for links, end of the node that ``token`` opens."""
    if token.type == "link_open":
        start, end = token.meta["span"]
        return start, start + (1 if "label_end" in token.meta else _angle(token, content)), end
    # of the two markers of strong the inner one is its token
    inner = int(token.meta["at"]) + (1 if token.type == "strong_open" else len(token.markup))
    return inner - len(token.markup), inner, 0


def _angle(token: Token, content: str) -> int:
    """Return the width of the bracket around an autolink: none around a bare URL."""
    return int(content.startswith("<", token.meta["span"][0]))


def _alt_text(tokens: Sequence[Token]) -> str:
    """Return what is shown instead of an image: the text of its label, of images in it their alt text."""
    parts = []
    for token in tokens:
        if token.type == "image":
            parts.append(_alt_text(token.children or ()))
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif token.type != "html_inline":
            parts.append(token.content)
    return "".join(parts)
