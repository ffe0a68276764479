"""Where an entry that one document lacks belongs in it: behind the partner of the entry before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import Block, BlockType, Document, Entry, EntryStyle, Section
from awesome_lint.translation.prose import own_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.source import SourceText
    from awesome_lint.translation.align import Alignment

_NEWLINE = re.compile(r"\r\n|\n|\r")
_MARKER = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
_CONTAINERS = {EntryStyle.BULLET: BlockType.LIST, EntryStyle.TABLE_ROW: BlockType.TABLE}


@dataclass(frozen=True, slots=True)
class Place:
    """A place between blocks, at offset ``at``, and what parts that which is put there from its neighbours.

    ``newline`` is the text's; ``marker`` begins the bullets there, with the space behind it, empty for other blocks.
    """

    at: int
    newline: str
    before: str = ""
    between: str = ""
    after: str = ""
    marker: str = ""

    def filled(self, pieces: Sequence[str]) -> Edit:
        """Return the edit that puts ``pieces`` there."""
        text = self.before + self.between.join(map(self._fitted, pieces)) + self.after
        return Edit(Span(self.at, self.at), text)

    def _fitted(self, piece: str) -> str:
        """Return a piece with the newlines of the text, and a bullet with the marker of its neighbours."""
        lines = _NEWLINE.split(piece)
        match = _MARKER.match(lines[0])
        if self.marker and match:
            width, indent = len(match[0]), " " * len(self.marker)
            rest = (indent + line[width:] if not line[:width].strip() and line else line for line in lines[1:])
            lines = [self.marker + lines[0][width:], *rest]
        return self.newline.join(lines)


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
        return self._in_empty(owner, entry)

    def _beside(self, partner: Entry, *, behind: bool) -> Place:
        source = self.theirs.source
        gap = source.newline * (2 if self._is_loose(partner) else 1)
        marker = self._marker(partner)
        if behind:
            return Place(own_end(partner), source.newline, before=gap, between=gap, marker=marker)
        return Place(extent(partner, source).start, source.newline, between=gap, after=gap, marker=marker)

    def _marker(self, entry: Entry) -> str:
        """Return what begins the bullet that carries ``entry``, empty when another block does."""
        if entry.style is not EntryStyle.BULLET:
            return ""
        match = _MARKER.match(self.theirs.source.text, extent(entry, self.theirs.source).start)
        return match[0] if match else ""

    @cached_property
    def _usual_marker(self) -> str:
        return next((self._marker(entry) for entry in self.theirs.entries if entry.style is EntryStyle.BULLET), "")

    def _is_loose(self, entry: Entry) -> bool:
        if entry.style is EntryStyle.HEADING:
            return True
        container = self._containers.get(entry.anchor)
        return container is not None and container.type is BlockType.LIST and not container.tight

    def _in_empty(self, owner: Section | Entry, entry: Entry) -> Place | None:
        """Return the end of what belongs to ``owner``, where it has no entries like ``entry``."""
        newline = self.theirs.source.newline
        end = _end(owner)
        if end is None:
            return None
        head = ""
        if entry.style is EntryStyle.TABLE_ROW:
            table = next(b for top in self.ours.blocks for b in top.walk() if entry.anchor in b.children)
            head = self.ours.source.text[table.span.start : extent_of(table.children[1], self.ours.source).start]
        loose = entry.style is EntryStyle.HEADING
        marker = self._usual_marker if entry.style is EntryStyle.BULLET else ""
        between = newline * (2 if loose else 1)
        return Place(end, newline, before=newline * 2 + head, between=between, marker=marker)

    def place_of_section(self, section: Section) -> Place | None:
        """Return where a section that is missing over there belongs, None when what holds it is missing, too."""
        holder = next((s for s in self.ours.root.walk() if section in s.subsections), None)
        if holder is None or holder not in self._sections:
            return None
        newline = self.theirs.source.newline
        gap = newline * 2
        at = holder.subsections.index(section)
        for sibling in reversed(holder.subsections[:at]):
            partner = self._sections.get(sibling)
            if partner in self._sections[holder].subsections:
                return Place(_trimmed_end(partner.span, self.theirs.source), newline, before=gap, between=gap)
        for sibling in holder.subsections[at + 1 :]:
            partner = self._sections.get(sibling)
            if partner in self._sections[holder].subsections:
                return Place(partner.span.start, newline, between=gap, after=gap)
        end = _trimmed_end(self._sections[holder].span, self.theirs.source)
        return Place(end, newline, before=gap, between=gap)


def _end(owner: Section | Entry) -> int | None:
    """Return where what belongs to ``owner`` itself ends, None where it is empty and has no heading."""
    if isinstance(owner, Entry):
        return own_blocks(owner)[-1].span.end
    ends = [*map(own_end, owner.entries), *(block.span.end for block in owner.blocks)]
    ends += [owner.heading.span.end] if owner.heading else []
    return max(ends, default=None)


def _trimmed_end(span: Span, source: SourceText) -> int:
    return span.start + len(source.slice(span).rstrip())


def is_empty(section: Section) -> bool:
    """Tell whether a section and all below it hold neither entries nor text."""
    return not any(each.entries or each.blocks for each in section.walk())


def extent_of(block: Block, source: SourceText) -> Span:
    """Return the place of ``block`` from the beginning of its first line."""
    return Span(source.line_span(source.row(block.span.start)).start, block.span.end)


def extent(entry: Entry, source: SourceText) -> Span:
    """Return the place of ``entry`` and its children from the beginning of its first line."""
    return Span(extent_of(entry.anchor, source).start, own_end(entry))


def own_end(entry: Entry) -> int:
    """Return where ``entry`` and its children end, without what closes the section behind them."""
    return max(own_blocks(each)[-1].span.end for each in entry.walk())
