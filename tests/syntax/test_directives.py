import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.source import Span
from awesome_lint.syntax.directives import directives
from awesome_lint.syntax.nodes import Block, BlockType, Directive, DirectiveKind, Inline, InlineType


def html(text: str, start: int = 0) -> Block:
    return Block(BlockType.HTML, Span(start, start + len(text)), text=text)


def paragraph(*inlines: Inline) -> Block:
    return Block(BlockType.PARAGRAPH, Span(inlines[0].span.start, inlines[-1].span.end), inlines=inlines)


def inline(kind: InlineType, text: str, start: int = 0) -> Inline:
    return Inline(kind, Span(start, start + len(text)), text)


def only(block: Block) -> Directive:
    (directive,) = directives([block])
    return directive


@pytest.mark.parametrize(
    ("comment", "kind", "codes"),
    [
        ("<!-- awesome-lint-disable-line ENC001 -->", "disable-line", ("ENC001",)),
        ("<!-- awesome-lint-disable-next-line ENC001 LNK002 -->", "disable-next-line", ("ENC001", "LNK002")),
        ("<!-- awesome-lint-disable ENC001,LNK002 -->", "disable", ("ENC001", "LNK002")),
        ("<!-- awesome-lint-disable ENC001 , LNK002, -->", "disable", ("ENC001", "LNK002")),
        ("<!-- awesome-lint-enable -->", "enable", ()),
        ("<!-- awesome-lint-disable-file ENC mojibake -->", "disable-file", ("ENC", "mojibake")),
        ("<!--awesome-lint-disable-line ENC001-->", "disable-line", ("ENC001",)),
        ("<!--   awesome-lint-disable-line   ENC001   -->", "disable-line", ("ENC001",)),
        ("<!--\nawesome-lint-disable-line\nENC001\n-->", "disable-line", ("ENC001",)),
        ("<!-- awesome-lint-disable-line nonsense -->", "disable-line", ("nonsense",)),
        ("<!-- awesome-lint-disable-lines ENC001 -->", "unknown", ("ENC001",)),
        ("<!-- awesome-lint-unknown -->", "unknown", ()),
    ],
)
def test_comment(comment: str, kind: str, codes: tuple[str, ...]):
    for found in (only(html(comment, 7)), only(paragraph(inline(InlineType.HTML, comment, 7)))):
        assert (found.kind, found.codes) == (DirectiveKind(kind), codes)
        assert found.span == Span(7, 7 + len(comment))


@pytest.mark.parametrize(
    "text",
    [
        "<!-- awesome-lint: untranslated -->",
        "<!-- awesome-lint -->",
        "<!-- please awesome-lint-disable-line ENC001 -->",
        "<!-- -->",
        "<!---->",
        "<!-- awesome-lint-disable-line ENC001",
        "<!--lint disable awesome-toc-->",
        "<p>awesome-lint-disable-line ENC001</p>",
    ],
)
def test_other_html_is_no_directive(text: str):
    assert directives([html(text)]) == ()


@pytest.mark.parametrize("kind", [BlockType.CODE, BlockType.FENCE, BlockType.FRONT_MATTER])
def test_comments_shown_in_code_do_not_count(kind: BlockType):
    text = "<!-- awesome-lint-disable ENC001 -->"
    assert directives([Block(kind, Span(0, len(text)), text=text)]) == ()
    assert directives([paragraph(inline(InlineType.CODE, text))]) == ()


def test_every_comment_of_a_block_counts_and_has_its_own_place():
    text = "<div>\n<!-- awesome-lint-disable A --> x <!-- awesome-lint-enable A -->\n</div>"
    found = directives([html(text, 10)])
    assert [directive.kind for directive in found] == [DirectiveKind.DISABLE, DirectiveKind.ENABLE]
    assert [text[d.span.start - 10 : d.span.end - 10][:26] for d in found] == [
        "<!-- awesome-lint-disable ",
        "<!-- awesome-lint-enable A",
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("prefix", ["", "> ", "  "])
@pytest.mark.parametrize("comment", ["<!-- awesome-lint-disable A -->", "<!-- awesome-lint-disable\nA\n-->"])
def test_places_count_what_containers_and_newlines_add(newline: str, prefix: str, comment: str):
    text = f"<div>\n{comment}\n</div>\n"
    source = prefix + text.rstrip("\n").replace("\n", newline + prefix)
    span = only(Block(BlockType.HTML, Span(len(prefix), len(source)), text=text)).span
    assert source[span.start : span.end] == comment.replace("\n", newline + prefix)


def test_blocks_may_be_given_as_trees_or_in_one_row():
    inner = html("<!-- awesome-lint-disable A -->", 2)
    outer = Block(BlockType.QUOTE, Span(0, 40), children=(inner,))
    assert [d.span for d in directives([outer])] == [d.span for d in directives([outer, inner])] == [inner.span]


def test_comments_inside_links_and_emphasis_count():
    comment = inline(InlineType.HTML, "<!-- awesome-lint-disable-line A -->", 3)
    strong = Inline(InlineType.STRONG, Span(0, 50), children=(comment,))
    assert only(paragraph(strong)).codes == ("A",)


@given(st.text(alphabet="<!-> awesome-lintdb\n", max_size=60))
def test_any_html_is_read_without_error(text: str):
    for directive in directives([html(text, 5)]):
        assert directive.span in Span(5, 5 + len(text))


def test_many_comments_are_read_in_linear_time():
    comment = "<!-- awesome-lint-enable A -->\n"
    assert len(directives([html(comment * 20_000)])) == 20_000
