"""Every rule there is, found by looking: one class in each module of a family's folder."""

from functools import cache
from importlib import import_module
from inspect import isabstract
from pkgutil import iter_modules
from types import ModuleType

from awesome_lint import rules
from awesome_lint.rules.base import Rule

FAMILIES = {
    "ENC": "encoding",
    "STR": "structure",
    "ENT": "entries",
    "BDG": "badges",
    "LNK": "links",
    "TRN": "translation",
    "STY": "style",
    "AWE": "awesome",
}
"""The three letters that codes of a family start with, and its folder below ``rules``."""


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return one instance of every rule, sorted by code."""
    found = (_rule_of(import_module(name)) for name in _module_names())
    return tuple(sorted(found, key=lambda rule: rule.code))


@cache
def rules_by_name() -> dict[str, Rule]:
    """Return the rules by code and by name: ``ENT001`` and ``missing-field`` lead to the same one."""
    return {key: rule for rule in all_rules() for key in (rule.code, rule.name)}


def find_rule(key: str) -> Rule | None:
    """Return the rule whose code or name is ``key``, in any case of letters; None when there is none."""
    return rules_by_name().get(key.upper()) or rules_by_name().get(key.lower())


def selects(selector: str, rule: Rule) -> bool:
    """Tell whether ``selector`` (``ALL``, a family, a code, the start of a code, or a name) means ``rule``."""
    if selector in ("ALL", rule.name):
        return True
    return selector[:3].upper() in FAMILIES and rule.code.startswith(selector.upper())


def _module_names() -> list[str]:
    return [
        f"{rules.__name__}.{folder}.{module.name}"
        for folder in FAMILIES.values()
        for module in iter_modules([f"{path}/{folder}" for path in rules.__path__])
        if not module.name.startswith("_")
    ]


def _rule_of(module: ModuleType) -> Rule:
    """Return the one rule of ``module``; anything else is a bug (``LookupError``)."""
    own = [
        thing
        for thing in vars(module).values()
        if isinstance(thing, type)
        and issubclass(thing, Rule)
        and thing.__module__ == module.__name__
        and not isabstract(thing)
    ]
    if len(own) != 1:
        raise LookupError(f"{module.__name__} holds {len(own)} rules; it must hold one")
    return own[0]()
