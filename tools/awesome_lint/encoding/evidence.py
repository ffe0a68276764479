"""What tells a character of UTF-8 seen through a single-byte codec from text as somebody wrote it.

``é »`` and ``ß“`` are valid bytes of UTF-8 and clean French and German. So a sequence is damage only when it holds a
pair of characters that nobody writes side by side: a sign that never follows a letter (``ä¸``, ``ğŸ``, ``Ã©``), or a
capital inside a word (``вЂ``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import category

if TYPE_CHECKING:
    from awesome_lint.encoding.damage import Codec

LOST, BYTE_ORDER_MARK = "\ufffd", "\ufeff"

_NEVER_AFTER_LETTER = frozenset("€¢£¥¤¼½¾¬¦¨¯¸ˆ˜±¡¿§¶‰„‚‹ƒŸªºµ˛ˇ˘˝")
_DASHES, _DAGGERS = frozenset("–—"), frozenset("†‡")
_MEASURES = frozenset("²³¹±°¼½¾·")
_UNITS = frozenset("ÅØ×")
"""Capitals that are signs of measure: ``Å³``, ``Ø±``, ``3×½``."""
_AFTER_CAPITAL = frozenset("²³¹©´")
_CLOSING = frozenset("’”»›…")
"""What may follow a single letter that is quoted, or the last of some: ``“Ã”``, ``a, ă, â…”``."""
_ORDINALS = frozenset("ªºµ")
"""Letters by category that begin and end no word."""
_TWO_BYTES, _THREE_BYTES = 2, 3
_LATIN_ENDS = "\u0250"
_LAST_LONE_LETTER = "\u052f"
"""The end of Cyrillic: letters of Greek and Cyrillic stand alone in Latin text, those of further scripts do not."""
_SCRIPTS_BEGIN = "\u0370"
_SCRIPTS = (
    ("Greek", "\u03ff"),
    ("Cyrillic", "\u052f"),
    ("Armenian", "\u058f"),
    ("Hebrew", "\u05ff"),
    ("Arabic", "\u07ff"),
)
"""The last character of each script of two-byte characters beyond Latin (The Unicode Standard, code charts)."""
_FORMULA = _MEASURES | set("π∂∑∏∫Ω∞≤≥≠≈µ")
"""Signs that stand behind a Greek letter or a root in a formula."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What may be one character: a lead character and as many of its continuation characters as are there."""

    text: str
    size: int
    """How many there would be with none lost, the lead included."""
    before: str
    """The character in front, empty at the start of a line."""
    after: str
    """The character behind, empty at the end of a line."""

    @property
    def alone(self) -> bool:
        """Tell whether it does not stand in or behind a word, nor in quotes that are not ASCII."""
        return self.before == "" or self.before.isspace() or (self.before.isascii() and not self.before.isalpha())

    @property
    def among_signs(self) -> bool:
        """Tell whether a sign stands in front that is neither ASCII nor punctuation: ``˜Â¯˘``."""
        return self.before > "\x7f" and category(self.before).startswith("S")

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
        """Tell whether this unit shows the damage: alone, unless it ``is_one_of_many``."""
        if self.unit.text[:2] in self.codec.signatures and not _is_quoted_word(self.unit, self.decoded):
            return bool(self.decoded) or (self.codec.distinct and not self.unit.whole)
        if not self.decoded or category(self.decoded) == "Cc":
            return False  # nobody wrote a control character, so nobody misread one
        if self.decoded == BYTE_ORDER_MARK:  # at the head of a file, or of one put behind another; else shown
            return self.unit.before == "" and self.unit.after != "" and not self.unit.after.isspace()
        if not self.codec.latin:
            return _breaks_word(self.unit, self.decoded) or (
                self.unit.size >= _THREE_BYTES and _has_odd_pair(self.unit)
            )
        if self.unit.size == _TWO_BYTES and self.unit.among_signs:
            return False  # one sign of a row of them
        stray = _is_stray_capital if self.unit.size == _TWO_BYTES else _is_stray_symbol
        return _has_odd_pair(self.unit) or stray(self.unit)

    @property
    def is_one_of_many(self) -> bool:
        """Tell whether a letter of a script is meant whose words have more, so that one alone is chance."""
        return self.codec.latin and self.unit.size == _TWO_BYTES and self.decoded > _LAST_LONE_LETTER

    @property
    def hints(self) -> bool:
        """Tell whether this unit shows the damage beside proof elsewhere: bytes are lost, but the rest is odd."""
        return self.codec.latin and self.unit.size >= _THREE_BYTES and not self.unit.whole and _has_odd_pair(self.unit)

    @property
    def script(self) -> str:
        """What kind of character is meant, where a row of such characters is damage: a row of them is never chance.

        Empty for the letters of Latin, since two signs side by side may be one of those by chance, but where drawings
        and letters take turns (``├⌐┬╡├¿``).
        """
        if not self.decoded or category(self.decoded) == "Cc":
            return ""
        if self.unit.size >= _THREE_BYTES:
            return "wide"
        if self.decoded < _SCRIPTS_BEGIN:
            return "drawn" if _is_box(self.unit.text[0]) else ""
        return next((name for name, last in _SCRIPTS if self.decoded <= last), "")


def _breaks_word(unit: Unit, decoded: str) -> bool:
    """Tell whether a sign or a foreign letter stands inside a word of ASCII letters: ``pr├⌐s``, ``prГ©s``."""
    lead, first = unit.text[0], unit.text[1]
    if category(lead).startswith("P") or first in _FORMULA or _is_box(first):
        return False  # a dash between words, a formula, a drawing
    if lead.isalpha() and lead < _LATIN_ENDS:
        return False  # Latin as well
    if category(first).startswith("P") and not (decoded.isalpha() and decoded < _LATIN_ENDS):
        return False  # the mark behind a sign, unless it makes a letter of Latin
    if not (lead.isalpha() or _is_box(lead)) and decoded >= _LATIN_ENDS:
        return False  # a sign or a no-break space between words, and no letter of those words is meant
    if unit.size >= _THREE_BYTES and unit.text[1:].islower():
        return False  # a Greek letter in a word, before accented ones
    return unit.before.isascii() and unit.before.isalpha()


def _is_quoted_word(unit: Unit, decoded: str) -> bool:
    """Tell whether an opening quotation mark stands before letters: ``„Çö`` of ``„Çözüm“`` is no kana.

    But ``‚Äú`` means a punctuation mark, the commonest damage of all, and begins no word.
    """
    return category(unit.text[0]) == "Ps" and unit.text[1:].isalpha() and not "\u2010" <= decoded <= "\u205e"


def _is_box(char: str) -> bool:
    return "\u2500" <= char <= "\u259f"


def _has_odd_pair(unit: Unit) -> bool:
    """Tell whether the unit holds a sign or capital right behind a letter."""
    letter, first = unit.text[0], unit.text[1:2]
    if not letter.isalpha() or (letter in _UNITS and first in _MEASURES):
        return False
    if unit.size == _THREE_BYTES and unit.whole and not first.isalnum() and not first.isspace():
        last = unit.text[2]
        if last in _NEVER_AFTER_LETTER or (first in _DASHES and last in _DAGGERS):
            return True
    return any(before.isalpha() and _is_odd(before, char) for before, char in pairwise(unit.text))


def _is_odd(previous: str, char: str) -> bool:
    if char in _NEVER_AFTER_LETTER or category(char) == "Cc":
        return True
    return previous.islower() and char.isupper()


def _is_stray_capital(unit: Unit) -> bool:
    """Tell whether a capital is followed by a sign where no capital is written: ``Ã©``, ``Î²``, ``cÅ“ur``."""
    lead, sign = unit.text[0], unit.text[1]
    if lead == "Â" and sign in "¹²³":
        return unit.before.isalnum()  # a power; else the square of an estimator
    if not lead.isupper() or unit.before.isupper():
        return False
    if unit.before.islower() and unit.after.islower():
        return True
    if lead == "Â" and sign.isalpha() and sign not in _ORDINALS:
        return False  # a word: "Âşık"
    if lead in "ÂÃ":  # they begin all of Latin-1, and no word of one letter
        return unit.alone or (sign not in _CLOSING and unit.before not in ("“", "‘", "«", "»", "„"))
    return lead not in _UNITS and sign in _AFTER_CAPITAL


def _is_stray_symbol(unit: Unit) -> bool:
    """Tell whether a lone ``â`` is followed by two signs: arrows and check marks begin with it."""
    return unit.text[0] == "â" and unit.alone and unit.text[1] not in _CLOSING | {"\xa0", "\xad"}
