"""The guard: a change is made only where the rendered HTML stays as it was and no text is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from awesome_lint.diagnostics import Edit, apply_edits
from awesome_lint.formatter.setting import parser

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from awesome_lint.source import Span

_MAX_TRIALS = 64
"""Parses spent on finding the changes at fault; what is not judged by then is not made."""

_BETWEEN_BADGES = re.compile(r"(</a>|<img [^<>]*>)[ \n]+(?=<a |<img )")
_LAYOUT = str.maketrans(dict.fromkeys(" \t\r\n-*+_#=~`>|0123456789"))


class Change(NamedTuple):
    """What is made of one block, or of the blank lines before it: all of its edits or none."""

    type: str
    span: Span
    edits: tuple[Edit, ...]
    keeps_text: bool


def html(tokens: Sequence[Any], env: dict[str, Any]) -> str:
    """Return the HTML of parsed tokens, to compare.

    The one declared exception: between two links or images it makes no difference whether a space or a newline
    stands (``Style.badge_lines``); browsers show both as one space.
    """
    md = parser()
    return _BETWEEN_BADGES.sub(r"\1 ", md.renderer.render(tokens, md.options, env))


def skeleton(lines: Iterable[str]) -> str:
    """Return the characters of ``lines`` that no layout may touch: all but white space, markers and digits."""
    return "".join(lines).translate(_LAYOUT)


def accepted(text: str, changes: Sequence[Change], expected: str) -> list[Change]:
    """Return the changes that, made together, give ``expected`` HTML; those at fault are found by halving."""
    trials = 0

    def fits(candidates: list[Change]) -> bool:
        nonlocal trials
        trials += 1
        env: dict[str, Any] = {}
        made = apply_edits(text, (edit for change in candidates for edit in change.edits))
        return html(parser().parse(made, env), env) == expected

    def add(base: list[Change], group: Sequence[Change]) -> list[Change]:
        if not group or trials >= _MAX_TRIALS:
            return base
        if fits([*base, *group]):
            return [*base, *group]
        if len(group) == 1:
            return base
        middle = len(group) // 2
        return add(add(base, group[:middle]), group[middle:])

    return add([], [change for change in changes if change.keeps_text])
