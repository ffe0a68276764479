"""Markdown reports fit into an issue, and nothing in them is markup."""

from __future__ import annotations

import pytest

from awesome_lint.diagnostics import Diagnostic, Finding, Severity
from awesome_lint.reporting import REPORTERS, Report
from awesome_lint.reporting.markdown import MAX_LENGTH
from awesome_lint.source import SourceText, Span
from awesome_lint.syntax.document import parse_document
from awesome_lint.syntax.nodes import InlineType

README = SourceText("README.md", "# List\n")


def report(*messages: str) -> str:
    found = [Diagnostic("LNK101", "dead-link", Severity.ERROR, README, Finding(Span(0, 1), each)) for each in messages]
    return REPORTERS["markdown"](Report(tuple(found), sources={README.path: README}))


@pytest.mark.parametrize(
    "message",
    ["@team <img src=x>", "a `b` c", "``", "`", "[x](https://a.example) #1 ![y](z)", " spaced ", "*a* | b", ""],
)
def test_messages_are_code(message: str) -> None:
    document = parse_document(SourceText("report.md", report(message)))
    codes = [
        node.text
        for block in document.walk_blocks()
        for inline in block.inlines
        for node in inline.walk()
        if node.type is InlineType.CODE
    ]
    assert [code.strip() for code in codes] == ["README.md:1:1", message.strip()]
    assert [link.url for link in document.links if "RULES.md" not in link.url] == []


def test_long_reports_are_cut_with_a_count() -> None:
    text = report(*(f"{number} {'x' * 500}" for number in range(500)))
    assert len(text) <= MAX_LENGTH + 500
    kept = text.count("[LNK101]")
    assert 50 < kept < 500
    assert f"… and {500 - kept} more" in text
    assert "500 errors" in text


def test_a_long_message_is_cut() -> None:
    assert len(report("x" * 10**6)) < 5000
