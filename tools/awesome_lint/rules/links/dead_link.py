"""LNK101."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix, Severity
from awesome_lint.links.hosts import bare_host, split_address
from awesome_lint.links.verdicts import Judgement, Verdict
from awesome_lint.links.wrappers import markdown_safe, unwrap
from awesome_lint.rules.base import Context, Fixable, LinkRule
from awesome_lint.rules.links._judged import because, is_repeated, is_unknown_paper, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.syntax.nodes import Link

_ARCHIVE = "web.archive.org"


class DeadLink(LinkRule):
    """Link leads nowhere: what it led to is gone.

    ## Why is this bad?
    The reader gets an error. Its owner says that it does not exist, or it was not found twice, a day apart; a site
    that is slow, refuses robots or has a bad day is not called dead.

    ## Example
    - [Alpha](https://alpha.example/guide) explains itself.

    ## Use instead
    - [Alpha](https://web.archive.org/web/20230501000000/https://alpha.example/guide) explains itself.

    ## Fix safety
    The fix is unsafe: it links a copy at the Internet Archive, from about the time of the entry, in place of the page.
    """

    code = "LNK101"
    name = "dead-link"
    since = "0.1"
    severity = Severity.ERROR
    fixable = Fixable.SOMETIMES
    changes_urls = True
    yields_to = ("LNK001", "LNK008")

    def check(self, link: Link, judgement: Judgement, context: Context) -> Iterator[Finding]:
        """Yield the link when it is broken; papers that arXiv does not know are for another rule."""
        if judgement.verdict is not Verdict.BROKEN or is_unknown_paper(link, judgement):
            return
        if not is_repeated(link, context.document):
            yield Finding(place_of(link), f"the link is dead: {because(judgement)}", _fix(link, judgement))


def _fix(link: Link, judgement: Judgement) -> Fix | None:
    snapshot = judgement.facts.get("snapshot")
    address = split_address(snapshot) if isinstance(snapshot, str) else None
    own = split_address(unwrap(link.url) or link.url)
    if address is None or own is None or address.host.lower() != _ARCHIVE or link.url_span is None:
        return None
    if bare_host(own.host) not in address.rest.lower():  # a copy of something else
        return None
    copy = markdown_safe(f"https://{_ARCHIVE}{address.rest}")
    return Fix(f"Link the copy {copy}", (Edit(link.url_span, copy),), Applicability.UNSAFE)
