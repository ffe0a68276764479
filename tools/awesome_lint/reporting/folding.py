"""Many findings of one rule in a file as one that counts them: layout and notes come in hundreds, and hide the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from awesome_lint.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Fold:
    """How findings of one rule are said as one: where a file has more than ``most``, as their number and ``says``.

    ``advice`` stands before how to see them all, ``fix`` says what all their fixes do. With ``has_reasons``, messages
    end with why, behind a colon, and the reason that most have is said.
    """

    says: str
    most: int
    advice: str = ""
    fix: str = ""
    has_reasons: bool = False


LAYOUT = "STY001"
_NOTES = 10
"""Notes of a kind that are read one by one; as many annotations of a level does GitHub show."""
FOLDS = {
    LAYOUT: Fold("blocks are not laid out canonically", 1, "run `awesome-lint format`, or ", "Lay them out"),
    "LNK104": Fold("repositories are archived or disabled", _NOTES),
    "LNK110": Fold("links could not be verified", _NOTES, has_reasons=True),
}
"""By code. Each is information that asks for nothing, or for one command."""


def fold(diagnostics: Iterable[Diagnostic], codes: Collection[str]) -> Iterator[Diagnostic]:
    """Yield the findings, but in place of many of one of the rules ``codes`` in a file the first, that counts all."""
    same: defaultdict[tuple[str, str], list[Diagnostic]] = defaultdict(list)
    ordered = list(diagnostics)
    for each in ordered:
        same[each.code, each.source.path].append(each)
    for each in ordered:
        alike = same[each.code, each.source.path]
        if each.code not in codes or len(alike) <= FOLDS[each.code].most:
            yield each
        elif each is alike[0]:
            yield _folded(alike, FOLDS[each.code])


def _folded(alike: Sequence[Diagnostic], how: Fold) -> Diagnostic:
    first = alike[0]
    message = f"{len(alike)} {how.says}; {how.advice}see them with `--select {first.code}`"
    message += f". Most often: {_reason(alike)}" if how.has_reasons else ""
    fix = first.finding.fix and replace(first.finding.fix, title=how.fix)
    return replace(first, finding=replace(first.finding, message=message, fix=fix))


def _reason(alike: Sequence[Diagnostic]) -> str:
    [(reason, count)] = Counter(each.finding.message.partition(": ")[2] for each in alike).most_common(1)
    return f"{reason} ({count})"
