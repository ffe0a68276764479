"""How far each translation is, section by section, and how the two sides of one entry differ."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from awesome_lint.errors import UsageError
from awesome_lint.linter import lint
from awesome_lint.rules.registry import find_rule
from awesome_lint.sync.naming import find_parts
from awesome_lint.syntax.nodes import Entry
from awesome_lint.translation.facts import Part as FactsPart
from awesome_lint.translation.facts import compare
from awesome_lint.translation.field_keys import paired_keys
from awesome_lint.translation.pair import Pair
from awesome_lint.translation.parts import compared
from awesome_lint.translation.progress import is_untranslated
from awesome_lint.translation.prose import passages
from awesome_lint.translation.skeleton import is_marked
from awesome_lint.translation.state import is_stale

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from awesome_lint.diagnostics import Diagnostic
    from awesome_lint.syntax.nodes import Document, Section
    from awesome_lint.translation.facts import Difference
    from awesome_lint.translation.parts import Part
    from awesome_lint.translation.state import Record
    from awesome_lint.workspace import Workspace

DRIFT = ("TRN003", "TRN004", "TRN005", "TRN006", "TRN007")
"""The rules whose findings mean that an entry has drifted."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of entries: of the source, and of those that are missing, untranslated, stale, drifted or in step."""

    entries: int = 0
    missing: int = 0
    untranslated: int = 0
    stale: int = 0
    drifted: int = 0
    in_step: int = 0

    @property
    def translated(self) -> int:
        """How many are translated, whether in step or not."""
        return self.entries - self.missing - self.untranslated

    @property
    def percent(self) -> int:
        """How many of a hundred are in step; 100 only when all are."""
        return 100 * self.in_step // self.entries if self.entries else 100

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.entries + other.entries,
            self.missing + other.missing,
            self.untranslated + other.untranslated,
            self.stale + other.stale,
            self.drifted + other.drifted,
            self.in_step + other.in_step,
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one translation is: counts by section of the source, in order."""

    source: str
    translation: str
    language: str
    sections: tuple[tuple[str, Counts], ...]
    extra: int
    """Entries that only the translation has."""

    @property
    def total(self) -> Counts:
        """The counts of all sections together."""
        return sum((counts for _, counts in self.sections), Counts())


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of one entry; ``translation`` is None where it is missing."""

    source_document: Document
    translation_document: Document
    source: Entry
    translation: Entry | None
    parts: tuple[tuple[str, Part | None, Part | None], ...]
    facts: tuple[Difference, ...]
    """What their prose says differently."""
    findings: tuple[Diagnostic, ...]
    record: Record | None

    @property
    def prose(self) -> str:
        """What is known of the prose, in a phrase."""
        if self.translation is None:
            return "missing"
        if _is_open(self.translation, self.source_document, self.translation_document):
            return "not translated yet"
        if self.record is None or not self.record.source:
            return "nothing is recorded; run `awesome-lint sync`"
        return "changed in the source since it was confirmed" if is_stale(self.source, self.record) else "up to date"


def progress(workspace: Workspace, source: str, translation: str) -> Progress:
    """Return how far ``translation`` is, a file of ``workspace`` as ``source`` is."""
    view = _View.of(workspace, source, translation)
    counted = ((_title(section), view.counts(section)) for section in view.source.root.walk())
    sections = tuple((title, counts) for title, counts in counted if counts.entries)
    return Progress(source, translation, view.translation.language, sections, len(view.pair.alignment.their_entries))


def entry_sides(name: str, workspace: Workspace, pairs: Sequence[tuple[str, str]]) -> list[Sides]:
    """Return the two sides of the entry that ``name`` means, in each pair of files that has it.

    Raises ``UsageError`` when no file has it, or it is no entry.
    """
    documents = {pair: (workspace.files[pair[0]].document, workspace.files[pair[1]].document) for pair in pairs}
    found = []
    for source, part in find_parts(name, list(documents.values())).items():
        if not isinstance(part, Entry):
            raise UsageError(f"{name!r} is a section of {source.path}; name one of its entries")
        found += [_sides(workspace, *pair, part) for pair, its in documents.items() if its[0] is source]
    return found


def _sides(workspace: Workspace, source: str, translation: str, entry: Entry) -> Sides:
    view = _View.of(workspace, source, translation)
    found = view.partners.get(entry)
    partner = found if isinstance(found, Entry) else None
    record = view.pair.recorded.get(entry)
    keys, base = paired_keys(view.pair.alignment), record.neutral if record else None
    parts = tuple(compared(entry, partner, keys, base)) if partner else ()
    facts = compare(FactsPart(entry, view.source), FactsPart(partner, view.translation)) if partner else ()
    findings = tuple(d for d in view.findings if partner and d.finding.span in partner.span)
    return Sides(view.source, view.translation, entry, partner, parts, facts, findings, record)


@dataclass(frozen=True, eq=False)
class _View:
    """A source and one of its translations with what is known of them."""

    pair: Pair
    partners: Mapping[Entry | Section, Entry | Section]
    findings: tuple[Diagnostic, ...]
    """What the rules say of the translation's drift."""

    @classmethod
    def of(cls, workspace: Workspace, source: str, translation: str) -> _View:
        document = workspace.files[source].document
        context = replace(workspace.context(translation), twins=(document,), checked=frozenset({translation}))
        rules = [rule for code in DRIFT if (rule := find_rule(code))]
        pair = Pair(
            document,
            workspace.files[translation].document,
            context.source_language,
            records=workspace.records(translation),
        )
        partners = dict(pair.alignment.parts)
        return cls(pair, partners, tuple(lint(context, rules)))

    @property
    def source(self) -> Document:
        return self.pair.document

    @property
    def translation(self) -> Document:
        return self.pair.twin

    def counts(self, section: Section) -> Counts:
        """Return the counts of the entries in ``section`` itself; one that is all text counts as one."""
        entries: list[Entry | Section] = [each for entry in section.entries for each in entry.walk()]
        is_text = not entries and bool(section.title) and bool(passages(section))
        return sum(map(self._count, [section] if is_text else entries), Counts())

    def _count(self, entry: Entry | Section) -> Counts:
        partner = self.partners.get(entry)
        if partner is None:
            return Counts(1, missing=1)
        if _is_open(partner, self.source, self.translation):
            return Counts(1, untranslated=1)
        record = self.pair.recorded.get(entry)
        stale = record is not None and is_stale(entry, record)
        drifted = any(diagnostic.finding.span in partner.span for diagnostic in self.findings)
        return Counts(1, stale=int(stale), drifted=int(drifted), in_step=int(not stale and not drifted))


def _is_open(entry: Entry | Section, source: Document, translation: Document) -> bool:
    return is_marked(entry, translation.source) or is_untranslated(entry, source.language, translation.language)


def _title(section: Section) -> str:
    return section.title or "(no heading)"


def rows(progress: Progress) -> Iterator[tuple[str, Counts]]:
    """Yield what a table shows of ``progress``: the sections, then all together."""
    yield from progress.sections
    yield "total", progress.total
