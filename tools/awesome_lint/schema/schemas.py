"""The schemas of a document: learned when asked for, and kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from awesome_lint.schema.learn import borrow, correct, is_mostly_sorted, learn, learn_groups
from awesome_lint.schema.pools import Kind, Pools
from awesome_lint.schema.section_schema import SectionSchema

if TYPE_CHECKING:
    from awesome_lint.schema.declared import Declaration, SortKey
    from awesome_lint.schema.pools import Pool
    from awesome_lint.syntax.nodes import Document, Entry, EntryStyle, Section


class Schemas:
    """What the entries of ``document`` look like; of ``declarations`` the first that means a section counts."""

    def __init__(self, document: Document, declarations: tuple[Declaration, ...] = ()) -> None:
        self.document = document
        self.declarations = declarations
        self._pools = Pools(document)
        self._made: dict[Kind, SectionSchema] = {}
        self._taught: dict[tuple[Entry, ...], SectionSchema] = {}
        self._sorts: dict[tuple[tuple[Entry, ...], ...], SortKey | None] = {}

    def of(self, entry: Entry) -> SectionSchema:
        """Return what ``entry`` should look like."""
        return self._schema(self._pools.kind_of(entry))

    def section(self, section: Section) -> SectionSchema:
        """Return what most entries of ``section`` should look like; nothing is expected where there are none."""
        styles = Counter(entry.style for entry in section.entries)
        return self._schema(Kind(section, styles.most_common(1)[0][0])) if styles else SectionSchema()

    def peers(self, entry: Entry) -> tuple[Entry, ...]:
        """Return the other entries of the same section, style and depth."""
        return tuple(other for other in self._pools.own(self._pools.kind_of(entry)) if other is not entry)

    def declaration(self, section: Section) -> Declaration | None:
        """Return what is declared for ``section``, or else for the nearest section around it."""
        around = self._pools.upwards(section)
        return next((d for s in around for d in self.declarations if d.matches(s.title)), None)

    def _schema(self, kind: Kind) -> SectionSchema:
        if kind not in self._made:
            self._made[kind] = self._make(kind)
        return self._made[kind]

    def _make(self, kind: Kind) -> SectionSchema:
        pool = self._pools.pool(kind)
        learned = self._learned(pool.voters, kind.style)
        schema = borrow(learned, pool.own) if pool.borrowed else learned
        schema = replace(schema, sort=self._sort(pool, learned))
        declaration = self.declaration(kind.section)
        return correct(schema, declaration, self.document.language) if declaration else schema

    def _learned(self, voters: tuple[Entry, ...], style: EntryStyle) -> SectionSchema:
        """Return what ``voters`` look like; many small sections have the same."""
        if voters not in self._taught:
            self._taught[voters] = learn(voters, style, self.document.language)
        return self._taught[voters]

    def _sort(self, pool: Pool, learned: SectionSchema) -> SortKey | None:
        if pool.groups not in self._sorts:
            self._sorts[pool.groups] = learn_groups(pool.groups, learned.types)
        sort = self._sorts[pool.groups]
        borrowed = pool.groups != (pool.own,)
        return None if sort and borrowed and not is_mostly_sorted(pool.own, sort) else sort
