from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.schema.neutral import agree, neutral_value
from awesome_lint.schema.written import written_in

if TYPE_CHECKING:
    from decimal import Decimal

SAME = {
    "date": [
        ("2024-05", "2024年5月", "May 2024", "2024/5", "2024.05", "**2024-05**"),
        ("2024-05-13", "2024年5月13日", "May 13, 2024"),
        ("2024", "2024年"),
    ],
    "data": [
        ("5000亿", "500B", "500 billion", "500 billion tokens", "约5000亿个token", "0.5T"),
        ("3T", "3万亿", "超过 3 万亿 tokens", "3 trillion words", "3T+", "~3T", "more than 3T"),
        ("0.8T～3T", "0. 8T~3T", "800B-3T", "800B 到 3T", "800 billion to 3 trillion"),
        ("100万", "1M", "1,000,000", "1 million"),
        ("2.2T~3T(1.8B:2.2T;7B:2.4T)", "2.2T～3T（1.8B：2.2T；7B：2.4T）"),
    ],
    "parameters": [
        ("7B/13B", "7B、13B", "7B 和 13B", "13b, 7b", "7 billion and 13 billion parameters", "70亿/130亿"),
        ("8x7B", "8X7B"),
        ("671B-A37B", "671b-A37b"),
    ],
    "languages": [
        ("多语言", "Multiple", "multilingual", "多种语言"),
        ("中文、英文", "zh,en", "Chinese and English", "en/zh"),
    ],
    "license": [("Apache 2.0", "apache-2.0", "Apache License 2.0"), ("MIT", "MIT License")],
    "homepage": [
        ("https://a.example/x", "http://www.a.example/x/", "<https://a.example/x>", "[网站](https://a.example/x)")
    ],
    "context": [("32K", "32k", "32768"), ("128K", "128,000", "131072"), ("4K/16K/32K", "4K、16K 和 32K")],
    "architecture": [("Llama 2", "LLaMA 2"), ("PyTorch", "pyTorch")],
}
DIFFERENT = {
    "date": [("2024-05", "2023-05"), ("2024-05", "2024年6月"), ("2024-05-13", "2024-05-14"), ("2024", "2023-05")],
    "data": [("500B", "5000万"), ("3T", "3B"), ("0.8T~3T", "0.8T"), ("3 trillion", "3亿")],
    "parameters": [("7B/13B", "7B"), ("7B", "8B"), ("8x7B", "7B")],
    "languages": [("多语言", "en"), ("中文、英文", "en"), ("Multiple", "zh,en")],
    "license": [("MIT", "Apache-2.0")],
    "homepage": [("https://a.example/x", "https://a.example/y")],
    "context": [("32K", "128K")],
    "architecture": [("Llama 2", "Llama 3"), ("GPT-4", "GPT-4o")],
}
PROSE = {
    "date": ["", "unknown", "spring 2024", "2024-13", "去年", "-"],
    "data": ["same as Llama 2", "与 Llama 2 相同", "According to LLM", "not disclosed", "-", "small (7B)"],
    "languages": ["almost all", "主要是中文"],
    "authors": ["Alice", "某人", "Google"],
    "scenario": ["Find the slogans of 20 years.", "查找 20 年来的标语。", "the 3 best", "是", "—"],
    "demo": ["[案例](https://a.example) 和 [视频](https://b.example)"],
}


def pairs_of(table: dict[str, list[tuple[str, ...]]]) -> list[tuple[str, str, str]]:
    return [(key, group[0], other) for key, groups in table.items() for group in groups for other in group[1:]]


@pytest.mark.parametrize(("key", "one", "other"), pairs_of(SAME))
def test_the_same_value_has_one_neutral_form(key: str, one: str, other: str) -> None:
    found = neutral_value(key, one), neutral_value(key, other)
    assert None not in found
    assert found[0].casefold() == found[1].casefold()
    assert agree(key, one, other)


@pytest.mark.parametrize(("key", "one", "other"), pairs_of(DIFFERENT))
def test_different_values_do_not_agree(key: str, one: str, other: str) -> None:
    assert not agree(key, one, other)
    assert not agree(key, other, one)


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in PROSE.items() for value in values])
def test_prose_has_no_neutral_form_and_contradicts_nothing(key: str, value: str) -> None:
    assert neutral_value(key, value) is None
    assert agree(key, value, "7B")


def test_a_less_exact_date_is_no_other_date() -> None:
    assert agree("date", "2024-05", "2024-05-13")
    assert agree("date", "2024年", "2024-05")


@pytest.mark.parametrize(
    ("language", "key", "value", "peers", "expected"),
    [
        ("zh", "languages", "Multiple", (), "多语言"),
        ("en", "languages", "多语言", (), "Multiple"),
        ("zh", "languages", "Multiple", ("多种语言", "en"), "多种语言"),
        ("en", "languages", "中文、英文", (), "zh,en"),
        ("zh", "languages", "en,zh", (), "en,zh"),
        ("zh", "date", "2024-05", ("2024年3月", "2023年12月"), "2024年5月"),
        ("en", "date", "2024年5月", ("May 2023", "June 2023"), "May 2024"),
        ("en", "date", "2024年5月", (), "2024-05"),
        ("en", "date", "2024年", (), "2024"),
        ("zh", "parameters", "7B/13B", (), "7B/13B"),
        ("en", "data", "5000亿", (), "500B"),
        ("zh", "data", "500 billion tokens", (), "500B tokens"),
        ("zh", "data", "500 billion tokens", ("5000亿",), "5000亿"),
        ("zh", "data", "same as Llama 2", (), None),
    ],
)
def test_values_are_written_as_the_language_does(
    language: str, key: str, value: str, peers: tuple[str, ...], expected: str | None
) -> None:
    assert written_in(language, key, value, peers) == expected


@pytest.mark.parametrize(
    ("language", "key", "value", "expected"),
    [
        ("zh", "parameters", "7B and 13B", "7B和13B"),
        ("en", "parameters", "13B、7B 和 70B", "13B, 7B and 70B"),
        ("en", "data", "约5000亿个token", "about 500B tokens"),
        ("zh", "data", "more than 3 trillion words", "超过 3T词"),
        ("en", "data", "2T～3T（1.8B：2T；7B：3T）", "2T-3T(1.8B:2T;7B:3T)"),
        ("zh", "context", "up to 32K", "最多 32K"),
        ("fr", "data", "约5000亿", "500B"),
        ("zh", "homepage", "[Site](https://a.example/x)", "[Site](https://a.example/x)"),
        ("en", "license", "Apache 2.0、MIT", "Apache-2.0,MIT"),
    ],
)
def test_lists_are_written_in_order_and_whole(language: str, key: str, value: str, expected: str) -> None:
    assert written_in(language, key, value) == expected


@pytest.mark.parametrize(
    ("language", "key", "value", "old", "expected"),
    [
        ("en", "parameters", "7B、13B、70B", "7B and 13B", "7B, 13B and 70B"),
        ("en", "parameters", "13B", "7B/13B", "13B"),
        ("en", "parameters", "70亿/130亿", "7B", "7B/13B"),
        ("en", "parameters", "7B、14B", "13B/7B", "14B/7B"),
        ("zh", "data", "about 1.5T tokens", "约5000亿 tokens", "约1.5万亿 tokens"),
        ("zh", "data", "more than 3T tokens", "约5000亿 tokens", "超过 3T tokens"),
        ("en", "data", "5000亿", "3 billion", "500 billion"),
        ("en", "context", "5K", "1k", "5k"),
        ("en", "context", "65536", "32768", "65536"),
        ("en", "context", "65536", "32K", "64K"),
        ("en", "date", "2023年5月", "Jan 2023", "May 2023"),
        ("en", "homepage", "[Site](https://a.example/y)", "see <https://a.example/x>", "[Site](https://a.example/y)"),
        (
            "en",
            "homepage",
            "[网站](https://a.example/y)",
            "[the site](https://a.example/x)",
            "[the site](https://a.example/y)",
        ),
    ],
)
def test_what_is_the_same_stays_as_it_is(language: str, key: str, value: str, old: str, expected: str) -> None:
    assert written_in(language, key, value, (), old) == expected
    assert agree(key, value, expected)


@given(
    st.lists(st.integers(1, 999).map("{}B".format), min_size=1, max_size=5, unique=True),
    st.lists(st.integers(1, 999).map("{}B".format), min_size=1, max_size=5, unique=True),
)
def test_a_list_written_in_place_of_another_says_the_same(new: list[str], old: list[str]) -> None:
    for separator, other in (("、", "/"), (", ", "、"), ("/", ", ")):
        written = written_in("en", "parameters", separator.join(new), (), other.join(old))
        assert written is not None
        assert neutral_value("parameters", written) == neutral_value("parameters", "/".join(new))


@given(st.decimals(min_value="0.1", max_value=9999, places=1), st.sampled_from(["data", "parameters", "context"]))
def test_amounts_agree_across_languages(amount: Decimal, key: str) -> None:
    writings = (f"{amount}B", f"{amount} billion tokens", f"{amount * 10}亿", f"约 {amount * 1000} 百万个 token")
    assert len({neutral_value(key, writing) for writing in writings}) == 1
    assert not agree(key, f"{amount}B", f"{amount}T")


@given(st.text(max_size=80))
def test_any_text_agrees_with_itself(value: str) -> None:
    assert all(agree(key, value, value) for key in ("data", "date", "languages", "license", "homepage"))


@pytest.mark.parametrize(
    ("language", "value", "peers", "written"),
    [
        ("en", "[查看案例](https://a.example)", ["[View Case](https://b.example)"], "[View Case](https://a.example)"),
        ("en", "[查看案例](https://a.example)", [], None),
        ("zh", "[see the case](https://a.example)", [], None),
        ("zh", "[GitHub](https://a.example)", [], "[GitHub](https://a.example)"),
        ("zh", "<https://a.example>", ["[查看](https://b.example)"], "<https://a.example>"),
    ],
)
def test_words_on_links_are_those_of_the_language(language, value, peers, written):
    assert written_in(language, "homepage", value, peers) == written
