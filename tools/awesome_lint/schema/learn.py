"""From entries to what they have in common, corrected by what is declared."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from awesome_lint.languages import LANGUAGES
from awesome_lint.schema.badges import common_kinds, common_templates, kinds_of
from awesome_lint.schema.declared import FieldSpec, SortKey
from awesome_lint.schema.fields import common_keys, fields_by_key, majority, month_notation, value_type, written_style
from awesome_lint.schema.order import is_ordered, learn_order
from awesome_lint.schema.parts import part_kinds
from awesome_lint.schema.section_schema import SectionSchema
from awesome_lint.schema.sorting import in_order, learn_sort

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from awesome_lint.schema.declared import Declaration
    from awesome_lint.schema.pools import Pool
    from awesome_lint.syntax.nodes import Entry, EntryStyle, Field

SORTABLE = ("month", "size", "tokens")
"""Types of fields that a section can be sorted by."""
MOSTLY_SORTED = 0.7
"""A section for which others speak is expected to be sorted only when this share of its own entries is."""
FEW = 4
"""Fewer entries of a section say nothing about its being sorted."""


def learn(pool: Pool, style: EntryStyle, language: str) -> SectionSchema:
    """Return what the entries of ``pool`` look like; ``language`` is the document's."""
    fields = fields_by_key(pool.voters)
    types = {key: value_type(key, found) for key, found in fields.items()}
    notations = {key: month_notation(found) for key, found in fields.items() if types[key] == "month"}
    labels = {key: majority(field.label for field in found) for key, found in fields.items()}
    order = _order(pool, lambda entry: [field.key for field in entry.fields])
    required = _in_order([key for key in common_keys(pool.voters, types) if _has_field(pool, key)], order)
    return SectionSchema(
        style=style,
        fields=tuple(FieldSpec(key, {language: _label(fields[key])}, types[key], required=True) for key in required),
        field_order=order,
        field_style=written_style(field for found in fields.values() for field in found) or "",
        labels={key: label for key, label in labels.items() if label},
        types=types,
        notations={key: notation for key, notation in notations.items() if notation},
        layout=_order(pool, part_kinds),
        badge_kinds=tuple(kind for kind in common_kinds(pool.voters) if _has_kind(pool, kind)),
        badge_order=_order(pool, kinds_of),
        badge_templates=common_templates(pool.voters),
        sort=_sort(pool, [key for key, type_ in types.items() if type_ in SORTABLE]),
    )


def _order(pool: Pool, sequence: Callable[[Entry], Sequence[str]]) -> tuple[str, ...]:
    """Return the learned order; when others speak for the section, only if one of its own entries follows it."""
    order = learn_order([sequence(entry) for entry in pool.voters])
    if pool.borrowed and not any(_follows(sequence(entry), order) for entry in pool.own):
        return ()
    return order


def _follows(sequence: Sequence[str], order: Sequence[str]) -> bool:
    return len(set(sequence) & set(order)) > 1 and is_ordered(sequence, order)


def _has_field(pool: Pool, key: str) -> bool:
    """Tell whether the section itself has the field: others cannot ask for what none of its entries has."""
    return not pool.borrowed or any(field.key == key for entry in pool.own for field in entry.fields)


def _has_kind(pool: Pool, kind: str) -> bool:
    return not pool.borrowed or any(badge.kind == kind for entry in pool.own for badge in entry.badges)


def _label(fields: Iterable[Field]) -> str:
    return Counter(field.label for field in fields).most_common(1)[0][0]


def _in_order(keys: Sequence[str], order: Sequence[str]) -> list[str]:
    return sorted(keys, key=order.index) if set(keys) <= set(order) else list(keys)


def _sort(pool: Pool, keys: Sequence[str]) -> SortKey | None:
    sort = learn_sort(pool.groups, ["title", *keys])
    if sort is None or pool.groups == (pool.own,):
        return sort
    evident = len(pool.own) >= FEW and in_order(pool.own, sort) >= MOSTLY_SORTED
    return sort if evident else None


# --- what is declared wins ---------------------------------------------------------------------------------------


def correct(schema: SectionSchema, declaration: Declaration, language: str) -> SectionSchema:
    """Return ``schema`` with everything that ``declaration`` says put in place of what was learned."""
    schema = replace(
        schema,
        sort=declaration.sort or schema.sort,
        layout=declaration.layout or schema.layout,
        badge_order=declaration.badges or schema.badge_order,
    )
    return _with_fields(schema, declaration.fields, language) if declaration.fields else schema


def _with_fields(schema: SectionSchema, declared: Sequence[FieldSpec], language: str) -> SectionSchema:
    specs = [_spelled(spec, schema, language) for spec in declared]
    return replace(
        schema,
        fields=tuple(spec for spec in specs if spec.required),
        field_order=tuple(spec.key for spec in specs),
        labels={**schema.labels, **{spec.key: spec.label[language] for spec in specs}},
        types={**schema.types, **{spec.key: spec.type for spec in specs}},
        notations={**schema.notations, **{spec.key: "2024-05" for spec in specs if spec.type == "month"}},
    )


def _spelled(spec: FieldSpec, schema: SectionSchema, language: str) -> FieldSpec:
    """Return ``spec`` with the label of the document: as declared, as learned, or as usual in the language."""
    known = LANGUAGES.get(language)
    label = spec.label_in(language) or schema.labels.get(spec.key) or (known and known.label(spec.key)) or spec.key
    return replace(spec, label={language: label})
