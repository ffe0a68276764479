"""Damaged lines of which bytes are lost, read as what stands beside them and their copies say."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from unicodedata import category

from awesome_lint.diagnostics import Edit
from awesome_lint.encoding import multibyte
from awesome_lint.encoding.code_table import CodeTable
from awesome_lint.encoding.evidence import LOST
from awesome_lint.encoding.lattice import Budget, ExhaustedError, Option, search
from awesome_lint.encoding.units import as_bytes, size, whole_unit
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from awesome_lint.encoding.damage import Codec, DamageModel
    from awesome_lint.encoding.detect import Damage
    from awesome_lint.encoding.knowledge import Knowledge
    from awesome_lint.encoding.lattice import Path, Step

MAX_STEPS = 3_000_000
"""Steps weighed in one text, each about two microseconds: what is left then is not read. Of a Chinese list of 37 KB
with lost bytes, all that is damaged takes 400,000; characters that lost most of their bytes take 2,000 each."""
DOUBT = 1e-4
"""The probability of other readings up to which one is sure. Of 1,466 lines of Chinese below it, read without a copy by
``tools/bench/mojibake.py``, none was wrong; of the 733 with up to ten times the doubt, 12 were."""
ATTESTED = 5.0
"""What a copy has to give a character for it to be sure where the figures of its language are thin, in nats."""
LITERAL = 25.0
"""What leaving a damaged character as it is costs, in nats: the last resort."""
CLEAN_LETTER, CLEAN_WIDE_LETTER = 8.0, 2.0
"""The same for a letter that may be clean: one in three thousand of a damaged line was written later. It is less
where two bytes would have to be lost for it to be damage."""
SAMPLE = 20
"""Lines read with each model to tell which of several was at work."""
PRIOR = 6.0
"""Nats by which a codec has to read better than the commonest one to be preferred."""
CERTAIN = 20.0
"""Nats by which what one model reads has to be likelier for the others to be passed over."""
BRACKETED = 400
"""Characters of damaged text within which a bracket that was opened is closed."""
_CLOSES = {"」": "「", "』": "『", "》": "《", "）": "（", "】": "【", "”": "“"}
ONLY_CLOSING = 6.0
"""Nats for the only place where an open bracket can be closed, and against closing one that is not open."""
_LOST_BYTES = re.compile(f"{LOST}+")
_WELL_KNOWN = re.compile("[\u2010-\u2027\u2030-\u205e\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff65]")
"""Characters with figures so dense that these alone decide: ideographs, kana, Hangul, and their punctuation."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a damaged line: characters, and the places of the text they are read from."""

    pieces: tuple[Edit, ...]
    probability: float

    @property
    def text(self) -> str:
        """What the line reads."""
        return "".join(piece.text for piece in self.pieces)

    def changes(self, text: str) -> Iterator[Edit]:
        """Yield what is changed in ``text``; pieces side by side make one change."""
        last: Edit | None = None
        for piece in self.pieces:
            if text[piece.span.start : piece.span.end] == piece.text:
                continue
            if last and last.span.end == piece.span.start:
                last = Edit(Span(last.span.start, piece.span.end), last.text + piece.text)
                continue
            if last:
                yield last
            last = piece
        if last:
            yield last


class Reader:
    """Reads the ``damages`` of one text; what is made for one line serves the others."""

    def __init__(self, text: str, damages: Iterable[Damage], knowledge: Knowledge) -> None:
        self._text = text
        self._knowledge = knowledge
        self._budget = Budget(MAX_STEPS)
        self._tables: dict[tuple[DamageModel, DamageModel | None], CodeTable] = {}
        self._groups: defaultdict[tuple[Codec, ...], list[Damage]] = defaultdict(list)
        for damage in damages:
            self._groups[_codecs(damage)].append(damage)
        self._likely: dict[tuple[Codec, ...], list[Codec]] = {}
        self._lines: dict[tuple[Damage, Codec], _Line] = {}

    def read(self, damage: Damage) -> tuple[DamageModel, list[Reading], bool] | None:
        """Return the likeliest model, its readings by likelihood, and whether the first of them is sure.

        None when there is more to read than can be done.
        """
        try:
            best, *rivals = [self._line(damage, codec) for codec in self._judge(_codecs(damage))]
        except ExhaustedError:
            return None
        agreed = all(line.readings[0].text == best.readings[0].text for line in rivals)
        return best.model, best.readings, agreed and best.is_sure()

    def _judge(self, codecs: tuple[Codec, ...]) -> list[Codec]:
        """Return those of the codecs that may have done the damage, by how likely what they read is."""
        if codecs not in self._likely:
            sample = self._groups[codecs][:SAMPLE]
            costs = {
                codec: (PRIOR if place else 0.0) + sum(self._cost(damage, codec) for damage in sample)
                for place, codec in enumerate(codecs)
                if codecs[1:]
            }
            near = [codec for codec in costs if costs[codec] <= min(costs.values()) + CERTAIN]
            self._likely[codecs] = sorted(near, key=costs.__getitem__) or list(codecs)
        return self._likely[codecs]

    def _cost(self, damage: Damage, codec: Codec) -> float:
        return self._knowledge.total(self._line(damage, codec).readings[0].text)

    def _line(self, damage: Damage, codec: Codec) -> _Line:
        """Return what ``damage`` reads if it was done with ``codec``."""
        if (damage, codec) not in self._lines:
            (model, _), *rivals = [(its.model, its.cost) for its in damage.suspicions if its.model.codec is codec]
            tables = [(self._table(model), 0.0), *((self._table(rival, model), cost) for rival, cost in rivals)]
            matter = _matter(self._text, damage, model)
            self._lines[damage, codec] = _Line(matter, tables, self._knowledge, self._budget)
        return self._lines[damage, codec]

    def _table(self, model: DamageModel, beside: DamageModel | None = None) -> CodeTable:
        if (model, beside) not in self._tables:
            first = self._table(beside) if beside else None
            self._tables[model, beside] = CodeTable(model, self._knowledge.vocabulary, first)
        return self._tables[model, beside]


def _codecs(damage: Damage) -> tuple[Codec, ...]:
    return tuple(model.codec for model in damage.models)


@dataclass(frozen=True)
class _Matter:
    """What is read: for local damage a line as it stands, else the bytes of the damaged part of one."""

    span: Span
    """Its place in the text."""
    seen: str
    before: str
    """The character in front of it, if any."""
    data: str
    damaged: Collection[int]
    """The places of ``data`` that are damaged."""


def _matter(text: str, damage: Damage, model: DamageModel) -> _Matter:
    if model.is_local:
        span = _line(text, damage.span)
        damaged: Collection[int] = frozenset(at - span.start for run in damage.runs for at in range(run.start, run.end))
        data = seen = text[span.start : span.end]
    else:
        stand_in = model.treatment.stand_in
        follows = bool(stand_in) and text.startswith(stand_in, damage.span.end)
        span = Span(damage.span.start, damage.span.end + follows)
        seen = text[span.start : span.end]
        data = multibyte.as_bytes(seen, model.codec)
        damaged = range(len(data))
    return _Matter(span, seen, text[: span.start][-1:], data, damaged)


def _line(text: str, span: Span) -> Span:
    """Return the place of the line that holds ``span``."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return Span(start, len(text) if end < 0 else end)


class _Line:
    """All readings of one matter by one codec: with the first of ``tables``, and at a cost with the others."""

    def __init__(
        self, matter: _Matter, tables: Sequence[tuple[CodeTable, float]], knowledge: Knowledge, budget: Budget
    ) -> None:
        self.model = tables[0][0].model
        self._matter = matter
        self._tables = tables
        self._knowledge = knowledge
        self._gains: dict[int, dict[str, float]] = {}
        """What copies speak for, by the places that can be read in more than one way."""
        self._left = set[int]()
        """The places that cannot be read."""
        self._paths = search(len(matter.data), matter.before, self._options, knowledge.cost, budget)

    @cached_property
    def readings(self) -> list[Reading]:
        """The readings, the likeliest first."""
        return [Reading(tuple(self._pieces(path)), path.probability) for path in self._paths]

    def _pieces(self, path: Path) -> Iterator[Edit]:
        start = self._matter.span.start
        if self.model.is_local:
            yield from (Edit(Span(start + step.start, start + step.end), step.text) for step in path.steps)
        else:
            yield Edit(self._matter.span, _LOST_BYTES.sub(LOST, path.text))

    def is_sure(self) -> bool:
        """Tell whether the first reading has the evidence to itself."""
        best = self._paths[0]
        if not self.model.keeps_enough or 1 - best.probability > DOUBT or self._left & {s.start for s in best.steps}:
            return False
        if not self.model.is_local and self.model.damage(best.text) != self._matter.seen:
            return False
        return all(self._is_known(step) for step in best.steps if step.start in self._gains)

    def _is_known(self, step: Step) -> bool:
        gains = self._gains[step.start]
        attested = gains.get(step.text, 0.0)
        return bool(_WELL_KNOWN.match(step.text)) or (attested >= ATTESTED and attested == max(gains.values()))

    def _options(self, at: int) -> list[Option]:
        """Return what may stand at a place."""
        char = self._matter.data[at]
        as_it_is = Option(at + 1, [(char, 0.0)])
        if at not in self._matter.damaged:
            return [as_it_is]
        found = self._candidates(at)
        several = sum(map(len, found.values())) > 1
        options = [
            Option(end, self._weighed(at, end, characters) if several else list(characters.items()))
            for end, characters in found.items()
        ]
        if char.isascii():
            options.append(as_it_is)
        elif not found:
            self._left.add(at)
            options.append(Option(at + 1, [(char if self.model.is_local else LOST, LITERAL)]))
        elif char.isalpha() and self.model.is_local and self._stands_alone(at, found):
            wide = size(as_bytes(char, self.model.codec)) > 2  # noqa: PLR2004 - a lead byte and one more
            options.append(Option(at + 1, [(char, CLEAN_WIDE_LETTER if wide else CLEAN_LETTER)]))
        return options

    def _stands_alone(self, at: int, found: Iterable[int]) -> bool:
        """Tell whether what may be read from ``at`` to the places ``found`` has no other byte left behind its lead."""
        return all(end == at + 1 or self._matter.data[at + 1 : end].isascii() for end in found)

    def _candidates(self, at: int) -> dict[int, dict[str, float]]:
        """Return what may stand at a place: behind each end the characters, and what speaks against each, in nats.

        What has all its bytes is what it is, and no character that lost some.
        """
        whole = self._whole(at)
        if whole and self.model.is_local and self.model.rounds == 1:
            return whole
        found: dict[int, dict[str, float]] = {}
        for table, cost in self._tables:
            for end, characters in table.candidates(self._matter.data, at).items():
                its = found.setdefault(end, {})
                its.update((char, cost) for char in characters if its.get(char, cost) >= cost)
        return found or whole

    def _whole(self, at: int) -> dict[int, dict[str, float]]:
        """Return the character that stands at a place with all its bytes, behind its end, however rare it is."""
        piece = self._matter.data[at : at + 4]
        found = whole_unit(as_bytes(piece, self.model.codec) if self.model.is_local else piece)
        return {at + found[0]: {found[1]: 0.0}} if found and category(found[1]) != "Cc" else {}

    def _weighed(self, at: int, end: int, characters: Mapping[str, float]) -> list[tuple[str, float]]:
        """Return the characters that may stand from ``at`` to ``end``, each with what copies take off its cost."""
        gains = (
            self._knowledge.gains(self.model, self._matter.data, (at, end), characters) if self.model.is_local else {}
        )
        self._gains.setdefault(at, {}).update(gains)
        return [(char, cost + self._closing(char, at, end) - gains.get(char, 0.0)) for char, cost in characters.items()]

    def _closing(self, char: str, at: int, end: int) -> float:
        """Return what a closing bracket costs here: less than nothing where it is missing."""
        if char not in _CLOSES:
            return 0.0
        data, opening = self._matter.data, self.model.damage(_CLOSES[char])
        opened = data.rfind(opening, max(0, at - BRACKETED), at)
        if opened < 0:
            return ONLY_CLOSING
        stop = min(len(data), end + BRACKETED)
        reopened = data.find(opening, end, stop)
        places = data.count(data[at:end], opened + len(opening), reopened if reopened >= 0 else stop)
        return -ONLY_CLOSING if places == 1 else 0.0
