"""Fields written as the entries of another document have them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from awesome_lint.languages import LANGUAGES
from awesome_lint.schema.neutral import written_in

if TYPE_CHECKING:
    from awesome_lint.schema.declared import Declaration
    from awesome_lint.syntax.nodes import Document, Field


@dataclass(frozen=True, eq=False)
class FieldWriter:
    """Writes fields as the entries of ``document`` have them."""

    document: Document
    declarations: tuple[Declaration, ...] = ()

    @cached_property
    def _by_key(self) -> dict[str, list[Field]]:
        found: dict[str, list[Field]] = {}
        for entry in self.document.entries:
            for field in entry.fields:
                found.setdefault(field.key, []).append(field)
        return found

    @cached_property
    def _style(self) -> str | None:
        styles = Counter(field.style for its in self._by_key.values() for field in its)
        return styles.most_common(1)[0][0] if styles else None

    def label(self, field: Field) -> str:
        """Return the label of ``field`` in the language of the document, with its notation, as far as the value."""
        peers = self._by_key.get(field.key)
        if peers:
            style, label = Counter((peer.style, peer.label) for peer in peers).most_common(1)[0][0]
            return style.replace("L", label, 1)
        language = LANGUAGES.get(self.document.language)
        label = self._declared(field.key) or (language and language.label(field.key)) or field.label
        return (self._style or field.style).replace("L", label, 1)

    def _declared(self, key: str) -> str | None:
        specs = (spec for declaration in self.declarations for spec in declaration.fields if spec.key == key)
        return next((label for spec in specs if (label := spec.label.get(self.document.language))), None)

    def value(self, field: Field) -> str | None:
        """Return the value of ``field`` as the document writes it, None when it is prose."""
        peers = (peer.value for peer in self._by_key.get(field.key, ()))
        return written_in(self.document.language, field.key, field.value, peers)
