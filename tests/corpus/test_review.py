"""What was read and judged (``corpus_review.tsv``): a finding judged false may not come back."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from real_lists import LISTS, checked

if TYPE_CHECKING:
    from awesome_lint.diagnostics import Diagnostic

REVIEW = Path(__file__).parents[1] / "corpus_review.tsv"
ROWS = [line.split("\t") for line in REVIEW.read_text("utf-8").splitlines()[1:]]
FALSE = {(path, code, line) for path, code, line, verdict, _ in ROWS if verdict == "false"}


def line_hash(diagnostic: Diagnostic) -> str:
    """Return the hash of the line a finding starts on, as the review's table holds it."""
    source = diagnostic.source
    text = source.slice(source.line_span(source.row(diagnostic.finding.span.start)))
    return hashlib.sha256(text.strip().encode("utf-8", "surrogateescape")).hexdigest()[:12]


def test_table_is_well_formed() -> None:
    assert all(len(row) == 5 and row[3] in {"true", "false"} and row[4] for row in ROWS)
    assert len({tuple(row[:3]) for row in ROWS}) == len(ROWS)


def test_no_false_finding_comes_back(list_name: str) -> None:
    found = {(f"{list_name}/{d.source.path}", d.code, line_hash(d)) for d in checked(list_name).diagnostics}
    assert not found & FALSE


@pytest.mark.skipif("awesome-nodejs" not in LISTS, reason="no corpus here")
def test_the_clean_list_stays_clean() -> None:
    assert len([d for d in checked("awesome-nodejs").diagnostics if d.fails]) <= 5
