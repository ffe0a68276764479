"""Which rules run: what configuration and command line select and ignore."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_lint.rules.registry import FAMILIES, all_rules, selects

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from awesome_lint.rules.base import Rule

EVERYTHING = "ALL"


@dataclass(frozen=True, slots=True)
class Selection:
    """What one place (a file, the command line) says, by selectors: ``ALL``, families, starts of codes, codes, names.

    ``select`` replaces what was selected before, None leaves it as it was; ``extend`` adds to it. Within one place
    the more specific selector wins, and ``ignore`` wins a draw.
    """

    select: tuple[str, ...] | None = None
    extend: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


DEFAULT = Selection((EVERYTHING,))


def select_rules(*selections: Selection) -> tuple[Rule, ...]:
    """Return the rules that run, sorted by code, later selections over earlier ones.

    Opt-in rules need their code or name, those of the family AWE at least the family.
    """
    return tuple(rule for rule in all_rules() if _is_selected(rule, selections))


def known_selectors() -> list[str]:
    """Return everything a selector may be but starts of codes: for messages about one that means nothing."""
    return [EVERYTHING, *FAMILIES, *(key for rule in all_rules() for key in (rule.code, rule.name))]


def unknown_selector(selectors: Iterable[str]) -> str | None:
    """Return the first of ``selectors`` that means no rule and no family."""
    return next((each for each in selectors if not _is_known(each)), None)


def _is_known(selector: str) -> bool:
    return selector in (EVERYTHING, *FAMILIES) or any(selects(selector, rule) for rule in all_rules())


def _is_selected(rule: Rule, selections: Sequence[Selection]) -> bool:
    selected = False
    for each in selections:
        ignored = _weight(each.ignore, rule)
        added = _weight([s for s in (*(each.select or ()), *each.extend) if _turns_on(s, rule)], rule)
        before = selected and each.select is None
        selected = added > ignored or (before and not ignored)
    return selected


def _turns_on(selector: str, rule: Rule) -> bool:
    return not rule.opt_in or selector == rule.name or selector.upper() in (rule.code, "AWE")


def _weight(selectors: Iterable[str], rule: Rule) -> int:
    """Return how specific the most specific selector that means ``rule`` is: 0 none, 1 ALL, then by length."""
    meant = [selector for selector in selectors if selects(selector, rule)]
    return max((1 if s == EVERYTHING else len(rule.code) if s == rule.name else len(s) for s in meant), default=0)
