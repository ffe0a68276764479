import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.source import SourceText, Span

TEXT = st.text(alphabet="ab中\n\r")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Span(0, 2), Span(1, 3), True),
        (Span(0, 2), Span(2, 3), False),
        (Span(0, 2), Span(2, 2), True),
        (Span(1, 1), Span(1, 1), True),
        (Span(1, 1), Span(2, 2), False),
    ],
)
def test_overlap(one, other, expected):
    assert one.overlaps(other) is expected
    assert other.overlaps(one) is expected


def test_span_inside():
    assert Span(1, 2) in Span(0, 2)
    assert Span(1, 3) not in Span(0, 2)
    assert len(Span(1, 3)) == 2


@given(TEXT)
def test_rows_are_those_of_the_lines(text):
    source = SourceText("a.md", text)
    rows = range(1, len(source.line_starts) + 1)
    lines = [source.slice(source.line_span(row)) for row in rows]
    assert lines == text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for offset in range(len(text)):
        row, column = source.position(offset)
        assert source.line_starts[row - 1] + column - 1 == offset


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", "\n"), ("a\r\nb\r\nc\n", "\r\n"), ("a\rb", "\r"), ("a\r\nb\n", "\n"), ("a\nb\n\r\n", "\n")],
)
def test_newline_used_most(text, expected):
    assert SourceText("a.md", text).newline == expected
