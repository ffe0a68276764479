"""How the badges of an entry differ between two languages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from awesome_lint.rules.translation._link_sets import (
    drop_localised,
    is_unsound,
    is_web_page,
    lonely_children,
    take_pairs,
)
from awesome_lint.translation.pages import page_of

if TYPE_CHECKING:
    from awesome_lint.syntax.nodes import Badge, Document, Entry
    from awesome_lint.translation.align import Match
    from awesome_lint.translation.pair import Pair

_HABIT = 4
"""A kind of badge that so many entries of one text have and none of the other is left out on purpose."""


@dataclass(frozen=True, slots=True)
class BadgeDrift:
    """Badges on one side only, and those of one kind that lead or name elsewhere (ours first)."""

    ours: tuple[Badge, ...] = ()
    theirs: tuple[Badge, ...] = ()
    replaced: tuple[tuple[Badge, Badge], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.ours or self.theirs or self.replaced)


@dataclass(frozen=True, eq=False)
class BadgeSets:
    """The badges of all entries of a pair."""

    pair: Pair

    def compare(self, match: Match[Entry]) -> BadgeDrift:
        """Return how the badges of two entries differ; alt texts, labels, colours and order do not count."""
        if _said(match.ours) == _said(match.theirs):
            return BadgeDrift()
        ours, theirs = ([badge for badge in entry.badges if _key(badge)] for entry in (match.ours, match.theirs))
        take_pairs(ours, theirs, lambda badge: (_key(badge), badge.kind))
        take_pairs(ours, theirs, _key)
        ours, theirs = self._lacked(ours, match.theirs), self._lacked(theirs, match.ours)
        drop_localised(ours, theirs, (self.pair.document.language, self.pair.twin.language))
        replaced = take_pairs(ours, theirs, lambda badge: (badge.kind, badge.link is None))
        return BadgeDrift(
            tuple(badge for badge in ours if badge.kind not in self._left_out[1]),
            tuple(badge for badge in theirs if badge.kind not in self._left_out[0]),
            tuple(sorted(replaced, key=lambda pair: pair[0].span)),
        )

    @cached_property
    def _unpaired(self) -> frozenset[Entry]:
        return frozenset((*self.pair.alignment.our_entries, *self.pair.alignment.their_entries))

    @cached_property
    def _left_out(self) -> tuple[frozenset[str], frozenset[str]]:
        """The kinds of badges that our text never shows, and those that theirs does not."""
        ours, theirs = _kinds(self.pair.document), _kinds(self.pair.twin)
        return _lacking(ours, theirs), _lacking(theirs, ours)

    def _lacked(self, badges: list[Badge], other: Entry) -> list[Badge]:
        """Return the badges whose pages ``other`` does not link in its text either; none if a badge of it is broken."""
        if any(is_unsound(badge.link) for badge in other.badges if badge.link):
            return []
        linked = self._linked(other) if badges else set()
        return [badge for badge in badges if badge.link is None or _key(badge) not in linked]

    def _linked(self, entry: Entry) -> set[str]:
        """Return what an entry links by other means than badges, also in parts that the other language lacks."""
        badges = {badge.link for badge in entry.badges}
        links = [link for link in entry.links if link not in badges and not link.is_image]
        links += [link for child in lonely_children(entry, self._unpaired) for link in child.links]
        return {page_of(link.url).key for link in links}


def _said(entry: Entry) -> list[tuple[str, str]]:
    """Return what the badges of an entry lead to and name, as written."""
    return [(badge.url, badge.named.same if badge.named else "") for badge in entry.badges]


def _kinds(document: Document) -> Counter[str]:
    return Counter(kind for entry in document.entries for kind in {badge.kind for badge in entry.badges})


def _lacking(one: Counter[str], other: Counter[str]) -> frozenset[str]:
    return frozenset(kind for kind, count in other.items() if count >= _HABIT and not one[kind])


def _key(badge: Badge) -> str:
    """Return what a badge leads to, else what it names; empty where it may say anything, in any language."""
    if badge.link is not None:
        return page_of(badge.url).key if is_web_page(badge.link) else ""
    return badge.named.same if badge.named else ""
