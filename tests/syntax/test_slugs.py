import re
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.syntax.slugs import Slugger, comparable_anchor, github_slug

CASES = Path(__file__).parent.parent / "cases" / "slugs.tsv"


def unescaped(text: str) -> str:
    return re.sub(r"\\u\{([0-9A-F]+)\}", lambda match: chr(int(match[1], 16)), text, flags=re.IGNORECASE)


ROWS = [
    tuple(map(unescaped, line.split("\t")))
    for line in CASES.read_text("utf-8").split("\n")
    if line[:1] not in ("#", "")
]


def test_table_is_large_and_has_no_duplicates():
    assert len(ROWS) >= 60
    assert len({headings for headings, _ in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("headings", "anchors"), ROWS)
def test_anchors_of_a_document(headings: str, anchors: str):
    slugger = Slugger()
    assert [slugger.slug(heading) for heading in headings.split("␤")] == [unquote(a) for a in anchors.split("␤")]


@pytest.mark.parametrize(
    "anchor",
    [
        "#\ufe0f-tools",
        "%EF%B8%8F-tools",
        "-tools",
        "-Tools",
        "#-tools",
        "user-content--tools",
        "#%E2%80%8D-tools",
        "\u200d\ufe0f-tools",
    ],
)
def test_spellings_of_an_anchor_compare_equal(anchor: str):
    assert comparable_anchor(anchor) == "-tools"


def test_different_anchors_stay_different():
    anchors = ("tools", "-tools", "tools-", "tools-1", "中文", "tööls")
    assert len({comparable_anchor(anchor) for anchor in anchors}) == len(anchors)


@given(st.lists(st.text(alphabet="aA1- 中🔥\ufe0f", max_size=4), max_size=12))
def test_anchors_of_a_document_are_unique(headings: list[str]):
    slugger = Slugger()
    anchors = [slugger.slug(heading) for heading in headings]
    assert len(set(anchors)) == len(anchors)


@given(st.text())
def test_a_slug_is_its_own_slug(text: str):
    slug = github_slug(text)
    assert github_slug(slug) == slug
    assert " " not in slug


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_percent_encoding_does_not_matter(text: str):
    slug = github_slug(text)
    assert comparable_anchor(quote(slug)) == comparable_anchor(slug)
