r"""The anchors GitHub gives to headings.

GitHub lowers the case, drops every character that is neither a word character nor ``-`` nor a space, and turns each
space into ``-``. Word characters are those of Ruby's ``\p{Word}``: alphabetic characters, marks (U+FE0F is one),
decimal digits, connector punctuation. The joiners U+200C and U+200D joined them with a later version of Ruby: GitHub
dropped them in 2021, anchors copied from it since have them. Comparisons ignore them for that reason.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category
from urllib.parse import unquote

_WORD = frozenset(("Ll", "Lm", "Lo", "Lt", "Lu", "Mc", "Me", "Mn", "Nd", "Nl", "Pc"))
_ALPHABETIC_SYMBOLS = ((0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189))
"""Circled and squared letters: symbols by category, but alphabetic (``Other_Alphabetic`` of the Unicode database)."""
_JOINERS = "\u200c\u200d"
_INVISIBLE = dict.fromkeys(map(ord, "\ufe0e\ufe0f" + _JOINERS))
"""Variation selectors and joiners: what writers, editors and GitHub itself disagree on."""


def github_slug(text: str) -> str:
    """Return the anchor of a heading whose plain text is ``text``, without the suffix that makes it unique."""
    # each character for itself: Ruby knows no final sigma
    return "".join(_slug_of(character) for character in text)


def comparable_anchor(anchor: str) -> str:
    """Return what the spellings of one anchor share: percent-decoded, lower case, no variation selectors or joiners.

    A leading ``#`` and the prefix GitHub gives the rendered ``id`` are dropped.
    """
    decoded = unquote(anchor.removeprefix("#")).removeprefix("user-content-")
    return decoded.translate(_INVISIBLE).lower()


class Slugger:
    """Gives each heading of one document its anchor, in document order."""

    def __init__(self) -> None:
        self._uses: dict[str, int] = {}

    def slug(self, text: str) -> str:
        """Return the next anchor for ``text``: the slug itself, or with the first free suffix of ``-1``, ``-2``."""
        slug = unique = github_slug(text)
        while unique in self._uses:
            self._uses[slug] += 1
            unique = f"{slug}-{self._uses[slug]}"
        self._uses[unique] = 0
        return unique


@lru_cache(maxsize=4096)
def _slug_of(character: str) -> str:
    if character == " ":
        return "-"
    kept = character in ("-", *_JOINERS) or category(character) in _WORD or _is_alphabetic_symbol(character)
    return character.lower() if kept else ""


def _is_alphabetic_symbol(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _ALPHABETIC_SYMBOLS)
