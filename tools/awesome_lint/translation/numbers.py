"""Numbers in prose, whatever the language: 500 billion is 5000亿, 89.3% is 百分之八十九点三.

English and Chinese are read completely, other languages by their digits. Numbers inside names (``GPT-4``, ``A100``)
are none. What translators leave out or write in other ways is loose: it may agree with the other side, but never
contradicts it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from awesome_lint.translation.numbers_chinese import NUMERALS
from awesome_lint.translation.numbers_dates import date_at
from awesome_lint.translation.numbers_digits import DIGITS, LETTER, read_digits
from awesome_lint.translation.numbers_spelled import read_numeral, read_parts, read_percent, read_words
from awesome_lint.translation.numbers_values import Amount, Draft, Number, agree
from awesome_lint.translation.numbers_words import MONTHS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Amount", "Kind", "Number", "agree", "find_numbers"]

_SPELLED_LANGUAGES = frozenset(("en", "zh"))
"""Languages whose number words are known; a text in one may quote the other."""
_WIDE = {ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９％．＄￥＋－", "0123456789%.$¥+-", strict=True)}
_NUMERAL = f"[{NUMERALS}]+(?:[点點][{NUMERALS}]+)?"
_TOKEN = re.compile(
    r"(?:https?://|www\.)[!-~]+"
    rf"|百分之 ?(?P<percent>{DIGITS}|{_NUMERAL})"
    rf"|(?P<parts>(?:[0-9]{{1,4}}|[{NUMERALS}]+) ?分之 ?(?:[0-9]{{1,4}}|[{NUMERALS}]+))"
    rf"|(?:USD|RMB|CNY|EUR|GBP|JPY)(?=[0-9])"
    rf"|(?P<word>[{LETTER}][{LETTER}0-9_]*(?:[-./'’+&]+[{LETTER}0-9_]+)*)"
    rf"|(?P<digits>{DIGITS}(?P<tail>[{LETTER}_][{LETTER}0-9_]*)?)"
    rf"|(?P<numeral>{_NUMERAL})"
)
_BETWEEN = re.compile(r"\s?(?:-|–|—|~|～|to|至|到|or|或|and|和|与|、|,)\s?")
_FAR = 5
"""What stands between two ends of a range is shorter."""


def find_numbers(text: str, language: str) -> tuple[Number, ...]:
    """Return the numbers of ``text``, in order; ``language`` is its BCP 47 tag."""
    spelled = language.partition("-")[0] in _SPELLED_LANGUAGES
    narrow = text.translate(_WIDE)
    return tuple(_with_ranges(text, list(_scan(narrow, spelled=spelled))))


def _scan(text: str, *, spelled: bool) -> Iterator[Draft | Number]:
    """Yield the numbers and dates of a text, in order."""
    at, word = 0, None
    while (match := _TOKEN.search(text, at)) is not None:
        at = match.end()
        for found in _read(text, match, word, spelled=spelled):
            yield found
            at = max(at, found.end)
        word = match if match["word"] else word


def _read(text: str, match: re.Match[str], word: re.Match[str] | None, *, spelled: bool) -> Iterator[Draft | Number]:
    """Yield what a token and what stands behind it say; ``word`` is the one before it."""
    begins = match["digits"] or match["numeral"] or match["word"] in MONTHS
    dated = date_at(text, match.start()) if begins else None
    if dated is not None:
        yield dated
    elif match["digits"]:
        yield from read_digits(text, match, word)
    elif spelled and match["word"]:
        yield from read_words(text, match)
    elif spelled and match["numeral"]:
        yield from read_numeral(text, match)
    elif match["percent"]:
        yield from read_percent(match)
    elif match["parts"]:
        yield from read_parts(match)


def _with_ranges(text: str, found: list[Draft | Number]) -> list[Number]:
    """Return the numbers, where ``3`` of ``3 to 5 million`` may be three million."""
    numbers: list[Number] = []
    shared: Draft | None = None
    begin = len(text)
    for draft in reversed(found):
        if isinstance(draft, Number):
            numbers.append(replace(draft, text=text[draft.start : draft.end]))
            shared = None
        else:
            near = begin - draft.end <= _FAR and _BETWEEN.fullmatch(text, draft.end, begin)
            shared = shared if near else None
            numbers.append(draft.number(text, shared))
            shared = draft if draft.scales or draft.units or not shared else shared
        begin = draft.start
    return numbers[::-1]
