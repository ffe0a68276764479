"""Whether entries are sorted, by what, and which of them stand out of order."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from awesome_lint.languages import LANGUAGES
from awesome_lint.schema.declared import SortKey
from awesome_lint.schema.months import read_month
from awesome_lint.schema.types import number_of
from awesome_lint.syntax.titles import without_shortcodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from awesome_lint.syntax.nodes import Entry

MIN_SORTED = 8
"""Fewer entries are sorted by chance too often."""
SORTED_SHARE = 0.9
"""At least this share of the entries must stand in order."""
MIN_DISTINCT = 3
"""Values that hardly differ (all of one year) show no order."""

_ARTICLES = frozenset(article for language in LANGUAGES.values() for article in language.articles)
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_NUMBERS = re.compile(r"\d+|\D+")


class TitleForm(NamedTuple):
    """One way to read titles for sorting, articles counted or not.

    ``words``: word by word; ``letters``: as if written together; ``characters``: spaces and punctuation count;
    ``lines``: as a tool sorts the lines, where ``[Go Kit](`` comes before ``[Go](``.
    """

    by: str = "words"
    articles: bool = False


_WORDS = TitleForm()
_TITLE_FORMS = tuple(
    TitleForm(by, articles) for by in ("words", "letters", "characters", "lines") for articles in (False, True)
)
"""Lists differ on spaces (``Go Kit`` and ``Goa``), hyphens and articles; the form that fits best is used."""


def sort_values(entries: Iterable[Entry], key: str, form: TitleForm = _WORDS) -> list[Any]:
    """Return what each entry is sorted by, None where that cannot be told (``form`` is about titles only)."""
    if key == "title":
        return [title_value(entry.title, form) for entry in entries]
    return [_field_value(entry, key) for entry in entries]


@lru_cache(maxsize=2**14)
def title_value(title: str, form: TitleForm = _WORDS) -> tuple[tuple[int, str], ...] | None:
    """Return ``title`` as it sorts: folded, without leading article, accents and punctuation, numbers as numbers.

    None for titles that do not begin with a Latin letter or a digit: lists differ on where those stand.
    """
    folded = unicodedata.normalize("NFKD", without_shortcodes(title)).casefold()
    plain = "".join(c for c in folded if not unicodedata.combining(c)).strip()
    words = list(_PIECE.finditer(plain))
    dropped = not form.articles and len(words) > 1 and words[0][0] in _ARTICLES
    words = words[1:] if dropped else words
    if not words or not _has_alphabet(words[0][0][0]):
        return None
    pieces = [word[0] for word in words]
    if form.by in {"characters", "lines"}:
        return ((0, _DIGITS.sub(_padded, plain[words[0].start() :]) + _LINE_END[form.by]),)
    if form.by == "letters":
        pieces = _NUMBERS.findall("".join(pieces))
    return tuple(_number(piece) if piece.isdecimal() else (_AFTER_NUMBERS, piece) for piece in pieces)


def _number(digits: str) -> tuple[int, str]:
    """Return a number as it sorts by its value, however many digits it has: Python reads no more than 4,300."""
    bare = digits.lstrip("0")
    return len(bare), bare


_AFTER_NUMBERS = 10**100
_DIGITS = re.compile(r"\d+")
_LINE_END = {"characters": "", "lines": "]"}


def _padded(digits: re.Match[str]) -> str:
    """Return a number as a string that sorts by its value among others, and as a digit among characters."""
    return digits[0].zfill(20)


def _has_alphabet(char: str) -> bool:
    """Tell whether a title that begins with ``char`` can be placed: not by Han, nor by a Greek letter among Latin."""
    return char.isascii()


def _field_value(entry: Entry, key: str) -> Any:
    value = next((field.value for field in entry.fields if field.key == key), "")
    month = read_month(value)
    return (month.year, month.month, month.day or 0) if month else number_of(value)


def learn_sort(groups: Sequence[Sequence[Entry]], keys: Sequence[str]) -> SortKey | None:
    """Return by which of ``keys`` the entries are sorted, within each of ``groups``; None when by none."""
    if sum(map(len, groups)) < MIN_SORTED:
        return None
    candidates = [SortKey(key, descending) for key in keys for descending in (False, True)]
    shares = [(_share(groups, sort), -rank, sort) for rank, sort in enumerate(candidates)]
    share, _, best = max(shares, key=lambda scored: scored[:2])
    return best if share >= SORTED_SHARE else None


def _share(groups: Sequence[Sequence[Entry]], sort: SortKey) -> float:
    """Return the share of entries in order; with several groups, that of the steps from one entry to the next."""
    return max(_form_share(groups, sort, form) for form in _forms(sort))


def _forms(sort: SortKey) -> Sequence[TitleForm]:
    return _TITLE_FORMS if sort.key == "title" else (_WORDS,)


def _form_share(groups: Sequence[Sequence[Entry]], sort: SortKey, form: TitleForm) -> float:
    lists = [[v for v in sort_values(group, sort.key, form) if v is not None] for group in groups]
    known = sum(map(len, lists))
    if (
        known < max(MIN_SORTED, SORTED_SHARE * sum(map(len, groups)))
        or len({v for vs in lists for v in vs}) < MIN_DISTINCT
    ):
        return 0.0
    kept = sum(len(longest_sorted(values, descending=sort.descending)) for values in lists)
    free = len([values for values in lists if values]) if len(lists) > 1 else 0
    return (kept - free) / (known - free) if known > free else 0.0


def in_order(entries: Sequence[Entry], sort: SortKey) -> float:
    """Return the share of ``entries`` that are in order, of those that can be placed; 0 when none can."""
    placed = sum(value is not None for value in sort_values(entries, sort.key))
    return 1 - len(out_of_order(entries, sort)) / placed if placed else 0.0


def out_of_order(entries: Sequence[Entry], sort: SortKey) -> tuple[Entry, ...]:
    """Return the fewest entries that, taken away, leave the others sorted; of equal choices the longest moves.

    Entries that cannot be placed (no such field, a title in Chinese) are never blamed, nor are those that stand right
    to every other under some form of titles: there the list has an order, only not the one it seems to have.
    """
    blamed = set(_best_blame(entries, sort)[0])
    kept = [at for at, entry in enumerate(entries) if entry not in blamed]
    values = [sort_values(entries, sort.key, form) for form in _forms(sort)]
    return tuple(e for at, e in enumerate(entries) if e in blamed and _is_misplaced(at, kept, values, sort))


_REACH = 50
"""Entries asked on each side: forms differ in the order of few neighbours."""


def _is_misplaced(at: int, kept: Sequence[int], values: Sequence[Sequence[Any]], sort: SortKey) -> bool:
    """Tell whether the entry at ``at`` stands on the wrong side of one and the same other, whatever the form.

    Those near by are asked: the others are sorted, so the nearest is on the wrong side if any is.
    """
    place = bisect_left(kept, at)
    near = kept[max(0, place - _REACH) : place + _REACH]
    return any(all(_is_inverted(min(at, other), max(at, other), form, sort) for form in values) for other in near)


def _is_inverted(first: int, second: int, values: Sequence[Any], sort: SortKey) -> bool:
    one, two = values[first], values[second]
    if one is None or two is None:
        return False
    return bool(one < two if sort.descending else one > two)


def destinations(blamed: Iterable[Entry], entries: Sequence[Entry], sort: SortKey) -> Iterator[Entry | None]:
    """Yield which of ``entries`` each of ``blamed``, those out of order, belongs behind; None when it belongs first."""
    left_out, form = _best_blame(entries, sort)
    values = dict(zip(entries, sort_values(entries, sort.key, form), strict=True))
    away = set(left_out)
    kept = [entry for entry in entries if entry not in away and values[entry] is not None]
    ascending = sorted(values[entry] for entry in kept)
    for entry in blamed:
        before = len(kept) - bisect_left(ascending, values[entry])
        if not sort.descending:
            before = bisect_right(ascending, values[entry])
        yield kept[before - 1] if before else None


def _best_blame(entries: Sequence[Entry], sort: SortKey) -> tuple[tuple[Entry, ...], TitleForm]:
    """Return the entries out of order and the form of titles under which they are fewest."""
    return min(((_blamed(entries, sort, form), form) for form in _forms(sort)), key=lambda choice: len(choice[0]))


def _blamed(entries: Sequence[Entry], sort: SortKey, form: TitleForm) -> tuple[Entry, ...]:
    pairs = [(e, v) for e, v in zip(entries, sort_values(entries, sort.key, form), strict=True) if v is not None]
    kept = set(longest_sorted([value for _, value in pairs], descending=sort.descending))
    return tuple(entry for at, (entry, _) in enumerate(pairs) if at not in kept)


def longest_sorted(values: Sequence[Any], *, descending: bool = False) -> list[int]:
    """Return the indices of a longest subsequence that is sorted, equal values included.

    Of several the one whose left-out values stand farthest from their place. O(n log n): a Fenwick tree holds, per
    rank, the best subsequence that ends there.
    """
    levels = sorted(set(values))
    ranks = [bisect_left(levels, value) for value in values]
    if descending:
        ranks = [len(levels) - 1 - rank for rank in ranks]
    moves = _moves(ranks)
    best: list[tuple[int, int, int]] = [(0, 0, -1)] * (len(levels) + 1)
    previous: list[int] = []
    for at, rank in enumerate(ranks):
        length, closeness, last = _query(best, rank + 1)
        previous.append(last)
        _update(best, rank + 1, (length + 1, closeness - moves[at], at))
    return _trace(_query(best, len(levels))[2], previous)


def _moves(ranks: Sequence[int]) -> list[int]:
    """Return how far each value stands from where a stable sort would put it."""
    moves = [0] * len(ranks)
    for place, at in enumerate(sorted(range(len(ranks)), key=ranks.__getitem__)):
        moves[at] = abs(place - at)
    return moves


def _query(best: list[tuple[int, int, int]], index: int) -> tuple[int, int, int]:
    found = (0, 0, -1)
    while index > 0:
        found = max(found, best[index])
        index -= index & -index
    return found


def _update(best: list[tuple[int, int, int]], index: int, value: tuple[int, int, int]) -> None:
    while index < len(best):
        best[index] = max(best[index], value)
        index += index & -index


def _trace(at: int, previous: Sequence[int]) -> list[int]:
    kept = []
    while at >= 0:
        kept.append(at)
        at = previous[at]
    return kept[::-1]
