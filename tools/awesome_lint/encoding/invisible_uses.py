"""Where invisible characters are right: in emoji, in scripts that need them, in mathematics, where text is about them.

What each is for is said in The Unicode Standard, chapter 23, and for directions in UAX #9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from unicodedata import category

from awesome_lint.encoding.flanking import holds_emphasis
from awesome_lint.encoding.mentions import names_character

ZERO_WIDTH_SPACE, NON_JOINER, JOINER, WORD_JOINER = "\u200b", "\u200c", "\u200d", "\u2060"
_WIDTHLESS = frozenset((ZERO_WIDTH_SPACE, NON_JOINER, JOINER))
_HOLDING = _WIDTHLESS | {WORD_JOINER}
"""What is put beside signs of emphasis, so that they work beside punctuation."""
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
"""Direction marks and embeddings; overrides (U+202D, U+202E) are right nowhere."""
_VOWEL_SEPARATOR, _OPERATORS = "\u180e", frozenset("\u2061\u2062\u2063\u2064")
_MONGOLIAN = (0x180B, 0x18AA)
"""Letters of Mongolian and their variation selectors."""
_JOINING = (
    (0x0590, 0x109F),  # Hebrew, Arabic, the scripts of India, Thai, Lao, Tibetan, Myanmar
    (0x1780, 0x18AF),  # Khmer, Mongolian
    (0x1900, 0x1CFF),  # further scripts of South-East Asia and India
    (0xA800, 0xABFF),
    (0xFB1D, 0xFDFF),  # presentation forms
    (0xFE70, 0xFEFE),
    (0x10A00, 0x11FFF),
)
"""Blocks of scripts whose spelling uses joiners and zero-width spaces (The Unicode Standard, chapters 9, 12 and 16)."""
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Characters of Hebrew, Arabic and the other scripts of that direction, but for U+061C, which is a direction mark."""
MIN_RIGHT_TO_LEFT = 0.1
"""The part of a page's letters from which on it is written from right to left: much of it may be code and names."""
MIN_ROW, MIN_OWN_ROW = 3, 8
"""Characters in the order of their numbers that make a table: with one that is seen, and without."""
_NEAR = 1000  # characters of a line looked at on each side
_BLACK_FLAG = "\U0001f3f4"
_TAGS = range(0xE0020, 0xE0080)


@dataclass(frozen=True)
class Page:
    """The text that is looked through."""

    text: str

    @cached_property
    def is_right_to_left(self) -> bool:
        """Tell whether the page is written in Hebrew, Arabic or another script of that direction."""
        letters = sum(map(str.isalpha, self.text))
        return len(_RIGHT_TO_LEFT.findall(self.text)) >= MIN_RIGHT_TO_LEFT * max(letters, 1)


@dataclass(frozen=True)
class Place:
    """Where a run of invisible characters stands."""

    page: Page
    run: str
    start: int
    end: int

    @property
    def before(self) -> str:
        """The character in front, empty at the start of the text."""
        return self.page.text[self.start - 1 : self.start] if self.start else ""

    @property
    def after(self) -> str:
        """The character behind, empty at the end of the text."""
        return self.page.text[self.end : self.end + 1]

    @cached_property
    def left(self) -> str:
        """What stands on the line in front of the run, as far as it is near."""
        return self.page.text[max(0, self.start - _NEAR) : self.start].rpartition("\n")[2]

    @cached_property
    def right(self) -> str:
        """The same behind it."""
        return self.page.text[self.end : self.end + _NEAR].partition("\n")[0]


def kept_of(place: Place) -> str:
    """Return those characters of a run that are right where they stand, in order: all, some or none."""
    if _is_in_emoji(place) or _is_in_table(place) or _holds_emphasis(place) or _is_named(place):
        return place.run
    return "".join(char for char in place.run if _is_right(char, place))


def _is_right(char: str, place: Place) -> bool:
    """Tell whether one character of a run has its use there."""
    if char in _WIDTHLESS:
        return any(_is_within(beside, *block) for beside in (place.before, place.after) for block in _JOINING)
    if char in _BIDI:
        sides = (place.left, place.right)
        return any(map(_RIGHT_TO_LEFT.search, sides)) or place.page.is_right_to_left
    if char == _VOWEL_SEPARATOR:
        return _is_within(place.before, *_MONGOLIAN) and _is_within(place.after, *_MONGOLIAN)
    return char in _OPERATORS and not _is_in_word(place)


def _is_in_word(place: Place) -> bool:
    """Tell whether there are two letters on each side: names in formulas are shorter."""
    sides = place.left[-2:], place.right[:2]
    return all(len(side) > 1 and side.isalpha() for side in sides)


def _is_within(char: str, first: int, last: int) -> bool:
    return char != "" and first <= ord(char) <= last


def _is_in_emoji(place: Place) -> bool:
    """Tell whether the run joins two pictures, or spells the region of a flag."""
    if place.run == JOINER:
        return _is_picture(place.before) and _is_picture(place.after)
    return place.before == _BLACK_FLAG and all(ord(char) in _TAGS for char in place.run)


def _is_picture(char: str) -> bool:
    return char != "" and (category(char) in {"So", "Sk"} or char in "\ufe0f\u20e3")


def _is_in_table(place: Place) -> bool:
    """Tell whether the run stands in a row of characters in the order of their numbers: a table of them."""
    before, run, after = place.before, place.run, place.after
    beside = _follows(before, run[0]) or _follows(run[-1], after)
    if not beside and len(run) < MIN_OWN_ROW:
        return False
    follows = [_follows(one, other) for one, other in pairwise(before + run[:_NEAR] + after)]
    return sum(follows) >= max(len(follows) / 2, (MIN_ROW if beside else MIN_OWN_ROW) - 1)


def _follows(one: str, other: str) -> bool:
    return bool(one and other) and ord(one) + 1 == ord(other)


def _holds_emphasis(place: Place) -> bool:
    """Tell whether somebody put the run there so that emphasis begins or ends beside punctuation."""
    return _HOLDING.issuperset(place.run) and holds_emphasis(place.page.text, place.start, place.end)


def _is_named(place: Place) -> bool:
    """Tell whether the line names each character of the run: it shows what it speaks about."""
    return all(
        names_character(place.left, char) or names_character(place.right, char)
        for char in dict.fromkeys(place.run[:_NEAR])
    )
