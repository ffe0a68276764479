"""The words and signs that numbers are written with, in English, Chinese and everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    """What a number counts; numbers of different kinds never contradict each other."""

    PLAIN = "plain"
    PERCENT = "percent"
    MONEY = "money"
    BYTES = "bytes"
    TIMES = "times"
    DURATION = "duration"
    DATE = "date"
    FRACTION = "fraction"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands behind a number: the kind it makes of it, the name of the unit, and how many of that it is."""

    kind: Kind
    name: str = ""
    factors: tuple[Fraction, ...] = (Fraction(1),)


def _bytes(power: int) -> Unit:
    return Unit(Kind.BYTES, "", (Fraction(1000**power), Fraction(1024**power)))


def _time(name: str, factor: int | Fraction) -> Unit:
    return Unit(Kind.DURATION, name, (Fraction(factor),))


_PERCENT = Unit(Kind.PERCENT)
_TIMES = Unit(Kind.TIMES)
_DOLLAR, _EURO, _YUAN, _YEN, _POUND = (Unit(Kind.MONEY, name) for name in ("USD", "EUR", "CNY", "JPY", "GBP"))
_MILLISECOND = _time("s", Fraction(1, 1000))
_SECOND, _MINUTE, _HOUR, _DAY, _WEEK = (_time("s", seconds) for seconds in (1, 60, 3600, 86400, 604800))
_MONTH, _YEAR = _time("month", 1), _time("month", 12)
"""Months have no length in seconds."""

SIGNS: dict[str, Unit] = {
    "%": _PERCENT,
    "×": _TIMES,
    "kB": _bytes(1),
    **{f"{letter}B": _bytes(power) for power, letter in enumerate("KMGTP", 1)},
    **{f"{letter}iB": _bytes(power) for power, letter in enumerate("KMGTP", 1)},
    "USD": _DOLLAR,
    "EUR": _EURO,
    "RMB": _YUAN,
    "CNY": _YUAN,
    "JPY": _YEN,
    "GBP": _POUND,
    "€": _EURO,
    "£": _POUND,
    "ms": _MILLISECOND,
}
"""Units that are written alike in all languages."""

UNITS: dict[str, dict[str, Unit]] = {
    "en": {
        **dict.fromkeys(("percent", "per cent", "pct", "percentage point", "percentage points"), _PERCENT),
        **dict.fromkeys(("times", "time", "x", "fold"), _TIMES),
        **dict.fromkeys(("byte", "bytes"), _bytes(0)),
        **dict.fromkeys(("kilobyte", "kilobytes"), _bytes(1)),
        **dict.fromkeys(("megabyte", "megabytes"), _bytes(2)),
        **dict.fromkeys(("gigabyte", "gigabytes"), _bytes(3)),
        **dict.fromkeys(("terabyte", "terabytes"), _bytes(4)),
        **dict.fromkeys(("dollar", "dollars", "us dollars", "us dollar"), _DOLLAR),
        **dict.fromkeys(("euro", "euros"), _EURO),
        **dict.fromkeys(("yuan", "renminbi"), _YUAN),
        **dict.fromkeys(("pound", "pounds"), _POUND),
        "yen": _YEN,
        **dict.fromkeys(("millisecond", "milliseconds"), _MILLISECOND),
        **dict.fromkeys(("second", "seconds", "sec", "secs"), _SECOND),
        **dict.fromkeys(("minute", "minutes", "min", "mins"), _MINUTE),
        **dict.fromkeys(("hour", "hours", "hr", "hrs", "h"), _HOUR),
        **dict.fromkeys(("day", "days"), _DAY),
        **dict.fromkeys(("week", "weeks"), _WEEK),
        **dict.fromkeys(("month", "months"), _MONTH),
        **dict.fromkeys(("year", "years"), _YEAR),
    },
    "zh": {
        **dict.fromkeys(("个百分点", "個百分點"), _PERCENT),
        "倍": _TIMES,
        **dict.fromkeys(("字节", "字節"), _bytes(0)),
        **dict.fromkeys(("美元", "美金"), _DOLLAR),
        **dict.fromkeys(("欧元", "歐元"), _EURO),
        **dict.fromkeys(("元人民币", "人民币", "元"), _YUAN),
        **dict.fromkeys(("日元", "日圆"), _YEN),
        **dict.fromkeys(("英镑", "英鎊"), _POUND),
        "毫秒": _MILLISECOND,
        **dict.fromkeys(("秒", "秒钟"), _SECOND),
        **dict.fromkeys(("分钟", "分鐘"), _MINUTE),
        **dict.fromkeys(("小时", "个小时", "小時", "個小時"), _HOUR),
        "天": _DAY,
        **dict.fromkeys(("周", "星期", "个星期", "週"), _WEEK),
        **dict.fromkeys(("个月", "個月"), _MONTH),
        "年": _YEAR,
    },
}
"""Units by language, lower-case."""

NO_UNITS = {"元": "素组組年数數语語件", "年": "代级級轻輕龄齡", "天": "气氣然", "周": "期边邊围圍", "倍": "数數"}
"""Letters behind a Chinese unit that make another word of it (``3 元组``)."""

CURRENCIES: dict[str, tuple[Unit, ...]] = {
    "$": (_DOLLAR,),
    "€": (_EURO,),
    "£": (_POUND,),
    "¥": (_YUAN, _YEN),
    "USD": (_DOLLAR,),
    "EUR": (_EURO,),
    "GBP": (_POUND,),
    "RMB": (_YUAN,),
    "CNY": (_YUAN,),
    "JPY": (_YEN,),
    "人民币": (_YUAN,),
}
"""What stands before an amount of money; one sign may stand for two currencies."""

LETTER_SCALES = {"k": 1, "K": 1, "m": 2, "M": 2, "b": 3, "B": 3, "G": 3, "bn": 3, "T": 4}
"""Powers of a thousand that letters stand for."""

ENGLISH_SMALL = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
ENGLISH_TENS = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
ENGLISH_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
ENGLISH_PARTS = {
    **dict.fromkeys(("half", "halves"), 2),
    **dict.fromkeys(("third", "thirds"), 3),
    **dict.fromkeys(("quarter", "quarters"), 4),
    **dict.fromkeys(("fifth", "fifths"), 5),
    **dict.fromkeys(("tenth", "tenths"), 10),
}
"""Names of the parts of a whole."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("January", "Jan"),
            ("February", "Feb"),
            ("March", "Mar"),
            ("April", "Apr"),
            ("May",),
            ("June", "Jun"),
            ("July", "Jul"),
            ("August", "Aug"),
            ("September", "Sept", "Sep"),
            ("October", "Oct"),
            ("November", "Nov"),
            ("December", "Dec"),
        ),
        1,
    )
    for name in names
}
"""English months, case-sensitive: ``may`` is no month."""

CHINESE_DIGITS = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    "〇": 0,
    "两": 2,
    "兩": 2,
}
CHINESE_SMALL_SCALES = {"十": 10, "百": 100, "千": 1000}
CHINESE_LARGE_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}

MEASURES = "个個种種款篇项項条條道名位台张張套家门門本份层層次步行组組对對句段页頁章节節类類处處所只枚部场場块塊颗顆"
"""Measure words: a number before one counts something."""
