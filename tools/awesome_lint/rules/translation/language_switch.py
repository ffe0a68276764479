"""TRN012."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit, Finding, Fix
from awesome_lint.languages import fold_label
from awesome_lint.links.wrappers import markdown_safe
from awesome_lint.rules.base import Context, Fixable, PairRule
from awesome_lint.rules.links._destinations import is_relative
from awesome_lint.rules.translation._sides import related_in_twin, twin_name
from awesome_lint.source import Span
from awesome_lint.translation.tags import split_tag
from awesome_lint.translation.twins import HEAD_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.syntax.nodes import Document, Link
    from awesome_lint.translation.pair import Pair

_TRADITIONAL = ("繁", "正體", "traditional", "tw", "hk", "hant", "cht")
"""Words that tell the two Chinese scripts apart: lists in both may stand side by side."""


class LanguageSwitch(PairRule):
    """Link between the language files is missing, or leads elsewhere.

    ## Why is this bad?
    Readers who came to the file in the wrong language have no way to their own.

    A link in the first rows whose text is the name of a language is such a link. It is reported when its file does
    not exist though the list in that language does, and when it leads back to its own file. A file without one is
    reported when the other file leads to it.

    ## Example
    **English** | [中文](README.cn.md)

    ## Tools

    - [Alpha](https://alpha.example) - Writes.

    ## Use instead
    **English** | [中文](README.zh.md)

    ## Tools

    - [Alpha](https://alpha.example) - Writes.
    """

    code = "TRN012"
    name = "language-switch"
    since = "0.1"
    fixable = Fixable.SOMETIMES
    changes_urls = True

    def check(self, pair: Pair, context: Context) -> Iterator[Finding]:
        """Yield the links of the document to the pair's languages that lead elsewhere, or that there is none."""
        switch = _Switch(pair, context)
        wrong = list(switch.wrong())
        yield from wrong
        if not wrong and not switch.leads_to_twin and (back := switch.back) is not None:
            place = next((heading.span for heading in pair.document.headings), Span(0, 0))
            related = related_in_twin(pair, back.span, "the link to this file")
            yield Finding(place, f"no link to {twin_name(pair)}, which links this file", related=related)


@dataclass(frozen=True, eq=False)
class _Switch:
    """The links between the two files of a pair."""

    pair: Pair
    context: Context

    @property
    def back(self) -> Link | None:
        """The link in the head of the twin that leads to the document."""
        own = self._located(self.pair.document)
        return next((link for link in _head(self.pair.twin) if self._target(self.pair.twin, link) == own), None)

    @property
    def leads_to_twin(self) -> bool:
        """Whether any link of the document leads to the twin, or may: to a file of that name, or of that language."""
        name, language = PurePath(self.pair.twin.path).name, self.pair.twin.language
        own, other = self.pair.document, self._located(self.pair.twin)
        if any(
            self._target(own, link) == other or link.url.partition("#")[0].endswith(f"/{name}") for link in own.links
        ):
            return True
        return any(_language(link) == language for link in _head(own))

    def wrong(self) -> Iterator[Finding]:
        """Yield the links that name a language of the pair and lead to no file, or to the other language's."""
        own, twin = self.pair.document, self.pair.twin
        if own.language == twin.language:
            return
        reached = any(self._target(own, link) == self._located(twin) for link in _head(own))
        for link in _head(own):
            meant = {own.language: own, twin.language: twin}.get(_language(link) or "")
            if meant is None or not is_relative(link.url) or (meant is twin and reached):
                continue
            if self._leads_astray(link, meant) and _in_same_script(link, meant):
                yield self._finding(link, meant)

    def _leads_astray(self, link: Link, meant: Document) -> bool:
        own = self.pair.document
        if self.context.files.exists(own.path, link.url) is False:
            return True
        return meant is self.pair.twin and "#" not in link.url and self._target(own, link) == self._located(own)

    def _finding(self, link: Link, meant: Document) -> Finding:
        start = posixpath.dirname(PurePath(self.pair.document.path).as_posix())
        path = posixpath.relpath(PurePath(meant.path).as_posix(), start or ".")
        url = markdown_safe(f"./{path}" if link.url.startswith("./") else path)
        place = link.url_span or link.span
        missing = self.context.files.exists(self.pair.document.path, link.url) is False
        problem = "which does not exist" if missing else "this file"
        message = f'"{_text(link)}" leads to {link.url}, {problem}; the list in that language is {path}'
        fix = Fix(f"Link {path}", (Edit(link.url_span, url),)) if link.url_span else None
        return Finding(
            place, message, fix, related=related_in_twin(self.pair, Span(0, 0), "the list in the other language")
        )

    def _target(self, document: Document, link: Link) -> str | None:
        return self.context.files.locate(document.path, link.url) if is_relative(link.url) else None

    def _located(self, document: Document) -> str | None:
        return self.context.files.locate(document.path, PurePath(document.path).name)


def _head(document: Document) -> list[Link]:
    """Return the links in the first rows, images left out."""
    last = document.source.line_starts[min(HEAD_ROWS, len(document.source.line_starts)) - 1]
    return [link for link in document.links if not link.is_image and link.span.start <= last]


def _path(link: Link) -> str:
    return link.url.partition("#")[0]


def _text(link: Link) -> str:
    return link.text or " ".join(image.text for image in link.images)


def _language(link: Link) -> str | None:
    """Return the tag of the language that the text of a link is the name of."""
    base, tag = split_tag(fold_label(_text(link)))
    return None if base else tag


def _in_same_script(link: Link, meant: Document) -> bool:
    said = f"{_text(link)} {link.url}".casefold()
    return _is_traditional(said) == _is_traditional(PurePath(meant.path).stem.casefold())


def _is_traditional(text: str) -> bool:
    return any(word in text for word in _TRADITIONAL)
