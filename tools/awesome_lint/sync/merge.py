"""The three-way merge of one entry: what changed on one side goes to the other, what changed on both is a conflict."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awesome_lint.sync.parts import LINKS, TITLE, Part, comparable, neutral_parts, paired_fields, prose_fields
from awesome_lint.translation.state import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from awesome_lint.syntax.nodes import Entry

ABSENT = "-"
"""The fingerprint of a part that an entry does not have."""
UNKNOWN = "?"
"""Stands for a fingerprint where the sides differed when the entry was first seen."""
_APART = "/"
"""Between the fingerprints of a part that was accepted though its sides differ."""
_LOOSE = frozenset({TITLE, LINKS})
"""Parts that may differ: titles are translated, and links come and go with the prose around them."""


@dataclass(frozen=True, slots=True)
class Change:
    """A part that one side has changed: ``value`` is to replace ``old`` on the other side; None for absent."""

    name: str
    value: Part | None
    old: Part | None
    to_source: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """A part that both sides changed, or of which nothing is recorded; None for absent."""

    name: str
    source: Part | None
    translation: Part | None
    recorded: bool


@dataclass(frozen=True)
class Merge:
    """What is to be done about one entry, and the fingerprints of its neutral parts once that is done."""

    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    neutral: Mapping[str, str] = field(default_factory=dict)


def merge(source: Entry, translation: Entry, base: Mapping[str, str] | None, *, accept: bool = False) -> Merge:
    """Compare the neutral parts of two entries with ``base``, their fingerprints when they were last in step.

    Without ``base`` nothing tells who changed what. ``accept`` takes differences as they are.
    """
    changes: list[Change] = []
    conflicts: list[Conflict] = []
    neutral: dict[str, str] = {}
    for name, one, other in compared(source, translation):
        prints = _print(one), _print(other)
        if prints[0] == prints[1]:
            neutral[name] = prints[0]
            continue
        known = UNKNOWN if base is None else base.get(name, ABSENT)
        if accept:
            neutral |= {} if name in _LOOSE else {name: _APART.join(prints)}
            continue
        match _changed(one, other, known):
            case (False, False):
                neutral[name] = known
            case (True, False) if _carries(name, one, other):
                changes.append(Change(name, one, other, to_source=False))
                neutral[name] = prints[0]
            case (False, True) if _carries(name, other, one):
                changes.append(Change(name, other, one, to_source=True))
                neutral[name] = prints[1]
            case _ if name not in _LOOSE:
                conflicts.append(Conflict(name, one, other, recorded=known != UNKNOWN))
                neutral[name] = known
    return Merge(tuple(changes), tuple(conflicts), {name: value for name, value in neutral.items() if value != ABSENT})


def compared(source: Entry, translation: Entry) -> Iterator[tuple[str, Part | None, Part | None]]:
    """Yield each part with its two sides; a field that is prose on one of them is left to translators."""
    ours, theirs = neutral_parts(source), neutral_parts(translation)
    prose = {f"field:{key}" for key in prose_fields(source.fields) | prose_fields(translation.fields)}
    same = {f"field:{one}": f"field:{other}" for one, other in paired_fields(source, translation).items()}
    for name in ours:
        if not prose.intersection((name, same.get(name))):
            yield name, *comparable(ours[name], theirs.get(same.get(name, name)))
    paired = set(same.values())
    for name in theirs:
        if name not in prose and name not in ours and name not in paired:
            yield name, None, theirs[name]


def _print(part: Part | None) -> str:
    return fingerprint(part.value) if part else ABSENT


def _prints(part: Part | None) -> set[str]:
    """Return the fingerprints a part may have been recorded with: a badge's with its words and without."""
    return {_print(part), fingerprint(part.bare)} if part and part.bare else {_print(part)}


def _changed(one: Part | None, other: Part | None, known: str) -> tuple[bool, bool]:
    """Tell which of the two sides changed since ``known`` was recorded; both where nothing tells."""
    before = known.split(_APART)
    changed = before[0] not in _prints(one), before[-1] not in _prints(other)
    return changed if len(before) == 1 or not any(changed) else (True, True)


def _carries(name: str, value: Part | None, old: Part | None) -> bool:
    """Tell whether a change may go over: a title in another script is a translation, and prose brings links along."""
    if name == TITLE:
        return value is not None and value.value.isascii()
    if name == LINKS:
        return value is not None and old is not None and replaced_link(value, old) is not None
    return True


def replaced_link(value: Part, old: Part) -> tuple[str, str] | None:
    """Return the one link that was replaced, and by which; None when more changed."""
    new, gone = value.value.split("\n"), old.value.split("\n")
    for each in list(new):
        if each in gone:
            new.remove(each)
            gone.remove(each)
    return (gone[0], new[0]) if len(new) == len(gone) == 1 else None
