import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from awesome_lint.encoding.damage import DamageModel, Treatment, multibyte_codecs, single_byte_codecs
from awesome_lint.encoding.detect import find_damage
from awesome_lint.source import Span

CODECS = [*single_byte_codecs(), *multibyte_codecs()]
each_codec = pytest.mark.parametrize("codec", CODECS, ids=lambda codec: codec.name)
CHINESE = "大语言模型（LLM）的评估平台，中文基准测试，包含训练数据与代码。"


def named(text):
    return {(each.models[0].codec.name, each.models[0].treatment) for each in find_damage(text)}


@each_codec
def test_the_codec_is_named_where_nothing_is_lost(codec):
    text = f"{CHINESE}\n日本語のモデル、カタカナ。\n开源工具的列表：🚀 数据集、论文。"
    found = find_damage(DamageModel(codec).damage(text))
    same = {"Latin-1", "Windows-1252", "Windows-1254", "Latin-2", "Windows-1250"}
    names = {each.models[0].codec.name for each in found}
    assert names == {codec.name} or (names | {codec.name}) <= same
    assert len(found) == 3
    assert all(each.whole and each.trusted for each in found)


@pytest.mark.parametrize("treatment", [each for each in Treatment if each is not Treatment.KEPT], ids=str)
def test_what_became_of_lost_bytes_is_seen(treatment):
    codec = next(each for each in CODECS if each.python == "cp1254")
    model = DamageModel(codec, treatment, 1, treatment is Treatment.DROPPED, treatment is Treatment.SPACE)
    damaged = model.damage("\n".join([f"🚀 {CHINESE}"] * 3))
    assert named(damaged) == {("Windows-1254", treatment)}
    assert not any(each.whole for each in find_damage(damaged))


def test_damage_done_twice_is_counted():
    model = DamageModel(CODECS[0], Treatment.DROPPED, 2, drops_soft_hyphen=True)
    assert {each.models[0].rounds for each in find_damage(model.damage(CHINESE))} == {2}


def test_two_codecs_in_one_file_are_told_apart():
    russian = DamageModel(next(each for each in CODECS if each.python == "cp1251")).damage("Привет, мир")
    french = DamageModel(CODECS[0]).damage("préférée déjà, c’est l’été")
    assert [each.models[0].codec.name for each in find_damage(f"{russian}\n\n{french}")] == [
        "Windows-1251",
        "Windows-1252",
    ]


def test_places_of_code_are_passed_over():
    text = "Write `â€™` for the modelâ€™s apostrophe"
    assert [each.span for each in find_damage(text, [Span(6, 11)])] == [Span(25, 28)]


def test_clean_words_beside_damage_are_left_alone():
    (found,) = find_damage("（模型）“好” the modelâ€™s 数据")
    assert found.runs == (Span(17, 20),)


ACCENTED = {
    "de": "äöüß",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "pt": "áâãàçéêíóôõú",
    "es": "áéíñóúü",
    "it": "àèéìòù",
    "nordic": "åäöæøéþðáíóúý",
    "tr": "âçğıîöşüû",
    "ro": "ăâîșțşţ",
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýžľĺŕô",
    "hu": "áéíóöőúüű",
    "baltic": "āčēģīķļņšūžąęėįų",
}
"""The accented letters of languages: no word mixes those of two."""
WORDS = st.one_of(
    st.text("abcdefghijklmnopqrstuvwxyz" + accented * 2, min_size=2, max_size=9) for accented in ACCENTED.values()
)
PUNCTUATION = st.sampled_from(
    [" ", ", ", "… ", "” ", "“", " – ", "’", "» ", " «", "®", "™ ", "\xa0»", "² ", "° ", ". "]
)


@given(st.lists(st.tuples(WORDS, st.booleans(), PUNCTUATION), max_size=12))
@example([("âşık", True, " ")])
def test_words_in_accented_letters_with_any_punctuation_are_clean(words: list[tuple[str, bool, str]]) -> None:
    text = "".join((word.capitalize() if capital else word) + sign for word, capital, sign in words)
    assert find_damage(text) == ()


@given(st.text(st.characters(min_codepoint=0x80, max_codepoint=0x2FF), max_size=40))
def test_runs_are_in_order_and_do_not_overlap(text):
    runs = [run for each in find_damage(text) for run in each.runs]
    assert all(one.end <= other.start for one, other in pairwise(runs))
    assert all(0 <= run.start < run.end <= len(text) for run in runs)


@given(st.text(max_size=60))
def test_any_text_is_judged(text):
    find_damage(text)


@pytest.mark.parametrize(
    "clean",
    [
        "铆接、茅台和贸易，每日没收。",
        "用Python写的b站工具，v2没bug",
        "另提供基于\n\n提供上下文。\n\n路由器是基于\n\n一个新的基于",
        "閱讀、鈥是鉻的同位素嗎？這是繁體中文的說明。",
        "ｶﾀｶﾅ、ﾃｽﾄ。日本語の説明文です。",
        "5 Å, Ø 3 mm, 3×½, Â² and Ĥψ, λ², Ñ⁺",
        "NÃO, IRMÃ; “IRMÃ”, “Ã”, «FÃ»",
        "│ α │ ─┐ ═╗ ├─é └──ü",
        "關於版本控制",
        "裴蜀定理、張三、軟體包取得。",
        "张，先到先得！",
        "讀取多個",
        "從檔案讀取到的值宣告驗證。",
        "痲疹 豢養 遨遊\n\n譏刺 蜷縮",
        "喑嗚、嗟嘆",
        "喟歎、喑嗚、榛樹、嗟嘆",
        "喑嗚、巉巖",
        "été\xa0„Çöp\xa0",
        "L’HAŸ et „HÂÇŸ“",
        "皎潔\n\n撣土",
        "ï»¿ and (ï»¿)",
        "˚¸˝Â±˘",
        "ŒßµĄñ",
        "RÃGLE",
    ],
)
def test_clean_text_of_all_kinds(clean):
    assert find_damage(clean) == ()


def test_a_clean_text_imports_neither_figures_nor_ftfy():
    script = (
        "import sys; from awesome_lint.encoding.detect import find_damage;"
        "assert not find_damage('L’été «café» 中文增加网络 🚀 ——'); import sys;"
        "sys.exit(any(n in sys.modules for n in ('ftfy', 'awesome_lint.encoding.bigrams')))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
