"""Whether the paper that an entry links is the entry's own, by all that is known of both."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.links.facts import HubFacts, PaperFacts, RepositoryFacts
from awesome_lint.rules.links._judged import main_links
from awesome_lint.rules.links._titles import Title, can_mean, is_alike, mentions, shares_most_words
from awesome_lint.schema.papers import dated, submitted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from awesome_lint.links.judgements import Judgements
    from awesome_lint.rules.base import Context
    from awesome_lint.syntax.nodes import Document, Entry, Link, Section

_ELSEWHEN = 12
"""Months between a date and a paper beyond which they hardly belong together: Bard has the paper of LaMDA."""
_SAME_TIME = 6
"""Months within which a paper that a model's page names can be the model's own; others are those it builds on."""
_USUAL, _USUAL_PART = 5, 0.03
"""How many titles, and which part of them, have to hold a word that is usual: ``speculative`` in a list about that."""
_TEMPLATE = frozenset(("1910.09700",))
"""Named on most pages of models: the form for them asks to compute emissions as this paper does."""


class Paper(NamedTuple):
    """A paper that an entry links, and what is known of it."""

    link: Link
    id: str
    title: Title
    facts: PaperFacts


def paper_of(link: Link | None, judgements: Judgements) -> Paper | None:
    """Return the paper that ``link`` leads to when its title is known."""
    if link is None or link.is_image or link.resource is None or link.resource.family != "arxiv":
        return None
    judgement = judgements.about(link.resource)
    facts = PaperFacts.of(judgement.facts) if judgement and judgement.is_good else PaperFacts()
    return Paper(link, link.resource.id, Title(facts.title), facts) if facts.title else None


def own_paper(entry: Entry, judgements: Judgements) -> Paper | None:
    """Return the paper of the title link, else the only one of badges and links that are the entry's own."""
    if paper := paper_of(entry.title_link, judgements):
        return paper
    links = main_links(entry)
    papers = {each.resource.id: each for each in links if each.resource and each.resource.family == "arxiv"}
    return paper_of(next(iter(papers.values())), judgements) if len(papers) == 1 else None


@lru_cache(maxsize=8)
def usual_words(document: Document) -> frozenset[str]:
    """Return the words that stand in so many titles of the list that they tell none of them from another."""
    counts = Counter(word for entry in document.entries for word in Title(entry.title).telling)
    enough = max(_USUAL, _USUAL_PART * len(document.entries))
    return frozenset(word for word, count in counts.items() if count >= enough)


def is_titled(said: Title, paper: Paper, document: Document) -> bool:
    """Tell whether ``said``, a whole title, can be that of the paper, and is not that of another entry's paper."""
    if not is_alike(said, paper.title, usual_words(document)):
        return False
    is_another = paper.title.squeezed in _titles(document) and said.squeezed not in paper.title.squeezed
    return not is_another or shares_most_words(said, paper.title)


@lru_cache(maxsize=8)
def _titles(document: Document) -> frozenset[str]:
    return frozenset(Title(entry.title).squeezed for entry in document.entries)


def is_vouched_for(entry: Entry, paper: Paper, context: Context) -> bool:
    """Tell whether something of the entry speaks for the paper: its text, its code's description, its model's page."""
    told = [each.description for each in _repositories(entry, context.judgements) if each.description]
    texts = (_words_of(entry, context.document), *map(Title, told))
    if any(paper.id in each for each in told) or any(mentions(text, paper.title) for text in texts):
        return True
    return any(paper.id in each.papers for each in _models(entry, context.judgements))


@lru_cache(maxsize=8)
def _words_of(entry: Entry, document: Document) -> Title:
    """Return all that an entry says, addresses included."""
    return Title(document.source.slice(entry.span))


def owner_of_code(entry: Entry, link: Link, context: Context) -> Entry | None:
    """Return the other entry of the section that a repository is called like, when nothing ties it to ``entry``.

    Tools live in repositories of other names, and many in one, so all has to speak against it: the name and the
    description of the repository lack the entry's name, and the entry's words lack those of both.
    """
    resource = link.resource
    if resource is None or resource.kind != "github" or resource.path:
        return None
    other = _named(Title(resource.id.partition("/")[2]).squeezed, entry, context.document)
    about = context.judgements.about(resource) if other else None
    facts = RepositoryFacts.of(about.facts) if about and about.is_good else RepositoryFacts()
    said, told = Title(entry.title), Title(f"{resource.id} {facts.description}")
    words = Title(" ".join([entry.title, *(block.text for each in entry.blocks for block in each.walk())]))
    tied = not said.telling or can_mean(said, told) or told.telling & words.telling
    return None if tied or not facts.description else other


def evidence(entry: Entry, paper: Paper, context: Context, *, whole: bool) -> str:
    """Return what shows that a paper, whose title lacks the entry's name, is another one's; empty where nothing does.

    A name that is missing in the title is not enough: GPT-3's paper is "Language Models are Few-Shot Learners". So one
    of these is needed besides:

    - the title begins with the name of another entry of the section: a line was copied. Methods and models share papers
      (GRPO and DeepSeekMath), so the entry has to be called by a ``whole`` title, or to be from another month;
    - the page of the entry's model names papers of that time, and not this one;
    - another paper of the list begins with the name of the entry;
    - the title has a name, and the paper is from another time than the entry's date.
    """
    apart, named = _months_apart(entry, paper), paper.title.names and Title(entry.title).telling
    if (whole or apart) and (other := _namesake(entry, paper, context.document)):
        return f'that is the name of the entry "{other.title}"'
    if _is_disowned(entry, paper, context.judgements):
        return "the page of its model names another paper"
    if better := _better(entry, paper, context.judgements):
        return f"arXiv:{better} has its name"
    return f"it came out on {paper.facts.published}" if apart > _ELSEWHEN and named else ""


def _namesake(entry: Entry, paper: Paper, document: Document) -> Entry | None:
    """Return the other entry of the section whose name the title begins with, or is (``Mistral 7B``)."""
    return _named((paper.title.head or paper.title).squeezed, entry, document)


def _named(name: str, entry: Entry, document: Document) -> Entry | None:
    """Return another entry of the section of ``entry`` with that name, squeezed."""
    section, named = _names(document)
    others = named.get((section.get(entry), name), ())
    return next((each for each in others if each is not entry), None)


@lru_cache(maxsize=8)
def _names(document: Document) -> tuple[Mapping[Entry, Section], Mapping[tuple[Section | None, str], list[Entry]]]:
    """Return the section of each entry, and the entries by section and name: the title, or what begins it."""
    sections = {entry: section for section in document.root.walk() for entry in section.entries}
    named: defaultdict[tuple[Section | None, str], list[Entry]] = defaultdict(list)
    for entry, section in sections.items():
        title = Title(entry.title)
        for name in {title.squeezed, title.head.squeezed if title.head else title.squeezed} if title.telling else ():
            named[section, name].append(entry)
    return sections, named


def _is_disowned(entry: Entry, paper: Paper, judgements: Judgements) -> bool:
    """Tell whether the pages of the entry's models name papers of their time, none of them this one."""
    anchor = dated(entry)
    named = set()
    for model in _models(entry, judgements):
        about = anchor[1].count if anchor else _month(model.created)
        named |= {each for each in model.papers if each not in _TEMPLATE and _is_near(submitted(each), about)}
    return bool(named) and paper.id not in named


def _is_near(month: int | None, other: int | None) -> bool:
    return month is not None and other is not None and abs(month - other) <= _SAME_TIME


def _month(day: str | None) -> int | None:
    """Return the month of a day in months since year 0; None when it is not known."""
    try:
        known = date.fromisoformat((day or "")[:10])
    except ValueError:
        return None
    return known.year * 12 + known.month - 1


def _better(entry: Entry, paper: Paper, judgements: Judgements) -> str | None:
    """Return the paper, of those that were asked for, whose title begins with the name of the entry."""
    name = Title(entry.title)
    for key, judgement in judgements.by_key.items():
        kind, _, identifier = key.partition(":")
        title = judgement.facts.get("title") if kind == "arxiv" and identifier != paper.id else None
        if isinstance(title, str) and any(word in title.lower() for word in name.telling):
            head = Title(title).head
            if head and head.squeezed == name.squeezed:
                return identifier
    return None


def _months_apart(entry: Entry, paper: Paper) -> int:
    """Return how far the date of the entry is from the nearest version of the paper, 0 where one is not known."""
    found = dated(entry)
    months = [month for day in (paper.facts.published, paper.facts.updated) if (month := _month(day)) is not None]
    return min((abs(month - found[1].count) for month in months), default=0) if found else 0


def _repositories(entry: Entry, judgements: Judgements) -> Iterator[RepositoryFacts]:
    for link in entry.links:
        if link.resource and link.resource.kind == "github" and (about := judgements.about(link.resource)):
            yield RepositoryFacts.of(about.facts)


def _models(entry: Entry, judgements: Judgements) -> Iterator[HubFacts]:
    """Yield what is known of the models and datasets that the entry links as its own."""
    for resource in {link.resource for link in main_links(entry) if link.resource}:
        about = judgements.about(resource) if resource.kind in ("hf-model", "hf-dataset") else None
        if about and about.is_good:
            yield HubFacts.of(about.facts)
