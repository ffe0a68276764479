"""The three-way merge of one entry: what changed on one side goes to the other, what changed on both is a conflict."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awesome_lint.translation.parts import (
    ABSENT,
    APART,
    LINKS,
    TITLE,
    UNKNOWN,
    Part,
    changed_sides,
    compared,
    part_fingerprint,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_lint.syntax.nodes import Entry

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
        prints = part_fingerprint(one), part_fingerprint(other)
        if prints[0] == prints[1]:
            neutral[name] = prints[0]
            continue
        known = UNKNOWN if base is None else base.get(name, ABSENT)
        if accept:
            neutral |= {} if name in _LOOSE else {name: APART.join(prints)}
            continue
        match changed_sides(one, other, known):
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
