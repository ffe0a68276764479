"""Layout of tables: a row gets the blanks and outer pipes it lacks; cells are not padded, nor is padding taken away."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.formatter.inlines import with_markers
from awesome_lint.formatter.raw import raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token
    from mdformat.renderer import RenderContext, RenderTreeNode

_BLANKS = " \t"


class _Cell(NamedTuple):
    start: int
    end: int


def table(node: RenderTreeNode, context: RenderContext) -> str:
    """Lay out a table; cells are never added, dropped or padded."""
    lines = [line.text.strip(_BLANKS) for line in raw(node.meta)]
    rows = [row for part in node.children for row in part.children]
    body = [lines[0], *lines[2:]]
    marked = [_with_markers(line, row, context) for line, row in zip(body, rows, strict=True)]
    return "\n".join([_row(marked[0]), _delimiter(lines[1]), *map(_row, marked[1:])])


def _with_markers(line: str, row: RenderTreeNode, context: RenderContext) -> str:
    for cell, content in reversed(list(zip(_cells(line), _contents(row), strict=False))):
        text = line[cell.start : cell.end].strip(_BLANKS)
        if text == content.content:  # else it holds an escaped pipe, or other white space
            markers = context.env["awesome_lint"].markers
            new = with_markers(text, content.children or [], markers, context.options, context.env)
            line = line[: cell.start] + line[cell.start : cell.end].replace(text, new, 1) + line[cell.end :]
    return line


def _contents(row: RenderTreeNode) -> Iterator[Token]:
    return (cell.children[0].token for cell in row.children if cell.children[0].token is not None)


def _cells(line: str) -> list[_Cell]:
    """Return where the cells of a row are; a pipe right behind a backslash is text (GitHub looks back once only)."""
    pipes = [at for at, char in enumerate(line) if char == "|" and line[at - 1 : at] != "\\"]
    edges = [-1, *pipes, len(line)]
    cells = [_Cell(left + 1, right) for left, right in pairwise(edges)]
    first = 1 if line.startswith("|") else 0
    last = len(cells) - 1 if pipes and pipes[-1] == len(line) - 1 else len(cells)
    return cells[first:last]


def _row(line: str) -> str:
    if _has_outer_pipes(line):
        return "|" + "|".join(_spaced(line[cell.start : cell.end]) for cell in _cells(line)) + "|"
    return "| " + " | ".join(line[cell.start : cell.end].strip(_BLANKS) for cell in _cells(line)) + " |"


def _spaced(cell: str) -> str:
    """Return a cell with a blank at each end; padding, of the width its author gave it, is not touched."""
    if not cell.strip(_BLANKS):
        return cell
    return f"{'' if cell[0] in _BLANKS else ' '}{cell}{'' if cell[-1] in _BLANKS else ' '}"


def _has_outer_pipes(line: str) -> bool:
    return len(line) > 1 and line.startswith("|") and line.endswith("|") and not line.endswith("\\|")


def _delimiter(line: str) -> str:
    if _has_outer_pipes(line):
        return line
    return "| " + " | ".join(line[cell.start : cell.end].strip(_BLANKS) for cell in _cells(line)) + " |"
