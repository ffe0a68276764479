"""When a paper was submitted, as its arXiv identifier tells, and whether the date of an entry can belong to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.schema.months import MONTHS_PER_YEAR, read_month

if TYPE_CHECKING:
    from awesome_lint.schema.months import Month
    from awesome_lint.syntax.nodes import Entry, Field

MAX_BEFORE = 4
"""A model may be released some months before its paper …"""
MAX_AFTER = 11
"""… and a paper may describe what comes out within a year."""
_YEARS = (7, 90)
"""Identifiers begin with year and month from April 2007 on."""


def dated(entry: Entry) -> tuple[Field, Month] | None:
    """Return the date of an entry with its field; None when it has none or several."""
    dates = [(field, month) for field in entry.fields if field.key == "date" and (month := read_month(field.value))]
    return dates[0] if len(dates) == 1 else None


def submitted(identifier: str) -> int | None:
    """Return the month of an identifier such as ``2310.01234`` in months since year 0, None for older ones."""
    digits = identifier.partition(".")[0]
    if len(digits) != len("2310") or not digits.isdecimal():
        return None
    year, month = int(digits[:2]), int(digits[2:])
    valid = _YEARS[0] <= year < _YEARS[1] and 1 <= month <= MONTHS_PER_YEAR
    return (2000 + year) * MONTHS_PER_YEAR + month - 1 if valid else None


def contradicts(date: Month, identifier: str) -> bool:
    """Tell whether the paper is from another time than ``date``; of older identifiers nothing is known."""
    month = submitted(identifier)
    return month is not None and not -MAX_BEFORE <= date.count - month <= MAX_AFTER


def speaks_for(date: Month, one: str, other: str) -> bool:
    """Tell whether of two identifiers ``date`` fits ``one``: it contradicts the other only, or is just its month."""
    if contradicts(date, one) != contradicts(date, other):
        return contradicts(date, other)
    return submitted(one) == date.count != submitted(other)
