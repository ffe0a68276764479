"""TRN001."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix, Related
from awesome_lint.rules.base import Context, Fixable, PairRule
from awesome_lint.rules.translation._sides import twin_name
from awesome_lint.schema.field_writer import FieldWriter
from awesome_lint.translation.placing import Placing
from awesome_lint.translation.skeleton import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.source import Span
    from awesome_lint.syntax.nodes import Entry, Section
    from awesome_lint.translation.pair import Pair

NAMED = 3
"""A summary names so many entries."""
RELATED = 50
"""A summary points to so many."""


class MissingEntry(PairRule):
    """An entry is in one language only.

    ## Why is this bad?
    Who reads the other language never learns of it.

    A pair of files that configuration does not declare is only informed, with one finding for each section: most
    translations lag behind, and nobody is failed for what others did not translate.

    ## Example
    ## 模型

    - [Alpha](https://github.com/x/alpha) - 一个小模型。

    ## Use instead
    ## 模型

    - [Alpha](https://github.com/x/alpha) - 一个小模型。
    - [Beta](https://github.com/x/beta) - <!-- awesome-lint: untranslated --><!-- A large model. -->

    ## Fix safety
    The fix is unsafe: it adds the entry to the translation with its text quoted for the translator.
    """

    code = "TRN001"
    name = "missing-entry"
    since = "0.1"
    fixable = Fixable.SOMETIMES
    changes_urls = True

    def check(self, pair: Pair, context: Context) -> Iterator[Finding]:
        """Yield what only the document has; and what only the twin has, when the twin is not checked itself."""
        alignment = pair.alignment
        here = _Side(pair, Placing(pair.document, pair.twin, alignment), context, is_here=True)
        yield from here.findings(alignment.our_entries, frozenset(alignment.our_sections))
        if not pair.twin_checked:
            there = _Side(pair, Placing(pair.twin, pair.document, alignment.mirrored), context, is_here=False)
            yield from there.findings(alignment.their_entries, frozenset(alignment.their_sections))


@dataclass(frozen=True, eq=False)
class _Side:
    """The document of a pair that has entries which the other lacks; ``is_here``: it is the one that is checked."""

    pair: Pair
    placing: Placing
    context: Context
    is_here: bool

    def findings(self, missing: tuple[Entry, ...], lost: frozenset[Section]) -> Iterator[Finding]:
        """Yield a finding for each entry, or for each section; sections that are lost as a whole are TRN002's."""
        groups: dict[Section, list[Entry]] = defaultdict(list)
        for entry in missing:
            owner = self.placing.our_homes[entry].owner
            section = self._sections[entry]
            if section not in lost and owner not in missing:
                groups[section].append(entry)
        for entries in groups.values():
            if self.pair.is_declared or len(entries) == 1:
                yield from map(self._finding, entries)
            else:
                yield self._summary(entries)

    @cached_property
    def _sections(self) -> dict[Entry, Section]:
        document = self.placing.ours
        return {each: s for s in document.root.walk() for entry in s.entries for each in entry.walk()}

    def _finding(self, entry: Entry) -> Finding:
        return Finding(
            self._span(entry),
            f"{entry.title} {self._fate()}",
            self._fix(entry),
            self.pair.lag,
            related=self._related([entry]),
        )

    def _summary(self, entries: list[Entry]) -> Finding:
        names = ", ".join(entry.title for entry in entries[:NAMED])
        more = f" and {len(entries) - NAMED} more" if len(entries) > NAMED else ""
        message = f"{len(entries)} entries {self._fate(several=True)}: {names}{more}"
        return Finding(self._span(entries[0]), message, None, self.pair.lag, related=self._related(entries))

    def _fate(self, *, several: bool = False) -> str:
        twin = twin_name(self.pair)
        return f"{'are' if several else 'is'} {'missing in' if self.is_here else 'only in'} {twin}"

    def _span(self, entry: Entry) -> Span:
        """Return the entry's title, or in the document without it the end of the line behind which it belongs."""
        if self.is_here:
            return entry.title_span
        place = self.placing.place_of(entry)
        source = self.pair.document.source
        row = source.row(place.at if place else 0)
        return source.line_span(row)

    def _related(self, entries: list[Entry]) -> tuple[Related, ...]:
        source = self.placing.ours.source
        told = entries[1:] if self.is_here else entries
        return tuple(Related(source, entry.title_span, entry.title) for entry in told[:RELATED])

    def _fix(self, entry: Entry) -> Fix | None:
        """Return the fix that puts a skeleton into the translation; a source is never written from its translation."""
        source, other = self.placing.ours, self.placing.theirs
        place = self.placing.place_of(entry)
        if source is not self.pair.source or place is None:
            return None
        text = skeleton(entry, source, other, FieldWriter(other, self.context.declarations))
        edit = place.filled([text])
        path = other.path if other is self.pair.twin else None
        return Fix(
            f"Add {entry.title} to the translation, to be translated",
            (Edit(edit.span, edit.text, path),),
            Applicability.UNSAFE,
        )
