import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.languages import LANGUAGES, field_key, fold_label

ENGLISH, CHINESE = LANGUAGES["en"], LANGUAGES["zh"]


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Date", "date"),
        ("date", "date"),
        ("Release  Date", "date"),
        ("Date:", "date"),
        ("📅 Date", "date"),
        ("🗓\ufe0f Date", "date"),
        ("Ｄａｔｅ：", "date"),
        ("日期", "date"),
        ("日期：", "date"),
        ("发布时间", "date"),
        ("Parameter Size", "parameters"),
        ("# Params", "parameters"),
        ("参数规模", "parameters"),
        ("参数量", "parameters"),
        ("Pretrain Data Scale", "data"),
        ("预训练数据规模", "data"),
        ("Language Support", "languages"),
        ("支持语言", "languages"),
        ("语言支持", "languages"),
        ("License", "license"),
        ("Licence", "license"),
        ("Context Length", "context"),
        ("上下文长度", "context"),
        ("Metrics", "metrics"),
        ("Datasets", "datasets"),
        ("Comments", "comments"),
        ("Size", "size"),
        ("Task Design", None),
        ("Dated", None),
        ("Data Quality", None),
        ("参数说明", None),
        ("🔥", None),
        ("", None),
        (":", None),
    ],
)
def test_field_key(label: str, key: str | None):
    assert field_key(label) == key


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_every_label_is_found_and_belongs_to_one_key(language):
    labels = [(label, key) for key, labels in language.labels.items() for label in labels]
    assert {label: field_key(label) for label, _ in labels} == dict(labels)
    assert len({fold_label(label) for label, _ in labels}) >= len(labels) - 2  # "Params" and "# Params" fold to one
    assert all(language.label(key) == labels[0] for key, labels in language.labels.items())
    assert language.label("no such key") is None


def test_languages_know_the_same_fields():
    assert set(ENGLISH.labels) == set(CHINESE.labels)
    assert set(CHINESE.badge_words) <= set(ENGLISH.badge_words)


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_words_to_compare_are_case_folded(language):
    words = [*language.names, *language.contents_titles, *language.articles]
    words += [word for kind in language.badge_words.values() for word in kind]
    assert [word for word in words if word != word.casefold()] == []
    assert language.tag in LANGUAGES


def test_no_name_belongs_to_two_languages():
    assert not set(ENGLISH.names) & set(CHINESE.names)


def test_chinese_punctuation_is_the_full_width_form():
    pairs = {wide: ascii_ for ascii_, wide in CHINESE.punctuation.items() if wide != "。"}
    assert {wide: unicodedata.normalize("NFKC", wide) for wide in pairs} == pairs
    assert not ENGLISH.punctuation


@given(st.text())
def test_folding_twice_changes_nothing_more(label: str):
    assert fold_label(fold_label(label)) == fold_label(label)
    assert field_key(label) == field_key(fold_label(label))
