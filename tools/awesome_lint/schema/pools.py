"""Who is asked what entries of a section look like: the section, the sections around it, the document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.schema.sorting import MIN_SORTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.syntax.nodes import Document, Entry, EntryStyle, Section

MIN_ENTRIES = 4
"""The first of section, parents and document with this many entries of the kind asked for speaks."""


class Kind(NamedTuple):
    """Entries that can be compared: those of one style, and either children of entries or not."""

    section: Section
    style: EntryStyle
    child: bool = False


@dataclass(frozen=True, slots=True)
class Pool:
    """``own``: the section's entries; ``voters``: those that speak for it; ``groups``: what is sorted, each alone."""

    own: tuple[Entry, ...]
    voters: tuple[Entry, ...]
    groups: tuple[tuple[Entry, ...], ...]

    @property
    def borrowed(self) -> bool:
        """Tell whether entries of other sections speak."""
        return len(self.own) != len(self.voters)


class Pools:
    """The entries of a document by section, style and depth."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._own: dict[Kind, tuple[Entry, ...]] = {}
        self._below: dict[Kind, tuple[Entry, ...]] = {}
        self._by_section: dict[Kind, tuple[tuple[Entry, ...], ...]] = {}

    def pool(self, kind: Kind) -> Pool:
        """Return who speaks about entries of ``kind``."""
        own = self.own(kind)
        return Pool(own, next((v for v in (own, *self._wider(kind)) if len(v) >= MIN_ENTRIES), ()), self._groups(kind))

    def own(self, kind: Kind) -> tuple[Entry, ...]:
        """Return the entries of ``kind`` that stand in its section and in none below it."""
        if kind not in self._own:
            entries = (entry for top in kind.section.entries for entry in top.walk())
            alike = (e for e in entries if e.style is kind.style and (e in self.children) is kind.child)
            self._own[kind] = tuple(alike)
        return self._own[kind]

    def kind_of(self, entry: Entry) -> Kind:
        """Return which entries ``entry`` is compared with."""
        return Kind(self.sections[entry], entry.style, entry in self.children)

    def upwards(self, section: Section) -> Iterator[Section]:
        """Yield ``section`` and the sections around it, the root last."""
        around: Section | None = section
        while around is not None:
            yield around
            around = self.parents.get(around)

    @cached_property
    def parents(self) -> dict[Section, Section]:
        """The section that each section is directly in."""
        return {sub: section for section in self.document.root.walk() for sub in section.subsections}

    @cached_property
    def sections(self) -> dict[Entry, Section]:
        """The nearest section around each entry."""
        tops = ((section, top) for section in self.document.root.walk() for top in section.entries)
        return {entry: section for section, top in tops for entry in top.walk()}

    @cached_property
    def children(self) -> frozenset[Entry]:
        """The entries inside entries."""
        return frozenset(child for entry in self.sections for child in entry.children)

    def _wider(self, kind: Kind) -> Iterator[tuple[Entry, ...]]:
        yield from (self._all_in(kind._replace(section=around)) for around in self.upwards(kind.section))

    def _all_in(self, kind: Kind) -> tuple[Entry, ...]:
        """Return the entries of ``kind`` in its section and the sections in it."""
        if kind not in self._below:
            below = (self._all_in(kind._replace(section=sub)) for sub in kind.section.subsections)
            self._below[kind] = (*self.own(kind), *(entry for entries in below for entry in entries))
        return self._below[kind]

    def _groups(self, kind: Kind) -> tuple[tuple[Entry, ...], ...]:
        """Return the entries that show how the section is sorted, by section: its own, or with too few all around."""
        own = self.own(kind)
        if len(own) >= MIN_SORTED:
            return (own,)
        for around in self.upwards(kind.section):
            wider = kind._replace(section=around)
            if len(self._all_in(wider)) >= MIN_SORTED:
                return self._groups_in(wider)
        return ()

    def _groups_in(self, kind: Kind) -> tuple[tuple[Entry, ...], ...]:
        """Return the entries of ``kind`` in its section and the sections in it, by section."""
        if kind not in self._by_section:
            groups = (self.own(kind._replace(section=sub)) for sub in kind.section.walk())
            self._by_section[kind] = tuple(group for group in groups if group)
        return self._by_section[kind]
