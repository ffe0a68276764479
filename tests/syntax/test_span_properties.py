"""Spans over generated documents, the CommonMark examples and the corpus."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from span_checks import count_nodes, misplaced_blocks, parse, wrong_nodes

from awesome_lint.syntax.nodes import InlineType
from outside import COMMONMARK, CORPUS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LISTS = sorted(CORPUS.glob("*/*.md"))

IN_CONTEXT = frozenset({InlineType.EMPHASIS, InlineType.STRONG, InlineType.STRIKETHROUGH})
"""What these are can depend on their neighbours (rule of three, a tag around a bare URL)."""

WORDS = ("a", "b c", "中文", "。", "😀", "é\u2003", "\0", "\u00a0", "w", "1", "\\", "\\|", "&amp;", "\x0c")
MARKERS = ("*", "**", "_", "__", "`", "``", "~", "~~", "[", "](", ")", "]", "![", "](u 't')", "$", "$$", "|", "<", ">")
PIECES = (
    "[r]",
    "[x][r]",
    "[^n]",
    "<a href='u'>",
    "</a>",
    "<b c=\n'd'>",
    "<!-- x -->",
    "<img src='x'>",
    "<http://x.y>",
    "http://a.b/c",
    "https://中.文/",
    "www.x.y",
    "a@b.co",
)
LINES = (
    "\n",
    "\n\n",
    "  \n",
    "\\\n",
    "> ",
    ">\t",
    "- ",
    "-\t",
    "* ",
    "1. ",
    "  ",
    "    ",
    "\t",
    "# ",
    "\n===\n",
    "\n---\n",
    "\n| a | b |\n|---|:-:|\n| c | d |\n",
    "\n```\n",
    "~~~\n",
    "- [x] ",
    "> [!NOTE]\n",
    "[r]: u 't'\n",
    "[^n]: n\n",
    "<div>\n",
)

soup = st.lists(st.sampled_from(WORDS + MARKERS + PIECES + LINES), min_size=1, max_size=30).map("".join)
newlines = st.sampled_from(["\n", "\r\n", "\r"])
texts = st.builds(lambda text, newline: text.replace("\n", newline), soup, newlines)


@settings(max_examples=600, deadline=None)
@given(texts)
def test_blocks_of_any_text_nest_and_cover_it(text: str) -> None:
    assert not misplaced_blocks(text, parse(text))


@settings(max_examples=600, deadline=None)
@given(texts)
def test_slices_of_any_text_read_as_their_nodes(text: str) -> None:
    """Emphasis is excepted here alone; the examples and the corpus know no exception."""
    assert [found for found in wrong_nodes(text, parse(text)) if found[0].type not in IN_CONTEXT] == []


def in_quote(text: str) -> str:
    return "".join(f"> {line}" for line in text.splitlines(keepends=True))


def in_item(text: str) -> str:
    return "- " + "  ".join(text.splitlines(keepends=True))


def in_tabbed_item(text: str) -> str:
    first, *rest = text.splitlines(keepends=True) or [""]
    return ">\t-\t" + first + "".join(f">\t\t{line}" for line in rest)


def with_crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def with_cr(text: str) -> str:
    return text.replace("\n", "\r")


@pytest.mark.skipif(not COMMONMARK.exists(), reason="the CommonMark examples are not here")
@pytest.mark.parametrize("change", [str, in_quote, in_item, in_tabbed_item, with_crlf, with_cr])
def test_corpus_of_commonmark_examples(change: Callable[[str], str]) -> None:
    nodes = 0
    for example in json.loads(COMMONMARK.read_text(encoding="utf-8")):
        text = change(example["markdown"])
        parsed = parse(text)
        nodes += count_nodes(parsed)
        assert not misplaced_blocks(text, parsed), example["example"]
        assert not wrong_nodes(text, parsed), example["example"]
    assert nodes > 1000


@pytest.mark.skipif(not LISTS, reason="the corpus is not here")
@pytest.mark.parametrize("path", LISTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_corpus_lists(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "surrogateescape")
    parsed = parse(text)
    assert not misplaced_blocks(text, parsed)
    assert not wrong_nodes(text, parsed)
    assert count_nodes(parsed) > 100
