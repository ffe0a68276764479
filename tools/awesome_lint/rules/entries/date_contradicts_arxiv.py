"""ENT008."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding, Severity
from awesome_lint.rules.base import Context, NodeRule
from awesome_lint.schema.months import MONTHS_PER_YEAR
from awesome_lint.schema.papers import contradicts, dated, submitted
from awesome_lint.syntax.nodes import Entry, Resource

if TYPE_CHECKING:
    from collections.abc import Iterator


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
        if len(papers) != 1 or not (found := dated(node)):
            return
        (same, paper), (field, date) = next(iter(papers.items())), found
        month = submitted(paper.id)
        if month is None or not contradicts(date, paper.id) or _is_shared(same, node, context):
            return
        year, month_index = divmod(month, MONTHS_PER_YEAR)
        message = f"{field.label} is {field.value}, but arXiv:{paper.id} is of {year}-{month_index + 1:02}"
        yield Finding(field.value_span, message)


def _papers(entry: Entry) -> Iterator[Resource]:
    """Yield the papers on arXiv that the title and the badges lead to."""
    links = [entry.title_link, *(badge.link for badge in entry.badges)]
    yield from (link.resource for link in links if link and link.resource and link.resource.same.startswith("arxiv:"))


def _is_shared(paper: str, entry: Entry, context: Context) -> bool:
    links = (link for other in context.document.entries if other is not entry for link in other.links)
    return any(link.resource is not None and link.resource.same == paper for link in links)
