"""Fragments: which name a place, and whether a page has it."""

from __future__ import annotations

import pytest

from awesome_lint.links.answers import Answer
from awesome_lint.links.fragments import MAX_HTML, lacks_place
from awesome_lint.links.targets import place_of

HTML = b"""<!doctype html><h1 id="top-title">A</h1><a name=old></a><h2 id='user-content-usage'>B</h2>
<p id = "caf%C3%A9">C<i id="a&amp;b">D</i><div
data-id="none">\xe4\xb8\xad</div><h2 ID="\xe4\xb8\xad\xe6\x96\x87">E</h2>"""


@pytest.mark.parametrize(
    ("fragment", "place"),
    [
        ("usage", "usage"),
        ("%E4%B8%AD", "中"),
        ("", None),
        ("top", None),
        ("/route", None),
        ("!/route", None),
        (":~:text=word", None),
        ("L10", None),
        ("L10-L20", None),
        ("page=3", None),
        ("usage:~:text=word", None),
    ],
)
def test_places(fragment: str, place: str | None) -> None:
    assert place_of(f"https://a.example/x#{fragment}") == place


@pytest.mark.parametrize(
    ("place", "lacks"),
    [
        *((place, False) for place in ("top-title", "Top-Title", "old", "usage", "user-content-usage", "中文", "café")),
        *((place, True) for place in ("top", "titl", "none", "中", "usage2")),
    ],
)
def test_a_page_has_it_or_not(place: str, lacks: bool) -> None:  # noqa: FBT001
    assert lacks_place(Answer(200, {"content-type": "text/html; charset=utf-8"}, HTML), place) is lacks


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, {"content-type": "text/html"}, HTML, complete=False),
        Answer(206, {"content-type": "text/html", "content-range": "bytes 0-9/999999"}, HTML),
        Answer(206, {"content-type": "text/html", "content-range": f"bytes 0-{len(HTML)}/*"}, HTML),
        Answer(200, {"content-type": "application/pdf"}, HTML),
        Answer(200, {}, HTML),
        Answer(200, {"content-type": "text/html"}, b"<div id=root></div>"),
        Answer(200, {"content-type": "text/html"}, b"<a name='\xd6\xd0'></a>"),
    ],
)
def test_in_doubt_it_has(answer: Answer) -> None:
    assert not lacks_place(answer, "missing")


@pytest.mark.parametrize(
    "body",
    [b' id="' * (MAX_HTML // 5), b" id='\"" * (MAX_HTML // 6), b" id=" + b" " * MAX_HTML, b" id" * (MAX_HTML // 3)],
)
def test_hostile_pages_take_no_longer(body: bytes) -> None:
    assert len(body) <= MAX_HTML + 4
    lacks_place(Answer(200, {"content-type": "text/html"}, body), "missing")
