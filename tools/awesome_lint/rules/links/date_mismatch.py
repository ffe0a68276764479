"""LNK107."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.diagnostics import Finding, Severity
from awesome_lint.links.facts import HubFacts, PaperFacts, RepositoryFacts
from awesome_lint.links.verdicts import Verdict, resource_key
from awesome_lint.rules.base import Context, NodeRule
from awesome_lint.rules.links._judged import main_links
from awesome_lint.schema.papers import dated
from awesome_lint.syntax.nodes import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from awesome_lint.links.judgements import Judgements
    from awesome_lint.links.verdicts import Json
    from awesome_lint.schema.months import Month
    from awesome_lint.syntax.nodes import Document, Resource

_TOLERANCE = timedelta(days=31)
"""A month: papers, code and weights of one thing hardly come out on one day."""
_RELEASED = frozenset(("arxiv", "hf-paper", "hf-model"))
"""Kinds of things that are made when they come out."""
_BEFORE_RECORDS = "2022-03-02"
"""What Hugging Face gives for all that is older: it kept no times of creation before."""


class _Source(NamedTuple):
    """A day on which something that the entry links came out; ``what`` happened, ``kind`` is that of the resource."""

    what: str
    day: date
    kind: str
    key: str


class DateMismatch(NodeRule[Entry]):
    """Date of an entry is more than a month from all that is known of what it links.

    ## Why is this bad?
    The date was mistyped or copied, or a link leads to another thing. Known are the days of the first and latest
    version of papers on arXiv, and those on which repositories and models were created. One of them that fits is
    enough. What several entries link, or prose mentions, can only speak for a date; so can a repository that is older.
    Nothing is said while one of the entry's own things could not be asked about.

    ## Example
    # Models

    ## Open

    ### Alpha

    [![arXiv](https://img.shields.io/badge/arXiv-2310.01234-b31b1b.svg)](https://arxiv.org/abs/2310.01234)

    - **Date:** 2024-03

    ## Use instead
    # Models

    ## Open

    ### Alpha

    [![arXiv](https://img.shields.io/badge/arXiv-2310.01234-b31b1b.svg)](https://arxiv.org/abs/2310.01234)

    - **Date:** 2023-10
    """

    code = "LNK107"
    name = "date-mismatch"
    since = "0.1"
    severity = Severity.INFO
    online = True
    node_type = Entry

    def check(self, node: Entry, context: Context) -> Iterator[Finding]:
        """Yield the date of the entry when every known source contradicts it, and one is the entry's alone."""
        found = dated(node)
        if found is None:
            return
        field, month = found
        sources = list(_sources(node, context.judgements))
        own = _own(node)
        fits = not all(_is_far(month, source.day) for source in sources)
        if fits or any(_may_fit(each, context.judgements) for each in own.values()):
            return
        shared = _link_counts(context.document)
        alone = [source for source in sources if shared[source.key] == 1 and source.key in own]
        against = [source for source in alone if _contradicts(month, source)]
        if against:
            yield Finding(field.value_span, f"{field.label} is {field.value}, but {_told(against)}")


@lru_cache(maxsize=8)
def _link_counts(document: Document) -> Mapping[str, int]:
    """Count the entries that link each thing."""
    return Counter(key for entry in document.entries for key in {resource_key(each) for each in _linked(entry)})


def _linked(entry: Entry) -> Iterator[Resource]:
    links = (entry.title_link, *entry.links)
    yield from (link.resource for link in links if link and link.resource and not link.is_image)


def _own(entry: Entry) -> dict[str, Resource]:
    """Return the papers, repositories and models that are the entry's own, by their keys."""
    resources = [link.resource for link in main_links(entry) if link.resource]
    return {resource_key(each): each for each in resources if each.kind in (*_RELEASED, "github")}


def _may_fit(resource: Resource, judgements: Judgements) -> bool:
    """Tell whether the day of something is not known only because nobody could be asked."""
    judgement = judgements.about(resource)
    if judgement is None or judgement.verdict in (Verdict.UNKNOWN, Verdict.SKIPPED):
        return True
    undated = resource.kind in ("hf-model", "hf-paper")  # Hugging Face keeps no days of what is old
    return (
        judgement.is_good and not undated and not any(map(_read_day, dict(_days(resource, judgement.facts)).values()))
    )


def _sources(entry: Entry, judgements: Judgements) -> Iterator[_Source]:
    """Yield what is known of what the entry links, each thing once."""
    for resource in {resource_key(each): each for each in _linked(entry)}.values():
        judgement = judgements.about(resource)
        for what, text in _days(resource, judgement.facts) if judgement and judgement.is_good else ():
            if day := _read_day(text):
                yield _Source(what, day, resource.kind, resource_key(resource))


def _days(resource: Resource, facts: Mapping[str, Json]) -> tuple[tuple[str, str | None], ...]:
    if resource.family == "arxiv":
        paper = PaperFacts.of(facts)
        name = f"arXiv:{resource.id}"
        return (f"{name} came out", paper.published), (f"{name} was updated", paper.updated)
    if resource.kind == "github":
        return ((f"{resource.id} was created", RepositoryFacts.of(facts).created),)
    created = HubFacts.of(facts).created if resource.kind.startswith("hf-") else None
    return () if created and created.startswith(_BEFORE_RECORDS) else ((f"{resource.id} was created", created),)


def _read_day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None  # what a ledger holds is not always what was written


def _is_far(month: Month, day: date) -> bool:
    """Tell whether ``day`` is more than a month before or after all days that ``month`` may mean."""
    first, last = _days_of(month)
    return day + _TOLERANCE < first or day - _TOLERANCE > last


def _contradicts(month: Month, source: _Source) -> bool:
    """Tell whether a source that is far can make the date wrong: code is often there long before a release."""
    return source.kind in _RELEASED or (source.kind == "github" and source.day > _days_of(month)[1])


def _days_of(month: Month) -> tuple[date, date]:
    """Return the first and last day that ``month`` may mean."""
    after = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    length = (after - timedelta(days=1)).day
    day = min(month.day or 0, length)
    return date(month.year, month.month, day or 1), date(month.year, month.month, day or length)


def _told(sources: Sequence[_Source]) -> str:
    first = min(sources, key=lambda source: source.day)
    return f"{first.what} on {first.day.isoformat()}"
