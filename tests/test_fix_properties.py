"""Fixes on generated lists: they settle, leave nothing they could have done, and lose nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from awesome_lint.fixer import is_applicable
from awesome_lint.pipeline import Outcome, Request, run
from awesome_lint.rules.registry import all_rules
from awesome_lint.rules.selection import Selection
from awesome_lint.source import SourceText
from awesome_lint.syntax.document import parse_document

if TYPE_CHECKING:
    from pathlib import Path

    from awesome_lint.diagnostics import Diagnostic

URL = "https://a.example/x"
BADGE = "https://img.shields.io/badge"
WORDS = (
    *(
        "model",
        "github",
        "数据",
        "评测，",
        "(note",
        "（注）",
        "“quote",
        "**加粗：**文字",
        "**粗（x）**后",
        "ä¸­æ–‡",
        "Ã©tÃ©",
    ),
    *(
        "zero\u200bwidth",
        "no\u00a0break",
        "0. 8T",
        "`code`",
        "a_b_",
        "x<y",
        "***",
        "|",
        "[",
        "C#",
        URL,
        "![](i.png)",
        "é",
    ),
    *("$x$", "&amp;", "\\*", "\ufffd", "<!-- c -->", "<!-- awesome-lint-disable-line STY -->"),
)
LINKS = (
    *(f"[Tool 1]({URL})", f"[Tool 2] ({URL}/2)", f"(Tool 3)[{URL}/3]", "[Tool 4](hhttps://a.example/4)", "[Tool 5][r]"),
    *(f"[Tool 6]({URL}?utm_source=b)", "[T](#section-1)", "[T](#secton-1)", "[T](missing.md)", f"[T]（{URL}）", "[]()"),
    *("[own/tol](https://github.com/own/tool)", "[T](https://arxiv.org/pdf/2401.00001)", f"[T]({URL}", f"<{URL}>"),
    *(f"[T](https://link.zhihu.com/?target={URL})", f"[[T]({URL})]", f"[T]({URL} 'title')", "[T](<a b>)"),
)
BADGES = (
    f"[![arXiv]({BADGE}/arXiv-2401.00001-red)](https://arxiv.org/abs/2401.00001)",
    f"[![Blog]({BADGE}/arXiv-2401.00001-b31b1b.svg)](https://arxiv.org/abs/2402.00002)",
    f"[![GitHub]({BADGE}/GitHub-a_b-black)](https://github.com/own/tool)",
)
FIELDS = (
    *(
        "- **Date:** 2024-01",
        "- **Date**: Jan 2024",
        "- **Date:**2024.1",
        "- **Size:** 0. 8T",
        "- 2024-02",
        "- **Dat:** x",
    ),
    *("- **参数量：** 7B", "- **Size:**", "* Size: 7B", "**Date:** 2024-01", "- **Size:** \n  7B"),
)
OTHERS = (
    *(
        "> quote\nlazy",
        "```\ncode\n```",
        "    code",
        "***",
        "[r]: https://r.example",
        "<div>\n**a** b\n</div>",
        "text\n---",
    ),
    *(
        "| a | b |\n|---|---|\n| c | d | e |",
        "|a|b|\n|-|-|\n|[x](https://x.example)|`c`",
        "<details>\n- a\n</details>",
        "",
    ),
    *(
        "<!-- awesome-lint-disable-next-line STY -->",
        "<!-- awesome-lint-disable -->",
        "<!-- awesome-lint-enable LNK -->",
    ),
)

text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
link = st.sampled_from(LINKS)
bullet = st.builds("{}{}{}{}".format, st.sampled_from(("- ", "* ", "-", "1. ", "  - ", "- [ ] ")), link, text, text)
heading = st.builds("{}{}".format, st.sampled_from(("## ", "##", "### ", "#### ")), st.one_of(text, link))
line = st.one_of(bullet, bullet, heading, text, *map(st.sampled_from, (BADGES, FIELDS, FIELDS, OTHERS)))
entry = st.builds(
    "### Model {}\n\n{}\n\n{}\n\n{}".format,
    st.integers(1, 9),
    st.lists(st.sampled_from(BADGES), min_size=1).map(" ".join),
    st.lists(st.sampled_from(FIELDS), min_size=1).map("\n".join),
    text,
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Return a list whose lines end in one way or another, with or without blank lines between."""
    head = draw(st.sampled_from(("# Awesome List\n\n## Section 1\n", "# T\n- [A](#section-1)\n\n## Section 1\n", "")))
    parts = draw(st.lists(st.one_of(line, line, line, entry), max_size=14))
    body = head + "".join(part + draw(st.sampled_from(("\n", "\n", "\n\n", "  \n", "\r\n"))) for part in parts)
    return body.replace("\n", draw(st.sampled_from(("\n", "\n", "\n", "\r\n"))))


lists = given(documents())
few = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def fix(text: str, *codes: str, unsafe: bool = False) -> tuple[str, Outcome]:
    """Return the fixed text and what is left."""
    outcome = run(Request(("README.md",), Selection(codes or ("ALL",)), fix=True, unsafe=unsafe, stdin=text.encode()))
    assert not outcome.errors
    return outcome.sources["README.md"].text, outcome


@few
@lists
@pytest.mark.parametrize("unsafe", [False, True])
def test_fixes_settle_and_leave_nothing(unsafe: bool, text: str) -> None:  # noqa: FBT001 - a parameter of the test
    fixed, outcome = fix(text, unsafe=unsafe)
    assert not [d for d in outcome.diagnostics if is_applicable(d.finding.fix, unsafe=unsafe)]
    assert fix(fixed, unsafe=unsafe)[0] == fixed


@few
@lists
def test_urls_change_only_where_a_rule_says_so(text: str) -> None:
    assert urls(fix(text, *(rule.code for rule in all_rules() if not rule.changes_urls))[0]) == urls(text)


def urls(text: str) -> Counter[str]:
    return Counter(link.url for link in parse_document(SourceText("README.md", text)).links)


@few
@lists
def test_what_is_rendered_changes_only_where_a_rule_says_so(text: str) -> None:
    fixed, _ = fix(text, *(rule.code for rule in all_rules() if not rule.changes_html))
    assert rendered(fixed) == rendered(text)


def rendered(text: str) -> list[str]:
    return " ".join(_PARSER.render(f"{text}\n").split()).split("> <")


_PARSER = MarkdownIt("gfm-like", {"linkify": False}).enable("table")

REWRITES = frozenset(
    ("BDG004", "BDG007", "ENC002", "ENC003", "LNK001", "LNK003", "LNK004", "STY001", "STY009", "STY900")
)
"""Rules that say in their titles that they write other words, drop a comment or number a list."""


@few
@lists
def test_words_survive_safe_fixes(text: str) -> None:
    for diagnostic in run(Request(("README.md",), Selection(("ALL",)), stdin=text.encode())).diagnostics:
        if is_applicable(diagnostic.finding.fix, unsafe=False) and diagnostic.code not in REWRITES:
            assert not lost(diagnostic), diagnostic.finding.message


def lost(diagnostic: Diagnostic) -> Counter[str]:
    """Return the letters and digits that the fix takes away and puts nowhere."""
    edits = diagnostic.finding.fix.edits
    before = "".join(diagnostic.source.slice(edit.span) for edit in edits)
    after = "".join(edit.text for edit in edits)
    return Counter(filter(str.isalnum, before)) - Counter(filter(str.isalnum, after))
