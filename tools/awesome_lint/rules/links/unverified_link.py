"""LNK110."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding, Severity
from awesome_lint.links.verdicts import Judgement, Verdict
from awesome_lint.rules.base import Context, LinkRule
from awesome_lint.rules.links._judged import because, is_first_with, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.syntax.nodes import Link


class UnverifiedLink(LinkRule):
    """Link could not be verified: whether it works is not known.

    ## Why is this bad?
    It is not: a site that is slow, refuses robots or limits requests is no fault of the list. It is said so that
    nobody takes the link for verified, and never fails a run. Each address is reported once.

    ## Example
    - [Alpha](https://alpha.example/guide) explains itself.

    ## Use instead
    - [Alpha](https://alpha.example/manual) explains itself.
    """

    code = "LNK110"
    name = "unverified-link"
    since = "0.1"
    severity = Severity.INFO
    yields_to = ("LNK001", "LNK008", "LNK109")

    def check(self, link: Link, judgement: Judgement, context: Context) -> Iterator[Finding]:
        """Yield the first link to what nothing is known of."""
        if judgement.verdict is Verdict.UNKNOWN and is_first_with(judgement.key, link, context.document):
            yield Finding(place_of(link), f"the link could not be verified: {because(judgement)}")
