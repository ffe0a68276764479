"""Damaged text: where it stands, and which damage explains it. Clean text in any language is passed over."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from awesome_lint.encoding.damage import (
    MAX_ROUNDS,
    DamageModel,
    Treatment,
    single_byte_codecs,
)
from awesome_lint.encoding.gates import Suspects, find_suspects
from awesome_lint.encoding.history import History, Suspicion
from awesome_lint.encoding.multibyte import MIN_GAIN, cost_of, find_stretches, has_known, treatment_of
from awesome_lint.encoding.units import Chain, as_bytes, beyond_ascii, explains, find_chains, gate, undone
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from awesome_lint.encoding.damage import Codec
    from awesome_lint.encoding.multibyte import Stretch

MIN_PROVEN = 3
"""Proven chains from which on a text that the damage explains throughout is damaged throughout."""

MIN_DOUBT = 5.0
"""Nats by which a line has to be likelier by another codec than by the one that explains most of the text."""
_SCRAP = re.compile("[\uff61-\uff9f]+")
"""Half-width katakana, as which single bytes show: what is left of characters whose other bytes are lost."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not ASCII, and the offset of its first character."""

    offset: int
    text: str


@dataclass(frozen=True, slots=True)
class Damage:
    """Damaged text within one line: the places of its runs, and what may have been done to it, the likeliest first."""

    runs: tuple[Span, ...]
    suspicions: tuple[Suspicion, ...]
    whole: bool
    """Whether every byte is there, so that nothing has to be guessed."""
    trusted: bool = True
    """Whether nothing else in the text tells that more may be missing here than can be seen."""

    @property
    def models(self) -> tuple[DamageModel, ...]:
        """The likeliest damage done with each of the codecs it may have been done with, the likeliest first."""
        return tuple({each.model.codec: each.model for each in reversed(self.suspicions)}.values())[::-1]

    @property
    def span(self) -> Span:
        """From the first run to the last."""
        return Span(self.runs[0].start, self.runs[-1].end)


def find_damage(text: str, skip: Sequence[Span] = ()) -> tuple[Damage, ...]:
    """Return the damage of ``text`` in order, one for each line and way of damage; ``skip`` are places of code."""
    lines = _beyond_ascii(_blanked(text, skip) if skip else text)
    if not lines:
        return ()
    suspects = find_suspects([line.text for line in lines])
    eastern = _eastern(lines, suspects)
    western = _western(lines, sorted(suspects.western - eastern.keys()), eastern)
    return tuple(sorted((*eastern.values(), *western), key=lambda damage: damage.span))


def _eastern(lines: Sequence[Line], suspects: Suspects) -> dict[int, Damage]:
    """Return the damage done with codecs of several bytes, by the number of its line."""
    best: dict[int, list[Stretch]] = {}
    codec = None
    for each, numbers in suspects.eastern.items():
        stretches = {number: find_stretches(lines[number].text, each) for number in sorted(numbers)}
        shown = _shown(stretches, lines, each)
        if _gain(shown) > _gain(best):
            best, codec = shown, each
    if codec is None:
        return {}
    treatment = treatment_of({lines[number].text: its for number, its in best.items()}, codec)
    once = not any(stretch.again for its in best.values() for stretch in its)
    return {n: _eastern_damage(lines[n], its, DamageModel(codec, treatment), once=once) for n, its in best.items()}


def _shown(suspicious: Mapping[int, list[Stretch]], lines: Sequence[Line], codec: Codec) -> dict[int, list[Stretch]]:
    """Return the lines that are damaged: those that show it, or all where all can be read and that is likelier."""
    shown = {number: its for number, its in suspicious.items() if _shows_damage(its)}
    if not any(stretch.meant is not None for its in suspicious.values() for stretch in its):
        return shown
    every = dict(suspicious)
    for number, line in enumerate(lines):
        every[number] = every.get(number) or find_stretches(line.text, codec)
        if any(stretch.meant is None for stretch in every[number]):
            return shown
    return every if _gain(every) >= MIN_GAIN else shown


def _shows_damage(stretches: Sequence[Stretch]) -> bool:
    """Tell whether a stretch of a line shows the damage, or all of them do together."""
    together = all(stretch.meant is not None for stretch in stretches)
    return any(s.proven for s in stretches) or (together and sum(s.gain for s in stretches) >= MIN_GAIN)


def _gain(stretches: Mapping[int, Sequence[Stretch]]) -> float:
    return sum(stretch.gain for its in stretches.values() for stretch in its)


def _eastern_damage(line: Line, stretches: Sequence[Stretch], model: DamageModel, *, once: bool) -> Damage:
    damaged = [stretch for stretch in stretches if stretch.proven or stretch.fits]
    runs = tuple(Span(line.offset + stretch.start, line.offset + stretch.end) for stretch in damaged)
    kept = model.treatment is Treatment.KEPT
    whole = all(stretch.meant is not None for stretch in damaged) and (kept or not model.codec.drops_characters)
    model = replace(model, treatment=Treatment.KEPT) if whole else model
    scraps = any(_SCRAP.fullmatch(line.text, each.start, each.end) for each in stretches if each not in damaged)
    scraps = scraps or any(not has_known(each.meant) for each in damaged if each.meant and not each.again)
    return Damage(runs, (Suspicion(model),), whole, trusted=(kept or once) and not scraps)


def _western(lines: Sequence[Line], suspicious: Sequence[int], taken: Collection[int]) -> list[Damage]:
    """Return the damage done with codecs of one byte a character, in the lines that are not ``taken``."""
    if not suspicious:
        return []
    readings = [_Reading.of(lines, suspicious, codec) for codec in single_byte_codecs()]
    found: list[Damage] = []
    for best, claimed in _claims(readings, set(range(len(lines))) - set(taken), every=not taken).items():
        found += _damages(best, claimed, readings)
    return found


def _blanked(text: str, skip: Sequence[Span]) -> str:
    """Return ``text`` with spaces in the places of ``skip``."""
    parts: list[str] = []
    at = 0
    for span in skip:
        parts += (text[at : span.start], re.sub(r"[^\r\n]", " ", text[max(at, span.start) : span.end]))
        at = max(at, span.end)
    return "".join([*parts, text[at:]])


def _beyond_ascii(text: str) -> list[Line]:
    if text.isascii():
        return []
    lines = text.split("\n")
    offsets = list(accumulate(map(len, lines), initial=0))
    return [Line(offsets[n] + n, line) for n, line in enumerate(lines) if not line.isascii()]


@dataclass(frozen=True, eq=False)
class _Reading:
    """What one codec would explain of a text; its lines that are not ASCII go by their number."""

    codec: Codec
    lines: Sequence[Line]
    chains: Mapping[int, tuple[Chain, ...]]
    """Those of the suspicious lines."""
    scores: Mapping[int, int]
    """For each line with proof: how many characters it explains, less those it does not."""

    @classmethod
    def of(cls, lines: Sequence[Line], suspicious: Iterable[int], codec: Codec) -> _Reading:
        """Read the lines ``suspicious`` with ``codec``."""
        pattern = gate(codec)
        chains = {n: tuple(find_chains(lines[n].text, codec)) for n in suspicious if pattern.search(lines[n].text)}
        scores = {
            n: 2 * sum(chain.end - chain.start for chain in its if chain.readable) - beyond_ascii(lines[n].text)
            for n, its in chains.items()
            if any(chain.proven for chain in its)
        }
        return cls(codec, lines, chains, scores)

    def total(self, numbers: Iterable[int]) -> int:
        return sum(self.scores.get(number, 0) for number in numbers)

    def shown(self, numbers: Iterable[int]) -> dict[int, tuple[Chain, ...]]:
        """Return the chains of those of the lines ``numbers`` that show the damage."""
        return {number: self.chains[number] for number in sorted(numbers) if number in self.scores}

    def explains_all(self) -> bool:
        """Tell whether the text shows damage, and this codec explains it to the last character: no line is clean."""
        data = [as_bytes(line.text, self.codec) for line in self.lines]
        if self.scores and all(explains(DamageModel(self.codec), each) for each in data):
            return True
        proven = sum(chain.proven for number in self.scores for chain in self.chains[number])
        return proven >= MIN_PROVEN and all(explains(DamageModel(self.codec, Treatment.DROPPED), each) for each in data)

    def readable(self) -> dict[int, tuple[Chain, ...]]:
        """Return the chains of those lines that have all their bytes."""
        found = {number: tuple(find_chains(line.text, self.codec)) for number, line in enumerate(self.lines)}
        return {number: its for number, its in found.items() if its and all(chain.whole for chain in its)}


def _claims(
    readings: Sequence[_Reading], numbers: Collection[int], *, every: bool
) -> dict[_Reading, dict[int, tuple[Chain, ...]]]:
    """Return the chains of those of the lines ``numbers`` that are damaged, by the codec that explains most of each.

    Of several, it is the one that explains most of the text; and where that explains ``every`` line, it is for all.
    """
    totals = {reading: reading.total(numbers) for reading in readings}
    top = max(readings, key=totals.__getitem__)
    if every and top.explains_all():
        return {top: top.readable() | top.shown(numbers)}
    groups: defaultdict[_Reading, list[int]] = defaultdict(list)
    for number in numbers:
        able = [reading for reading in readings if number in reading.scores]
        if able:
            groups[max(able, key=lambda its: (its.scores[number], totals[its]))].append(number)
    return {reading: reading.shown(its) for reading, its in groups.items()}


def _rivals(best: _Reading, readings: Iterable[_Reading], claimed: Iterable[int]) -> list[Codec]:
    """Return the codecs that explain the lines as well as ``best`` does, itself first."""
    score = best.total(claimed)
    return [best.codec, *(r.codec for r in readings if r is not best and r.total(claimed) == score)]


def _damages(
    best: _Reading, claimed: Mapping[int, tuple[Chain, ...]], readings: Sequence[_Reading]
) -> Iterator[Damage]:
    """Yield the damage of the lines that are ``claimed`` by the codec of ``best``."""
    lines = {number: best.lines[number] for number in claimed}
    histories = _Histories(lines.values())
    equal = _rivals(best, readings, claimed)
    doubted = {n: [codec for codec in _doubted(n, best, readings) if codec not in equal] for n in lines}
    suspicions = {
        n: _suspicions([histories[codec] for codec in (*equal, *doubted[n])], line.text) for n, line in lines.items()
    }
    once = all(its[0].model.rounds == 1 for its in suspicions.values())
    common = histories[best.codec].model
    trusted = common.treatment is Treatment.KEPT or (common.keeps_enough and once)
    for number, line in lines.items():
        damaged = _damaged(line, claimed[number], suspicions[number][0].model)
        if not damaged:
            continue
        runs = tuple(Span(line.offset + chain.start, line.offset + chain.end) for chain in damaged)
        whole = all(chain.whole for chain in damaged)
        sure = trusted and not doubted[number] and (whole or suspicions[number][0].model.rounds == 1)
        yield Damage(runs, suspicions[number], whole, sure and not _is_torn(number, damaged, best, readings))


class _Histories(dict["Codec", History]):
    """What became of the bytes of some lines, for each codec that is asked for."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = [line.text for line in lines]

    def __missing__(self, codec: Codec) -> History:
        self[codec] = History.of(codec, self._lines)
        return self[codec]


def _doubted(number: int, best: _Reading, readings: Iterable[_Reading]) -> Iterator[Codec]:
    """Yield the codecs that explain a line as well, and as something likelier: it may be from another file.

    ``Ć¤`` is ``ä`` by Windows-1257, and the rare letter ``Ƥ`` by Windows-1250. Case is passed over: the figures know
    little of headings in capitals.
    """
    line = best.lines[number].text
    data, score = as_bytes(line, best.codec), best.scores.get(number)
    for reading in readings:
        if score is None or reading is best or reading.scores.get(number) != score:
            continue
        other = as_bytes(line, reading.codec)
        if other != data and cost_of(undone(other).lower()) + MIN_DOUBT < cost_of(undone(data).lower()):
            yield reading.codec


def _suspicions(histories: Iterable[History], line: str) -> tuple[Suspicion, ...]:
    """Return what may have been done to ``line``, with each codec in turn; what was done repeatedly has no rivals."""
    found: list[Suspicion] = []
    for history in histories:
        first, *rivals = history.suspicions(line)
        model = _repeated(first.model, line)
        found += [Suspicion(model), *(rivals if model.rounds == 1 else ())]
    return tuple(found)


def _is_torn(number: int, damaged: Sequence[Chain], best: _Reading, readings: Iterable[_Reading]) -> bool:
    """Tell whether what is damaged may be a part of something, in a line that ``best`` does not explain to the end.

    What looks like a byte in the middle of a character stands beside it; or it is a part of what another codec did:
    ``‚Ç¨`` is the euro by Mac Roman, though ``Ç¨`` is a letter by Windows-1252.
    """
    data = as_bytes(best.lines[number].text, best.codec)
    if explains(DamageModel(best.codec, Treatment.DROPPED), data):
        return False
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


def _damaged(line: Line, chains: Sequence[Chain], model: DamageModel) -> Sequence[Chain]:
    """Return the chains that are damaged: all of a line that the model explains, else those that show it."""
    if not explains(model, as_bytes(line.text, model.codec)):
        return [chain for chain in chains if chain.proven or chain.hinted]
    lossy = model.lost or model.spaces_no_break
    return chains if lossy else [chain for chain in chains if chain.readable]


def _repeated(model: DamageModel, line: str) -> DamageModel:
    """Return the model with as many rounds as it took: what is read shows the damage again."""
    text = undone(as_bytes(line, model.codec))
    while model.rounds < MAX_ROUNDS and any(chain.proven for chain in find_chains(text, model.codec)):
        model = replace(model, rounds=model.rounds + 1)
        text = undone(as_bytes(text, model.codec))
    return model
