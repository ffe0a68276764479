"""Declarations as configuration writes them."""

import re

from awesome_lint.errors import ConfigError
from awesome_lint.languages import LANGUAGES
from awesome_lint.schema.declared import PARTS, Declaration, FieldSpec, SortKey
from awesome_lint.schema.types import TYPES
from awesome_lint.source.toml import Table

SECTION_KEYS = ("match", "sort", "layout", "badges", "fields")
FIELD_KEYS = ("key", "label", "type", "required")

_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_SORT = re.compile(r"(\S+)(?: (asc|desc))?")


def read_declaration(table: Table) -> Declaration:
    """Return what one ``[[sections]]`` table declares; raises ``ConfigError``."""
    table.allow(SECTION_KEYS)
    match = table.texts("match") if isinstance(table.values.get("match"), list) else (table.text("match") or "",)
    if not match or not all(match):
        raise ConfigError(f"{table.file}: {table.name}: needs match, the title of a section (* stands for anything)")
    return Declaration(
        match,
        sort=_sort(table),
        layout=table.texts("layout", choices=PARTS) or (),
        badges=table.texts("badges") or (),
        fields=tuple(_field(each) for each in table.tables("fields")),
    )


def _sort(table: Table) -> SortKey | None:
    text = table.text("sort")
    if text is None:
        return None
    found = _SORT.fullmatch(text)
    if not found:
        raise table.error("sort", "expected title or the key of a field, then asc or desc")
    return SortKey(found[1], descending=found[2] == "desc")


def _field(table: Table) -> FieldSpec:
    table.allow(FIELD_KEYS)
    key = table.text("key")
    if not key:
        raise ConfigError(f"{table.file}: {table.name}: needs a key")
    kind = table.text("type", choices=("text", *TYPES)) or "text"
    return FieldSpec(key, _labels(table), kind, required=table.flag("required") or False)


def _labels(table: Table) -> dict[str, str]:
    if isinstance(table.values.get("label"), str):
        return {"*": str(table.text("label"))}
    labels = table.table("label")
    allow_languages(labels, "*")
    return {tag: labels.text(tag) or "" for tag in labels.values}


def allow_languages(table: Table, *others: str) -> None:
    """Raise ``ConfigError`` for the first key that is no language tag and none of ``others``."""
    table.allow([*others, *LANGUAGES, *(key for key in table.values if _LANGUAGE_TAG.fullmatch(key))])
