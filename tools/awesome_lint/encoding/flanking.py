"""Whether signs of emphasis beside a place keep their meaning when what stands there is taken out.

Whether ``**`` begins or ends something depends on the characters beside it: CommonMark 0.31, section 6.2,
"left-flanking" and "right-flanking". An invisible character is neither blank nor punctuation there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Iterator

_DELIMITERS = frozenset("*_~")
MAX_DELIMITERS = 16
"""Signs of emphasis looked at in a row: more of them are no emphasis that somebody wrote."""
_ROW = re.compile(r"\*+|_+|~+")
_NEAR = 1000
"""Characters of a paragraph in front that are looked at."""
_Power: TypeAlias = tuple[bool, bool]
"""Whether signs can begin emphasis, and whether they can end it."""


@dataclass(frozen=True, slots=True)
class _Signs:
    """Signs of emphasis beside a place: what they can do, and what they could if something else stood there."""

    now: _Power
    then: _Power
    opened: bool
    """Whether emphasis has begun in front of them, so that they are meant to end it."""
    beside_mark: bool
    """Whether there is punctuation on the other side of the place."""

    @property
    def lose(self) -> bool:
        """Tell whether they could no longer do what they are meant to."""
        return self.now[self.opened] and not self.then[self.opened]

    @property
    def gain(self) -> bool:
        """Tell whether they could do what they cannot now."""
        return any(then and not now for now, then in zip(self.now, self.then, strict=True))


def changes_emphasis(text: str, start: int, end: int, instead: str) -> bool:
    """Tell whether signs beside a place would begin or end emphasis otherwise once ``instead`` stands there."""
    return any(signs.lose or signs.gain for signs in _signs(text, start, end, instead))


def holds_emphasis(text: str, start: int, end: int) -> bool:
    """Tell whether signs beside punctuation begin or end emphasis only because of what stands between the two."""
    return any(signs.lose and signs.beside_mark for signs in _signs(text, start, end, ""))


def _signs(text: str, start: int, end: int, instead: str) -> Iterator[_Signs]:
    """Yield the signs on each side of a place."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if after in _DELIMITERS:
        at = end
        while at < end + MAX_DELIMITERS and text.startswith(after, at):
            at += 1
        beyond, opened = text[at : at + 1], _is_opened(text, start, text[end:at])
        now, then = _power(after, text[end - 1], beyond), _power(after, (before + instead)[-1:], beyond)
        yield _Signs(now, then, opened, _is_mark(before))
    if before in _DELIMITERS:
        at = start
        while at > max(0, start - MAX_DELIMITERS) and text[at - 1] == before:
            at -= 1
        beyond, opened = text[max(0, at - 1) : at], _is_opened(text, at, text[at:start])
        now, then = _power(before, beyond, text[start]), _power(before, beyond, (instead + after)[:1])
        yield _Signs(now, then, opened, _is_mark(after))


def _is_opened(text: str, at: int, signs: str) -> bool:
    """Tell whether as many signs side by side stand an odd number of times in the paragraph in front of a place."""
    paragraph = text[max(0, at - _NEAR) : at].rpartition("\n\n")[2]
    return sum(row[0] == signs for row in _ROW.finditer(paragraph)) % 2 == 1


def _power(sign: str, before: str, after: str) -> _Power:
    """Return what a row of ``sign`` between two characters can do; these are empty at the ends of the text."""
    opens, closes = _flanks(before, after), _flanks(after, before)
    if sign != "_":
        return opens, closes
    return opens and (not closes or _is_mark(before)), closes and (not opens or _is_mark(after))


def _flanks(outside: str, inside: str) -> bool:
    """Tell whether signs lean on the character ``inside``: left-flanking, or right-flanking the other way round."""
    if _is_blank(inside):
        return False
    return not _is_mark(inside) or _is_blank(outside) or _is_mark(outside)


def _is_blank(char: str) -> bool:
    return char in {"", "\t", "\n", "\f", "\r"} or category(char) == "Zs"


def _is_mark(char: str) -> bool:
    return char != "" and category(char)[0] in "PS"
