"""The damage of one document, with its twins as witnesses."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from awesome_lint.encoding.detect import find_damage
from awesome_lint.encoding.mentions import shows_damage
from awesome_lint.syntax.regions import code_regions, touches

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from awesome_lint.encoding.detect import Damage
    from awesome_lint.encoding.knowledge import Knowledge
    from awesome_lint.encoding.repair import Repair
    from awesome_lint.syntax.nodes import Document

MAX_EXAMPLES = 20
"""Changes of a line from which on it is damaged and no longer about damage."""


def find_repairs(document: Document, twins: Iterable[Document]) -> tuple[Repair, ...]:
    """Return the damage of ``document`` outside code, each with its repair; ``twins`` tell what was lost.

    Code is left alone: it may show what damage looks like.
    """
    text = document.source.text
    damages = find_damage(text)
    if not damages:
        return ()
    code = code_regions(document)
    if any(touches(code, run) for damage in damages for run in damage.runs):
        damages = find_damage(text, code)
    from awesome_lint.encoding.repair import repair

    repairs = repair(text, damages, lambda: _knowledge(text, damages, twins))
    return tuple(filter(None, (_without_examples(each, text) for each in repairs)))


def _without_examples(repair: Repair, text: str) -> Repair | None:
    """Return a repair without what the text only shows, None when nothing is left of it."""
    if len(repair.changes) > MAX_EXAMPLES:
        return repair
    changes = tuple(each for each in repair.changes if not shows_damage(text, each, repair.changes))
    if len(changes) == len(repair.changes) or (changes and repair.guessed):
        return repair
    return replace(repair, changes=changes) if changes else None


def _knowledge(text: str, damages: Sequence[Damage], twins: Iterable[Document]) -> Knowledge:
    from awesome_lint.encoding.knowledge import Knowledge

    others = ((twin.source.text, find_damage(twin.source.text)) for twin in twins if twin.source.invalid is None)
    return Knowledge(line for each, damaged in (*others, (text, damages)) for line in _clean_lines(each, damaged))


def _clean_lines(text: str, damages: Iterable[Damage]) -> Iterable[str]:
    """Return the lines without damage."""
    lines = text.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    damaged = {bisect_right(starts, damage.span.start) - 1 for damage in damages}
    return (line for number, line in enumerate(lines) if number not in damaged)
