"""Numbers in words: twenty-five, 三十二, 百分之五, two-thirds, 三分之二."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from awesome_lint.translation.numbers_chinese import parse_chinese, parse_digits
from awesome_lint.translation.numbers_english import RUN, parse_run
from awesome_lint.translation.numbers_units import units_behind
from awesome_lint.translation.numbers_values import Amount, Draft
from awesome_lint.translation.numbers_words import (
    ENGLISH_PARTS,
    ENGLISH_SCALES,
    ENGLISH_SMALL,
    ENGLISH_TENS,
    Kind,
    Unit,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_SMALL = 10
"""Number words up to this one are left out or written otherwise (``both``, ``双``) too often to be facts."""
_PART = re.compile(
    rf"(?:(?P<count>an?|{'|'.join(ENGLISH_SMALL)})[ -])?(?P<part>{'|'.join(ENGLISH_PARTS)})\b(?!-)", re.IGNORECASE
)
_ONE_SCALE = re.compile(rf"(?P<half>half )?an? (?P<scale>hundred|{'|'.join(ENGLISH_SCALES)})\b", re.IGNORECASE)
_FIRST_WORDS = frozenset(("a", "an", *ENGLISH_SMALL, *ENGLISH_TENS, *ENGLISH_PARTS))
_ORDINARY = re.compile("分(?![钟鐘之])|[几幾多余餘]|世纪|世紀|年代|合一")
"""What makes another word of a small numeral before it: 十分, 十几, 三合一."""
_VAGUE_BEFORE = frozenset("数數几幾第")
_LEAST_DIGITS = 2


def read_words(text: str, match: re.Match[str]) -> Iterator[Draft]:
    """Yield the numbers that begin with the English word of ``match``."""
    if match["word"].partition("-")[0].lower() not in _FIRST_WORDS:  # as nearly always; what follows costs more
        return
    start = match.start()
    if (half := _ONE_SCALE.match(text, start)) is not None:
        value = Fraction({"hundred": 100, **ENGLISH_SCALES}[half["scale"].lower()])
        yield Draft(start, half.end(), (value / 2 if half["half"] else value,), firm=False)
    elif (part := _PART.match(text, start)) is not None:
        count = (part["count"] or "a").lower()
        yield _fraction(start, part.end(), Fraction(ENGLISH_SMALL.get(count, 1), ENGLISH_PARTS[part["part"].lower()]))
    elif (run := RUN.match(text, start)) is not None and text[run.end() : run.end() + 1] not in tuple("-_'’"):
        yield from _run(text, run)


def _run(text: str, run: re.Match[str]) -> Iterator[Draft]:
    """Yield the numbers of a run of number words; only the last can have a unit."""
    for spelled in parse_run(text, run.start(), run.end()):
        units, end = units_behind(text, spelled.end) if spelled.end == run.end() else ((), spelled.end)
        yield Draft(spelled.start, end, (Fraction(spelled.value),), units=units, firm=spelled.value > _SMALL)


def read_numeral(text: str, match: re.Match[str]) -> Iterator[Draft]:
    """Yield the number that a Chinese numeral is."""
    written, start, end = match["numeral"], match.start(), match.end()
    if written == "一" and text.startswith("半", end):
        yield _fraction(start, end + 1, Fraction(1, 2))
        return
    value = _numeral(written)
    before = text[start - 1 : start] if start else ""
    if value is None or before in _VAGUE_BEFORE or (value <= _SMALL and _ORDINARY.match(text, end)):
        return
    if _ORDINARY.match(text, end) and text[end] not in "多余餘分":
        return
    units, end = units_behind(text, end)
    yield Draft(start, end, (value,), units=units, firm=value > _SMALL)


def _numeral(text: str) -> Fraction | None:
    """Return the value of a numeral, also of one read out digit by digit that has a zero: 二〇四八."""
    digits = parse_digits(text)
    if digits and len(digits) > _LEAST_DIGITS and "0" in digits[1:]:
        return Fraction(int(digits))
    return parse_chinese(text)


def read_percent(match: re.Match[str]) -> Iterator[Draft]:
    """Yield the percentage that stands behind 百分之."""
    value = Fraction(100) if match["percent"] == "百" else _value(match["percent"])
    if value is not None:
        yield Draft(match.start(), match.end(), (value,), units=(Unit(Kind.PERCENT),))


def read_parts(match: re.Match[str]) -> Iterator[Draft]:
    """Yield the fraction that ``三分之二`` is."""
    whole, part = (_value(text.strip()) for text in match["parts"].split("分之"))
    if whole and part:
        yield _fraction(match.start(), match.end(), part / whole)


def _value(text: str) -> Fraction | None:
    """Return the value of digits or of a numeral."""
    return parse_chinese(text) if text[0] not in "0123456789" else Fraction(text.replace(",", ""))


def _fraction(start: int, end: int, value: Fraction) -> Draft:
    """Return a part of a whole, which others give in percent."""
    return Draft(
        start, end, (value,), units=(Unit(Kind.FRACTION),), others=(Amount(Kind.PERCENT, value * 100),), firm=False
    )
