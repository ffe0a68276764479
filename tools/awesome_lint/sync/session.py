"""One translation brought in step with its source: each step reads the texts as the one before left them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit, apply_edits
from awesome_lint.source import Span
from awesome_lint.sync.lines import without_lines
from awesome_lint.sync.merge import ABSENT, Change, Conflict, merge
from awesome_lint.sync.order import moves, reordered
from awesome_lint.sync.transfer import FieldWriter, Transfer
from awesome_lint.syntax.nodes import Entry, Section
from awesome_lint.translation.align import align
from awesome_lint.translation.placing import Placing, extent
from awesome_lint.translation.progress import is_untranslated
from awesome_lint.translation.skeleton import QUOTE, UNCONFIRMED, is_marked, section_skeleton, skeleton
from awesome_lint.translation.state import Record, part_key, prose_fingerprint
from awesome_lint.translation.tags import mentions_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from awesome_lint.source import SourceText
    from awesome_lint.syntax.nodes import Document
    from awesome_lint.translation.align import Alignment, Match
    from awesome_lint.translation.placing import Place
    from awesome_lint.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Dispute:
    """A conflict with its two entries; ``spans`` are its places in the source and in the translation."""

    conflict: Conflict
    match: Match[Entry]
    by_hand: bool = False
    """Whether it is clear what has to be done, but not how to write it."""


@dataclass
class Outcome:
    """What was done for one translation, and what is left to people."""

    source: str
    translation: str
    done: Counter[str] = field(default_factory=Counter)
    disputes: list[Dispute] = field(default_factory=list)
    extra: list[Entry] = field(default_factory=list)
    """Entries that only the translation has."""
    unplaced: list[Entry | Section] = field(default_factory=list)
    """What the translation lacks, and nothing tells where it belongs."""
    refused: list[Entry] = field(default_factory=list)
    """Entries that cannot be accepted, because they are not translated."""
    stale: list[Match[Entry] | Match[Section]] = field(default_factory=list)
    untranslated: int = 0
    records: dict[str, Record] = field(default_factory=dict)


@dataclass(frozen=True)
class Wishes:
    """What the command line asks for beside bringing in step: ``accepts`` tells which entries are confirmed."""

    accept: bool = False
    accepted: frozenset[str] = frozenset()
    """Keys in the source of the entries that are confirmed; all when empty."""
    prune: bool = False

    def accepts(self, key: str) -> bool:
        """Tell whether the entry ``key`` is confirmed."""
        return self.accept and (not self.accepted or key in self.accepted)


class Session:
    """Brings ``translation`` in step with ``source``, both files of ``workspace``."""

    def __init__(
        self, workspace: Workspace, source: str, translation: str, records: Mapping[str, Record], wishes: Wishes
    ) -> None:
        self._workspace, self._wishes = workspace, wishes
        self._records = records
        self.outcome = Outcome(source, translation)

    def run(self) -> Outcome:
        """Take every step, and return what came of it."""
        steps = (
            self._merge,
            self._add_sections,
            self._add_entries,
            self._move,
            self._reorder,
            self._prune,
            self._accept,
        )
        for step in steps:
            self._edit(step())
        self._conclude()
        return self.outcome

    # --- the texts as they stand ---

    @property
    def _source(self) -> Document:
        return self._workspace.files[self.outcome.source].document

    @property
    def _translation(self) -> Document:
        return self._workspace.files[self.outcome.translation].document

    def _alignment(self) -> Alignment:
        return align(self._source, self._translation)

    def _placing(self) -> Placing:
        return Placing(self._source, self._translation, self._alignment())

    def _edit(self, edits: Iterable[tuple[str, Edit]]) -> None:
        """Make edits, each of the file it stands beside."""
        by_file: dict[str, set[Edit]] = defaultdict(set)
        for name, edit in edits:
            by_file[name].add(edit)
        texts = {name: apply_edits(self._workspace.files[name].source.text, its) for name, its in by_file.items()}
        if texts:
            self._workspace.update(texts)

    def _in_translation(self, edits: Iterable[Edit]) -> Iterator[tuple[str, Edit]]:
        return ((self.outcome.translation, edit) for edit in edits)

    def _record(self, match: Match[Entry] | Match[Section]) -> Record | None:
        """Return what is recorded of a pair; one whose source was renamed is found by its translation's key."""
        key, theirs = part_key(match.ours), part_key(match.theirs)
        return self._records.get(key) or self._renamed.get(theirs)

    @cached_property
    def _renamed(self) -> dict[str, Record]:
        """The records of entries that the source no longer has under that key, by the translation's key."""
        known = {*map(part_key, self._source.entries), *map(part_key, self._source.root.walk())}
        return {record.key: record for key, record in self._records.items() if key not in known}

    # --- steps ---

    def _merge(self) -> Iterator[tuple[str, Edit]]:
        """Carry changes of neutral parts over to the other side."""
        for match in self._alignment().entries:
            record = self._record(match)
            if self._wishes.accepts(match.ours.key):
                continue
            for change in merge(match.ours, match.theirs, record.neutral if record else None).changes:
                edits = self._transfer(match, change).edits(change)
                if edits is not None:
                    self.outcome.done["updated"] += 1
                    name = self.outcome.source if change.to_source else self.outcome.translation
                    yield from ((name, edit) for edit in edits)

    def _transfer(self, match: Match[Entry], change: Change) -> Transfer:
        if change.to_source:
            return Transfer(self._translation, match.theirs, self._source, match.ours, self._writer(self._source))
        return Transfer(self._source, match.ours, self._translation, match.theirs, self._writer(self._translation))

    def _writer(self, document: Document) -> FieldWriter:
        return FieldWriter(document, self._workspace.files[document.path].config.declarations)

    def _add_sections(self) -> Iterator[tuple[str, Edit]]:
        """Put the sections that are missing into the translation, without their entries."""
        placing = self._placing()
        missing = placing.alignment.our_sections
        inner = {sub for section in missing for each in section.subsections for sub in each.walk()}
        pieces: dict[Place, list[str]] = defaultdict(list)
        for section in missing:
            place = placing.place_of_section(section) if section not in inner else None
            if place is not None and not mentions_language(section.title):
                self.outcome.done["sections added"] += 1
                text = self._source.source.newline * 2
                pieces[place].append(text.join(section_skeleton(each, self._source.source) for each in section.walk()))
        yield from self._in_translation(place.filled(texts) for place, texts in pieces.items())

    def _add_entries(self) -> Iterator[tuple[str, Edit]]:
        """Put the entries that are missing into the translation, for a translator to fill."""
        placing = self._placing()
        missing = placing.alignment.our_entries
        children = {child for entry in missing for child in entry.walk() if child is not entry}
        writer = self._writer(self._translation)
        pieces: dict[Place, list[str]] = defaultdict(list)
        for entry in missing:
            place = placing.place_of(entry) if entry not in children else None
            if place is not None:
                self.outcome.done["added"] += 1
                pieces[place].append(skeleton(entry, self._source.source, writer))
        yield from self._in_translation(place.filled(texts) for place, texts in pieces.items())

    def _move(self) -> Iterator[tuple[str, Edit]]:
        """Move entries into the sections in which the source has them."""
        filled: dict[Place, list[str]] = defaultdict(list)
        for taken, place, text in moves(self._placing()):
            self.outcome.done["moved"] += 1
            filled[place].append(text)
            yield self.outcome.translation, taken
        yield from self._in_translation(place.filled(texts) for place, texts in filled.items())

    def _reorder(self) -> Iterator[tuple[str, Edit]]:
        """Bring entries into the order of the source."""
        for count, edits in reordered(self._placing()):
            self.outcome.done["moved"] += count
            yield from self._in_translation(edits)

    def _prune(self) -> Iterator[tuple[str, Edit]]:
        """Take out what only the translation has, if that is asked for."""
        extra = self._alignment().their_entries
        inner = {child for entry in extra for child in entry.walk() if child is not entry}
        kept = {match.theirs for match in self._alignment().entries}
        for entry in extra:
            if self._wishes.prune and entry not in inner and not kept.intersection(entry.walk()):
                self.outcome.done["removed"] += 1
                source = self._translation.source
                yield self.outcome.translation, without_lines(extent(entry, source), source)

    def _accept(self) -> Iterator[tuple[str, Edit]]:
        """Take the marks out of entries whose translation is confirmed."""
        source = self._translation.source
        for match in self._alignment().entries:
            if not self._wishes.accepts(match.ours.key) or not is_marked(match.theirs, source):
                continue
            if QUOTE.search(source.text, match.theirs.span.start, match.theirs.span.end):
                self.outcome.refused.append(match.theirs)
            else:
                yield from self._in_translation(_without_marks(match.theirs.span, source))

    # --- what is left ---

    def _conclude(self) -> None:
        """Note what is left to people, and what to record."""
        alignment = self._alignment()
        self.outcome.extra = list(alignment.their_entries)
        missing: list[Entry | Section] = [*alignment.our_sections, *alignment.our_entries]
        self.outcome.unplaced = [part for part in missing if not mentions_language(part.title)]
        for match in alignment.entries:
            self._conclude_entry(match)
        for section in alignment.sections:
            self._keep(section, {})

    def _conclude_entry(self, match: Match[Entry]) -> None:
        record = self._record(match)
        base = record.neutral if record else None
        result = merge(match.ours, match.theirs, base, accept=self._wishes.accepts(match.ours.key))
        neutral = dict(result.neutral)
        self.outcome.disputes += [Dispute(conflict, match) for conflict in result.conflicts]
        for change in result.changes:
            sides = (change.old, change.value) if change.to_source else (change.value, change.old)
            conflict = Conflict(change.name, *sides, recorded=True)
            self.outcome.disputes.append(Dispute(conflict, match, by_hand=True))
            known = (base or {}).get(change.name, ABSENT)
            neutral = {k: v for k, v in neutral.items() if k != change.name} | (
                {change.name: known} if known != ABSENT else {}
            )
        self._keep(match, neutral)

    def _keep(self, match: Match[Entry] | Match[Section], neutral: Mapping[str, str]) -> None:
        """Record a pair: its prose as it was confirmed, or now when nothing speaks against it."""
        record, key = self._record(match), part_key(match.ours)
        now = prose_fingerprint(match.ours), prose_fingerprint(match.theirs)
        confirmed = (record.source, record.translation) if record else ("", "")
        if self._is_untranslated(match):
            self.outcome.untranslated += 1
        elif not confirmed[0] or confirmed[0] == now[0] or self._wishes.accepts(key):
            confirmed = now
        else:
            self.outcome.stale.append(match)
        if isinstance(match.ours, Entry) or any(confirmed):
            self.outcome.records[key] = Record(part_key(match.theirs), *confirmed, neutral)

    def _is_untranslated(self, match: Match[Entry] | Match[Section]) -> bool:
        theirs = match.theirs
        if isinstance(theirs, Entry) and is_marked(theirs, self._translation.source):
            return True
        return is_untranslated(theirs, self._source.language, self._translation.language)


def _without_marks(span: Span, source: SourceText) -> Iterator[Edit]:
    """Yield the edits that take marks out of ``span``: a whole line where one stands alone, else with a space."""
    for match in UNCONFIRMED.finditer(source.text, span.start, span.end):
        yield _without_mark(*match.span(), source)


def _without_mark(start: int, end: int, source: SourceText) -> Edit:
    line = source.line_span(source.row(start))
    if not source.text[line.start : start].strip() and not source.text[end : line.end].strip():
        return without_lines(Span(start, end), source)
    return Edit(Span(start, end + (source.text[end : end + 1] == " ")), "")
