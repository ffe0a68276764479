"""Text that speaks about characters and shows them: what it shows is no damage."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import apply_edits
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_lint.diagnostics import Edit

_CODE = r"(?:U\+|\\u\{{?|0x|&#x)0*{}(?![0-9A-F])"
"""How the number of a character is written: Unicode, programming languages, HTML."""
_REPLACEMENT = re.compile(
    rf"{_CODE.format('FFFD')}|EF\W?BF\W?BD|replacement[ -](?:character|symbol|char)|character[ -]replacement"
    "|替换字符|替換字元|置換文字",
    re.IGNORECASE,
)
_LINES_NEAR = 2
"""Lines on each side of one that may say what it shows."""
_NEAR = 1000
"""Characters on each side of a place that are looked at."""
_ALONE = re.compile(r"[\s()\[\]{}'\"`“”‘’«»「」（）.,:;，。、；：]?")
_OTHERWISE = re.compile(r"\s(?:or|and|oder|und|ou|et|o|y|或|和)\s[`'\"]?[^\w\s|]")
"""Another sign of which one is shown as well: ``� or ?``."""
_TOPIC = re.compile(
    r"mojibake|garbled|charset|character (?:set|encoding)|UTF-?8|Latin-?1\b|ISO[ -]?8859|(?:Windows-|cp)125\d"
    "|乱码|亂碼|編碼|编码|文字化け|кодировк",
    re.IGNORECASE,
)
"""What text about damaged text speaks of."""
_QUOTES = {'"': '"', "'": "'", "`": "`", "“": "”", "‘": "’", "«": "»", "„": "“", "「": "」"}
_OPENING = re.compile(f"(?<![^\\W_])[{''.join(_QUOTES)}]")
MAX_QUOTED = 40
"""Characters that a quotation may have on each side of what is damaged in it: an example, not a speech."""


def names_character(line: str, char: str) -> bool:
    """Tell whether ``line`` names ``char`` by its number."""
    number = f"{ord(char):X}"
    if number not in line and number.lower() not in line:
        return False
    return re.search(_CODE.format(number), line, re.IGNORECASE) is not None


def shows_replacement(text: str, gap: Span) -> bool:
    """Tell whether U+FFFD at ``gap`` is shown and not what became of a text.

    It stands there alone, beside no letter, and words near it speak of it; or it is quoted by backticks.
    """
    before, after = text[max(0, gap.start - 1) : gap.start], text[gap.end : gap.end + 1]
    if len(gap) != 1 or not (_ALONE.fullmatch(before) and _ALONE.fullmatch(after)):
        return False
    if before == after == "`" or _OTHERWISE.match(text, gap.end):
        return True
    return _REPLACEMENT.search(_around(text, gap, _LINES_NEAR)) is not None


def shows_damage(text: str, change: Edit, changes: Sequence[Edit]) -> bool:
    """Tell whether ``text`` only shows what damage looks like at ``change``, one of the ``changes`` that repair it.

    It is quoted, and its line has what the quotation means a second time; or the quotation is one word, and the line
    speaks of encodings.
    """
    quoted = _quotation(text, change.span)
    if quoted is None:
        return False
    line = _around(text, change.span, 0)
    first = bisect_left(changes, quoted.start, key=lambda each: each.span.start)
    last = bisect_right(changes, quoted.end, key=lambda each: each.span.end)
    meant = apply_edits(text, changes[first:last], quoted)
    return meant in line or (_TOPIC.search(line) is not None and not any(map(str.isspace, meant)))


def _quotation(text: str, span: Span) -> Span | None:
    """Return the place between the quotation marks that stand close to ``span`` on its line, None when none do."""
    left = text[max(0, span.start - MAX_QUOTED) : span.start].rpartition("\n")[2]
    opening = list(_OPENING.finditer(left))
    if not opening:
        return None
    right = text[span.end : span.end + MAX_QUOTED].partition("\n")[0]
    end = right.find(_QUOTES[opening[-1][0]])
    if end < 0 or right[end + 1 : end + 2].isalnum():
        return None
    return Span(span.start - len(left) + opening[-1].end(), span.end + end)


def _around(text: str, span: Span, lines: int) -> str:
    """Return the line of ``span`` as far as it is near, with so many lines on each side."""
    before = text[max(0, span.start - _NEAR) : span.start].split("\n")
    after = text[span.end : span.end + _NEAR].split("\n")
    return "\n".join(before[-1 - lines :]) + text[span.start : span.end] + "\n".join(after[: lines + 1])
