"""How many entries each real list has: a change here must be meant."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from real_lists import CORPUS

from awesome_lint.source.reader import read_source
from awesome_lint.syntax.document import parse_document

PINNED = Path(__file__).parents[1] / "cases" / "corpus" / "entry_counts.tsv"
COUNTS = {path: counts for path, *counts in (line.split("\t") for line in PINNED.read_text("utf-8").splitlines()[1:])}


def test_entry_counts(list_file: str) -> None:
    counts = Counter(entry.style.value for entry in parse_document(read_source(str(CORPUS / list_file))).entries)
    assert [str(counts[style]) for style in ("heading", "bullet", "table-row")] == COUNTS[list_file]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus here")
def test_every_file_is_pinned() -> None:
    assert set(COUNTS) == {f"{path.parent.name}/{path.name}" for path in CORPUS.glob("*/*.md")}
