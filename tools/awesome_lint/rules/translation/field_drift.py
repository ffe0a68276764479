"""TRN004."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Finding, Fix
from awesome_lint.rules.base import Context, Fixable, PairRule
from awesome_lint.rules.entries._fields import cause_of
from awesome_lint.rules.translation._field_lines import line_for, value_for
from awesome_lint.rules.translation._sides import edit_in, is_accepted, related_in_twin, twin_name, wrong_side
from awesome_lint.schema import Schemas, out_of_order
from awesome_lint.schema.neutral import agree, neutral_value
from awesome_lint.schema.papers import contradicts, dated
from awesome_lint.schema.types import USUAL_TYPES, is_damaged
from awesome_lint.translation.align import CERTAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.syntax.nodes import Document, Entry, Field, Link, Section
    from awesome_lint.translation.align import Match
    from awesome_lint.translation.pair import Pair

_USUAL_SHARE = 0.5
"""A field that at least this share of the other entries has is missing where it is not."""


class FieldDrift(PairRule):
    """Field says something else than the same field in the other language.

    ## Why is this bad?
    A date, a size or a licence is the same in every language: one of the two texts is wrong, and its readers cannot
    know.

    Values are compared by what they say, so `5000亿` agrees with `500B`, and `多语言` with `Multiple`. Words that are
    translated are not compared. A field that only one of the two entries has is reported when the other entries
    have it in both languages.

    ## Example
    ## Models

    ### [Alpha](https://alpha.example)

    - **Date:** 2023-05

    ## Use instead
    ## Models

    ### [Alpha](https://alpha.example)

    - **Date:** 2024-05

    ## Fix safety
    The fix is unsafe: it takes the source's value. Where the source's alone is no value, is out of order among its
    neighbours, or is from another time than the entry's paper on arXiv, it mends the source.
    """

    code = "TRN004"
    name = "field-drift"
    since = "0.1"
    fixable = Fixable.SOMETIMES
    yields_to = ("ENT002", "ENT006", "ENT009")

    def check(self, pair: Pair, context: Context) -> Iterator[Finding]:
        """Yield each field that differs, and each that one side lacks."""
        if pair.tells_drift:
            comparison = _Comparison(pair, context)
            for match in pair.alignment.entries:
                if match.confidence >= CERTAIN:
                    yield from comparison.findings(match)


@dataclass(frozen=True, eq=False)
class _Comparison:
    """The fields of all entries of a pair, and what each side says about them by itself."""

    pair: Pair
    context: Context

    @cached_property
    def _twin_schemas(self) -> Schemas:
        return self.context.schemas_of(self.pair.twin)

    @cached_property
    def _out_of_order(self) -> frozenset[Entry]:
        """The entries on both sides whose dates break the order of their section."""
        both = (self.pair.document, self.pair.twin)
        return frozenset(e for document in both for s in document.root.walk() for e in self._misdated(s, document))

    def _schemas(self, document: Document) -> Schemas:
        return self.context.schemas if document is self.pair.document else self._twin_schemas

    def _misdated(self, section: Section, document: Document) -> tuple[Entry, ...]:
        schema = self._schemas(document).section(section)
        entries = [entry for entry in section.entries if entry.style is schema.style]
        return out_of_order(entries, schema.sort) if schema.sort and schema.sort.key == "date" else ()

    def findings(self, match: Match[Entry]) -> Iterator[Finding]:
        """Yield what differs between the fields of two entries."""
        ours, theirs = (self._judged(match, entry) for entry in (match.ours, match.theirs))
        for key, field in ours.items():
            if key in theirs and _differ(field, theirs[key]):
                yield self._different(match, field, theirs[key])
        if ours.keys() >= theirs.keys():
            extra = (field for key, field in ours.items() if key not in theirs)
            yield from (self._extra(match, field) for field in extra if self._is_usual(match, field))
        if ours.keys() <= theirs.keys():
            missing = (field for key, field in theirs.items() if key not in ours)
            yield from (self._missing(match, field) for field in missing if self._is_usual(match, field))

    def _judged(self, match: Match[Entry], entry: Entry) -> dict[str, Field]:
        """Return the fields of an entry by key, but those whose difference somebody has accepted."""
        fields = _by_key(entry)
        return {key: field for key, field in fields.items() if not is_accepted(self.pair, match, f"field:{key}")}

    def _different(self, match: Match[Entry], ours: Field, theirs: Field) -> Finding:
        message = f'{ours.label} is "{ours.value}", in {twin_name(self.pair)} "{theirs.value}"'
        related = related_in_twin(self.pair, theirs.value_span, f'here it is "{theirs.value}"')
        return Finding(ours.value_span, message, self._mend(match, ours, theirs), related=related)

    def _mend(self, match: Match[Entry], ours: Field, theirs: Field) -> Fix | None:
        own = self.pair.document

        def breaks(entry: Entry, document: Document) -> bool:
            return self._breaks(ours if document is own else theirs, entry)

        wrong = wrong_side(self.pair, match, f"field:{ours.key}", breaks)
        bad, good, entry = (ours, theirs, match.ours) if wrong is own else (theirs, ours, match.theirs)
        value = value_for(good, entry, wrong, self._schemas(wrong))
        if value is None:
            return None
        edit = edit_in(self.pair, wrong, bad.value_span, value)
        return Fix(f'Write "{value}"', (edit,), Applicability.UNSAFE)

    def _breaks(self, field: Field, entry: Entry) -> bool:
        """Tell whether a field is wrong by what its own entry and section say."""
        if _is_damaged(field):
            return True
        date = dated(entry)
        if date is None or date[0] is not field:
            return False
        papers = {link.resource.same: link.resource for link in _leading(entry) if link.resource}
        ids = [paper.id for paper in papers.values() if paper.family == "arxiv"]
        return entry in self._out_of_order or (len(ids) == 1 and contradicts(date[1], ids[0]))

    def _is_usual(self, match: Match[Entry], field: Field) -> bool:
        """Tell whether the other entries have a field in both languages, and it says the same in each.

        What holds a link is compared by its links.
        """
        if "://" in field.value:
            return False
        sides = ((match.ours, self.pair.document), (match.theirs, self.pair.twin))
        peers = (self._schemas(document).peers(entry) for entry, document in sides)
        return neutral_value(field.key, field.value) is not None and all(_have(field.key, each) for each in peers)

    def _extra(self, match: Match[Entry], field: Field) -> Finding:
        twin = twin_name(self.pair)
        message = f'{field.label} is "{field.value}"; in {twin} "{match.theirs.title}" has no such field'
        fix = self._insert(field, match.ours, match.theirs, self.pair.twin)
        related = related_in_twin(self.pair, match.theirs.title_span, "the entry without it")
        return Finding(field.span, message, fix, related=related)

    def _missing(self, match: Match[Entry], field: Field) -> Finding:
        message = f'"{match.ours.title}" lacks a field that {twin_name(self.pair)} has: {field.label} "{field.value}"'
        fix = self._insert(field, match.theirs, match.ours, self.pair.document)
        related = related_in_twin(self.pair, field.span, "the field")
        return Finding(match.ours.title_span, message, fix, related=related, cause=cause_of(match.ours, field.key))

    def _insert(self, field: Field, model: Entry, entry: Entry, document: Document) -> Fix | None:
        line = line_for(field, model, entry, document, self._schemas(document))
        if line is None:
            return None
        return Fix("Add the field", (edit_in(self.pair, document, *line),), Applicability.UNSAFE)


def _by_key(entry: Entry) -> dict[str, Field]:
    """Return the fields of an entry by key, those left out that are there twice."""
    counts = Counter(field.key for field in entry.fields)
    return {field.key: field for field in entry.fields if counts[field.key] == 1}


def _differ(ours: Field, theirs: Field) -> bool:
    """Tell whether two fields contradict each other; one that holds a link is compared by its links."""
    if any("://" in field.value for field in (ours, theirs)):
        return False
    if _is_damaged(ours) != _is_damaged(theirs):
        return neutral_value(ours.key, (theirs if _is_damaged(ours) else ours).value) is not None
    return not agree(ours.key, ours.value, theirs.value)


def _is_damaged(field: Field) -> bool:
    return is_damaged(field.value, USUAL_TYPES.get(field.key, "text"))


def _leading(entry: Entry) -> Iterator[Link]:
    """Yield the links that say what an entry is about: its title's and its badges'."""
    yield from (link for link in (entry.title_link, *(badge.link for badge in entry.badges)) if link)


def _have(key: str, entries: tuple[Entry, ...]) -> bool:
    """Tell whether at least half of the entries, and not none, have a field."""
    having = sum(any(field.key == key for field in entry.fields) for entry in entries)
    return having > 0 and having >= _USUAL_SHARE * len(entries)
