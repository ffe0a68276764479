"""The three-way merge of one entry: what changed on one side goes to the other, what changed on both is a conflict."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from awesome_lint.translation.field_keys import is_known, labelled_lines
from awesome_lint.translation.parts import (
    ABSENT,
    APART,
    LINKS,
    TITLE,
    UNKNOWN,
    Part,
    agreement,
    compared,
    field_keys,
    field_name,
    has_unread,
    part_fingerprint,
    recorded_name,
    sides_since,
    unread_fields,
)
from awesome_lint.translation.state import fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_lint.syntax.nodes import Entry
    from awesome_lint.translation.field_keys import KeyPairs

_LOOSE = frozenset({TITLE, LINKS})
"""Parts that may differ: titles are translated, and links come and go with the prose around them."""


@dataclass(frozen=True, slots=True)
class Change:
    """A part that one side has changed: ``value`` is to replace ``old`` on the other side; None for absent.

    ``fellows`` are all changes of the entry that go to the same side, this one included: they are made together.
    """

    name: str
    value: Part | None
    old: Part | None
    to_source: bool
    fellows: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A part that both sides changed, or of which nothing is recorded; None for absent.

    ``changed`` tells which sides changed since it was recorded, ``accepted`` whether they were recorded as different.
    """

    name: str
    source: Part | None
    translation: Part | None
    recorded: bool
    changed: tuple[bool, bool] = (True, True)
    accepted: bool = False


@dataclass(frozen=True)
class Merge:
    """What is to be done about one entry, and the fingerprints of its neutral parts once that is done."""

    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    neutral: Mapping[str, str] = field(default_factory=dict)


def merge(
    source: Entry,
    translation: Entry,
    base: Mapping[str, str] | None,
    *,
    accept: bool = False,
    keys: KeyPairs | None = None,
) -> Merge:
    """Compare the neutral parts of two entries with ``base``, their fingerprints when they were last in step.

    Without ``base`` nothing tells who changed what. ``accept`` takes differences as they are. ``keys`` are those of
    the two documents (``field_keys.paired_keys``).
    """
    merger = _Merger((source, translation), base, tuple(compared(source, translation, keys, base)), accept=accept)
    return merger.result()


class _Merger:
    """Collects what is to be done about the ``parts`` of an entry (``translation.parts.compared``)."""

    def __init__(
        self,
        entries: tuple[Entry, Entry],
        base: Mapping[str, str] | None,
        parts: tuple[tuple[str, Part | None, Part | None], ...],
        *,
        accept: bool,
    ) -> None:
        self._entries, self._parts = entries, parts
        self._base: Mapping[str, str] = {} if base is None else base
        self._absent = UNKNOWN if base is None else ABSENT
        self._accept = accept
        self._changes: list[Change] = []
        self._conflicts: list[Conflict] = []
        self._neutral: dict[str, str] = {}

    def result(self) -> Merge:
        """Return what is to be done about the whole entry."""
        for name, one, other in self._parts:
            self._add(name, one, other)
        unread = {name: self._base[name] for name in unread_fields(*self._entries, self._base)}
        neutral = {name: value for name, value in (unread | self._neutral).items() if value != ABSENT}
        return Merge(tuple(map(self._with_fellows, self._changes)), tuple(self._conflicts), neutral)

    def _with_fellows(self, change: Change) -> Change:
        fellows = tuple(each for each in self._changes if each.to_source is change.to_source)
        return replace(change, fellows=fellows)

    def _add(self, name: str, one: Part | None, other: Part | None) -> None:
        """Note what is to be done about one part."""
        recorded = recorded_name(name, self._base)
        known = self._base.get(recorded, self._absent)
        both = agreement(one, other)
        if both is not None:
            self._agreed(name, one, other, known, both)
        elif self._accept:
            prints = part_fingerprint(one), part_fingerprint(other)
            self._neutral |= {} if name in _LOOSE else {name: APART.join(prints)}
        else:
            self._differing(recorded, one, other, known)

    def _agreed(self, name: str, one: Part | None, other: Part | None, known: str, both: str) -> None:
        """Note two sides that say the same; what one of them says in another way since goes to the other side."""
        exact = part_fingerprint(one), part_fingerprint(other)
        self._neutral[name] = fingerprint(both)
        if exact[0] == exact[1] or self._accept or any(part and part.is_local for part in (one, other)):
            return
        if known == exact[1]:
            self._change(name, one, other, to_source=False)
        elif known == exact[0]:
            self._change(name, other, one, to_source=True)

    def _differing(self, name: str, one: Part | None, other: Part | None, known: str) -> None:
        changed, accepted = sides_since(one, other, known), APART in known
        if changed == (False, False):
            self._neutral[name] = known
        elif changed == (True, False) and not accepted and self._carries(name, one, other, to_source=False):
            self._change(name, one, other, to_source=False)
        elif changed == (False, True) and not accepted and self._carries(name, other, one, to_source=True):
            self._change(name, other, one, to_source=True)
        elif name not in _LOOSE:
            self._conflicts.append(Conflict(name, one, other, known != UNKNOWN, changed, accepted))
            self._neutral[name] = known

    def _change(self, name: str, value: Part | None, old: Part | None, *, to_source: bool) -> None:
        self._changes.append(Change(name, value, old, to_source=to_source))
        self._neutral[name] = part_fingerprint(value)

    def _carries(self, name: str, value: Part | None, old: Part | None, *, to_source: bool) -> bool:
        """Tell whether a change may go over.

        A title in another script is a translation, prose brings links along, and a field may have a new label.
        """
        if name == TITLE:
            return value is not None and value.value.isascii()
        if name == LINKS:
            return value is not None and old is not None and replaced_link(value, old) is not None
        keys = field_keys(name)
        if keys is None or value is not None or old is None:
            return True
        return not self._may_be_renamed(old, keys[to_source], to_source=to_source)

    def _may_be_renamed(self, part: Part, key: str, *, to_source: bool) -> bool:
        """Tell whether the side that lacks a field may have it behind another label that no language is known to have.

        It may be in a line that is not read as a field, and has its value, or in a field that is new.
        """
        if has_unread(part, key, labelled_lines(self._entries[to_source])):
            return True
        sides = ((name, (one, other)) for name, one, other in self._parts)
        new = (field_keys(name) for name, each in sides if each[to_source] and not each[not to_source])
        return any(keys and not is_known(keys[to_source]) and field_name(*keys) not in self._base for keys in new)


def replaced_link(value: Part, old: Part) -> tuple[str, str] | None:
    """Return the one link that was replaced, and by which; None when more changed."""
    new = Counter(value.value.split("\n"))
    gone = Counter(old.value.split("\n"))
    added, left = list((new - gone).elements()), list((gone - new).elements())
    return (left[0], added[0]) if len(added) == len(left) == 1 else None
