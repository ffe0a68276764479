"""How far apart two words are, for telling a misspelling from another word."""

MIN_LENGTH = 5
"""In shorter words every letter counts."""
LONG = 8
"""Words of this length may have two letters wrong."""


def is_misspelling(word: str, known: str) -> bool:
    """Tell whether ``word`` is ``known`` with one letter added, lost, changed or swapped; with two when it is long."""
    shorter = min(len(word), len(known))
    allowed = 2 if shorter >= LONG else 1
    return word != known and shorter >= MIN_LENGTH and edit_distance(word, known, allowed) <= allowed


def edit_distance(one: str, other: str, limit: int) -> int:
    """Return how many letters of ``one`` must be added, dropped, changed or swapped to make it ``other``.

    Counting stops at ``limit``: beyond it ``limit + 1`` is returned.
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before, last = last, current
    return min(last[-1], limit + 1)
