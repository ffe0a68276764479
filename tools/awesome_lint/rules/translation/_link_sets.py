"""How the links of an entry differ between two languages."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from awesome_lint.languages import fold_label
from awesome_lint.links.hosts import split_address
from awesome_lint.rules.links._addresses import find_defect
from awesome_lint.syntax.nodes import Badge, Link, LinkForm
from awesome_lint.translation.pages import hub_name, page_of, serves

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterator

    from awesome_lint.syntax.nodes import Entry

L = TypeVar("L", Link, Badge)
Replaced = tuple[Link, Link]


@dataclass(frozen=True, slots=True)
class Side:
    """The links of an entry in one ``language``; ``title`` is the one on its title.

    ``known`` are further addresses: what is among them is not missing on this side.
    """

    links: tuple[Link, ...]
    language: str
    title: Link | None = None
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Differences:
    """Links on one side only, and those that lead elsewhere on each side (ours first)."""

    ours: tuple[Link, ...] = ()
    theirs: tuple[Link, ...] = ()
    replaced: tuple[Replaced, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.ours or self.theirs or self.replaced)


def compare_links(ours: Side, theirs: Side) -> Differences:
    """Return how the links of two sides differ."""
    left, right = _only(ours, theirs), _only(theirs, ours)
    drop_localised(left, right, (ours.language, theirs.language))
    replaced = _pair_off(left, right, (ours.title, theirs.title))
    return Differences(tuple(left), tuple(right), tuple(replaced))


def is_web_page(link: Link) -> bool:
    """Tell whether a link leads to a web page, and its address is a sound one."""
    return split_address(link.url) is not None and not is_unsound(link)


def is_unsound(link: Link) -> bool:
    """Tell whether it cannot be known where a link is meant to lead.

    It leads nowhere, its address is broken, or it is a bare address that has swallowed the words behind it.
    """
    bare = link.form is LinkForm.BARE and not link.url.isascii()
    return not link.url or bare or find_defect(link.url) is not None


def _only(side: Side, other: Side) -> list[Link]:
    """Return the links of ``side`` to pages that ``other`` does not lead to, each page once."""
    there = {page_of(url).key for url in (*(link.url for link in other.links), *other.known)}
    found = {page_of(link.url).key: link for link in reversed(side.links)}
    return sorted((link for key, link in found.items() if key not in there), key=lambda link: link.span)


def drop_localised(left: list[L], right: list[L], languages: tuple[str, str]) -> None:
    """Take out what leads readers of each language to pages of their own, with what it stands for on the other side.

    The first list is of links or badges in the first of ``languages``, the second of the second.
    """
    take_pairs(left, right, lambda link: hub_name(link.url))
    take_pairs(left, right, _localised_site, _site)
    take_pairs(left, right, _site, _localised_site)
    for one, other, language in ((left, right, languages[0]), (right, left, languages[1])):
        own = [link for link in one if serves(link.url, language)]
        one[:] = [link for link in one if not serves(link.url, language)]
        take_pairs(own, other, _text)
        del other[: len(own)]


def take_pairs(
    left: list[L], right: list[L], key: Callable[[L], Hashable], other_key: Callable[[L], Hashable] | None = None
) -> list[tuple[L, L]]:
    """Take out of both lists what has the same key, which is not empty, one for one in order; return the pairs.

    ``other_key`` is that of the second list, where it differs.
    """
    waiting: defaultdict[Hashable, deque[L]] = defaultdict(deque)
    for other in right:
        waiting[(other_key or key)(other)].append(other)
    pairs = [(link, waiting[key(link)].popleft()) for link in left if key(link) and waiting[key(link)]]
    ours, theirs = {link for link, _ in pairs}, {other for _, other in pairs}
    left[:] = [link for link in left if link not in ours]
    right[:] = [link for link in right if link not in theirs]
    return pairs


def _site(link: Link | Badge) -> str:
    return page_of(link.url).site


def _localised_site(link: Link | Badge) -> str:
    """Return the site of an address that names a language, empty for others."""
    page = page_of(link.url)
    return page.site if page.localised else ""


def _text(link: Link | Badge) -> str:
    return fold_label(link.alt if isinstance(link, Badge) else link.text)


def _pair_off(left: list[Link], right: list[Link], titles: tuple[Link | None, Link | None]) -> list[Replaced]:
    """Take out the links that stand for each other: those on the titles, with one text, or alone of their host."""

    def by_text(link: Link) -> Hashable:
        return _text(link) and (link in titles, _text(link))

    def by_host(link: Link) -> Hashable:
        return (link in titles, _host(link))

    replaced = take_pairs(left, right, lambda link: link in titles)
    replaced += take_pairs(left, right, by_text)
    ours, theirs = Counter(map(by_host, left)), Counter(map(by_host, right))
    alone = {host for host, count in ours.items() if count == theirs[host] == 1}
    replaced += take_pairs(left, right, lambda link: by_host(link) in alone and by_host(link))
    return sorted(replaced, key=lambda pair: pair[0].span)


def _host(link: Link) -> str:
    address = split_address(link.url)
    return address.host.lower() if address else ""


def lonely_children(entry: Entry, unpaired: Collection[Entry]) -> Iterator[Entry]:
    """Yield the entries inside ``entry`` that have no partner: the other language may have them in its text."""
    for child in entry.children:
        if child in unpaired:
            yield child
        yield from lonely_children(child, unpaired)
