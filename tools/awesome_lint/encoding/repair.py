"""Damaged text put right: decoded where every byte is there, else read as its context and its copies say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import category

from awesome_lint.diagnostics import Edit, apply_edits
from awesome_lint.encoding import multibyte
from awesome_lint.encoding.damage import LEADS, MAX_ROUNDS
from awesome_lint.encoding.detect import find_damage
from awesome_lint.encoding.reader import Reader
from awesome_lint.encoding.units import as_bytes, decode
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from awesome_lint.encoding.damage import Codec, DamageModel
    from awesome_lint.encoding.detect import Damage
    from awesome_lint.encoding.knowledge import Knowledge


THROUGHOUT = 0.5
"""The part of all damaged lines that has to show another round of damage for the rest to have it, too."""


@dataclass(frozen=True, slots=True)
class Repair:
    """What one damage is repaired to, other readings of it, and whether there is no doubt."""

    damage: Damage
    model: DamageModel
    changes: tuple[Edit, ...]
    others: tuple[tuple[Edit, ...], ...] = ()
    guessed: bool = False
    """Whether bytes are lost, so that something had to be guessed."""
    safe: bool = True


def repair(text: str, damages: Sequence[Damage], clean: Callable[[], Knowledge]) -> Iterator[Repair]:
    """Yield the repair of each of ``damages`` of ``text``; ``clean`` is asked for only when bytes are lost."""
    exact = _exact(text, damages)
    reader: Reader | None = None
    for damage in damages:
        if damage in exact:
            yield Repair(damage, damage.models[0], tuple(exact[damage]), safe=damage.trusted)
            continue
        reader = reader or Reader(text, [each for each in damages if each not in exact], clean())
        read = reader.read(damage)
        if read is None:
            yield Repair(damage, damage.models[0], (), guessed=True, safe=False)
            continue
        model, readings, sure = read
        best, *others = [tuple(reading.changes(text)) for reading in readings]
        yield Repair(damage, model, best, tuple(others), guessed=True, safe=sure and damage.trusted)


def _exact(text: str, damages: Sequence[Damage]) -> dict[Damage, list[Edit]]:
    """Return the changes for the damages that need no guess; damage done repeatedly is undone as often.

    Further rounds are looked for in the whole text, since it is as a whole that it shows them.
    """
    done = {damage: changes for damage in damages if damage.whole and (changes := _agreed(text, damage)) is not None}
    nothing_lost = all(damage.whole and damage.trusted for damage in damages)
    for _ in range(MAX_ROUNDS):
        every = [change for changes in done.values() for change in changes]
        current = apply_edits(text, every)
        nested = [each for each in find_damage(current) if each.whole]
        further = [change for each in nested if each.trusted for change in _agreed(current, each) or ()]
        undone = dict(zip(every, _nested(every, further), strict=True))
        if nothing_lost:
            shown = dict(zip(_rows(current, nested), (each.models[0].codec for each in nested), strict=True))
            undone |= _undone_throughout(dict(zip(_rows(text, done), done.items(), strict=True)), undone, shown)
        undone |= {
            change: change for damage, its in done.items() if _is_half_undone(damage, its, undone) for change in its
        }
        if all(change == its for change, its in undone.items()):
            break
        done = {damage: [undone[change] for change in its] for damage, its in done.items()}
    return done


def _is_half_undone(damage: Damage, changes: Sequence[Edit], undone: Mapping[Edit, Edit]) -> bool:
    """Tell whether another round was undone in a part of a line only: what is left of it lacks a byte."""
    codec = damage.models[0].codec
    if codec.multibyte or all(undone[change] == change for change in changes):
        return False
    left = "".join(change.text for change in changes if undone[change] == change)
    return not set(left).isdisjoint(codec.standing_for(LEADS))


def _undone_throughout(
    done: Mapping[int, tuple[Damage, list[Edit]]], undone: Mapping[Edit, Edit], shown: Mapping[int, Codec]
) -> dict[Edit, Edit]:
    """Return what undoes another round where it does not show by itself, by what is ``done`` in each row.

    Files are damaged as a whole: where most of the rows that one codec damaged have ``shown`` another round, by the
    codec named there, and nothing is lost, all of them have it that can.
    """
    groups: defaultdict[Codec, list[int]] = defaultdict(list)
    for row, (damage, _) in done.items():
        groups[damage.models[0].codec].append(row)
    found: dict[Edit, Edit] = {}
    for rows in groups.values():
        codecs = Counter(shown[row] for row in rows if row in shown)
        if codecs.total() >= max(1, THROUGHOUT * len(rows)):
            left = [change for row in rows for change in done[row][1] if undone[change] == change]
            found |= _undone(left, codecs.most_common(1)[0][0])
    return found


def _undone(changes: Iterable[Edit], codec: Codec) -> dict[Edit, Edit]:
    """Return for each of the ``changes`` that can be text read with ``codec`` the same without that round."""
    meant = {change: text for change in changes if (text := _meaning(change.text, codec)) and _is_text(text)}
    return {change: Edit(change.span, text) for change, text in meant.items()}


def _rows(text: str, damages: Iterable[Damage]) -> list[int]:
    """Return the number of the line that each damage stands in."""
    ends = [match.start() for match in re.finditer("\n", text)]
    return [bisect_left(ends, damage.span.start) for damage in damages]


def _is_text(meant: str) -> bool:
    return not any(category(char) in ("Cc", "Cn", "Co", "Cs") for char in meant)


def _agreed(text: str, damage: Damage) -> list[Edit] | None:
    """Return the changes that undo one round of damage, None where that cannot be, or models differ on it.

    What one codec explains without a loss, another one with a loss has not done.
    """
    read = [(model, _decoded(text, damage, model.codec)) for model in damage.models]
    exact = [(model.codec, changes) for model, changes in read if changes is not None]
    if not exact or any(changes is None and model.codec in dict(exact) for model, changes in read):
        return None
    first = exact[0][1]
    return first if all(changes == first for _, changes in exact) else None


def _decoded(text: str, damage: Damage, codec: Codec) -> list[Edit] | None:
    changes = []
    for span in damage.runs:
        meant = _meaning(text[span.start : span.end], codec)
        if meant is None:
            return None
        changes.append(Edit(span, meant))
    return changes


def _meaning(run: str, codec: Codec) -> str | None:
    """Return what a damaged run was if all its bytes are there, None when they are not."""
    return multibyte.meaning(run, codec) if codec.multibyte else decode(as_bytes(run, codec))


def _nested(changes: Sequence[Edit], further: Sequence[Edit]) -> list[Edit]:
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
        moved = [Edit(Span(each.span.start - start, each.span.end - start), each.text) for each in inside]
        result.append(Edit(change.span, apply_edits(change.text, moved)))
        shift += len(change.text) - len(change.span)
    return result
