"""What a number says: its amounts, one for each way it can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from awesome_lint.translation.numbers_words import Kind, Unit

Day = tuple[int | None, int | None, int | None]
"""Year, month and day, None where the text names none."""

_LEAST_DIGITS = 10
"""A rounded number must be at least so many of its last digit: two digits."""
_YEAR = re.compile("(?:19[5-9]|20[0-3])[0-9]\\Z")


@dataclass(frozen=True, slots=True)
class Amount:
    """One reading of a number: ``value`` is exact, in the base unit of its kind (bytes, seconds, months) or ``unit``.

    Percentages keep their number (89.3), dates have ``day`` instead of a value.
    """

    kind: Kind
    value: Fraction = Fraction(0)
    unit: str = ""
    day: Day | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: ``text`` as written, at ``start`` to ``end``; ``amounts`` are its readings, likeliest first.

    ``bare`` are its values without unit, ``step`` what its last written digit counts. ``firm`` numbers are facts that
    a translation keeps; the others are small number words, ordinals, parts of names, and fractions.
    """

    start: int
    end: int
    text: str
    amounts: tuple[Amount, ...]
    bare: tuple[Fraction, ...] = ()
    step: Fraction = Fraction(1)
    firm: bool = True

    @property
    def kind(self) -> Kind:
        """What the number most likely counts."""
        return self.amounts[0].kind


@dataclass(frozen=True, slots=True)
class Draft:
    """A number as it is written: its value before scale and unit.

    ``scales`` and ``units`` are what stands around it, empty where nothing does; ``step`` is what its last digit counts
    before the scale. ``first`` are likelier readings, ``others`` less likely ones.
    """

    start: int
    end: int
    values: tuple[Fraction, ...]
    scales: tuple[Fraction, ...] = ()
    units: tuple[Unit, ...] = ()
    first: tuple[Amount, ...] = ()
    others: tuple[Amount, ...] = ()
    step: Fraction = Fraction(1)
    firm: bool = True

    def number(self, text: str, shared: Draft | None = None) -> Number:
        """Return the number in ``text``; ``shared`` is the next one, whose scale and unit this may mean as well."""
        bare = _scaled(self.values, self.scales)
        amounts = (*self.first, *_amounts(bare, self.units), *self.others)
        if shared and not self.scales and (shared.scales or (shared.units and not self.units)):
            bare_too = _scaled(self.values, shared.scales)
            amounts = (*amounts, *_amounts(bare_too, self.units or shared.units))
            bare = (*bare, *bare_too)
        step = self.step * (self.scales[0] if self.scales else 1)
        written = text[self.start : self.end]
        return Number(self.start, self.end, written, amounts, bare, step, self.firm)


def _scaled(values: tuple[Fraction, ...], scales: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    return tuple(value * scale for value in values for scale in scales) if scales else values


def _amounts(values: tuple[Fraction, ...], units: tuple[Unit, ...]) -> tuple[Amount, ...]:
    if not units:
        return tuple(Amount(Kind.PLAIN, value) for value in values)
    return tuple(
        Amount(unit.kind, value * factor, unit.name) for unit in units for value in values for factor in unit.factors
    )


def year_of(text: str) -> Amount | None:
    """Return the year that four digits may be."""
    return Amount(Kind.DATE, day=(int(text), None, None)) if _YEAR.match(text) else None


def agree(ours: Number, theirs: Number) -> bool:
    """Tell whether two numbers say the same in one of their readings, rounding and missing units forgiven."""
    return (
        not set(ours.amounts).isdisjoint(theirs.amounts)
        or _same_day(ours, theirs)
        or _same_without_unit(ours, theirs)
        or _rounded(ours, theirs)
    )


def _same_day(ours: Number, theirs: Number) -> bool:
    """Tell whether two dates have something in common, and nothing that differs."""
    return any(
        any(a == b and a is not None for a, b in zip(one, other, strict=True))
        and all(a == b or a is None or b is None for a, b in zip(one, other, strict=True))
        for one in _days(ours)
        for other in _days(theirs)
    )


def _days(number: Number) -> list[Day]:
    return [amount.day for amount in number.amounts if amount.day]


def _same_without_unit(ours: Number, theirs: Number) -> bool:
    """Tell whether one side leaves the unit out: ``from 500 to 140 US dollars``."""
    plain = any(amount.kind is Kind.PLAIN for amount in (*ours.amounts, *theirs.amounts))
    return plain and not set(ours.bare).isdisjoint(theirs.bare)


def _rounded(ours: Number, theirs: Number) -> bool:
    """Tell whether a number is the other in fewer digits, at least two: 128,256 is 12.8万."""
    step = max(ours.step, theirs.step)
    same_unit = (ours.kind, ours.amounts[0].unit) == (theirs.kind, theirs.amounts[0].unit)
    if step <= 1 or not same_unit or not (ours.bare and theirs.bare):
        return False
    one, other = ours.bare[0], theirs.bare[0]
    return abs(one - other) * 2 <= step and min(one, other) >= _LEAST_DIGITS * step
