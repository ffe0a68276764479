"""How likely a character is after another one, in running text of technical lists.

Damaged text has several readings; these figures rank them. They are costs: -ln P, in nats. `bigrams.bin` beside this
file holds them, made by `tools/models/build_bigrams.py`; `tools/models/README.md` says from what.

In the file: a mark; sizes as 32-bit numbers, lowest byte first; six blocks compressed with zlib:

1. the characters there are figures for, commonest first; a character's place is its number;
2. the cost of each, whatever is before it;
3. of each as the one before: 128 + what is added to that cost where the pair has no figure of its own;
4. of each as the one before: how many pairs have one;
5. the pairs, as differences of (number of the first) * (how many characters) + (number of the second);
6. the costs of the pairs.

Costs are in twelfths of a nat. Numbers of more than one byte have all their lowest bytes first.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from bisect import bisect_left
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Final

_MAGIC: Final = b"awl-bigrams-1\n"
_STEPS: Final = 12
_NO_CHANGE: Final = 128  # in block 3: nothing is added

# What stands for others: the start of text or of a line, any blank, and ASCII that is neither letter nor blank.
_START, _BLANK, _SYMBOL = "\n", " ", "-"
_UPPER_COST: Final = 2.5  # a letter of ASCII is upper case in one of twelve
_SYMBOL_COST: Final = 3.7  # one of the 42 characters that the class holds

# Characters without figures, by how likely they are to stand in text at all.
_IDEOGRAPH_COST: Final = 19.0
_LETTER_COST: Final = 20.0
_OTHER_COST: Final = 22.0
_IMPOSSIBLE_COST: Final = 30.0  # controls, surrogates, private use, no characters


class Bigrams:
    """Figures for pairs of characters."""

    def __init__(self, data: bytes) -> None:
        blocks, size = _unpack(data)
        characters, costs, backoffs, lengths, gaps, pair_costs = blocks
        self.known: Final = "".join(map(chr, _numbers("I", characters)))
        self._size: Final = size
        self._keys: Final = array("I", accumulate(_numbers("I", gaps)))
        self._pair_costs: Final = pair_costs
        self._costs: Final = costs
        self._backoffs: Final = backoffs
        self._rows: Final = array("I", accumulate(_numbers("H", lengths), initial=0))
        self._scale: Final = [step / _STEPS for step in range(512)]
        self._second: Final = {character: number for number, character in enumerate(self.known)}
        self._first: Final = dict(self._second)
        self._extra: Final[dict[str, float]] = {}
        self._fold()

    def _fold(self) -> None:
        """Let all of ASCII have the figures of what stands for it."""
        for code in range(128):
            character = chr(code)
            if character.isalpha():
                like = character.lower()
                self._extra[character] = 0.0 if like == character else _UPPER_COST
            elif character.isspace():
                like = _START if character in "\n\r\v\f" else _BLANK
            else:
                like = _SYMBOL
                self._extra[character] = _SYMBOL_COST
            self._first[character] = self._first[like]
            self._second[character] = self._second[like]
        self._first[""] = self._first[_START]

    def is_known(self, char: str) -> bool:
        """Tell whether there are figures for ``char``: it stands in lists."""
        return char in self._second

    def cost(self, before: str, char: str) -> float:
        """Return -ln P(char | before) in nats. Where `before` is "", a text starts or nothing is known."""
        second = self._second.get(char)
        if second is None:
            return _unknown_cost(char)
        first = self._first.get(before)
        if first is None:
            first = self._like(before)
        rows = self._rows
        low, high = rows[first], rows[first + 1]
        key = first * self._size + second
        place = bisect_left(self._keys, key, low, high)
        if place < high and self._keys[place] == key:
            steps = self._pair_costs[place]
        else:
            steps = self._costs[second] + self._backoffs[first] - _NO_CHANGE
        if char < "\x80":
            return self._scale[steps] + self._extra.get(char, 0.0)
        return self._scale[steps]

    def _like(self, before: str) -> int:
        """Return the number of what is used for a character before that has no figures."""
        number = self._second.get(before.lower(), self._first[_SYMBOL])
        self._first[before] = number
        return number


@cache
def load() -> Bigrams:
    """Return the figures that come with the package."""
    return Bigrams(Path(__file__).with_name("bigrams.bin").read_bytes())


def _unpack(data: bytes) -> tuple[list[bytes], int]:
    """Return the blocks of the file, and how many characters there are figures for."""
    if not data.startswith(_MAGIC):
        raise ValueError("bigrams.bin is not the file this version reads")
    start = len(_MAGIC)
    head = array("I", data[start : start + 32])
    if sys.byteorder == "big":
        head.byteswap()
    blocks, place = [], start + 32
    for length in head[2:]:
        blocks.append(zlib.decompress(data[place : place + length]))
        place += length
    return blocks, head[0]


def _numbers(kind: str, block: bytes) -> array[int]:
    """Return the numbers of a block, put together from their bytes."""
    values = array(kind)
    width = values.itemsize
    count = len(block) // width
    data = bytearray(len(block))
    for place in range(width):
        data[place::width] = block[place * count : (place + 1) * count]
    values.frombytes(bytes(data))
    if sys.byteorder == "big":
        values.byteswap()
    return values


def _unknown_cost(char: str) -> float:
    """Return the cost of a character that there are no figures for."""
    if "\u4e00" <= char <= "\u9fff":
        return _IDEOGRAPH_COST
    if char.isalpha():
        return _LETTER_COST
    return _OTHER_COST if char.isprintable() else _IMPOSSIBLE_COST
