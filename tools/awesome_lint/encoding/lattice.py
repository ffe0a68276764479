"""All readings of a damaged line at once: positions in the text, and between them the characters it may have been.

The search goes from left to right and keeps, for each place and last character, the cheapest ways to come there (a
Viterbi search with a beam), and the probability of all ways together, which tells how sure the cheapest one is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

BEAM = 24
"""Last characters kept at a place."""
HOPELESS = 20.0
"""Nats behind the cheapest way to a place from which on a last character is given up: one chance in 500 million."""
PLACE = 10
"""What a place costs by itself, in steps of the search."""
BEST = 3
"""Ways kept for each of them: as many readings as a message shows."""


class Step(NamedTuple):
    """One character of a reading: what stands from ``start`` to ``end`` in the damaged line was ``text``."""

    start: int
    end: int
    text: str


class Option(NamedTuple):
    """What may stand from a place to ``end``: one of ``characters``, each with what choosing it costs, in nats."""

    end: int
    characters: Iterable[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Path:
    """One way through the line: its steps, and its probability among all ways (0 to 1)."""

    steps: tuple[Step, ...]
    probability: float

    @property
    def text(self) -> str:
        """The line as it reads."""
        return "".join(step.text for step in self.steps)


class _Way(NamedTuple):
    cost: float
    step: Step
    before: _Way | None


class _Place:
    """The ways to one place by last character, and the logarithm of the probability of all of them."""

    def __init__(self) -> None:
        self.ways: dict[str, list[_Way]] = {}
        self.totals: dict[str, float] = {}

    def add(self, char: str, ways: list[_Way], total: float) -> None:
        known = self.ways.get(char)
        if known is None:
            self.ways[char], self.totals[char] = ways, total
            return
        self.ways[char] = sorted([*known, *ways], key=_cost_of)[:BEST]
        self.totals[char] = _sum((total, self.totals[char]))

    def prune(self) -> None:
        if len(self.ways) > 1:
            kept = sorted(self.ways, key=lambda char: self.ways[char][0].cost)[:BEAM]
            most = self.ways[kept[0]][0].cost + HOPELESS
            self.ways = {char: self.ways[char] for char in kept if self.ways[char][0].cost <= most}


class Budget:
    """How many steps may still be weighed."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def spend(self, steps: int) -> None:
        """Take ``steps`` away, and raise ``ExhaustedError`` when nothing is left."""
        self._left -= steps
        if self._left < 0:
            raise ExhaustedError


class ExhaustedError(Exception):
    """Reading what is damaged took more than it may."""


def search(
    length: int,
    before: str,
    options: Callable[[int], list[Option]],
    cost: Callable[[str, str], float],
    budget: Budget,
) -> list[Path]:
    """Return the likeliest ways through a line of ``length`` places, at most ``BEST``, the likeliest first.

    ``before`` is the character in front of the line, if any. ``options`` names what may stand at a place, at least one
    thing; ``cost`` is what a character costs behind another, in nats. Raises ``ExhaustedError`` when ``budget`` is.
    """
    places = {0: _Place()}
    places[0].add(before, [_Way(0.0, Step(0, 0, ""), None)], 0.0)
    for at in range(length):
        here = places.pop(at, None)
        if here is None:
            continue
        here.prune()
        budget.spend(_advance(at, here, places, options(at), cost))
    return _paths(places[length])


def _advance(
    at: int, here: _Place, places: dict[int, _Place], options: list[Option], cost: Callable[[str, str], float]
) -> int:
    """Go on from a place, and return how many steps were weighed."""
    sure = len(here.ways) == 1
    weighed = PLACE
    for stop, characters in options:
        place = places.setdefault(stop, _Place())
        choices = list(characters)
        sole = sure and len(options) == len(choices) == 1
        weighed += len(choices) * len(here.ways)
        for text, own in choices:
            step = Step(at, stop, text)
            paid = {before: 0.0 if sole else own + cost(before, text) for before in here.ways}
            ways = [(way.cost + paid[before], way) for before, its in here.ways.items() for way in its]
            cheapest = sorted(ways, key=_first)[:BEST]
            total = _sum([here.totals[before] - its for before, its in paid.items()])
            place.add(text[-1:], [_Way(its, step, way) for its, way in cheapest], total)
    return weighed


_cost_of = attrgetter("cost")
_first = itemgetter(0)


def _sum(logarithms: Sequence[float]) -> float:
    """Return the logarithm of the sum of what ``logarithms`` are of."""
    high = max(logarithms)
    return high + math.log(sum(math.exp(each - high) for each in logarithms))


def _paths(place: _Place) -> list[Path]:
    ways = sorted((way for ways in place.ways.values() for way in ways), key=lambda way: way.cost)[:BEST]
    total = _sum(list(place.totals.values()))
    return [Path(_steps(way), min(1.0, math.exp(-way.cost - total))) for way in ways]


def _steps(way: _Way) -> tuple[Step, ...]:
    steps = []
    current: _Way | None = way
    while current and current.before:
        steps.append(current.step)
        current = current.before
    return tuple(reversed(steps))
