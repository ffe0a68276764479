"""Where an entry that one document lacks belongs in it: behind the partner of the entry before it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from awesome_lint.source import Span
from awesome_lint.syntax.nodes import Block, BlockType, Document, Entry, EntryStyle, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.source import SourceText
    from awesome_lint.translation.align import Alignment

_CONTAINERS = {EntryStyle.BULLET: BlockType.LIST, EntryStyle.TABLE_ROW: BlockType.TABLE}


@dataclass(frozen=True, slots=True)
class Place:
    """A place between blocks, at offset ``at``; ``before`` and ``after`` part what is put there from its neighbours."""

    at: int
    before: str
    after: str


@dataclass(frozen=True, eq=False)
class Home:
    """Where an entry stands: in a section or below another entry, among its siblings."""

    owner: Section | Entry
    siblings: tuple[Entry, ...]


def homes(document: Document) -> dict[Entry, Home]:
    """Return where each entry of ``document`` stands."""
    return {entry: home for section in document.root.walk() for entry, home in _homes(section, section.entries)}


def _homes(owner: Section | Entry, entries: tuple[Entry, ...]) -> Iterator[tuple[Entry, Home]]:
    home = Home(owner, entries)
    for entry in entries:
        yield entry, home
        yield from _homes(entry, entry.children)


@dataclass(frozen=True, eq=False)
class Placing:
    """Says where entries of ``ours`` belong in ``theirs``."""

    ours: Document
    theirs: Document
    alignment: Alignment

    @cached_property
    def our_homes(self) -> dict[Entry, Home]:
        """Where our entries stand."""
        return homes(self.ours)

    @cached_property
    def their_homes(self) -> dict[Entry, Home]:
        """Where their entries stand."""
        return homes(self.theirs)

    @cached_property
    def _entries(self) -> dict[Entry, Entry]:
        return {match.ours: match.theirs for match in self.alignment.entries}

    @cached_property
    def _sections(self) -> dict[Section, Section]:
        return {match.ours: match.theirs for match in self.alignment.sections}

    @cached_property
    def _neighbours(self) -> dict[Entry, tuple[Entry, bool]]:
        """The partner nearest to the place of each of our entries, and whether it stands before that place."""
        before = self._nearest(forwards=True)
        return {each: (near, False) for each, near in self._nearest(forwards=False).items()} | {
            each: (near, True) for each, near in before.items()
        }

    def _nearest(self, *, forwards: bool) -> dict[Entry, Entry]:
        found: dict[Entry, Entry] = {}
        for home in dict.fromkeys(self.our_homes.values()):
            near: dict[EntryStyle, Entry] = {}
            for entry in home.siblings if forwards else reversed(home.siblings):
                if entry.style in near:
                    found[entry] = near[entry.style]
                if self._is_at_home(entry):
                    near[entry.style] = self._entries[entry]
        return found

    def _is_at_home(self, entry: Entry) -> bool:
        """Tell whether the partner of ``entry`` is carried alike and stands where ``entry`` belongs."""
        partner = self._entries.get(entry)
        if partner is None or partner.style is not entry.style:
            return False
        return self.their_homes[partner].owner is self.owner_of(entry)

    @cached_property
    def _containers(self) -> dict[Block, Block]:
        """The list or table of each bullet and row of theirs."""
        blocks = (block for top in self.theirs.blocks for block in top.walk())
        return {child: block for block in blocks if block.type in _CONTAINERS.values() for child in block.children}

    def owner_of(self, entry: Entry) -> Section | Entry | None:
        """Return in what ``entry`` belongs over there, None when that is missing, too."""
        owner = self.our_homes[entry].owner
        return self._sections.get(owner) if isinstance(owner, Section) else self._entries.get(owner)

    def place_of(self, entry: Entry) -> Place | None:
        """Return where ``entry`` belongs over there; None where nothing tells, or no such list or table is there."""
        owner = self.owner_of(entry)
        if owner is None:
            return None
        if entry in self._neighbours:
            partner, is_before = self._neighbours[entry]
            return self._beside(partner, behind=is_before)
        return self._in_empty(owner, entry.style)

    def _beside(self, partner: Entry, *, behind: bool) -> Place:
        source = self.theirs.source
        gap = source.newline * (2 if self._is_loose(partner) else 1)
        if behind:
            return Place(partner.span.end, gap, "")
        return Place(extent(partner, source).start, "", gap)

    def _is_loose(self, entry: Entry) -> bool:
        if entry.style is EntryStyle.HEADING:
            return True
        container = self._containers.get(entry.anchor)
        return container is not None and container.type is BlockType.LIST and not container.tight

    def _in_empty(self, owner: Section | Entry, style: EntryStyle) -> Place | None:
        """Return the end of what belongs to ``owner`` itself, where it has no entries of the style."""
        if style is EntryStyle.TABLE_ROW:
            return None
        blocks: Sequence[Block] = owner.blocks
        last = blocks[-1] if blocks else owner.heading if isinstance(owner, Section) else owner.anchor
        entries = owner.entries if isinstance(owner, Section) else ()
        end = max([*([last.span.end] if last else []), *(each.span.end for each in entries)], default=None)
        if end is None:
            return None
        return Place(end, self.theirs.source.newline * 2, "")


def extent(entry: Entry, source: SourceText) -> Span:
    """Return the place of ``entry`` from the beginning of its first line."""
    return Span(source.line_span(source.row(entry.span.start)).start, entry.span.end)
