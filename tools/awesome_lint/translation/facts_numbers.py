"""Where the prose of two languages speaks of one number and says two: a contradiction, and no omission.

A translation may be shorter, or say more; a number that only one side has is no drift. So numbers that agree are set
off against each other first, wherever they stand. What is left contradicts only when it stands in the same passage,
is of the same kind, counts the same thing, and comes in equal number and order.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from awesome_lint.syntax.nodes import Entry
from awesome_lint.translation.facts_nouns import counted
from awesome_lint.translation.facts_text import Prose, prose_of
from awesome_lint.translation.numbers import Amount, Kind, Number, agree, find_numbers
from awesome_lint.translation.prose import passages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from awesome_lint.source import Span
    from awesome_lint.syntax.nodes import Document, Section

    Reading = tuple[int, Amount]

_MANY = 40
"""When more numbers than these are left over, the two sides are not the same text, and nothing is said."""
_AT_ONCE = 3
"""So many numbers of one passage may contradict together; more are another text."""
_HAN = re.compile("[\u3400-\u9fff]")
_HAN_WEIGHT = 3.5
"""So many Latin letters say as much as one Chinese character, on the average of the lists known."""
_MOST_LONGER = 1.7
"""A passage that is so many times longer than the other is no translation of it."""
_PART = re.compile("[-._]")
_RUN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_MODEL_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-._][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True, eq=False)
class Stated:
    """A number in a passage of a part; ``passage`` counts from 0."""

    number: Number
    prose: Prose
    passage: int

    @property
    def nouns(self) -> frozenset[str]:
        """What it may count."""
        return counted(self.prose.text, self.number.end)

    @property
    def span(self) -> Span:
        """Its place in the file."""
        return self.prose.locate(self.number.start, self.number.end)

    @property
    def kinds(self) -> frozenset[Kind]:
        """What it may count: four digits are a year, and before a noun perhaps none."""
        first = {self.number.kind}
        return frozenset(first | {amount.kind for amount in self.number.amounts} if self._is_year else first)

    @property
    def _is_year(self) -> bool:
        return self.number.kind is Kind.DATE and bool(self.nouns)


class Side:
    """One side of a matched part: its passages, their numbers, and everything else it says."""

    def __init__(self, part: Entry | Section, document: Document) -> None:
        self._part, self._language = part, document.language
        found = passages(part)
        self._prose_blocks = {passage.block for passage in found}
        self.proses = [prose_of(passage.inlines, document.source) for passage in found]
        self.numbers = [
            Stated(number, prose, place)
            for place, prose in enumerate(self.proses)
            for number in find_numbers(prose.text, document.language)
        ]

    @cached_property
    def elsewhere(self) -> tuple[Number, ...]:
        """The numbers of titles, fields, children and code, where a translation may say what belongs to prose."""
        return tuple(number for text in self._other_texts() for number in find_numbers(text, self._language))

    @cached_property
    def named(self) -> frozenset[str]:
        """The digits in names: ``7`` of ``Mistral-7B``."""
        texts = (*(prose.text for prose in self.proses), *self._other_texts())
        names = (name for text in texts for name in _MODEL_NAME.findall(text))
        return frozenset(run for name in names for run in _RUN.findall(name))

    def _other_texts(self) -> Iterator[str]:
        """Yield what a reader of the part sees besides its passages."""
        yield self._part.title
        for block in self._part.blocks:
            yield from (inner.text for inner in block.walk() if inner not in self._prose_blocks)
        for child in self._part.children if isinstance(self._part, Entry) else ():
            yield from (inner.text for block in child.blocks for inner in block.walk())


def contradictions(ours: Side, theirs: Side) -> tuple[tuple[Stated, Stated], ...]:
    """Return the numbers that the two sides say differently, each with its counterpart, in our order."""
    settled = _Settled(ours.numbers, theirs.numbers)
    our_rest = [stated for stated in settled.ours if stated.number.firm]
    their_rest = [stated for stated in settled.theirs if stated.number.firm]
    if not our_rest or not their_rest:  # as nearly always; what follows costs more
        return ()
    our_rest = [stated for stated in our_rest if not _moved(stated.number, ours, theirs)]
    their_rest = [stated for stated in their_rest if not _moved(stated.number, theirs, ours)]
    found: list[tuple[Stated, Stated]] = []
    places = sorted({stated.passage for stated in our_rest})
    for here, there in _partners(ours, theirs, settled.pairs, places):
        one = [stated for stated in our_rest if stated.passage == here]
        other = [stated for stated in their_rest if stated.passage == there]
        anchored = any(a.passage == here and b.passage == there for a, b in settled.pairs)
        found += _paired(one, other, anchored=anchored)
    return tuple(found)


class _Settled:
    """Numbers that agree, as ``pairs``, and what is left of both sides."""

    def __init__(self, ours: Sequence[Stated], theirs: Sequence[Stated]) -> None:
        self.pairs: list[tuple[Stated, Stated]] = []
        self.ours, self.theirs = list(ours), list(theirs)
        self._settle_equal(firm=True, in_place=True)
        self._settle_equal(firm=True, in_place=False)
        self._settle_equal(firm=False, in_place=False)
        if max(len(self.ours), len(self.theirs)) <= _MANY:
            self._settle_alike()
        else:
            self.ours = self.theirs = []

    def _settle_equal(self, *, firm: bool, in_place: bool) -> None:
        """Set off numbers with an equal reading; both are ``firm``, and in passages of one number ``in_place``."""
        waiting: dict[Reading, deque[Stated]] = defaultdict(deque)
        for stated in self.theirs:
            for reading in _readings(stated, firm=firm, in_place=in_place):
                waiting[reading].append(stated)
        taken: set[Stated] = set()
        left = []
        for stated in self.ours:
            queues = (
                waiting[reading] for reading in _readings(stated, firm=firm, in_place=in_place) if reading in waiting
            )
            match = _first(queues, taken)
            if match is None:
                left.append(stated)
            else:
                taken.add(match)
                self.pairs.append((stated, match))
        self.ours, self.theirs = left, [stated for stated in self.theirs if stated not in taken]

    def _settle_alike(self) -> None:
        """Set off numbers that agree in a wider sense."""
        for stated in list(self.ours):
            match = next((other for other in self.theirs if agree(stated.number, other.number)), None)
            if match is not None:
                self.ours.remove(stated)
                self.theirs.remove(match)
                self.pairs.append((stated, match))


def _readings(stated: Stated, *, firm: bool, in_place: bool) -> list[Reading]:
    """Return what a number can be found by, nothing for one that is not to be found."""
    if firm and not stated.number.firm:
        return []
    return [(stated.passage if in_place else -1, amount) for amount in stated.number.amounts]


def _first(queues: Iterable[deque[Stated]], taken: set[Stated]) -> Stated | None:
    """Return the first number that is not taken; what is passed over is dropped for good."""
    for queue in queues:
        while queue:
            match = queue.popleft()
            if match not in taken:
                return match
    return None


def _moved(number: Number, ours: Side, theirs: Side) -> bool:
    """Tell whether the other side, and it alone, says a number of our prose in another place, or inside a name."""
    digits = frozenset(_RUN.findall(number.text.replace(",", "")))
    if not digits.isdisjoint(theirs.named - ours.named):
        return True
    says = (any(agree(number, other) for other in side.elsewhere) for side in (theirs, ours))
    return next(says) and not next(says)


def _partners(
    ours: Side, theirs: Side, pairs: Sequence[tuple[Stated, Stated]], places: Iterable[int]
) -> Iterator[tuple[int, int]]:
    """Yield the passages at ``places`` with their translations: alone in sharing numbers, or at the same place."""
    here, there = defaultdict(set), defaultdict(set)
    for a, b in pairs:
        if a.number.firm and b.number.firm:
            here[a.passage].add(b.passage)
            there[b.passage].add(a.passage)
    same_shape = len(ours.proses) == len(theirs.proses)
    for place in places:
        partner = next(iter(here[place])) if len(here[place]) == 1 else place
        shared = here[place] == {partner} and there[partner] == {place}
        in_place = same_shape and not here[place] and not there[partner]
        if (shared or in_place) and _is_translation(ours.proses[place].text, theirs.proses[partner].text):
            yield place, partner


def _is_translation(ours: str, theirs: str) -> bool:
    """Tell whether two texts may be one in two languages: of like length, with names in common if both have some."""
    lengths = sorted(len(text) + (_HAN_WEIGHT - 1) * len(_HAN.findall(text)) for text in (ours, theirs))
    our_names, their_names = _names(ours), _names(theirs)
    alike = not our_names or not their_names or not our_names.isdisjoint(their_names)
    return alike and lengths[1] <= _MOST_LONGER * lengths[0] + _HAN_WEIGHT


def _names(text: str) -> set[str]:
    """Return the words that look like names of models, tools and people: with a digit, or capitals inside."""
    words = (part for word in _MODEL_NAME.findall(text) for part in _PART.split(word))
    return {word.lower() for word in words if not (word.islower() or word.istitle() or word.isdecimal())}


def _paired(ours: list[Stated], theirs: list[Stated], *, anchored: bool) -> Iterator[tuple[Stated, Stated]]:
    """Yield what contradicts among the numbers left over in one passage and its translation."""
    if len(ours) == len(theirs) <= _AT_ONCE and all(
        _same_thing(a, b, anchored=anchored) for a, b in zip(ours, theirs, strict=True)
    ):
        yield from zip(ours, theirs, strict=True)
        return
    for stated in ours[:_MANY]:
        one, match = (_like(stated, side, anchored=anchored) for side in (ours, theirs))
        if len(one) == len(match) == 1:
            yield stated, match[0]


def _like(stated: Stated, others: list[Stated], *, anchored: bool) -> list[Stated]:
    """Return the numbers of the same kind that count the same thing; amounts with units need no noun."""
    with_unit = anchored and not stated.kinds & {Kind.PLAIN, Kind.DATE}
    return [
        other
        for other in others
        if not stated.kinds.isdisjoint(other.kinds) and (with_unit or not stated.nouns.isdisjoint(other.nouns))
    ]


def _same_thing(ours: Stated, theirs: Stated, *, anchored: bool) -> bool:
    """Tell whether two numbers speak of the same: of one kind, and of one noun where both have known ones."""
    if ours.kinds.isdisjoint(theirs.kinds):
        return False
    if ours.nouns and theirs.nouns and Kind.DATE not in ours.kinds & theirs.kinds:
        return not ours.nouns.isdisjoint(theirs.nouns)
    return anchored or Kind.PLAIN not in ours.kinds & theirs.kinds or not (ours.nouns or theirs.nouns)
