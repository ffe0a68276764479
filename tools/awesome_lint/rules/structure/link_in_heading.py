"""STR007."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding
from awesome_lint.rules.base import Context, NodeRule
from awesome_lint.syntax.inlines import in_page, text_links
from awesome_lint.syntax.nodes import Entry, EntryStyle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.syntax.nodes import Link

PLAIN_SHARE = 0.8
"""At least this share of the heading entries must have no such link …"""
MIN_PLAIN = 4
"""… and at least this many."""


class LinkInHeading(NodeRule[Entry]):
    """Heading holds a bracketed link beside its words, where the other entries' headings have none.

    ## Why is this bad?
    The link becomes part of the heading's anchor and of tables of contents, and readers look for links where the other
    entries have them: among the badges.

    ## Example
    ## Models

    ### One
    [![arXiv](https://img.shields.io/badge/arXiv-2401.00001-b31b1b.svg)](https://arxiv.org/abs/2401.00001)

    ### Two
    [![arXiv](https://img.shields.io/badge/arXiv-2401.00002-b31b1b.svg)](https://arxiv.org/abs/2401.00002)

    ### Three
    [![arXiv](https://img.shields.io/badge/arXiv-2401.00003-b31b1b.svg)](https://arxiv.org/abs/2401.00003)

    ### Four
    [![arXiv](https://img.shields.io/badge/arXiv-2401.00004-b31b1b.svg)](https://arxiv.org/abs/2401.00004)

    ### Five [[Site](https://five.example)]
    Text.

    ## Use instead
    ## Models

    ### One
    [![arXiv](https://img.shields.io/badge/arXiv-2401.00001-b31b1b.svg)](https://arxiv.org/abs/2401.00001)

    ### Five
    [Site](https://five.example)
    """

    code = "STR007"
    name = "link-in-heading"
    since = "0.1"
    node_type = Entry

    def check(self, node: Entry, context: Context) -> Iterator[Finding]:
        """Yield the link of a heading entry that has one beside its words."""
        link = _link_beside_words(node)
        if link is None:
            return
        headings = [entry for entry in context.document.entries if entry.style is EntryStyle.HEADING]
        plain = [entry for entry in headings if _link_beside_words(entry) is None]
        if len(plain) >= MIN_PLAIN and len(plain) >= PLAIN_SHARE * len(headings):
            yield Finding(link.span, f'link "{link.text}" in the heading; put it below, as the other entries do')


def _link_beside_words(entry: Entry) -> Link | None:
    if entry.style is not EntryStyle.HEADING or entry.title_link is not None:
        return None
    return next((link for link in text_links(entry.anchor.links) if not in_page(link)), None)
