"""The entry rules on this repository's own list: clean as it is, and every slip is found, alone, and mended."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from awesome_lint.fixer import apply_fixes
from awesome_lint.linter import lint
from awesome_lint.rules.base import Context
from awesome_lint.rules.registry import all_rules
from awesome_lint.source.files import FileIndex
from awesome_lint.source.text import SourceText
from awesome_lint.syntax.document import parse_document

ROOT = Path(__file__).parents[3]
RULES = [rule for rule in all_rules() if rule.code.startswith("ENT")]
DATE = re.compile(r"^- \*\*[^*]+\*\* (20\d\d)-(\d\d)$", re.MULTILINE)

SLIPS = {
    "ENT001": (r"\A(.*\n)", ""),
    "ENT002": (r"\A- \*\*[^*]+\*\* ?", "- "),
    "ENT003": (r"\A(.*\n)(.*\n)", r"\2\1"),
    "ENT004": (r"\A(- \*\*[^*]+\*\*) ", r"\1"),
    "ENT005": (r"\A(.*)-0?(\d+)\n", r"\1/\2\n"),
    "ENT006": (r"\A(.*\n)", r"\1\1"),
    "ENT007": (r"\A((?:- .*\n)+)\n(.*\n)", r"\2\n\1"),
}
"""By the code that must find it: what is replaced in the text that begins with a date field."""


def own_list(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def found_and_fixed(text: str) -> tuple[list[str], str]:
    source = SourceText("README.md", text)
    found = lint(Context(document=parse_document(source), files=FileIndex(ROOT)), RULES)
    after = apply_fixes({source.path: source}, found, unsafe=True).texts.get(source.path, text)
    return [diagnostic.code for diagnostic in found], after


@pytest.mark.parametrize("name", ["README.md", "README_LLM_zh.md"])
def test_own_list_is_clean(name: str) -> None:
    assert found_and_fixed(own_list(name))[0] == []


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("name", ["README.md", "README_LLM_zh.md"])
@pytest.mark.parametrize("code", SLIPS)
def test_a_slip_is_found_alone_and_mended(code: str, name: str, newline: str) -> None:
    text = own_list(name)
    date = list(DATE.finditer(text))[3]
    slipped = text[: date.start()] + re.sub(*SLIPS[code], text[date.start() :], count=1)
    assert slipped != text
    codes, after = found_and_fixed(slipped.replace("\n", newline))
    assert codes == [code]
    assert (after == text.replace("\n", newline)) is (code != "ENT001")
