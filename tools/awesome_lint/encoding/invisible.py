"""Characters nobody sees, and where they are right nevertheless: in emoji, and in scripts that need them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import bidirectional, category

from awesome_lint.encoding.damage import NO_BREAK_SPACE, SOFT_HYPHEN
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

ZERO_WIDTH_SPACE, NON_JOINER, JOINER = "\u200b", "\u200c", "\u200d"

_NAMES = {
    NO_BREAK_SPACE: "no-break space",
    SOFT_HYPHEN: "soft hyphen",
    "\u061c": "Arabic letter mark",
    "\u180e": "Mongolian vowel separator",
    ZERO_WIDTH_SPACE: "zero-width space",
    NON_JOINER: "zero-width non-joiner",
    JOINER: "zero-width joiner",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
    "\u2060": "word joiner",
    "\u3164": "Hangul filler",
    "\ufeff": "byte order mark",
}
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb"
    "\U000e0001\U000e0020-\U000e007f]+"
)
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
"""Direction marks and embeddings; overrides (U+202D, U+202E) are right nowhere."""
_SEPARATORS = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029")
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
_NEAR = 1000  # characters of a line looked at on each side
_BLACK_FLAG = "\U0001f3f4"
_TAGS = range(0xE0020, 0xE0080)


@dataclass(frozen=True, slots=True)
class Invisible:
    """A run of invisible characters; ``before`` and ``after`` are its neighbours, empty at the ends of the text."""

    span: Span
    text: str
    before: str
    after: str

    @property
    def name(self) -> str:
        """What the characters are called, for messages."""
        return " and ".join(dict.fromkeys(f"{_name(char)} (U+{ord(char):04X})" for char in self.text))

    @property
    def cure(self) -> str:
        """What belongs in its place: a space where the run parts two words, else nothing."""
        parts = any(char in _SEPARATORS or char == NO_BREAK_SPACE for char in self.text)
        words = self.before and self.after and not (self.before.isspace() or self.after.isspace())
        return " " if parts and words else ""


def find_invisible(text: str) -> Iterator[Invisible]:
    """Yield the runs of invisible characters that are out of place."""
    for match in _INVISIBLE.finditer(text):
        start, end = match.span()
        run = Invisible(Span(start, end), match[0], text[start - 1 : start] if start else "", text[end : end + 1])
        if not (_is_in_emoji(run) or _is_spelling(run) or _directs(run, text)):
            yield run


def _name(char: str) -> str:
    if char in _NAMES:
        return _NAMES[char]
    if category(char) == "Cc":
        return "control character"
    return "direction mark" if 0x202A <= ord(char) <= 0x2069 else "invisible character"  # noqa: PLR2004 - bidi controls


def _is_in_emoji(run: Invisible) -> bool:
    """Tell whether the run joins two pictures, or spells the region of a flag."""
    if run.text == JOINER:
        return _is_picture(run.before) and _is_picture(run.after)
    return run.before == _BLACK_FLAG and all(ord(char) in _TAGS for char in run.text)


def _is_picture(char: str) -> bool:
    return char != "" and (category(char) in {"So", "Sk"} or char in "\ufe0f\u20e3")


def _is_spelling(run: Invisible) -> bool:
    if not {ZERO_WIDTH_SPACE, NON_JOINER, JOINER}.issuperset(run.text):
        return False
    return any(first <= ord(char) <= last for char in run.before + run.after for first, last in _JOINING)


def _directs(run: Invisible, text: str) -> bool:
    """Tell whether direction marks stand in a line that holds right-to-left text."""
    if not _BIDI.issuperset(run.text):
        return False
    before = text[max(0, run.span.start - _NEAR) : run.span.start].rpartition("\n")[2]
    after = text[run.span.end : run.span.end + _NEAR].partition("\n")[0]
    return any(bidirectional(char) in {"R", "AL"} for char in before + after if char not in _BIDI)
