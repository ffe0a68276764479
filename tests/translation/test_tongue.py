import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.source.reader import decode_source
from awesome_lint.syntax.document import parse_document
from awesome_lint.syntax.nodes import Document
from awesome_lint.translation.tongue import Spoken, language_name, parts, speech, stretches

PROSE = "A tool that is used by the authors of many papers"
CHINESE = "这是一个常用的工具，很多论文都用它。"


def parse(text: str) -> Document:
    return parse_document(decode_source("README.md", text.encode()))


def said(text: str) -> list[Spoken]:
    return [each for _, part in parts(parse(text)) for each in speech(part)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"{PROSE}.", "en"),
        (CHINESE, "zh"),
        ("這是一個常用的工具，很多論文都用它。", "zh"),
        ("これは多くの論文で使われているツールです。", "ja"),
        (f"**{PROSE}.**", "en"),
        (f"> {PROSE}.", "en"),
        (f"*{PROSE}*", None),
        (f'"{PROSE}"', None),
        (f"《{PROSE}》", None),
        (f"（{PROSE}）", None),
        (f"[{PROSE}](https://a.example)", None),
        (f"`{PROSE}`", None),
        (f"{CHINESE}（{PROSE}）", "zh"),
        (f"{CHINESE} {PROSE}, and the ones that they are cited by, with the code for it.", None),
        ("This list is licensed under the terms of the MIT License and can be used by all that want to.", None),
    ],
)
def test_language_of_a_passage(text: str, language: str | None):
    assert [each.language for each in said(text)] == [language]


def test_parts_are_sections_and_entries_in_document_order():
    document = parse("# L\n\n## A\n\n- [a](https://a.example)\n- [b](https://b.example)\n\n## B\n\ntext\n")
    assert [(section.title, part.title) for section, part in parts(document)] == [
        ("L", "L"),
        ("A", "A"),
        ("A", "a"),
        ("A", "b"),
        ("B", "B"),
    ]


def test_a_run_takes_in_the_short_texts_around_it():
    text = f"The parts of it:\n\n- {PROSE}\n- Faster with cache\n- RoPE\n\n{CHINESE}\n\nThe end of it\n"
    runs = stretches(said(text), "en", "zh")
    assert [[each.passage.text for each in run] for run in runs] == [["The parts of it", PROSE, "Faster with cache"]]


def test_short_texts_alone_are_no_run():
    assert stretches(said("The end\n\nThe start of it\n"), "en", "zh") == []


@pytest.mark.parametrize(
    ("tag", "name"), [("zh", "Chinese"), ("zh-Hant", "Chinese"), ("en", "English"), ("ru", "Cyrillic script")]
)
def test_language_name(tag: str, name: str):
    assert language_name(tag) == name


def test_an_unknown_language_is_called_by_its_tag():
    assert language_name("eo") == "eo"


@given(st.text(alphabet='()（）"“”「」《》 the of and 的是'))
def test_brackets_of_any_kind_are_fine(text: str):
    assert all(each.language in (None, "en", "zh") for each in said(text))
