"""Generated documents: stable, rendered alike, nothing lost outside the edits."""

from formatter_documents import rendered_as_formatted, text_of
from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_lint.diagnostics import apply_edits
from awesome_lint.formatter import Style, canonical_text, format_edits

PIECES = (
    "a", "b c", "中文", "。", " ", "  ", "    ", "\t", "\u3000", "\u00a0", "\\", "#", "## ", " #", "- ", "* ", "+ ",
    "-  ", "1. ", "2) ", "10.  ", "-", ">", "> ", "```", "~~~", "`x", "`", "---", "***", "===", "_ _ _", "*i*", "_i_",
    "**b**", "__b__", "~~s~~", "[l](u)", "![i](u)", "[![i](u)](v)", "<b>", "<div>", "</div>", "<!-- c -->", "|",
    '<a href="x">', "| a | b |", "|---|---|", "a|b", "\\|", "[r]: /u", "[r]", "[^1]: f", "[^1]", "$$", "$x$", "[ ] ",
    "[!NOTE]", "&nbsp;", "a@b.co", "http://x.y",
)  # fmt: skip
LINES = st.lists(st.sampled_from(PIECES), max_size=5).map("".join)
NEWLINES = st.sampled_from([("\n",), ("\r\n",), ("\r",), ("\n", "\r\n"), ("\n", "\r")])
SOUP = NEWLINES.flatmap(
    lambda kinds: st.lists(st.tuples(LINES, st.sampled_from(kinds), st.sampled_from(["", *kinds])), max_size=10)
).map(lambda lines: "".join("".join(parts) for parts in lines))
STYLES = st.builds(
    Style,
    bullet=st.sampled_from([None, "-", "*", "+"]),
    emphasis=st.sampled_from([None, "*", "_"]),
    strong=st.sampled_from([None, "*", "_"]),
)


@settings(max_examples=250, deadline=None)
@given(text=SOUP, style=STYLES)
def test_formatting_is_stable_and_keeps_the_html(text, style):
    canonical = canonical_text(text_of(text), style)
    assert rendered_as_formatted(canonical) == rendered_as_formatted(text)
    assert canonical_text(text_of(canonical), style) == canonical


@settings(max_examples=100, deadline=None)
@given(text=SOUP)
def test_edits_are_in_order_and_each_changes_something(text):
    edits = format_edits(text_of(text))
    assert list(edits) == sorted(edits)
    assert all(text[edit.span.start : edit.span.end] != edit.text for edit in edits)
    assert apply_edits(text, edits) == canonical_text(text_of(text))
