"""A document and one of its twins, as rules see them: who translates whom, and what belongs together."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Severity
from awesome_lint.translation.align import Alignment, align
from awesome_lint.translation.field_keys import paired_keys
from awesome_lint.translation.parts import UNKNOWN, changed_sides, compared
from awesome_lint.translation.state import records_of
from awesome_lint.translation.tags import split_tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_lint.syntax.nodes import Document, Entry, Section
    from awesome_lint.translation.align import Match
    from awesome_lint.translation.state import Record


@dataclass(frozen=True, eq=False)
class Pair:
    """A ``document`` that is checked, and one of its twins.

    ``source_language`` is the declared language that the others are translated from, None where the pair is not
    declared; ``twin_checked`` tells whether the twin is checked in this run, too, and so speaks for itself;
    ``records`` is what was in step when the translation was last confirmed, empty where nothing is recorded.
    """

    document: Document
    twin: Document
    source_language: str | None = None
    twin_checked: bool = False
    records: Mapping[str, Record] = field(default_factory=dict)

    @cached_property
    def is_source(self) -> bool:
        """Whether the twin is a translation of the document: as declared, else as the names say, else the larger."""
        if self.source_language is not None:
            return self.document.language == self.source_language
        return _rank(self.document) > _rank(self.twin)

    @property
    def source(self) -> Document:
        """The document the other is a translation of."""
        return self.document if self.is_source else self.twin

    @property
    def translation(self) -> Document:
        """The document that is a translation of the other."""
        return self.twin if self.is_source else self.document

    @property
    def is_declared(self) -> bool:
        """Whether configuration says that the documents are kept in step."""
        return self.source_language is not None

    @property
    def lag(self) -> Severity:
        """How bad it is that a translation is behind: nobody is failed for it unless the pair is declared."""
        return Severity.WARNING if self.is_declared else Severity.INFO

    @property
    def tells_drift(self) -> bool:
        """Whether what differs is told here: in the translation, or in the source when that alone is checked."""
        return not self.is_source or not self.twin_checked

    @cached_property
    def alignment(self) -> Alignment:
        """What belongs together: ``ours`` are the document's, ``theirs`` the twin's."""
        alignment = aligned(self.source, self.translation)
        return alignment if self.is_source else alignment.mirrored

    @cached_property
    def recorded(self) -> dict[Entry | Section, Record]:
        """What is recorded of each part of the source that has a partner."""
        return records_of(self.alignment if self.is_source else self.alignment.mirrored, self.records)

    def changed(self, match: Match[Entry], name: str) -> tuple[bool, bool] | None:
        """Tell which sides changed a neutral part (``translation.parts``) since it was recorded: source, translation.

        None where nothing is recorded.
        """
        ours, theirs = (match.ours, match.theirs) if self.is_source else (match.theirs, match.ours)
        record = self.recorded.get(ours)
        if record is None or record.neutral.get(name, UNKNOWN) == UNKNOWN:
            return None
        keys = paired_keys(aligned(self.source, self.translation))
        sides = {each: (one, other) for each, one, other in compared(ours, theirs, keys, record.neutral)}
        return changed_sides(*sides.get(name, (None, None)), record.neutral[name])


@lru_cache(maxsize=16)
def aligned(source: Document, translation: Document) -> Alignment:
    """Return what belongs together in two documents, computed once for the same two."""
    return align(source, translation)


def _rank(document: Document) -> tuple[bool, bool, int, str]:
    """Return what the source has more of: a name without a language, the name README, length; the path decides last."""
    stem = PurePath(document.path).stem
    return split_tag(stem)[1] is None, stem.casefold() == "readme", len(document.source.text), document.path
