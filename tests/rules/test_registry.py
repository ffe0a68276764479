from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import pytest

from awesome_lint.rules import registry
from awesome_lint.rules.base import NodeRule, Rule
from awesome_lint.rules.registry import all_rules, rules_by_name, selects
from rules_for_tests import WordRule


def test_rules_are_found_once_and_sorted_by_code() -> None:
    codes = [rule.code for rule in all_rules()]
    assert "STY900" in codes
    assert codes == sorted(set(codes))


def test_code_and_name_lead_to_the_same_rule() -> None:
    assert rules_by_name()["STY900"] is rules_by_name()["unused-suppression"]


@pytest.mark.parametrize("selector", ["ALL", "STY", "STY80", "STY801", "word-x", "sty801"])
def test_selector_means_the_rule(selector: str) -> None:
    assert selects(selector, WordRule("STY801", "x"))


@pytest.mark.parametrize("selector", ["", "S", "ST", "STR", "STY802", "word", "all", "XYZ", "STY8011"])
def test_selector_means_another_rule_or_none(selector: str) -> None:
    assert not selects(selector, WordRule("STY801", "x"))


def module_with(*rules: type[Rule]) -> ModuleType:
    module = ModuleType("awesome_lint.rules.style.made_up")
    for number, rule in enumerate(rules):
        rule.__module__ = module.__name__
        setattr(module, f"Rule{number}", rule)
    return module


@pytest.mark.parametrize("count", [0, 2])
def test_a_module_holds_exactly_one_rule(count: int) -> None:
    rules = [type(f"Rule{number}", (WordRule,), {}) for number in range(count)]
    with pytest.raises(LookupError, match=f"holds {count} rules; it must hold one"):
        registry._rule_of(module_with(*rules))  # noqa: SLF001 - no real module may be wrong in this way


def test_what_a_module_only_imports_is_not_its_rule() -> None:
    module = module_with(type("Mine", (Rule,), {"code": "STY801"}))
    module.NodeRule, module.WordRule = NodeRule, WordRule
    assert registry._rule_of(module).code == "STY801"  # noqa: SLF001 - as above


def test_finding_the_rules_imports_nothing_heavy() -> None:
    script = (
        "import sys; from awesome_lint.rules.registry import all_rules; all_rules();"
        "print({'httpx', 'ftfy', 'rich', 'mdformat', 'msgspec', 'click'} & sys.modules.keys())"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert result.stdout == "set()\n"
