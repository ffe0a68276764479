"""Numbers in digits: 128,256, 300万, 4K, $500, 89.3%, and which digits are part of a name."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from awesome_lint.translation.numbers_units import currencies_before, letter_scale, scale_behind, units_behind
from awesome_lint.translation.numbers_values import Draft, year_of
from awesome_lint.translation.numbers_words import MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.translation.numbers_words import Unit

LETTER = "A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ"
"""Letters of words between which there are spaces."""
DIGITS = r"[0-9]+(?:[,'’\u00a0\u202f][0-9]{3}(?![0-9]))*(?:\.[0-9]+)*"
_LONGEST = 24
"""More digits than these are an identifier."""
_SEPARATORS = re.compile("[^0-9.]")
_DOTTED_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}\Z")
_TEN_THOUSANDS = re.compile("([0-9]{1,4}) ?[万萬]")
_TEN_THOUSAND, _HUNDRED_MILLION = 10**4, 10**8
_PAPER = re.compile(r"[0-9]{4}\.[0-9]{4,5}\Z")
_NAME_BEHIND = re.compile(rf"-(?:[A-Z]|in-[0-9])|-?合[一1]|[/_.\\][{LETTER}]|[×x:][0-9]")
"""What makes a name, or a time, of the digits before it: ``7-Zip``, ``3-in-1``, ``8x7B``, ``10:30``."""
_NAME_BEFORE = re.compile("[#@_×:]")
_NO_NUMBER_BEHIND = re.compile(r" ?(?:世纪|世紀|年代|[几幾]|合[一1])|(?:st|nd|rd|th)? (?:century|centuries)\b")
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_SENTENCE_ENDS = frozenset('.!?:;。！？：；•|>—–(（[【“"-')
_PART_WORDS = frozenset(
    [
        "version",
        "versions",
        "ver",
        "no",
        "top",
        "level",
        "phase",
        "stage",
        "chapter",
        "step",
        "part",
        "figure",
        "table",
        "rank",
    ]
)
"""Words that name something by the number behind them."""


def read_digits(text: str, match: re.Match[str], word: re.Match[str] | None) -> Iterator[Draft]:
    """Yield the number that the digits of ``match`` are, nothing for those of a name."""
    tail = match["tail"] or ""
    digits = match["digits"].removesuffix(tail)
    start, end = match.span("digits")
    if len(digits) > _LONGEST or digits.count(".") > 1 or _PAPER.match(digits) or _in_name(text, start, end):
        return
    if tail in _ORDINALS:
        yield Draft(start, end, _values(digits), firm=False)
        return
    scales, units = letter_scale(tail)
    if tail and not scales:
        return
    yield _draft(text, digits, (start, end), (scales, units), word)


def _draft(
    text: str,
    digits: str,
    place: tuple[int, int],
    attached: tuple[tuple[Fraction, ...], tuple[Unit, ...]],
    word: re.Match[str] | None,
) -> Draft:
    """Return the number with the scale, unit and currency around it."""
    start, end = place
    scales, units = attached
    values = _values(digits)
    if not scales:
        scale, end = scale_behind(text, end)
        scales = (scale,) if scale != 1 else ()
        if scale >= _HUNDRED_MILLION and (rest := _TEN_THOUSANDS.match(text, end)) is not None:
            values, end = (values[0] + int(rest[1]) * _TEN_THOUSAND / scale,), rest.end()
    behind, end = units_behind(text, end)
    before, start = currencies_before(text, start)
    year = year_of(digits) if end == place[1] and text[end : end + 1] != "+" else None
    named = not (before or behind) and _is_named(text, place[0], end, word)
    return Draft(
        start,
        end,
        values,
        scales,
        before or behind or units,
        (year,) if year else (),
        step=Fraction(1, 10 ** len(digits.partition(".")[2])),
        firm=not named and text[start - 1 : start] != "第",
    )


def _values(digits: str) -> tuple[Fraction, ...]:
    """Return what digits with separators may say: ``40.000`` is forty, or forty thousand."""
    plain = _SEPARATORS.sub("", digits)
    if "." not in plain:
        return (Fraction(int(plain)),)
    values = (Fraction(plain),)
    return (*values, Fraction(plain.replace(".", ""))) if _DOTTED_THOUSANDS.match(digits) else values


def _in_name(text: str, start: int, end: int) -> bool:
    """Tell whether the digits are part of a name, a time, a decade or a century."""
    return bool(
        _NAME_BEHIND.match(text, end)
        or _NO_NUMBER_BEHIND.match(text, end)
        or _NAME_BEFORE.match(text, start - 1, start)
    )


def _is_named(text: str, start: int, end: int, word: re.Match[str] | None) -> bool:
    """Tell whether the number belongs to the word before it: ``Llama 3``, ``version 2``, but not ``Over 300 sites``."""
    if word is None or not 0 <= start - word.end() <= 1 or text[word.end() : start].strip():
        return False
    if text[end : end + 2].lstrip()[:1] in tuple(MEASURES):
        return False
    name = word["word"]
    return name.lower() in _PART_WORDS or (any(map(str.isupper, name)) and not _begins(text, word))


def _begins(text: str, word: re.Match[str]) -> bool:
    """Tell whether a word is written large because a sentence begins with it."""
    before = text[max(0, word.start() - 2) : word.start()].rstrip()
    return word["word"].istitle() and (not before or before[-1] in _SENTENCE_ENDS)
