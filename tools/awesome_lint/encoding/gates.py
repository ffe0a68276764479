"""Which lines of a text may be damaged at all: a few passes over it, and a clean text costs hardly more.

Nothing is judged here. What passes holds a pair of characters that looks like the beginning of a damaged one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from awesome_lint.encoding.damage import CONTINUATIONS, LEADS, multibyte_codecs, single_byte_codecs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from awesome_lint.encoding.damage import Codec

_ASCII_PAIRS = range(0x40, 0x7F)
_SCRIPTS = (range(0xCE, 0xD2), range(0xD7, 0xDA))
"""Lead bytes of Greek, Cyrillic, Hebrew and Arabic (RFC 3629; The Unicode Standard, code charts)."""


@dataclass(frozen=True)
class Suspects:
    """The numbers of lines that may be damaged: with a codec of one byte a character, and with each of the others."""

    western: frozenset[int]
    eastern: Mapping[Codec, frozenset[int]]


def find_suspects(lines: Sequence[str]) -> Suspects:
    """Return which of ``lines``, none of them ASCII, are worth a look."""
    text = "\n".join(lines)
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))

    def holding(patterns: Iterable[re.Pattern[str]]) -> frozenset[int]:
        found = (match.start() for pattern in patterns for match in pattern.finditer(text))
        return frozenset(bisect_right(starts, at) - 1 for at in found)

    common = holding(_eastern_signs())
    return Suspects(
        holding([_western_pair()]),
        {codec: common | holding(_wide_beginnings(codec)) for codec in multibyte_codecs()},
    )


@cache
def _western_pair() -> re.Pattern[str]:
    """Return what matches a lead byte and a continuation byte, as any codec of one byte a character shows them."""
    codecs = single_byte_codecs()
    first, second = ("".join(codec.standing_for(each) for codec in codecs) for each in (LEADS, CONTINUATIONS))
    return re.compile(f"[{_class(first)}][{_class(second)}]")


@cache
def _wide_beginnings(codec: Codec) -> tuple[re.Pattern[str], ...]:
    """Return what matches a character of three bytes and what begins the next one, and one of four bytes."""
    three, four = (_pairs(codec, leads, CONTINUATIONS) for leads in (range(0xE0, 0xF0), range(0xF0, 0xF5)))
    last = "".join(_pairs(codec, CONTINUATIONS, following) for following in (LEADS, _ASCII_PAIRS))
    inner = _pairs(codec, CONTINUATIONS, CONTINUATIONS)
    return re.compile(f"[{_class(three)}][{_class(last)}]"), re.compile(f"[{_class(four)}][{_class(inner)}]")


@cache
def _eastern_signs() -> tuple[re.Pattern[str], ...]:
    """Return what matches a row of two-byte characters of one script, one of Latin in a word, and a byte that was kept.

    Each begins with one class of characters, which keeps looking for it fast.
    """
    codecs = multibyte_codecs()
    scripts = "".join(_pairs(codec, leads, CONTINUATIONS) for codec in codecs for leads in _SCRIPTS)
    latin = "".join(_pairs(codec, range(0xC2, 0xE0), CONTINUATIONS) for codec in codecs)
    single = "".join(bytes((lead,)).decode("cp932", "ignore") for lead in range(0xC2, 0xE0))  # half-width kana
    return (
        re.compile(f"[{_class(scripts)}]{{3}}"),
        re.compile(f"[{_class(latin + single)}](?<=[A-Za-z].)"),
        re.compile("[\x80-\x9f]"),
    )


def _pairs(codec: Codec, firsts: range, seconds: range) -> str:
    """Return the characters that stand for a byte of ``firsts`` and one of ``seconds``."""
    read = (bytes((first, second)).decode(codec.python, "ignore") for first in firsts for second in seconds)
    return "".join(pair for pair in read if len(pair) == 1 and not pair.isascii())


def _class(characters: str) -> str:
    return re.escape("".join(sorted(set(characters))))
