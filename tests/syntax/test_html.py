"""Links and images in HTML."""

from __future__ import annotations

import pytest
from span_checks import parse, walk

from awesome_lint.syntax.html import Tag, element_texts, tags
from awesome_lint.syntax.nodes import Link, LinkForm


def links(text: str) -> list[Link]:
    return [link for block in walk(parse(text)) for link in block.links]


def written(text: str, link: Link) -> str | None:
    return link.url_span and text[link.url_span.start : link.url_span.end]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("prefix", ["", "> ", "  "])
def test_a_banner(newline: str, prefix: str) -> None:
    lines = ['<p align="center">', ' <a href="u?a=1&amp;b=2"', "    title=t>", "  <img alt='x' src=i.png> y", " </a>"]
    lead = "- " if prefix == "  " else prefix
    text = lead + f"{newline}{prefix}".join(lines) + newline
    anchor, image = links(text)
    assert (anchor.form, anchor.url, anchor.title, anchor.text) == (LinkForm.HTML, "u?a=1&b=2", "t", "x y")
    assert (written(text, anchor), written(text, image)) == ("u?a=1&amp;b=2", "i.png")
    assert anchor.images == (image,)
    assert (image.form, image.html, image.text) == (LinkForm.IMAGE, True, "x")
    assert text[image.span.start : image.span.end] == "<img alt='x' src=i.png>"
    assert text[anchor.span.start : anchor.span.end].endswith("</a>")


def test_inline_html_spans_emphasis_and_holds_markdown_images() -> None:
    text = "a <a href='u'>b *c</a> d* <a href=v>![e](f) <img src=g></a>"
    first, second, image, other = links(text)
    assert (first.url, first.text) == ("u", "b c")
    assert (second.url, second.text, second.images) == ("v", "e", (image, other))
    assert text[second.span.start : second.span.end] == "<a href=v>![e](f) <img src=g></a>"


def test_an_anchor_that_is_not_closed_is_its_tag() -> None:
    text = "<a href='u'>b <a href='v'>c</a> <a name='w'>d</a> </a>"
    assert [(link.url, link.text) for link in links(text)] == [("u", ""), ("v", "c")]
    (link,) = links("<div><a href='u'>\n\n**b**\n\n</a></div>\n")
    assert (link.url, link.text, link.text_span) == ("u", "", None)


@pytest.mark.parametrize(
    "text",
    [
        "<div>\n<!-- <a href='u'>b</a> -->\n</div>",
        "<script>\n'<a href=\"u\">'\n</script>",
        "<!-- <img src='u'>",
        "<pre>\n&lt;a href='u'>\n</pre>",
        "`<a href='u'>b</a>`",
    ],
)
def test_no_link(text: str) -> None:
    assert links(text) == []


def test_character_references_need_their_semicolon() -> None:
    (link,) = links("<a href='?a=1&copy=2&lt=3&#38;b'>x</a>")
    assert link.url == "?a=1&copy=2&lt=3&b"


def test_tags_and_text() -> None:
    assert [part.name if isinstance(part, Tag) else part for part in tags("1 < 2<B>a<br/>&gt;</B >c")] == [
        "1 < 2",
        "b",
        "a",
        "br",
        ">",
        "b",
        "c",
    ]


def test_texts_of_elements() -> None:
    html = "<h1>a <b>b</b>&amp;\n c</h1><b>d <b>e</b> f</b><img alt=' g  h '><!-- <b>i</b> --><b>j"
    assert list(element_texts(html, ("h1", "b", "img"))) == ["a b& c", "d e", "g h"]
