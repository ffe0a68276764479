"""What is known beside the damaged text: the same words elsewhere, and what follows what in a language."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from functools import cached_property
from os.path import commonprefix
from typing import TYPE_CHECKING

from awesome_lint.encoding.bigrams import load

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from awesome_lint.encoding.damage import DamageModel

MAX_CLEAN = 500_000
"""Characters of clean text looked at: more says nothing new."""
NEAR = 2
"""Characters of damaged text on one side of a piece that must agree for a clean place to be compared."""
FAR = 12
"""Characters of damaged text compared on each side."""
GAIN = 0.8
"""Nats that each further character in common is worth."""
ONE_SIDED = 4.0
"""Nats that a copy is worth at most that agrees on one side only: the next word may well be another."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_Copy = tuple[str, str, str]
"""A character of clean text, and the damaged text in front of it and behind it."""


class Knowledge:
    """Clean text of the same list, its twins' first, and the language model behind it."""

    def __init__(self, clean: Iterable[str]) -> None:
        self._bigrams = load()
        self._text = "\n".join(clean)[:MAX_CLEAN]
        self._pairs = Counter(zip(self._text, self._text[1:], strict=False))
        self._firsts = Counter(self._text)
        self._followers = Counter(first for first, _ in self._pairs)
        self._copies: dict[tuple[DamageModel, str], _Copies] = {}

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where each character that is not ASCII stands in the clean text."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for match in _BEYOND_ASCII.finditer(self._text):
            places[match[0]].append(match.start())
        return places

    @property
    def vocabulary(self) -> str:
        """The characters that may be read, the commonest first, none of them ASCII."""
        own = [char for char, _ in self._firsts.most_common()]
        return "".join(char for char in dict.fromkeys([*own, *self._bigrams.known]) if not char.isascii())

    def cost(self, before: str, char: str) -> float:
        """Return what ``char`` costs behind ``before``, in nats: the language's figures and the list's own together.

        How much the list's own count grows with how often and how uniformly it shows what stands behind ``before``
        (Witten and Bell, The zero-frequency problem, 1991).
        """
        general = self._bigrams.cost(before, char)
        times = self._firsts.get(before, 0)
        if not times:
            return general
        own = self._pairs.get((before, char), 0) / times
        weight = times / (times + self._followers[before] + 1)
        return -math.log((1 - weight) * math.exp(-general) + weight * own)

    def total(self, text: str) -> float:
        """Return what the whole of ``text`` costs, in nats."""
        return sum(self.cost(before, char) for before, char in zip(["", *text], text, strict=False))

    def gains(
        self, model: DamageModel, line: str, span: tuple[int, int], candidates: Collection[str]
    ) -> dict[str, float]:
        """Return what speaks for each candidate at ``span`` of a damaged line: nats for its longest clean copy."""
        start, end = span
        piece = line[start:end]
        if (model, piece) not in self._copies:
            self._copies[model, piece] = _Copies(model, self._text)
        copies = self._copies[model, piece]
        for char in candidates:
            copies.look_for(char, self._places.get(char, ()))
        gains = copies.gains(line[max(0, start - FAR) : start], line[end : end + FAR])
        return {char: gain for char, gain in gains.items() if char in candidates}


class _Copies:
    """The places of clean text that look alike once they are damaged, found by what stands beside them."""

    def __init__(self, model: DamageModel, text: str) -> None:
        self._model = model
        self._text = text
        self._known = set[str]()
        self._by_left: defaultdict[str, list[_Copy]] = defaultdict(list)
        self._by_right: defaultdict[str, list[_Copy]] = defaultdict(list)

    def look_for(self, char: str, places: Sequence[int]) -> None:
        """Add the ``places`` of ``char``, if they are not yet known."""
        if char in self._known:
            return
        self._known.add(char)
        for at in places:
            left = self._model.damage(self._text[max(0, at - FAR) : at].rpartition("\n")[2])[-FAR:]
            right = self._model.damage(self._text[at + 1 : at + 1 + FAR].partition("\n")[0])[:FAR]
            self._by_left[left[-NEAR:]].append((char, left, right))
            self._by_right[right[:NEAR]].append((char, left, right))

    def gains(self, left: str, right: str) -> dict[str, float]:
        """Return for each character how much of the damaged text beside it agrees with its best copy, in nats."""
        best: dict[str, float] = {}
        near = (*self._by_left.get(left[-NEAR:], ()), *self._by_right.get(right[:NEAR], ()))
        for char, its_left, its_right in near:
            sides = _agreement(left[::-1], its_left[::-1]), _agreement(right, its_right)
            most = math.inf if min(sides) >= NEAR else ONE_SIDED
            best[char] = max(best.get(char, 0.0), min(most, GAIN * sum(sides)))
        return best


def _agreement(one: str, other: str) -> int:
    """Return how many different characters both begin with: a row of one character tells no more than one of it.

    That both are over counts as much as two characters.
    """
    same = commonprefix((one, other))
    return len(set(same)) + (NEAR if len(same) == len(one) == len(other) < FAR else 0)
