"""From entries to what they have in common, corrected by what is declared."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from awesome_lint.languages import LANGUAGES
from awesome_lint.schema.badges import common_kinds, common_templates, kinds_of
from awesome_lint.schema.declared import FieldSpec
from awesome_lint.schema.fields import common_keys, fields_by_key, majority, month_notation, value_type, written_style
from awesome_lint.schema.order import is_ordered, learn_order
from awesome_lint.schema.parts import part_kinds
from awesome_lint.schema.section_schema import SectionSchema
from awesome_lint.schema.sorting import in_order, learn_sort

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from awesome_lint.schema.declared import Declaration, SortKey
    from awesome_lint.syntax.nodes import Entry, EntryStyle, Field

SORTABLE = ("month", "size", "tokens")
"""Types of fields that a section can be sorted by."""
MOSTLY_SORTED = 0.7
"""A section for which others speak is expected to be sorted only when this share of its own entries is."""
FEW = 4
"""Fewer entries of a section say nothing about its being sorted."""


def learn(entries: Sequence[Entry], style: EntryStyle, language: str) -> SectionSchema:
    """Return what ``entries`` look like, but for how they are sorted; ``language`` is the document's."""
    fields = fields_by_key(entries)
    types = {key: value_type(key, found) for key, found in fields.items()}
    notations = {key: month_notation(found) for key, found in fields.items() if types[key] == "month"}
    labels = {key: majority(field.label for field in found) for key, found in fields.items()}
    order = learn_order([field.key for field in entry.fields] for entry in entries)
    required = _in_order(common_keys(entries, types), order)
    return SectionSchema(
        style=style,
        fields=tuple(FieldSpec(key, {language: _label(fields[key])}, types[key], required=True) for key in required),
        field_order=order,
        field_style=written_style(field for found in fields.values() for field in found) or "",
        field_styles={key: usual for key, found in fields.items() if (usual := written_style(found))},
        labels={key: label for key, label in labels.items() if label},
        types=types,
        notations={key: notation for key, notation in notations.items() if notation},
        layout=learn_order(map(part_kinds, entries)),
        badge_kinds=tuple(common_kinds(entries)),
        badge_order=learn_order(map(kinds_of, entries)),
        badge_templates=common_templates(entries),
    )


def _label(fields: Iterable[Field]) -> str:
    return Counter(field.label for field in fields).most_common(1)[0][0]


def _in_order(keys: Sequence[str], order: Sequence[str]) -> list[str]:
    return sorted(keys, key=order.index) if set(keys) <= set(order) else list(keys)


def learn_groups(groups: Sequence[Sequence[Entry]], types: Mapping[str, str]) -> SortKey | None:
    """Return how the entries of each of ``groups`` are sorted: by title, or by a field of a type that has an order."""
    return learn_sort(groups, ["title", *(key for key, type_ in types.items() if type_ in SORTABLE)])


# --- what others say of a section with few entries ---------------------------------------------------------------


def borrow(schema: SectionSchema, own: Sequence[Entry]) -> SectionSchema:
    """Return of ``schema``, learned from others, what the section's ``own`` entries bear out.

    Others cannot ask for a field or a badge that none of the entries has, nor for an order that none of them follows.
    """
    keys = {field.key for entry in own for field in entry.fields}
    kinds = {badge.kind for entry in own for badge in entry.badges}
    return replace(
        schema,
        fields=tuple(spec for spec in schema.fields if spec.key in keys),
        field_order=_followed(schema.field_order, [[field.key for field in entry.fields] for entry in own]),
        layout=_followed(schema.layout, [part_kinds(entry) for entry in own]),
        badge_kinds=tuple(kind for kind in schema.badge_kinds if kind in kinds),
        badge_order=_followed(schema.badge_order, [kinds_of(entry) for entry in own]),
    )


def _followed(order: tuple[str, ...], sequences: Iterable[Sequence[str]]) -> tuple[str, ...]:
    follows = any(len(set(sequence) & set(order)) > 1 and is_ordered(sequence, order) for sequence in sequences)
    return order if follows else ()


def is_mostly_sorted(own: Sequence[Entry], sort: SortKey) -> bool:
    """Tell whether a section's own entries bear out the order of others."""
    return len(own) >= FEW and in_order(own, sort) >= MOSTLY_SORTED


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
