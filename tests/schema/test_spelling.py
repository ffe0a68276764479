"""Distances of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.schema.spelling import edit_distance

WORDS = st.text("abc", max_size=7)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("", "", 0), ("tool", "tool", 0), ("tol", "tool", 1), ("mcp", "mpc", 1), ("xzq.xu", "xzq-xu", 1), ("ab", "ba", 1)],
)
def test_distance_of_a_slip(one: str, other: str, distance: int) -> None:
    assert edit_distance(one, other, 3) == distance


@given(WORDS, WORDS)
def test_distance_is_symmetric_and_nought_only_for_equals(one: str, other: str) -> None:
    assert edit_distance(one, other, 9) == edit_distance(other, one, 9)
    assert (edit_distance(one, other, 9) == 0) == (one == other)


@given(WORDS, WORDS, st.integers(0, 9))
def test_limit_only_cuts(one: str, other: str, limit: int) -> None:
    assert edit_distance(one, other, limit) == min(edit_distance(one, other, 9), limit + 1)
