"""Rows of a table as written: where each cell stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.common.utils import mdTrim

_PIPE = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"(?<=\\)\|")


@dataclass(frozen=True, slots=True)
class Cell:
    """The trimmed content of a cell; ``pieces`` (of ``spans.ContentMap``) begin anew at each backslash removed."""

    start: int
    end: int
    pieces: tuple[tuple[int, int, int], ...]


def split_row(source: str, start: int, end: int) -> list[Cell]:
    """Return the cells of the row at ``start`` to ``end``, as GFM cuts it: at unescaped pipes, the outer ones frame."""
    start, end = _trim(source, start, end)
    pipes = [pipe.start() for pipe in _PIPE.finditer(source, start, end)]
    borders = [start - 1, *pipes, end]
    cells = [(left + 1, right) for left, right in pairwise(borders)]
    if cells and cells[0][0] == cells[0][1]:
        del cells[0]
    if cells and cells[-1][0] == cells[-1][1]:
        del cells[-1]
    return [_cell(source, left, right) for left, right in cells]


def _cell(source: str, left: int, right: int) -> Cell:
    start, end = _trim(source, left, right)
    pieces = [(0, start, 0)]
    for number, pipe in enumerate(_ESCAPED.finditer(source, start, end), 1):
        pieces.append((pipe.start() - start - number, pipe.start() - 1, -1))
    return Cell(start, end, tuple(pieces))


def _trim(source: str, start: int, end: int) -> tuple[int, int]:
    text = source[start:end]
    content = mdTrim(text)
    start += text.find(content)
    return start, start + len(content)
