"""Dates in prose: May 2024, 2024年5月, 2024-05, 3 May 2024, 4月1日."""

from __future__ import annotations

import re
from datetime import date

from awesome_lint.translation.numbers_chinese import NUMERALS, parse_chinese, parse_digits
from awesome_lint.translation.numbers_values import Amount, Day, Number
from awesome_lint.translation.numbers_words import MONTHS, Kind

_YEAR = "(?:19|20)[0-9]{2}"
_NAME = "|".join(MONTHS)
_HAN = f"[{NUMERALS}]"
_CHINESE = re.compile(
    rf"(?P<year>{_YEAR}|{_HAN}{{4}}) ?年(?!代)(?:[初底末]?)(?: ?(?P<month>[0-9]{{1,2}}|{_HAN}{{1,2}}) ?月"
    rf"(?: ?(?P<day>[0-9]{{1,2}}|{_HAN}{{1,3}}) ?[日号號])?)?"
)
_CHINESE_DAY = re.compile(rf"(?P<month>[0-9]{{1,2}}|{_HAN}{{1,2}}) ?月 ?(?P<day>[0-9]{{1,2}}|{_HAN}{{1,3}}) ?[日号號]")
_SHORT_YEAR = re.compile(r"(?P<year>[0-9]{2}) ?年 ?(?P<month>[0-9]{1,2}) ?月")
_NUMERIC = re.compile(
    rf"(?P<year>{_YEAR})(?:(?P<sign>[-/.])(?P<month>[0-9]{{1,2}})(?P=sign)(?P<day>[0-9]{{1,2}})|[-/](?P<only_month>[0-9]{{1,2}}))(?![0-9]|[-/.][0-9])"
)
_ENDING_IN_YEAR = re.compile(
    rf"(?P<one>[0-9]{{1,2}})(?P<sign>[-/.])(?P<other>[0-9]{{1,2}})(?P=sign)(?P<year>{_YEAR})\b"
)
_DAY_FIRST = re.compile(
    rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_NAME})\b\.?(?:,? (?P<year>{_YEAR})\b)?"
)
_MONTH_FIRST = re.compile(
    rf"(?P<month>{_NAME})\b\.?(?: (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?![0-9.,]?[0-9])\b(?:,? (?P<year>{_YEAR})\b)?"
    rf"|,? (?P<only_year>{_YEAR})\b)"
)
_SHORT = 2
_NONE = -1
"""No year, month or day of any calendar."""
_PATTERNS = (_CHINESE, _SHORT_YEAR, _CHINESE_DAY, _NUMERIC, _DAY_FIRST, _MONTH_FIRST)


def date_at(text: str, start: int) -> Number | None:
    """Return the date that begins at ``start``."""
    if (match := _ENDING_IN_YEAR.match(text, start)) is not None:
        one, other, year = (int(match[name]) for name in ("one", "other", "year"))
        return _number(match, [day for day in ((year, one, other), (year, other, one)) if _exists(day)])
    for pattern in _PATTERNS:
        if (match := pattern.match(text, start)) is not None and _exists(day := _day(match)):
            return _number(match, [day])
    return None


def _day(match: re.Match[str]) -> Day:
    found = match.groupdict()
    year = _year(found.get("year") or found.get("only_year"))
    month = found.get("month") or found.get("only_month")
    return year, MONTHS[month] if month in MONTHS else _value(month), _value(found.get("day"))


def _year(text: str | None) -> int | None:
    """Return the year that digits, also the last two, or numerals read out one by one stand for."""
    digits = text if text is None or text.isdecimal() else parse_digits(text)
    if digits is None:
        return None if text is None else _NONE
    return int(digits) + (2000 if len(digits) == _SHORT else 0)


def _value(text: str | None) -> int | None:
    """Return the number of a month or a day in digits or numerals."""
    if text is None or text.isdecimal():
        return None if text is None else int(text)
    value = parse_chinese(text)
    return _NONE if value is None else int(value)


def _exists(day: Day) -> bool:
    """Tell whether the calendar has the day."""
    year, month, number = day
    try:
        date(2000 if year is None else year, 1 if month is None else month, 1 if number is None else number)
    except ValueError:
        return False
    return True


def _number(match: re.Match[str], days: list[Day]) -> Number | None:
    amounts = tuple(Amount(Kind.DATE, day=day) for day in days)
    return Number(match.start(), match.end(), match[0], amounts) if amounts else None
