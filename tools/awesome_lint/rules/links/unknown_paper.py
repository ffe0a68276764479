"""LNK105."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding, Severity
from awesome_lint.links.facts import PaperFacts
from awesome_lint.rules.base import Context, LinkRule
from awesome_lint.rules.links._judged import is_first_with, is_repeated, is_said, is_unknown_paper, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.links.verdicts import Judgement
    from awesome_lint.syntax.nodes import Link, Resource

_SAYS_SO = re.compile(r"\b(?:withdrawn|withdrew|retracted|retraction)\b|撤回|撤稿|撤销", re.IGNORECASE)


class UnknownPaper(LinkRule):
    """Paper does not exist on arXiv, or its authors withdrew it.

    ## Why is this bad?
    An identifier that arXiv does not know is mistyped, and nobody can tell which paper was meant. A paper that was
    withdrawn is no longer what its authors stand for; that is a warning, once for each paper, and none where the
    entry says so.

    ## Example
    - [Alpha](https://arxiv.org/abs/2310.99999) learns one thing.

    ## Use instead
    - [Alpha](https://arxiv.org/abs/2310.09999) learns one thing.
    """

    code = "LNK105"
    name = "unknown-paper"
    since = "0.1"
    severity = Severity.ERROR
    yields_to = ("LNK001",)

    def check(self, link: Link, judgement: Judgement, context: Context) -> Iterator[Finding]:
        """Yield links to papers that arXiv does not know, and the first to one that was withdrawn."""
        paper, document = link.resource, context.document
        if paper is None or paper.family != "arxiv":
            return
        if is_unknown_paper(link, judgement):
            if not is_repeated(link, document):
                yield Finding(place_of(link), f"arXiv has no paper {paper.id}")
            return
        first = _is_withdrawn(judgement) and is_first_with(judgement.key, link, document)
        if first and not is_said(_SAYS_SO, link, document):
            yield Finding(place_of(link), _message(paper, judgement), severity=Severity.WARNING)


def _is_withdrawn(judgement: Judgement) -> bool:
    return judgement.is_good and PaperFacts.of(judgement.facts).withdrawn is True


def _message(paper: Resource, judgement: Judgement) -> str:
    title = PaperFacts.of(judgement.facts).title
    return f"arXiv:{paper.id} was withdrawn" + (f': "{title}"' if title else "")
