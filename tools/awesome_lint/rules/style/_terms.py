"""The names in ``terms.tsv`` and where text misspells them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEFORE, _BEHIND = r"(?<![A-Za-z0-9_@#/\\.:+~&=-])", r"(?![A-Za-z0-9_@/\\+~=&-]|\.[A-Za-z0-9]|:[A-Za-z0-9/])"
"""No letter or digit, and nothing that makes a word part of a path, address, tag or identifier."""


@cache
def terms() -> dict[str, str]:
    """Return the right spelling of each misspelling."""
    lines = files(__package__).joinpath("terms.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {wrong: name for name, *misspellings in rows for wrong in misspellings}


@cache
def _pattern() -> re.Pattern[str]:
    spellings = sorted(terms(), key=len, reverse=True)
    return re.compile(f"{_BEFORE}(?:{'|'.join(map(re.escape, spellings))}){_BEHIND}")


def misspellings(text: str) -> Iterator[re.Match[str]]:
    """Yield each misspelt name that stands as a word of its own."""
    return _pattern().finditer(text)
