"""What tells a character of UTF-8 seen through a single-byte codec from text as somebody wrote it.

``é »`` and ``ß“`` are valid bytes of UTF-8 and clean French and German. So a sequence is damage only when it holds a
pair of characters that nobody writes side by side: a sign that never follows a letter (``ä¸``, ``ğŸ``, ``Ã©``), or a
capital inside a word (``вЂ``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from unicodedata import category

if TYPE_CHECKING:
    from awesome_lint.encoding.codecs import Codec

LOST = "\ufffd"

_NEVER_AFTER_LETTER = frozenset("€¢£¥¤¼½¾¬¦¨¯¸ˆ˜±¡¿§¶‰„‚‹ƒŸªºµ˛ˇ˘˝")
_SUPERSCRIPTS = frozenset("²³¹")
_SIGNS_BEHIND_CAPITAL = frozenset("©´")
_SIGNS_BEHIND_A = frozenset("®°·™«»\xa0\xad")
"""``Â`` and ``Ã`` begin every character of Latin-1, so they are met before each of its signs."""
_UNITS = frozenset("ÅØ×")
"""Capitals that are signs of measure: ``Å³``, ``Ø±``, ``3×½``."""
_TWO_BYTES, _THREE_BYTES = 2, 3


@dataclass(frozen=True, slots=True)
class Unit:
    """What may be one character: a lead character and as many of its continuation characters as are there."""

    text: str
    size: int
    """How many there would be with none lost, the lead included."""
    before: str
    """The character in front, empty at the start of a line."""

    @property
    def whole(self) -> bool:
        """Tell whether no byte is lost."""
        return len(self.text) == self.size and LOST not in self.text


@dataclass(frozen=True)
class Witness:
    """What one unit tells about itself."""

    unit: Unit
    codec: Codec

    @cached_property
    def decoded(self) -> str:
        """What the bytes mean, empty when they are no character."""
        if not self.unit.whole:
            return ""
        meant = bytes(self.codec.bytes[char] for char in self.unit.text).decode("utf-8", "ignore")
        return "" if len(meant) != 1 or category(meant) in {"Cn", "Co", "Cs"} else meant

    @property
    def proves(self) -> bool:
        """Tell whether this unit alone shows the damage."""
        if self.unit.text[:2] in self.codec.signatures:
            return bool(self.decoded) or (self.codec.distinct and not self.unit.whole)
        if not self.decoded or not self.codec.latin:
            return False
        return _has_odd_pair(self.unit) or (self.unit.size == _TWO_BYTES and _is_stray_capital(self.unit))

    @property
    def hints(self) -> bool:
        """Tell whether this unit shows the damage beside proof elsewhere: bytes are lost, but the rest is odd."""
        return self.codec.latin and self.unit.size >= _THREE_BYTES and not self.unit.whole and _has_odd_pair(self.unit)

    @property
    def capital_pair(self) -> bool:
        """Tell whether this is a two-byte character that begins with a capital: Cyrillic or Greek, most often."""
        return bool(self.decoded) and self.unit.size == _TWO_BYTES and self.unit.text[0].isupper()


def _has_odd_pair(unit: Unit) -> bool:
    """Tell whether the unit holds a sign or capital right behind a letter, or behind another such sign."""
    letter = unit.text[0]
    if letter in _UNITS or not letter.isalpha():
        return False
    before_is_letter = True
    for previous, char in zip(unit.text, unit.text[1:], strict=False):
        odd = before_is_letter and _is_odd(previous, char)
        if odd:
            return True
        before_is_letter = char.isalpha()
    return False


def _is_odd(previous: str, char: str) -> bool:
    if char in _NEVER_AFTER_LETTER or category(char) == "Cc":
        return True
    return previous.islower() and char.isupper()


def _is_stray_capital(unit: Unit) -> bool:
    """Tell whether a capital outside a word in capitals is followed by a sign: ``Ã©``, ``Î²``, ``Â°``."""
    lead, sign = unit.text[0], unit.text[1]
    if unit.before.isupper() or not lead.isupper() or lead in _UNITS:
        return False
    if lead in "ÂÃ" and sign in _SIGNS_BEHIND_A:
        return unit.before not in ("«", "»")
    return sign in _SUPERSCRIPTS or sign in _SIGNS_BEHIND_CAPITAL
