"""A line as the bytes a codec would have read it from, and where these look like characters of UTF-8.

A *unit* is what may be one character: a lead byte with as many of its continuation bytes as are there. A *chain* is
units side by side. Bytes are held as characters below U+0100, so that patterns and places serve for text and bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from awesome_lint.encoding.damage import CONTINUATIONS, LEADS, Treatment
from awesome_lint.encoding.evidence import Unit, Witness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.encoding.damage import Codec, DamageModel

FOREIGN = "\uffff"
"""Stands for a character that the codec has no byte for: a noncharacter, so no text holds it."""
ROWS = {"wide": 2}
"""Characters of one kind in a row that show the damage (``Witness.script``): two of three bytes or more."""
MIN_ROW = 3
"""The same for characters of two bytes: each may be a capital with a sign behind it."""
_LEAD_BYTES = frozenset(map(chr, LEADS))
_TWO_BYTE_LEADS = frozenset(map(chr, range(0xC2, 0xE0)))


@dataclass(frozen=True, slots=True)
class Chain:
    """Units side by side, from ``start`` to ``end`` in their line, and what they tell."""

    start: int
    end: int
    proven: bool
    """Whether they show the damage by themselves."""
    hinted: bool
    """Whether they do beside proof elsewhere."""
    whole: bool
    """Whether every byte is there."""
    readable: bool
    """Whether some byte behind a lead is there."""


@cache
def _byte_table(codec: Codec) -> dict[int, str]:
    """Return what stands for each character that is not ASCII and below U+0100, or has a byte."""
    table = dict.fromkeys(range(128, 256), FOREIGN)
    return table | {ord(char): chr(byte) for char, byte in codec.bytes.items()}


def as_bytes(line: str, codec: Codec) -> str:
    """Return ``line`` with the byte of each character, as a character of that number."""
    return line.translate(_byte_table(codec))


@cache
def unit_pattern(continuation: str = "\ufffd", *, exact: bool = False) -> re.Pattern[str]:
    """Return what matches one unit; ``continuation`` are characters that stand for a lost continuation byte.

    An ``exact`` unit has all its bytes, or stand-ins for them.
    """
    rest = f"[\x80-\xbf{re.escape(continuation)}]"
    counts = ("", "{2}", "{3}") if exact else ("?", "{0,2}", "{0,3}")
    leads = ("[\xc2-\xdf]", "[\xe0-\xef]", "[\xf0-\xf4]")
    return re.compile("|".join(f"{lead}{rest}{count}" for lead, count in zip(leads, counts, strict=True)))


_UNIT = unit_pattern()
_CHAIN = re.compile(f"(?:{_UNIT.pattern})+")
_EXACT_UNIT = unit_pattern("", exact=True)
_EXACT_OR_BYTE = re.compile(f"{unit_pattern('', exact=True).pattern}|[\x80-\xff]")


@cache
def gate(codec: Codec) -> re.Pattern[str]:
    """Return what a line with damage holds: cheap to look for, and rare in clean text."""
    pair = f"[{_class(codec, LEADS)}][{_class(codec, CONTINUATIONS)}]"
    if codec.latin:
        return re.compile(pair)
    lead, rest = _class(codec, LEADS), _class(codec, CONTINUATIONS)
    row = f"[{lead}][{rest}]{{1,3}}[{lead}][{rest}]"
    inside = f"(?<=[A-Za-z]){pair}"
    return re.compile("|".join([*map(re.escape, sorted(codec.signatures)), row, inside]))


def _class(codec: Codec, wanted: range) -> str:
    return re.escape(codec.standing_for(wanted))


def find_chains(line: str, codec: Codec) -> list[Chain]:
    """Return the chains of ``line`` in order."""
    data = as_bytes(line, codec)
    return [_judge(line, data, span, codec) for match in _CHAIN.finditer(data) for span in _trimmed(data, match.span())]


def _trimmed(data: str, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the chain without lone letters at its edges that belong to a clean word (``café`` before ``â€™``).

    These letters follow as chains of their own where they could be characters of two bytes.
    """
    start, end = span
    first, last = start, end
    while first < last - 1 and data[first + 1] in _LEAD_BYTES and data[first - 1 : first].isalpha() and first:
        first += 1
    while first < last - 1 and data[last - 1] in _LEAD_BYTES and data[last : last + 1].isalpha():
        last -= 1
    yield from ((at, at + 1) for at in range(start, first) if data[at] in _TWO_BYTE_LEADS)
    letter = last - first == 1 and (data[first - 1 : first].isalpha() if first else False)
    if not letter or data[first] in _TWO_BYTE_LEADS:
        yield first, last
    yield from ((at, at + 1) for at in range(last, end) if data[at] in _TWO_BYTE_LEADS)


def _judge(line: str, data: str, span: tuple[int, int], codec: Codec) -> Chain:
    start, end = span
    piece = data[start:end]
    readable = any(char not in _LEAD_BYTES for char in piece)
    proven = hinted = False
    if readable:
        proven, hinted = _evidence(line, data, span, codec)
        proven = proven or _is_damaged_twice(line, data, span, codec)
    return Chain(start, end, proven, hinted, whole=decode(piece) is not None, readable=readable)


def _evidence(line: str, data: str, span: tuple[int, int], codec: Codec) -> tuple[bool, bool]:
    """Tell whether the chain proves the damage, and whether it hints at it."""
    hinted, odd = False, 0
    script, row = "", ""
    for match in _UNIT.finditer(data, *span):
        start, end = match.span()
        unit = Unit(line[start:end], size(data[start]), line[start - 1 : start] if start else "", line[end : end + 1])
        witness = Witness(unit, codec)
        odd += witness.proves
        if odd > 1 or (odd and not witness.is_one_of_many):
            return True, True
        hinted = hinted or witness.hints
        row = row + unit.text if witness.script == script else unit.text
        script = witness.script
        if script and len(row) >= ROWS.get(script, MIN_ROW) * unit.size and not is_written(row):
            return True, True
        row = row[-ROWS.get(script, MIN_ROW) * unit.size :]
    return False, hinted


def _is_damaged_twice(line: str, data: str, span: tuple[int, int], codec: Codec) -> bool:
    """Tell whether a chain in or beside a word of Latin letters means, decoded twice, letters of Latin: no chance."""
    start, end = span
    once = None if codec.latin else decode(data[start:end])
    twice = decode(as_bytes(once, codec)) if once else None
    if not twice or not once or len(twice) >= len(once) or not all(c.isalpha() and c < "\u0250" for c in twice):
        return False
    beside = line[start - 1 : start] if start else "", line[end : end + 1]
    return any(char.isascii() and char.isalpha() for char in beside)


def is_written(row: str) -> bool:
    """Tell whether somebody may have written what looks like damage: capitals throughout, or a drawing."""
    return row.isupper() or all("\u2500" <= char <= "\u259f" for char in row)


def size(lead: str) -> int:
    """Return how many bytes a character has that begins with the byte ``lead`` (RFC 3629)."""
    return 2 + (lead >= "\xe0") + (lead >= "\xf0")


def decode(data: str) -> str | None:
    """Return what bytes mean in UTF-8, None when they mean nothing."""
    try:
        return data.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None


def beyond_ascii(text: str) -> int:
    """Return how many characters of ``text`` are not ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))


@cache
def closure(model: DamageModel) -> re.Pattern[str]:
    """Return what matches the characters that the damage of ``model`` explains, in ``as_bytes``; it never goes back."""
    stand_ins = model.treatment.stand_in + (" " if model.spaces_no_break else "")
    exact = model.treatment is not Treatment.DROPPED and not model.drops_soft_hyphen
    return re.compile(f"(?>{unit_pattern(stand_ins, exact=exact).pattern}|[\x00-\x7f])*+")


def explains(model: DamageModel, data: str) -> bool:
    """Tell whether ``model`` explains every character of a line that is not ASCII; ``data`` is its ``as_bytes``."""
    return closure(model).fullmatch(data) is not None


CUT = "(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})"
"""Matches a character of UTF-8 without its last byte, or without its last ones."""


@cache
def _within(byte: int) -> re.Pattern[str]:
    return re.compile(f"{CUT}{re.escape(chr(byte))}")


def sees(data: str, codec: Codec, char: str) -> bool:
    """Tell whether ``char``, a soft hyphen or a no-break space, stands within the units of ``data``."""
    byte = codec.bytes.get(char)
    return byte is not None and _within(byte).search(data) is not None


def undone(data: str) -> str:
    """Return ``as_bytes`` with each unit that has all its bytes as the character it is, and a space for other bytes."""
    return _EXACT_OR_BYTE.sub(lambda match: decode(match[0]) or " ", data)


def whole_unit(data: str) -> tuple[int, str] | None:
    """Return how long the character is that ``data`` begins with, if all its bytes are there, and what it is."""
    match = _EXACT_UNIT.match(data)
    meant = decode(match[0]) if match else None
    return (match.end(), meant) if match and meant else None
