"""What the fields of entries usually are: which, labelled and written how, of which type."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from awesome_lint.schema.months import read_month
from awesome_lint.schema.types import TYPES, USUAL_TYPES, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from awesome_lint.syntax.nodes import Entry, Field

SHARE = 0.6
"""A label, notation or type is expected when at least this share agrees, …"""
REQUIRED_SHARES = {"text": 0.8, "url": 0.9}
"""… and so is a fact that every entry can state; but remarks, demos and code are things not every entry has."""
MIN_VALUES = 4
"""So many values are needed to learn anything from them."""


def fields_by_key(entries: Iterable[Entry]) -> dict[str, list[Field]]:
    """Return every field of ``entries`` by its key."""
    found: defaultdict[str, list[Field]] = defaultdict(list)
    for entry in entries:
        for field in entry.fields:
            found[field.key].append(field)
    return dict(found)


def common_keys(entries: Sequence[Entry], types: Mapping[str, str]) -> list[str]:
    """Return the keys of the fields that most of ``entries`` have, in the order they are first met.

    ``types`` are the types of the fields' values. At least 60 % must have a fact of a type (or one that usually has a
    type, such as a date), 80 % a text, 90 % a link.
    """
    counts = Counter(key for entry in entries for key in dict.fromkeys(field.key for field in entry.fields))
    shares = {key: SHARE if key in USUAL_TYPES else REQUIRED_SHARES.get(types[key], SHARE) for key in counts}
    return [key for key, count in counts.items() if count >= shares[key] * len(entries)]


def majority(values: Iterable[str], least: int = MIN_VALUES) -> str | None:
    """Return the value that at least 60 % of at least ``least`` values are, None when there is none."""
    counts = Counter(values)
    total = sum(counts.values())
    value, count = counts.most_common(1)[0] if counts else ("", 0)
    return value if total >= least and count >= SHARE * total else None


def value_type(key: str, fields: Sequence[Field]) -> str:
    """Return the type of which at least 60 % of the values are, ``text`` when there is none.

    Only a field that is known to hold languages does: codes such as ``de`` and ``no`` are countries and words too.
    """
    values = [field.value for field in fields if field.value]
    usual = USUAL_TYPES.get(key, "")
    possible = [type_ for type_ in TYPES if type_ == usual or type_ != "languages"]
    shares = {type_: sum(parse(value, type_) is not None for value in values) for type_ in possible}
    best = max(possible, key=lambda type_: (shares[type_], type_ == usual))
    return best if len(values) >= MIN_VALUES and shares[best] >= SHARE * len(values) else "text"


def month_notation(fields: Iterable[Field]) -> str | None:
    """Return how most months among the values are written (``Month.notation``); odd spellings are no notation."""
    months = [(field.value, month) for field in fields if (month := read_month(field.value))]
    return majority(m.notation if m.written(m.notation) == value else "" for value, m in months) or None


def written_style(fields: Iterable[Field]) -> str | None:
    """Return the notation of most labels (``Field.style``), of fields that have a value."""
    return majority(field.style for field in fields if field.value)
