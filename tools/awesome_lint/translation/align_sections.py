"""Which sections of two documents are the same: by the entries they share, their titles, and their place."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from math import fsum, prod
from typing import TYPE_CHECKING

from awesome_lint.languages import LANGUAGES
from awesome_lint.syntax.titles import normalize_title
from awesome_lint.translation.align_evidence import link_keys
from awesome_lint.translation.align_names import Name, Relation, name_of, relation_of
from awesome_lint.translation.align_pairing import Pairing, between_neighbours, candidates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from awesome_lint.syntax.nodes import Entry, Section

_SURE = 0.35
"""Sections pair from this confidence on."""
_BY_PLACE = 0.3
_DOUBT = 0.5
"""How many shared entries weigh as much as what is not known."""
_LEVEL = 0.05
"""What a level's difference takes from a pair's score."""
_FACT = 0.5
_MOST = 0.8
"""What a link, an emoji or a well-known heading that only these two sections have says; and all such together."""
_TITLES = {Relation.SAME: 0.8, Relation.NAMED: 0.7, Relation.PART: 0.4}
"""What titles say that no other section has."""
_EVERYWHERE: dict[str, dict[str, tuple[str, ...]]] = {
    "contributing": {
        "en": ("contributing", "contribution", "contributions", "contribute", "contribution guide"),
        "zh": ("贡献", "贡献指南", "贡献方式", "做出贡献", "如何贡献", "参与贡献", "貢獻", "貢獻指南"),
    },
    "contributors": {"en": ("contributors",), "zh": ("贡献者", "貢獻者")},
    "thanks": {
        "en": ("acknowledgements", "acknowledgments", "acknowledgement", "thanks", "credits"),
        "zh": ("致谢", "鸣谢", "感谢", "致謝", "鳴謝"),
    },
    "license": {"en": ("license", "licence"), "zh": ("许可", "许可证", "许可协议", "授权", "授權條款")},
    "references": {"en": ("references",), "zh": ("参考", "参考资料", "参考文献", "參考資料", "參考文獻")},
    "introduction": {"en": ("introduction", "intro"), "zh": ("简介", "介绍", "引言", "前言", "簡介")},
    "citation": {"en": ("citation", "cite", "citing"), "zh": ("引用",)},
    "faq": {
        "en": ("faq", "frequently asked questions"),
        "zh": ("常见问题", "常见问题解答", "常見問題"),
    },
}
"""Headings that lists of all subjects have, by language; headings of contents are known to ``languages/``."""
_STANDING = {
    **{word: what for what, words in _EVERYWHERE.items() for each in words.values() for word in each},
    **{title: "contents" for language in LANGUAGES.values() for title in language.contents_titles},
}


@dataclass(frozen=True, eq=False)
class _Traits:
    """What is known about a section: ``facts`` are keys of what stands in it, ``names`` of what it is called."""

    section: Section
    parent: Section
    position: int
    name: Name
    names: tuple[str, ...]
    facts: frozenset[str]


@dataclass(frozen=True)
class _Side:
    """The sections of one document but the root; ``chains`` holds the sections around each entry, inmost first."""

    traits: tuple[_Traits, ...]
    chains: Mapping[Entry, tuple[_Traits, ...]]


@dataclass(frozen=True)
class _Votes:
    """What the paired entries say: ``pairs`` by our section and theirs, ``ours`` and ``theirs`` in all."""

    pairs: Mapping[int, Mapping[int, float]]
    ours: Mapping[int, float]
    theirs: Mapping[int, float]

    def between(self, our: _Traits, their: _Traits) -> float:
        """Return how much the entries of two sections have in common."""
        return self.pairs.get(our.position, {}).get(their.position, 0.0)

    def total(self, our: _Traits, their: _Traits) -> float:
        """Return how much both have in common with whatever section."""
        return self.ours.get(our.position, 0.0) + self.theirs.get(their.position, 0.0)


class SectionMatcher:
    """Pairs the sections of two documents, given by their roots.

    ``comparable``: whether titles in Latin letters that differ name different things.
    """

    def __init__(self, ours: Section, theirs: Section, *, comparable: bool) -> None:
        self._roots = ours, theirs
        self._ours, self._theirs = _side(ours), _side(theirs)
        self._comparable = comparable

    def pair(self, entries: Pairing[Entry]) -> Pairing[Section]:
        """Return the pairs of sections, as the pairs of ``entries``, titles and places show them; roots always pair."""
        ours, theirs = self._roots
        pairing: Pairing[Section] = Pairing()
        pairing.add(ours, theirs, 1.0)
        matcher = _Matcher(pairing, _votes(self._ours, self._theirs, entries), comparable=self._comparable)
        matcher.pair_alike(self._ours.traits, self._theirs.traits, rarest=True)
        our_children, their_children = _children(self._ours), _children(self._theirs)
        for our in ours.walk():  # from the top: what is paired here has children to pair
            if our in pairing.theirs:
                matcher.pair_siblings(our_children.get(our, []), their_children.get(pairing.theirs[our], []))
        return pairing


class _Matcher:
    """Adds pairs of sections to ``pairing``."""

    def __init__(self, pairing: Pairing[Section], votes: _Votes, *, comparable: bool) -> None:
        self._pairing, self._votes, self._comparable = pairing, votes, comparable

    def pair_siblings(self, ours: Sequence[_Traits], theirs: Sequence[_Traits]) -> None:
        """Pair the children of two sections that are the same: by likeness, then by place."""
        self.pair_alike(
            [traits for traits in ours if traits.section not in self._pairing.theirs],
            [traits for traits in theirs if traits.section not in self._pairing.ours],
        )
        by_section = {traits.section: traits for traits in (*ours, *theirs)}

        def contradict(our: Section, their: Section) -> bool:
            return self._contradict(by_section[our], by_section[their])

        our_sections, their_sections = ([traits.section for traits in side] for side in (ours, theirs))
        for our, their in list(between_neighbours(our_sections, their_sections, self._pairing, contradict)):
            self._pairing.add(our, their, _BY_PLACE)

    def pair_alike(self, ours: Sequence[_Traits], theirs: Sequence[_Traits], *, rarest: bool = False) -> None:
        """Pair what is alike among some sections of each side, the best first.

        ``rarest``: by what only one section of each side has; others of one title are told apart by what is around.
        """
        our_keys, their_keys = _by_key(ours), _by_key(theirs)
        rarity = {key: 2 / (len(our_keys[key]) + len(their_keys[key])) for key in our_keys.keys() & their_keys.keys()}
        if rarest:
            rarity = {key: value for key, value in rarity.items() if value == 1}
        rated = []
        for i, j in self._proposed(ours, theirs):
            confidence = self._confidence(ours[i], theirs[j], rarity)
            apart = abs(ours[i].section.level - theirs[j].section.level)
            if confidence >= _SURE:
                rated.append((-round(confidence - _LEVEL * apart, 3), abs(i - j), i + j, confidence, i, j))
        for *_, confidence, i, j in sorted(rated):
            self._pairing.add(ours[i].section, theirs[j].section, confidence)

    def _proposed(self, ours: Sequence[_Traits], theirs: Sequence[_Traits]) -> Iterator[tuple[int, int]]:
        our_keys, their_keys = _by_key(ours), _by_key(theirs)
        place = {traits.position: j for j, traits in enumerate(theirs)}
        voted = (
            (i, place[position])
            for i, our in enumerate(ours)
            for position in self._votes.pairs.get(our.position, ())
            if position in place
        )
        yield from dict.fromkeys((*candidates(our_keys, their_keys), *voted))

    def _confidence(self, our: _Traits, their: _Traits, rarity: Mapping[str, float]) -> float:
        relation = relation_of(our.name, their.name, comparable=self._comparable)
        voted = self._votes.between(our, their)
        if relation is Relation.OTHER and not voted:
            return 0.0
        common = max((rarity.get(key, 0.0) for key in our.names if key in their.names), default=0.0)
        doubts = (
            1 - 2 * voted / (self._votes.total(our, their) + _DOUBT),
            1 - min(_MOST, _FACT * fsum(rarity.get(key, 0.0) for key in our.facts & their.facts)),
            1 - _TITLES.get(relation, 0.0) * common,
        )
        return 1 - prod(doubts)

    def _contradict(self, our: _Traits, their: _Traits) -> bool:
        """Tell whether something speaks against a pair that only its place speaks for."""
        return (
            our.section.level != their.section.level
            or relation_of(our.name, their.name, comparable=self._comparable) is Relation.OTHER
            or (self._votes.total(our, their) > 0 and not self._votes.between(our, their))
        )


# --- what is known about sections -------------------------------------------------------------------------------


def _side(root: Section) -> _Side:
    traits: list[_Traits] = []
    chains: dict[Entry, tuple[_Traits, ...]] = {}

    def visit(section: Section, around: tuple[_Traits, ...]) -> None:
        chains.update((entry, around) for top in section.entries for entry in top.walk())
        for child in section.subsections:
            name = name_of(child.title)
            traits.append(_Traits(child, section, len(traits), name, tuple(_names(name)), frozenset(_facts(child))))
            visit(child, (traits[-1], *around))

    visit(root, ())
    return _Side(tuple(traits), chains)


def _children(side: _Side) -> dict[Section, list[_Traits]]:
    children: dict[Section, list[_Traits]] = defaultdict(list)
    for traits in side.traits:
        children[traits.parent].append(traits)
    return children


def _names(name: Name) -> Iterator[str]:
    if name.squeezed:
        yield f"title {name.squeezed}"
    if name.in_latin:
        yield f"name {name.in_latin}"
    yield from (f"word {word}" for word in dict.fromkeys(name.words))


def _facts(section: Section) -> Iterator[str]:
    standing = _STANDING.get(normalize_title(section.title))
    if standing:
        yield f"standing {standing}"
    yield from (f"emoji {char}" for char in section.title if unicodedata.category(char) == "So")
    links = (link for block in section.blocks for each in block.walk() for link in each.links)
    yield from (key for link in links for key, _ in link_keys(link))


def _by_key(side: Iterable[_Traits]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, traits in enumerate(side):
        for key in (*traits.names, *sorted(traits.facts)):
            found[key].append(number)
    return found


def _votes(ours: _Side, theirs: _Side, entries: Pairing[Entry]) -> _Votes:
    """Let each pair of entries vote for the sections around them."""
    pairs: dict[int, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    totals: tuple[dict[int, list[float]], ...] = (defaultdict(list), defaultdict(list))
    for our, their in entries.theirs.items():
        confidence = entries.confidence[our]
        around, around_theirs = ours.chains[our], theirs.chains[their]
        for i, j in _levels(around, around_theirs):
            pairs[i][j].append(confidence)
        for total, chain in zip(totals, (around, around_theirs), strict=True):
            for traits in chain:
                total[traits.position].append(confidence)
    return _Votes(
        {i: {j: fsum(given) for j, given in row.items()} for i, row in pairs.items()},
        *({position: fsum(given) for position, given in total.items()} for total in totals),
    )


def _levels(ours: tuple[_Traits, ...], theirs: tuple[_Traits, ...]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of sections around two entries: the inmost, and those of one level."""
    inmost = [(ours[0].position, theirs[0].position)] if ours and theirs else []
    every = ((our, their) for our in ours for their in theirs)
    even = ((our.position, their.position) for our, their in every if our.section.level == their.section.level)
    yield from dict.fromkeys((*inmost, *even))
