"""``awesome-lint rule``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from awesome_lint.rules.base import Rule


@click.command()
@click.argument("code", required=False)
@click.option(
    "--output-format",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How to write it: text or markdown for people, json for programs.",
)
def rule(code: str | None, output_format: str) -> int:
    """Explain one rule, or list rules.

    CODE is a rule's code or name, or a family such as LNK, whose rules are listed. Without CODE all rules are.

    \b
    Examples:
      awesome-lint rule
      awesome-lint rule LNK
      awesome-lint rule ENT001
      awesome-lint rule missing-field --output-format markdown
    """  # noqa: D301 - click reads \b as "keep these lines"
    from awesome_lint.cli.output import write_stdout
    from awesome_lint.rules.docs import explain, rules_page
    from awesome_lint.rules.registry import all_rules, find_rule

    one = find_rule(code) if code else None
    rules = [one] if one else _meant(code) if code else list(all_rules())
    if output_format == "json":
        objects = [_object(each) for each in rules]
        write_stdout(json.dumps(objects[0] if one else objects, ensure_ascii=False, indent=2) + "\n")
    elif one:
        write_stdout(explain(one))
    else:
        write_stdout(rules_page(rules) if output_format == "markdown" else "".join(map(_line, rules)))
    return 0


def _meant(selector: str) -> list[Rule]:
    """Return the rules of a family, or whose codes start so; raises ``UsageError`` when there are none."""
    from awesome_lint.config import check_selectors
    from awesome_lint.errors import UsageError
    from awesome_lint.rules.registry import all_rules, selects

    found = [each for each in all_rules() if selects(selector, each)]
    if not found:
        raise UsageError(check_selectors([selector]) or f"the family {selector} has no rules yet")
    return found


def _line(rule: Rule) -> str:
    from awesome_lint.rules.docs import summary

    notes = f"{rule.severity}, fix: {rule.fixable}" + (", opt-in" if rule.opt_in else "")
    return f"{rule.code}  {rule.name:<28}{notes:<32}{summary(rule)}\n"


def _object(rule: Rule) -> dict[str, Any]:
    from awesome_lint.reporting.report import rule_url
    from awesome_lint.rules.docs import explain, summary

    return {
        "code": rule.code,
        "name": rule.name,
        "summary": summary(rule),
        "severity": rule.severity,
        "fix": rule.fixable,
        "opt_in": rule.opt_in,
        "since": rule.since,
        "explanation": explain(rule),
        "url": rule_url(rule.code),
    }
