"""Damaged text: where it stands, and which damage explains it. Clean text in any language is passed over."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from awesome_lint.encoding.damage import (
    MAX_ROUNDS,
    NO_BREAK_SPACE,
    SOFT_HYPHEN,
    DamageModel,
    Treatment,
    single_byte_codecs,
)
from awesome_lint.encoding.gates import Suspects, find_suspects
from awesome_lint.encoding.multibyte import MIN_GAIN, find_stretches, treatment_of
from awesome_lint.encoding.units import Chain, as_bytes, beyond_ascii, explains, find_chains, gate, sees, undone
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from awesome_lint.encoding.damage import Codec
    from awesome_lint.encoding.multibyte import Stretch

MIN_PROVEN = 3
"""Proven chains from which on a text that the damage explains throughout is damaged throughout."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not ASCII, and the offset of its first character."""

    offset: int
    text: str


@dataclass(frozen=True, slots=True)
class Damage:
    """Damaged text within one line: the places of its runs, and what may have been done to it, the likeliest first."""

    runs: tuple[Span, ...]
    models: tuple[DamageModel, ...]
    whole: bool
    """Whether every byte is there, so that nothing has to be guessed."""
    trusted: bool = True
    """Whether nothing else in the text tells that more may be missing here than can be seen."""

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
    return Damage(runs, (replace(model, treatment=Treatment.KEPT) if whole else model,), whole, trusted=kept or once)


def _western(lines: Sequence[Line], suspicious: Sequence[int], taken: Collection[int]) -> list[Damage]:
    """Return the damage done with codecs of one byte a character, in the lines that are not ``taken``."""
    if not suspicious:
        return []
    readings = [_Reading.of(lines, suspicious, codec) for codec in single_byte_codecs()]
    found: list[Damage] = []
    left = set(range(len(lines))) - set(taken)
    while best := _best(readings, left):
        claimed = best.claimed(left, throughout=len(left) == len(lines))
        found += _damages(best, claimed, _rivals(best, readings, claimed))
        left -= set(claimed)
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


@dataclass(frozen=True)
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
            n: 2 * sum(chain.end - chain.start for chain in its) - beyond_ascii(lines[n].text)
            for n, its in chains.items()
            if any(chain.proven for chain in its)
        }
        return cls(codec, lines, chains, scores)

    def total(self, numbers: Iterable[int]) -> int:
        return sum(self.scores.get(number, 0) for number in numbers)

    def claimed(self, numbers: Iterable[int], *, throughout: bool) -> dict[int, tuple[Chain, ...]]:
        """Return those of the lines ``numbers`` that are damaged, with their chains.

        They show it, or they are readable in a text that this codec explains ``throughout``: its lines are all open.
        """
        shown = {number: self.chains[number] for number in numbers if number in self.scores}
        if not throughout:
            return shown
        data = [as_bytes(line.text, self.codec) for line in self.lines]
        proven = sum(chain.proven for chains in shown.values() for chain in chains)
        exact = all(explains(DamageModel(self.codec), each) for each in data)
        lossy = DamageModel(self.codec, Treatment.DROPPED)
        if not exact and (proven < MIN_PROVEN or not all(explains(lossy, each) for each in data)):
            return shown
        others = {n: tuple(find_chains(self.lines[n].text, self.codec)) for n in numbers if n not in shown}
        return shown | {n: chains for n, chains in others.items() if all(chain.whole for chain in chains)}


def _best(readings: Iterable[_Reading], numbers: Collection[int]) -> _Reading | None:
    """Return the codec that explains most of the lines ``numbers``, None when none of them shows damage."""
    shown = [reading for reading in readings if any(number in reading.scores for number in numbers)]
    return max(shown, key=lambda reading: reading.total(numbers), default=None)


def _rivals(best: _Reading, readings: Iterable[_Reading], claimed: Iterable[int]) -> list[Codec]:
    """Return the codecs that explain the lines as well as ``best`` does, itself first."""
    score = best.total(claimed)
    return [best.codec, *(r.codec for r in readings if r is not best and r.total(claimed) == score)]


def _damages(reading: _Reading, claimed: Mapping[int, tuple[Chain, ...]], codecs: Sequence[Codec]) -> Iterator[Damage]:
    lines = [reading.lines[number] for number in claimed]
    models = [_model(codec, [line.text for line in lines]) for codec in codecs]
    repeated = [tuple(_repeated(model, line) for model in models) for line in lines]
    once = all(its[0].rounds == 1 for its in repeated)
    trusted = models[0].treatment is Treatment.KEPT or (models[0].keeps_enough and once)
    for line, its, chains in zip(lines, repeated, claimed.values(), strict=True):
        damaged = _damaged(line, chains, models[0])
        runs = tuple(Span(line.offset + chain.start, line.offset + chain.end) for chain in damaged)
        yield Damage(runs, its, all(chain.whole for chain in damaged), trusted)


def _damaged(line: Line, chains: Sequence[Chain], model: DamageModel) -> Sequence[Chain]:
    """Return the chains that are damaged: all of a line that the model explains, else those that show it."""
    if not explains(model, as_bytes(line.text, model.codec)):
        return [chain for chain in chains if chain.proven or chain.hinted]
    return chains if model.lost else [chain for chain in chains if chain.readable]


def _model(codec: Codec, lines: Iterable[str]) -> DamageModel:
    """Return what was done to the lines with this codec: what explains most of them, the simplest first."""
    data = [as_bytes(line, codec) for line in lines]
    return max(_models(codec, data), key=lambda model: sum(explains(model, each) for each in data))


def _models(codec: Codec, data: Sequence[str]) -> Iterator[DamageModel]:
    """Yield what may have been done, the simplest first."""
    drops = not any(sees(each, codec, SOFT_HYPHEN) for each in data)
    keeps = any(chr(byte) in each for each in data for byte in codec.undefined)
    spaces = not any(sees(each, codec, NO_BREAK_SPACE) for each in data)
    yield DamageModel(codec)
    if spaces and (keeps or not codec.undefined):
        yield DamageModel(codec, spaces_no_break=True)
    yield DamageModel(codec, Treatment.REPLACED)
    yield DamageModel(codec, Treatment.QUESTION)
    yield DamageModel(codec, Treatment.SPACE, spaces_no_break=spaces)
    for treatment in (Treatment.REPLACED, Treatment.QUESTION) if spaces else ():
        yield DamageModel(codec, treatment, spaces_no_break=True)
    last = Treatment.KEPT if keeps else Treatment.DROPPED
    yield DamageModel(codec, last, drops_soft_hyphen=drops)
    if spaces:
        yield DamageModel(codec, last, drops_soft_hyphen=drops, spaces_no_break=True)


def _repeated(model: DamageModel, line: Line) -> DamageModel:
    """Return the model with as many rounds as it took: what is read shows the damage again."""
    text = undone(as_bytes(line.text, model.codec))
    while model.rounds < MAX_ROUNDS and any(chain.proven for chain in find_chains(text, model.codec)):
        model = replace(model, rounds=model.rounds + 1)
        text = undone(as_bytes(text, model.codec))
    return model
