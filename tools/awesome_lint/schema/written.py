"""Values of fields written as a language writes them, or as a text already does."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from awesome_lint.schema.licences import read_licence
from awesome_lint.schema.months import read_month
from awesome_lint.schema.neutral import (
    ADDRESS,
    AMOUNT,
    RANGE,
    Item,
    amount_of,
    canonical_amount,
    items,
    lettered,
    neutral_value,
    plain_value,
)
from awesome_lint.schema.tongues import read_languages
from awesome_lint.schema.types import USUAL_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable

_MANY = {"en": "Multiple", "zh": "多语言"}
"""How languages say "many languages", by tag."""
_ROUGHLY = (
    (r"about|around|approximately|approx\.|roughly|大约|大概|约为|约|近", {"en": "about ", "zh": "约 "}),
    (r"more than|over|超过", {"en": "more than ", "zh": "超过 "}),
    (r"at least|至少", {"en": "at least ", "zh": "至少 "}),
    (r"up to|最多|最高|多达", {"en": "up to ", "zh": "最多 "}),
)
"""What stands before an amount that is not exact, and how languages write it."""
_NOUNS = (
    (r"tokens?|词元|标记", {"en": " tokens", "zh": " tokens"}),
    (r"words?|单词|词", {"en": " words", "zh": "词"}),
    (r"params?|parameters?|参数|參數", {"en": " parameters", "zh": "参数"}),
)
"""What amounts count, and how languages write it behind them."""
_JOINTS = {"en": (", ", " and "), "zh": ("、", "和")}
"""What parts the items of a list in a language, and the last two."""
_AND = re.compile(r"[ \t]+(?:and|or)[ \t]+|[ \t]*[和及或][ \t]*")
_JOINT = re.compile(r"[ \t]*[/,、;|&，；｜／＆][ \t]*|[ \t]+(?:and|or)[ \t]+|[ \t]*[和及或][ \t]*")
_HAN = re.compile("[\u3400-\u9fff]")
_NAME = re.compile(r"(?<![A-Za-z])[a-z]{3,}(?![A-Za-z])")
_WORD = re.compile(r"(?<![A-Za-z\d])[a-z]{2,}(?![A-Za-z])")
_SCALE_WORDS = {12: "trillion", 9: "billion", 6: "million", 3: "thousand"}
_LOWER_LETTERS = frozenset("kmbt")
_HAN_SCALES = {12: "万亿", 8: "亿", 4: "万"}


_URL = "\0"
"""Stands for the address of a link."""
_WITHOUT_LATIN = frozenset({"zh", "ja", "ko"})
_WITH_LATIN = frozenset({"en", "de", "fr", "es", "pt", "it"})


def written_in(language: str, key: str, value: str, peers: Iterable[str] = (), old: str | None = None) -> str | None:
    """Return ``value`` as a text in ``language`` (a tag) writes it, as ``peers`` do if they can show; None for prose.

    ``peers`` are values of the same field of other entries in that text. ``old`` is the value that it replaces: what
    is the same in both stays as it is.
    """
    return Usage(language, key, peers).written(value, old)


class Usage:
    """How a text in ``language`` writes the values of the field ``key``; ``peers`` are those that it has."""

    def __init__(self, language: str, key: str, peers: Iterable[str]) -> None:
        self._language, self._key = language, key
        self._peers = tuple(peers)

    @cached_property
    def _writings(self) -> dict[str, str]:
        """The usual writing of each value, by what it says."""
        counts = Counter((neutral_value(self._key, peer), peer) for peer in self._peers)
        usual = sorted(counts.items(), key=lambda item: item[1])
        return {neutral: peer for (neutral, peer), _ in usual if neutral is not None}

    @cached_property
    def _notation(self) -> str:
        notations = Counter(month.notation for peer in self._peers if (month := read_month(peer)))
        return notations.most_common(1)[0][0] if notations else "2024-05"

    def written(self, value: str, old: str | None = None) -> str | None:
        """Return ``value`` as the text writes it, in place of ``old``; None for prose (``written_in``)."""
        neutral = neutral_value(self._key, value)
        if neutral is None:
            return None
        if address := ADDRESS.fullmatch(plain_value(value)):
            return self._link(address[1], value, old)
        if self._key == "date":
            return self._writings.get(neutral) or self._date(value, old) or neutral
        if neutral == "multiple" and self._key == "languages":
            return self._writings.get(neutral) or _MANY.get(self._language, _MANY["en"])
        if self._names(value) is None and old and (text := _replaced(value, old, self._language)) is not None:
            return text
        return self._writings.get(neutral) or self._names(value) or _translated(value, self._language)

    def _link(self, url: str, value: str, old: str | None) -> str | None:
        """Return a link with the words around it that stand there, or that its peers have; None to translate them."""
        usual = Counter(peer.replace(match[1], _URL) for peer in self._peers if (match := ADDRESS.fullmatch(peer)))
        match = ADDRESS.fullmatch(old.strip()) if old else None
        if old and match:
            return old.strip().replace(match[1], url)
        if usual and value.startswith("["):
            return usual.most_common(1)[0][0].replace(_URL, url)
        return None if value.startswith("[") and self._is_foreign(value.partition("](")[0]) else value

    def _is_foreign(self, words: str) -> bool:
        """Tell whether words on a link are surely of another language: of another script, or several of a sentence."""
        if self._language in _WITHOUT_LATIN:
            return len(re.findall(r"\b[a-z]{2,}\b", words)) > 1 and words.isascii()
        return any(char.isalpha() and char > "\u024f" for char in words) and self._language in _WITH_LATIN

    def _date(self, value: str, old: str | None) -> str | None:
        month, before = read_month(plain_value(value)), read_month(plain_value(old or ""))
        return month.written(before.notation if before else self._notation) if month else None

    def _names(self, value: str) -> str | None:
        """Return the languages or licences of a field for them, None for other fields."""
        read = {"languages": read_languages, "licence": read_licence}.get(USUAL_TYPES.get(self._key, ""))
        names = read(plain_value(value)) if read else None
        return value if names and value.isascii() and not _NAME.search(value) else names


# --- lists of names and amounts ---------------------------------------------------------------------------------


def _replaced(value: str, old: str, language: str) -> str | None:
    """Return ``old`` with those of its items replaced that ``value`` has not, None where they are built differently."""
    new, there = items(value), items(old)
    if not new or not there:
        return None
    flat = _is_flat(value, new) and _is_flat(old, there)
    if flat and len(new) != len(there):
        return _joined(value, new, old, there, language)
    if len(new) != len(there) or not (flat or _glue(value, new) == _glue(old, there)):
        return None
    text, partners = old, _partners(new, there) if flat else dict(zip(there, new, strict=True))
    for item in reversed(there):
        partner = partners[item]
        if partner.neutral.casefold() != item.neutral.casefold():
            shown = _item(value[partner.start : partner.end], old[item.start : item.end], language)
            if shown is None:
                return None
            text = text[: item.start] + shown + text[item.end :]
    return text


def _partners(new: list[Item], there: list[Item]) -> dict[Item, Item]:
    """Return the new item for each that is there: the same, else the next that is not there."""
    left = list(new)
    found: dict[Item, Item] = {}
    for item in there:
        same = next((each for each in left if each.neutral.casefold() == item.neutral.casefold()), None)
        if same is not None:
            found[item] = same
            left.remove(same)
    return found | dict(zip((item for item in there if item not in found), left, strict=True))


def _glues(text: str, listed: list[Item]) -> list[str]:
    """Return what stands between items."""
    return [text[one.end : two.start] for one, two in pairwise(listed)]


def _is_flat(text: str, listed: list[Item]) -> bool:
    """Tell whether a value is nothing but items, and signs or words that part those of a list."""
    around = text[: listed[0].start] + text[listed[-1].end :]
    return not around.strip(" \t*`_.。") and all(map(_JOINT.fullmatch, _glues(text, listed)))


def _glue(text: str, listed: list[Item]) -> list[str]:
    """Return what stands around items, in one writing for all languages."""
    pieces = [text[: listed[0].start], *_glues(text, listed), text[listed[-1].end :]]
    return [_JOINT.sub(",", unicodedata.normalize("NFKC", piece)).replace(" ", "") for piece in pieces]


def _joined(value: str, new: list[Item], old: str, there: list[Item], language: str) -> str | None:
    """Return the items of ``value`` in its order, parted as those of ``old`` are; those that are in both as in it."""
    known = {item.neutral.casefold(): old[item.start : item.end] for item in there}
    texts = []
    for item in new:
        text = known.get(item.neutral.casefold()) or _translated(value[item.start : item.end], language)
        if text is None:
            return None
        texts.append(text)
    joints = _glues(old, there) or [_joint(glue, language) for glue in _glues(value, new)]
    usual = next((joint for joint in joints if not _AND.fullmatch(joint)), None) or _joints(language)[0]
    last = joints[-1] if joints else usual
    parted = [joint for text in texts[:-2] for joint in (text, usual)]
    body = [*parted, *([texts[-2], last] if len(texts) > 1 else []), texts[-1]]
    return old[: there[0].start] + "".join(body) + old[there[-1].end :]


def _joints(language: str) -> tuple[str, str]:
    return _JOINTS.get(language, _JOINTS["en"])


def _joint(glue: str, language: str) -> str:
    """Return what parts two items as ``language`` writes it; ``/`` is the same everywhere."""
    if glue.strip().isascii() and not _AND.fullmatch(glue):
        return glue
    return _joints(language)[1 if _AND.fullmatch(glue) else 0]


def _item(new: str, old: str, language: str) -> str | None:
    """Return an item written as ``old`` is: its amounts replaced where all else is the same."""
    amounts = [list(AMOUNT.finditer(text)) for text in (new, old)]
    if len(amounts[0]) != len(amounts[1]) or _around(new) != _around(old):
        return _translated(new, language)
    for match, there in reversed(list(zip(*amounts, strict=True))):
        old = old[: there.start()] + _amount(match, there) + old[there.end() :]
    return old


def _around(text: str) -> str:
    """Return what an item says beside its amounts, in one writing for all languages."""
    rest = AMOUNT.sub("0", unicodedata.normalize("NFKC", text))
    rest = RANGE.sub("-", rest)
    for number, (words, _) in enumerate((*_ROUGHLY, *_NOUNS)):
        rest = re.sub(rf"(?:{words})", f" #{number} ", rest, flags=re.IGNORECASE)
    return "".join(rest.replace("个", "").split()).casefold()


def _amount(new: re.Match[str], old: re.Match[str]) -> str:
    """Return an amount in the notation of ``old``: with a letter, a word, or without both."""
    unit, number = old["scale"] or "", amount_of(new)
    if not unit:
        return new[0] if new["scale"] is None else canonical_amount(new)
    scales = _HAN_SCALES if _HAN.search(unit) else _SCALE_WORDS if unit.lower() in _SCALE_WORDS.values() else {}
    power = next((power for power in scales if number >= Decimal(10) ** power), None)
    if power is None:
        return lettered(number).lower() if unit in _LOWER_LETTERS else lettered(number)
    gap = old[0][len(old["number"]) : len(old[0]) - len(unit)]
    return f"{number.scaleb(-power).normalize():f}{gap}{scales[power]}"


# --- whole values -----------------------------------------------------------------------------------------------


def _translated(value: str, language: str) -> str | None:
    """Return names and amounts with the words around them in ``language``, None where it has none for one of them."""
    if value.isascii() and not _WORD.search(value):
        return value
    han = language == "zh"
    text = value if han else unicodedata.normalize("NFKC", value)
    text = AMOUNT.sub(lambda match: match[0] if _fits(match, han=han) else canonical_amount(match), text)
    text = text if han else RANGE.sub("-", text)
    text = _AND.sub(lambda match: _joint(match[0], language), text)
    text = text if han else re.sub(r"[ \t]*、[ \t]*", _joints(language)[0], text)
    for words, writings in _ROUGHLY:
        text = re.sub(rf"(?<![A-Za-z])(?:{words})[ \t]*(?=\d)", writings.get(language, ""), text, flags=re.IGNORECASE)
    for words, writings in _NOUNS:
        pattern = rf"(?<=[\dKMBT万亿千])[ \t]*(?:个|個)?[ \t]*(?:{words})(?![A-Za-z])"
        text = re.sub(pattern, writings.get(language, ""), text, flags=re.IGNORECASE)
    rest = _HAN.search(text) if not han else _WORD.search(text.replace("tokens", ""))
    return _plain_list(value) if rest else text


def _fits(amount: re.Match[str], *, han: bool) -> bool:
    """Tell whether an amount can stay as it is written."""
    scale = amount["scale"] or ""
    return (len(scale) <= 1 and scale.isascii()) or (bool(_HAN.search(scale)) == han)


def _plain_list(value: str) -> str | None:
    """Return the items of a list in their order, in one writing for all languages; None for more than a list."""
    listed = items(value)
    return "/".join(item.neutral for item in listed) if listed and _is_flat(value, listed) else None
