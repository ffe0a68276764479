"""What is read in the feed of arXiv, and what is refused before it is read."""

from __future__ import annotations

import pytest
from fake_arxiv import BOMB, ERROR, NO_PAPERS, arxiv_field, entry, feed

from awesome_lint.links.facts import PaperFacts
from awesome_lint.links.providers.arxiv_feed import NotAFeedError, read_feed

BASE = {"published": "2023-12-31", "updated": "2024-03-01", "withdrawn": False, "version": 2}
FACTS: tuple[tuple[str, str, str, dict[str, object]], ...] = (
    ("plain", entry("2412.19437"), "2412.19437", {"title": "A Paper"}),
    (
        "a wrapped title",
        entry("2412.19437", "A Long\n  Title\tof $\\alpha$  "),
        "2412.19437",
        {"title": "A Long Title of $\\alpha$"},
    ),
    ("escapes", entry("2412.19437", "Q&amp;A &lt;b&gt; &#26144;"), "2412.19437", {"title": "Q&A <b> 映"}),
    ("an old number", entry("hep-th/9901001"), "hep-th/9901001", {"title": "A Paper"}),
    ("a subject class", entry("math.GT/0309136"), "math/0309136", {"title": "A Paper"}),
    (
        "https",
        entry("2412.19437").replace("http://arxiv.org/abs", "https://arxiv.org/abs"),
        "2412.19437",
        {"title": "A Paper"},
    ),
    (
        "published",
        entry("2412.19437", more=arxiv_field("journal_ref", "Nature\n 1 (2024)") + arxiv_field("doi", "10.1038/x")),
        "2412.19437",
        {"title": "A Paper", "journal": "Nature 1 (2024)", "doi": "10.1038/x"},
    ),
    (
        "withdrawn",
        entry("2412.19437", more=arxiv_field("comment", "This paper has been withdrawn by the author")),
        "2412.19437",
        {"title": "A Paper", "withdrawn": True},
    ),
    ("no comment", entry("2412.19437", more=arxiv_field("comment", "")), "2412.19437", {"title": "A Paper"}),
)


@pytest.mark.parametrize(("text", "number", "facts"), [row[1:] for row in FACTS], ids=[row[0] for row in FACTS])
def test_facts(text: str, number: str, facts: dict[str, object]) -> None:
    (found,) = read_feed(feed(text)).papers.items()
    assert found == (number, BASE | facts)
    assert PaperFacts.of(found[1]).title == facts["title"]


@pytest.mark.parametrize("text", NO_PAPERS)
def test_an_entry_that_is_of_no_paper_is_passed_over(text: str) -> None:
    assert list(read_feed(feed(text, entry("hep-th/9901001"))).papers) == ["hep-th/9901001"]


NO_FEEDS = {
    "throttled": b"Rate exceeded.",
    "nothing": b"",
    "a page": b"<!doctype html><title>Down for maintenance</title>",
    "another feed": b"<rss version='2.0'><channel/></rss>",
    "an unfinished one": feed(entry("2412.19437"))[:-20],
    "no text": b"\x00\xff\xfe",
    "an entity bomb": BOMB.encode(),
    "a bomb in UTF-16": BOMB.encode("utf-16"),
    "an entity in the old way": b"<!ENTITY a 'b'>" + feed(),
    "an external entity": b'<!DOCTYPE feed SYSTEM "file:///etc/passwd">' + feed(),
    "another error": feed(ERROR.format(what="start_must_be_an_integer")),
}


@pytest.mark.parametrize("body", NO_FEEDS.values(), ids=NO_FEEDS)
def test_what_is_no_feed_is_refused(body: bytes) -> None:
    with pytest.raises(NotAFeedError):
        read_feed(body)


def test_a_feed_without_entries() -> None:
    assert read_feed(feed()).papers == {}


def test_a_byte_order_mark_does_not_matter() -> None:
    assert list(read_feed(b"\xef\xbb\xbf" + feed(entry("2412.19437"))).papers) == ["2412.19437"]


def test_a_malformed_identifier_is_named() -> None:
    read = read_feed(feed(ERROR.format(what="incorrect_id_format_for_2412.1")))
    assert (read.malformed, read.papers) == ("2412.1", {})
