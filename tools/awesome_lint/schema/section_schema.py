"""What entries of a section look like, as one value."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_lint.schema.declared import FieldSpec, SortKey
    from awesome_lint.syntax.nodes import EntryStyle

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class SectionSchema:
    """What entries of one style look like in one section. Whatever is empty or None is not expected of any entry.

    ``fields`` are required, in order; their labels are those of the document. ``labels``, ``types`` and ``notations``
    (of months, ``Month.notation``) speak about every field there is, by key. ``field_style`` is the usual
    ``Field.style``, ``field_styles`` that of fields frequent enough to have their own. ``layout``, ``field_order`` and
    ``badge_order`` name only what has an order. ``badge_kinds`` are required. ``badge_templates`` are image URLs by
    kind, with ``{}`` for the message or the repository.
    """

    style: EntryStyle | None = None
    fields: tuple[FieldSpec, ...] = ()
    field_order: tuple[str, ...] = ()
    field_style: str = ""
    field_styles: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    labels: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    types: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    notations: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    layout: tuple[str, ...] = ()
    badge_kinds: tuple[str, ...] = ()
    badge_order: tuple[str, ...] = ()
    badge_templates: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    sort: SortKey | None = None

    def style_of(self, key: str) -> str:
        """Return the notation of the field ``key`` (``**L:** ``), empty where none is usual."""
        return self.field_styles.get(key, self.field_style)
