"""LNK008."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix
from awesome_lint.links.retired import find_retired
from awesome_lint.links.wrappers import markdown_safe
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.rules.links._destinations import destinations
from awesome_lint.syntax.nodes import Document

if TYPE_CHECKING:
    from collections.abc import Iterator


class RetiredHost(NodeRule[Document]):
    """Link leads to a site that is gone as a whole.

    ## Why is this bad?
    Every address of the site is dead, or redirects to something else. Where the new place follows from the old
    address it is offered; else a copy of the page at the Internet Archive.

    ## Example
    - [Alpha](https://rawgit.com/alpha/alpha/main/guide.html) explains itself.

    ## Use instead
    - [Alpha](https://cdn.jsdelivr.net/gh/alpha/alpha@main/guide.html) explains itself.

    ## Fix safety
    The fix is unsafe: it changes where the link goes.
    """

    code = "LNK008"
    name = "retired-host"
    since = "0.1"
    fixable = Fixable.SOMETIMES
    changes_urls = True
    yields_to = ("LNK001", "TRN006")
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield the destinations on retired sites."""
        for link, place in destinations(node):
            retired = find_retired(link.url)
            if retired is None:
                continue
            fix = None
            if retired.replacement and not (link.is_image and "web.archive.org" in retired.replacement):
                address = markdown_safe(retired.replacement)
                fix = Fix(f"Link {address}", (Edit(place, address),), Applicability.UNSAFE)
            yield Finding(place, f"{retired.site.host} was shut down in {retired.site.ended}", fix)
