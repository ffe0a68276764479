"""``fix`` on real lists: it settles, leaves nothing it could have done, and loses nothing."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from real_lists import checked

from awesome_lint.diagnostics import Applicability, Diagnostic, apply_edits
from awesome_lint.pipeline import Outcome, Request, run
from awesome_lint.rules.registry import all_rules
from awesome_lint.rules.selection import Selection
from awesome_lint.source import SourceText
from awesome_lint.syntax.document import parse_document

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

SAMPLE = 25
"""Fixes tried one by one in each list: enough to meet every code, few enough to stay fast."""


def fix(folder: Path, codes: Sequence[str] = ("ALL",)) -> Outcome:
    names = tuple(sorted(path.name for path in folder.glob("*.md")))
    return run(Request(names, Selection(tuple(codes)), fix=True, write=True))


def urls(text: str) -> Counter[str]:
    return Counter(link.url for link in parse_document(SourceText("list.md", text)).links)


def test_fix_settles_and_leaves_nothing_safe(list_name: str, corpus_copy: Callable[[str], Path]) -> None:
    folder = corpus_copy(list_name)
    first = fix(folder)
    texts = {path.name: path.read_bytes() for path in folder.glob("*.md")}
    assert not first.errors
    assert not [d for d in first.diagnostics if _is_safe(d)]
    second = fix(folder)
    assert not second.changes
    assert {path.name: path.read_bytes() for path in folder.glob("*.md")} == texts


def test_urls_change_only_where_a_rule_says_so(list_name: str, corpus_copy: Callable[[str], Path]) -> None:
    folder = corpus_copy(list_name)
    before = {path.name: urls(path.read_text("utf-8")) for path in folder.glob("*.md")}
    fix(folder, [rule.code for rule in all_rules() if not rule.changes_urls])
    assert {path.name: urls(path.read_text("utf-8")) for path in folder.glob("*.md")} == before


def test_layout_alone_keeps_what_is_rendered(list_name: str, corpus_copy: Callable[[str], Path]) -> None:
    folder = corpus_copy(list_name)
    before = {path.name: rendered(path.read_text("utf-8")) for path in folder.glob("*.md")}
    fix(folder, [rule.code for rule in all_rules() if not rule.changes_html])
    assert {path.name: rendered(path.read_text("utf-8")) for path in folder.glob("*.md")} == before


def rendered(text: str) -> list[str]:
    return " ".join(_PARSER.render(text).split()).split("> <")


_PARSER = MarkdownIt("gfm-like", {"linkify": False}).enable("table")


def test_a_fix_changes_only_its_own_blocks(list_name: str) -> None:
    safe = [
        d for d in checked(list_name).diagnostics if _is_safe(d) and all(e.path is None for e in d.finding.fix.edits)
    ]
    for diagnostic in random.Random(0).sample(safe, min(SAMPLE, len(safe))):  # noqa: S311 - a fixed sample
        text, edits = diagnostic.source.text, diagnostic.finding.fix.edits
        after = apply_edits(text, edits)
        start, end = min(e.span.start for e in edits), max(e.span.end for e in edits)
        assert after != text
        assert _untouched(text, start, end) <= Counter(_blocks(after))


def _untouched(text: str, start: int, end: int) -> Counter[str]:
    """Return the slices of the top-level blocks that neither hold nor touch ``start`` to ``end``."""
    blocks = parse_document(SourceText("list.md", text)).blocks
    return Counter(text[b.span.start : b.span.end] for b in blocks if b.span.end < start or b.span.start > end)


def _blocks(text: str) -> list[str]:
    return [text[b.span.start : b.span.end] for b in parse_document(SourceText("list.md", text)).blocks]


def _is_safe(diagnostic: Diagnostic) -> bool:
    fix_of = diagnostic.finding.fix
    return fix_of is not None and fix_of.applicability is Applicability.SAFE
