"""The guard: a change is made only where the rendered HTML stays as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from awesome_lint.diagnostics import apply_edits
from awesome_lint.formatter.setting import parser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_lint.formatter.style import ChangedBlock

_MAX_TRIALS = 64
"""Parses spent on finding the changes at fault; what is not judged by then is not made."""

_BETWEEN_BADGES = re.compile(r"(</a>|<img [^<>]*>)[ \n]+(?=<a |<img )")


def html(tokens: Sequence[Any], env: dict[str, Any]) -> str:
    """Return the HTML of parsed tokens, to compare.

    The one declared exception: between two links or images it makes no difference whether a space or a newline
    stands (``Style.badge_lines``); browsers show both as one space.
    """
    md = parser()
    return _BETWEEN_BADGES.sub(r"\1 ", md.renderer.render(tokens, md.options, env))


def accepted(text: str, changes: Sequence[ChangedBlock], expected: str) -> list[ChangedBlock]:
    """Return the changes that, made together, give ``expected`` HTML; those at fault are found by halving."""
    trials = 0

    def fits(candidates: list[ChangedBlock]) -> bool:
        nonlocal trials
        trials += 1
        env: dict[str, Any] = {}
        made = apply_edits(text, (edit for change in candidates for edit in change.edits))
        return html(parser().parse(made, env), env) == expected

    def add(base: list[ChangedBlock], group: Sequence[ChangedBlock]) -> list[ChangedBlock]:
        if not group or trials >= _MAX_TRIALS:
            return base
        if fits([*base, *group]):
            return [*base, *group]
        if len(group) == 1:
            return base
        middle = len(group) // 2
        return add(add(base, group[:middle]), group[middle:])

    return add([], changes)
