from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.schema.months import NOTATIONS, Month, read_month
from awesome_lint.schema.spelling import is_misspelling
from awesome_lint.schema.tongues import country_codes
from awesome_lint.schema.types import TYPES, is_damaged, number_of, parse, stray_spaces

CANONICAL = {
    "month": {
        "2024-05": "2024-05",
        "2024/5": "2024-05",
        "2024.05": "2024-05",
        "May 2024": "2024-05",
        "Sept. 2024": "2024-09",
        "2024年5月": "2024-05",
        "2024-05-17": "2024-05-17",
        "17 May 2024": "2024-05-17",
        "May 17th, 2024": "2024-05-17",
        "2024": None,
        "2024-13": None,
        "2024-00": None,
        "spring 2024": None,
        "unknown": None,
        "1.5.2024": None,
    },
    "size": {
        "7B": "7B",
        "7b": "7B",
        "7 B": "7B",
        "7B/13B": "7B/13B",
        "7B, 13B、70B": "7B/13B/70B",
        "7/13/70B": "7/13/70B",
        "671B-A37B": "671B-A37B",
        "8x7B": "8x7B",
        "130M/1.4B": "130M/1.4B",
        "~1.8T": "~1.8T",
        "1B–3B": "1B-3B",
        "7 billion parameters": "7billion",
        "７Ｂ": "7B",
        "same as Llama 2": None,
        "Multiple": None,
        "7": None,
        "-": None,
        "": None,
        "0. 8T": None,
        "7B//13B": None,
        "small (7B)": None,
    },
    "tokens": {
        "3.6T": "3.6T",
        "3.3T～4.8T": "3.3T-4.8T",
        "3.3T-4.8T": "3.3T-4.8T",
        "2T tokens": "2T",
        "15T+": "15T",
        "depends on the base LLM": None,
    },
    "languages": {
        "en": "en",
        "en,zh": "en,zh",
        "English / Chinese": "en,zh",
        "中文、英文": "zh,en",
        "pt-BR": "pt",
        "Multiple": "multiple",
        "en and others": None,
        "Python": None,
    },
    "licence": {
        "MIT": "MIT",
        "Apache 2.0": "Apache-2.0",
        "Apache License, Version 2.0": None,
        "Apache License Version 2.0": "Apache-2.0",
        "apache-2.0": "Apache-2.0",
        "GPL v3": "GPL-3.0",
        "CC BY-NC 4.0": "CC-BY-NC-4.0",
        "MIT / Apache-2.0": "MIT,Apache-2.0",
        "own licence": None,
        "": None,
    },
    "url": {
        "https://a.example/x": "https://a.example/x",
        "<https://a.example>": "<https://a.example>",
        "[here](https://a.example)": "[here](https://a.example)",
        "see https://a.example": None,
    },
}


@pytest.mark.parametrize(
    ("type_", "value", "wanted"), [(t, v, w) for t, vs in CANONICAL.items() for v, w in vs.items()]
)
def test_canonical_spelling(type_: str, value: str, wanted: str | None) -> None:
    assert parse(value, type_) == wanted


def test_every_type_is_tested() -> None:
    assert CANONICAL.keys() == set(TYPES)


@pytest.mark.parametrize("type_", ["month", "languages", "licence"])
@given(value=st.text("0123456789 -/.年月BTMKenzh,~", max_size=24))
def test_canonical_spelling_is_its_own(type_: str, value: str) -> None:
    canonical = parse(value, type_)
    assert canonical is None or parse(canonical, type_) == canonical


@given(st.integers(1900, 2099), st.integers(1, 12), st.none() | st.integers(1, 31), st.sampled_from(NOTATIONS))
def test_a_month_written_is_read_again(year: int, month: int, day: int | None, notation: str) -> None:
    written = Month(year, month, day, notation).written(notation)
    read = read_month(written)
    assert read is not None
    assert (read.year, read.month, read.day) == (year, month, day)


def test_months_are_counted() -> None:
    earlier, later = read_month("2023-11"), read_month("Feb 2024")
    assert earlier is not None
    assert later is not None
    assert later.count - earlier.count == 3


@pytest.mark.parametrize(
    ("value", "type_", "damaged"),
    [
        ("2024-13", "month", True),
        ("2024--05", "month", True),
        ("2024", "month", False),
        ("2023-24", "month", False),
        ("4K x 4K", "size", False),
        ("7B 13B", "size", False),
        ("1..5B", "size", True),
        ("soon", "month", False),
        ("7B//13B", "size", True),
        ("7B/13B/", "size", True),
        ("7B/13B", "size", False),
        ("unknown", "size", False),
        ("-", "tokens", False),
        ("2.2T (1.8B)", "tokens", False),
        ("7B//13B", "text", False),
    ],
)
def test_damage_is_told_from_free_text(value: str, type_: str, damaged: bool) -> None:  # noqa: FBT001 - pytest passes it by position
    assert is_damaged(value, type_) is damaged


def test_stray_spaces() -> None:
    assert stray_spaces("0. 8T～3 .5T") == [(0, 4, "0.8"), (6, 10, "3.5")]
    assert stray_spaces("see Llama 2. 7B is small; 3. Then 5T") == []


def test_numbers_that_sort() -> None:
    assert [number_of(v) for v in ("7B/13B", "130M", "~1.5T", "12", "many")] == [7e9, 130e6, 1.5e12, 12, None]


def test_country_codes_only_among_codes() -> None:
    assert country_codes("en, cn") == [(4, 6, "zh")]
    assert country_codes("Chinese (cn)") == []


@pytest.mark.parametrize(
    ("word", "known", "misspelt"),
    [
        ("licnse", "license", True),
        ("lisence", "license", False),
        ("paramter szie", "parameter size", True),
        ("date", "data", False),
        ("license", "license", False),
        ("metrics", "matrix", False),
    ],
)
def test_misspellings(word: str, known: str, misspelt: bool) -> None:  # noqa: FBT001 - pytest passes it by position
    assert is_misspelling(word, known) is misspelt
