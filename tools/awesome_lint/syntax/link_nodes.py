"""Links and images of Markdown: from their tokens to ``Link``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it.helpers import parseLinkDestination

from awesome_lint.syntax.inlines import plain_text
from awesome_lint.syntax.nodes import Link, LinkForm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it.token import Token
    from markdown_it.utils import EnvType

    from awesome_lint.source import Span
    from awesome_lint.syntax.nodes import Definition, Inline, Resource
    from awesome_lint.syntax.spans import ContentMap

_BLANKS = " \t\n"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What inline nodes need to know of the document: what a URL stands for, the definitions by label, the env."""

    resolve: Callable[[str], Resource | None]
    definitions: Mapping[str, Definition]
    env: EnvType


class LinkBuilder:
    """Builds the links of one block, whose content ``where`` maps to the file."""

    def __init__(self, content: str, where: ContentMap, surroundings: Surroundings) -> None:
        self._content = content
        self._where = where
        self._around = surroundings

    def link(self, token: Token, span: Span, children: tuple[Inline, ...], images: tuple[Link, ...]) -> Link:
        """Return the link that ``token`` opens."""
        url = str(token.attrs.get("href", ""))
        start, end = label_start(token, self._content) + token.meta["span"][0], label_end(token, self._content)
        place = self._where.span(start, end)
        if token.markup == "autolink":
            form = LinkForm.AUTOLINK if start > token.meta["span"][0] else LinkForm.BARE
            return Link(span, form, url, children[0].text, "", self._around.resolve(url), place, place)
        label, place_of_url = self._target(token, end, url)
        return Link(
            span=span,
            form=LinkForm.REFERENCE if label else LinkForm.INLINE,
            url=url,
            text=plain_text(children, images=True),
            title=str(token.attrs.get("title", "")),
            resource=self._around.resolve(url),
            url_span=place_of_url,
            text_span=place,
            images=images,
            label=label,
        )

    def image(self, token: Token, span: Span) -> Link:
        """Return the image of ``token``."""
        start = token.meta["span"][0] + len("![")
        end = start + len(token.content)
        url = str(token.attrs.get("src", ""))
        label, place_of_url = self._target(token, end, url)
        return Link(
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

    def _target(self, token: Token, end: int, url: str) -> tuple[str, Span | None]:
        """Return the label of a reference, or an empty one, and the place of the destination."""
        label = str(token.meta.get("label", ""))
        if label:
            definition = self._around.definitions.get(label)
            return label, definition.url_span if definition else None
        found = destination(self._content, end + len("]("), url)
        return "", self._where.span(*found) if found else None


def label_start(token: Token, content: str) -> int:
    """Return the width of what opens the label of ``[…](…)`` or ``<…>``; none for a bare URL."""
    return 1 if "label_end" in token.meta else int(content.startswith("<", token.meta["span"][0]))


def label_end(token: Token, content: str) -> int:
    """Return where the label of the link that ``token`` opens ends, in ``content``."""
    end: int = token.meta.get("label_end", token.meta["span"][1] - label_start(token, content))
    return end


def destination(content: str, start: int, url: str) -> tuple[int, int] | None:
    """Return where the destination that reads ``url`` stands, at ``start`` or behind blanks; no angle brackets."""
    while start < len(content) and content[start] in _BLANKS:
        start += 1
    angle = int(content.startswith("<", start))
    if url and "\\" not in url and "&" not in url and content.startswith(url, start + angle):
        return start + angle, start + angle + len(url)  # written as it reads: no need to parse it once more
    found = parseLinkDestination(content, start, len(content))
    return (start + angle, found.pos - angle) if found.ok else None


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
