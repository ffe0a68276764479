"""One translation brought in step with its source: each step reads the texts as the one before left them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from awesome_lint.diagnostics import Edit, apply_edits
from awesome_lint.errors import UsageError
from awesome_lint.schema.field_writer import FieldWriter
from awesome_lint.source import Span
from awesome_lint.sync.adding import is_expected, outermost_entries, outermost_sections, with_entries, with_sections
from awesome_lint.sync.filling import translated
from awesome_lint.sync.lines import without_lines
from awesome_lint.sync.merge import Change, Conflict, merge
from awesome_lint.sync.order import moves, reordered, reordered_sections
from awesome_lint.sync.transfer import Transfer
from awesome_lint.syntax.nodes import Entry, Section
from awesome_lint.translation.align import CERTAIN
from awesome_lint.translation.field_keys import paired_keys
from awesome_lint.translation.pair import aligned
from awesome_lint.translation.parts import ABSENT
from awesome_lint.translation.placing import Placing, extent
from awesome_lint.translation.progress import is_untranslated
from awesome_lint.translation.skeleton import is_marked, marks, quoted_texts, quotes, section_skeleton, skeleton
from awesome_lint.translation.state import Record, fingerprint, part_key, prose_fingerprint, records_of

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from awesome_lint.source import SourceText
    from awesome_lint.syntax.nodes import Document
    from awesome_lint.translation.align import Alignment, Match
    from awesome_lint.translation.placing import Place
    from awesome_lint.workspace import Workspace

    Part = Entry | Section

P = TypeVar("P", Entry, Section)
TRIES = 3
"""So often parts are put in without those that did not pair the time before."""
HEADING_LEVELS = 6
"""Headings stand in each other as deeply as this, and each step moves those of one depth."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A conflict with its two entries."""

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
    extra: list[Part] = field(default_factory=list)
    """What only the translation has."""
    unplaced: list[Part] = field(default_factory=list)
    """What the translation lacks and could not be put into it."""
    refused: list[Part] = field(default_factory=list)
    """What cannot be accepted, because it is not translated."""
    stale: list[Part] = field(default_factory=list)
    untranslated: int = 0
    errors: list[UsageError] = field(default_factory=list)
    records: dict[str, Record] = field(default_factory=dict)


@dataclass(frozen=True)
class Wishes:
    """What the command line asks for beside bringing in step: ``accepts`` tells which parts are confirmed."""

    accept: bool = False
    accepted: frozenset[str] = frozenset()
    """Keys in the source of what is confirmed; all when empty."""
    prune: bool = False

    def accepts(self, part: Part) -> bool:
        """Tell whether ``part`` of the source is confirmed."""
        return self.accept and (not self.accepted or part_key(part) in self.accepted)


class Session:
    """Brings ``translation`` in step with ``source``, both files of ``workspace``."""

    def __init__(
        self, workspace: Workspace, source: str, translation: str, records: Mapping[str, Record], wishes: Wishes
    ) -> None:
        self._workspace, self._wishes = workspace, wishes
        self._records = records
        self._names = source, translation
        self._writers: dict[Document, FieldWriter] = {}
        self.outcome = Outcome(source, translation)

    def run(self) -> Outcome:
        """Take every step, and return what came of it."""
        self._edit(self._merge())
        self._add()
        deep = [step for step in (self._move, self._reorder_sections, self._reorder) for _ in range(HEADING_LEVELS)]
        for step in (*deep, self._refresh, self._prune, self._accept):
            self._edit(step())
        self._conclude()
        return self.outcome

    def fill(self, command: str) -> Outcome:
        """Let ``command`` translate what is quoted; the marks stay until somebody confirms it."""
        try:
            edits = translated(self._translation, self._source.language, command)
        except UsageError as error:
            self.outcome.errors.append(error)
            return self.outcome
        self._edit(self._in_translation(edits))
        filled = Outcome(*self._names, done=self.outcome.done + Counter(filled=len(edits)))
        self._records, self.outcome = self.outcome.records, filled
        self._conclude()
        return self.outcome

    # --- the texts as they stand ---

    @property
    def _source(self) -> Document:
        return self._workspace.files[self._names[0]].document

    @property
    def _translation(self) -> Document:
        return self._workspace.files[self._names[1]].document

    def _alignment(self) -> Alignment:
        return aligned(self._source, self._translation)

    def _placing(self) -> Placing:
        return Placing(self._source, self._translation, self._alignment())

    def _writer(self, document: Document) -> FieldWriter:
        if document not in self._writers:  # each reads the document once
            declarations = self._workspace.files[document.path].config.declarations
            keys = paired_keys(self._alignment())
            theirs = keys.ours if document is self._source else keys.theirs
            self._writers[document] = FieldWriter(document, declarations, theirs)
        return self._writers[document]

    def _edit(self, edits: Iterable[tuple[str, Edit]]) -> None:
        """Make edits, each of the file it stands beside."""
        by_file: dict[str, set[Edit]] = defaultdict(set)
        for name, edit in edits:
            by_file[name].add(edit)
        texts = {name: apply_edits(self._workspace.files[name].source.text, its) for name, its in by_file.items()}
        if texts:
            self._workspace.update(texts)

    def _in_translation(self, edits: Iterable[Edit]) -> Iterator[tuple[str, Edit]]:
        return ((self._names[1], edit) for edit in edits)

    def _recorded(self) -> dict[Part, Record]:
        return records_of(self._alignment(), self._records)

    # --- steps ---

    def _merge(self) -> Iterator[tuple[str, Edit]]:
        """Carry changes of neutral parts over to the other side; where two touch, the second is left to people."""
        records = self._recorded()
        for match in self._alignment().entries:
            record = records.get(match.ours)
            if match.confidence < CERTAIN or self._wishes.accepts(match.ours):
                continue
            taken: list[tuple[str, Edit]] = []
            base = record.neutral if record else None
            for change in merge(match.ours, match.theirs, base, keys=paired_keys(self._alignment())).changes:
                edits = self._transfer(match, change).edits(change)
                name = self._names[0] if change.to_source else self._names[1]
                if edits is not None and not _overlap(name, edits, taken):
                    self.outcome.done["updated"] += 1
                    taken += ((name, edit) for edit in edits)
            yield from taken

    def _transfer(self, match: Match[Entry], change: Change) -> Transfer:
        if change.to_source:
            return Transfer(self._translation, match.theirs, self._source, match.ours, self._writer(self._source))
        return Transfer(self._source, match.ours, self._translation, match.theirs, self._writer(self._translation))

    def _add(self) -> None:
        """Put what is missing into the translation."""
        placing = self._placing()
        sections = self._put(
            [section for section in outermost_sections(placing) if placing.place_of_section(section)],
            lambda parts: with_sections(self._placing(), parts),
            lambda: set(self._alignment().our_sections),
        )
        self.outcome.done["sections added"] += len(sections)
        placing = self._placing()
        entries = self._put(
            [entry for entry in outermost_entries(placing) if placing.place_of(entry)],
            lambda parts: with_entries(self._placing(), parts, self._writer(self._translation)),
            lambda: set(self._alignment().our_entries),
        )
        self.outcome.done["added"] += len(entries)

    def _put(
        self, parts: list[P], edits: Callable[[list[P]], Iterable[Edit]], missing: Callable[[], set[P]]
    ) -> list[P]:
        """Make the edits that put ``parts`` into the translation, and return those that are the same part there.

        What is ``missing`` nevertheless is taken back: the next run would add it again.
        """
        before = self._translation.source.text
        for _ in range(TRIES):
            self._edit(self._in_translation(edits(parts)))
            left = missing()
            paired = [part for part in parts if left.isdisjoint(part.walk())]
            if len(paired) == len(parts):
                return parts
            self._workspace.update({self._names[1]: before})
            parts = paired
        return []

    def _move(self) -> Iterator[tuple[str, Edit]]:
        """Move entries into the sections in which the source has them; those in or beside moving ones come next."""
        filled: dict[Place, list[str]] = defaultdict(list)
        taken: list[Span] = []
        for edit, place, text in moves(self._placing()):
            at = Span(place.at, place.at)
            if any(span.overlaps(edit.span) or span.overlaps(at) for span in taken):
                continue
            if any(edit.span.overlaps(Span(other.at, other.at)) for other in filled):
                continue
            taken.append(edit.span)
            self.outcome.done["moved"] += 1
            filled[place].append(text)
            yield self._names[1], edit
        yield from self._in_translation(place.filled(texts) for place, texts in filled.items())

    def _reorder_sections(self) -> Iterator[tuple[str, Edit]]:
        """Bring sections into the order of the source; those in sections that move themselves come next."""
        yield from self._in_groups(reordered_sections(self._placing()), "sections moved")

    def _reorder(self) -> Iterator[tuple[str, Edit]]:
        """Bring entries into the order of the source; the children of entries that move come next."""
        yield from self._in_groups(reordered(self._placing()), "moved")

    def _in_groups(self, groups: Iterable[tuple[int, list[Edit]]], done: str) -> Iterator[tuple[str, Edit]]:
        """Yield the edits of the groups that do not touch those of a group before."""
        taken: list[Span] = []
        for count, edits in groups:
            if not any(edit.span.overlaps(span) for edit in edits for span in taken):
                taken += [edit.span for edit in edits]
                self.outcome.done[done] += count
                yield from self._in_translation(edits)

    def _refresh(self) -> Iterator[tuple[str, Edit]]:
        """Quote the source anew where it changed; what somebody has written into a quotation is left alone."""
        records = self._recorded()
        for ours, theirs in self._alignment().parts:
            old = quotes(theirs, self._translation.source)
            record = records.get(ours)
            if not old or record is None or record.translation != _print(old):
                continue
            new = self._quoted(ours)
            if len(old) == len(new):
                pairs = ((a, b) for a, b in zip(old, new, strict=True) if a["text"] != b)
                yield from self._in_translation(Edit(Span(*a.span("text")), b) for a, b in pairs)

    def _quoted(self, part: Part) -> list[str]:
        """Return what is quoted of ``part`` in its skeleton."""
        if isinstance(part, Section):
            text = section_skeleton(part, self._source, self._translation)
        else:
            alone = replace(part, children=())
            text = skeleton(alone, self._source, self._translation, self._writer(self._translation))
        return quoted_texts(text)

    def _prune(self) -> Iterator[tuple[str, Edit]]:
        """Take out what only the translation has, if that is asked for."""
        alignment = self._alignment()
        extra = alignment.their_entries
        inner = {child for entry in extra for child in entry.walk() if child is not entry}
        kept = {match.theirs for match in alignment.entries}
        for entry in extra if self._wishes.prune else ():
            if entry not in inner and not kept.intersection(entry.walk()):
                self.outcome.done["removed"] += 1
                source = self._translation.source
                yield self._names[1], without_lines(extent(entry, source), source)

    def _accept(self) -> Iterator[tuple[str, Edit]]:
        """Take the marks out of what is confirmed."""
        source = self._translation.source
        for ours, theirs in self._alignment().parts:
            if not self._wishes.accepts(ours) or not is_marked(theirs, source):
                continue
            if quotes(theirs, source):
                self.outcome.refused.append(theirs)
            else:
                yield from self._in_translation(_without_mark(mark, source) for mark in marks(theirs, source))

    # --- what is left ---

    def _conclude(self) -> None:
        """Note what is left to people, and what to record."""
        alignment = self._alignment()
        self.outcome.extra = [*filter(is_expected, alignment.their_sections), *alignment.their_entries]
        self.outcome.unplaced = [*filter(is_expected, alignment.our_sections), *alignment.our_entries]
        records = self._recorded()
        for match in alignment.entries:
            record = records.get(match.ours)
            neutral = self._neutral(match, record) if match.confidence >= CERTAIN else {}
            self._keep(match.ours, match.theirs, neutral, record)
        for section in alignment.sections:
            self._keep(section.ours, section.theirs, {}, records.get(section.ours))

    def _neutral(self, match: Match[Entry], record: Record | None) -> dict[str, str]:
        """Note what is disputed, and return the fingerprints of the neutral parts."""
        base = record.neutral if record else None
        keys = paired_keys(self._alignment())
        result = merge(match.ours, match.theirs, base, accept=self._wishes.accepts(match.ours), keys=keys)
        neutral = dict(result.neutral)
        self.outcome.disputes += [Dispute(conflict, match) for conflict in result.conflicts]
        for change in result.changes:
            sides = (change.old, change.value) if change.to_source else (change.value, change.old)
            self.outcome.disputes.append(Dispute(Conflict(change.name, *sides, recorded=True), match, by_hand=True))
            known = (base or {}).get(change.name, ABSENT)
            neutral.pop(change.name, None)
            neutral |= {change.name: known} if known != ABSENT else {}
        return neutral

    def _keep(self, ours: Part, theirs: Part, neutral: Mapping[str, str], record: Record | None) -> None:
        """Record a pair: its prose as it was confirmed, or now when nothing speaks against it."""
        now = prose_fingerprint(ours), prose_fingerprint(theirs)
        confirmed = (record.source, record.translation) if record else ("", "")
        if self._is_untranslated(theirs):
            self.outcome.untranslated += 1
            confirmed = self._unconfirmed(ours, theirs, confirmed)
        elif not confirmed[0] or confirmed[0] == now[0] or self._wishes.accepts(ours):
            confirmed = now
        else:
            self.outcome.stale.append(theirs)
        if isinstance(ours, Entry) or any(confirmed):
            self.outcome.records[part_key(ours)] = Record(part_key(theirs), *confirmed, neutral)

    def _unconfirmed(self, ours: Part, theirs: Part, confirmed: tuple[str, str]) -> tuple[str, str]:
        """Return what to record of a part that is not translated: its quotations as long as nobody wrote into them."""
        old = quotes(theirs, self._translation.source)
        is_pristine = bool(old) and [match["text"] for match in old] == self._quoted(ours)
        return ("", _print(old)) if is_pristine else confirmed

    def _is_untranslated(self, theirs: Part) -> bool:
        if is_marked(theirs, self._translation.source):
            return True
        return is_untranslated(theirs, self._source.language, self._translation.language)


def _overlap(name: str, edits: Iterable[Edit], taken: Iterable[tuple[str, Edit]]) -> bool:
    """Tell whether one of ``edits`` of the file ``name`` cannot be made beside those that are taken already.

    Two that are equal are one, and two that only touch can both be made.
    """
    others = [other for where, other in taken if where == name]
    return any(edit != other and _collide(edit.span, other.span) for edit in edits for other in others)


def _collide(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _print(quotations: Iterable[re.Match[str]]) -> str:
    """Return the fingerprint of what is quoted."""
    return fingerprint("\n".join(match["text"] for match in quotations))


def _without_mark(mark: Span, source: SourceText) -> Edit:
    """Return the edit that takes out a mark: a whole line where it stands alone, else with a space behind it."""
    line = source.line_span(source.row(mark.start))
    if not source.text[line.start : mark.start].strip() and not source.text[mark.end : line.end].strip():
        return without_lines(mark, source)
    return Edit(Span(mark.start, mark.end + (source.text[mark.end : mark.end + 1] == " ")), "")
