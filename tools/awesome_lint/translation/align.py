"""Which sections and entries of two documents are the same thing in two languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from awesome_lint.syntax.nodes import Entry, Section

if TYPE_CHECKING:
    from awesome_lint.syntax.nodes import Document

T = TypeVar("T", Entry, Section)


@dataclass(frozen=True, slots=True, eq=False)
class Match(Generic[T]):
    """Two things that are the same in two languages; ``confidence`` is between 0 and 1."""

    ours: T
    theirs: T
    confidence: float


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """The pairs of two documents in the order of the first, and what has no partner, in document order."""

    entries: tuple[Match[Entry], ...]
    sections: tuple[Match[Section], ...]
    our_entries: tuple[Entry, ...] = ()
    their_entries: tuple[Entry, ...] = ()
    our_sections: tuple[Section, ...] = ()
    their_sections: tuple[Section, ...] = ()

    @property
    def mirrored(self) -> Alignment:
        """The same, seen from the other document."""
        return Alignment(
            _mirrored(self.entries),
            _mirrored(self.sections),
            self.their_entries,
            self.our_entries,
            self.their_sections,
            self.our_sections,
        )


def _mirrored(matches: tuple[Match[T], ...]) -> tuple[Match[T], ...]:
    turned = (Match(match.theirs, match.ours, match.confidence) for match in matches)
    return tuple(sorted(turned, key=lambda match: match.ours.span))


def align(ours: Document, theirs: Document) -> Alignment:
    """Return what belongs together in two documents."""
    by_key = {entry.key: entry for entry in theirs.entries}
    entries = tuple(Match(entry, by_key.pop(entry.key), 1.0) for entry in ours.entries if entry.key in by_key)
    sections = tuple(
        Match(a, b, 0.5) for a, b in zip(ours.root.walk(), theirs.root.walk(), strict=False) if a.level == b.level
    )
    return Alignment(
        entries,
        sections,
        tuple(e for e in ours.entries if e not in {m.ours for m in entries}),
        tuple(e for e in theirs.entries if e not in {m.theirs for m in entries}),
        tuple(s for s in ours.root.walk() if s not in {m.ours for m in sections}),
        tuple(s for s in theirs.root.walk() if s not in {m.theirs for m in sections}),
    )
