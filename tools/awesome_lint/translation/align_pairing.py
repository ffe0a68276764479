"""Pairs that grow step by step, one-to-one, and how what stands between paired neighbours is paired."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

T = TypeVar("T")

_MANY = 36
"""A key with more pairs than this is followed in order only, so that the number of pairs stays linear."""


class Pairing(Generic[T]):
    """One-to-one pairs; what is paired stays so."""

    def __init__(self) -> None:
        self.theirs: dict[T, T] = {}
        self.ours: dict[T, T] = {}
        self.confidence: dict[T, float] = {}

    def add(self, our: T, their: T, confidence: float) -> None:
        """Pair the two when both are free."""
        if our not in self.theirs and their not in self.ours:
            self.theirs[our], self.ours[their] = their, our
            self.confidence[our] = min(1.0, confidence)

    def are_paired(self, our: T, their: T) -> bool:
        """Tell whether the two are a pair."""
        return our in self.theirs and self.theirs[our] is their


def candidates(ours: Mapping[str, Sequence[int]], theirs: Mapping[str, Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Yield, each once, the pairs of numbers that share a key; where very many do, the first with the first and so on.

    The number of pairs is linear in the size of the mappings.
    """
    seen = dict[tuple[int, int], None]()
    for key, our in ours.items():
        their = theirs.get(key, ())
        if len(our) * len(their) <= _MANY:
            seen.update(dict.fromkeys((i, j) for i in our for j in their))
        else:
            seen.update(dict.fromkeys(zip(our, their, strict=False)))
            seen.update(dict.fromkeys(zip(reversed(our), reversed(their), strict=False)))
    yield from seen


def between_neighbours(
    ours: Sequence[T], theirs: Sequence[T], pairing: Pairing[T], contradict: Callable[[T, T], bool]
) -> Iterator[tuple[T, T]]:
    """Yield what belongs together by position: as many on both sides between the same neighbours, and no contradiction.

    ``ours`` and ``theirs`` are siblings; those that have a partner elsewhere do not count.
    """
    here = set(theirs)
    fixed = {our for our in ours if pairing.theirs.get(our) in here}
    their_fixed = {pairing.theirs[our] for our in fixed}
    their_gaps = dict(_gaps(theirs, their_fixed, pairing.ours))
    for (before, after), our_gap in _gaps(ours, fixed, pairing.theirs):
        between = (before and pairing.theirs[before], after and pairing.theirs[after])
        their_gap = their_gaps.get(between, [])
        if len(our_gap) == len(their_gap) and not any(map(contradict, our_gap, their_gap)):
            yield from zip(our_gap, their_gap, strict=True)


def _gaps(
    items: Iterable[T], fixed: set[T], paired: Mapping[T, T]
) -> Iterator[tuple[tuple[T | None, T | None], list[T]]]:
    """Yield the free items between each two fixed neighbours, None standing for the ends."""
    runs: list[list[T]] = [[]]
    ends: list[T | None] = [None]
    for item in items:
        if item in fixed:
            ends.append(item)
            runs.append([])
        elif item not in paired:
            runs[-1].append(item)
    yield from zip(pairwise([*ends, None]), runs, strict=True)
