"""Runs of text that are UTF-8 read with a wrong single-byte codec (mojibake), lost bytes included."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from awesome_lint.encoding.codecs import CONTINUATIONS, LEADS, Codec, codecs
from awesome_lint.encoding.evidence import LOST, Unit, Witness
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MIN_PAIRS = 3
"""Capitals, each with another character behind it, that show Cyrillic or Greek read with a codec of its own."""
MIN_PROVEN = 3
"""Proven runs from which on a text without one clean letter of the kind is damaged throughout."""


@dataclass(frozen=True, slots=True)
class Run:
    """Damaged text without a gap: its place, the codec it was read with, and whether every byte is still there."""

    span: Span
    codec: Codec
    whole: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one codec would explain: runs that show the damage, and runs that do beside others."""

    proven: tuple[Run, ...]
    hinted: tuple[Run, ...]

    @property
    def length(self) -> int:
        return sum(len(run.span) for run in (*self.proven, *self.hinted))


@dataclass(frozen=True, slots=True)
class _Candidate:
    span: Span
    witnesses: tuple[Witness, ...]

    @property
    def proven(self) -> bool:
        if any(witness.proves for witness in self.witnesses):
            return True
        together = (
            "".join(w.unit.text for w in group)
            for key, group in groupby(self.witnesses, attrgetter("capital_pair"))
            if key
        )
        return any(len(text) >= 2 * MIN_PAIRS and not text.isupper() for text in together)

    @property
    def readable(self) -> bool:
        """Tell whether some of it is a character of UTF-8."""
        return any(witness.decoded for witness in self.witnesses)

    @property
    def hinted(self) -> bool:
        return any(witness.hints for witness in self.witnesses)


def find_runs(text: str) -> tuple[Run, ...]:
    """Return the damaged runs of ``text`` in order; each lies within a line.

    Where two codecs could have done the damage, the one that explains more of the text is named.
    """
    lines = _beyond_ascii(text)
    readings = [_read(text, lines, codec) for codec in codecs()] if lines else []
    sure = _Cover(run for reading in readings for run in reading.proven)
    chosen: list[Run] = []
    for reading in sorted(readings, key=lambda reading: -reading.length):
        damaged = [*reading.proven, *(run for run in reading.hinted if reading.proven or sure.touches(run.span))]
        taken = _Cover(chosen)
        chosen += [run for run in damaged if not taken.touches(run.span)]
    return tuple(sorted(chosen, key=lambda run: run.span))


class _Cover:
    """The places of runs, which may overlap each other."""

    def __init__(self, runs: Iterable[Run]) -> None:
        spans = sorted(run.span for run in runs)
        self._starts = [span.start for span in spans]
        self._reach = list(accumulate((span.end for span in spans), max))

    def touches(self, span: Span) -> bool:
        """Tell whether a run overlaps ``span``: of those that start before its end, one reaches into it."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._reach[before - 1] > span.start


def _beyond_ascii(text: str) -> list[tuple[int, str]]:
    """Return offset and text of the lines that are not ASCII."""
    found, offset = [], 0
    for line in text.split("\n") if not text.isascii() else ():
        if not line.isascii():
            found.append((offset, line))
        offset += len(line) + 1
    return found


@cache
def _gate(codec: Codec) -> re.Pattern[str]:
    """Return what a line with damage holds: cheap to look for, and rare in clean text."""
    pair = f"[{_class(codec, LEADS)}][{_class(codec, CONTINUATIONS)}]"
    if codec.latin:
        return re.compile(pair)
    capitals = "".join(char for char in codec.characters(LEADS) if char.isupper())
    pairs = f"(?:[{capitals}][{_class(codec, CONTINUATIONS)}]){{{MIN_PAIRS}}}" if capitals else pair
    return re.compile("|".join([*map(re.escape, sorted(codec.signatures)), pairs]))


@cache
def _pattern(codec: Codec) -> re.Pattern[str]:
    lead, rest = _class(codec, LEADS), f"{_class(codec, CONTINUATIONS)}{LOST}"
    return re.compile(f"(?:[{lead}](?P<rest>[{rest}]{{1,3}})?)+")


@cache
def _clean_letter(codec: Codec) -> re.Pattern[str]:
    """Return what matches lead characters of which none begins anything: letters somebody wrote."""
    lead, rest = _class(codec, LEADS), f"{_class(codec, CONTINUATIONS)}{LOST}"
    return re.compile(f"(?<![{lead}{rest}])[{lead}]+(?![{lead}{rest}])")


def _class(codec: Codec, wanted: range) -> str:
    return re.escape(codec.characters(wanted))


def _read(text: str, lines: list[tuple[int, str]], codec: Codec) -> _Reading:
    gate = _gate(codec)
    suspicious = [(offset, line) for offset, line in lines if gate.search(line)]
    candidates = [candidate for offset, line in suspicious for candidate in _candidates(line, offset, codec)]
    proven = [c for c in candidates if c.proven]
    throughout = len(proven) >= MIN_PROVEN and not _clean_letter(codec).search(text)
    hinted = [c for c in candidates if not c.proven and (c.hinted or (throughout and c.readable))]
    return _Reading(tuple(_run(c, codec) for c in proven), tuple(_run(c, codec) for c in hinted))


def _run(candidate: _Candidate, codec: Codec) -> Run:
    return Run(candidate.span, codec, all(witness.decoded for witness in candidate.witnesses))


def _candidates(line: str, offset: int, codec: Codec) -> Iterator[_Candidate]:
    for match in _pattern(codec).finditer(line):
        if match["rest"] is None:
            continue
        for start, witnesses in _chains(line, match.span(), codec):
            end = start + sum(len(witness.unit.text) for witness in witnesses)
            yield _Candidate(Span(offset + start, offset + end), witnesses)


def _chains(line: str, span: tuple[int, int], codec: Codec) -> Iterator[tuple[int, tuple[Witness, ...]]]:
    """Yield the units of ``span`` that stand side by side; surplus continuation characters end a chain."""
    at, end = span
    chain: list[Witness] = []
    start = at
    while at < end:
        unit = _unit(line, at, codec)
        chain.append(Witness(unit, codec))
        at += len(unit.text)
        if at == end or codec.bytes.get(line[at], 0) not in LEADS:
            yield from _trimmed(start, chain, line[at : at + 1])
            chain = []
            while at < end and codec.bytes.get(line[at], 0) not in LEADS:
                at += 1
            start = at


def _unit(line: str, at: int, codec: Codec) -> Unit:
    size = _size(codec.bytes[line[at]])
    stop = at + 1
    while stop < min(at + size, len(line)) and _continues(line[stop], codec):
        stop += 1
    return Unit(line[at:stop], size, line[at - 1 : at] if at else "", line[stop : stop + 1])


def _continues(char: str, codec: Codec) -> bool:
    return char == LOST or codec.bytes.get(char, 0) in CONTINUATIONS


def _size(lead: int) -> int:
    """Return how many bytes a character has that begins with ``lead`` (RFC 3629)."""
    return 2 + (lead >= 0xE0) + (lead >= 0xF0)  # noqa: PLR2004 - the bounds of the specification


def _trimmed(start: int, chain: list[Witness], after: str) -> Iterator[tuple[int, tuple[Witness, ...]]]:
    """Yield the chain without lone letters at its edges that belong to a clean word (``café`` before ``â€™``)."""
    first, last = 0, len(chain)
    while first < last - 1 and len(chain[first].unit.text) == 1 and chain[first].unit.before.isalpha():
        first += 1
    while first < last - 1 and len(chain[last - 1].unit.text) == 1 and after.isalpha():
        last -= 1
    yield start + first, tuple(chain[first:last])
