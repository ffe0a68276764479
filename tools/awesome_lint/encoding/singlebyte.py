"""UTF-8 read with a codec of one byte a character: which codec it was, line by line."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from awesome_lint.encoding.damage import DamageModel, Treatment
from awesome_lint.encoding.multibyte import cost_of, has_known
from awesome_lint.encoding.units import Chain, as_bytes, beyond_ascii, decode, explains, find_chains, gate, undone

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from awesome_lint.encoding.damage import Codec

MIN_PROVEN = 3
"""Proven chains from which on a text that the damage explains throughout is damaged throughout."""
_LAST_OF_THREE_BYTES = "\uffff"
"""Beyond it, four signs side by side are no chance."""
MIN_DOUBT = 10.0
"""Nats by which a line has to be likelier by another codec than by the one that explains most of the text."""


@dataclass(frozen=True, eq=False)
class Reading:
    """What one codec would explain of a text; its lines that are not ASCII go by their number."""

    codec: Codec
    lines: Sequence[str]
    chains: Mapping[int, tuple[Chain, ...]]
    """Those of the suspicious lines."""
    proven: Collection[int]
    """The lines that show the damage."""
    scores: Mapping[int, int]
    """For each line that shows it or hints at it: how many characters it explains, less those it does not."""

    @classmethod
    def of(cls, lines: Sequence[str], suspicious: Iterable[int], codec: Codec) -> Reading:
        """Read the lines ``suspicious`` with ``codec``."""
        pattern = gate(codec)
        found = {n: tuple(find_chains(lines[n], codec)) for n in suspicious if pattern.search(lines[n])}
        chains = _without_chance(found, lines, codec)
        proven = [n for n, its in chains.items() if any(chain.proven for chain in its)]
        scores = {
            n: 2 * sum(chain.end - chain.start for chain in its if chain.readable) - beyond_ascii(lines[n])
            for n, its in chains.items()
            if any(chain.proven or chain.hinted for chain in its)
        }
        return cls(codec, lines, chains, proven, scores)

    def total(self, numbers: Iterable[int]) -> int:
        """Return how much it explains of the lines ``numbers``."""
        return sum(self.scores.get(number, 0) for number in numbers)

    def leads(self, number: int) -> int:
        """Return how many lead bytes of a line have nothing left behind them: they may as well be clean letters."""
        return sum(chain.end - chain.start for chain in self.chains[number] if not chain.readable)

    def shown(self, numbers: Iterable[int]) -> dict[int, tuple[Chain, ...]]:
        """Return the chains of the lines ``numbers``."""
        return {number: self.chains[number] for number in sorted(numbers)}

    def explains_all(self) -> bool:
        """Tell whether the text shows damage, and this codec explains it to the last character: no line is clean."""
        if self.proven and self._explains(Treatment.KEPT):
            return True
        proven = sum(chain.proven for number in self.proven for chain in self.chains[number])
        return proven >= MIN_PROVEN and self._explains(Treatment.DROPPED)

    @cached_property
    def may_be_remains(self) -> bool:
        """Tell whether all of the text may be what is left of one that lost most of its bytes, and some are missing.

        Where bytes that the codec has no character for are seen, they were kept.
        """
        losing = [each for each in Treatment if not DamageModel(self.codec, each).keeps_enough]
        kept = any(chr(byte) in data for data in self._data for byte in self.codec.undefined)
        return not kept and any(map(self._explains, losing)) and not self._explains(Treatment.KEPT)

    def _explains(self, treatment: Treatment) -> bool:
        """Tell whether the codec explains every line that is not ASCII, where this became of bytes it lacks."""
        return all(explains(DamageModel(self.codec, treatment), data) for data in self._data)

    @cached_property
    def _data(self) -> list[str]:
        return [as_bytes(line, self.codec) for line in self.lines]

    def readable(self) -> dict[int, tuple[Chain, ...]]:
        """Return the chains of those lines that have all their bytes."""
        found = {number: tuple(find_chains(line, self.codec)) for number, line in enumerate(self.lines)}
        return {number: its for number, its in found.items() if its and all(chain.whole for chain in its)}


def _without_chance(
    chains: Mapping[int, tuple[Chain, ...]], lines: Sequence[str], codec: Codec
) -> Mapping[int, tuple[Chain, ...]]:
    """Return ``chains`` without the proof where there is one only, and it means a character that no list holds.

    Clean letters and signs side by side may be the bytes of such a one by chance: ``Ź£``, ``ÇŸ``.
    """
    proof = [(number, chain) for number, its in chains.items() for chain in its if chain.proven]
    if len(proof) != 1:
        return chains
    number, only = proof[0]
    seen = lines[number][only.start : only.end]
    meant = decode(as_bytes(seen, codec))
    if not meant or len(meant) > 1 or meant > _LAST_OF_THREE_BYTES or seen[:2] in codec.signatures or has_known(meant):
        return chains
    rest = tuple(replace(each, proven=False, hinted=False) if each is only else each for each in chains[number])
    return {**chains, number: rest}


def claims(
    readings: Sequence[Reading], numbers: Collection[int], *, every: bool
) -> dict[Reading, dict[int, tuple[Chain, ...]]]:
    """Return the chains of those of the lines ``numbers`` that are damaged, by the codec that explains most of each.

    Of several, it is the one that explains most of the text; and where that explains ``every`` line, it is for all.
    """
    shown = set(numbers).intersection(number for reading in readings for number in reading.proven)
    totals = {reading: reading.total(shown) for reading in readings}
    top = max(readings, key=totals.__getitem__)
    if every and top.explains_all():
        return {top: top.readable() | top.shown(shown.intersection(top.scores))}
    groups: defaultdict[Reading, list[int]] = defaultdict(list)
    for number in shown:
        able = [reading for reading in readings if number in reading.scores]
        groups[max(able, key=lambda its: (its.scores[number], totals[its], its.leads(number)))].append(number)
    return {reading: reading.shown(its) for reading, its in groups.items()}


def rivals(best: Reading, readings: Iterable[Reading], claimed: Iterable[int]) -> list[Codec]:
    """Return the codecs that explain the lines as well as ``best`` does, itself first."""
    score = best.total(claimed)
    return [best.codec, *(r.codec for r in readings if r is not best and r.total(claimed) == score)]


def doubted(number: int, best: Reading, readings: Iterable[Reading]) -> Iterator[Codec]:
    """Yield the codecs that explain a line as well, and as something likelier: it may be from another file.

    ``Ć¤`` is ``ä`` by Windows-1257, and the rare letter ``Ƥ`` by Windows-1250. Case is passed over: the figures know
    little of headings in capitals.
    """
    line = best.lines[number]
    data, score = as_bytes(line, best.codec), best.scores.get(number)
    for reading in readings:
        if score is None or reading is best or reading.scores.get(number) != score:
            continue
        other = as_bytes(line, reading.codec)
        if other != data and cost_of(undone(other).lower()) + MIN_DOUBT < cost_of(undone(data).lower()):
            yield reading.codec


def is_torn(
    number: int, damaged: Sequence[Chain], best: Reading, readings: Iterable[Reading], equal: Iterable[Codec]
) -> bool:
    """Tell whether what is damaged may be a part of something, in a line that ``best`` does not explain to the end.

    What looks like a byte in the middle of a character stands beside it; or it is a part of what another codec did:
    ``‚Ç¨`` is the euro by Mac Roman, though ``Ç¨`` is a letter by Windows-1252; or one of the codecs that explain the
    text ``equal`` ly well loses so much that any letter may be what is left of another character.
    """
    data = as_bytes(best.lines[number], best.codec)
    if explains(DamageModel(best.codec), data):
        return False
    if explains(DamageModel(best.codec, Treatment.DROPPED), data):
        return not all(DamageModel(codec, Treatment.DROPPED).keeps_enough for codec in equal)
    beside = [data[at] for chain in damaged for at in (chain.start - 1, chain.end) if 0 <= at < len(data)]
    if any("\x80" <= byte <= "\xbf" for byte in beside):
        return True
    ours = {at for chain in damaged for at in range(chain.start, chain.end)}
    theirs = (
        range(chain.start, chain.end)
        for reading in readings
        if reading is not best
        for chain in reading.chains.get(number, ())
        if chain.whole
    )
    return any(not ours.isdisjoint(each) and not ours.issuperset(each) for each in theirs)
