"""Properties of the fixes that move text: nothing is lost, nothing is told twice, the second run changes nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_lint.fixer import apply_fixes
from awesome_lint.linter import lint
from awesome_lint.rules.base import Context, Rule
from awesome_lint.rules.entries.entry_layout import EntryLayout
from awesome_lint.rules.entries.field_order import FieldOrder
from awesome_lint.schema import Declaration, FieldSpec
from awesome_lint.source.files import FileIndex
from awesome_lint.source.text import SourceText
from awesome_lint.syntax.document import parse_document

if TYPE_CHECKING:
    from awesome_lint.diagnostics import Diagnostic

KEYS = ("date", "license", "venue")
DECLARED = Declaration(match=("S",), layout=("badges", "fields", "prose"), fields=tuple(map(FieldSpec, KEYS)))
BADGE = "[![arXiv](https://img.shields.io/badge/arXiv-2310.00001-b31b1b.svg)](https://arxiv.org/abs/2310.00001)"
FIELDS = ("- **Date:** 2024-05", "- **License:** MIT\n  and more", "- **Venue:** ACL\n\n  - nested", "- unlabelled")
BLOCKS = (
    "Text of\ntwo lines.",
    "> Quote\nlazy",
    "```text\ncode\n\n```",
    "1. one\n2. two",
    "* star",
    "**bold** text",
    "    code",
)

field_lists = st.permutations(FIELDS).flatmap(lambda items: st.integers(1, 4).map(lambda n: "\n".join(items[:n])))
parts = st.lists(st.sampled_from(BLOCKS) | field_lists | st.just(BADGE), min_size=1, max_size=5)
gaps = st.sampled_from(("\n\n", "\n\n\n"))


@st.composite
def lists(draw: st.DrawFn) -> str:
    entries = [f"### [E{n}](https://e{n}.example)\n\n{draw(gaps).join(draw(parts))}\n" for n in range(2)]
    return ("# L\n\n## S\n\n" + "\n".join(entries)).replace("\n", draw(st.sampled_from(("\n", "\r\n"))))


def check(text: str, rule: Rule) -> tuple[SourceText, list[Diagnostic]]:
    source = SourceText("README.md", text)
    context = Context(document=parse_document(source), files=FileIndex("."), declarations=(DECLARED,))
    return source, lint(context, [rule])


def fixed(text: str, rule: Rule) -> str:
    source, found = check(text, rule)
    return apply_fixes({source.path: source}, found).texts.get(source.path, text)


@pytest.mark.parametrize("rule", [EntryLayout(), FieldOrder()], ids=lambda rule: rule.name)
@settings(max_examples=40, deadline=None)
@given(text=lists())
def test_lines_are_moved_and_nothing_else(rule: Rule, text: str) -> None:
    after = fixed(text, rule)
    lines = [[line for line in each.splitlines(keepends=True) if line.strip()] for each in (text, after)]
    assert Counter(lines[0]) == Counter(lines[1])
    assert ("\r\n" in text) == ("\r\n" in after)
    assert "\n" not in after.replace("\r\n", "") or "\r\n" not in after


@pytest.mark.parametrize("rule", [EntryLayout(), FieldOrder()], ids=lambda rule: rule.name)
@settings(max_examples=40, deadline=None)
@given(text=lists())
def test_what_is_fixed_is_not_found_again(rule: Rule, text: str) -> None:
    after = fixed(text, rule)
    _, left = check(after, rule)
    assert not any(diagnostic.finding.fix for diagnostic in left)
    assert fixed(after, rule) == after


@pytest.mark.parametrize("rule", [EntryLayout(), FieldOrder()], ids=lambda rule: rule.name)
@settings(max_examples=40, deadline=None)
@given(text=lists())
def test_blocks_stay_what_they_are(rule: Rule, text: str) -> None:
    def blocks(of: str) -> Counter[tuple[str, str]]:
        document = parse_document(SourceText("README.md", of))
        return Counter((block.type, block.text.replace("\r\n", "\n")) for block in document.walk_blocks())

    assert blocks(text) == blocks(fixed(text, rule))
