"""UTF-8 read with a codec of East Asia: every two of its bytes, wherever they belong, became one ideograph.

Such damage looks like Chinese or Japanese, but for two things: its bytes are UTF-8, and no language puts these
ideographs side by side.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING, TypeAlias
from unicodedata import category

from awesome_lint.encoding.damage import MAX_ROUNDS, Codec, Treatment
from awesome_lint.encoding.evidence import LOST
from awesome_lint.encoding.units import decode, unit_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from awesome_lint.encoding.damage import DamageModel

MIN_GAIN = 12.0
"""Nats by which what the bytes mean has to be likelier than what stands there: one chance in 160,000."""
MIN_WIDE = 2
"""Characters of three bytes or more that the bytes of a stretch have to hold, where some bytes are lost."""
MIN_SHARE = 0.5
"""The part of the bytes that such characters make then; in clean Chinese they make less than a tenth."""
_NOT_WRITTEN = frozenset({"Cc", "Cn", "Co", "Cs"})
_EASTERN = re.compile("[\u2e80-\uffef]")
"""Ideographs, kana, Hangul, full-width forms, private use: what these codecs show most bytes as."""
_STRETCH = re.compile(r"[^\x00-\x7f]+")
_UNIT = unit_pattern("", exact=True)
_FITTING = re.compile(f"(?:{unit_pattern().pattern}|[\x00-\x7f\ufffd])*")
_Way: TypeAlias = "tuple[_Way | None, str]"
"""Characters that were read, behind those before them."""
_WIDE = re.compile("[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


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
            char = pair.decode(codec.python, "ignore")
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
        gain = max(_gain(line, span, meant) for meant in written) if eastern else 0.0
        again = bool(meanings[1:]) and bool(_EASTERN.search(meanings[0]))
        return Stretch(*span, meanings[0], gain, fits=True, again=again)
    gain = _lossy_gain(seen, codec) if 2 * eastern >= len(seen) else 0.0
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
    return not any(category(char) in _NOT_WRITTEN for char in text)


def _gain(line: str, span: tuple[int, int], meant: str) -> float:
    """Return how much likelier ``meant`` is than what stands there, between its neighbours, in nats."""
    start, end = span
    before, after = line[start - 1 : start] if start else "", line[end : end + 1]
    return _cost(before, line[start:end] + after) - _cost(before, meant + after)


def _cost(before: str, text: str) -> float:
    from awesome_lint.encoding.bigrams import load

    bigrams = load()
    return sum(bigrams.cost(first, char) for first, char in zip([before, *text], text, strict=False))


def _lossy_gain(seen: str, codec: Codec) -> float:
    """Return the same where bytes are lost: enough when most of the bytes are characters that are written."""
    from awesome_lint.encoding.bigrams import load

    data = seen.replace(LOST, "").encode(codec.python, "ignore").decode("latin-1")
    wide = _WIDE.findall(data)
    if len(wide) < MIN_WIDE or sum(map(len, wide)) < MIN_SHARE * len(data):
        return 0.0
    known = [each for each in wide if (decode(each) or "\0") in load().known]
    enough = len(known) >= MIN_WIDE and sum(map(len, known)) >= MIN_SHARE * len(data)
    return MIN_GAIN if enough else 0.0


def treatment_of(damaged: Mapping[str, Sequence[Stretch]], codec: Codec) -> Treatment:
    """Return what became of bytes without a character in ``damaged``, lines with what is not ASCII in them.

    Where no byte was kept and none is missed, nothing tells whether whole characters were dropped.
    """
    text = "\n".join(damaged)
    if any(_options(char, codec) == (char,) for char in set(text) - {LOST} if not char.isascii()):
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
