"""The guard: a change is made only where the rendered HTML stays as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from awesome_lint.diagnostics import Edit, apply_edits
from awesome_lint.formatter.setting import parser
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_lint.formatter.style import ChangedBlock

_MAX_TRIALS = 16
"""Parses of the whole file spent on finding the changes at fault; what is not judged by then is not made."""

_BETWEEN_BADGES = re.compile(r"(</a>|<img [^<>]*>)[ \n]+(?=<a |<img )")


class Candidate(NamedTuple):
    """A change, and the place in which it is judged alone: its block and both neighbours."""

    change: ChangedBlock
    surroundings: Span


def ended(text: str) -> str:
    """Return ``text`` with a last newline, without which the parser renders an open fence in another way."""
    return text if text.endswith(("\n", "\r")) else f"{text}\n"


def html(tokens: Sequence[Any], env: dict[str, Any]) -> str:
    """Return the HTML of parsed tokens, to compare.

    The one declared exception: between two links or images it makes no difference whether a space or a newline
    stands (``Style.badge_lines``); browsers show both as one space.
    """
    md = parser()
    return _BETWEEN_BADGES.sub(r"\1 ", md.renderer.render(tokens, md.options, env))


def accepted(text: str, candidates: Sequence[Candidate], tokens: Sequence[Any], env: dict[str, Any]) -> list[Candidate]:
    """Return the candidates that, made together, leave the HTML of ``text`` as ``tokens`` render it.

    All at once is tried first. If that fails, those that fail between their neighbours are dropped, and what still
    disagrees is found by halving.
    """
    expected = html(tokens, env)
    trials = 0

    def fit(group: Sequence[Candidate]) -> bool:
        nonlocal trials
        trials += 1
        return _html_of(_applied(text, Span(0, len(text)), group)) == expected

    def add(base: list[Candidate], group: Sequence[Candidate]) -> list[Candidate]:
        if not group or trials >= _MAX_TRIALS:
            return base
        if fit([*base, *group]):
            return [*base, *group]
        if len(group) == 1:
            return base
        middle = len(group) // 2
        return add(add(base, group[:middle]), group[middle:])

    if fit(candidates):
        return list(candidates)
    return add([], [each for each in candidates if _fits_alone(text, each, env)])


def _fits_alone(text: str, candidate: Candidate, env: dict[str, Any]) -> bool:
    place = candidate.surroundings
    references = env.get("references", {})
    return _html_of(_applied(text, place, [candidate]), references) == _html_of(
        text[place.start : place.end], references
    )


def _applied(text: str, place: Span, candidates: Sequence[Candidate]) -> str:
    """Return the text of ``place`` with the candidates' changes, which lie in it."""
    edits = [edit for candidate in candidates for edit in candidate.change.edits]
    shifted = [Edit(Span(edit.span.start - place.start, edit.span.end - place.start), edit.text) for edit in edits]
    return apply_edits(text[place.start : place.end], shifted)


def _html_of(text: str, references: dict[str, Any] | None = None) -> str:
    env: dict[str, Any] = {"references": dict(references)} if references else {}
    return html(parser().parse(ended(text), env), env)
