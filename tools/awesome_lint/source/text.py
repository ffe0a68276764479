"""The text of one file, and places in it. Offsets are code points of the decoded text, ends exclusive."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

_NEWLINE = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A range of code points: ``start`` inclusive, ``end`` exclusive."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        """Return True: an empty span is a place too."""
        return True

    def __contains__(self, other: "Span") -> bool:
        """Tell whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether both share a code point, or one is empty and lies inside or at an edge of the other."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end


class Position(NamedTuple):
    """Row and column, both counted from 1; columns in code points."""

    row: int
    column: int


@dataclass(frozen=True)
class SourceText:
    """The decoded text of one file with all that is needed to write it back byte for byte.

    ``text`` keeps every newline as it was and holds no byte order mark. Bytes that are not UTF-8 are held as lone
    surrogates (``surrogateescape``), so encoding gives them back; ``invalid`` is the offset in bytes of the first
    such byte in ``raw``, or None.
    """

    path: str
    text: str
    bom: bool = False
    invalid: int | None = None
    raw: bytes = field(default=b"", repr=False, compare=False)

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offsets of the first code point of each line; LF, CRLF and CR end a line."""
        return (0, *(newline.end() for newline in _NEWLINE.finditer(self.text)))

    @cached_property
    def newline(self) -> str:
        r"""The newline used most, ``\n`` when there is none."""
        crlf = self.text.count("\r\n")
        lf, cr = self.text.count("\n") - crlf, self.text.count("\r") - crlf
        return max((lf, "\n"), (crlf, "\r\n"), (cr, "\r"), key=lambda pair: pair[0])[1]

    def row(self, offset: int) -> int:
        """Return the row (from 1) that holds the code point at ``offset``."""
        return bisect_right(self.line_starts, offset)

    def position(self, offset: int) -> Position:
        """Return row and column of ``offset``."""
        row = self.row(offset)
        return Position(row, offset - self.line_starts[row - 1] + 1)

    def line_span(self, row: int) -> Span:
        """Return the span of line ``row`` (from 1) without its newline."""
        start = self.line_starts[row - 1]
        end = self.line_starts[row] if row < len(self.line_starts) else len(self.text)
        return Span(start, start + len(self.text[start:end].rstrip("\r\n")))

    def slice(self, span: Span) -> str:
        """Return the text of ``span``."""
        return self.text[span.start : span.end]
