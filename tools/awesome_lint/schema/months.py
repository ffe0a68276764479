"""Months as lists write them: ``2024-05``, ``2024/5``, ``2024.05``, ``May 2024``, ``2024年5月``, days too."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NUMBERS = {name[:size].casefold(): at for at, name in enumerate(_NAMES, 1) for size in (3, len(name))} | {"sept": 9}
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DIGITS = re.compile(
    _YEAR + r"[ \t]?(?P<sep>[-/.])[ \t]?(?P<month>\d{1,2})(?:[ \t]?(?P=sep)[ \t]?(?P<day>\d{1,2}))?", re.ASCII
)
_CHINESE = re.compile(
    _YEAR + r"[ \t]?年[ \t]?(?P<month>\d{1,2})[ \t]?月(?:[ \t]?(?P<day>\d{1,2})[ \t]?[日号])?", re.ASCII
)
_NAMED = re.compile(r"(?P<name>[A-Za-z]{3,9})\.?,?[ \t](?:(?P<day>\d{1,2})(?:st|nd|rd|th)?,?[ \t])?" + _YEAR, re.ASCII)
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ \t](?P<name>[A-Za-z]{3,9})\.?,?[ \t]" + _YEAR, re.ASCII)
MONTHS_PER_YEAR = 12
_LAST_DAY = 31


@dataclass(frozen=True, slots=True)
class Month:
    """A month, maybe with a day. ``notation`` is one of ``NOTATIONS``."""

    year: int
    month: int
    day: int | None
    notation: str

    @property
    def count(self) -> int:
        """The number of months since year 0, so that months can be subtracted."""
        return self.year * MONTHS_PER_YEAR + self.month - 1

    def written(self, notation: str = "2024-05") -> str:
        """Return this month, day included, in ``notation``."""
        if notation in _NAMED_NOTATIONS:
            name = _NAMES[self.month - 1][: _NAMED_NOTATIONS[notation]]
            return f"{name} {self.day}, {self.year}" if self.day else f"{name} {self.year}"
        width = 2 if "05" in notation else 1
        parts = [f"{number:0{width}}" for number in (self.month, self.day) if number]
        if "年" in notation:
            return f"{self.year}年" + "".join(part + unit for part, unit in zip(parts, "月日", strict=False))
        return notation[len("2024")].join([f"{self.year}", *parts])


_NAMED_NOTATIONS = {"May 2024": 3, "January 2024": None}
NOTATIONS = (
    *(f"2024{separator}{month}" for separator in "-/." for month in ("05", "5")),
    *("2024年05月", "2024年5月", *_NAMED_NOTATIONS),
)
"""The ways to write a month, each by an example. Months of two digits are taken for padded ones."""


def read_month(value: str) -> Month | None:
    """Return the month that the whole of ``value`` says, None when it says anything else (a year alone, month 13)."""
    text = value.strip()
    for pattern in (_DIGITS, _CHINESE, _NAMED, _DAY_FIRST):
        if match := pattern.fullmatch(text):
            return _month(match.groupdict())
    return None


def _month(groups: dict[str, str | None]) -> Month | None:
    name, digits, day = groups.get("name"), groups.get("month") or "", int(groups["day"] or 0)
    number = _NUMBERS.get(name.casefold(), 0) if name else int(digits)
    if not 1 <= number <= MONTHS_PER_YEAR or day > _LAST_DAY or groups["day"] in ("0", "00"):
        return None
    return Month(int(groups["year"] or 0), number, day or None, _notation(name, groups.get("sep"), digits))


def _notation(name: str | None, separator: str | None, digits: str) -> str:
    if name:
        return "May 2024" if len(name) <= len("Sept") else "January 2024"
    month = "5" if len(digits) == 1 else "05"
    return f"2024{separator}{month}" if separator else f"2024年{month}月"


def looks_like_month(value: str) -> bool:
    """Tell whether ``value`` is meant as a month in digits though it may not be one (``2024-13``, ``2024--05``).

    Two years (``2023-24``) are not.
    """
    match = re.fullmatch(r"((?:19|20)\d\d)[ \t]?[-/.]{1,2}[ \t]?(\d{1,3})", value.strip(), re.ASCII)
    return match is not None and int(match[2]) != int(match[1]) % 100 + 1
