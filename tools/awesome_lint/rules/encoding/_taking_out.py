"""Invisible characters taken out of a text, and whether Markdown still reads the rest as before."""

from __future__ import annotations

import re
from string import punctuation
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit
from awesome_lint.encoding.flanking import changes_emphasis
from awesome_lint.encoding.invisible import INVISIBLE
from awesome_lint.source import Span

if TYPE_CHECKING:
    from awesome_lint.encoding.invisible import Invisible

_MARKER = re.compile(r"[ \t>]*(?:[-*+>]|#{1,6}|\d{1,9}[.)])")
_HEAD = re.compile(rf"[ \t>{INVISIBLE}]*(?:(?:[-*+]|\d{{1,9}}[.)])[ \t{INVISIBLE}]+)*")
"""What may stand in front of the text of a line: indentation, quotes, items."""
_SYNTAX = frozenset(punctuation + "0123456789")
_BEGINS = re.compile(r"[-+*>#=|<_:\[]|```|~~~|\$\$|\d{1,9}[.)]")
"""What may give a line another meaning than text, at its beginning."""
_BLANKS = re.compile(r"[ \t]*")
_EMPTY = re.compile(rf"[ \t\r>{INVISIBLE}]*")
_NEAR = 1000
"""Characters of a line looked at on each side: none that matters here is farther away."""


def taken_out(run: Invisible, text: str, *, literal: bool) -> Edit:
    """Return the edit that writes what belongs in the place of ``run``.

    At the head of a line the blanks behind it go, too: they would indent what follows, up to a block of code. Where
    text is ``literal``, they stay.
    """
    end = run.span.end
    if not run.cure and not literal and _HEAD.fullmatch(_left(run, text)):
        end = _behind_blanks(text, end)
    return Edit(Span(run.span.start, end), run.cure)


def keeps_meaning(run: Invisible, text: str) -> bool:
    """Tell whether Markdown reads the rest of the text as before without ``run``."""
    if _parts_syntax(run, text) or changes_emphasis(text, run.span.start, run.span.end, run.cure):
        return False
    return bool(run.cure) or not _parts_lines(run, text)


def follows_marker(run: Invisible, text: str) -> bool:
    """Tell whether a space in its place would make the line an item, a heading or a quote."""
    return bool(_MARKER.fullmatch(_left(run, text)))


def _left(run: Invisible, text: str) -> str:
    """Return what stands on the line in front of ``run``; where that is far to its start, what is near."""
    return text[max(0, run.span.start - _NEAR) : run.span.start].rpartition("\n")[2]


def _behind_blanks(text: str, at: int) -> int:
    match = _BLANKS.match(text, at)
    return match.end() if match else at


def _parts_syntax(run: Invisible, text: str) -> bool:
    """Tell whether signs that may be Markdown would meet, or begin the line, without the run."""
    if _HEAD.fullmatch(_left(run, text)):
        return bool(_BEGINS.match(text, _behind_blanks(text, run.span.end)))
    edge = run.before.isspace() or run.before in _SYNTAX
    return edge and run.after in _SYNTAX


def _parts_lines(run: Invisible, text: str) -> bool:
    """Tell whether the run is all that its line holds, between lines that a blank one would part."""
    left, right = _left(run, text), text[run.span.end : run.span.end + _NEAR].partition("\n")
    if not (_EMPTY.fullmatch(left) and _EMPTY.fullmatch(right[0]) and right[1]):
        return False
    above = run.span.start - len(left) - 1
    last = text[max(0, above - _NEAR) : max(0, above)].rpartition("\n")[2]
    return not (_EMPTY.fullmatch(last) or _EMPTY.fullmatch(right[2].partition("\n")[0]))
