"""Where in an entry one more badge belongs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from awesome_lint.source import Span
from awesome_lint.syntax.nodes import BlockType, Document, EntryStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_lint.source import SourceText
    from awesome_lint.syntax.nodes import Badge, Entry

_LONGEST_GAP = 6
"""More than this between title link and badge is text, and no gap."""


@dataclass(frozen=True, slots=True)
class Place:
    """An offset for a badge, and what goes around it there."""

    at: int
    before: str = ""
    after: str = ""

    @property
    def span(self) -> Span:
        """The empty span of the place."""
        return Span(self.at, self.at)

    def around(self, badge: str) -> str:
        """Return the text to insert."""
        return f"{self.before}{badge}{self.after}"


@dataclass(frozen=True)
class Neighbours:
    """What usually stands before the badges of a document."""

    document: Document

    @cached_property
    def gaps(self) -> dict[EntryStyle, str]:
        """The blanks between two badges of an entry, by style; one space where there are none."""
        found: dict[EntryStyle, Counter[str]] = {style: Counter() for style in EntryStyle}
        for entry in self.document.entries:
            between = (self.between(one, other) for one, other in pairwise(entry.badges))
            found[entry.style].update(gap for gap in between if gap and gap.isspace() and gap.count("\n") < 2)  # noqa: PLR2004 - two newlines are a blank line
        return {style: gaps.most_common(1)[0][0] if gaps else " " for style, gaps in found.items()}

    @cached_property
    def behind_title(self) -> str | None:
        """What stands between the title link of a bullet and a badge behind it, None when badges stand elsewhere."""
        bullets = [e for e in self.document.entries if e.style is EntryStyle.BULLET and e.badges and e.title_link]
        texts = Counter(self._gap(entry) for entry in bullets)
        text, count = texts.most_common(1)[0] if texts else ("", 0)
        fits = text.strip(" *_") == "" and text.endswith(" ") and len(text) <= _LONGEST_GAP
        return text if fits and count >= 0.8 * len(bullets) else None

    def _gap(self, entry: Entry) -> str:
        title = entry.title_link
        return self.source.text[title.span.end : entry.badges[0].span.start][: _LONGEST_GAP + 1] if title else ""

    @property
    def source(self) -> SourceText:
        """The document's text."""
        return self.document.source

    def between(self, one: Badge, other: Badge) -> str:
        """Return what stands between two badges."""
        return self.source.slice(Span(one.span.end, max(one.span.end, other.span.start)))


def place_for(kind: str, entry: Entry, order: Sequence[str], neighbours: Neighbours) -> Place | None:
    """Return where the entry's badge of ``kind`` goes, None where that cannot be told.

    Beside the badges it has, in the section's order; else behind the title as in other bullets, or below the heading.
    In a table each column has a meaning of its own.
    """
    if entry.style is EntryStyle.TABLE_ROW:
        return None
    if entry.badges:
        return _beside(kind, entry, order, neighbours)
    return (_behind_title if entry.style is EntryStyle.BULLET else _below_heading)(entry, neighbours)


def _beside(kind: str, entry: Entry, order: Sequence[str], neighbours: Neighbours) -> Place:
    gap = neighbours.gaps[entry.style]
    if "\n" in gap and (entry.style is EntryStyle.BULLET or _is_inside(entry, neighbours.source)):
        gap = " "
    rank = order.index(kind) if kind in order else len(order)
    before = [badge for badge in entry.badges if badge.kind in order and order.index(badge.kind) < rank]
    if before or kind not in order:
        return Place((before or entry.badges)[-1].span.end, before=gap)
    return Place(entry.badges[0].span.start, after=gap)


def _behind_title(entry: Entry, neighbours: Neighbours) -> Place | None:
    gap, title = neighbours.behind_title, entry.title_link
    if gap is None or title is None:
        return None
    closing = gap.rstrip(" ")
    follows = neighbours.source.text.startswith(closing, title.span.end)
    return Place(title.span.end + len(closing), before=gap[len(closing) :]) if follows else None


def _below_heading(entry: Entry, neighbours: Neighbours) -> Place | None:
    """Return a paragraph of its own below the heading."""
    source = neighbours.source
    if entry.anchor.type is not BlockType.HEADING or _is_inside(entry, source):
        return None
    row = source.row(entry.anchor.span.end)
    blank = row >= len(source.line_starts) or not source.slice(source.line_span(row + 1)).strip()
    newline = source.newline
    return Place(source.line_span(row).end, before=newline * 2, after="" if blank else newline)


def _is_inside(entry: Entry, source: SourceText) -> bool:
    """Tell whether the entry stands in a quote or a list, so that new lines need a prefix."""
    return entry.anchor.span.start != source.line_starts[source.row(entry.anchor.span.start) - 1]
