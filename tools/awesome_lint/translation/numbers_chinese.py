"""Chinese numerals: 三十二, 一百二十万, 二〇二四, 三点五."""

from __future__ import annotations

from fractions import Fraction

from awesome_lint.translation.numbers_words import CHINESE_DIGITS, CHINESE_LARGE_SCALES, CHINESE_SMALL_SCALES

NUMERALS = "".join((*CHINESE_DIGITS, *CHINESE_SMALL_SCALES, *CHINESE_LARGE_SCALES))
_LONGEST = 24
"""Longer runs of numerals are no number anybody writes."""


def parse_chinese(text: str) -> Fraction | None:
    """Return the value of a numeral in words, None when it is no well-formed one (``两三``, ``万一``, ``八九十``)."""
    if len(text) > _LONGEST:
        return None
    whole, point, decimals = text.replace("點", "点").partition("点")
    value = _whole(whole)
    if value is None or not point:
        return None if value is None else Fraction(value)
    digits = parse_digits(decimals)
    return None if digits is None else value + Fraction(int(digits), 10 ** len(digits))


def parse_digits(text: str) -> str | None:
    """Return the digits that ``text`` reads out one by one (``二〇二四`` is 2024), None when it is anything else."""
    if not text or len(text) > _LONGEST or any(char not in CHINESE_DIGITS for char in text):
        return None
    return "".join(str(CHINESE_DIGITS[char]) for char in text)


def _whole(text: str) -> int | None:
    """Return the value of a whole number: what stands before its largest scale times that scale, and the rest."""
    for scales in (("亿", "億"), ("万", "萬")):
        at = max(text.rfind(scale) for scale in scales)
        if at >= 0:
            head, tail = _whole(text[:at]), _below(text[at + 1 :], CHINESE_LARGE_SCALES[text[at]])
            return head * CHINESE_LARGE_SCALES[text[at]] + tail if head and tail is not None else None
    return _thousands(text)


def _below(text: str, scale: int) -> int | None:
    """Return the value of what stands behind a scale, which must be smaller; nothing is zero."""
    if len(text) == 1:  # 一万二 is twelve thousand to one reader, 10,002 to another
        return None
    value = _whole(text.removeprefix("零")) if text else 0
    return value if value is not None and value < scale else None


def _thousands(text: str) -> int | None:
    """Return the value of a numeral below ten thousand, None unless each digit but the last has its scale."""
    value, digit, last, gap = 0, -1, 10**4, False
    for char in text:
        if char in CHINESE_SMALL_SCALES:
            scale = CHINESE_SMALL_SCALES[char]
            bare_ten = scale == CHINESE_SMALL_SCALES["十"] and digit < 0 and not value
            if scale >= last or (digit < 1 and not bare_ten):
                return None
            value, digit, last, gap = value + max(digit, 1) * scale, -1, scale, False
        elif digit >= 0 or (gap and char in "零〇"):
            return None
        elif char in "零〇" and value:
            gap = True
        else:
            digit = CHINESE_DIGITS[char]
    return _ended(value, digit, last, gap=gap)


def _ended(value: int, digit: int, last: int, *, gap: bool) -> int | None:
    """Return the value with its last digit: 一百二 may mean 120, so that only 一百零二 is read."""
    if digit < 0:
        return value or None
    unclear = value and last > CHINESE_SMALL_SCALES["十"] and not gap
    return None if unclear else value + digit
