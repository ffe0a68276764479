"""ENT008."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding, Severity
from awesome_lint.rules.base import Context, NodeRule
from awesome_lint.schema.months import MONTHS_PER_YEAR
from awesome_lint.schema.papers import contradicts, dated, submitted
from awesome_lint.syntax.nodes import Document, Entry, Link, Resource

if TYPE_CHECKING:
    from collections.abc import Iterator


class DateContradictsArxiv(NodeRule[Document]):
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
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield the date of each entry whose one paper is from another time, and of that entry alone.

        Where arXiv was asked about the paper, LNK107 speaks, as it knows more than a number tells.
        """
        linking = Counter(same for entry in node.entries for same in _linked(entry))
        for entry in node.entries:
            papers = {paper.same: paper for paper in _papers(entry)}
            for same, paper in papers.items() if len(papers) == 1 else ():
                judgement = context.judgements.about(paper)
                if linking[same] == 1 and not (judgement and judgement.is_good):
                    yield from _contradiction(entry, paper)


def _contradiction(entry: Entry, paper: Resource) -> Iterator[Finding]:
    found, month = dated(entry), submitted(paper.id)
    if found and month is not None and contradicts(found[1], paper.id):
        year, month_index = divmod(month, MONTHS_PER_YEAR)
        message = f"{found[0].label} is {found[0].value}, but arXiv:{paper.id} is of {year}-{month_index + 1:02}"
        yield Finding(found[0].value_span, message)


def _papers(entry: Entry) -> Iterator[Resource]:
    """Yield the papers on arXiv that the title and the badges lead to."""
    links = _title_and_badges(entry)
    yield from (link.resource for link in links if link and link.resource and link.resource.same.startswith("arxiv:"))


def _title_and_badges(entry: Entry) -> list[Link | None]:
    return [entry.title_link, *(badge.link for badge in entry.badges)]


def _linked(entry: Entry) -> set[str]:
    links = (*_title_and_badges(entry), *entry.links)
    return {link.resource.same for link in links if link and link.resource}
