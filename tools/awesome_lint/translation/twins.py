"""The twins of a file: the same list in other languages. ``find_twins`` says where they are looked for."""
# ruff: noqa: PTH118, PTH119, PTH120 - plain strings: twins are named from the current folder as the document is

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote

from awesome_lint.languages import LANGUAGES
from awesome_lint.source.files import is_markdown
from awesome_lint.translation.tags import is_language_name, mentions_language, split_tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.source.files import FileIndex
    from awesome_lint.syntax.nodes import Document, Link

HEAD_ROWS = 100
"""Language switches stand in the first rows; banners and sponsors may come before them."""
ENOUGH_LINKS = 10
"""From this many links on, twins show by the links they share …"""
SHARED_LINKS = 0.2
"""… at least this part of those of the one with fewer. The real pairs looked at share four tenths and more."""


class Library(Protocol):
    """The repository as ``find_twins`` asks for it, so that files are read by who owns them, and once."""

    @property
    def files(self) -> FileIndex:
        """What exists in the document's repository."""

    def document(self, path: str) -> Document | None:
        """Return the document at ``path``, None when it cannot be read; nothing is reported."""


def find_twins(document: Document, library: Library, declared: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the paths of the twins of ``document``, named as its own path is, from the current folder or absolute.

    ``declared`` are the twins configuration names, and settle it. Else the language switch of the document is asked,
    the names of the files beside it, the switch of the READMEs around it, and at last the texts of files beside it
    that have a name in another script. A translation has its source as only twin when the names tell which that is.
    """
    if declared:
        return tuple(declared)
    for look in (_by_switch, _by_name, _by_switch_of_readme, _by_script):
        if found := tuple(dict.fromkeys(look(document, library))):
            return _sources(found) if _tag(document.path) else found
    return ()


def _sources(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return the files that name no language; all of them when each does."""
    return tuple(path for path in paths if not _tag(path)) or paths


def _by_switch(document: Document, library: Library) -> Iterator[str]:
    """Yield where links in the head that name a language lead to, if the text there is the list in another one."""
    for link in document.links:
        if document.source.row(link.span.start) > HEAD_ROWS:
            break
        path = _target(document, link, library)
        if path and (_tag(path) or is_language_name(link.text) or mentions_language(link.text)):
            sure = is_language_name(link.text) or _same_but_language(path, document.path)
            if _is_twin(document, path, library, sure=sure):
                yield path


def _by_name(document: Document, library: Library) -> Iterator[str]:
    """Yield the files beside it whose names differ from the document's in the language only."""
    for path in _beside(document, library):
        if _same_but_language(path, document.path) and _is_twin(document, path, library, sure=True):
            yield path


def _by_switch_of_readme(document: Document, library: Library) -> Iterator[str]:
    """Yield the READMEs beside or above whose switch leads here.

    READMEs can be long, so they are read only for a document that looks like a translation.
    """
    if not _tag(document.path) and document.language == "en":
        return
    for up in (".", "..", "../..", "../../.."):
        for path in _beside(document, library, up):
            readme = library.document(path) if _stem(path).casefold().startswith("readme") else None
            if readme and any(_same(found, document.path) for found in _by_switch(readme, library)):
                yield path


def _by_script(document: Document, library: Library) -> Iterator[str]:
    """Yield a README's neighbours whose names are in another script, and the other way round."""
    for path in _beside(document, library):
        readmes = [each for each in (path, document.path) if _stem(each).casefold() == "readme"]
        foreign = [each for each in (path, document.path) if not _stem(each).isascii()]
        if readmes and foreign and _is_twin(document, path, library, sure=False):
            yield path


def _is_twin(document: Document, path: str, library: Library, *, sure: bool) -> bool:
    """Tell whether the text at ``path`` is in another language and shares enough links.

    ``sure`` means that few links prove nothing against it; otherwise there must be enough of them.
    """
    other = library.document(path)
    if other is None or not all(map(_is_in_language_of_name, (document, other))):
        return False
    if not _same_but_language(path, document.path) and _language(other) == _language(document):
        return False
    ours, theirs = _addresses(document), _addresses(other)
    fewer = min(len(ours), len(theirs))
    return sure if fewer < ENOUGH_LINKS else len(ours & theirs) >= SHARED_LINKS * fewer


def _same_but_language(path: str, other: str) -> bool:
    """Tell whether two files have the same name up to the language in it."""
    (base, tag), (other_base, other_tag) = split_tag(_stem(path)), split_tag(_stem(other))
    return base == other_base and tag != other_tag


def _is_in_language_of_name(document: Document) -> bool:
    """Tell whether the language that the file's name seems to say is meant: ``user-id.md`` is not Indonesian.

    A file named for a language we know may still be untranslated.
    """
    tag = _tag(document.path)
    return tag is None or tag in LANGUAGES or tag == document.language


def _language(document: Document) -> str:
    return _tag(document.path) or document.language


def _addresses(document: Document) -> set[str]:
    links = (link for link in document.links if not link.is_image and "://" in link.url)
    return {link.resource.same if link.resource else link.url for link in links}


def _target(document: Document, link: Link, library: Library) -> str | None:
    """Return the path of another Markdown file of the repository that the link leads to, None for all else."""
    name = unquote(link.url.partition("#")[0].partition("?")[0])
    if link.is_image or ":" in name or name.startswith("/") or not is_markdown(name):
        return None
    path = os.path.normpath(os.path.join(os.path.dirname(document.path), name))
    exists = library.files.exists(document.path, link.url)
    return path if exists and not _same(path, document.path) else None


def _beside(document: Document, library: Library, folder: str = ".") -> Iterator[str]:
    """Yield the other Markdown files of ``folder``, which counts from the document's."""
    for name in library.files.markdown_names(document.path, folder):
        path = os.path.normpath(os.path.join(os.path.dirname(document.path), folder, name))
        if not _same(path, document.path):
            yield path


def _same(path: str, other: str) -> bool:
    return os.path.normpath(path) == os.path.normpath(other)


def _stem(path: str) -> str:
    return os.path.basename(path).rpartition(".")[0]


def _tag(path: str) -> str | None:
    return split_tag(_stem(path))[1]
