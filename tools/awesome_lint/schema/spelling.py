"""How far apart two words are, for telling a misspelling from another word."""

from itertools import pairwise

MIN_LENGTH = 5
"""In shorter words every letter counts."""
LONG = 8
"""Words of this length may have two letters wrong."""


def is_misspelling(word: str, known: str) -> bool:
    """Tell whether ``word`` is ``known`` with one letter added, lost, changed or swapped; with two when it is long."""
    shorter = min(len(word), len(known))
    allowed = 2 if shorter >= LONG else 1
    if word == known or shorter < MIN_LENGTH or abs(len(word) - len(known)) > allowed:
        return False
    return distance(word, known) <= allowed


def distance(one: str, other: str) -> int:
    """Return the number of letters added, lost, changed, or swapped with the next (optimal string alignment)."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for at, (previous, letter) in enumerate(pairwise(" " + one), 1):
        row = [at]
        for place, target in enumerate(other, 1):
            cost = min(above[place] + 1, row[-1] + 1, above[place - 1] + (letter != target))
            if before and place > 1 and previous == target and letter == other[place - 2]:
                cost = min(cost, before[place - 2] + 1)
            row.append(cost)
        before, above = above, row
    return above[-1]
