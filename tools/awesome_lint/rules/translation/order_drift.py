"""TRN003."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Finding, Fix
from awesome_lint.rules.base import Context, Fixable, PairRule
from awesome_lint.rules.translation._moving import reordered
from awesome_lint.rules.translation._sides import edit_in, related_in_twin, twin_name
from awesome_lint.schema import Schemas, out_of_order
from awesome_lint.schema.sorting import longest_sorted
from awesome_lint.translation.align import CERTAIN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from awesome_lint.syntax.nodes import Document, Entry, Section
    from awesome_lint.translation.align import Match
    from awesome_lint.translation.pair import Pair

_TOLD = 3
"""More entries of one section than these are told at once."""
_SAME_ORDER = 0.5
"""Where less than this share of a section's entries keeps the other's order, the two are sorted by different things."""


class OrderDrift(PairRule):
    """Entry stands in another order, or in another section, than in the other language.

    ## Why is this bad?
    Whoever compares the two texts, or brings one up to date, looks for an entry where the other text has it.

    The fewest entries that would have to move are reported. Sections that each language sorts by its own titles are
    left alone, and so are entries that break the order of their own section, which [STR005](#str005) reports.

    ## Example
    ## Tools

    - [Beta](https://beta.example)
    - [Gamma](https://gamma.example)
    - [Alpha](https://alpha.example)

    ## Use instead
    ## Tools

    - [Alpha](https://alpha.example)
    - [Beta](https://beta.example)
    - [Gamma](https://gamma.example)

    ## Fix safety
    The fix moves entries of the translation within their section; it may be the source that is out of order.
    """

    code = "TRN003"
    name = "order-drift"
    since = "0.1"
    fixable = Fixable.SOMETIMES

    def check(self, pair: Pair, context: Context) -> Iterator[Finding]:
        """Yield the entries that stand elsewhere than their partners."""
        if pair.tells_drift:
            comparison = _Comparison(pair, context)
            for match in pair.alignment.sections:
                yield from comparison.within(match)
            yield from comparison.across()


@dataclass(frozen=True, eq=False)
class _Comparison:
    """The places of all entries of a pair."""

    pair: Pair
    context: Context

    @cached_property
    def _partners(self) -> dict[Entry, Entry]:
        return {match.ours: match.theirs for match in self.pair.alignment.entries}

    @cached_property
    def _twin_schemas(self) -> Schemas:
        return self.context.schemas_of(self.pair.twin)

    def within(self, match: Match[Section]) -> Iterator[Finding]:
        """Yield the entries of a section whose order differs from the other language's."""
        places = {entry: at for at, entry in enumerate(match.theirs.entries)}
        common = [entry for entry in match.ours.entries if self._partners.get(entry) in places]
        kept = longest_sorted([places[self._partners[entry]] for entry in common])
        if len(kept) == len(common) or len(kept) < _SAME_ORDER * len(common):
            return
        stays, elsewhere = {common[at] for at in kept}, self._told_elsewhere(match)
        moved = [
            entry for entry in common if entry not in stays and elsewhere.isdisjoint((entry, self._partners[entry]))
        ]
        fix = self._reorder(match, stays, moved) if moved else None
        if len(moved) > _TOLD:
            yield self._many(match, moved, fix)
        else:
            yield from (self._one(match, entry, fix) for entry in moved)

    def _told_elsewhere(self, match: Match[Section]) -> frozenset[Entry]:
        """Return the entries that are out of order in their own text; all, where both texts sort by title."""
        ours, theirs = self.context.schemas.section(match.ours), self._twin_schemas.section(match.theirs)
        if ours.sort and theirs.sort and ours.sort.key == theirs.sort.key == "title":
            return frozenset(match.ours.entries)
        both = ((match.ours, ours), (match.theirs, theirs))
        return frozenset(
            entry for section, schema in both if schema.sort for entry in out_of_order(section.entries, schema.sort)
        )

    def _one(self, match: Match[Section], entry: Entry, fix: Fix | None) -> Finding:
        partner = self._partners[entry]
        ours, theirs = (_place(e, section) for e, section in ((entry, match.ours), (partner, match.theirs)))
        message = f'"{entry.title}" stands {ours}, in {twin_name(self.pair)} {theirs}'
        related = related_in_twin(self.pair, partner.title_span, f"here it stands {theirs}")
        return Finding(entry.title_span, message, fix, related=related)

    def _many(self, match: Match[Section], moved: Sequence[Entry], fix: Fix | None) -> Finding:
        twin = twin_name(self.pair)
        message = f'{len(moved)} entries of "{match.ours.title}" stand in another order than in {twin}'
        related = related_in_twin(self.pair, self._partners[moved[0]].title_span, "the first of them")
        return Finding(moved[0].title_span, message, fix, related=related)

    def _reorder(self, match: Match[Section], stays: set[Entry], moved: Sequence[Entry]) -> Fix | None:
        """Give the moved entries of the translation the places they have in the source."""
        partners, pair = self._partners, self.pair
        leading, following = (match.ours, match.theirs) if pair.is_source else (match.theirs, match.ours)
        at = {entry: place for place, entry in enumerate(leading.entries)}
        pairs = [(entry, partners[entry]) for entry in (*stays, *moved)]
        ranks = {theirs: at[ours] for ours, theirs in pairs} if pair.is_source else {o: at[t] for o, t in pairs}
        settled = {partners[entry] for entry in stays} if pair.is_source else stays
        order = _ordered(following.entries, ranks, settled)
        lines = reordered(following.entries, order, pair.translation.source)
        if lines is None:
            return None
        edit = edit_in(pair, pair.translation, *lines)
        return Fix("Put the entries in the order of the source", (edit,), Applicability.UNSAFE)

    def across(self) -> Iterator[Finding]:
        """Yield the entries that stand in another section, though that has a partner."""
        strays: defaultdict[tuple[Section, Section], list[Match[Entry]]] = defaultdict(list)
        homes, their_homes = _homes(self.pair.document), _homes(self.pair.twin)
        sections = {match.ours: match.theirs for match in self.pair.alignment.sections if match.confidence >= CERTAIN}
        backwards = {theirs: ours for ours, theirs in sections.items()}
        for match in self.pair.alignment.entries:
            ours, theirs = homes.get(match.ours), their_homes.get(match.theirs)
            if ours not in sections or theirs not in backwards or match.confidence < CERTAIN:
                continue
            if _are_apart(ours, backwards[theirs]) and _are_apart(sections[ours], theirs):
                strays[ours, theirs].append(match)
        for (ours, theirs), matches in strays.items():
            yield from self._strays(ours, theirs, matches)

    def _strays(self, ours: Section, theirs: Section, matches: Sequence[Match[Entry]]) -> Iterator[Finding]:
        places = f'"{ours.title}", in {twin_name(self.pair)} in "{theirs.title}"'
        told = [(match, f'"{match.ours.title}" stands in {places}') for match in matches]
        if len(matches) > _TOLD:
            told = [(matches[0], f"{len(matches)} entries stand in {places}")]
        for match, message in told:
            related = related_in_twin(self.pair, match.theirs.title_span, f'here it stands in "{theirs.title}"')
            yield Finding(match.ours.title_span, message, related=related)


def _place(entry: Entry, section: Section) -> str:
    """Return where an entry stands in its section, in words."""
    at = section.entries.index(entry)
    return f'behind "{section.entries[at - 1].title}"' if at else "first"


def _ordered(entries: Sequence[Entry], ranks: Mapping[Entry, int], settled: Collection[Entry]) -> list[Entry]:
    """Return ``entries`` by their ranks; those without one stay behind the settled entry before them."""
    keys, last = [], -1
    for at, entry in enumerate(entries):
        last = ranks[entry] if entry in settled else last
        keys.append((ranks.get(entry, last), entry not in ranks, at))
    return [entries[at] for _, _, at in sorted(keys)]


def _homes(document: Document) -> dict[Entry, Section]:
    return {entry: section for section in document.root.walk() for entry in section.entries}


def _are_apart(one: Section, other: Section) -> bool:
    """Tell whether two sections are different, and neither is in the other."""
    return one.span not in other.span and other.span not in one.span
