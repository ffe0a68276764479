"""Entries and sections of a translation brought into the order of the source."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit
from awesome_lint.source import Span
from awesome_lint.sync.lines import without_lines
from awesome_lint.syntax.nodes import Block, BlockType, Document, Entry, Section
from awesome_lint.translation.align import CERTAIN
from awesome_lint.translation.placing import Place, Placing, extent, own_end

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from awesome_lint.source import SourceText


def moves(placing: Placing) -> Iterator[tuple[Edit, Place, str]]:
    """Yield for each entry of theirs in another section than ours: the edit that takes it out, its place, its text."""
    source = placing.theirs.source
    for match in placing.alignment.entries:
        ours, theirs = match.ours, match.theirs
        owner = placing.owner_of(ours)
        alike = ours.style is theirs.style and ours.anchor.level == theirs.anchor.level
        if owner is None or match.confidence < CERTAIN or not alike or placing.their_homes[theirs].owner is owner:
            continue
        place = placing.place_of(ours)
        if place is not None and not extent(theirs, source).start <= place.at <= own_end(theirs):
            yield without_lines(extent(theirs, source), source), place, source.slice(extent(theirs, source))


def reordered(placing: Placing) -> Iterator[tuple[int, list[Edit]]]:
    """Yield for each list, table or row of headings how many entries move, and the edits that put it in our order.

    Entries without a partner stay where they are.
    """
    at = {match.theirs: match.ours.span.start for match in placing.alignment.entries}
    source = placing.theirs.source
    for group in _groups(placing.theirs):
        slots = [entry for entry in group if entry in at]
        wanted = sorted(slots, key=lambda entry: at[entry])
        pairs = [(slot, entry) for slot, entry in zip(slots, wanted, strict=True) if slot is not entry]
        if pairs and _markers_fit(slots):
            edits = [Edit(_body(slot, source), source.slice(_body(entry, source))) for slot, entry in pairs]
            yield len(slots) - _longest_rising([at[entry] for entry in slots]), edits


def reordered_sections(placing: Placing) -> Iterator[tuple[int, list[Edit]]]:
    """Yield for each section how many of those in it move, and the edits that put them in our order."""
    at = {m.theirs: m.ours.span.start for m in placing.alignment.sections if m.confidence >= CERTAIN}
    source = placing.theirs.source
    for holder in placing.theirs.root.walk():
        slots = [section for section in holder.subsections if section in at]
        wanted = sorted(slots, key=lambda section: at[section])
        alike = len({section.level for section in slots}) <= 1
        pairs = [(slot, section) for slot, section in zip(slots, wanted, strict=True) if slot is not section]
        if pairs and alike:
            edits = [Edit(_text_of(slot, source), source.slice(_text_of(section, source))) for slot, section in pairs]
            yield len(slots) - _longest_rising([at[section] for section in slots]), edits


def _text_of(section: Section, source: SourceText) -> Span:
    """Return the place of a section without the blank lines behind it."""
    return Span(section.span.start, section.span.start + len(source.slice(section.span).rstrip()))


def _groups(document: Document) -> list[list[Entry]]:
    """Return the entries that stand side by side: in one list, one table, or as headings below one owner."""
    containers = {
        child: block
        for top in document.blocks
        for block in top.walk()
        if block.type in (BlockType.LIST, BlockType.TABLE)
        for child in block.children
    }
    groups: dict[Hashable, list[Entry]] = {}

    def gather(owner: object, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            groups.setdefault(containers.get(entry.anchor) or (id(owner), entry.anchor.level), []).append(entry)
            gather(entry, entry.children)

    for section in document.root.walk():
        gather(section, section.entries)
    return list(groups.values())


def _markers_fit(slots: list[Entry]) -> bool:
    """Tell whether bullets can change places without their numbers: what follows is indented as far as before."""
    return len({len(entry.anchor.marker) for entry in slots if entry.anchor.type is BlockType.ITEM}) <= 1


def _body(entry: Entry, source: SourceText) -> Span:
    """Return the place of an entry, the number of an ordered item left out."""
    whole = extent(entry, source)
    if entry.anchor.type is BlockType.ITEM and _is_ordered(entry.anchor):
        return Span(entry.anchor.span.start + len(entry.anchor.marker), whole.end)
    return whole


def _is_ordered(item: Block) -> bool:
    return item.marker[:1].isdigit()


def _longest_rising(numbers: list[int]) -> int:
    """Return how many of ``numbers`` stand in order already."""
    tails: list[int] = []
    for number in numbers:
        at = bisect_left(tails, number)
        tails[at : at + 1] = [number]
    return len(tails)
