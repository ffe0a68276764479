"""The documentation of rules, made from their docstrings: ``python -m awesome_lint.rules.docs [--check]``."""

import re
import sys
from collections.abc import Sequence
from inspect import cleandoc
from pathlib import Path

from awesome_lint.rules.base import Fixable, Rule
from awesome_lint.rules.registry import FAMILIES, all_rules

HEADINGS = ("Why is this bad?", "Example", "Use instead", "Fix safety", "Options")
REQUIRED = HEADINGS[:3]
VERBATIM = ("Example", "Use instead")
RULES_PAGE = Path(__file__).parents[2] / "RULES.md"

_HEADING = re.compile(rf"^## ({'|'.join(map(re.escape, HEADINGS))})$", re.MULTILINE)
_FIXES = {Fixable.ALWAYS: "always fixable", Fixable.SOMETIMES: "sometimes fixable", Fixable.NEVER: "no fix"}


def summary(rule: Rule) -> str:
    """Return the first line of the rule's documentation."""
    return cleandoc(rule.__doc__ or "").partition("\n")[0]


def docstring_parts(rule: Rule) -> dict[str, str]:
    """Return the parts of the rule's docstring by heading, the examples as they are written, without a final newline.

    Only the documented headings end a part, so an example may hold headings of its own.
    """
    pieces = _HEADING.split(cleandoc(rule.__doc__ or ""))
    return {heading: text.strip("\n") for heading, text in zip(pieces[1::2], pieces[2::2], strict=True)}


def explain(rule: Rule) -> str:
    """Return the documentation of one rule as Markdown."""
    facts = [f"Severity: {rule.severity}", _FIXES[rule.fixable], f"since {rule.since}"]
    facts += ["off unless selected"] if rule.opt_in else []
    facts += ["needs `--online` or `awesome-lint links`"] if rule.online else []
    parts = [f"## {rule.code}", f"**{rule.name}**: {summary(rule)}", " · ".join(facts)]
    for heading, text in docstring_parts(rule).items():
        parts += [f"### {heading}", _fenced(text) if heading in VERBATIM else text]
    return "\n\n".join(parts) + "\n"


def rules_page(rules: Sequence[Rule]) -> str:
    """Return the page that explains ``rules``, which are sorted by code."""
    by_family = {family: [rule for rule in rules if rule.code.startswith(family)] for family in FAMILIES}
    intro = (
        "# Rules\n\nGenerated from the rules' docstrings by `python -m awesome_lint.rules.docs`; change them there.\n"
    )
    tables = [_table(family) for family in by_family.values() if family]
    return "\n".join([intro, *tables, *map(explain, rules)])


def _table(rules: list[Rule]) -> str:
    rows = [f"| [{r.code}](#{r.code.lower()}) | {r.name} | {r.severity} | {r.fixable} | {summary(r)} |" for r in rules]
    return "\n".join(["| Code | Name | Severity | Fix | Finds |", "| --- | --- | --- | --- | --- |", *rows, ""])


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}markdown\n{text}\n{fence}"


def main(arguments: list[str]) -> int:
    """Write ``RULES.md``, or with ``--check`` return 1 when it is not what would be written."""
    page = rules_page(all_rules())
    if not (RULES_PAGE.parent.parent / "pyproject.toml").is_file():
        sys.stderr.write("no checkout here: the rules page is made in the source tree\n")
        return 2
    if "--check" not in arguments:
        RULES_PAGE.write_text(page, encoding="utf-8")
        return 0
    fresh = RULES_PAGE.exists() and RULES_PAGE.read_text(encoding="utf-8") == page
    if not fresh:
        sys.stderr.write(f"{RULES_PAGE.name} is stale: run python -m awesome_lint.rules.docs\n")
    return 0 if fresh else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
