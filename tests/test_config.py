import os
from pathlib import Path

import pytest

from awesome_lint.config import Config, check_selectors, find_config, load_config, named_paths
from awesome_lint.diagnostics import Severity
from awesome_lint.errors import ConfigError, FileError
from awesome_lint.formatter import Style
from awesome_lint.rules.selection import Selection
from awesome_lint.schema.declared import Declaration, FieldSpec, SortKey
from awesome_lint.schema.types import TYPES


@pytest.fixture
def root(tmp_path: Path, monkeypatch) -> Path:
    root = tmp_path / "repository"
    (root / ".git").mkdir(parents=True)
    (root / "docs").mkdir()
    monkeypatch.chdir(root)
    return root


def load(text: str, name: str = ".awesome-lint.toml") -> Config:
    Path(name).write_text(text, encoding="utf-8")
    return load_config(name)


FULL = """
[tool.awesome-lint]
select = ["ALL"]
extend-select = ["STY900"]
ignore = ["TRN", "unused-suppression"]
include = ["docs/*.md"]
exclude = ["vendor/"]
preset = "awesome"
[tool.awesome-lint.severity]
STY900 = "error"
[tool.awesome-lint.per-file-ignores]
"docs/" = ["ENT"]
"docs/a.md" = ["STR"]
[tool.awesome-lint.languages]
source = "zh"
en = "README.md"
zh = "docs/README_zh.md"
[tool.awesome-lint.format]
bullet = "+"
strong = "__"
[[tool.awesome-lint.sections]]
match = "Details*"
sort = "date desc"
layout = ["badges", "fields", "prose"]
badges = ["arxiv", "github"]
fields = [
  { key = "date", label = { en = "Date", zh = "日期" }, type = "month", required = true },
  { key = "note", label = "Note" },
]
[[tool.awesome-lint.sections]]
match = ["Tools", "工具"]
"""


def test_everything_at_once(root):
    config = load(FULL, "pyproject.toml")
    assert config.folder == root
    assert config.file == "pyproject.toml"
    assert config.selection == Selection(("ALL",), ("STY900", "AWE"), ("TRN", "unused-suppression"))
    assert config.severity == (("STY900", Severity.ERROR),)
    assert config.preset == "awesome"
    assert list(config.languages.items()) == [("zh", "docs/README_zh.md"), ("en", "README.md")]
    assert config.source_language == "zh"
    assert config.style == Style(bullet="+", strong="_")
    assert config.labels == {"date": "date", "日期": "date", "note": "note"}
    date = FieldSpec("date", {"en": "Date", "zh": "日期"}, "month", required=True)
    details, tools = config.declarations
    assert details == Declaration(
        ("Details*",),
        SortKey("date", descending=True),
        ("badges", "fields", "prose"),
        ("arxiv", "github"),
        (date, FieldSpec("note", {"*": "Note"})),
    )
    assert (details.matches("Details 📊"), details.matches("More details")) == (True, False)
    assert (tools.matches("工具"), tools.matches("Tools 2")) == (True, False)
    assert (date.label_in("zh"), date.label_in("fr"), details.fields[1].label_in("fr")) == ("日期", None, "Note")


def test_files_it_speaks_about(root):
    config = load(FULL, "pyproject.toml")
    assert config.excludes("vendor/x/a.md")
    assert config.excludes(str(root / "vendor" / "a.md"))
    assert not config.excludes("a.md")
    assert not config.excludes("../vendor/a.md")
    assert config.includes("docs/a.md")
    assert config.includes("README.md")
    assert not config.includes("other.md")
    assert config.ignored_in("docs/a.md") == ("ENT", "STR")
    assert config.ignored_in("README.md") == ()
    assert config.language_of("./README.md") == "en"
    assert config.language_of(str(root / "docs" / "README_zh.md")) == "zh"
    assert config.language_of("docs/README.md") is None


@pytest.mark.parametrize(
    ("path", "twins"),
    [
        ("docs/README_zh.md", ("README.md", "README_ja.md")),
        ("README.md", ("docs/README_zh.md",)),
        ("./README_ja.md", ("docs/README_zh.md",)),
        ("other.md", ()),
    ],
)
def test_a_source_has_its_translations_as_twins_and_they_have_their_source(root, path, twins):
    config = load("[languages]\nsource = 'zh'\nen = 'README.md'\nja = 'README_ja.md'\nzh = 'docs/README_zh.md'\n")
    assert config.twins_of(path) == twins
    assert config.twins_of(str(root / path)) == tuple(str(root / twin) for twin in twins)


@pytest.mark.parametrize("text", ["", "[tool]\nx = 1\n", "tool = 1\n", "[tool.awesome-lint]\n"])
def test_no_configuration(root, text):
    assert load(text, "pyproject.toml").selection == Selection(("ALL",))
    assert find_config("README.md").folder == root


@pytest.mark.usefixtures("root")
def test_sort_reads_direction():
    for text, expected in [("title", False), ("title asc", False), ("title desc", True)]:
        config = load(f'[[sections]]\nmatch = "*"\nsort = "{text}"\n')
        assert config.declarations[0].sort == SortKey("title", descending=expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('slect = ["ENC"]', "unknown key 'slect'; did you mean 'select'?"),
        ('endpoint = "https://x.example"', "unknown key 'endpoint'"),
        ("[languages]\nsorce = 'en'", "unknown key 'sorce' in languages; did you mean 'source'?"),
        ("[[sections]]\nmatch='*'\nsrot='title'", "unknown key 'srot' in sections entry 1; did you mean 'sort'?"),
        (
            "[[sections]]\nmatch='*'\nfields=[{key='a', requird=true}]",
            "unknown key 'requird' in sections entry 1: fields entry 1; did you mean 'required'?",
        ),
        ('select = "ALL"', "select = 'ALL': expected a list of strings"),
        ("select = [1]", "select = [1]: expected a list of strings"),
        ("severity = 1", "severity = 1: expected a table"),
        ("[[sections]]\nmatch = 1", "sections entry 1: match = 1: expected a string"),
        ("sections = [1]", "sections = [1]: expected a list of tables"),
        (
            "[[sections]]\nmatch='*'\nfields=[{key='a', required='yes'}]",
            "sections entry 1: fields entry 1: required = 'yes': expected true or false",
        ),
        (
            "[[sections]]\nmatch='*'\nfields=[{key='a', type='mont'}]",
            "sections entry 1: fields entry 1: type = 'mont': 'mont' is none of "
            + ", ".join(["text", *TYPES])
            + "; did you mean 'month'?",
        ),
        ("[[sections]]\nmatch='*'\nfields=[{}]", "sections entry 1: fields entry 1: needs a key"),
        ("[[sections]]\nsort='title'", "sections entry 1: needs match, the title of a section (* stands for anything)"),
        (
            "[[sections]]\nmatch='*'\nsort='date down'",
            "sections entry 1: sort = 'date down': expected title or the key of a field, then asc or desc",
        ),
        (
            "[[sections]]\nmatch='*'\nlayout=['badge']",
            "sections entry 1: layout = ['badge']: 'badge' is none of badges, fields, prose; did you mean 'badges'?",
        ),
        (
            "[[sections]]\nmatch='*'\nfields=[{key='a', label={englisch='A'}}]",
            "unknown key 'englisch' in sections entry 1: fields entry 1: label",
        ),
        ('select = ["STY90X"]', "select = ['STY90X']: there is no rule 'STY90X'; did you mean 'STY900'?"),
        (
            'ignore = ["unused-supression"]',
            "ignore = ['unused-supression']: there is no rule 'unused-supression'; did you mean 'unused-suppression'?",
        ),
        ('[severity]\nQQQ = "error"', "severity.QQQ = 'error': there is no rule 'QQQ'"),
        (
            '[severity]\nSTY900 = "fatal"',
            "severity.STY900 = 'fatal': 'fatal' is none of error, warning, info",
        ),
        ('[per-file-ignores]\n"a.md" = ["QQQ"]', "per-file-ignores.a.md = ['QQQ']: there is no rule 'QQQ'"),
        ('preset = "awsome"', "preset = 'awsome': 'awsome' is none of awesome; did you mean 'awesome'?"),
        (
            'include = ["../*.md"]',
            "include = ['../*.md']: '../*.md' leads out of the folder; patterns count from the folder of the file",
        ),
        (
            "[languages]\nen = '../README.md'",
            "languages.en = '../README.md': expected the path of a file inside the repository",
        ),
        (
            "[languages]\nen = '/etc/passwd'",
            "languages.en = '/etc/passwd': expected the path of a file inside the repository",
        ),
        ("[languages]\nen = 'out.md'", "languages.en = 'out.md': expected the path of a file inside the repository"),
        ("[languages]\nen = ''", "languages.en = '': expected the path of a file inside the repository"),
        ('[languages]\nen = "a\\u0000"', "languages.en = 'a\\x00': expected the path of a file inside the repository"),
        ("[languages]\nen = 'a'\nzh = 'a'", "languages.zh = 'a': is the file of another language already"),
        ("[languages]\nen = 'a'\nsource = 'zh'", "languages.source = 'zh': no file is given for 'zh'"),
        ("[format]\nbullet = '.'", "format.bullet = '.': '.' is none of -, *, +"),
        ("[format]\nstrong = '*'", "format.strong = '*': '*' is none of **, __; did you mean '**'?"),
        ("[format]\nbulet = '-'", "unknown key 'bulet' in format; did you mean 'bullet'?"),
        ("format = '-'", "format = '-': expected a table"),
    ],
)
def test_errors_name_file_key_and_value(root, text, expected):
    (root / "out.md").symlink_to("../outside.md")
    with pytest.raises(ConfigError) as caught:
        load(text)
    assert str(caught.value) == f".awesome-lint.toml: {expected}"


def test_names_in_a_shared_file_are_full(root):
    with pytest.raises(ConfigError) as caught:
        load("[tool.awesome-lint]\npreset = 1\n", "pyproject.toml")
    assert str(caught.value) == "pyproject.toml: tool.awesome-lint.preset = 1: expected a string"
    assert root.is_dir()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"select = [\n  1 2]\n", ".awesome-lint.toml:2:5: is not valid TOML: "),
        (b"select = [", ".awesome-lint.toml:1:11: is not valid TOML: "),
        (b"a = 1\na = 2\n", ".awesome-lint.toml:2:"),
        (b"a = '\xff'\n", ".awesome-lint.toml: is not UTF-8 (byte 5)"),
        (b"a = " + b"[" * 100_000, ".awesome-lint.toml: is nested too deeply"),
    ],
)
def test_no_toml(root, data, expected):
    (root / ".awesome-lint.toml").write_bytes(data)
    with pytest.raises(ConfigError) as caught:
        load_config(".awesome-lint.toml")
    assert str(caught.value).startswith(expected)
    assert "\n" not in str(caught.value)


@pytest.mark.usefixtures("root")
def test_file_named_on_the_command_line_must_exist():
    with pytest.raises(FileError, match=r"^none\.toml: no such file$"):
        load_config("none.toml")


def test_nearest_wins_and_none_is_looked_for_above_the_repository(root):
    (root.parent / ".awesome-lint.toml").write_text("ignore = ['TRN']")
    assert find_config("docs/a.md").file is None
    (root / "pyproject.toml").write_text("[tool.awesome-lint]\nignore = ['ENC']")
    assert find_config("docs/a.md").file == "pyproject.toml"
    (root / ".awesome-lint.toml").write_text("ignore = ['ENT']")
    assert find_config("docs/a.md").file == ".awesome-lint.toml"
    (root / "docs" / "pyproject.toml").write_text("[project]\n")
    assert find_config("docs/a.md").file == ".awesome-lint.toml"
    (root / "docs" / "pyproject.toml").write_text("[tool.awesome-lint]\n[tool.other]\n")
    os.utime(root / "docs" / "pyproject.toml", ns=(1, 1))
    assert find_config("docs/a.md").folder == root / "docs"
    assert find_config("docs").folder == root / "docs"
    assert find_config("README.md").folder == root


def test_without_repository_the_current_folder_is_the_highest(tmp_path, monkeypatch):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / ".awesome-lint.toml").write_text("ignore = ['TRN']")
    monkeypatch.chdir(tmp_path)
    assert find_config("a/b/list.md").file == ".awesome-lint.toml"
    monkeypatch.chdir(tmp_path / "a")
    assert find_config("b/list.md").file is None
    assert find_config(tmp_path / "list.md").file == str(tmp_path / ".awesome-lint.toml")


@pytest.mark.usefixtures("root")
def test_paths_may_count_from_another_folder(tmp_path):
    (tmp_path / "shared.toml").write_text("exclude = ['/docs/']")
    assert load_config("../shared.toml", Path.cwd()).excludes("docs/a.md")
    assert not load_config("../shared.toml").excludes("docs/a.md")


def test_named_paths(root, monkeypatch):
    def found() -> list[str]:
        errors: list[FileError] = []
        return [*named_paths(find_config("."), errors.append), *map(str, errors)]

    (root / "README.md").touch()
    assert found() == []
    (root / ".awesome-lint.toml").write_text("[languages]\nzh = 'LIES.md'\n")
    assert found() == ["LIES.md"]
    (root / "docs" / "a.md").touch()
    (root / ".awesome-lint.toml").write_text("include = ['docs/', 'LIES.md']\n[languages]\nzh = 'LIES.md'\nen = 'a.md'")
    assert found() == ["LIES.md", "a.md", "docs/a.md"]
    monkeypatch.chdir(root / "docs")
    assert found() == [str(root / "LIES.md"), str(root / "a.md"), "a.md"]


@pytest.mark.usefixtures("root")
def test_source_comes_first():
    config = load("[languages]\nja = 'ja.md'\nen = 'en.md'\nzh = 'zh.md'\nsource = 'en'")
    assert list(config.languages) == ["en", "ja", "zh"]
    assert load("[languages]\nzh = 'zh.md'\nen = 'en.md'").source_language == "zh"


def test_selectors_of_the_command_line():
    assert check_selectors(["ALL", "ENC", "STY900"]) is None
    assert check_selectors(["STY90X"]) == "there is no rule 'STY90X'; did you mean 'STY900'?"
