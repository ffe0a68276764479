"""Which sections and entries of two documents are the same thing in two languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from awesome_lint.syntax.nodes import Entry, Section
from awesome_lint.translation.align_entries import EntryMatcher
from awesome_lint.translation.align_sections import SectionMatcher

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_lint.syntax.nodes import Document
    from awesome_lint.translation.align_pairing import Pairing

_OTHER_SCRIPTS = frozenset({"ar", "el", "fa", "he", "hi", "ja", "ko", "ru", "th", "uk", "zh"})

CERTAIN = 0.4
"""Pairs below this confidence stand at the same place, and nothing else says that they are the same."""

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
    def parts(self) -> tuple[tuple[Entry | Section, Entry | Section], ...]:
        """Both sides of each pair of entries, then of sections."""
        entries = ((match.ours, match.theirs) for match in self.entries)
        return (*entries, *((match.ours, match.theirs) for match in self.sections))

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
    return tuple(sorted(turned, key=lambda match: (match.ours.span.start, -match.ours.span.end)))  # as walked


def align(ours: Document, theirs: Document) -> Alignment:
    """Return what belongs together in two documents.

    Entries pair by what they link to and what they are called; what is rare in both documents says most. What is left
    pairs by its place, where as many are left on both sides between the same neighbours and nothing speaks against it.
    ``align(theirs, ours)`` is the same, mirrored.
    """
    comparable = ours.language == theirs.language or not (_is_latin(ours) and _is_latin(theirs))
    entry_matcher = EntryMatcher(ours, theirs, comparable=comparable)
    section_matcher = SectionMatcher(ours.root, theirs.root, comparable=comparable)
    entries = entry_matcher.pair_alike(section_matcher.pair(entry_matcher.pair_evident()))
    sections = section_matcher.pair(entries)
    entry_matcher.pair_left_over(sections, entries)
    entry_matcher.pair_by_place(sections, entries)
    our_sections, their_sections = tuple(ours.root.walk()), tuple(theirs.root.walk())
    return Alignment(
        _matches(ours.entries, entries),
        _matches(our_sections, sections),
        tuple(entry for entry in ours.entries if entry not in entries.theirs),
        tuple(entry for entry in theirs.entries if entry not in entries.ours),
        tuple(section for section in our_sections if section not in sections.theirs),
        tuple(section for section in their_sections if section not in sections.ours),
    )


def _matches(ours: Iterable[T], pairing: Pairing[T]) -> tuple[Match[T], ...]:
    return tuple(Match(our, pairing.theirs[our], pairing.confidence[our]) for our in ours if our in pairing.theirs)


def _is_latin(document: Document) -> bool:
    """Tell whether a document is in a language with Latin letters, in which names cannot be told from words."""
    return document.language not in _OTHER_SCRIPTS
