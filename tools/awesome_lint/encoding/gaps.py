"""Text that U+FFFD replaced, found again in another copy of the same line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

REPLACEMENT = "\ufffd"
MIN_CONTEXT = 10
"""Letters and digits beside a gap that must agree: signs and blanks stand beside anything."""
MIN_LINE = 3
"""Letters and digits of a line that must be left for the whole line to be found again."""
_CONTEXTS = (60, 30, 15, 8)
"""Characters on each side that are looked for."""
_RUN = re.compile(f"{REPLACEMENT}+")


def find_gaps(text: str) -> Iterator[Span]:
    """Yield each run of replacement characters."""
    for match in _RUN.finditer(text):
        yield Span(*match.span())


def fill_gap(text: str, gap: Span, lines: Sequence[str]) -> str | None:
    """Return what stood at ``gap``, where ``lines`` of a copy hold it between the same words; None when none does.

    The widest context that is found decides, and all places where it is found must say the same.
    """
    before, after = _sides(text, gap)
    found = set[str]()
    if _is_line(text, gap):
        found = {filling for line in lines for filling in _whole(line, before, after, marks=len(gap))}
    for width in _CONTEXTS:
        if found:
            break
        near = before[-width:], after[:width]
        if _words("".join(near)) < MIN_CONTEXT:
            return None
        found = {filling for line in lines for filling in _fillings(line, *near, marks=len(gap))}
    return found.pop() if len(found) == 1 else None


def _sides(text: str, gap: Span) -> tuple[str, str]:
    """Return the text before and behind ``gap``, as far as the line or the next gap."""
    before = re.split(f"[\r\n{REPLACEMENT}]", text[max(0, gap.start - 1000) : gap.start])[-1]
    after = re.split(f"[\r\n{REPLACEMENT}]", text[gap.end : gap.end + 1000], maxsplit=1)[0]
    return before, after


def _is_line(text: str, gap: Span) -> bool:
    """Tell whether ``gap`` is the only one of a line that holds enough beside it."""
    before, after = _sides(text, gap)
    around = text[gap.start - len(before) - 1 : gap.start - len(before)], text[gap.end + len(after) :][:1]
    return REPLACEMENT not in around and _words(before + after) >= MIN_LINE


def _words(text: str) -> int:
    """Return how many letters and digits ``text`` holds."""
    return sum(map(str.isalnum, text))


def _whole(line: str, before: str, after: str, *, marks: int) -> Iterator[str]:
    filling = line[len(before) : len(line) - len(after)]
    if line.startswith(before) and line.endswith(after) and _is_filling(filling, marks):
        yield filling


def _fillings(line: str, before: str, after: str, *, marks: int) -> Iterator[str]:
    at = line.find(before)
    while at >= 0:
        start = at + len(before)
        for end in range(start + 1, start + marks + 1):
            if line.startswith(after, end) and _is_filling(line[start:end], marks):
                yield line[start:end]
        at = line.find(before, at + 1)


def _is_filling(text: str, marks: int) -> bool:
    """Tell whether ``text`` can have been lost: ASCII never is, and each character leaves a mark at least."""
    return 0 < len(text) <= marks and REPLACEMENT not in text and all(not char.isascii() for char in text)
