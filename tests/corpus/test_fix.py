"""``fix`` on real lists: it settles, leaves nothing it could have done, and loses nothing."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from real_lists import checked

from awesome_lint.diagnostics import Applicability, Diagnostic, apply_edits
from awesome_lint.fixer import edited_paths
from awesome_lint.pipeline import Outcome, Request, run
from awesome_lint.rules.registry import all_rules
from awesome_lint.rules.selection import Selection
from awesome_lint.source import SourceText, Span
from awesome_lint.syntax.blocks import parse_blocks
from awesome_lint.syntax.document import parse_document

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

JOINS = {"BDG008"}
"""Rules whose fixes take out the blank line between two blocks."""
SAMPLE = 12
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
    diagnostics = [d for d in checked(list_name).diagnostics if _is_safe(d) and not edited_paths(d) - {d.source.path}]
    sample = random.Random(0).sample(diagnostics, min(SAMPLE, len(diagnostics)))  # noqa: S311 - a fixed sample
    before = {source.path: blocks(source) for source in {d.source.path: d.source for d in sample}.values()}
    for diagnostic in sample:
        source, edits = diagnostic.source, diagnostic.finding.fix.edits
        after = SourceText(source.path, apply_edits(source.text, edits))
        start, end = min(e.span.start for e in edits), max(e.span.end for e in edits)
        if diagnostic.code in JOINS:  # the block behind the blank line becomes part of the one in front
            start, end = len(source.text[:start].rstrip()), len(source.text) - len(source.text[end:].lstrip())
        untouched = Counter(text for span, text in before[source.path] if span.end < start or span.start > end)
        assert after.text != source.text
        assert untouched <= Counter(text for _, text in blocks(after))


def blocks(source: SourceText) -> list[tuple[Span, str]]:
    """Return place and text of each top-level block."""
    return [(block.span, source.slice(block.span)) for block in parse_blocks(source, lambda _: None).blocks]


def _is_safe(diagnostic: Diagnostic) -> bool:
    fix_of = diagnostic.finding.fix
    return fix_of is not None and fix_of.applicability is Applicability.SAFE
