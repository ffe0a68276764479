"""Hostile lists on which rules could go quadratic: twice the input may cost at most 2.5 times the steps.

The parser has its own such test; here documents are parsed before counting starts. The formatter is counted alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from awesome_lint.formatter import format_edits
from awesome_lint.linter import lint
from awesome_lint.pipeline import LAYOUT
from awesome_lint.rules.base import Context, PairRule
from awesome_lint.rules.registry import all_rules
from awesome_lint.source import SourceText
from awesome_lint.source.files import FileIndex
from awesome_lint.syntax.document import parse_document
from step_count import steps

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIZE, LAYOUT_SIZE = 80, 40
HEAD = "# T\n\n## S\n\n"
ENTRY = (
    "### E{0}\n\n[![arXiv](https://img.shields.io/badge/arXiv-2401.{0:05}-red)](https://arxiv.org/abs/2401.{0:05})\n\n"
)
HIDE = "<!-- awesome-lint-{} -->"


def lines(*forms: str) -> Callable[[int], str]:
    """Return a function that repeats ``forms`` with a running number, one form after the other."""
    return lambda n: HEAD + "".join(form.format(i) for form in forms for i in range(n))


LISTS: dict[str, Callable[[int], str]] = {
    "headings": lines("## H{0}.\n\n## H{0}\n\n#### x:\n\n"),
    "entries": lines("- [Tool {0}](https://t{0}.example) - Does one thing.\n"),
    "entries out of order": lambda n: (
        HEAD + "".join(f"- [T{(i * 79) % n if i % 15 == 0 else i:06}](https://t{i}.example)\n" for i in range(n))
    ),
    "one title": lines("- [Tool](https://t{0}.example)\n"),
    "one address": lines("- [Tool {0}](https://t.example)\n"),
    "one entry in each section": lines("### S{0}\n\n- [Tool](https://t.example)\n\n"),
    "bad anchors": lambda n: lines("- [a{0}](#hezding-{0})\n", "\n## Heading {0}\n\nText.\n")(3 * n),
    "contents in another order": lambda n: (
        "".join(f"- [H{i}](#h{i})\n" for i in reversed(range(n))) + "".join(f"\n## H{i}\n\nText.\n" for i in range(n))
    ),
    "HTML anchors": lines("<a name='a{0}'></a>\n\n[x](#a{0})\n\n"),
    "missing files": lines("- [Tool {0}](files/{0}.md)\n"),
    "badges in one row": lambda n: HEAD + ENTRY.format(0) + "[![a](https://img.shields.io/badge/a-b-red)](c)\n" * n,
    "badges in paragraphs": lambda n: (
        HEAD + ENTRY.format(0) + "[![a](https://img.shields.io/badge/a-b-red)](c)\n\n" * n
    ),
    "badges that contradict": lines(
        "### E\n", "[![arXiv](https://img.shields.io/badge/arXiv-2401.{0:05}-red)](https://arxiv.org/abs/2402.{0:05})\n"
    ),
    "fields that contradict": lines(ENTRY + "- **Date:** 2019-01\n- **Dat{0}:** 2019-01\n- 7B\n\n"),
    "fields of one entry": lambda n: HEAD + ENTRY.format(0) + "- **Date:** 2024-01\n- **Size:** 7B\n" * n,
    "links of one entry": lambda n: HEAD + ENTRY.format(0) + "- a [text](https://github.com/a/b)\n" * n,
    "references": lines("[x{0}][refer{0}]\n\n", "[reference{0}]: https://b.example\n"),
    "tables": lines("| a | b |\n|---|---|\n| [x{0}](https://e{0}.example) | c | d |\n\n"),
    "brackets": lambda n: HEAD + "(" * n + "\n\n" + "]" * n + "\n\n" + "“「" * n,
    "brackets of two blocks": lambda n: HEAD + "(" * n + "\n\n" + "]" * n + "\n\n" + "(a) b)" * n,
    "broken links": lines("[x] (https://e.example) ", "(x)[https://e.example] ", "[x](https://e.example "),
    "bad addresses": lines("- [x{0}](hhttps://e{0}.example)\n", "- [x](https://e.example/?utm_source=a)\n"),
    "one bad address": lambda n: HEAD + "[x](https://e.example/" + "?a=https://" * n + ")\n",
    "emphasis": lambda n: HEAD + "**加粗（x）**文字 " * n + "\n\n" + "**（" * n,
    "mojibake": lambda n: HEAD + "ä¸­æ–‡ text\n\n" * n + "Ã©" * n,
    "invisible characters": lambda n: HEAD + "a\u200b \u202eb\u00a0c\x01" * n,
    "list markers": lambda n: HEAD + "- a\n* b\n-**c**\n\n" * n + "-**d** e\n" * n,
    "HTML that swallows": lambda n: HEAD + "<div>\n**a** [b](c)\n</div>\n\n" * n,
    "names and images": lambda n: HEAD + "github ![](a.png) " * n,
    "comments that silence": lambda n: HEAD + f"- [x](#nope) {HIDE.format('disable-line LNK006')}\n" * n,
    "comments that silence nothing": lambda n: HEAD + f"- x\n{HIDE.format('disable-next-line LNK006')}\n" * n,
    "comments for the file": lambda n: HEAD + f"{HIDE.format('disable-file LNK006')}\n\n[x](#nope)\n\n" * n,
    "comments that begin and end": lambda n: (
        HEAD + f"{HIDE.format('disable LNK006')}\n\n[x](#nope)\n\n{HIDE.format('enable LNK006')}\n\n" * n
    ),
    "comments that never end": lambda n: (
        HEAD
        + "".join(f"{HIDE.format(f'disable x{n}.{i}')}\n\n" for i in range(n))
        + f"{HIDE.format('enable LNK')}\n\n" * n
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_rules_are_linear(name: str, tmp_path: Path) -> None:
    rules = [rule for rule in all_rules() if rule.code != LAYOUT]

    def cost(size: int) -> int:
        document = parse_document(SourceText("README.md", LISTS[name](size)))
        return steps(lambda: lint(Context(document=document, files=FileIndex(tmp_path)), rules))

    cost(1)  # caches are warm, modules imported
    assert cost(2 * SIZE) <= 2.5 * cost(SIZE)


TWINS: dict[str, Callable[[int], str]] = {
    "nothing in common": lambda n: HEAD + "".join(f"- [U{i}](https://u{i}.example) - 说明 {i}。\n" for i in range(n)),
    "other links": lambda n: HEAD + "".join(f"- [Tool {i}](https://u{i}.example) - 说明 {i}。\n" for i in range(n)),
    "backwards": lambda n: HEAD + "".join(f"- [Tool {i}](https://t{i}.example) - 一。\n" for i in reversed(range(n))),
    "one link": lines("- [Tool {0}](https://t.example) - 有 {0} 个。\n"),
    "one title": lines("- [Tool](https://t{0}.example) - 有 {0} 个。\n"),
    "another section for each": lines("## S{0}\n\n- [Tool {0}](https://t{0}.example) - 有一个说明。\n\n"),
    "one entry": lambda n: HEAD + "- [Tool 1](https://t1.example) - " + "12 个 [a](https://a.example) " * n,
    "untranslated": lines("- [Tool {0}](https://t{0}.example) - It is a text that was not translated at all.\n"),
    "fields": lines("### [Tool {0}](https://t{0}.example)\n\n- **Date:** 2024-0{0}\n\n一个说明。\n\n"),
}


@pytest.mark.parametrize("name", TWINS)
def test_rules_about_pairs_are_linear(name: str, tmp_path: Path) -> None:
    rules = [rule for rule in all_rules() if isinstance(rule, PairRule)]

    def cost(size: int) -> int:
        source = SourceText("README.md", lines("- [Tool {0}](https://t{0}.example) - It has {0} parts.\n")(size))
        twin = replace(parse_document(SourceText("README_zh.md", TWINS[name](size))), language="zh")
        context = Context(document=twin, files=FileIndex(tmp_path), twins=(parse_document(source),))
        return steps(lambda: lint(context, rules))

    cost(1)
    assert cost(2 * SIZE) <= 2.5 * cost(SIZE)


@pytest.mark.parametrize(
    "name", ["entries", "tables", "badges in paragraphs", "brackets", "list markers", "references"]
)
def test_the_layout_is_linear(name: str) -> None:
    def cost(size: int) -> int:
        source = SourceText("README.md", LISTS[name](size))
        return steps(lambda: format_edits(source))

    cost(1)
    assert cost(2 * LAYOUT_SIZE) <= 2.5 * cost(LAYOUT_SIZE)
