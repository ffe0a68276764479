"""Tags in HTML and the links they make. Attribute values have entities resolved; places count in the given text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from awesome_lint.source import Span
from awesome_lint.syntax.nodes import Link, LinkForm

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from awesome_lint.syntax.nodes import Resource

    Place = Callable[[int, int], Span]
    Resolve = Callable[[str], Resource | None]

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][^\s<>/]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"(?P<name>[^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_COMMENT, _COMMENT_END = "<!--", "-->"
_RAW_TEXT = frozenset({"script", "style", "textarea"})


@dataclass(frozen=True, slots=True)
class Attribute:
    """The value of an attribute and its place, quotes excluded."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or end tag; ``name`` and the names of attributes are in lower case."""

    name: str
    closing: bool
    attributes: dict[str, Attribute]
    span: Span

    def value(self, name: str) -> str:
        """Return the value of attribute ``name``, empty when there is none."""
        attribute = self.attributes.get(name)
        return attribute.value if attribute else ""


def resolve_entities(text: str) -> str:
    """Return ``text`` with character references resolved, those without a semicolon left alone (``?a=1&copy=2``)."""
    return _ENTITY.sub(lambda match: unescape(match[0]), text) if "&" in text else text


def tags(html: str, place: Place = Span) -> Iterator[Tag | str]:
    """Yield the tags of ``html`` and the text between, comments and the content of scripts and styles left out."""
    at = text = 0
    while (at := html.find("<", at)) >= 0:
        match = _TAG.match(html, at)
        if not match and not html.startswith(_COMMENT, at):
            at += 1  # a bare ``<`` is text
            continue
        if text < at:
            yield resolve_entities(html[text:at])
        if match:
            yield _tag(match, place)
        at = text = _end_of_tag(match) if match else _end_of_comment(html, at)
    if text < len(html):
        yield resolve_entities(html[text:])


def element_texts(html: str, names: Collection[str]) -> Iterator[str]:
    """Yield what is shown of each element of ``names``, in order: its text; of ``img`` its alternative text.

    Elements inside another one of ``names`` belong to it; one that does not end is none.
    """
    opened, words = "", list[str]()
    for part in tags(html):
        if isinstance(part, str):
            words.append(part)
        elif opened and part.closing and part.name == opened:
            yield " ".join("".join(words).split())
            opened = ""
        elif not opened and not part.closing and part.name in names:
            if part.name == "img":
                yield " ".join(part.value("alt").split())
            else:
                opened, words = part.name, []


def comments(html: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each closed comment of ``html``."""
    start = html.find(_COMMENT)
    while start >= 0 and (end := html.find(_COMMENT_END, start + len(_COMMENT))) >= 0:
        yield start, end + len(_COMMENT_END)
        start = html.find(_COMMENT, end)


def _tag(match: re.Match[str], place: Place) -> Tag:
    return Tag(match["name"].lower(), bool(match["close"]), _attributes(match, place), place(*match.span()))


def _end_of_tag(match: re.Match[str]) -> int:
    """Return the end of the tag, and of the content of those whose content is no HTML."""
    name = match["name"].lower()
    if match["close"] or name not in _RAW_TEXT:
        return match.end()
    closing = match.string.find(f"</{name}", match.end())
    return len(match.string) if closing < 0 else closing


def _end_of_comment(html: str, at: int) -> int:
    found = html.find(_COMMENT_END, at + len(_COMMENT))
    return len(html) if found < 0 else found + len(_COMMENT_END)


def _attributes(match: re.Match[str], place: Place) -> dict[str, Attribute]:
    found: dict[str, Attribute] = {}
    for attribute in _ATTRIBUTE.finditer(match.string, match.start("rest"), match.end("rest")):
        group = attribute.lastindex or 0
        if group > 1:
            span = place(attribute.start(group), attribute.end(group))
            found.setdefault(attribute["name"].lower(), Attribute(resolve_entities(attribute[group]), span))
    return found


@dataclass(slots=True)
class _Anchor:
    """An ``<a>`` whose end has not come yet."""

    tag: Tag
    text: list[str] = field(default_factory=list)
    images: list[Link] = field(default_factory=list)


def html_links(parts: Iterable[Tag | Link | str], resolve: Resolve) -> Iterator[Link]:
    """Yield the links and images that the tags among ``parts`` make; images and text between belong to the link.

    An ``<a>`` that is not closed among ``parts`` is a link of its tag alone.
    """
    anchor: _Anchor | None = None
    for part in parts:
        if isinstance(part, Tag) and part.name == "a":
            if anchor:
                yield _link(anchor, part if part.closing else None, resolve)
            anchor = _Anchor(part) if "href" in part.attributes and not part.closing else None
            continue
        shown = _image(part, resolve) if isinstance(part, Tag) else part
        if isinstance(shown, Link) and isinstance(part, Tag):
            yield shown
        if anchor and shown is not None:
            _add(anchor, shown)
    if anchor:
        yield _link(anchor, None, resolve)


def _add(anchor: _Anchor, shown: Link | str) -> None:
    if isinstance(shown, Link):
        anchor.images.append(shown)
    anchor.text.append(shown.text if isinstance(shown, Link) else shown)


def _link(anchor: _Anchor, end: Tag | None, resolve: Resolve) -> Link:
    tag, url = anchor.tag, anchor.tag.attributes["href"]
    return Link(
        span=Span(tag.span.start, end.span.end) if end else tag.span,
        form=LinkForm.HTML,
        url=url.value,
        text=" ".join("".join(anchor.text).split()) if end else "",
        title=tag.value("title"),
        resource=resolve(url.value),
        url_span=url.span,
        text_span=Span(tag.span.end, end.span.start) if end else None,
        images=tuple(anchor.images) if end else (),
        html=True,
    )


def _image(tag: Tag, resolve: Resolve) -> Link | None:
    if tag.name != "img" or "src" not in tag.attributes:
        return None
    url, alt = tag.attributes["src"], tag.attributes.get("alt")
    return Link(
        span=tag.span,
        form=LinkForm.IMAGE,
        url=url.value,
        text=alt.value if alt else "",
        title=tag.value("title"),
        resource=resolve(url.value),
        url_span=url.span,
        text_span=alt.span if alt else None,
        html=True,
    )
