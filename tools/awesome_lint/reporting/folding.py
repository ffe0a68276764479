"""The findings about layout as one per file: a list that was never laid out has hundreds, and others would drown."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from awesome_lint.diagnostics import Diagnostic


def fold(diagnostics: Iterable[Diagnostic], code: str) -> Iterator[Diagnostic]:
    """Yield the findings, but in place of the first of the rule ``code`` in a file one that counts all of them."""
    same: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    kept = []
    for diagnostic in diagnostics:
        if diagnostic.code == code:
            same[diagnostic.source.path].append(diagnostic)
        if diagnostic.code != code or len(same[diagnostic.source.path]) == 1:
            kept.append(diagnostic)
    for diagnostic in kept:
        yield _folded(same[diagnostic.source.path]) if diagnostic.code == code else diagnostic


def _folded(same: Sequence[Diagnostic]) -> Diagnostic:
    first = same[0]
    if len(same) == 1:
        return first
    advice = f"run `awesome-lint format`, or see them with `--select {first.code}`"
    message = f"{len(same)} blocks are not laid out canonically; {advice}"
    fix = first.finding.fix and replace(first.finding.fix, title="Lay them out")
    return replace(first, finding=replace(first.finding, message=message, fix=fix))
