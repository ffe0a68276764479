"""How many parameters a field, or a name, says a model has."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_lint.schema.neutral import LETTERED, SCALES

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOLERANCE = 0.05
"""Embeddings, heads and vision encoders are counted by some and left out by others."""
_SMALL, _EMBEDDINGS = 2e9, 0.1
"""Of models below that size embeddings are a tenth: phi-1.5 has 1.42B parameters, and its paper says 1.3B."""
_ROUGH_TOLERANCE = 0.15
"""What ``about`` may mean."""
_ROUGHLY = re.compile(r"[~≈]|\b(?:about|around|approx\w*|roughly)\b|约|大概|近", re.IGNORECASE)
_ENDLESS = re.compile(
    r"[<>≤≥+]|\b(?:up to|over|above|more than|at least|less than|under|below)\b|以上|以下|超过|至少|最多|最高|多达",
    re.IGNORECASE,
)
_SCALES = "|".join(sorted(SCALES, key=len, reverse=True))
_ITEM = re.compile(
    r"(?<![A-Za-z\d.])(?:(?P<experts>\d{1,3})[ ]?[x×*][ ]?)?(?P<number>\d{1,15}(?:\.\d{1,9})?)"
    rf"(?:[ \t]?(?P<scale>{_SCALES})(?![A-Za-z\d]))?",
    re.ASCII | re.IGNORECASE,
)
_LISTED = re.compile(r"[\s/,、|&;]*(?:(?:and|or|和|及)\s*)?|\s*(?:[-–—~至到]|to)\s*", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:[-–—~至到]|to)\s*", re.IGNORECASE)
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_NAMED = re.compile(
    r"(?<![A-Za-z\d.])(?:(?P<experts>\d{1,3})x)?(?P<number>\d{1,4}(?:[._p]\d{1,3})?)(?P<scale>[MBT])(?![A-Za-z\d])",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """The least and the greatest number of parameters that a text can mean."""

    least: float
    most: float

    def overlap(self, other: Sizes) -> bool:
        """Tell whether both can mean one number."""
        return self.least <= other.most and other.least <= self.most


def sizes_of_value(value: str) -> list[Sizes]:
    """Return what a field says: sizes, and ranges of them; ``8x7B`` is anything from 7B to 56B.

    Empty where it names no size, or has no end (``over 100B``). What a mixture of experts uses at a time (``A37B``) is
    no size; where it is written as one, it is one more that can be meant.
    """
    text = _GROUPED.sub("", unicodedata.normalize("NFKC", value))
    return [] if _ENDLESS.search(text) else list(_read(text))


def sizes_of_name(name: str) -> list[Sizes]:
    """Return what the name of a model says: ``Alpha-7B``, ``alpha-8x7b``, ``alpha_1.5b_chat``."""
    return [_sizes(match, match["scale"], _TOLERANCE) for match in _NAMED.finditer(name)]


def sizes_of_count(count: int) -> Sizes:
    """Return an exact number of parameters, embeddings left out or not."""
    return Sizes(count * (1 - _EMBEDDINGS) if count < _SMALL else count, count)


def _read(text: str) -> Iterator[Sizes]:
    """Yield the sizes in ``text``, from its end; a number without a letter has that of the next (``7/13/70B``)."""
    tolerance = _ROUGH_TOLERANCE if _ROUGHLY.search(text) else _TOLERANCE
    scale, next_at, following = "", len(text), None
    for match in reversed(list(_ITEM.finditer(text))):
        between = text[match.end() : next_at]
        scale = match["scale"] or (scale if _LISTED.fullmatch(between) else "")
        next_at = match.start()
        if not scale and float(match["number"]) < LETTERED:
            following = None
            continue
        sizes = _sizes(match, scale, tolerance)
        yield sizes
        if following and _RANGE.fullmatch(between):
            yield Sizes(sizes.least, following.most)
        following = sizes


def _sizes(match: re.Match[str], scale: str, tolerance: float) -> Sizes:
    """Return what one number means: what is rounded to it, or within the tolerance."""
    written = match["number"].replace("_", ".").replace("p", ".").replace("P", ".")
    unit = 10.0 ** SCALES.get(scale.lower(), 0)
    number, half = float(written) * unit, 0.5 * 10.0 ** -len(written.partition(".")[2]) * unit
    beside = max(half, number * tolerance)
    return Sizes(number - beside, int(match["experts"] or 1) * (number + beside))
