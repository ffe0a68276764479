"""Which encoding bytes are in that are not UTF-8."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import category

from awesome_lint.encoding.profiles import PROFILES, Profile

if TYPE_CHECKING:
    from collections.abc import Iterator

GOOD = 0.6
"""A score from which on a reading is believed; right readings of a few words reach 0.8, wrong ones seldom 0.3."""
RIVAL = 0.6
"""The part of the best score from which on another reading is a rival."""
MAX_CONSONANTS = 4
_ENOUGH = 200_000
"""Characters scored: more of a file says nothing new."""
_TYPOGRAPHIC = frozenset("‘’“”–—…«»€°·•§©®™\xa0，。、：；！？（）「」『』《》【】～　“”‘’")


_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Guess:
    """A reading of the whole text: the encoding's name, what it gives, and how much that looks like a language."""

    encoding: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The likeliest reading, and whether no other is nearly as likely."""

    guess: Guess
    alone: bool


def guess_encoding(data: bytes) -> Verdict | None:
    """Return the likeliest reading of ``data``, None when no encoding gives text that looks like a language.

    Only encodings are considered that decode every byte and give the same bytes when encoded again. Text that is
    mostly UTF-8 has no other encoding: it is damaged.
    """
    guesses = [] if _is_mostly_utf8(data) else sorted(_readings(data), key=lambda guess: -guess.score)
    if not guesses or guesses[0].score < GOOD:
        return None
    best = guesses[0]
    rivals = [g for g in guesses[1:] if g.score >= best.score * RIVAL and g.text != best.text]
    return Verdict(best, alone=not rivals)


def _is_mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "surrogateescape")
    beyond = [char for char in text if not char.isascii()]
    invalid = sum(category(char) == "Cs" for char in beyond)
    return len(beyond) - invalid >= invalid


def _readings(data: bytes) -> Iterator[Guess]:
    """Yield each encoding that can be read, with its best score over the languages written in it."""
    for python, profiles in groupby(PROFILES, lambda profile: profile.python):
        text = _decode(data, python)
        if text is not None:
            scored = [(_score(text[:_ENOUGH], profile), profile.encoding) for profile in profiles]
            score, name = max(scored)
            yield Guess(name, text, score)


def _decode(data: bytes, python: str) -> str | None:
    try:
        text = data.decode(python)
        return text if text.encode(python) == data else None
    except UnicodeError:
        return None


def _score(text: str, profile: Profile) -> float:
    """Return how much ``text`` looks like the profile's language, 0 to 1."""
    foreign = [at for at, char in enumerate(text) if not char.isascii() and char not in _TYPOGRAPHIC]
    if not foreign:  # quotes and dashes only
        return GOOD if profile.python == "cp1252" else 0.0
    if profile.vowels:
        usual = sum(len(word[0]) for word in _WORD.finditer(text) if _is_word(word[0], profile))
    else:
        usual = sum(text[at] in profile.usual and (not profile.accents or _is_accent(text, at)) for at in foreign)
    return min(1.0, usual / len(foreign) / profile.share)


def _is_word(word: str, profile: Profile) -> bool:
    """Tell whether ``word`` is written in the alphabet alone, in one case but for the first letter, with vowels."""
    if not profile.usual.issuperset(word) or not (word.islower() or word.isupper() or word[1:].islower()):
        return False
    consonants = [len(run) for run in "".join(" " if c.lower() in profile.vowels else c for c in word).split(" ")]
    return max(consonants) <= MAX_CONSONANTS and max(consonants) < len(word)


def _is_accent(text: str, at: int) -> bool:
    """Tell whether a letter has an ASCII letter beside it or stands alone, and is no capital inside a word."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    around = [char for char in (before, after) if char.isalpha()]
    return (not around or any(char.isascii() for char in around)) and not (text[at].isupper() and before.islower())
