import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from awesome_lint.errors import FileError
from awesome_lint.source.files import FileIndex, repository_root
from awesome_lint.source.reader import read_source
from awesome_lint.syntax.document import parse_document
from awesome_lint.syntax.nodes import Document
from awesome_lint.translation.tags import is_language_name, mentions_language, split_tag
from awesome_lint.translation.twins import find_twins

ENGLISH = "\n# Tools\n\nA list of the tools that we like, and of the people who make them.\n\n"
CHINESE = "\n# 工具\n\n我们喜欢的工具，以及制作这些工具的人的列表。\n\n"
TOOLS = "".join(f"- [Tool {n}](https://tool.example/{n})\n" for n in range(12))
OTHERS = TOOLS.replace("tool.example", "other.example")


@dataclass
class Folder:
    """The files of the current folder, with a note of which were read."""

    files: FileIndex = field(default_factory=lambda: FileIndex(repository_root(".")))
    read: list[str] = field(default_factory=list)

    def document(self, path: str) -> Document | None:
        self.read.append(path)
        try:
            return parse_document(read_source(path))
        except FileError:
            return None


@pytest.fixture(autouse=True)
def _in_a_repository(tmp_path: Path, monkeypatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def twins_of_all(files: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Write ``files``; return the twins of each that has some."""
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    found = {}
    for name in files:
        document = Folder().document(name)
        assert document
        found[name] = find_twins(document, Folder())
    return {name: twins for name, twins in found.items() if twins}


def pair(one: str, other: str) -> dict[str, tuple[str, ...]]:
    return {one: (other,), other: (one,)}


@pytest.mark.parametrize(
    "name",
    [
        *("README_zh.md", "README-zh.md", "README.zh-CN.md", "README_zh_CN.md", "README_ch.md", "README_CN.md"),
        *("readme.cn.md", "README.zh-Hans.md", "README_Chinese.md", "readme-zhcn.md"),
    ],
)
def test_names_that_differ_in_the_language(name):
    assert twins_of_all({"README.md": ENGLISH + TOOLS, name: CHINESE + TOOLS}) == pair("README.md", name)


@pytest.mark.parametrize("name", ["README_en.md", "README-en.md", "README.en.md", "README_EN.md"])
def test_source_may_be_chinese(name):
    assert twins_of_all({"README.md": CHINESE + TOOLS, name: ENGLISH + TOOLS}) == pair("README.md", name)


def test_short_lists_and_untranslated_copies_are_twins_by_name():
    assert twins_of_all({"README.md": ENGLISH, "README_zh.md": CHINESE}) == pair("README.md", "README_zh.md")
    assert twins_of_all({"README.md": ENGLISH + TOOLS, "README_zh.md": ENGLISH + TOOLS}) == pair(
        "README.md", "README_zh.md"
    )


def test_other_files_than_the_readme_have_twins():
    assert twins_of_all({"docs/en.md": ENGLISH, "docs/zh.md": CHINESE}) == pair("docs/en.md", "docs/zh.md")
    assert twins_of_all({"CONTRIBUTING.md": ENGLISH, "CONTRIBUTING_zh.md": CHINESE}) == pair(
        "CONTRIBUTING.md", "CONTRIBUTING_zh.md"
    )


@pytest.mark.parametrize(
    "switch",
    [
        "[中文](docs/liebiao.md)",
        "[简体中文](./docs/liebiao.md#top) | English",
        "[![中文](https://img.shields.io/badge/x-y-red)](docs/liebiao.md)",
        '<div align="center"><a href="./docs/liebiao.md">中文🚀</a></div>\n',
        "View [Chinese translation](docs/liebiao.md)",
    ],
)
def test_switch_leads_to_the_twin_and_back(switch):
    files = {"README.md": f"{switch}\n{ENGLISH}{TOOLS}", "docs/liebiao.md": CHINESE + TOOLS}
    assert twins_of_all(files) == pair("README.md", "docs/liebiao.md")


def test_switch_without_a_way_back():
    files = {
        "README.md": "[中文🚀](README_LLM_zh.md)\n" + ENGLISH + TOOLS,
        "README_LLM_zh.md": "[English](README_LLM.md)\n" + CHINESE + TOOLS,
    }
    assert twins_of_all(files) == pair("README.md", "README_LLM_zh.md")


def test_switch_whose_text_is_damaged():
    files = {
        "README.md": '<a href="README_LLM_zh.md">ä¸æ–‡</a>\n' + ENGLISH + TOOLS,
        "README_LLM_zh.md": CHINESE + TOOLS,
    }
    assert twins_of_all(files) == pair("README.md", "README_LLM_zh.md")


def test_several_languages_have_one_source():
    switch = "[English](README.md) | [中文](README.zh-CN.md) | [日本語](README.ja.md) | [Español](README.es.md)\n"
    japanese = "\n# ツール\n\n私たちが好きなツールのリストです。\n\n"
    files = {
        "README.md": switch + ENGLISH + TOOLS,
        "README.zh-CN.md": switch + CHINESE + TOOLS,
        "README.ja.md": switch + japanese + TOOLS,
    }
    assert twins_of_all(files) == {
        "README.md": ("README.zh-CN.md", "README.ja.md"),
        "README.zh-CN.md": ("README.md",),
        "README.ja.md": ("README.md",),
    }


def test_script_of_name_and_text():
    assert twins_of_all({"README.md": ENGLISH + TOOLS, "工具大全.md": CHINESE + TOOLS}) == pair(
        "README.md", "工具大全.md"
    )


@pytest.mark.parametrize(
    "files",
    [
        {"README.md": ENGLISH + TOOLS},
        {"README.md": "[简体中文](README.md)\n" + CHINESE + TOOLS},
        {"README.md": ENGLISH + TOOLS, "CONTRIBUTING.md": ENGLISH},
        {"README.md": ENGLISH + TOOLS, "CHANGELOG_zh.md": CHINESE},
        {"README.md": ENGLISH + TOOLS, "行为准则.md": CHINESE},
        {"README.md": ENGLISH + TOOLS, "其他.md": CHINESE + OTHERS},
        {"README.md": ENGLISH + TOOLS, "README_zh.md": CHINESE + OTHERS},
        {"user.md": ENGLISH, "user-id.md": ENGLISH},
        {"README.md": "[Chinese](docs/chinese.md)\n" + ENGLISH + TOOLS, "docs/chinese.md": ENGLISH + OTHERS},
        {"README.md": "[中文教程](docs/jiaocheng.md)\n" + ENGLISH + TOOLS, "docs/jiaocheng.md": CHINESE},
        {"README.md": "[Rules](CONTRIBUTING_en.md)\n" + CHINESE + TOOLS, "CONTRIBUTING_en.md": ENGLISH},
        {"README.md": "[中文](https://github.com/o/r/blob/main/other.md)\n" + ENGLISH + TOOLS, "other.md": CHINESE},
        {"README.md": "[中文](none.md) [中文](x.png)\n" + ENGLISH, "a.md": CHINESE},
        {"README.md": ENGLISH + TOOLS + "\n" * 200 + "[中文](other.md)\n", "other.md": CHINESE + TOOLS},
    ],
)
def test_no_false_twin(files):
    assert twins_of_all(files) == {}


def test_nothing_outside_the_repository(tmp_path):
    inner = tmp_path / "inner"
    (inner / ".git").mkdir(parents=True)
    (tmp_path / "other.md").write_text(CHINESE + TOOLS, encoding="utf-8")
    (inner / "link_zh.md").symlink_to("../other.md")
    os.chdir(inner)
    assert twins_of_all({"README.md": "[中文](../other.md) [中文](link_zh.md)\n" + ENGLISH + TOOLS}) == {}


def test_file_that_cannot_be_read_is_no_twin():
    Path("README_zh.md").write_bytes(b"\0")
    assert twins_of_all({"README.md": "[中文](README_zh.md)\n" + ENGLISH}) == {}


def test_configuration_settles_it():
    files = {"README.md": "[中文](zh.md)\n" + ENGLISH + TOOLS, "zh.md": CHINESE + TOOLS}
    assert twins_of_all(files) == pair("README.md", "zh.md")
    document = Folder().document("README.md")
    assert document
    assert find_twins(document, Folder(), ("docs/other.md",)) == ("docs/other.md",)


def test_files_that_cannot_be_twins_are_not_read():
    twins_of_all({"README.md": ENGLISH + TOOLS, "CONTRIBUTING.md": ENGLISH, "NOTES.md": CHINESE})
    folder = Folder()
    for name in ("README.md", "CONTRIBUTING.md"):
        document = Folder().document(name)
        assert document
        assert find_twins(document, folder) == ()
    assert folder.read == []


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("README", ("readme", None)),
        ("README_zh-CN", ("readme", "zh")),
        ("README_LLM_zh", ("readme-llm", "zh")),
        ("README.pt-BR", ("readme", "pt")),
        ("zh", ("", "zh")),
        ("zh-cn", ("", "zh")),
        ("kitchen", ("kitchen", None)),
    ],
)
def test_split_tag(stem, expected):
    assert split_tag(stem) == expected


def test_names_of_languages():
    assert all(map(is_language_name, ["English", "English 🚀", "EN", "简体中文", "日本語", "繁體中文"]))
    assert not any(map(is_language_name, ["", "🚀", "Englishman", "English books", "教程"]))
    assert all(map(mentions_language, ["Chinese translation", "中文教程", "read in English"]))
    assert not any(map(mentions_language, ["", "Englishman", "it is", "Tools", "this id"]))
