"""Numbers in two languages, and what of the prose of two parts differs."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.source.reader import decode_source
from awesome_lint.syntax.document import parse_document
from awesome_lint.translation.facts import FactKind, Part, code_of, compare, lists_of, names_of, number_differences
from awesome_lint.translation.numbers import Kind, Number, agree, find_numbers
from awesome_lint.translation.numbers_words import ENGLISH_SMALL, ENGLISH_TENS
from step_count import steps

CASES = Path(__file__).parents[1] / "cases" / "facts"
MANY = 100_000


def rows(name: str) -> list[list[str]]:
    lines = (CASES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def left_over(ours: tuple[Number, ...], theirs: tuple[Number, ...]) -> tuple[list[str], list[str]]:
    """Return the numbers of both sides that have no counterpart."""
    left, waiting = [], list(theirs)
    for number in ours:
        match = next((other for other in waiting if agree(number, other)), None)
        if match:
            waiting.remove(match)
        else:
            left.append(number.text)
    return left, [number.text for number in waiting]


# Tables


@pytest.mark.parametrize(("english", "chinese"), rows("equal_numbers"))
def test_equal_numbers_agree(english: str, chinese: str) -> None:
    ours, theirs = find_numbers(english, "en"), find_numbers(chinese, "zh")
    assert ours
    assert theirs
    assert left_over(ours, theirs) == ([], [])


@pytest.mark.parametrize(("english", "chinese"), rows("different_numbers"))
def test_different_numbers_do_not_agree(english: str, chinese: str) -> None:
    ours, theirs = left_over(find_numbers(english, "en"), find_numbers(chinese, "zh"))
    assert ours
    assert theirs


@pytest.mark.parametrize("text", [row[0] for row in rows("no_numbers")])
def test_names_idioms_and_vague_words_are_no_facts(text: str) -> None:
    language = "zh" if re.search("[\u4e00-\u9fff]", text) else "en"
    assert [number.text for number in find_numbers(text, language) if number.firm and number.text != "0"] == []


def test_tables_are_large_and_have_no_row_twice() -> None:
    for name, least in (("equal_numbers", 120), ("different_numbers", 60), ("no_numbers", 30)):
        found = rows(name)
        assert len(found) >= least
        assert len({tuple(row) for row in found}) == len(found)


# Properties

DIGITS = "零一二三四五六七八九"
ONES, TENS = list(ENGLISH_SMALL), list(ENGLISH_TENS)


def in_chinese(value: int) -> str:
    """Return ``value``, below 10**16, as a Chinese numeral."""
    for scale, sign in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百")):
        if value >= scale:
            head, rest = divmod(value, scale)
            gap = "零" if rest < scale // 10 else ""
            return in_chinese(head) + sign + (gap + in_chinese(rest) if rest else "")
    tens, unit = divmod(value, 10)
    return (f"{DIGITS[tens]}十" if tens else "") + (DIGITS[unit] if unit or not tens else "")


def in_english(value: int) -> str:
    """Return ``value``, below 10**15, in English words."""
    for scale, word in (
        (10**12, "trillion"),
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
        (100, "hundred"),
    ):
        if value >= scale:
            head, rest = divmod(value, scale)
            return f"{in_english(head)} {word}" + (f" {in_english(rest)}" if rest else "")
    if value < len(ONES):
        return ONES[value]
    tens, unit = divmod(value, 10)
    return TENS[tens - 2] + (f"-{ONES[unit]}" if unit else "")


values = st.one_of(st.integers(11, 9999), st.integers(11, 10**12), st.integers(2, 999).map(lambda n: n * 10**6))


def forms(value: int) -> list[tuple[str, str]]:
    """Return ways to write ``value``, each with its language."""
    found = [(str(value), "en"), (f"{value:,}", "en"), (in_english(value), "en"), (in_chinese(value), "zh")]
    if value % 100 == 0 and value >= 10**4:
        found.append((f"{value / 10**4:.2f}".rstrip("0").rstrip(".") + "万", "zh"))
    if value % 10**5 == 0 and value >= 10**6:
        found += [(f"{value // 10**5 / 10} million", "en"), (f"{value // 10**4} 万", "zh")]
    return found


def only(text: str, language: str) -> Number:
    (number,) = find_numbers(f"{text} 个" if language == "zh" else f"has {text} tools", language)
    return number


@given(values)
def test_a_number_agrees_with_itself_in_every_form(value: int) -> None:
    numbers = [only(text, language) for text, language in forms(value)]
    for number in numbers:
        assert number.firm
        assert Fraction(value) in number.bare
        assert all(agree(number, other) for other in numbers)


@given(values, values)
def test_a_number_does_not_agree_with_another(one: int, other: int) -> None:
    if one == other:
        return
    for ours in (str(one), in_english(one)):
        assert not agree(only(ours, "en"), only(in_chinese(other), "zh"))
        assert not agree(only(ours, "en"), only(str(other), "zh"))


@given(st.text(alphabet="0123456789 .,-/%$¥KMBT一二十百千万亿两点零月年日个 andonetwohundred", max_size=60))
def test_numbers_stand_where_they_say_in_order(text: str) -> None:
    end = 0
    for number in find_numbers(text, "zh"):
        assert end <= number.start < number.end
        assert text[number.start : number.end] == number.text
        assert number.amounts
        end = number.end


@pytest.mark.parametrize("unit", ["1", "一", "a", "$", "十百", "9."])
def test_a_megabyte_of_one_sign_is_read_at_once(unit: str) -> None:
    text = unit * (10 * MANY // len(unit))
    assert len(find_numbers(text, "zh")) <= len(text)
    assert find_numbers(f"{text}，12 个", "zh")[-1].text == "12"


@pytest.mark.parametrize(
    "unit",
    [
        "-1",
        "1,",
        "1.1",
        "一分之",
        "one two ",
        "one-",
        "twenty hundred and ",
        "1 - ",
        "2024-",
        "May 1 ",
        "百分之",
        "1 万",
    ],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    def cost(size: int) -> int:
        text = unit * (size // len(unit))
        return steps(lambda: find_numbers(text, "en"))

    cost(10)
    assert cost(4000) <= 2.5 * cost(2000)


def test_other_languages_fall_back_to_digits() -> None:
    numbers = find_numbers("Entraîné sur 500 jetons, one or two fois, à 89.3 %", "fr")
    assert [(number.text, number.kind) for number in numbers] == [("500", Kind.PLAIN), ("89.3 %", Kind.PERCENT)]


# Parts


def part(text: str, path: str = "README.md") -> Part:
    """Return the first entry of a text, else its first section."""
    document = parse_document(decode_source(path, text.encode()))
    return Part((*document.entries, *document.sections)[0], document)


def differences(ours: str, theirs: str) -> list[tuple[str, str]]:
    found = number_differences(part(ours), part(theirs, "README.zh.md"))
    return [(a.text, b.text) for a, b in found]


HEAD = "## Models\n\n### [Alpha](https://alpha.example)\n\n"


def test_a_number_is_located_behind_escapes_and_emphasis() -> None:
    ours = part(HEAD + "It *costs* about \\$500 for **8,000 samples** and \\*30\\* users.\n")
    theirs = part(HEAD + "费用约为 400 美元，用了 8000 个样本，30 位用户。\n")
    ((here, there),) = number_differences(ours, theirs)
    assert ours.document.source.slice(here.span) == "$500"
    assert theirs.document.source.slice(there.span) == "400 美元"


def test_an_omission_is_no_difference() -> None:
    assert differences(HEAD + "Has 12 tools and 30 rules.\n", HEAD + "有 12 款工具。\n") == []


def test_a_number_that_stands_in_a_name_on_the_other_side_is_none() -> None:
    ours = HEAD + "The 34B model of the series beats others by 10%.\n"
    assert differences(ours, HEAD + "该系列的 Alpha-34B 以 10% 领先，共 6B 词元。\n") == []


def test_numbers_may_change_their_order() -> None:
    assert differences(HEAD + "817 questions in 38 categories.\n", HEAD + "38 个类别，共 817 个问题。\n") == []


def test_another_text_has_other_numbers() -> None:
    ours = HEAD + "Trained on 500 books.\n"
    theirs = (
        HEAD + "本模型由一家公司开发，支持多种语言，可用于对话、写作和翻译，目前在全球各地拥有超过 300 本书的语料。\n"
    )
    assert differences(ours, theirs) == []


def test_names_code_and_lists_are_compared() -> None:
    ours = part(HEAD + "Beats GPT-4 and LLaMA with `run`.\n\n1. Install.\n2. Start.\n")
    theirs = part(HEAD + "用 `start` 胜过 GPT 4。\n\n1. 安装。\n")
    found = compare(ours, theirs)
    told = [(d.kind, d.ours.text if d.ours else None, d.theirs.text if d.theirs else None) for d in found]
    assert (FactKind.NAME, "LLaMA", None) in told
    assert (FactKind.CODE, "run", None) in told
    assert (FactKind.CODE, None, "start") in told
    assert (FactKind.LIST, "2", "1") in told
    assert all(d.kind is not FactKind.NUMBER for d in found)


def test_facts_are_located() -> None:
    ours = part(HEAD + "Beats GPT-4 with `run`.\n\n- One.\n- Two.\n")
    slices = [ours.document.source.slice(fact.span) for fact in (*names_of(ours), *code_of(ours), *lists_of(ours))]
    assert slices == ["GPT-4", "`run`", "- One.\n- Two."]
