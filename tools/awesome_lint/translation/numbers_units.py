"""What stands around digits: scales (million, 万, K), units (%, GB, 倍) and currencies."""

from __future__ import annotations

import re
from fractions import Fraction

from awesome_lint.translation.numbers_words import (
    CURRENCIES,
    ENGLISH_SCALES,
    LETTER_SCALES,
    NO_UNITS,
    SIGNS,
    UNITS,
    Kind,
    Unit,
)

_ENGLISH_SCALES = {"hundred": 100, "mn": 10**6, "bn": 10**9, "tn": 10**12, **ENGLISH_SCALES}
_ENGLISH_SCALE = re.compile(rf"[ \u00a0-]?(?P<name>{'|'.join(_ENGLISH_SCALES)})\b", re.IGNORECASE)
_LETTER_SCALE = re.compile(r"[ \u00a0](?P<name>[KMBT])(?![\w'’-])")
_CHINESE_SCALE = re.compile(r" ?[多余餘]?(?P<name>[十百千]?[万萬亿億]|[百千](?![克米瓦字卡兆分度科]))")
_CHINESE_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "亿": 8, "億": 8}
_TWO_SCALES = re.compile("[万萬]?[亿億]")
_WORDS = {word: unit for words in UNITS.values() for word, unit in words.items()}
_LATIN = "|".join(sorted((word for word in _WORDS if word.isascii()), key=len, reverse=True))
_HAN = "|".join(
    f"{word}(?![{NO_UNITS[word[-1]]}])" if word[-1] in NO_UNITS and len(word) == 1 else word
    for word in sorted((word for word in _WORDS if not word.isascii()), key=len, reverse=True)
)
_SIGN = "|".join(
    re.escape(sign) + (r"(?![A-Za-z0-9_])" if sign[-1].isalnum() else "")
    for sign in sorted(SIGNS, key=len, reverse=True)
)
_UNIT = re.compile(
    r"(?:\+|[多余餘](?=[^ ])| ?[多余餘])?"
    rf"(?:[ \u00a0]?(?P<sign>{_SIGN})|[ \u00a0-]?(?P<latin>(?i:{_LATIN}))\b| ?(?P<han>{_HAN}))"
)
_BEFORE = re.compile(
    rf"(?:(?:US|HK|NT|C|A)?(?P<sign>[$€£¥])|(?P<code>{'|'.join(c for c in CURRENCIES if len(c) > 1)})) ?\Z"
)
_LONGEST_CURRENCY = 5
_NOTHING = (Fraction(1),)


def letter_scale(letters: str) -> tuple[tuple[Fraction, ...], tuple[Unit, ...]]:
    """Return the scales that letters right behind digits stand for, and the units; both empty for other letters.

    A thousand may be 1,024 (``32K`` of context is 32,768), and what is so written may be bytes.
    """
    if letters in SIGNS:
        return _NOTHING, (SIGNS[letters],)
    if letters in ("bit", "bits"):
        return _NOTHING, ()
    if letters in ("x", "X"):
        return _NOTHING, (Unit(Kind.TIMES),)
    power = LETTER_SCALES.get(letters)
    if power is None:
        return (), ()
    scales = (Fraction(1000**power), Fraction(1024**power))
    return scales, (Unit(Kind.PLAIN), Unit(Kind.BYTES))


def scale_behind(text: str, at: int) -> tuple[Fraction, int]:
    """Return the scale that stands at ``at`` and where it ends; one, and ``at``, where there is none."""
    if (match := _ENGLISH_SCALE.match(text, at)) is not None:
        return Fraction(_ENGLISH_SCALES[match["name"].lower()]), match.end()
    if (match := _LETTER_SCALE.match(text, at)) is not None:
        return Fraction(1000 ** LETTER_SCALES[match["name"]]), match.end()
    scale, end = Fraction(1), at
    if (match := _CHINESE_SCALE.match(text, at)) is not None:
        scale, end = Fraction(10 ** sum(_CHINESE_POWERS[char] for char in match["name"])), match.end()
        if (larger := _TWO_SCALES.match(text, end)) is not None:
            scale, end = scale * 10 ** sum(_CHINESE_POWERS[char] for char in larger[0]), larger.end()
    return scale, end


def units_behind(text: str, at: int) -> tuple[tuple[Unit, ...], int]:
    """Return the unit that stands at ``at`` and where it ends; none, and ``at``, where there is none."""
    match = _UNIT.match(text, at)
    if match is None:
        return (), at
    sign = match["sign"]
    return (SIGNS[sign] if sign else _WORDS[(match["latin"] or match["han"]).lower()],), match.end()


def currencies_before(text: str, start: int) -> tuple[tuple[Unit, ...], int]:
    """Return the currencies named before ``start``, and where they begin; none, and ``start``, where there are none."""
    first = max(0, start - _LONGEST_CURRENCY)
    match = _BEFORE.search(text[first:start])
    if match is None:
        return (), start
    return CURRENCIES[match["sign"] or match["code"]], first + match.start()
