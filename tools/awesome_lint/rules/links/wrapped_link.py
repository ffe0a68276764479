"""LNK003."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit, Finding, Fix
from awesome_lint.links.wrappers import markdown_safe, tracking_parameters, unwrap, without_tracking
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.rules.links._destinations import destinations
from awesome_lint.syntax.nodes import Document
from awesome_lint.syntax.titles import normalize_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.source import Span
    from awesome_lint.syntax.nodes import Link

_SPONSORED = ("sponsor", "affiliate", "partner")


class WrappedLink(NodeRule[Document]):
    """Address leads through a redirect page, or carries tracking parameters.

    ## Why is this bad?
    A redirect page tells a third party who reads the list and breaks with it; tracking parameters credit the page
    the address was copied from. Parameters that name the list itself or a sponsorship are meant, and so are those of
    the banner above the first section: they are left alone.

    ## Example
    - [Alpha](https://link.zhihu.com/?target=https%3A//alpha.example/about) does one thing.
    - [Beta](https://beta.example/?page=2&utm_source=newsletter) does another.

    ## Use instead
    - [Alpha](https://alpha.example/about) does one thing.
    - [Beta](https://beta.example/?page=2) does another.
    """

    code = "LNK003"
    name = "wrapped-link"
    since = "0.1"
    fixable = Fixable.ALWAYS
    changes_urls = True
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield the destinations that are wrapped or tracked."""
        for link, place in destinations(node):
            written = context.document.source.slice(place)
            if target := unwrap(written):
                direct = markdown_safe(target)
                yield Finding(place, f"the link goes through a redirect page; write {direct}", _fix(place, direct))
            elif (tracking := tracking_parameters(written)) and not _is_meant(link, tracking, node):
                message = f"the address carries {', '.join(name.partition('=')[0] for name in tracking)} for tracking"
                yield Finding(place, message, _fix(place, without_tracking(written)))


def _fix(place: Span, address: str) -> Fix:
    return Fix("Write the address itself", (Edit(place, address),))


def _is_meant(link: Link, tracking: tuple[str, ...], document: Document) -> bool:
    """Tell whether the parameters credit the list, belong to a sponsor, or stand in the HTML banner."""
    values = " ".join(parameter.partition("=")[2] for parameter in tracking).casefold()
    if any(word in values for word in _SPONSORED) or _names_list(values, document.title):
        return True
    return link.html and link.span.end <= _banner_end(document)


def _names_list(values: str, title: str) -> bool:
    slug = normalize_title(title).replace(" ", "-")
    return "awesome" in values or (len(slug) > 2 and slug in values)  # noqa: PLR2004 - "ai" is in every other word


def _banner_end(document: Document) -> int:
    return document.sections[0].span.start if document.sections else 0
