"""Damaged text put right: decoded where every byte is there, else read as its context and its copies say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_lint.encoding import multibyte
from awesome_lint.encoding.code_table import CodeTable, assigned
from awesome_lint.encoding.detect import MAX_ROUNDS, find_damage
from awesome_lint.encoding.lattice import Option, Reading, search
from awesome_lint.encoding.units import as_bytes, decode, whole_unit
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from awesome_lint.encoding.damage import Codec, DamageModel
    from awesome_lint.encoding.detect import Damage
    from awesome_lint.encoding.knowledge import Knowledge

DOUBT = 0.001
"""The probability of another reading up to which a repair is safe."""
MAX_LOST = 0.25
"""The part of all continuation bytes a model may lose for its repairs to be safe."""
_LITERAL = 25.0
"""What leaving a damaged character as it is costs, in nats: the last resort."""
_CLEAN_LETTER = 8.0
"""The same for a letter that may be clean: one in three thousand letters of a damaged line was written later."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is written in place of the damaged text of ``span``."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Repair:
    """What one damage is repaired to, other readings of it, and whether there is no doubt."""

    damage: Damage
    model: DamageModel
    changes: tuple[Change, ...]
    others: tuple[tuple[Change, ...], ...] = ()
    guessed: bool = False
    """Whether bytes are lost, so that something had to be guessed."""
    safe: bool = True
    doubt: float = 0.0
    """The probability that another reading is right."""


def repair(text: str, damages: Sequence[Damage], clean: Callable[[], Knowledge]) -> Iterator[Repair]:
    """Yield the repair of each of ``damages`` of ``text``; ``clean`` is asked for only when bytes are lost."""
    exact = _exact(text, damages)
    repairer: _Repairer | None = None
    for damage in damages:
        if damage in exact:
            yield Repair(damage, damage.models[0], tuple(exact[damage]))
            continue
        repairer = repairer or _Repairer(text, clean())
        yield repairer.repair(damage)


def _exact(text: str, damages: Sequence[Damage]) -> dict[Damage, list[Change]]:
    """Return the changes for the damages that need no guess; damage done repeatedly is undone as often.

    Further rounds are looked for in the whole text, since it is as a whole that it shows them.
    """
    done = {damage: changes for damage in damages if damage.whole and (changes := _decoded(text, damage)) is not None}
    for _ in range(MAX_ROUNDS):
        made = [change for changes in done.values() for change in changes]
        current = _made(text, made, Span(0, len(text)))
        further = [change for again in find_damage(current) if again.whole for change in _decoded(current, again) or ()]
        nested = dict(zip(made, _nested(made, further), strict=True))
        if all(change == its for change, its in nested.items()):
            break
        done = {damage: [nested[change] for change in its] for damage, its in done.items()}
    return done


def _decoded(text: str, damage: Damage) -> list[Change] | None:
    """Return the changes that undo one round of damage, None where that cannot be."""
    changes = []
    for span in damage.runs:
        meant = _meaning(text[span.start : span.end], damage.models[0].codec)
        if meant is None:
            return None
        changes.append(Change(span, meant))
    return changes


def _meaning(run: str, codec: Codec) -> str | None:
    """Return what a damaged run was if all its bytes are there, None when they are not."""
    return multibyte.meaning(run, codec) if codec.multibyte else decode(as_bytes(run, codec))


def _made(text: str, changes: Sequence[Change], span: Span) -> str:
    """Return the text of ``span`` with ``changes`` made."""
    parts, at = [], span.start
    for change in changes:
        parts += (text[at : change.span.start], change.text)
        at = change.span.end
    return "".join([*parts, text[at : span.end]])


def _nested(changes: Sequence[Change], further: Sequence[Change]) -> list[Change]:
    """Return ``changes`` with ``further`` made in their texts; these are in order, and count in the changed text.

    What lies in none of the texts is left out.
    """
    result, shift, number = [], 0, 0
    for change in changes:
        start = change.span.start + shift
        place = Span(start, start + len(change.text))
        inside = []
        while number < len(further) and further[number].span.start < place.end:
            inside += [further[number]] if further[number].span in place else []
            number += 1
        moved = [Change(Span(each.span.start - start, each.span.end - start), each.text) for each in inside]
        result.append(Change(change.span, _made(change.text, moved, Span(0, len(change.text)))))
        shift += len(change.text) - len(change.span)
    return result


def _line(text: str, span: Span) -> tuple[int, int]:
    """Return where the line of ``span`` starts and ends."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return start, len(text) if end < 0 else end


class _Repairer:
    """Reads the lines of one text; what is made for one serves the others."""

    def __init__(self, text: str, knowledge: Knowledge) -> None:
        self._text = text
        self._knowledge = knowledge
        self._tables: dict[DamageModel, CodeTable] = {}

    def repair(self, damage: Damage) -> Repair:
        """Return the likeliest reading by the likeliest model, and up to two others."""
        readings = {model: self._read(damage, model) for model in damage.models}
        model = min(readings, key=lambda model: self._knowledge.total(readings[model][0].text))
        best, *others = readings[model]
        agreed = all(each[0].text == best.text for each in readings.values())
        safe = agreed and _may_be_safe(model) and 1 - best.probability <= DOUBT
        start = _line(self._text, damage.span)[0]
        return Repair(
            damage,
            model,
            _changes(best, start, self._text),
            tuple(_changes(other, start, self._text) for other in others),
            guessed=True,
            safe=safe,
            doubt=1 - best.probability,
        )

    def _read(self, damage: Damage, model: DamageModel) -> list[Reading]:
        start, end = _line(self._text, damage.span)
        line = self._text[start:end]
        table = self._table(model)
        inside = {at - start for span in damage.runs for at in range(span.start, span.end)}
        stop = len(line)
        data = as_bytes(line, model.codec)

        def options(at: int) -> list[Option]:
            found = (table.candidates(line, at, stop) or whole_unit(data, at)) if at in inside else {}
            if not found:
                return [Option(at + 1, [(line[at], 0.0 if at not in inside else _LITERAL)])]
            result = [Option(end, self._weighed(model, line, (at, end), chars)) for end, chars in found.items()]
            if len(found) == 1 and at + 1 in found and line[at].isalpha():
                result.append(Option(at + 1, [(line[at], _CLEAN_LETTER)]))
            return result

        return search(0, stop, options, self._knowledge.cost)

    def _weighed(
        self, model: DamageModel, line: str, span: tuple[int, int], characters: Sequence[str]
    ) -> list[tuple[str, float]]:
        if len(characters) == 1:
            return [(characters[0], 0.0)]
        gains = self._knowledge.gains(model, line, span, characters)
        return [(char, -gains.get(char, 0.0)) for char in characters]

    def _table(self, model: DamageModel) -> CodeTable:
        if model not in self._tables:
            self._tables[model] = CodeTable(model, "".join(dict.fromkeys(self._knowledge.vocabulary + assigned())))
        return self._tables[model]


def _may_be_safe(model: DamageModel) -> bool:
    lost = sum(0x80 <= byte < 0xC0 for byte in model.lost)
    return lost <= MAX_LOST * 0x40


def _changes(reading: Reading, offset: int, text: str) -> tuple[Change, ...]:
    """Return the steps that change something, those side by side as one."""
    changes: list[Change] = []
    for step in reading.steps:
        start, end = offset + step.start, offset + step.end
        if text[start:end] == step.text:
            continue
        if changes and changes[-1].span.end == start:
            last = changes.pop()
            start, step_text = last.span.start, last.text + step.text
        else:
            step_text = step.text
        changes.append(Change(Span(start, end), step_text))
    return tuple(changes)
