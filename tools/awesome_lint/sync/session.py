"""One translation brought in step with its source: each step reads the texts as the one before left them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit, apply_edits
from awesome_lint.errors import UsageError
from awesome_lint.schema.field_writer import FieldWriter
from awesome_lint.source import Span
from awesome_lint.sync.lines import without_lines
from awesome_lint.sync.merge import Change, Conflict, merge
from awesome_lint.sync.order import moves, reordered, reordered_sections
from awesome_lint.sync.transfer import Transfer
from awesome_lint.sync.translator import Job, translate
from awesome_lint.syntax.nodes import Entry, EntryStyle, Section
from awesome_lint.translation.align import CERTAIN
from awesome_lint.translation.pair import aligned
from awesome_lint.translation.parts import ABSENT
from awesome_lint.translation.placing import Placing, extent, is_empty
from awesome_lint.translation.progress import is_untranslated
from awesome_lint.translation.skeleton import QUOTE, UNCONFIRMED, is_marked, original, section_skeleton, skeleton
from awesome_lint.translation.state import Record, part_key, prose_fingerprint, records_of
from awesome_lint.translation.tags import mentions_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from awesome_lint.source import SourceText
    from awesome_lint.syntax.nodes import Document
    from awesome_lint.translation.align import Alignment, Match
    from awesome_lint.translation.placing import Place
    from awesome_lint.workspace import Workspace

HEADING_LEVELS = 6
"""Sections stand in each other as deeply as this, and each step moves those of one depth."""
_BARE_PIPE = re.compile(r"(?<!\\)\|")


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
    errors: list[UsageError] = field(default_factory=list)
    records: dict[str, Record] = field(default_factory=dict)


@dataclass(frozen=True)
class Wishes:
    """What the command line asks for beside bringing in step: ``accepts`` tells which entries are confirmed."""

    accept: bool = False
    accepted: frozenset[str] = frozenset()
    """Keys in the source of the entries that are confirmed; all when empty."""
    prune: bool = False
    translate_command: str | None = None

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
        sections = [self._reorder_sections] * HEADING_LEVELS
        for step in (
            *(self._merge, self._add_sections, self._add_entries, self._move, *sections, self._reorder),
            *(self._refresh, self._translate, self._prune, self._accept),
        ):
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
        return aligned(self._source, self._translation)

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

    def _recorded(self, alignment: Alignment) -> dict[Entry | Section, Record]:
        return records_of(alignment, self._records)

    # --- steps ---

    def _merge(self) -> Iterator[tuple[str, Edit]]:
        """Carry changes of neutral parts over to the other side."""
        alignment = self._alignment()
        records = self._recorded(alignment)
        for match in alignment.entries:
            record = records.get(match.ours)
            if match.confidence < CERTAIN or self._wishes.accepts(match.ours.key):
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
            place = placing.place_of_section(section) if section not in inner and _is_expected(section) else None
            if place is not None:
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

    def _reorder_sections(self) -> Iterator[tuple[str, Edit]]:
        """Bring sections into the order of the source; those in sections that move themselves come next."""
        taken: list[Span] = []
        for count, edits in reordered_sections(self._placing()):
            if not any(edit.span in span for edit in edits for span in taken):
                taken += [edit.span for edit in edits]
                self.outcome.done["sections moved"] += count
                yield from self._in_translation(edits)

    def _reorder(self) -> Iterator[tuple[str, Edit]]:
        """Bring entries into the order of the source."""
        for count, edits in reordered(self._placing()):
            self.outcome.done["moved"] += count
            yield from self._in_translation(edits)

    def _refresh(self) -> Iterator[tuple[str, Edit]]:
        """Quote the source anew where it changed before anybody translated it."""
        translation = self._translation
        writer = self._writer(translation)
        for match in self._alignment().entries:
            if not is_marked(match.theirs, translation.source):
                continue
            own = Span(match.theirs.span.start, match.theirs.blocks[-1].span.end)
            old = list(QUOTE.finditer(translation.source.text, own.start, own.end))
            new = list(QUOTE.finditer(skeleton(replace(match.ours, children=()), self._source.source, writer)))
            if len(old) == len(new):
                pairs = ((a, b) for a, b in zip(old, new, strict=True) if a["text"] != b["text"])
                yield from self._in_translation(Edit(Span(*a.span("text")), b["text"]) for a, b in pairs)

    def _translate(self) -> Iterator[tuple[str, Edit]]:
        """Let the user's command translate what is quoted; the marks stay until somebody confirms it."""
        if self._wishes.translate_command is None:
            return
        document = self._translation
        quotes = {str(number): quote for number, quote in enumerate(QUOTE.finditer(document.source.text), 1)}
        holders = [_holder(quote.start(), document) for quote in quotes.values()]
        jobs = [
            Job(key, self._source.language, document.language, holder.title if holder else "", original(quote["text"]))
            for (key, quote), holder in zip(quotes.items(), holders, strict=True)
        ]
        if not jobs:
            return
        try:
            texts = translate(self._wishes.translate_command, jobs)
        except UsageError as error:
            self.outcome.errors.append(error)
            return
        for (key, quote), holder in zip(quotes.items(), holders, strict=True):
            if key in texts:
                self.outcome.done["filled"] += 1
                text = _fitted(texts[key], quote["space"], holder, document.source.newline)
                yield self.outcome.translation, Edit(Span(*quote.span("comment")), text)

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
        self.outcome.unplaced = [part for part in missing if isinstance(part, Entry) or _is_expected(part)]
        records = self._recorded(alignment)
        for match in alignment.entries:
            self._conclude_entry(match, records.get(match.ours))
        for section in alignment.sections:
            self._keep(section, {}, records.get(section.ours))

    def _conclude_entry(self, match: Match[Entry], record: Record | None) -> None:
        if match.confidence < CERTAIN:
            self._keep(match, {}, record)
            return
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
        self._keep(match, neutral, record)

    def _keep(self, match: Match[Entry] | Match[Section], neutral: Mapping[str, str], record: Record | None) -> None:
        """Record a pair: its prose as it was confirmed, or now when nothing speaks against it."""
        key = part_key(match.ours)
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
        if is_marked(match.theirs, self._translation.source):
            return True
        return is_untranslated(match.theirs, self._source.language, self._translation.language)


def _is_expected(section: Section) -> bool:
    """Tell whether a translation is to have ``section``: it says something, and not about a language."""
    return not is_empty(section) and not mentions_language(section.title)


def _holder(offset: int, document: Document) -> Entry | None:
    """Return the innermost entry that holds ``offset``."""
    holders = (entry for entry in document.entries if entry.span.start <= offset < entry.span.end)
    return max(holders, key=lambda entry: entry.span.start, default=None)


def _fitted(text: str, space: str, holder: Entry | None, newline: str) -> str:
    """Return a translated text as it fits in place of a comment: blocks behind a blank line, else in one line."""
    if "\n" in space or "\r" in space:
        return newline + newline.join(text.strip().splitlines())
    line = " ".join(text.split())
    return _BARE_PIPE.sub(r"\|", line) if holder and holder.style is EntryStyle.TABLE_ROW else line


def _without_marks(span: Span, source: SourceText) -> Iterator[Edit]:
    """Yield the edits that take marks out of ``span``: a whole line where one stands alone, else with a space."""
    for match in UNCONFIRMED.finditer(source.text, span.start, span.end):
        yield _without_mark(*match.span(), source)


def _without_mark(start: int, end: int, source: SourceText) -> Edit:
    line = source.line_span(source.row(start))
    if not source.text[line.start : start].strip() and not source.text[end : line.end].strip():
        return without_lines(Span(start, end), source)
    return Edit(Span(start, end + (source.text[end : end + 1] == " ")), "")
