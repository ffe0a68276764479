"""Inputs on which Markdown parsers go quadratic: twice the input may cost at most 2.5 times the steps."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from awesome_lint.source import SourceText
from awesome_lint.syntax.document import parse_document

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = 400
INPUTS: dict[str, Callable[[int], str]] = {
    "open brackets": lambda n: "[" * n,
    "closing brackets": lambda n: "x]" * n,
    "two kinds of emphasis": lambda n: "*a _a " * n,
    "emphasis that does not close": lambda n: "a_ " * n,
    "emphasis that does not open": lambda n: "_a " * n,
    "rule of three": lambda n: "a**b" * n + "c* " * n,
    "many markers": lambda n: "*" * n + "a",
    "tildes": lambda n: "~a ~~b " * n,
    "link openers": lambda n: "[a](" * n,
    "angle destinations": lambda n: "[a](<b" * n,
    "titles": lambda n: '[a](b "' * n,
    "image openers": lambda n: "![" * n,
    "emphasis across links": lambda n: "[*a](b) " * n,
    "growing backticks": lambda n: "".join("e" + "`" * i for i in range(int((2 * n) ** 0.5))),
    "paired backticks": lambda n: "".join("`" * (i % 20 + 1) + "a" for i in range(n)),
    "definitions": lambda n: "".join(f"[a{i}]: b\n" for i in range(n)),
    "one definition often": lambda n: "[a]: b\n" * n,
    "references": lambda n: "[a]: b\n\n" + "[a] [a][a]" * n,
    "unclosed definition title": lambda n: "[a]: b '\n" + "x\n" * n,
    "lazy lines of deep quotes": lambda n: ">" * 50 + "a\n" + "b\n" * (n // 10),
    "comment openers": lambda n: "a" + "<!--" * n,
    "processing instructions": lambda n: "a" + "<?" * n,
    "declarations": lambda n: "a" + "<!A " * n,
    "CDATA": lambda n: "a" + "<![CDATA[ " * n,
    "tag openers": lambda n: "a <b c='d' " * n + ">",
    "quotes in HTML": lambda n: "<div>\n" + '<a b="' * n,
    "comments in HTML": lambda n: "<div>\n" + "<!-- " * n,
    "scripts in HTML": lambda n: "<div>\n" + "<script>" * n,
    "anchors": lambda n: "x <a href='u'>" * n,
    "links": lambda n: "[a](u) b " * n,
    "links in HTML": lambda n: "<a href='u'>b</a> c " * n,
    "headings in HTML": lambda n: "<div>\n" + "<h1>a" * n,
    "heading entries": lambda n: "# T\n\n" + "## [a](u)\n\n- **Date:** 2024-05\n\n" * n,
    "bullet entries": lambda n: "# T\n\n" + "- [a](u) b\n" * n,
    "columns": lambda n: "|" + "a|" * n + "\n|" + "-|" * n + "\n|" + "b|" * n,
    "rows": lambda n: "|a|\n|-|\n" + "|b|\n" * n,
    "escaped pipes": lambda n: "|a|\n|-|\n|" + "\\|" * n,
    "schemes": lambda n: "http:" * n,
    "schemes apart": lambda n: "http: " * n,
    "brackets behind a URL": lambda n: "http://a/" + ")" * n,
    "e-mail": lambda n: "a@" * n,
    "www": lambda n: "(www._" * n,
    "dollars": lambda n: "$a " * n,
    "double dollar": lambda n: "$$" + " $a" * n,
    "math openers in items": lambda n: "- $$a\n" * n,
    "footnote openers": lambda n: "[^a]: b\n\n" + "[^" * n,
    "footnotes": lambda n: "".join(f"[^{i}]: b\n" for i in range(n)),
    "fences in items": lambda n: "- ```\n" * n,
    "comments in items": lambda n: "- <!--\n" * n,
    "entities": lambda n: "&#1;&" * n,
    "backslashes": lambda n: "\\" * n,
    "blank lines": lambda n: "- a\n" + "\n" * n,
    "brackets over lines": lambda n: "[\n" * n,
    "CRLF": lambda n: "a\r\n" * n,
    "nested lists": lambda n: "".join("  " * (i % 20) + "- a\n" for i in range(n)),
}


def steps(text: str) -> int:
    """Count calls and returns, of C functions too."""
    count = 0

    def step(_frame: Any, _event: str, _value: Any) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        parse_document(SourceText("list.md", text))
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", INPUTS)
def test_twice_the_input_costs_about_twice_the_steps(name: str) -> None:
    steps("warm up")
    make = INPUTS[name]
    assert steps(make(2 * SIZE)) <= 2.5 * steps(make(SIZE))
