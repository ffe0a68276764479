"""What the words of a badge promise to lead to: a model, a dataset, a collection … on Hugging Face."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from awesome_lint.languages import LANGUAGES


class Promise(NamedTuple):
    """A thing that a text speaks of: its ``Resource.kind`` and the word for it, as written."""

    kind: str
    word: str


def promises_in(text: str) -> tuple[Promise, ...]:
    """Return the things on Hugging Face that ``text`` speaks of, one per kind, in the order of ``languages/``."""
    found: dict[str, str] = {}
    for kind, words in _WORDS.items():
        for word in words:
            match = _pattern(word).search(text)
            if match:
                found.setdefault(kind, match[0])
    return tuple(Promise(kind, word) for kind, word in found.items())


def word_like(promise: Promise, kind: str) -> str | None:
    """Return the word for ``kind`` in language, number and case of the word of ``promise``; None without one."""
    folded = promise.word.casefold()
    for language in LANGUAGES.values():
        old, new = language.hub_words.get(promise.kind, ()), language.hub_words.get(kind, ())
        if folded in old and new:
            plural = old.index(folded) % 2
            return _in_case_of(promise.word, new[min(plural, len(new) - 1)])
    return None


def _in_case_of(model: str, word: str) -> str:
    if model.isupper():
        return word.upper()
    return word.capitalize() if model[:1].isupper() else word


@cache
def _pattern(word: str) -> re.Pattern[str]:
    """Match ``word`` as a whole where words have spaces between them, else anywhere."""
    return re.compile(rf"(?<![^\W_]){word}(?![^\W_])" if word.isascii() else word, re.IGNORECASE)


_WORDS = {
    kind: tuple(word for language in LANGUAGES.values() for word in reversed(language.hub_words.get(kind, ())))
    for kind in dict.fromkeys(kind for language in LANGUAGES.values() for kind in language.hub_words)
}
