"""What rules about judged links share: where a link is reported, how often, in which words, and what stands around."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding
from awesome_lint.links.targets import targets_of
from awesome_lint.links.verdicts import Verdict, resource_key
from awesome_lint.syntax.own_links import own_links

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from awesome_lint.links.verdicts import Judgement
    from awesome_lint.source import Span
    from awesome_lint.syntax.nodes import Document, Entry, Link


def place_of(link: Link) -> Span:
    """Return where the destination of ``link`` stands, the whole link where it has no place."""
    return link.url_span or link.span


def main_links(entry: Entry) -> tuple[Link, ...]:
    """Return the links to what is the entry's own: on its title, behind its badges, and those that say so."""
    links = (entry.title_link, *(badge.link for badge in entry.badges), *own_links(entry))
    return tuple(link for link in links if link)


def because(judgement: Judgement) -> str:
    """Return why a link is judged as it is, with what was seen."""
    seen = f" ({judgement.evidence})" if judgement.evidence and judgement.evidence not in judgement.reason else ""
    return f"{judgement.reason}{seen}" if judgement.reason else judgement.evidence or judgement.verdict


def is_unknown_paper(link: Link, judgement: Judgement) -> bool:
    """Tell whether arXiv itself says that it has no such paper."""
    broken = judgement.verdict is Verdict.BROKEN and judgement.by_owner
    return broken and link.resource is not None and link.resource.kind == "arxiv"


def is_first_with(key: str, link: Link, document: Document) -> bool:
    """Tell whether ``link`` is the first of the document that leads to what ``key`` names."""
    return _first_links(document).get(key) is link


@lru_cache(maxsize=8)
def _first_links(document: Document) -> Mapping[str, Link]:
    first: dict[str, Link] = {}
    for link in document.links:
        for target in targets_of(link):
            first.setdefault(target.key, link)
    return first


def is_repeated(link: Link, document: Document) -> bool:
    """Tell whether an earlier link of the document has the same definition, and so the same fault."""
    return bool(link.label) and _first_users(document).get(place_of(link)) is not link


@lru_cache(maxsize=8)
def _first_users(document: Document) -> Mapping[Span, Link]:
    first: dict[Span, Link] = {}
    for link in document.links:
        first.setdefault(place_of(link), link)
    return first


def is_said(words: re.Pattern[str], link: Link, document: Document) -> bool:
    """Tell whether the list says so itself: one of ``words`` is in the entry or block of ``link``, or in a heading."""
    entry = _entries(document).get(link)
    titles = [section.title for section in document.root.walk() if section.span.overlaps(link.span)]
    blocks = [entry] if entry else [block for block in document.walk_blocks() if link in block.links]
    return any(map(words.search, [*titles, *(document.source.slice(each.span) for each in blocks)]))


def find_untold(state: str, words: re.Pattern[str], link: Link, document: Document) -> Iterator[Finding]:
    """Yield that what ``link`` leads to is in a ``state``, once a document, unless the list says so in ``words``."""
    if link.resource is None or not state or not is_first_with(resource_key(link.resource), link, document):
        return
    if not is_said(words, link, document):
        yield Finding(place_of(link), f"{link.resource.id} is {state}")


@lru_cache(maxsize=8)
def _entries(document: Document) -> Mapping[Link, Entry]:
    """Return the entry that each link belongs to, the innermost."""
    return {link: entry for entry in document.entries for link in entry.links}
