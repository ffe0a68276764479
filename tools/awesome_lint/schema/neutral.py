"""Values that say the same in every language: dates, amounts, languages, licences, addresses, names of models.

``neutral_value`` reads them however a language writes them; ``schema.written`` writes them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from awesome_lint.schema.licences import read_licence
from awesome_lint.schema.months import read_month
from awesome_lint.schema.tongues import read_languages
from awesome_lint.schema.types import USUAL_TYPES, stray_spaces
from awesome_lint.syntax.resources import normalized_url

SCALES = (
    {"k": 3, "m": 6, "b": 9, "bn": 9, "t": 12, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
    | {"千": 3, "万": 4, "萬": 4, "十万": 5, "百万": 6, "百萬": 6, "千万": 7, "千萬": 7}
    | {"亿": 8, "億": 8, "十亿": 9, "十億": 9, "百亿": 10, "百億": 10, "千亿": 11, "千億": 11, "万亿": 12, "萬億": 12}
)
"""Powers of ten by the words for them. 兆 is left out: it is a million or a trillion, depending on the country."""
LETTERS = {12: "T", 9: "B", 6: "M", 3: "K"}
LETTERED = 10_000
"""Amounts from here on have a letter; years are below."""
_KIBI = 1024
_LONGEST = 200
"""A value longer than this is prose."""

_GROUPED = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3}){1,4}(?![\d,])", re.ASCII)
AMOUNT = re.compile(
    r"(?<![A-Za-z\d.])(?P<number>\d{1,15}(?:\.\d{1,9})?)"
    rf"(?:[ \t]?(?P<scale>{'|'.join(sorted(SCALES, key=len, reverse=True))})(?![A-Za-z\d]))?",
    re.ASCII | re.IGNORECASE,
)
RANGE = re.compile(r"(?<=[\dKMBT])[ \t]?(?:[-–—~至到]|to\b)[ \t]?(?=\d)", re.IGNORECASE)
_NOUNS = re.compile(
    r"(?<=[\dKMBT])[ \t]?(?:个|個)?[ \t]?"
    r"(?:tokens?|words?|params?|parameters?|参数|參數|词元|标记|单词|词|字)(?![A-Za-z])",
    re.IGNORECASE,
)
_ROUGHLY = re.compile(
    r"(?<!\w)(?:(?:about|around|approximately|approx\.|roughly|over|more than|at least|up to)[ \t]"
    r"|大约|大概|约为|约|近|超过|至少|最多|最高|多达|[~≈<>≤≥])[ \t]?(?=\d)|(?<=[\dKMBT])[ \t]?(?:\+|以上|多)(?!\w)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[/,、;|&()\[\]{}]|:(?=[ \t]|\d)|(?<=\s)(?:and|or)(?=\s)|和|及|或")
_YEAR = re.compile(r"((?:19|20)\d\d)[ \t]?年?", re.ASCII)
ADDRESS = re.compile(r"(?:!?\[[^\]\[]*\]\()?<?(https?://[^\s<>()]+)>?\)?")
_WORD = re.compile(r"(?=[^A-Z\d]*[A-Z\d])[A-Za-z0-9.+#_%$*-]+", re.ASCII)
"""A word of a name: it has a capital or a digit."""
_MOST_WORDS = 6
_EDGES = " \t*`_"
_MASK = "\0"
"""Stands for the comma of ``1,000`` where commas part what is listed."""


def neutral_value(key: str, value: str) -> str | None:
    """Return what a field's ``value`` says, in one writing for all languages; None when it is prose.

    ``key`` is the field's (``Field.key``). The order of what a value lists does not count, nor do ``about`` and
    ``more than`` before an amount. A value of Latin letters is no prose when each word has a digit or is written as
    names are (``BERT``, ``PyTorch``).
    """
    text = plain_value(value)
    if not text or len(text) > _LONGEST:
        return None
    read = _READERS.get(USUAL_TYPES.get(key, ""))
    found = (read(text) if read else None) or _address(text)
    if key == "date":
        return found
    return found or _names_and_amounts(text)


def agree(key: str, one: str, other: str) -> bool:
    """Tell whether two values of the field ``key`` do not contradict each other: prose never does.

    A date that is only less exact (``2024-05`` for ``2024-05-13``) is the same date.
    """
    first, second = neutral_value(key, one), neutral_value(key, other)
    if first is None or second is None:
        return True
    if key == "date":
        return first.startswith(second) or second.startswith(first)
    return first.casefold() == second.casefold()


def plain_value(value: str) -> str:
    """Return ``value`` without marks of emphasis and code, in one width."""
    return unicodedata.normalize("NFKC", value).replace("**", "").replace("`", "").strip(" \t_").rstrip(" \t.。_")


def _date(text: str) -> str | None:
    if month := read_month(text):
        return month.written()
    year = _YEAR.fullmatch(text)
    return year[1] if year else None


def _languages(text: str) -> str | None:
    codes = read_languages(text)
    return ",".join(sorted(set(codes.split(",")))) if codes else None


def _licences(text: str) -> str | None:
    names = read_licence(text)
    return ",".join(sorted(names.split(","))) if names else None


def _address(text: str) -> str | None:
    match = ADDRESS.fullmatch(text)
    return normalized_url(match[1]) if match else None


_READERS = {"month": _date, "languages": _languages, "licence": _licences}


@dataclass(frozen=True, slots=True)
class Item:
    """One of the names and amounts that a value lists: its place in the value, and what it says in any language."""

    start: int
    end: int
    neutral: str


def items(value: str) -> list[Item]:
    """Return the names and amounts that ``value`` lists, in order."""
    text = "".join(map(_one_width, value))
    masked = _GROUPED.sub(lambda match: match[0].replace(",", _MASK), text)
    ends = [(match.start(), match.end()) for match in _SEPARATOR.finditer(masked)]
    starts = [0, *(end for _, end in ends)]
    found = []
    for start, stop in zip(starts, [*(start for start, _ in ends), len(text)], strict=True):
        part = masked[start:stop].replace(_MASK, ",")
        first, last = len(part) - len(part.lstrip(_EDGES)), len(part.rstrip(_EDGES))
        neutral = _names_and_amounts(part[first:last]) if first < last else None
        if neutral is not None:
            found.append(Item(start + first, start + last, neutral))
    return found


def _one_width(char: str) -> str:
    """Return a character in the width of ASCII, where that is one character, too."""
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


def _names_and_amounts(text: str) -> str | None:
    for start, end, meant in reversed(stray_spaces(text)):
        text = text[:start] + meant + text[end:]
    ungrouped = _GROUPED.sub(lambda match: match[0].replace(",", ""), text)
    parts = (_name_or_amount(part.strip()) for part in _SEPARATOR.split(ungrouped))
    kept = sorted(filter(None, parts), key=str.casefold)
    return "/".join(kept) if kept and all(map(_is_name, kept)) else None


def _name_or_amount(text: str) -> str:
    text = RANGE.sub("-", AMOUNT.sub(canonical_amount, text))
    text = _ROUGHLY.sub("", _NOUNS.sub("", text))
    return " ".join(text.split()).lstrip(" -").rstrip(" .-")


def canonical_amount(match: re.Match[str]) -> str:
    """Return an amount with its usual letter: ``5000亿`` and ``500 billion`` are ``500B``."""
    number = amount_of(match)
    return f"{number.normalize():f}" if number < LETTERED else lettered(number)


def amount_of(match: re.Match[str]) -> Decimal:
    """Return the number that an amount means; 32768 and 131072 are what lists call 32K and 128K."""
    number, scale = Decimal(match["number"]), match["scale"]
    if scale is not None:
        return number.scaleb(SCALES[scale.lower()])
    is_power = number >= _KIBI and number == int(number) and int(number).bit_count() == 1
    return number / _KIBI * 1000 if is_power else number


def lettered(number: Decimal) -> str:
    """Return a number with the letter of its greatest power of a thousand."""
    power = next((power for power in LETTERS if number >= Decimal(10) ** power), 0)
    return f"{number.scaleb(-power).normalize():f}{LETTERS.get(power, '')}"


def _is_name(text: str) -> bool:
    """Tell whether ``text`` is a number or a name, and so the same in every language."""
    words = text.split()
    return len(words) <= _MOST_WORDS and all(map(_WORD.fullmatch, words)) and any(map(_is_no_common_word, words))


def _is_no_common_word(word: str) -> bool:
    """Tell whether a word has a digit, or capitals as only names have."""
    return any(map(str.isdigit, word)) or word[1:] != word[1:].lower()
