import pytest
from formatter_documents import text_of
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.diagnostics import Edit, apply_edits
from awesome_lint.formatter.edits import line_edits, skeleton, source_lines
from awesome_lint.source import Span

LINES = st.lists(st.sampled_from(["", " ", "a", " a", "- a", "a b", "b", "---", "***", "2024", ">", "> b"]), max_size=8)


def edits_between(old, new):
    source = text_of("".join(f"{line}\n" for line in old))
    return tuple(line_edits(source, old, 0, new))


@pytest.mark.parametrize(
    ("old", "new", "edits"),
    [
        (["a", "b"], ["a", "b"], ()),
        (["a", "", "", "b"], ["a", "", "b"], (Edit(Span(3, 4), ""),)),
        (["-  a", "b"], ["- a", "  b"], (Edit(Span(0, 6), "- a\n  b"),)),
        (["# a", "b"], ["# a", "", "b"], (Edit(Span(4, 4), "\n"),)),
        (["- 1", "-  2", "- 3"], ["- 1", "- 2", "- 3"], (Edit(Span(4, 8), "- 2"),)),
        (["a", "==="], ["# a"], (Edit(Span(0, 5), "# a"),)),
        (["x y z", "b"], ["x", "y", "z", "b"], (Edit(Span(0, 5), "x\ny\nz"),)),
        (["- a", "", "-  b", "- c"], ["- a", "- b", "- c"], (Edit(Span(4, 9), "- b"),)),
    ],
)
def test_edits_are_as_small_as_the_change(old, new, edits):
    assert edits_between(old, new) == edits


@given(old=LINES, new=LINES)
def test_edits_make_the_new_lines_whatever_they_are(old, new):
    text = "".join(f"{line}\n" for line in old)
    assert apply_edits(text, edits_between(old, new)) == "".join(f"{line}\n" for line in new)


def test_lines_end_at_newlines_only():
    assert source_lines(text_of("a\u2028b\r\nc\x0cd\re\n")) == ["a\u2028b", "c\x0cd", "e"]


def test_the_skeleton_is_what_no_layout_touches():
    assert skeleton(["1)  **甲** |\tx2\n", "> b:\n"]) == ")甲xb:"
