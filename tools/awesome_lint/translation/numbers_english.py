"""English number words: ``twenty-five``, ``three hundred and twelve thousand``, ``two-thirds``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_lint.translation.numbers_words import ENGLISH_SCALES, ENGLISH_SMALL, ENGLISH_TENS

if TYPE_CHECKING:
    from collections.abc import Iterator

_VALUES = {**ENGLISH_SMALL, **ENGLISH_TENS, "hundred": 100, **ENGLISH_SCALES}
_FIRST = "|".join((*ENGLISH_SMALL, *ENGLISH_TENS))
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
RUN = re.compile(rf"(?:{_FIRST})\b(?:[ \n-](?:and[ \n])?(?:{'|'.join(_VALUES)})\b)*", re.IGNORECASE)
"""One number word and those behind it."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words: its place in the text, and its value."""

    start: int
    end: int
    value: int


def parse_run(text: str, start: int, end: int) -> Iterator[Spelled]:
    """Yield the numbers of a run of number words: ``two eight`` are two, ``twenty-eight`` is one."""
    reader: _Reader | None = None
    for match in _WORD.finditer(text, start, end):
        word = match[0].lower()
        if word == "and":
            if reader and not reader.takes_and:
                yield reader.spelled
                reader = None
        elif reader and reader.add(word, match.end()):
            continue
        else:
            if reader:
                yield reader.spelled
            reader = None if word == "hundred" or word in ENGLISH_SCALES else _Reader(match.start(), match.end(), word)
    if reader:
        yield reader.spelled


class _Reader:
    """One number as far as it was read."""

    def __init__(self, start: int, end: int, word: str) -> None:
        self.start, self.end, self.last = start, end, word
        self._total, self._group, self._scale = 0, _VALUES[word], 10**15

    @property
    def spelled(self) -> Spelled:
        """The number read."""
        return Spelled(self.start, self.end, self._total + self._group)

    @property
    def takes_and(self) -> bool:
        """Whether ``and`` may follow: ``two hundred and six``."""
        return self.last == "hundred" or self.last in ENGLISH_SCALES

    def add(self, word: str, end: int) -> bool:
        """Read one more word; False when it begins another number."""
        if not self._fits(word):
            return False
        if word == "hundred":
            self._group *= 100
        elif word in ENGLISH_SCALES:
            self._total, self._group, self._scale = self._total + self._group * _VALUES[word], 0, _VALUES[word]
        else:
            self._group += _VALUES[word]
        self.last, self.end = word, end
        return True

    def _fits(self, word: str) -> bool:
        if word == "hundred":
            return self.last in ENGLISH_SMALL and 0 < self._group < 100  # noqa: PLR2004 (twelve hundred)
        if word in ENGLISH_SCALES:
            return self._group > 0 and _VALUES[word] < self._scale
        if self.last in ENGLISH_TENS:
            return 0 < _VALUES[word] < 10  # noqa: PLR2004 (twenty-one)
        return self.takes_and and _VALUES[word] > 0
