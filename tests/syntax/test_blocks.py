"""Awkward constructs, each with the blocks, nodes and places it must give."""

from __future__ import annotations

import pytest
from span_checks import misplaced_blocks, parse, walk, wrong_nodes

from awesome_lint.errors import LimitError
from awesome_lint.syntax.nodes import Block, BlockType, Inline, InlineType, Link, LinkForm


def only(text: str, kind: BlockType) -> Block:
    found = [block for block in walk(parse(text)) if block.type is kind]
    assert len(found) == 1
    return found[0]


def links(text: str) -> list[Link]:
    return [link for block in walk(parse(text)) for link in block.links]


def inlines(text: str, kind: InlineType) -> list[Inline]:
    return [n for b in walk(parse(text)) for top in b.inlines for n in top.walk() if n.type is kind]


def written(text: str, node: Block | Inline | Link) -> str:
    return text[node.span.start : node.span.end]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("# Title ##\n", BlockType.HEADING, "# Title ##"),
        ("  Title\nof two\n===  \n", BlockType.HEADING, "Title\nof two\n==="),
        ("a\n\n    code\n\n     more  \n\n\nb", BlockType.CODE, "code\n\n     more"),
        ("> ```py\n> x\n>\n> \n", BlockType.FENCE, "```py\n> x"),
        ("- a\n  b\n\n\n", BlockType.ITEM, "- a\n  b"),
        ("- a\nlazy\n\n\nb", BlockType.LIST, "- a\nlazy"),
        ("> a\n>\n\nb", BlockType.QUOTE, "> a\n>"),
        (" * * *\t\n", BlockType.RULE, "* * *"),
        ("---\na: 1\n---\n\nb\n", BlockType.FRONT_MATTER, "---\na: 1\n---"),
        ("a[^n]\n\n[^n]: one\n    two\n\n    three\n\nb", BlockType.FOOTNOTE, "[^n]: one\n    two\n\n    three"),
        ("- $$\n  - x\n  $$\n", BlockType.MATH, "$$\n  - x\n  $$"),
        ("a\r\n\r\n> [a]:\r\n> <b c>\r\n> 'd'\r\n", BlockType.DEFINITION, "[a]:\r\n> <b c>\r\n> 'd'"),
        ("1.\t<!-- a\n\n\tb -->\n\n2. c", BlockType.HTML, "<!-- a\n\n\tb -->"),
        ("- | a |\n  |---|\n  | b | \n\nc", BlockType.TABLE, "| a |\n  |---|\n  | b |"),
    ],
)
def test_a_block_ends_with_its_last_character(text: str, kind: BlockType, expected: str) -> None:
    assert written(text, only(text, kind)) == expected


def test_attributes_of_lists_and_items() -> None:
    text = "3) [x] done\n4) [ ] open\n\n- [y] no box\n\n- b\n"
    ordered, bullets = parse(text).blocks
    assert (ordered.marker, ordered.ordered, ordered.tight) == (")", True, True)
    assert [(i.marker, i.checked, i.ordered) for i in ordered.children] == [("3)", True, True), ("4)", False, True)]
    assert (bullets.marker, bullets.ordered, bullets.tight) == ("-", False, False)
    assert [item.children[0].text for item in ordered.children] == ["done", "open"]
    assert written(text, ordered.children[0].children[0]) == "done"
    assert bullets.children[0].children[0].text == "[y] no box"
    assert bullets.children[0].checked is None


def test_an_item_that_is_a_task_box_alone_has_no_paragraph() -> None:
    assert only("- [ ]   \n", BlockType.ITEM).children == ()


def test_attributes_of_leaves() -> None:
    text = "> [!tip]\n> a\n\n~~~~ py thon\nx\n~~~~\n\n***\n\nTitle\n---\n"
    quote, fence, rule, heading = parse(text).blocks
    assert (quote.info, [block.text for block in quote.children]) == ("TIP", ["a"])
    assert (fence.marker, fence.info, fence.text) == ("~~~~", "py thon", "x\n")
    assert (rule.marker, heading.marker, heading.level, heading.text) == ("*", "-", 2, "Title")


def test_table_rows_know_the_cells_as_written() -> None:
    text = "a | b | c\n:-- | --: | :-:\n| 1 | `x\\|y` | z | surplus |\n| only\n"
    table = only(text, BlockType.TABLE)
    assert table.info == ":--,--:,:-:"
    assert [(row.level, row.header) for row in table.children] == [(3, True), (4, False), (1, False)]
    body, short = table.children[1:]
    assert [cell.text for cell in body.children] == ["1", "x|y", "z"]
    assert written(text, body.children[1].inlines[0]) == "`x\\|y`"
    assert [written(text, cell) for cell in short.children] == ["only", "", ""]
    assert short.children[2].span.start == short.span.end


def test_an_escaped_pipe_belongs_to_the_text_it_starts() -> None:
    text = "| \\|a\\| |\n|---|\n"
    node = only(text, BlockType.CELL).inlines[0]
    assert (node.text, written(text, node)) == ("|a|", "\\|a\\|")


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("a **b *c* d** e", InlineType.STRONG, "**b *c* d**"),
        ("a **b *c* d** e", InlineType.EMPHASIS, "*c*"),
        ("~a~ b", InlineType.STRIKETHROUGH, "~a~"),
        ("a ~~b~~", InlineType.STRIKETHROUGH, "~~b~~"),
        ("> a `b\n> c` d", InlineType.CODE, "`b\n> c`"),
        ("a  \n b", InlineType.HARD_BREAK, "  \n "),
        ("a\\\n  b", InlineType.HARD_BREAK, "\\\n  "),
        ("> a \r\n> b", InlineType.SOFT_BREAK, " \r\n"),
        ("> a \r\n>  b", InlineType.SOFT_BREAK, " \r\n>  "),
        ("`a` \nb", InlineType.SOFT_BREAK, " \n"),
        ("\\ \nb", InlineType.SOFT_BREAK, "\n"),
        ("x <b class='c\nd'> y", InlineType.HTML, "<b class='c\nd'>"),
        ("a $x_1 * y_1$ b", InlineType.MATH, "$x_1 * y_1$"),
        ("a $$x_1$$ b", InlineType.MATH, "$$x_1$$"),
        ("a[^n]\n\n[^n]: b", InlineType.FOOTNOTE, "[^n]"),
        ("😀 \u2003**中文**", InlineType.STRONG, "**中文**"),
        (">\t-\t\u2003a *b*", InlineType.EMPHASIS, "*b*"),
        ("\0 *a\0*", InlineType.EMPHASIS, "*a\0*"),
        ("***a** b*", InlineType.STRONG, "**a**"),
    ],
)
def test_place_of_an_inline_node(text: str, kind: InlineType, expected: str) -> None:
    (node,) = inlines(text, kind)
    assert written(text, node) == expected


@pytest.mark.parametrize(
    "text",
    ["$5 and $6", "US$5 and CA$x", "from $5 to $7, $8", "\\$a\\$", "a $ b $ c", "5$ or 6$"],
)
def test_prices_are_no_formulas(text: str) -> None:
    assert not inlines(text, InlineType.MATH)


@pytest.mark.parametrize(
    ("text", "form", "url", "place", "label"),
    [
        ("[a](b)", LinkForm.INLINE, "b", "b", "a"),
        ("[a]( <b c>\n 'd')", LinkForm.INLINE, "b c", "b c", "a"),
        ("[a](b\\)&amp;c)", LinkForm.INLINE, "b)&c", "b\\)&amp;c", "a"),
        ("[中](/wiki/中文%20x?a=ü)", LinkForm.INLINE, "/wiki/中文%20x?a=ü", "/wiki/中文%20x?a=ü", "中"),
        ("[a]()", LinkForm.INLINE, "", None, "a"),
        ("[a](<>)", LinkForm.INLINE, "", "", "a"),
        ("[a](javascript:x)", LinkForm.INLINE, "javascript:x", "javascript:x", "a"),
        ("[a][R]\n\n[r]: <b> 't'\n", LinkForm.REFERENCE, "b", "b", "a"),
        ("[r]\n\n[r]: b\n[r]: c\n", LinkForm.REFERENCE, "b", "b", "r"),
        ("<http://a.b/c>", LinkForm.AUTOLINK, "http://a.b/c", "http://a.b/c", "http://a.b/c"),
        ("<a@b.co>", LinkForm.AUTOLINK, "mailto:a@b.co", "a@b.co", "a@b.co"),
        ("x https://a.b/c_d.", LinkForm.BARE, "https://a.b/c_d", "https://a.b/c_d", "https://a.b/c_d"),
        ("(www.a.b)", LinkForm.BARE, "http://www.a.b", "www.a.b", "www.a.b"),
        ("_a@b.co", LinkForm.BARE, "mailto:a@b.co", "a@b.co", "a@b.co"),
        ("![a *b*](c)", LinkForm.IMAGE, "c", "c", "a *b*"),
    ],
)
def test_a_link(text: str, form: LinkForm, url: str, place: str | None, label: str) -> None:
    (link,) = links(text)
    assert (link.form, link.url) == (form, url)
    assert (None if link.url_span is None else text[link.url_span.start : link.url_span.end]) == place
    assert link.text_span
    assert text[link.text_span.start : link.text_span.end] == label
    assert not misplaced_blocks(text, parse(text))
    assert not wrong_nodes(text, parse(text))


def test_images_inside_a_link_stand_in_both() -> None:
    outer, first, second = links("[![a ![c](d)](b) x ![e](f)](g 'title')")
    assert (outer.url, outer.title, outer.text) == ("g", "title", "a c x e")
    assert outer.images == (first, second)
    assert [image.text for image in outer.images] == ["a c", "e"]


def test_text_of_a_block() -> None:
    assert parse("a *b* `c`\n![d](e) <b>f</b> $g$ &amp; \\*").blocks[0].text == "a b c d f g & *"


def test_definitions_stay_where_they_are() -> None:
    text = "[b]: c\n[b]: d 'e'\n> [F  g]: h\n\n[^1]: i\n"
    parsed = parse(text)
    assert [(d.label, d.url, d.title) for d in parsed.definitions] == [
        ("B", "c", ""),
        ("B", "d", "e"),
        ("F G", "h", ""),
    ]
    assert [text[d.url_span.start : d.url_span.end] for d in parsed.definitions if d.url_span] == ["c", "d", "h"]
    assert [block.type for block in parsed.blocks] == [
        BlockType.DEFINITION,
        BlockType.DEFINITION,
        BlockType.QUOTE,
        BlockType.FOOTNOTE,
    ]


def test_footnotes_stay_in_order_used_or_not() -> None:
    parsed = parse("[^b]: second\n\ntext[^a]\n\n[^a]: first\n")
    assert [(block.type, block.info) for block in parsed.blocks] == [
        (BlockType.FOOTNOTE, "b"),
        (BlockType.PARAGRAPH, ""),
        (BlockType.FOOTNOTE, "a"),
    ]


def test_math_does_not_leave_its_item() -> None:
    parsed = parse("- $$x\n- [a](b) $$\n")
    assert len(parsed.blocks[0].children) == 2


@pytest.mark.parametrize("depth", [99, 100])
@pytest.mark.parametrize("marker", ["> ", "- ", "1. "])
def test_a_hundred_levels_are_kept(marker: str, depth: int) -> None:
    blocks = list(walk(parse(marker * depth + "end")))
    assert blocks[-1].text == "end"


@pytest.mark.parametrize(
    "text",
    [
        "> " * 101 + "a",
        "- " * 10_000 + "a",
        ">" * 10_000,
        "[^a]: " * 101,
        "[" * 10_000 + "]" * 10_000,
        "![" * 10_000 + "](a)" * 10_000,
        "*a " * 9_000 + "b* " * 9_000,
        "*" * 20_001 + "a",
        "*a _b " * 20_000,
        "a ~b" * 20_001,
        "a <!--x" * 200 + "--->",
    ],
)
def test_beyond_a_limit_the_file_is_refused_by_name(text: str) -> None:
    with pytest.raises(LimitError, match=r"list\.md: (nested more than 100 levels|more than )"):
        parse(text)


def test_openers_alone_nest_nothing() -> None:
    assert parse("[" * 10_000).blocks[0].text == "[" * 10_000
