"""Damaged text: where it stands, and which damage explains it. Clean text in any language is passed over."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from awesome_lint.encoding.damage import MAX_ROUNDS, DamageModel, Treatment, single_byte_codecs
from awesome_lint.encoding.gates import Suspects, find_suspects
from awesome_lint.encoding.history import History, Suspicion
from awesome_lint.encoding.multibyte import MIN_GAIN, find_stretches, has_known, treatment_of
from awesome_lint.encoding.singlebyte import Reading, claims, doubted, is_torn, rivals
from awesome_lint.encoding.units import Chain, as_bytes, explains, find_chains, undone
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from awesome_lint.encoding.damage import Codec
    from awesome_lint.encoding.multibyte import Stretch

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
    spaces = model.treatment is Treatment.SPACE and any(line.text.startswith(" ", each.end) for each in damaged)
    return Damage(runs, (Suspicion(model),), whole, trusted=(kept or once) and not scraps and not spaces)


def _western(lines: Sequence[Line], suspicious: Sequence[int], taken: Collection[int]) -> list[Damage]:
    """Return the damage done with codecs of one byte a character, in the lines that are not ``taken``."""
    if not suspicious:
        return []
    texts = [line.text for line in lines]
    readings = [Reading.of(texts, suspicious, codec) for codec in single_byte_codecs()]
    found: list[Damage] = []
    for best, claimed in claims(readings, set(range(len(lines))) - set(taken), every=not taken).items():
        found += _damages(lines, best, claimed, readings)
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


def _damages(
    lines: Sequence[Line], best: Reading, claimed: Mapping[int, tuple[Chain, ...]], readings: Sequence[Reading]
) -> Iterator[Damage]:
    """Yield the damage of the lines that are ``claimed`` by the codec of ``best``."""
    histories = _Histories(lines[number].text for number in claimed)
    equal = rivals(best, readings, claimed)
    doubts = {number: [codec for codec in doubted(number, best, readings) if codec not in equal] for number in claimed}
    suspicions = {
        number: _suspicions([histories[codec] for codec in (*equal, *doubts[number])], lines[number].text)
        for number in claimed
    }
    once = all(its[0].model.rounds == 1 for its in suspicions.values())
    trusted = _is_trusted([histories[codec].model for codec in equal], once=once)
    trusted = trusted and not any(reading.may_be_remains for reading in readings if reading.codec in equal)
    for number, chains in claimed.items():
        line, model = lines[number], suspicions[number][0].model
        damaged = _damaged(line, chains, model)
        if damaged:
            runs = tuple(Span(line.offset + chain.start, line.offset + chain.end) for chain in damaged)
            whole = all(chain.whole for chain in damaged)
            sure = trusted and not doubts[number] and (whole or model.rounds == 1)
            sure = sure and not is_torn(number, damaged, best, readings, equal)
            yield Damage(runs, suspicions[number], whole, sure)


def _is_trusted(models: Sequence[DamageModel], *, once: bool) -> bool:
    """Tell whether ``models``, each of which may have done the damage, leave enough of a text to be sure of it.

    The first is the likeliest: where it has lost nothing, the others have not, either.
    """
    return models[0].treatment is Treatment.KEPT or (once and all(model.keeps_enough for model in models))


class _Histories(dict["Codec", History]):
    """What became of the bytes of some lines, for each codec that is asked for."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = list(lines)

    def __missing__(self, codec: Codec) -> History:
        self[codec] = History.of(codec, self._lines)
        return self[codec]


def _suspicions(histories: Iterable[History], line: str) -> tuple[Suspicion, ...]:
    """Return what may have been done to ``line``, with each codec in turn; what was done repeatedly has no rivals."""
    found: list[Suspicion] = []
    for history in histories:
        first, *others = history.suspicions(line)
        model = _repeated(first.model, line)
        found += [Suspicion(model), *(others if model.rounds == 1 else ())]
    return tuple(found)


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
