"""The figures that rank readings of damaged text: what they say, and that they say something about everything."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.encoding import bigrams
from awesome_lint.encoding.bigrams import load

FILE = Path(bigrams.__file__).with_name("bigrams.bin")


def reading_cost(text: str) -> float:
    return sum(load().cost(before, char) for before, char in zip(["", *text], text, strict=False))


def test_the_file_is_at_most_a_megabyte():
    assert FILE.stat().st_size <= 1_000_000


def test_the_file_is_read_once():
    assert load() is load()


def test_another_file_is_refused():
    with pytest.raises(ValueError, match="not the file"):
        bigrams.Bigrams(b"something else")


def test_known_characters_are_told_apart_and_begin_with_the_commonest():
    known = load().known
    assert len(set(known)) == len(known)
    ideographs = [char for char in known if "\u4e00" <= char <= "\u9fff"]
    assert ideographs.index("的") < 3
    assert ideographs.index("中") < ideographs.index("龘")
    for char in "，。、：（）！？“”《》’–—…→•éñßçğłřőșșåøđếλжґשعかカ語國한🚀✨📚🐍☁\ufe0f\u200d🏻🇨":
        assert char in known, f"U+{ord(char):04X}"


@pytest.mark.parametrize(
    "before", ["", " ", "-", "e", "的", "模", "，", "（", "é", "и", "の", "☁", "🚀", "\ufe0f", "ש"]
)
def test_probabilities_after_a_character_sum_to_about_one(before):
    ascii_too = {*map(chr, range(32, 127)), "\n"}
    total = sum(math.exp(-load().cost(before, char)) for char in ascii_too | set(load().known))
    assert 0.7 < total < 1.15


@given(st.one_of(st.just(""), st.characters()), st.characters())
def test_every_character_has_a_cost(before, char):
    cost = load().cost(before, char)
    assert math.isfinite(cost)
    assert cost >= 0


@given(st.characters(), st.characters())
def test_cost_of_a_pair_never_changes(before, char):
    assert load().cost(before, char) == load().cost(before, char)


@pytest.mark.parametrize("before", ["", "中", " ", "e", "\U000f0000"])
def test_known_characters_beat_unknown_ones(before):
    cost = load().cost
    unknown_ideograph = next(chr(code) for code in range(0x9FFF, 0x4E00, -1) if chr(code) not in load().known)
    assert cost(before, "文") < cost(before, unknown_ideograph) < cost(before, "\ue000")
    assert cost(before, unknown_ideograph) < cost(before, "\x85")
    assert cost(before, unknown_ideograph) < cost(before, "\ud800")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("中文", "不文"),
        ("集中", "集不"),
        ("名词", "名话"),
        ("大语言模型", "大词言模型"),
        ("预训练数据规模", "预训练数据规樁"),
        ("參數規模", "參數觀模"),
        ("日本語の", "日本誁の"),
        ("模型（", "模型！"),
        ("模型：\n", "模型！\n"),
        ("Área", "Írea"),
        ("país", "paÁs"),
        ("Índice", "Índice".replace("Í", "Ï")),
        ("à la", "á la"),
        ("для", "длэ"),
        ("it’s", "it‘s"),
        (" ☁\ufe0f ", " ☁\ufe01 "),
        (" 🏠 ", " 🏝 "),
        (" 🇨🇳 ", " 🇨🇽 "),
    ],
)
def test_what_is_written_beats_what_is_not(right, wrong):
    assert reading_cost(right) < reading_cost(wrong)


def test_case_of_a_letter_before_makes_no_great_difference():
    cost = load().cost
    assert cost("N", "ã") == cost("n", "ã")
    assert cost("Ý", "e") < 12


def test_digits_and_punctuation_are_one_class():
    cost = load().cost
    assert cost("7", "中") == cost("(", "中")
    assert cost("中", "7") == cost("中", "(")
    assert cost("\t", "中") == cost(" ", "中")
    assert cost("", "中") == cost("\n", "中")
