"""BDG002."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding, Severity
from awesome_lint.rules.base import Context, NodeRule
from awesome_lint.syntax.nodes import Entry
from awesome_lint.syntax.own_links import own_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.syntax.nodes import Badge, Link, Resource

_FAMILIES = {"arxiv": ("arxiv", "paper"), "github": ("github", "code")}
"""Papers and repositories, by the start of ``Resource.same``, and the kinds of badges that link the entry's own."""


class EntryIdentifierMismatch(NodeRule[Entry]):
    """Title and badge of one entry name different papers, or different repositories.

    ## Why is this bad?
    One of the two belongs to another entry, most often because a line was copied and only half changed.

    ## Example
    - [Mamba](https://github.com/state-spaces/mamba) ![](https://img.shields.io/github/stars/togethercomputer/stripedhyena)

    ## Use instead
    - [Mamba](https://github.com/state-spaces/mamba) ![](https://img.shields.io/github/stars/state-spaces/mamba)
    """

    code = "BDG002"
    name = "entry-identifier-mismatch"
    since = "0.1"
    severity = Severity.ERROR
    yields_to = ("BDG001",)
    node_type = Entry

    def check(self, node: Entry, context: Context) -> Iterator[Finding]:
        """Yield the first badge of each kind when none of that kind names what the entry links."""
        for family, own in _own(node).items():
            named = [(badge, named) for badge in node.badges if (named := _named(badge, family))]
            for _, group in groupby(sorted(named, key=_kind), key=_kind):
                yield from _compare(list(group), own, node)


def _own(entry: Entry) -> dict[str, list[Link]]:
    """Return the links that tell which paper and which repository is the entry's: that of the title, or all its own."""
    title = entry.title_link
    found = {}
    for family in _FAMILIES:
        of_title = [title] if title and _family(title.resource) == family else []
        if links := of_title or [link for link in own_links(entry) if _family(link.resource) == family]:
            found[family] = links
    return found


def _family(resource: Resource | None) -> str:
    return resource.family if resource else ""


def _named(badge: Badge, family: str) -> Resource | None:
    """Return the paper or repository that the badge says the entry is about."""
    if _family(badge.named) == family:
        return badge.named
    links_own = badge.kind in _FAMILIES[family] and _family(badge.resource) == family
    return badge.resource if links_own else None


def _kind(pair: tuple[Badge, Resource]) -> str:
    return pair[0].kind


def _compare(named: list[tuple[Badge, Resource]], own: list[Link], entry: Entry) -> Iterator[Finding]:
    known = {link.resource.same for link in own if link.resource}
    if any(resource.same in known for _, resource in named):
        return
    badge, resource = named[0]
    what = "the title links" if own[0] is entry.title_link else "the entry links"
    links = own[0].resource
    yield Finding(badge.span, f"badge names {resource.id}, but {what} {links.id if links else ''}")
