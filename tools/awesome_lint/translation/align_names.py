"""What two titles say about whether they name the same thing, whatever the language."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from awesome_lint.syntax.titles import normalize_title

_LONG_NAME = 2
"""A name of fewer characters, or of digits alone, is not known by its name."""


class Relation(Enum):
    """What the titles of two things say about them."""

    SAME = auto()
    NAMED = auto()
    """The names in Latin letters are the same, beside words in another script: ``Qwen1.5（通义千问）``."""
    PART = auto()
    UNKNOWN = auto()
    VERSION = auto()
    """The same words with other numbers, or some more: ``YI`` and ``YI-1.5``."""
    OTHER = auto()


@dataclass(frozen=True)
class Name:
    """A title as it compares.

    ``squeezed`` holds its letters and digits, ``words`` its words in Latin letters and its numbers, in order; signs
    that tell names apart (``C++``) and units of one letter (``7b``) stay.
    """

    squeezed: str
    words: tuple[str, ...]
    is_latin: bool
    """No letters of another script."""

    @cached_property
    def in_latin(self) -> str:
        """The words as one, empty where they are too little for a name."""
        name = "".join(self.words)
        return name if len(name) >= _LONG_NAME and not name.replace(".", "").isdigit() else ""

    @cached_property
    def bag(self) -> frozenset[str]:
        """The words, whatever their order."""
        return frozenset(self.words)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers among the words."""
        return frozenset(word for word in self.words if word[0].isdigit())


_WORD = re.compile(r"[a-z]+[+#]{0,2}|[0-9]+(?:\.[0-9]+)*(?:[a-z](?![a-z]))?")
_SIGNS = "+#"


def name_of(title: str) -> Name:
    """Return ``title`` as it compares."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", title.casefold()) if not unicodedata.combining(c))
    is_latin = not any(char.isalpha() and char > "\u024f" for char in plain)
    squeezed = "".join(char for char in normalize_title(title) if char.isalnum() or char in _SIGNS)
    return Name(squeezed, tuple(_WORD.findall(plain)), is_latin)


def relation_of(ours: Name, theirs: Name, *, comparable: bool = True) -> Relation:
    """Return what two titles say; not ``comparable`` are those of two languages in Latin letters."""
    if ours.squeezed and ours.squeezed == theirs.squeezed:
        return Relation.SAME
    if not ours.words or not theirs.words:
        return Relation.UNKNOWN
    if ours.in_latin and ours.in_latin == theirs.in_latin:
        return Relation.SAME if ours.is_latin and theirs.is_latin else Relation.NAMED
    return _relation_of_words(ours, theirs, comparable=comparable)


def _relation_of_words(ours: Name, theirs: Name, *, comparable: bool) -> Relation:
    """Return what words say that are not all the same."""
    common, all_words = ours.bag & theirs.bag, ours.bag | theirs.bag
    if ours.numbers != theirs.numbers:
        if ours.bag - ours.numbers == theirs.bag - theirs.numbers:
            return Relation.VERSION
        return Relation.OTHER if ours.numbers and theirs.numbers and comparable else Relation.UNKNOWN
    if common in (ours.bag, theirs.bag) or 2 * len(common) >= len(all_words):
        return Relation.PART
    return Relation.OTHER if comparable else Relation.UNKNOWN
