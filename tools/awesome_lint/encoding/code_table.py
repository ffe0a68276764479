"""What each character looks like once it is damaged, turned round: what a piece of damaged text may have been."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import category

if TYPE_CHECKING:
    from awesome_lint.encoding.damage import DamageModel

MAX_CANDIDATES = 64
"""Characters considered for one piece, the commonest: beyond them lie those that no list holds."""
_BLOCKS = ((0x80, 0x3400), (0x3400, 0xD7B0), (0xF900, 0x10000), (0x1D400, 0x1D800), (0x1F000, 0x1FB00))
"""Code points that stand in lists: the Basic Multilingual Plane without private use, mathematical letters, emoji."""


@cache
def assigned() -> str:
    """Return the characters that a list may hold, in the order of their code points."""
    return "".join(char for first, end in _BLOCKS for char in map(chr, range(first, end)) if category(char) != "Cn")


class CodeTable:
    """The pieces of damaged text of a local model, and the characters each may have been, the commonest first.

    ``vocabulary`` are the characters that may be read, the commonest first.
    """

    def __init__(self, model: DamageModel, vocabulary: str) -> None:
        pieces = model.damage("\n".join(vocabulary)).split("\n")
        table: defaultdict[str, list[str]] = defaultdict(list)
        for char, piece in zip(vocabulary, pieces, strict=True):
            if piece and len(table[piece]) < MAX_CANDIDATES:
                table[piece].append(char)
        self._table = dict(table)
        self._longest = max(map(len, self._table), default=0)

    def candidates(self, data: str, at: int, stop: int) -> dict[int, list[str]]:
        """Return what may stand at ``at``: for each end, at most ``stop``, the characters."""
        found = {}
        for end in range(at + 1, min(at + self._longest, stop) + 1):
            characters = self._table.get(data[at:end])
            if characters:
                found[end] = characters
        return found
