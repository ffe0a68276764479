"""What each character looks like once it is damaged, turned round: what a piece of damaged text may have been."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import category

from awesome_lint.encoding.multibyte import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.encoding.damage import DamageModel

MAX_CANDIDATES = 64
"""Characters considered for one piece, the commonest: beyond them lie those that no list holds."""
MAX_CANDIDATES_OF_SEVERAL = 16
"""The same where a codec read several bytes together, so that more pieces are possible everywhere."""
_BLOCKS = ((0x80, 0x3400), (0x3400, 0xD7B0), (0xF900, 0x10000), (0x1D400, 0x1D800), (0x1F000, 0x1FB00))
"""Code points that stand in lists: the Basic Multilingual Plane without private use, mathematical letters, emoji."""


@cache
def assigned() -> str:
    """Return the characters that a list may hold, in the order of their code points."""
    return "".join(char for first, end in _BLOCKS for char in map(chr, range(first, end)) if category(char) != "Cn")


class CodeTable:
    """What is left of a character once it is damaged, and the characters it may have been, the commonest first.

    For a local model that is damaged text; for a codec of several bytes it is bytes, as characters below U+0100, with
    what stands for lost ones. ``vocabulary`` are the characters of lists, the commonest first. A table ``beside``
    another one, both of local models, holds only what this leaves of them otherwise.
    """

    def __init__(self, model: DamageModel, vocabulary: str, beside: CodeTable | None = None) -> None:
        self.model = model
        self._pieces: list[str] = []
        table: defaultdict[str, list[str]] = defaultdict(list)
        most = MAX_CANDIDATES if model.is_local else MAX_CANDIDATES_OF_SEVERAL
        for char, piece in self._local(vocabulary, beside) if model.is_local else _byte_pieces(model, vocabulary):
            if piece and len(table[piece]) < most:
                table[piece].append(char)
        self._table = dict(table)
        self._longest = max(map(len, self._table), default=0)

    def _local(self, vocabulary: str, beside: CodeTable | None) -> Iterator[tuple[str, str]]:
        every = "".join(dict.fromkeys(vocabulary + assigned()))
        self._pieces = self.model.damage("\n".join(every)).split("\n")
        if beside is None:
            return zip(every, self._pieces, strict=True)
        pairs = zip(every, self._pieces, beside._pieces, strict=True)  # noqa: SLF001 - another table
        return ((char, piece) for char, piece, other in pairs if piece != other)

    def candidates(self, data: str, at: int) -> dict[int, list[str]]:
        """Return what may stand at ``at``: behind each end, the characters."""
        found = {}
        for end in range(at + 1, min(at + self._longest, len(data)) + 1):
            characters = self._table.get(data[at:end])
            if characters:
                found[end] = characters
        return found


def _byte_pieces(model: DamageModel, vocabulary: str) -> Iterator[tuple[str, str]]:
    return ((char, piece) for char in vocabulary for piece in pieces(model, char))
