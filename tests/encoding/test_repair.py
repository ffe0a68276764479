import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.encoding.damage import DamageModel, Treatment, multibyte_codecs, single_byte_codecs
from awesome_lint.encoding.detect import find_damage
from awesome_lint.encoding.knowledge import Knowledge
from awesome_lint.encoding.repair import repair

CODECS = {codec.python: codec for codec in (*single_byte_codecs(), *multibyte_codecs())}
SENTENCES = [
    "L’été dernier, l’évaluation était « prête » : où, là, ça — façon œuvre.",
    "Größere Modelle über Straßen – „schön“ für Müller.",
    "大语言模型（LLM）的评估平台，中文基准测试。",
    "日本語のモデル一覧です。カタカナ、ひらがな。",
    "Привет, мир — большие языковые модели.",
    "Great 🔥🚀 and ✨ “quoted” – it’s",
    "Türkçe büyük dil modelleri için ığdır.",
]
PAGE = "\n".join(SENTENCES)
DROPPED = DamageModel(CODECS["cp1254"], Treatment.DROPPED, drops_soft_hyphen=True)


def repaired(text, *, clean=(), unsafe=True):
    """Return the text with its repairs made, and the repairs."""
    repairs = list(repair(text, find_damage(text), lambda: Knowledge(clean)))
    for each in reversed(repairs):
        for change in reversed(each.changes if unsafe or each.safe else ()):
            text = text[: change.span.start] + change.text + text[change.span.end :]
    return text, repairs


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("codec", CODECS.values(), ids=lambda codec: codec.name)
def test_damage_without_loss_is_undone(codec, times):
    text, repairs = repaired(DamageModel(codec, rounds=times).damage(PAGE), unsafe=False)
    assert text == PAGE
    assert not any(each.guessed for each in repairs)


def test_an_emoji_damaged_twice_with_drawings_is_undone_beside_nothing_else():
    assert repaired(DamageModel(CODECS["cp437"], rounds=2).damage("| 💪 |"), unsafe=False)[0] == "| 💪 |"


def test_a_round_that_some_lines_show_is_not_undone_in_those_of_another_codec():
    twice, once = DamageModel(CODECS["mac-roman"], rounds=2), DamageModel(CODECS["cp437"])
    words = ["für „Çözüm“", "Große Modelle", "Größe"]
    damaged = "\n".join([once.damage(words[0]), *map(twice.damage, words[1:])])
    assert repaired(damaged, unsafe=False)[0] == "\n".join(words)


WORDS = st.text("abc déüßñ 中文模型数据 приветΩλ’“”–…🚀✨～（），。", min_size=1, max_size=30)


@given(st.lists(WORDS, max_size=4), st.sampled_from(sorted(CODECS)))
def test_damage_without_loss_is_undone_in_any_text_beside_a_page(lines, codec):
    text = "\n".join([PAGE, *lines])
    assert repaired(DamageModel(CODECS[codec]).damage(text))[0] == text


@given(st.lists(WORDS, max_size=6))
def test_clean_text_stays(lines):
    text = "\n".join(lines)
    assert repaired(text)[0] == text


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), st.sampled_from(list(Treatment)))
def test_a_second_repair_changes_nothing(lines, treatment):
    model = DamageModel(CODECS["cp1252"], treatment)
    once = repaired(model.damage("\n".join(lines)))[0]
    assert repaired(once)[0] == once


def test_a_copy_tells_what_was_lost():
    clean = "数据规模从 3.3T～4.8T，支持中文与英文。🌐✨"
    text, (found,) = repaired(DROPPED.damage(clean), clean=[f"前言\n{clean}\n后记"])
    assert (text, found.safe, found.guessed) == (clean, True, True)


def test_without_a_copy_a_rare_sign_is_no_safe_repair():
    text, (found,) = repaired(DROPPED.damage("3.3T～4.8T 🚀"))
    assert text == "3.3T～4.8T 🚀"
    assert not found.safe
    assert len({tuple(change.text for change in changes) for changes in found.others}) == 2


def test_chinese_is_read_without_a_copy():
    text, repairs = repaired(DROPPED.damage("🚀 这个工具支持中文，并且在推理、数学和代码生成方面表现很好。"))
    assert text == "🚀 这个工具支持中文，并且在推理、数学和代码生成方面表现很好。"
    assert [each.model.codec.name for each in repairs] == ["Windows-1254"]


@pytest.mark.parametrize("python", ["latin-1", "iso8859-2"])
@pytest.mark.parametrize("treatment", [each for each in Treatment if each is not Treatment.KEPT], ids=str)
def test_where_most_bytes_are_lost_nothing_is_safe(python, treatment):
    damage = DamageModel(CODECS[python], treatment).damage
    _, repairs = repaired(damage("\n".join([PAGE] * 3)), clean=[PAGE])
    _, beside_remains = repaired(damage("Q² of 2022\nthe model’s world"))
    assert repairs
    assert beside_remains
    assert not any(each.safe for each in (*repairs, *beside_remains))


@pytest.mark.parametrize("python", ["gb18030", "cp932"])
def test_lost_bytes_of_east_asian_codecs_are_read_or_left(python):
    clean = "这个工具支持中文，并且在推理、数学和代码生成方面表现很好。"
    text, repairs = repaired(
        DamageModel(CODECS[python], Treatment.QUESTION).damage("\n".join([clean] * 3)), clean=[clean]
    )
    assert repairs
    assert sum(one == other for one, other in zip(text, clean, strict=False)) > len(clean) / 2


def test_a_space_that_may_stand_for_a_lost_byte_is_no_safe_repair():
    clean = "[🔧 AutoML] [🧮 Computation] [🏷️ Data Annotation]"
    (found,) = repaired(DamageModel(CODECS["gb18030"], Treatment.DROPPED).damage(clean))[1]
    assert not found.safe


@pytest.mark.parametrize("python", ["gb18030", "cp950", "cp932"])
def test_what_cannot_be_read_is_no_letter_and_no_control_character(python):
    damaged = DamageModel(CODECS[python], Treatment.DROPPED).damage("\n".join([PAGE] * 2))
    found = [change.text for each in repaired(damaged)[1] for change in each.changes]
    assert any("\ufffd" in text for text in found) or python == "gb18030"
    assert not any("\x80" <= char <= "\x9f" for text in found for char in text)
    assert "\ufffd\ufffd" not in "".join(found)


HOSTILE = {
    "leads": "Ã" * 20_000,
    "units": "Ã©" * 10_000,
    "alternating": "â€™Р±éе鈥檚銆锛" * 2_000,
    "one line of Chinese": DROPPED.damage("中文模型与数据，") * 600,
    "surrogates": "Ã©\udc80â€\udcff\ud800 ä¸æ–‡ " * 2_000,
    "marks": "ä\ufffd\ufffd?  " * 4_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_survived(text):
    repaired(text)
