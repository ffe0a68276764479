"""UTF-8 read with a codec of East Asia: every two of its bytes, wherever they belong, became one ideograph.

Such damage looks like Chinese or Japanese, but for two things: its bytes are UTF-8, and no language puts these
ideographs side by side.
"""

from __future__ import annotations

import math
import re
from codecs import getincrementaldecoder
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby, pairwise, product
from typing import TYPE_CHECKING, TypeAlias
from unicodedata import category

from awesome_lint.encoding.damage import MAX_ROUNDS, SIGNATURES, Codec, Treatment
from awesome_lint.encoding.evidence import LOST
from awesome_lint.encoding.units import decode, unit_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from awesome_lint.encoding.damage import DamageModel

MIN_GAIN = 12.0
"""Nats by which what the bytes mean has to be likelier than what stands there: one chance in 160,000."""
MIN_ROW = 2
"""Characters side by side that a stretch has to mean to show the damage alone, common ones where some are lost. The
bytes of two rare ideographs may be one character, with an ASCII letter or without: ``豢池`` would mean ``洒r``."""
NOISE = math.log(30 * 256)
"""What a byte that means nothing costs, in nats: one byte in thirty is left of a character that lost others, and it is
one of 256. Were it likelier, rare ideographs in a row would be likelier as bytes than as what they are."""
_NOT_WRITTEN = frozenset({"Cc", "Cn", "Co", "Cs"})
_LATIN_END = "\u0250"
_WIDE_BEGIN = "\u0800"
"""The first character that has three bytes."""
_BLOCK = 0x100
"""Code points of the blocks of the scripts of India and South-East Asia, which put vowel signs behind letters."""
_EASTERN = re.compile("[\u2e80-\uffef]")
"""Ideographs, kana, Hangul, full-width forms, private use: what these codecs show most bytes as."""
_STRETCH = re.compile(r"[^\x00-\x7f]+")
_UNIT = unit_pattern("", exact=True)
_FITTING = re.compile(f"(?:{unit_pattern().pattern}|[\x00-\x7f\ufffd])*")
_Way: TypeAlias = "tuple[_Way | None, str]"
"""Characters that were read, behind those before them."""
_UNIT_OR_BYTE = re.compile(f"{_UNIT.pattern}|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters that are not ASCII side by side: where they are in their line, and what tells of damage."""

    start: int
    end: int
    meant: str | None
    """What their bytes mean in UTF-8, None when that is nothing."""
    gain: float
    """How much likelier that is than what stands there, in nats."""
    fits: bool
    """Whether the bytes are UTF-8 but for some that are missing."""
    again: bool = False
    """Whether what they mean was read wrongly, too."""

    @property
    def proven(self) -> bool:
        """Tell whether this alone shows the damage."""
        return self.gain >= MIN_GAIN


@lru_cache(maxsize=65536)
def _options(char: str, codec: Codec) -> tuple[str, ...]:
    """Return the bytes a character may have been read from, as characters below U+0100: none when there are none.

    ASCII stands for itself. The forms of a codec differ on some characters; and one such as ``§`` may be a byte that
    was kept as it was. What takes an ASCII character along comes last.
    """
    if char.isascii() or char == LOST:
        return (char,)
    options: list[str] = []
    for python in (codec.strict, codec.python):
        with suppress(UnicodeEncodeError):
            options.append(char.encode(python).decode("latin-1"))
    options += _duplicates(codec).get(char, ())
    if "\x80" <= char <= "\xff" and not bytes((ord(char),)).decode(codec.python, "ignore"):
        options.append(char)
    return tuple(sorted(dict.fromkeys(options), key=lambda option: option[-1].isascii()))


@cache
def _duplicates(codec: Codec) -> dict[str, list[str]]:
    """Return the characters that several pairs of bytes stand for, with the pairs that encoding does not give."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for first in range(0x81, 0xFF):
        for second in range(0x40, 0xFF):
            pair = bytes((first, second))
            with suppress(UnicodeDecodeError):
                char = pair.decode(codec.python)
                if len(char) == 1 and not char.isascii() and char.encode(codec.python) != pair:
                    found[char].append(pair.decode("latin-1"))
    return found


def as_bytes(text: str, codec: Codec) -> str:
    """Return the bytes that ``codec`` would have read ``text`` from; what it has no bytes for stays."""
    return "".join(next(iter(_options(char, codec)), char) for char in text)


def meaning(seen: str, codec: Codec) -> str | None:
    """Return what the bytes of ``seen`` mean in UTF-8, None when they mean nothing."""
    ways: dict[bytes, _Way | None] = {b"": None}
    for char in seen:
        further: dict[bytes, _Way | None] = {}
        for option, (pending, way) in product(_options(char, codec) if char != LOST else (), ways.items()):
            if fed := _fed(pending + option.encode("latin-1")):
                further.setdefault(fed[1], (way, fed[0]))
        if not further:
            return None
        ways = further
    return _joined(ways[b""]) if b"" in ways else None


def _joined(way: _Way | None) -> str:
    parts = []
    while way:
        way, text = way
        parts.append(text)
    return "".join(reversed(parts))


@lru_cache(maxsize=65536)
def _fed(data: bytes) -> tuple[str, bytes] | None:
    """Return the characters of ``data`` and the bytes of one that is not complete, None when they are no UTF-8."""
    decoder = getincrementaldecoder("utf-8")()
    try:
        return decoder.decode(data), decoder.getstate()[0]
    except UnicodeDecodeError:
        return None


def find_stretches(line: str, codec: Codec) -> list[Stretch]:
    """Return what is not ASCII in ``line``, and whether it is UTF-8 that was read with ``codec``."""
    return [_judge(line, match.span(), codec) for match in _STRETCH.finditer(line)]


def _judge(line: str, span: tuple[int, int], codec: Codec) -> Stretch:
    seen = line[span[0] : span[1]]
    meanings = list(_meanings(seen, codec))
    written = [meant for meant in meanings if _is_written(meant)]
    eastern = len(_EASTERN.findall(seen))
    if written:
        gain = max(_weighed(line, span, meant) for meant in written) if eastern else 0.0
        again = bool(meanings[1:]) and bool(_EASTERN.search(meanings[0]))
        return Stretch(*span, meanings[0], gain, fits=True, again=again)
    gain = _lossy_gain(line, span, codec) if not meanings and 2 * eastern >= len(seen) else 0.0
    return Stretch(*span, None, gain, fits=bool(_FITTING.fullmatch(as_bytes(seen, codec))))


def _meanings(seen: str, codec: Codec) -> Iterator[str]:
    """Yield what ``seen`` means, what that means, and so on: it may have been read wrongly more than once."""
    meant: str | None = seen
    for _ in range(MAX_ROUNDS):
        meant = meaning(meant, codec) if meant else None
        if not meant:
            return
        yield meant


def _is_written(text: str) -> bool:
    """Tell whether somebody may have written ``text``: no control characters, no vowel sign without its letter."""
    if any(category(char) in _NOT_WRITTEN for char in text):
        return False
    return all(_same_script(before, char) for before, char in pairwise(["", *text]) if _is_vowel_sign(char))


def _is_vowel_sign(char: str) -> bool:
    """Tell whether ``char`` is a sign of India or South-East Asia that stands behind a letter of its script."""
    return "\u0900" <= char <= "\u1cff" and category(char).startswith("M")


def _same_script(one: str, other: str) -> bool:
    return one != "" and ord(one) // _BLOCK == ord(other) // _BLOCK


def _weighed(line: str, span: tuple[int, int], meant: str) -> float:
    """Return how much likelier ``meant`` is than what stands there, in nats; at most nothing where it tells nothing."""
    gain = _gain(line, span, meant)
    return gain if _is_telling(meant) else min(gain, 0.0)


def _is_telling(meant: str) -> bool:
    """Tell whether what a stretch means shows the damage alone: else two ideographs may be one character by chance.

    Letters of Latin, punctuation, emoji and the like are telling even so: ``’s`` is the commonest sight of all.
    """
    if all(char < _LATIN_END for char in meant) or any(char.encode()[:2] in SIGNATURES for char in meant):
        return True
    return _has_row(not char.isascii() for char in meant)


def _has_row(wanted: Iterable[bool]) -> bool:
    """Tell whether as many characters stand side by side as show the damage."""
    return any(is_wanted and len(list(row)) >= MIN_ROW for is_wanted, row in groupby(wanted))


def _gain(line: str, span: tuple[int, int], meant: str) -> float:
    """Return how much likelier ``meant`` is than what stands there, between its neighbours, in nats."""
    start, end = span
    before, after = line[start - 1 : start] if start else "", line[end : end + 1]
    return cost_of(line[start:end] + after, before) - cost_of(meant + after, before)


def has_known(text: str) -> bool:
    """Tell whether ``text`` holds a character that stands in lists."""
    from awesome_lint.encoding.bigrams import load

    return any(map(load().is_known, text))


def cost_of(text: str, before: str = "") -> float:
    """Return what ``text`` costs behind ``before``, in nats."""
    from awesome_lint.encoding.bigrams import load

    bigrams = load()
    return sum(bigrams.cost(first, char) for first, char in zip([before, *text], text, strict=False))


def _lossy_gain(line: str, span: tuple[int, int], codec: Codec) -> float:
    """Return the same where bytes are lost: what is left of them is read, and what means nothing is noise.

    A character that the codec lacks was never read with it.
    """
    seen = line[slice(*span)].replace(LOST, "")
    options = [_options(char, codec) for char in seen]
    if not all(options):
        return 0.0
    rest = list(_rest("".join(each[0] for each in options)))
    if not _has_row(char >= _WIDE_BEGIN and char != LOST for char in rest):
        return 0.0
    before = line[span[0] - 1 : span[0]] if span[0] else ""
    return max(0.0, cost_of(seen, before) - _cost_of_rest(before, rest))


def _rest(data: str) -> Iterator[str]:
    """Yield the characters of UTF-8 that are left in ``data``, and ``LOST`` for each byte that is part of none.

    One that no list holds, or a vowel sign with nothing of its script beside it, is there by chance.
    """
    from awesome_lint.encoding.bigrams import load

    known = load().is_known
    units = _UNIT_OR_BYTE.findall(data)
    characters = [decode(unit) or LOST for unit in units]
    for unit, before, char, after in zip(units, ["", *characters], characters, [*characters[1:], ""], strict=False):
        stray = _is_vowel_sign(char) and not (_same_script(before, char) or _same_script(after, char))
        readable = char != LOST and (char.isascii() or known(char)) and not stray
        yield from char if readable else LOST * len(unit)


def _cost_of_rest(before: str, rest: Iterable[str]) -> float:
    """Return what the characters of ``rest`` cost, and the bytes that are part of none."""
    from awesome_lint.encoding.bigrams import load

    bigrams = load()
    return sum(NOISE if char == LOST else bigrams.cost(first, char) for first, char in pairwise([before, *rest]))


def treatment_of(damaged: Mapping[str, Sequence[Stretch]], codec: Codec) -> Treatment:
    """Return what became of bytes without a character in ``damaged``, lines with what is not ASCII in them.

    Where no byte was kept and none is missed, nothing tells whether whole characters were dropped.
    """
    text = "\n".join(damaged)
    seen = {char for line, its in damaged.items() for each in its if each.fits for char in line[each.start : each.end]}
    if any(_options(char, codec) == (char,) for char in seen - {LOST} if not char.isascii()):
        return Treatment.KEPT
    readable = all(stretch.meant is not None for stretches in damaged.values() for stretch in stretches)
    if readable and not codec.drops_characters:
        return Treatment.KEPT
    counts = {
        Treatment.REPLACED: text.count("\ufffd"),
        Treatment.QUESTION: len(re.findall(r"[^\x00-\x7f]\?", text)),
        Treatment.SPACE: len(re.findall(r"[^\x00-\x7f] ", text)),
    }
    gaps = sum(len(_broken(line, codec)) for line in damaged)
    likely = [treatment for treatment, count in counts.items() if count and 2 * count >= gaps]
    return likely[0] if likely else Treatment.DROPPED


def _broken(line: str, codec: Codec) -> list[str]:
    """Return the bytes of the line that are part of no character."""
    return re.findall("[\x80-\xff]+", _UNIT.sub("", as_bytes(line, codec)))


@lru_cache(maxsize=65536)
def _is_lost(first: int, second: int, strict: str) -> bool:
    """Tell whether a codec has no character for two bytes, so that the first is lost."""
    try:
        bytes((first, second)).decode(strict)
    except UnicodeDecodeError:
        return True
    return False


def pieces(model: DamageModel, char: str) -> Iterator[str]:
    """Yield what may be left of the bytes of ``char``, with what stands for lost ones, if anything does.

    Which bytes are lost depends on what stands beside the character, so this is more than can be.
    """
    data = char.encode("utf-8")
    yield data.decode("latin-1")
    if model.treatment is Treatment.KEPT:
        return
    last = len(data) - 1
    losable = [at for at in range(len(data)) if at == last or _is_lost(data[at], data[at + 1], model.codec.strict)]
    for choice in range(1, 1 << len(losable)):
        lost = {at for number, at in enumerate(losable) if choice >> number & 1}
        yield "".join(model.treatment.stand_in if at in lost else chr(byte) for at, byte in enumerate(data))
