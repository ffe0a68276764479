"""Characters nobody sees that are out of place, their names, and what belongs there instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import category

from awesome_lint.encoding.damage import NO_BREAK_SPACE, SOFT_HYPHEN
from awesome_lint.encoding.invisible_uses import JOINER, NON_JOINER, ZERO_WIDTH_SPACE, Page, Place, kept_of
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    "\u2061": "function application",
    "\u2062": "invisible times",
    "\u2063": "invisible separator",
    "\u2064": "invisible plus",
    "\u3164": "Hangul filler",
    "\ufeff": "byte order mark",
}
NAMED = 3
"""Characters of a run that a message names."""
INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb"
    "\U000e0001\U000e0020-\U000e007f"
)
"""All of them, as they stand in a class of a regular expression."""
_RUN = re.compile(f"[{INVISIBLE}]+")
CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Embeddings, overrides and isolates, with what ends them (UAX #9, section 2)."""
_SEPARATORS = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029")
_CLOSING = frozenset(",.;:!?，。、；：！？")
"""Marks that stand close to the word before them, as closing brackets and quotes do."""
_UNSPACED = re.compile("[\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff65\U00020000-\U0003ffff]")
"""Ideographs, kana and their punctuation: between them no space parts words."""


@dataclass(frozen=True, slots=True)
class Invisible:
    """A run of invisible characters; ``before`` and ``after`` are its neighbours, empty at the ends of the text."""

    span: Span
    text: str
    before: str
    after: str
    kept: str = ""
    """Those of them that are right where they stand."""

    @property
    def name(self) -> str:
        """What the characters out of place are called, for messages: the first of them, and how many more."""
        wrong = list(dict.fromkeys(char for char in self.text if char not in self.kept))
        names = [f"{_name(char)} (U+{ord(char):04X})" for char in wrong]
        if len(names) > NAMED:
            return f"{', '.join(names[:NAMED])} and {len(names) - NAMED} more"
        return " and ".join(names)

    @property
    def cure(self) -> str:
        """What belongs in its place: what is right of it, a space where the run parts two words, else nothing."""
        if self.kept or not (self.before and self.after) or self.before.isspace() or self.after.isspace():
            return self.kept
        if NO_BREAK_SPACE in self.text:
            return " "
        unspaced = _UNSPACED.match(self.before) and _UNSPACED.match(self.after)
        parts = not (unspaced or self.after in _CLOSING or category(self.after) in {"Pe", "Pf"})
        return " " if parts and not _SEPARATORS.isdisjoint(self.text) else ""


def find_invisible(text: str) -> Iterator[Invisible]:
    """Yield the runs of invisible characters that are out of place."""
    page = Page(text)
    for match in _RUN.finditer(text):
        start, end = match.span()
        place = Place(page, match[0], start, end)
        kept = kept_of(place)
        if kept != match[0]:
            yield Invisible(Span(start, end), match[0], place.before, place.after, kept)


def is_unseen(text: str) -> bool:
    """Tell whether ``text`` shows nothing at all; a no-break space at least shows a gap."""
    return NO_BREAK_SPACE not in text and _RUN.fullmatch(text) is not None


def readable(text: str) -> str:
    """Return ``text`` for a message: what nobody would see in it by its number."""
    parts, at = [], 0
    for run in find_invisible(text):
        if run.text != NO_BREAK_SPACE or not text.strip():
            parts += [text[at : run.span.start], *(f"⟨U+{ord(char):04X}⟩" for char in run.text)]
            at = run.span.end
    return "".join([*parts, text[at:]])


def _name(char: str) -> str:
    if char in _NAMES:
        return _NAMES[char]
    if category(char) == "Cc":
        return "control character"
    return "direction mark" if char in CONTROLS else "invisible character"
