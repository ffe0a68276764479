"""Which language the prose of a list is in, block by block, and which texts may be in any language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_lint.languages.detect import block_language, has_signs_of
from awesome_lint.syntax.inlines import BREAKS
from awesome_lint.syntax.nodes import Entry, Inline, InlineType, Section
from awesome_lint.translation.prose import Passage, passages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from awesome_lint.syntax.nodes import Document

_NAMES = {
    "ar": "Arabic script",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Devanagari",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "pt": "Portuguese",
    "ru": "Cyrillic script",
    "th": "Thai",
    "zh": "Chinese",
}
_SET_APART = re.compile(
    r"\([^()]*\)|（[^（）]*）|\"[^\"]*\"|“[^“”]*”|「[^「」]*」|『[^『』]*』|《[^《》]*》|【[^【】]*】"
)
"""What brackets and quotes enclose: the original of a term, a title, a quotation."""
_LEGAL = re.compile(r"\blicen[cs]ed under\b|\bcopyright\b|\bpublic domain\b|\bcreative commons\b|©", re.IGNORECASE)
"""The words of a licence are quoted as they are."""


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """A passage and the language it is surely in, None in doubt. ``words`` is what was judged."""

    passage: Passage
    words: str
    language: str | None


def language_name(tag: str) -> str:
    """Return what a message calls the language ``tag``: its English name, or the script where that alone is known."""
    return _NAMES.get(tag.partition("-")[0].lower(), tag)


def speech(part: Entry | Section) -> tuple[Spoken, ...]:
    """Return the passages of ``part`` with their languages, in order."""
    return tuple(_spoken(passage) for passage in passages(part))


def parts(document: Document) -> Iterator[tuple[Section, Entry | Section]]:
    """Yield each section and each entry of ``document`` with the section it stands in, in document order."""
    for section in document.root.walk():
        yield section, section
        for entry in section.entries:
            yield from ((section, each) for each in entry.walk())


def stretches(spoken: Iterable[Spoken], language: str, expected: str) -> list[list[Spoken]]:
    """Return the runs of passages in ``language``, as a paragraph and its list, where ``expected`` is to stand.

    A run holds a passage that is surely in ``language``; shorter ones before, between and behind belong to it when
    they have something of ``language`` and nothing of ``expected``.
    """
    runs: list[list[Spoken]] = [[]]
    for each in spoken:
        if each.language == language or (each.language is None and _may_belong(each, language, expected)):
            runs[-1].append(each)
        else:
            runs.append([])
    return [run for run in runs if any(each.language == language for each in run)]


def _may_belong(spoken: Spoken, language: str, expected: str) -> bool:
    return has_signs_of(spoken.words, language) and not has_signs_of(spoken.passage.text, expected)


def own_words(inlines: Iterable[Inline]) -> str:
    """Return the words of ``inlines`` that are neither linked, emphasised, code, quoted, nor in brackets.

    Those may be in any language: titles of papers, names, terms in the original.
    """
    text = "".join(_texts(inlines))
    return " ".join(_SET_APART.sub(" ", text).split())


def _spoken(passage: Passage) -> Spoken:
    words = own_words(passage.inlines)
    return Spoken(passage, words, None if _LEGAL.search(words) else block_language(words))


def _texts(inlines: Iterable[Inline]) -> Iterator[str]:
    for node in inlines:
        if node.type in BREAKS or node.link is not None or node.type is InlineType.EMPHASIS:
            yield " "
        elif node.type is InlineType.TEXT:
            yield node.text
        elif node.type is not InlineType.CODE:
            yield from _texts(node.children)
