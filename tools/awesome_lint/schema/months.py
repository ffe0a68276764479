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
    """A month, maybe with a day. ``notation`` is ``-``, ``/``, ``.``, ``年``, ``May`` or ``January``."""

    year: int
    month: int
    day: int | None
    notation: str

    @property
    def count(self) -> int:
        """The number of months since year 0, so that months can be subtracted."""
        return self.year * MONTHS_PER_YEAR + self.month - 1

    def written(self, notation: str = "-") -> str:
        """Return this month, day included, in ``notation``."""
        if notation == "年":
            return f"{self.year}年{self.month}月" + (f"{self.day}日" if self.day else "")
        if notation.isalpha():
            name = _NAMES[self.month - 1][: 3 if notation == "May" else None]
            return f"{name} {self.day}, {self.year}" if self.day else f"{name} {self.year}"
        parts = [f"{self.year}", f"{self.month:02}"] + ([f"{self.day:02}"] if self.day else [])
        return notation.join(parts)


def read_month(value: str) -> Month | None:
    """Return the month that the whole of ``value`` says, None when it says anything else (a year alone, month 13)."""
    text = value.strip()
    for pattern in (_DIGITS, _CHINESE, _NAMED, _DAY_FIRST):
        if match := pattern.fullmatch(text):
            return _month(match.groupdict())
    return None


def _month(groups: dict[str, str | None]) -> Month | None:
    name = groups.get("name")
    number = _NUMBERS.get(name.casefold(), 0) if name else int(groups["month"] or 0)
    day = int(groups["day"]) if groups["day"] else None
    if not 1 <= number <= MONTHS_PER_YEAR or (day is not None and not 1 <= day <= _LAST_DAY):
        return None
    named = "May" if name and len(name) <= len("Sept") else "January"
    notation = named if name else groups.get("sep") or "年"
    return Month(int(groups["year"] or 0), number, day, notation)


def looks_like_month(value: str) -> bool:
    """Tell whether ``value`` is meant as a month in digits though it may not be one (``2024-13``, ``2024--05``)."""
    return re.fullmatch(r"(?:19|20)\d\d[ \t]*[-/.]{1,2}[ \t]*\d{1,3}", value.strip(), re.ASCII) is not None
