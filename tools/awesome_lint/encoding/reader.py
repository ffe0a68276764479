"""Damaged lines of which bytes are lost, read as what stands beside them and their copies say."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit
from awesome_lint.encoding import multibyte
from awesome_lint.encoding.code_table import CodeTable
from awesome_lint.encoding.lattice import Option, search
from awesome_lint.encoding.units import as_bytes, size, whole_unit
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from awesome_lint.encoding.damage import DamageModel
    from awesome_lint.encoding.detect import Damage
    from awesome_lint.encoding.knowledge import Knowledge
    from awesome_lint.encoding.lattice import Path, Step

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
"""Nats by which a model has to read better than a commoner one to be preferred."""
CERTAIN = 20.0
"""Nats by which what one model reads has to be likelier for the others to be passed over."""
BRACKETED = 400
"""Characters of damaged text within which a bracket that was opened is closed."""
_CLOSES = {"」": "「", "』": "『", "》": "《", "）": "（", "】": "【", "”": "“"}
ONLY_CLOSING = 6.0
"""Nats for the only place where an open bracket can be closed, and against closing one that is not open."""
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
        self._tables: dict[DamageModel, CodeTable] = {}
        self._groups: defaultdict[tuple[DamageModel, ...], list[Damage]] = defaultdict(list)
        for damage in damages:
            self._groups[damage.models].append(damage)
        self._likely: dict[tuple[DamageModel, ...], list[DamageModel]] = {}

    def read(self, damage: Damage) -> tuple[DamageModel, list[Reading], bool]:
        """Return the likeliest model, its readings by likelihood, and whether the first of them is sure."""
        models = self._likely.get(damage.models) or self._judge(damage.models)
        best, *rivals = [self._line(damage, model) for model in models]
        agreed = all(line.readings[0].text == best.readings[0].text for line in rivals)
        return best.model, best.readings, agreed and best.is_sure()

    def _judge(self, models: tuple[DamageModel, ...]) -> list[DamageModel]:
        """Return those of the models that may have done the damage, by how likely what they read is."""
        sample = self._groups[models][:SAMPLE]
        costs = {
            model: PRIOR * place + sum(self._cost(damage, model) for damage in sample)
            for place, model in enumerate(models)
            if models[1:]
        }
        near = [model for model in costs if costs[model] <= min(costs.values()) + CERTAIN]
        self._likely[models] = sorted(near, key=costs.__getitem__) or list(models)
        return self._likely[models]

    def _cost(self, damage: Damage, model: DamageModel) -> float:
        return self._knowledge.total(self._line(damage, model).readings[0].text)

    def _line(self, damage: Damage, model: DamageModel) -> _Line:
        if model not in self._tables:
            self._tables[model] = CodeTable(model, self._knowledge.vocabulary)
        return _Line(_matter(self._text, damage, model), self._tables[model], self._knowledge)


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
    """All readings of one matter by one model."""

    def __init__(self, matter: _Matter, table: CodeTable, knowledge: Knowledge) -> None:
        self.model = table.model
        self._matter = matter
        self._table = table
        self._knowledge = knowledge
        self._gains: dict[int, dict[str, float]] = {}
        """What copies speak for, by the places that can be read in more than one way."""
        self._left = set[int]()
        """The places that cannot be read."""
        self._paths = search(len(matter.data), matter.before, self._options, knowledge.cost)

    @cached_property
    def readings(self) -> list[Reading]:
        """The readings, the likeliest first."""
        return [Reading(tuple(self._pieces(path)), path.probability) for path in self._paths]

    def _pieces(self, path: Path) -> Iterator[Edit]:
        start = self._matter.span.start
        if self.model.is_local:
            yield from (Edit(Span(start + step.start, start + step.end), step.text) for step in path.steps)
        else:
            yield Edit(self._matter.span, path.text)

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
        found = self._table.candidates(self._matter.data, at) or self._whole(at)
        several = sum(map(len, found.values())) > 1
        options = [
            Option(end, self._weighed(at, end, characters) if several else [(characters[0], 0.0)])
            for end, characters in found.items()
        ]
        if char.isascii():
            options.append(as_it_is)
        elif not found:
            self._left.add(at)
            options.append(Option(at + 1, [(char, LITERAL)]))
        elif found.keys() == {at + 1} and char.isalpha() and self.model.is_local:
            wide = size(as_bytes(char, self.model.codec)) > 2  # noqa: PLR2004 - a lead byte and one more
            options.append(Option(at + 1, [(char, CLEAN_WIDE_LETTER if wide else CLEAN_LETTER)]))
        return options

    def _whole(self, at: int) -> dict[int, list[str]]:
        """Return the character that stands at a place with all its bytes, behind its end, however rare it is."""
        piece = self._matter.data[at : at + 4]
        found = whole_unit(as_bytes(piece, self.model.codec) if self.model.is_local else piece)
        return {at + found[0]: [found[1]]} if found else {}

    def _weighed(self, at: int, end: int, characters: Sequence[str]) -> list[tuple[str, float]]:
        """Return the characters that may stand from ``at`` to ``end``, each with what copies take off its cost."""
        gains = (
            self._knowledge.gains(self.model, self._matter.data, (at, end), characters) if self.model.is_local else {}
        )
        self._gains.setdefault(at, {}).update(gains)
        return [(char, self._closing(char, at, end) - gains.get(char, 0.0)) for char in characters]

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
