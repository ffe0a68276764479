"""Which entries of two documents are the same: evident ones, alike ones, and what stands in the same place."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.syntax.nodes import EntryStyle
from awesome_lint.translation.align_evidence import Evidence, Likeness, Traits, traits_of
from awesome_lint.translation.align_names import Relation
from awesome_lint.translation.align_pairing import Pairing, between_neighbours, candidates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_lint.syntax.nodes import Document, Entry, Section

_SURE = 0.33
"""Entries pair from this confidence on."""
_DIGITS = 3
"""Scores are equal up to this many digits."""
_SAME_SECTION = 0.05
"""What sections that belong together add to the score."""
_LINKS_DIFFER = 0.7
_FAR = 0.55
"""What is left of a title's word where the links differ, and where the sections do."""
_LEFT_OVER = 0.35
"""The confidence of the only ones left in a section that share a link."""
_BY_PLACE = 0.3
"""The confidence of what stands in the same place."""


class _Candidate(NamedTuple):
    """Two entries by number, and how alike they are."""

    our: int
    their: int
    likeness: Likeness


class EntryMatcher:
    """Pairs the entries of two documents, ``ours`` and ``theirs``."""

    def __init__(self, ours: Document, theirs: Document, *, comparable: bool) -> None:
        self._ours, self._theirs = _traits(ours), _traits(theirs)
        self._our_sections, self._their_sections = _sections(ours), _sections(theirs)
        self._evidence = Evidence(self._ours, self._theirs, comparable=comparable)
        self._our_traits = {traits.entry: traits for traits in self._ours}
        self._their_traits = {traits.entry: traits for traits in self._theirs}
        self._candidates = self._compare()
        self._evident: dict[int, int] = {}

    def pair_evident(self) -> Pairing[Entry]:
        """Return the pairs that have no rival as good: what sections can be told by."""
        pairing: Pairing[Entry] = Pairing()
        taken: tuple[set[int], set[int]] = (set(), set())
        rated = sorted(self._candidates, key=lambda each: -round(each.likeness.score, _DIGITS))
        for _, tied in groupby(rated, key=lambda each: round(each.likeness.score, _DIGITS)):
            free = [each for each in tied if each.our not in taken[0] and each.their not in taken[1]]
            rivals = Counter(each.our for each in free), Counter(each.their for each in free)
            for each in free:
                confidence = _confidence(each.likeness, is_near=False)
                if confidence >= _SURE and rivals[0][each.our] == rivals[1][each.their] == 1:
                    self._add(pairing, each, confidence)
                    self._evident[each.our] = each.their
                if confidence >= _SURE:
                    taken[0].add(each.our)
                    taken[1].add(each.their)
        return pairing

    def pair_alike(self, sections: Pairing[Section]) -> Pairing[Entry]:
        """Return the pairs that are alike, the best first: by likeness, by section, by neighbours, by place.

        What is evident (``pair_evident``) tells which neighbours are the same.
        """
        pairing: Pairing[Entry] = Pairing()
        rated = []
        for each in self._candidates:
            is_near = sections.are_paired(self._our_sections[each.our], self._their_sections[each.their])
            confidence = _confidence(each.likeness, is_near=is_near)
            if confidence >= _SURE:
                score = round(each.likeness.score + _SAME_SECTION * is_near, _DIGITS)
                apart = abs(each.our - each.their)
                order = (-score, -self._neighbours(each), apart, each.our + each.their)
                rated.append((order, each, confidence))
        for _, each, confidence in sorted(rated, key=lambda row: row[0]):
            self._add(pairing, each, confidence)
        return pairing

    def pair_left_over(self, sections: Pairing[Section], pairing: Pairing[Entry]) -> None:
        """Add to ``pairing`` what alone shares a link among all that is left of two sections that belong together."""
        for our, their in sections.theirs.items():
            left = [self._our_traits[entry] for entry in our.entries if entry not in pairing.theirs]
            their_left = [self._their_traits[entry] for entry in their.entries if entry not in pairing.ours]
            for each, partner in _only_sharers(left, their_left):
                likeness = self._evidence.compare(each, partner)
                if not likeness.leads_apart and likeness.titles is not Relation.VERSION:
                    pairing.add(each.entry, partner.entry, _LEFT_OVER)

    def pair_by_place(self, sections: Pairing[Section], pairing: Pairing[Entry]) -> None:
        """Add to ``pairing`` what stands in the same place in sections, or below entries, that belong together."""
        for our, their in sections.theirs.items():
            self._pair_siblings(our.entries, their.entries, pairing)
        for traits in self._ours:  # parents first: what is paired here has children to pair
            their_parent = pairing.theirs.get(traits.entry)
            if their_parent is not None:
                self._pair_siblings(traits.entry.children, their_parent.children, pairing)

    def _pair_siblings(self, ours: Iterable[Entry], theirs: Iterable[Entry], pairing: Pairing[Entry]) -> None:
        for style in EntryStyle:
            our_siblings = [entry for entry in ours if entry.style is style]
            their_siblings = [entry for entry in theirs if entry.style is style]
            for our, their in list(between_neighbours(our_siblings, their_siblings, pairing, self._contradict)):
                pairing.add(our, their, _BY_PLACE)

    def _compare(self) -> list[_Candidate]:
        by_key = [_by_key(side) for side in (self._ours, self._theirs)]
        pairs = candidates(*by_key)
        return [_Candidate(i, j, self._evidence.compare(self._ours[i], self._theirs[j])) for i, j in pairs]

    def _add(self, pairing: Pairing[Entry], each: _Candidate, confidence: float) -> None:
        pairing.add(self._ours[each.our].entry, self._theirs[each.their].entry, confidence)

    def _neighbours(self, each: _Candidate) -> int:
        """Return on how many sides the next entries are a pair."""
        return sum(self._evident.get(each.our + step) == each.their + step for step in (-1, 1))

    def _contradict(self, our: Entry, their: Entry) -> bool:
        """Tell whether something speaks against a pair that only its place speaks for."""
        likeness = self._evidence.compare(self._our_traits[our], self._their_traits[their])
        return likeness.links_differ or likeness.leads_apart or likeness.titles in (Relation.OTHER, Relation.VERSION)


def _confidence(likeness: Likeness, *, is_near: bool) -> float:
    """Return how likely two entries are the same; ``is_near``: they stand in sections that belong together."""
    confidence = likeness.confidence
    if likeness.shares_links:
        return confidence
    if likeness.links_differ and likeness.titles not in (Relation.SAME, Relation.NAMED):
        return 0.0
    if likeness.titles is Relation.PART:
        return confidence if is_near else 0.0
    return confidence * (_LINKS_DIFFER if likeness.links_differ else 1) * (1 if is_near else _FAR)


def _traits(document: Document) -> tuple[Traits, ...]:
    return traits_of(top for section in document.root.walk() for top in section.entries)


def _sections(document: Document) -> list[Section]:
    """Return the section of each entry, in document order."""
    return [s for s in document.root.walk() for top in s.entries for _ in top.walk()]


def _only_sharers(ours: Iterable[Traits], theirs: Iterable[Traits]) -> list[tuple[Traits, Traits]]:
    """Return the pairs that share a link with each other and with nobody else of ``ours`` and ``theirs``."""
    our_links, their_links = _by_link(ours), _by_link(theirs)
    pairs: set[tuple[Traits, Traits]] = set()
    rivals: Counter[Traits] = Counter()
    for link in our_links.keys() & their_links.keys():
        holders = our_links[link], their_links[link]
        if (len(holders[0]), len(holders[1])) == (1, 1):
            pairs.add((holders[0][0], holders[1][0]))
        else:
            rivals.update((*holders[0], *holders[1]))
    rivals.update(traits for pair in pairs for traits in pair)
    return sorted((pair for pair in pairs if rivals[pair[0]] == rivals[pair[1]] == 1), key=lambda p: p[0].position)


def _by_link(side: Iterable[Traits]) -> dict[str, list[Traits]]:
    found: dict[str, list[Traits]] = defaultdict(list)
    for traits in side:
        for link in traits.links:
            found[link].append(traits)
    return found


def _by_key(side: Iterable[Traits]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for traits in side:
        for key in Evidence.keys(traits):
            found[key].append(traits.position)
    return found
