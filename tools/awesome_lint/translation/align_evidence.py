"""How alike two entries are: what they link to and what they are called, whatever the language."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from math import fsum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from awesome_lint.syntax.resources import normalized_url
from awesome_lint.translation.align_names import Name, Relation, name_of, relation_of
from awesome_lint.translation.tags import split_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from awesome_lint.syntax.nodes import Entry, Link

_TITLE_LINK = 3.0
_BADGE_LINK = 2.0
_LINK = 1.0
_BADGE_IMAGE = 0.25
"""How much a link says about what an entry is, by the part it plays. Many badges show the same picture."""
_OF_CHILD = 0.5
"""What a link of a child says about its parent: the other document may have it there."""
_REPOSITORY = 0.5
"""What the repository says where an entry is about a folder of it."""
_EXACT_URL = 0.25
"""What the exact address says beside the address without its language."""
_DOUBT = 2.0
"""The weight of doubt: so many links weigh as much as everything that is not known."""
_APART = 0.6
"""What is left of the links' word when titles or badges lead to different things."""
_OTHER_NAME = 0.8
_OTHER_VERSION = 0.6
"""What is left of the links' word when the names disagree; versions of one thing share links."""


# --- links ------------------------------------------------------------------------------------------------------


def link_keys(link: Link) -> Iterator[tuple[str, float]]:
    """Yield what ``link`` leads to, as keys that all its spellings share, with how much of it each says."""
    if not link.url or link.url.startswith("#"):
        return
    if link.resource is not None:
        in_part = bool(link.resource.path)
        yield link.resource.same, _REPOSITORY if in_part else 1.0
        if in_part:
            yield str(link.resource).casefold(), 1.0
        return
    url = normalized_url(link.url)
    yield without_language(url), 1.0
    yield f"={url}", _EXACT_URL


def without_language(url: str) -> str:
    """Return ``url`` without parts that name a language (``/docs/zh-cn/start``, ``zh.example.org``).

    Relative ones lose the way up, as the other document may stand in another folder.
    """
    try:
        split = urlsplit(url)
    except ValueError:
        return url
    host = split.netloc
    first, _, rest = host.partition(".")
    if "." in rest and _names_language(first):
        host = rest
    parts = [part for part in split.path.split("/") if part not in ("", ".", "..") and not _names_language(part)]
    return split._replace(netloc=host, path="/".join(parts)).geturl()


_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][a-z]{2,4})?", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _names_language(part: str) -> bool:
    """Tell whether a part of an address is a language (``zh``, ``en-US``, ``zh_Hans``)."""
    match = _LANGUAGE.fullmatch(part)
    return match is not None and split_tag(match[1])[1] is not None


def _keys_of(entry: Entry) -> dict[Link, tuple[tuple[str, float], ...]]:
    return {link: tuple(link_keys(link)) for link in entry.links}


def _weights_of(entry: Entry, keys: Mapping[Link, tuple[tuple[str, float], ...]]) -> dict[str, float]:
    """Return the keys of an entry's own links with their weights."""
    badge_links = {badge.link for badge in entry.badges}
    badge_images = {badge.image for badge in entry.badges}
    weights: dict[str, float] = {}
    for link, its in keys.items():
        part = _TITLE_LINK if link is entry.title_link else _BADGE_LINK if link in badge_links else _LINK
        part = _BADGE_IMAGE if link in badge_images else part
        for key, share in its:
            weights[key] = max(weights.get(key, 0.0), share * part)
    return weights


def _heads_of(entry: Entry, keys: Mapping[Link, tuple[tuple[str, float], ...]]) -> dict[str, frozenset[str]]:
    """Return where the title link and the badges of each kind lead."""
    heads: dict[str, set[str]] = {}
    if entry.title_link is not None:
        heads["title"] = {key for key, _ in keys.get(entry.title_link, ())}
    for badge in entry.badges:
        if badge.link is not None and badge.resource is not None:
            heads.setdefault(badge.resource.family, set()).update(key for key, _ in keys.get(badge.link, ()))
    return {kind: frozenset(its) for kind, its in heads.items() if its}


# --- entries ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Traits:
    """What is known about one entry: its place in the document, and what it is compared by."""

    entry: Entry
    position: int
    depth: int
    name: Name
    own_links: dict[str, float]
    links: dict[str, float]
    """Own links and those of children."""
    heads: dict[str, frozenset[str]]
    """Where the title link and the badges of each kind lead."""


def traits_of(entries: Iterable[Entry]) -> tuple[Traits, ...]:
    """Return the traits of top-level ``entries`` and all below them, in document order."""
    found: list[Traits] = []
    for entry in entries:
        _add_traits(entry, 0, found)
    return tuple(found)


def _add_traits(entry: Entry, depth: int, found: list[Traits]) -> dict[str, float]:
    keys = _keys_of(entry)
    own = _weights_of(entry, keys)
    links = dict(own)
    found.append(Traits(entry, len(found), depth, name_of(entry.title), own, links, _heads_of(entry, keys)))
    for child in entry.children:
        for key, weight in _add_traits(child, depth + 1, found).items():
            links[key] = max(links.get(key, 0.0), _OF_CHILD * weight)
    return links


def _leads_apart(ours: Traits, theirs: Traits) -> bool:
    return any(
        ours.heads[kind].isdisjoint(theirs.links) or theirs.heads[kind].isdisjoint(ours.links)
        for kind in ours.heads.keys() & theirs.heads.keys()
    )


@dataclass(frozen=True)
class Likeness:
    """How alike two entries are. ``score`` puts pairs in order, ``confidence`` is how likely they are the same."""

    score: float
    confidence: float
    titles: Relation
    shares_links: bool
    links_differ: bool
    """Both lead somewhere, and nowhere the same."""
    leads_apart: bool
    """The title link, or the badges of one kind, of one lead to what the other does not even mention."""


class Evidence:
    """Compares the entries of two documents: what is rare in both says most."""

    def __init__(self, ours: Sequence[Traits], theirs: Sequence[Traits], *, comparable: bool) -> None:
        self.ours, self.theirs = ours, theirs
        self._comparable = comparable
        counts = [Counter(key for traits in side for key in self.keys(traits)) for side in (ours, theirs)]
        self._rarity = {key: 2 / (max(1, counts[0][key]) + max(1, counts[1][key])) for key in counts[0] | counts[1]}
        """1 for a key that one entry has in each document, less the more have it."""
        self._weights = [[self._weight(traits) for traits in side] for side in (ours, theirs)]

    @staticmethod
    def keys(traits: Traits) -> Iterator[str]:
        """Yield every key by which an entry may be found, each once."""
        yield from traits.own_links
        if traits.name.squeezed:
            yield f"title {traits.name.squeezed}"
        if traits.name.in_latin:
            yield f"name {traits.name.in_latin}"
        for word in sorted(traits.name.bag):
            yield f"word {word}"

    def compare(self, our: Traits, their: Traits) -> Likeness:
        """Return how alike two entries are."""
        shared = fsum(
            min(weight, their.links[key]) * self._rarity[key] for key, weight in our.links.items() if key in their.links
        )
        weights = self._weights[0][our.position] + self._weights[1][their.position]
        leads_apart = _leads_apart(our, their)
        by_links = 2 * shared / (weights + _DOUBT) * (_APART if leads_apart else 1)
        titles = relation_of(our.name, their.name, comparable=self._comparable)
        by_title = self._by_title(our.name, their.name, titles)
        confidence = 1 - (1 - by_links) * (1 - by_title)
        score = 0.6 * by_links + 0.4 * by_title
        if titles in (Relation.OTHER, Relation.VERSION):
            confidence *= _OTHER_NAME if titles is Relation.OTHER else _OTHER_VERSION
            score -= 0.1
        score -= 0.1 * (our.depth != their.depth) + 0.05 * (our.entry.style is not their.entry.style)
        links_differ = not shared and bool(our.links and their.links)
        return Likeness(score, confidence, titles, shared > 0, links_differ, leads_apart)

    def _weight(self, traits: Traits) -> float:
        return fsum(weight * self._rarity[key] for key, weight in traits.links.items())

    def _by_title(self, ours: Name, theirs: Name, titles: Relation) -> float:
        match titles:
            case Relation.SAME:
                keys = (f"title {ours.squeezed}", f"title {theirs.squeezed}")
                return 0.4 + 0.5 * min(self._rarity[key] for key in keys)
            case Relation.NAMED:
                return 0.3 + 0.5 * self._rarity[f"name {ours.in_latin}"]
            case Relation.PART:
                common = ours.bag & theirs.bag
                share = 2 * len(common) / (len(ours.bag) + len(theirs.bag))
                return 0.1 + 0.2 * max(self._rarity[f"word {word}"] for word in common) + 0.1 * share
        return 0.0
