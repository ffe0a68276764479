from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.schema.sorting import TitleForm, longest_sorted, title_value


def is_sorted(values: list[int], *, descending: bool) -> bool:
    return values == sorted(values, reverse=descending)


@given(st.lists(st.integers(0, 5), max_size=9), st.booleans())
def test_longest_sorted_is_sorted_and_no_longer_one_exists(values: list[int], descending: bool) -> None:  # noqa: FBT001 - hypothesis passes it by position
    kept = longest_sorted(values, descending=descending)
    assert kept == sorted(set(kept))
    assert is_sorted([values[at] for at in kept], descending=descending)
    longer = combinations(values, len(kept) + 1)
    assert not any(is_sorted(list(choice), descending=descending) for choice in longer)


def test_ties_go_to_the_longest_move() -> None:
    """Either 9 or 1 could be left out of ``1 9 1 2 3``-like lists; the one that stands far from its place is."""
    values = [2, 9, 3, 4, 5]
    assert [at for at in range(5) if at not in longest_sorted(values)] == [1]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Alpha", "beta"),
        ("The Cat", "Dog"),
        ("Cat", "The Dog"),
        ("🚀 Alpha", "Beta"),
        ("“Alpha”", "Beta"),
        ("Model 2", "Model 10"),
        ("Yi-1.5", "Yi-1.10"),
        ("7zip", "Alpha"),
        ("Élan", "Emu"),
        ("Go", "Go Kit"),
    ],
)
def test_titles_in_order(earlier: str, later: str) -> None:
    first, second = title_value(earlier), title_value(later)
    assert first is not None
    assert second is not None
    assert first < second


@pytest.mark.parametrize(
    ("by", "earlier", "later"),
    [
        ("words", "Multi GPT", "Multiagent"),
        ("words", ":rocket: Alpha", "Beta"),
        ("letters", "Multiagent", "Multi GPT"),
        ("letters", "Anonaddy", "Anon.li"),
        ("characters", "JSON IP", "JSON2x"),
        ("characters", "Go", "Go Kit"),
        ("characters", "Model 2", "Model 10"),
        ("lines", "Go Kit", "Go"),
        ("lines", "Go", "Goa"),
    ],
)
def test_titles_in_the_order_of_a_form(by: str, earlier: str, later: str) -> None:
    first, second = title_value(earlier, TitleForm(by)), title_value(later, TitleForm(by))
    assert first is not None
    assert second is not None
    assert first < second


@pytest.mark.parametrize("title", ["模型", "日本語", "한국어", "🚀", ""])
def test_titles_without_alphabet_have_no_place(title: str) -> None:
    assert title_value(title) is None
