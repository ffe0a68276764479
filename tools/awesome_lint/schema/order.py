"""The order things usually stand in, learned from many sequences."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MIN_VOTES = 4
"""So many sequences must hold both of two kinds before their order means anything."""
ORDER_SHARE = 0.8
"""At least this share of the sequences that hold two kinds must agree on which comes first."""


def learn_order(sequences: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return the kinds whose order is agreed on, in that order; of a doubtful pair the rarer kind is left out.

    One kind stands before another when all of it does; repeated kinds that mix (``a b a``) count against any order.
    """
    seen: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    before: Counter[tuple[str, str]] = Counter()
    for sequence in sequences:
        places = _places(sequence)
        seen.update(places.keys())
        for one, other in combinations(sorted(places), 2):
            both[one, other] += 1
            before[one, other] += places[one][-1] < places[other][0]
            before[other, one] += places[other][-1] < places[one][0]
    agreed = {
        (one, other)
        for pair, votes in both.items()
        for one, other in (pair, pair[::-1])
        if votes >= MIN_VOTES and before[one, other] >= ORDER_SHARE * votes
    }
    return _chain(sorted(seen, key=lambda kind: (-seen[kind], kind)), agreed)


def _places(sequence: Sequence[str]) -> dict[str, list[int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, kind in enumerate(sequence):
        places[kind].append(place)
    return places


def _chain(kinds: Sequence[str], agreed: set[tuple[str, str]]) -> tuple[str, ...]:
    """Return a chain in which every pair is agreed on; ``kinds``, the most frequent first, are taken in as they fit."""
    chain: list[str] = []
    for kind in kinds:
        at = sum((other, kind) in agreed for other in chain)
        if all((other, kind) in agreed for other in chain[:at]) and all((kind, o) in agreed for o in chain[at:]):
            chain.insert(at, kind)
    return tuple(chain) if len(chain) > 1 else ()


def is_ordered(sequence: Iterable[str], order: Sequence[str]) -> bool:
    """Tell whether the kinds of ``sequence`` that ``order`` names stand in that order."""
    ranks = [order.index(kind) for kind in sequence if kind in order]
    return ranks == sorted(ranks)
