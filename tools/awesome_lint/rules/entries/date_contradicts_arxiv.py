"""ENT008."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding, Severity
from awesome_lint.rules.base import Context, NodeRule
from awesome_lint.schema.months import MONTHS_PER_YEAR, read_month
from awesome_lint.syntax.nodes import Entry, Resource

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BEFORE = 4
"""A model may be released some months before its paper …"""
MAX_AFTER = 11
"""… and a paper may describe what comes out within a year."""
_YEARS = (7, 90)
"""Identifiers begin with year and month from April 2007 on."""


class DateContradictsArxiv(NodeRule[Entry]):
    """Date is far from the month that the entry's arXiv identifier begins with.

    ## Why is this bad?
    Most often the date was copied from another entry, or the link leads to another paper.

    Dates 5 or more months before the identifier's, or 12 or more after, are reported, unless another entry names
    the same paper.

    ## Example
    # Models

    ## Open

    ### Alpha

    [![arXiv](https://img.shields.io/badge/arXiv-2310.01234-b31b1b.svg)](https://arxiv.org/abs/2310.01234)

    - **Date:** 2023-05

    ## Use instead
    # Models

    ## Open

    ### Alpha

    [![arXiv](https://img.shields.io/badge/arXiv-2310.01234-b31b1b.svg)](https://arxiv.org/abs/2310.01234)

    - **Date:** 2023-10
    """

    code = "ENT008"
    name = "date-contradicts-arxiv"
    since = "0.1"
    severity = Severity.INFO
    node_type = Entry

    def check(self, node: Entry, context: Context) -> Iterator[Finding]:
        """Yield the date when the one paper of the entry is from another time."""
        papers = {paper.same: paper for paper in _papers(node)}
        dates = [(field, month) for field in node.fields if field.key == "date" and (month := read_month(field.value))]
        if len(papers) != 1 or len(dates) != 1:
            return
        (same, paper), (field, date) = next(iter(papers.items())), dates[0]
        written = _months_of(paper)
        if written is None or -MAX_BEFORE <= date.count - written <= MAX_AFTER or _is_shared(same, node, context):
            return
        year, month_index = divmod(written, MONTHS_PER_YEAR)
        message = f"{field.label} is {field.value}, but arXiv:{paper.id} is of {year}-{month_index + 1:02}"
        yield Finding(field.value_span, message)


def _papers(entry: Entry) -> Iterator[Resource]:
    """Yield the papers on arXiv that the title and the badges lead to."""
    links = [entry.title_link, *(badge.link for badge in entry.badges)]
    yield from (link.resource for link in links if link and link.resource and link.resource.same.startswith("arxiv:"))


def _months_of(paper: Resource) -> int | None:
    """Return the month of an identifier such as ``2310.01234`` in months since year 0, None for older ones."""
    digits = paper.id.partition(".")[0]
    if len(digits) != len("2310") or not digits.isdecimal():
        return None
    year, month = int(digits[:2]), int(digits[2:])
    valid = _YEARS[0] <= year < _YEARS[1] and 1 <= month <= MONTHS_PER_YEAR
    return (2000 + year) * MONTHS_PER_YEAR + month - 1 if valid else None


def _is_shared(paper: str, entry: Entry, context: Context) -> bool:
    links = (link for other in context.document.entries if other is not entry for link in other.links)
    return any(link.resource is not None and link.resource.same == paper for link in links)
