"""Types of field values: which values are of a type, how each is spelled canonically, which damage can be mended.

Maintainers write much that is no value (``unknown``, ``same as Llama 2``): that is their choice and no damage.
"""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from typing import TYPE_CHECKING

from awesome_lint.schema.licences import read_licence
from awesome_lint.schema.months import looks_like_month, read_month
from awesome_lint.schema.tongues import read_languages

if TYPE_CHECKING:
    from collections.abc import Callable

TYPES = ("month", "size", "tokens", "languages", "licence", "url")
"""The types that can be learned; where values are of several, the first is meant."""
USUAL_TYPES = {"date": "month", "parameters": "size", "data": "tokens", "languages": "languages", "license": "licence"}
"""What well-known fields hold; it decides where values could be of two types."""

_NUMBER = r"\d{1,9}(?:\.\d{1,9})?"
_AMOUNT = rf"[~≈<>≤≥]?[ \t]?{_NUMBER}[ \t]?(?:[KMBTkmbt]n?|billion|million|trillion)?"
_ONE = rf"(?:\d{{1,3}}[ \t]?[xX×*][ \t]?)?{_AMOUNT}(?:[ \t]?[-_][ \t]?[AEae]{_NUMBER}[KMBTkmbt]|[EB])?"
_RANGE = re.compile(rf"{_ONE}(?:[ \t]?(?:[-–—~]|to|至|到)[ \t]?{_ONE})?", re.ASCII | re.IGNORECASE)
_SEPARATOR = re.compile(r"[/,、;|&+]|(?<=\s)and(?=\s)|和")
_NOUNS = {
    "size": re.compile(r"[ \t](?:params|parameters)$"),
    "tokens": re.compile(r"[ \t](?:tokens?|words?)$", re.IGNORECASE),
}
_UNIT = re.compile(r"\d[ \t]?(?:[KMBT]|billion|million|trillion)", re.ASCII | re.IGNORECASE)
_DASH = re.compile(r"(?<=\w)[~–—]")
_UNIT_LETTER = re.compile(r"(?<=\d)[kmbt](?![a-z])")
_URL = re.compile(r"<?https?://[^\s<>]+>?|\[[^\]\[]*\]\(https?://[^\s()]+\)")
_FACTORS = {"": 1.0, "k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}
_FIRST_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)[ \t]?([KMBTkmbt]?)(?![A-Za-z])", re.ASCII)
_BROKEN_NUMBER = re.compile(
    r"(?<![\d.])(\d{1,4})(\.[ \t]+|[ \t]+\.)(\d{1,4})(?=[ \t]?[KMBTkmbt](?![A-Za-z]))", re.ASCII
)
_ONLY_SIZES = re.compile(r"[\d.,/KMBTkmbt~～\-–]+", re.ASCII)


def parse(value: str, type_: str) -> str | None:
    """Return the canonical spelling of ``value`` as a ``type_`` (one of ``TYPES``), None when it is none."""
    return _READERS[type_](value.strip()) if type_ in _READERS else value.strip()


def _read_month(value: str) -> str | None:
    month = read_month(value)
    return month.written() if month else None


def _read_amounts(value: str, type_: str) -> str | None:
    text = _NOUNS[type_].sub("", unicodedata.normalize("NFKC", value)).rstrip("+")
    parts = [part.strip() for part in _SEPARATOR.split(text)]
    if not _UNIT.search(text) or not all(_RANGE.fullmatch(part) for part in parts):
        return None
    return "/".join(_canonical_range(part) for part in parts)


def _canonical_range(text: str) -> str:
    tight = _DASH.sub("-", "".join(text.split()))
    return _UNIT_LETTER.sub(lambda match: match[0].upper(), tight)


def _read_url(value: str) -> str | None:
    return value if _URL.fullmatch(value) else None


_READERS: dict[str, Callable[[str], str | None]] = {
    "month": _read_month,
    "size": partial(_read_amounts, type_="size"),
    "tokens": partial(_read_amounts, type_="tokens"),
    "languages": read_languages,
    "licence": read_licence,
    "url": _read_url,
}


def number_of(value: str) -> float | None:
    """Return the first amount in ``value`` (``7B/13B`` is 7e9), None when it does not begin with one."""
    match = _FIRST_AMOUNT.match(unicodedata.normalize("NFKC", value.strip()).lstrip("~≈<>≤≥ "))
    return float(match[1]) * _FACTORS[match[2].lower()] if match else None


def stray_spaces(value: str) -> list[tuple[int, int, str]]:
    """Return the numbers in ``value`` that a stray space splits (``0. 8T``): start, end and what was meant."""
    found = (match for match in _BROKEN_NUMBER.finditer(value) if _begins_amount(value[: match.start()]))
    return [(*match.span(), f"{match[1]}.{match[3]}") for match in found]


def _begins_amount(before: str) -> bool:
    """Tell whether an amount begins behind ``before``; behind a word the number is the word's (``Llama 2. 7B``)."""
    return not before.strip() or not before.rstrip()[-1].isalnum()


def is_damaged(value: str, type_: str) -> bool:
    """Tell whether ``value`` is meant as a ``type_`` but is none: month 13, ``7B//13B``; never free text."""
    if parse(value, type_) is not None:
        return False
    if type_ == "month":
        return looks_like_month(value)
    return type_ in {"size", "tokens"} and bool(_ONLY_SIZES.fullmatch(value) and _UNIT.search(value))
