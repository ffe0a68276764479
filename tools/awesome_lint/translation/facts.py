"""What must be equal in prose whatever the language: numbers, names in Latin letters, code, lengths of lists.

Translators shorten and rearrange. So a number differs only where both sides speak of it (``facts_numbers``), while
names, code and lists are compared as multisets, and a difference may have one side only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from awesome_lint.syntax.inlines import walk
from awesome_lint.syntax.nodes import BlockType, InlineType
from awesome_lint.translation.facts_badges import badge_contradictions, badge_number
from awesome_lint.translation.facts_numbers import Side, contradictions
from awesome_lint.translation.facts_text import prose_of
from awesome_lint.translation.prose import passages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from awesome_lint.source import Span
    from awesome_lint.syntax.nodes import Badge, Document, Entry, Section
    from awesome_lint.translation.facts_numbers import Stated

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:[-./+][A-Za-z0-9_]+)*")
_JOINTS = re.compile(r"[-_. ]")


class FactKind(StrEnum):
    """Kinds of facts."""

    NUMBER = "number"
    NAME = "name"
    CODE = "code"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: ``text`` as written, at ``span`` of its file."""

    kind: FactKind
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that the two sides say differently; None for a side that lacks it."""

    ours: Fact | None
    theirs: Fact | None

    @property
    def kind(self) -> FactKind:
        """The kind of the facts that differ."""
        fact = self.ours or self.theirs
        return fact.kind if fact else FactKind.NUMBER


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A matched entry or section with its document."""

    node: Entry | Section
    document: Document


def compare(ours: Part, theirs: Part) -> tuple[Difference, ...]:
    """Return all that differs in the prose and badges of two parts that are one in two languages.

    Numbers come first, then names, code and lists; each kind in our order, what only they have last.
    """
    return (
        *(Difference(a, b) for a, b in number_differences(ours, theirs)),
        *_one_sided(names_of(ours), names_of(theirs)),
        *_one_sided(code_of(ours), code_of(theirs)),
        *_list_differences(ours, theirs),
    )


def number_differences(ours: Part, theirs: Part) -> tuple[tuple[Fact, Fact], ...]:
    """Return the numbers of badges and prose that contradict each other, ours first; an omission is none."""
    badges = badge_contradictions(ours.node, theirs.node)
    prose = contradictions(Side(ours.node, ours.document), Side(theirs.node, theirs.document))
    return (
        *((_badge_fact(a, ours), _badge_fact(b, theirs)) for a, b in badges),
        *((_stated_fact(a), _stated_fact(b)) for a, b in prose),
    )


def names_of(part: Part) -> tuple[Fact, ...]:
    """Return the names of models, datasets and tools: Latin words with digits or with capitals inside."""
    return tuple(
        Fact(FactKind.NAME, match[0], prose.locate(*match.span()))
        for passage in passages(part.node)
        for prose in [prose_of(passage.inlines, part.document.source)]
        for match in _WORD.finditer(prose.text)
        if not (match[0].islower() or match[0].istitle() or match[0][1:].islower())
    )


def code_of(part: Part) -> tuple[Fact, ...]:
    """Return the code spans."""
    return tuple(
        Fact(FactKind.CODE, inline.text, inline.span)
        for passage in passages(part.node)
        for inline in walk(passage.inlines)
        if inline.type is InlineType.CODE
    )


def lists_of(part: Part) -> tuple[Fact, ...]:
    """Return the lists, nested ones too, each with the number of its items."""
    return tuple(
        Fact(FactKind.LIST, str(len(block.children)), block.span)
        for top in part.node.blocks
        for block in top.walk()
        if block.type is BlockType.LIST
    )


def _stated_fact(stated: Stated) -> Fact:
    return Fact(FactKind.NUMBER, stated.number.text, stated.span)


def _badge_fact(badge: Badge, part: Part) -> Fact:
    span, text = badge_number(badge, part.document.source)
    return Fact(FactKind.NUMBER, text, span)


def _one_sided(ours: Iterable[Fact], theirs: Iterable[Fact]) -> Iterator[Difference]:
    """Yield the facts that have no counterpart, spelling of names forgiven (``GPT 4`` is ``GPT-4``)."""
    waiting: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in theirs:
        waiting[_key(fact)].append(fact)
    for fact in ours:
        others = waiting[_key(fact)]
        if others:
            others.pop(0)
        else:
            yield Difference(fact, None)
    left = sorted((fact for facts in waiting.values() for fact in facts), key=lambda fact: fact.span)
    yield from (Difference(None, fact) for fact in left)


def _key(fact: Fact) -> str:
    if fact.kind is FactKind.CODE:
        return " ".join(fact.text.split())
    return _JOINTS.sub("", fact.text).casefold().removesuffix("s")


def _list_differences(ours: Part, theirs: Part) -> Iterator[Difference]:
    """Yield the lists of other lengths, where both sides have as many lists."""
    here, there = lists_of(ours), lists_of(theirs)
    if len(here) == len(there):
        yield from (Difference(a, b) for a, b in zip(here, there, strict=True) if a.text != b.text)
