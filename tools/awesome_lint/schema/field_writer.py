"""Fields written as the entries of another document have them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from awesome_lint.languages import LANGUAGES
from awesome_lint.schema.written import Usage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_lint.schema.declared import Declaration
    from awesome_lint.syntax.nodes import Document, Field


@dataclass(frozen=True, eq=False)
class FieldWriter:
    """Writes fields of another document as the entries of ``document`` have them.

    ``keys`` are the keys of fields in ``document`` by those in the other one, where they differ.
    """

    document: Document
    declarations: tuple[Declaration, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _by_key(self) -> dict[str, list[Field]]:
        found: dict[str, list[Field]] = {}
        for entry in self.document.entries:
            for each in entry.fields:
                found.setdefault(each.key, []).append(each)
        return found

    @cached_property
    def _style(self) -> str | None:
        styles = Counter(each.style for its in self._by_key.values() for each in its)
        return styles.most_common(1)[0][0] if styles else None

    @cached_property
    def _written_labels(self) -> dict[str, str]:
        """The usual label of each field that the document has, with its notation."""
        usual = {
            key: Counter((each.style, each.label) for each in its).most_common(1)[0][0]
            for key, its in self._by_key.items()
        }
        return {key: style.replace("L", label, 1) for key, (style, label) in usual.items()}

    @cached_property
    def _usages(self) -> dict[str, Usage]:
        return {
            key: Usage(self.document.language, key, (each.value for each in its)) for key, its in self._by_key.items()
        }

    def key(self, key: str) -> str:
        """Return the key in the document of the field that has the key ``key`` in the other one."""
        return self.keys.get(key, key)

    def known_label(self, key: str) -> str | None:
        """Return the label of the field ``key`` of the document, with its notation; None where nothing tells it."""
        if key in self._written_labels:
            return self._written_labels[key]
        language = LANGUAGES.get(self.document.language)
        label = self._declared(key) or (language and language.label(key))
        return self._notation.replace("L", label, 1) if label else None

    @cached_property
    def _notation(self) -> str:
        return self._style or "**L:** "

    def label(self, field: Field) -> str:
        """Return the label of ``field`` in the language of the document, with its notation, as far as the value.

        One that nothing tells is left as it is.
        """
        known = self.known_label(self.key(field.key))
        return known or (self._style or field.style).replace("L", field.label, 1)

    def _declared(self, key: str) -> str | None:
        specs = (spec for declaration in self.declarations for spec in declaration.fields if spec.key == key)
        return next((label for spec in specs if (label := spec.label.get(self.document.language))), None)

    def value(self, field: Field, old: Field | None = None) -> str | None:
        """Return the value of ``field`` as the document writes it, in place of that of ``old``; None for prose."""
        key = old.key if old else self.key(field.key)
        usage = self._usages.get(key) or Usage(self.document.language, field.key, ())
        return usage.written(field.value, old.value if old else None)
