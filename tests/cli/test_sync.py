"""``sync`` and ``status`` as a maintainer runs them: files in a folder, exit codes, what is printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from awesome_lint import cli
from awesome_lint.sync import adding

Run = Callable[..., tuple[int, str, str]]

EN = """\
# List

## Models

### [Alpha](https://github.com/x/alpha)

[![arXiv](https://img.shields.io/badge/arXiv-2401.00001-red)](https://arxiv.org/abs/2401.00001)
[![Blog](https://img.shields.io/badge/Blog-x-red)](https://x.example/alpha)

- **Date:** 2024-01
- **Language Support:** Multiple

Alpha is a small model that was trained on the web, see [the notes](https://x.example/notes).

### [Beta](https://github.com/x/beta)

[![arXiv](https://img.shields.io/badge/arXiv-2402.00002-red)](https://arxiv.org/abs/2402.00002)

- **Date:** 2024-02
- **Language Support:** en

Beta is a large model that was trained on the books of the world.

## Tools

- [Hammer](https://github.com/x/hammer) - It hits what is in the way of the user.
- [Saw](https://github.com/x/saw) - It cuts what is in the way of the user.

## Table

| Name | Size | About |
| --- | --- | --- |
| [Gamma](https://github.com/x/gamma) | 7B | A model that is in a table of the list |
"""
ZH = """\
# 列表

## 模型

### [Alpha](https://github.com/x/alpha)

[![arXiv](https://img.shields.io/badge/arXiv-2401.00001-red)](https://arxiv.org/abs/2401.00001)
[![博客](https://img.shields.io/badge/博客-x-red)](https://x.example/alpha)

- **日期：** 2024-01
- **支持语言：** 多语言

Alpha 是一个用网页训练的小模型，见[说明](https://x.example/notes)。

### [Beta](https://github.com/x/beta)

[![arXiv](https://img.shields.io/badge/arXiv-2402.00002-red)](https://arxiv.org/abs/2402.00002)

- **日期：** 2024-02
- **支持语言：** en

Beta 是一个用世界上的书籍训练的大模型。

## 工具

- [Hammer](https://github.com/x/hammer) - 它敲打挡路的东西。
- [Saw](https://github.com/x/saw) - 它锯断挡路的东西。

## 表格

| 名称 | 规模 | 简介 |
| --- | --- | --- |
| [Gamma](https://github.com/x/gamma) | 7B | 列表表格里的一个模型 |
"""
CONFIG = '[languages]\nsource = "en"\nen = "README.md"\nzh = "README_zh.md"\n'
STATE = Path(".awesome-lint/translations.json")
TRANSLATOR = """\
import json, sys
for line in sys.stdin:
    job = json.loads(line)
    assert job["source_language"] == "en" and job["language"] == "zh"
    print(json.dumps({"id": job["id"], "text": f"机器翻译的 {job['entry']} | 原文有 {len(job['text'])} 个字符。"}))
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    Path(".awesome-lint.toml").write_text(CONFIG)
    write(EN, ZH)
    return tmp_path


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return a function that runs the command line and gives exit code, standard output and standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.execute(arguments)
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


@pytest.fixture
def synced(run: Run) -> Run:
    """The same, when ``sync`` has been run before."""
    assert run("sync") == (0, "README_zh.md: in step; 0 untranslated, 0 stale\n", "")
    return run


def write(en: str | None = None, zh: str | None = None) -> None:
    for name, text in (("README.md", en), ("README_zh.md", zh)):
        if text is not None:
            Path(name).write_text(text, encoding="utf-8", newline="")


def read() -> tuple[str, str]:
    return tuple(Path(name).read_bytes().decode() for name in ("README.md", "README_zh.md"))  # type: ignore[return-value]


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


# What is neutral follows the side that changed


@pytest.mark.parametrize(
    ("old", "new", "old_there", "new_there"),
    [
        ("- **Date:** 2024-01", "- **Date:** 2024-03", "- **日期：** 2024-01", "- **日期：** 2024-03"),
        ("Support:** en", "Support:** Multiple", "语言：** en", "语言：** 多语言"),
        ("- **Date:** 2024-02\n", "", "- **日期：** 2024-02\n", ""),
        (
            "- **Date:** 2024-02\n",
            "- **Date:** 2024-02\n- **License:** MIT\n",
            "- **日期：** 2024-02\n",
            "- **日期：** 2024-02\n- **许可证：** MIT\n",
        ),
        ("(https://x.example/alpha)", "(https://x.example/a)", "(https://x.example/alpha)", "(https://x.example/a)"),
        ("[the notes](https://x.example/notes)", "[the notes](https://x.example/n)", "example/notes)", "example/n)"),
        ("[Beta](https://github.com/x/beta)", "[Beta](https://github.com/y/beta)", "x/beta)", "y/beta)"),
        ("### [Beta]", "### [Beta 2]", "### [Beta]", "### [Beta 2]"),
        (
            "[![Blog](https://img.shields.io/badge/Blog-x-red)](https://x.example/alpha)\n",
            "",
            ZH.split("\n")[7] + "\n",
            "",
        ),
    ],
)
def test_what_the_source_changed_goes_to_the_translation(synced, old, new, old_there, new_there):
    write(changed(EN, old, new))
    assert synced("sync")[0] == 0
    assert read() == (changed(EN, old, new), changed(ZH, old_there, new_there))


def test_a_badge_that_was_added_goes_behind_its_neighbour(synced):
    badge = "[![GitHub](https://img.shields.io/badge/GitHub-x-red)](https://github.com/x/beta)"
    before = "[![arXiv](https://img.shields.io/badge/arXiv-2402.00002-red)](https://arxiv.org/abs/2402.00002)"
    write(zh=changed(ZH, before, f"{before}\n{badge}"))
    assert synced("sync")[0] == 0
    assert read()[0] == changed(EN, before, f"{before}\n{badge}")


def test_what_the_translation_changed_goes_to_the_source(synced):
    write(zh=changed(ZH, "2024-02\n", "2024-04\n"))
    code, out, _ = synced("sync")
    assert (code, out) == (0, "README_zh.md: changed: 1 fact carried over; 0 untranslated, 0 stale\n")
    assert read()[0] == changed(EN, "2024-02\n", "2024-04\n")


def test_a_translated_title_is_no_change(synced):
    write(zh=changed(ZH, "[Hammer]", "[锤子]"))
    assert synced("sync")[0] == 0
    assert read() == (EN, changed(ZH, "[Hammer]", "[锤子]"))


def test_windows_line_ends_stay(run):
    write(EN.replace("\n", "\r\n"), ZH.replace("\n", "\r\n"))
    run("sync")
    write(changed(EN, "- **Date:** 2024-01\n", "- **Date:** 2024-01\n- **License:** MIT\n").replace("\n", "\r\n"))
    run("sync")
    assert read()[1] == changed(ZH, "2024-01\n", "2024-01\n- **许可证：** MIT\n").replace("\n", "\r\n")


# Conflicts


def test_a_conflict_is_told_with_both_values_until_it_is_settled(synced):
    write(changed(EN, "2024-02\n", "2024-05\n"), changed(ZH, "2024-02\n", "2024-06\n"))
    for _ in range(2):
        code, out, _ = synced("sync")
        assert code == 1
        told = "README_zh.md:15: Beta: the field date is 2024-06, but 2024-05 in README.md:15; both changed"
        assert out.startswith(told)
    write(read()[0], changed(read()[1], "2024-06", "2024-05"))
    assert synced("sync")[0] == 0


def test_without_a_record_nothing_is_picked(run):
    write(changed(EN, "2024-02\n", "2024-05\n"))
    code, out, _ = run("sync")
    assert code == 1
    assert "nothing is recorded of what was right before" in out
    assert read() == (changed(EN, "2024-02\n", "2024-05\n"), ZH)
    assert run("sync", "--accept")[0] == 0
    assert run("sync")[0] == 0
    write(changed(EN, "2024-02\n", "2024-07\n"))
    assert run("sync")[0] == 1, "a difference that was accepted is no value to carry over"


# Entries and sections


def test_a_missing_entry_becomes_a_skeleton(synced):
    tool = "- [Drill](https://github.com/x/drill) - It turns what is in the way of the user.\n"
    row = "| [Delta](https://github.com/x/delta) | 8B | Another model that is in a table |\n"
    write(changed(EN, "- [Saw]", f"{tool}- [Saw]") + row)
    code, out, _ = synced("sync")
    assert (code, out) == (0, "README_zh.md: changed: 2 entries added; 2 untranslated, 0 stale\n")
    mark = "<!-- awesome-lint: untranslated -->"
    quoted = f"- [Drill](https://github.com/x/drill) - {mark}<!-- It turns what is in the way of the user. -->\n"
    quoted_row = f"| [Delta](https://github.com/x/delta) | 8B | {mark}<!-- Another model that is in a table --> |\n"
    assert read()[1] == changed(ZH, "- [Saw]", f"{quoted}- [Saw]") + quoted_row


def test_a_quotation_follows_the_source(synced):
    write(EN + "| [Delta](https://github.com/x/delta) | 8B | Another model of the list |\n")
    synced("sync")
    write(EN + "| [Delta](https://github.com/x/delta) | 8B | One more model of the list |\n")
    synced("sync")
    assert "<!-- One more model of the list -->" in read()[1]


def test_a_missing_section_comes_with_its_text_and_entries(synced):
    section = (
        "## Papers\n\nThese are the papers of the list.\n\n- [Paper](https://p.example) - It says what is true.\n\n"
    )
    write(changed(EN, "## Table", f"{section}## Table"))
    code, out, _ = synced("sync")
    assert (code, out) == (0, "README_zh.md: changed: 1 entry added, 1 section added; 2 untranslated, 0 stale\n")
    mark = "<!-- awesome-lint: untranslated -->"
    expected = (
        f"## Papers\n\n{mark}\n<!--\nThese are the papers of the list.\n-->\n\n"
        f"- [Paper](https://p.example) - {mark}<!-- It says what is true. -->\n\n"
    )
    assert read()[1] == changed(ZH, "## 表格", f"{expected}## 表格")


def test_what_only_the_translation_has_is_kept_unless_pruned(synced):
    extra = changed(ZH, "- [Saw]", "- [Drill](https://github.com/x/drill) - 它旋转挡路的东西。\n- [Saw]")
    write(zh=extra)
    code, out, _ = synced("sync")
    assert (code, out.splitlines()[0]) == (
        0,
        "README_zh.md:27: Drill is not in README.md: add it there, or remove it with --prune",
    )
    assert read() == (EN, extra)
    assert synced("sync", "--prune")[1].startswith("README_zh.md: changed: 1 entry removed")
    assert read() == (EN, ZH)


def test_the_order_follows_the_source(synced):
    alpha, beta = EN[EN.index("### [Alpha") : EN.index("### [Beta")], EN[EN.index("### [Beta") : EN.index("## Tools")]
    write(changed(EN, alpha + beta, beta + alpha))
    assert synced("sync")[1] == "README_zh.md: changed: 1 entry moved; 0 untranslated, 0 stale\n"
    assert read()[1].index("[Beta]") < read()[1].index("[Alpha]") < read()[1].index("## 工具")


CHILDREN = """\
# {0}

## {1}

### [A](https://a.example/a)

{2}

#### [A-one](https://a.example/one)

{3}

#### [A-two](https://a.example/two)

{4}

### [B](https://b.example/b)

{5}
"""


def test_parents_and_children_move_in_one_run(run):
    text = "It is the {} of all the models that are in the list."
    words = [text.format(n) for n in ("first", "second", "third", "fourth")]
    write(CHILDREN.format("List", "Models", *words), CHILDREN.format("列表", "模型", *("这是第一个模型的说明",) * 4))
    run("sync")
    en = read()[0]
    a, one = en.index("### [A]"), en.index("#### [A-one]")
    two, b = en.index("#### [A-two]"), en.index("### [B]")
    write(en[:a] + en[b:] + "\n" + en[a:one] + en[two:b] + en[one:two])
    assert run("sync")[0] == 0
    zh = read()[1]
    assert zh.index("[B]") < zh.index("[A]") < zh.index("[A-two]") < zh.index("[A-one]")
    assert zh.count("这是第一个模型的说明") == 4


def test_a_label_that_is_there_twice_is_left_to_people(synced):
    field = "- **Homepage:** <https://x.example/{}>\n"
    both = (
        changed(EN, "- **Date:** 2024-02\n", f"- **Date:** 2024-02\n{field.format('one')}"),
        changed(
            ZH,
            "- **日期：** 2024-02\n",
            f"- **日期：** 2024-02\n{field.format('one').replace('Homepage:**', '主页：**')}",
        ),
    )
    write(*both)
    synced("sync")
    write(changed(read()[0], field.format("one"), field.format("two") + field.format("one")))
    synced("sync")
    assert "https://x.example/one" in read()[1]


def test_sections_follow_the_source(synced):
    models, tools = EN[EN.index("## Models") : EN.index("## Tools")], EN[EN.index("## Tools") : EN.index("## Table")]
    write(changed(EN, models + tools, tools + models))
    assert synced("sync")[1] == "README_zh.md: changed: 1 section moved; 0 untranslated, 0 stale\n"
    models, tools = ZH[ZH.index("## 模型") : ZH.index("## 工具")], ZH[ZH.index("## 工具") : ZH.index("## 表格")]
    assert read()[1] == changed(ZH, models + tools, tools + models)


def test_an_entry_moves_with_its_section(synced):
    saw = "- [Saw](https://github.com/x/saw) - It cuts what is in the way of the user.\n"
    write(changed(EN, saw, "") + f"\n## More\n\n- [Nail](https://n.example) - It holds what is in the way.\n{saw}")
    synced("sync")
    zh = read()[1]
    assert zh.index("## More") < zh.index("[Nail]") < zh.index("- [Saw](https://github.com/x/saw) - 它锯断挡路的东西。")
    assert zh.count("它锯断挡路的东西。") == 1


def test_what_would_not_be_the_same_entry_is_taken_back(synced, monkeypatch):
    monkeypatch.setattr(adding, "skeleton", lambda *_: "- no entry")
    write(changed(EN, "- [Saw]", "- [Drill](https://github.com/x/drill) - It turns.\n- [Saw]"))
    for _ in range(2):
        code, out, _ = synced("sync")
        assert (code, out.splitlines()[0]) == (1, "README.md:27: Drill is missing in README_zh.md; add it by hand")
    assert read()[1] == ZH


def test_a_title_behind_an_emoji_is_no_prose(synced):
    write(EN + "| 👉 [Delta](https://github.com/x/delta) | 8B | Another model of the list |\n")
    synced("sync")
    assert "| 👉 [Delta](https://github.com/x/delta) | 8B | <!--" in read()[1]
    before = read()
    synced("sync")
    assert read() == before


def test_links_lead_to_the_same_from_the_translation(run):
    Path("docs/zh").mkdir(parents=True)
    Path("README_zh.md").rename("docs/zh/README.md")
    Path(".awesome-lint.toml").write_text(CONFIG.replace('"README_zh.md"', '"docs/zh/README.md"'))
    by_reference = "- [Drill][drill] - It [turns](docs/turn.md) what is in the way.\n"
    write(changed(EN, "- [Saw]", f"{by_reference}- [Saw]") + "\n[drill]: https://github.com/x/drill\n")
    run("sync")
    zh = Path("docs/zh/README.md").read_text(encoding="utf-8")
    assert "- [Drill](https://github.com/x/drill) - " in zh
    assert "<!-- It [turns](../turn.md) what is in the way. -->" in zh


def test_a_bullet_has_the_marker_of_its_list(synced):
    write(zh=ZH.replace("- [Hammer]", "*   [Hammer]").replace("- [Saw]", "*   [Saw]"))
    tool = "- [Drill](https://github.com/x/drill) - It turns\n  what is in the way of the user.\n"
    write(changed(EN, "- [Saw]", f"{tool}- [Saw]"))
    synced("sync")
    assert "\n*   [Drill](https://github.com/x/drill) - <!--" in read()[1]
    assert "<!-- It turns\n    what is in the way of the user. -->\n*   [Saw]" in read()[1]


def test_what_closes_a_section_stays_behind_its_last_entry(run):
    tail = "---\n\n[{}](#{})\n\n"
    write(
        changed(EN, "## Tools", tail.format("Back to top", "list") + "## Tools"),
        changed(ZH, "## 工具", tail.format("返回顶部", "列表") + "## 工具"),
    )
    run("sync")
    en, _zh = read()
    alpha, beta = (
        en[en.index("### [Alpha") : en.index("### [Beta")],
        en[en.index("### [Beta") : en.index("---\n\n[Back")],
    )
    write(changed(en, alpha + beta, beta + alpha))
    assert run("sync")[1] == "README_zh.md: changed: 1 entry moved; 0 untranslated, 0 stale\n"
    moved = read()[1]
    assert moved.index("[Beta]") < moved.index("[Alpha]") < moved.index("---\n\n[返回顶部]") < moved.index("## 工具")
    assert moved.count("返回顶部") == 1


def test_newlines_are_those_of_the_translation(synced):
    tool = "- [Drill](https://github.com/x/drill) - It turns what is in the way of the user.\n"
    write(changed(EN, "- [Saw]", f"{tool}- [Saw]").replace("\n", "\r\n"))
    synced("sync")
    assert "\r" not in read()[1]


# Confirming


def test_what_is_written_into_a_quotation_is_left_alone(synced):
    row = "| [Delta](https://github.com/x/delta) | 8B | Another model of the list |\n"
    write(EN + row)
    synced("sync")
    write(EN + row.replace("Another", "One more"), changed(read()[1], "Another model of the list", "另一个模型"))
    synced("sync")
    assert "<!-- 另一个模型 -->" in read()[1]


def test_a_section_is_confirmed_and_its_quotation_follows(synced):
    section = (
        "## Papers\n\nThese are the papers of the list.\n\n- [Paper](https://p.example) - It says what is true.\n\n"
    )
    write(changed(EN, "## Table", f"{section}## Table"))
    synced("sync")
    write(changed(read()[0], "These are the papers", "These are all the papers"))
    synced("sync")
    quoted = "<!--\nThese are all the papers of the list.\n-->"
    write(zh=changed(read()[1], quoted, "\n这些是列表里的论文。"))
    assert synced("sync", "--accept", "#papers")[0] == 0
    papers = read()[1].partition("## Papers")[2].partition("- [Paper]")[0]
    assert papers.split() == ["这些是列表里的论文。"]


def test_names_in_either_language_and_titles_that_are_there_twice(synced):
    write(zh=changed(ZH, "[Hammer]", "[锤子]"))
    assert "Hammer\n    README.md:" in synced("status", "锤子")[1]
    assert synced("sync", "--accept", "锤子")[0] == 0
    again = "- [Hammer](https://github.com/y/hammer) - It hits what is in the way of another user.\n"
    write(changed(EN, "- [Saw]", f"{again}- [Saw]"))
    code, _, err = synced("sync", "--accept", "Hammer")
    assert (code, err.split(";")[0]) == (2, "awesome-lint: 'Hammer' means 2 parts of README.md")


def test_a_name_may_belong_to_another_list(run):
    Path(".awesome-lint.toml").write_text('include = ["*.md", "docs/*.md"]\n')
    Path("docs").mkdir()
    Path("docs/README.md").write_text(EN.replace("Saw", "Nail"), encoding="utf-8")
    Path("docs/README_zh.md").write_text(ZH.replace("Saw", "Nail"), encoding="utf-8")
    assert run("sync")[0] == 0
    assert run("sync", "--accept", "Nail")[0] == 0
    assert "docs/README.md:" in run("status", "Nail")[1]


def test_a_stale_translation_is_confirmed_by_name(synced):
    write(changed(EN, "on the books", "on nearly all the books"))
    assert synced("sync")[1] == "README_zh.md: in step; 0 untranslated, 1 stale\n"
    assert synced("check", "--select", "TRN011")[0] == 1
    assert synced("sync", "--accept", "Beta")[1] == "README_zh.md: in step; 0 untranslated, 0 stale\n"
    assert synced("check", "--select", "TRN011")[0] == 0


def test_a_mark_goes_when_its_translation_is_confirmed(synced):
    tool = "- [Drill](https://github.com/x/drill) - It turns what is in the way of the user.\n"
    write(changed(EN, "- [Saw]", f"{tool}- [Saw]"))
    synced("sync")
    code, out, _ = synced("sync", "--accept", "drill")
    assert code == 1
    assert "Drill is not translated yet: write its text in place of the comment, then accept it" in out
    quoted = "<!-- It turns what is in the way of the user. -->"
    write(zh=changed(read()[1], quoted, "它旋转挡路的东西。"))
    assert synced("sync")[1].endswith("1 untranslated, 0 stale\n"), "the mark counts"
    assert synced("sync", "--accept", "drill")[0] == 0
    assert "- [Drill](https://github.com/x/drill) - 它旋转挡路的东西。\n" in read()[1]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["Beta"], "to confirm the translation of 'Beta', add --accept"),
        (["--accept", "Omega"], "README.md has no entry 'Omega'"),
    ],
)
def test_a_name_that_means_nothing(run, arguments, problem):
    code, _, err = run("sync", *arguments)
    assert (code, err) == (2, f"awesome-lint: {problem}\n")


# Looking only


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_looking_writes_nothing(synced, option):
    before = STATE.read_bytes()
    assert synced("sync", option)[0] == 0
    write(changed(EN, "2024-01\n", "2024-03\n"))
    code, out, err = synced("sync", option)
    assert code == 1
    assert ("+- **日期：** 2024-03" in out) == (option == "--diff")
    assert "would change: 1 fact carried over" in out + err
    assert read()[1] == ZH
    assert STATE.read_bytes() == before


# A command that translates


def command(tmp_path: Path, text: str) -> str:
    script = tmp_path / "translate.py"
    script.write_text(text, encoding="utf-8")
    return f"{sys.executable} {script}"


@pytest.fixture
def untranslated(synced) -> Run:
    tool = "- [Drill](https://github.com/x/drill) - It turns --> what is in the way of the user.\n"
    row = "| [Delta](https://github.com/x/delta) | 8B | Another model that is in a table |\n"
    write(changed(EN, "- [Saw]", f"{tool}- [Saw]") + row)
    return synced


def test_a_command_translates_and_the_marks_stay(untranslated, tmp_path):
    code, out, _ = untranslated("sync", "--translate-command", command(tmp_path, TRANSLATOR))
    assert (code, out.split(";")[0]) == (0, "README_zh.md: changed: 2 entries added, 2 texts translated")
    zh = read()[1]
    assert "- [Drill](https://github.com/x/drill) - <!-- awesome-lint: untranslated -->机器翻译的 Drill |" in zh
    assert r"机器翻译的 Delta \| 原文有" in zh, "a pipe would end the cell"
    again = untranslated("sync", "--translate-command", command(tmp_path, "raise SystemExit('not asked again')"))
    assert again[0] == 0
    assert read()[1] == zh


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        ("import sys; sys.exit('out of words')", "failed with 1: out of words"),
        ("print('nonsense')", "wrote 'nonsense'; expected"),
        ("""print('{"id": "99", "text": "x"}')""", "wrote a line for the unknown id '99'"),
        ("""print('{"id": "1", "text": null}')""", "with plain text"),
        (r"""print('{"id": "1", "text": "\\ud800"}')""", "with plain text"),
        (r"""print('{"id": "1", "text": "a\\u0000b"}')""", "with plain text"),
    ],
)
def test_a_command_that_fails_loses_nothing(untranslated, tmp_path, script, problem):
    code, _, err = untranslated("sync", "--translate-command", command(tmp_path, script))
    assert code == 2
    assert problem in err
    assert read()[1].count("<!-- awesome-lint: untranslated --><!-- ") == 2


def test_a_comment_without_space_ends_where_it_ends(untranslated, tmp_path):
    untranslated("sync")
    quotation = "<!-- It turns --&gt; what is in the way of the user. -->"
    row = "- [Saw](https://github.com/x/saw) - 它锯断挡路的东西。"
    write(zh=changed(changed(read()[1], quotation, quotation.replace(" -->", "-->")), row, f"{row} <!-- 注意 -->"))
    untranslated("sync", "--translate-command", command(tmp_path, TRANSLATOR))
    assert f"{row} <!-- 注意 -->\n" in read()[1]
    assert "机器翻译的 Drill" in read()[1]


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_looking_runs_no_command(untranslated, tmp_path, option):
    ran = tmp_path / "ran"
    untranslated("sync", option, "--translate-command", command(tmp_path, f"open({str(ran)!r}, 'w')"))
    assert not ran.exists()


def test_an_empty_command(untranslated):
    assert "the command is empty" in untranslated("sync", "--translate-command", "")[2]


def test_a_command_that_is_not_there(untranslated):
    code, _, err = untranslated("sync", "--translate-command", "no-such-command-here")
    assert (code, err) == (
        2,
        "awesome-lint: --translate-command: cannot run 'no-such-command-here': No such file or directory\n",
    )


# Several languages, none, and files that cannot be read


def test_a_change_in_one_translation_reaches_the_others(run):
    Path(".awesome-lint.toml").write_text(CONFIG + 'fr = "README_fr.md"\n')
    fr = changed(EN, "Alpha is a small model that was trained on the web", "Alpha est un petit modèle")
    Path("README_fr.md").write_text(fr, encoding="utf-8")
    run("sync")
    write(zh=changed(ZH, "2024-02\n", "2024-04\n"))
    assert run("sync")[0] == 0
    assert "- **Date:** 2024-04" in read()[0]
    assert "- **Date:** 2024-04" in Path("README_fr.md").read_text(encoding="utf-8")
    assert not run("sync")[2]
    assert set(json.loads(STATE.read_text(encoding="utf-8"))["translations"]) == {"README_fr.md", "README_zh.md"}


@pytest.mark.parametrize("name", ["sync", "status"])
def test_no_translation(run, name):
    Path(".awesome-lint.toml").unlink()
    Path("README_zh.md").unlink()
    code, _, err = run(name)
    assert code == 2
    assert err.startswith("awesome-lint: no translation of README.md was found; declare the files under [languages]")


@pytest.mark.parametrize(
    "state", ["{", "[" * 100_000, "[]", '{"version": 1}', '{"version": 1, "translations": {"a": {"b": 1}}}']
)
def test_a_state_that_is_damaged(run, state):
    STATE.parent.mkdir()
    STATE.write_text(state)
    for name in ("sync", "check", "status"):
        code, _, err = run(name)
        assert code == 2
        assert err.startswith(f"awesome-lint: {STATE}: is not what awesome-lint wrote;")
    assert STATE.read_text() == state


def test_a_state_that_leads_out_of_the_repository(run, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    STATE.parent.symlink_to(outside)
    code, _, err = run("sync")
    assert (code, "leads out of its repository" in err) == (2, True)
    assert not list(outside.iterdir())


def test_the_state_forgets_files_that_are_gone(synced):
    Path("README_zh.md").rename("README.zh.md")
    Path(".awesome-lint.toml").write_text(CONFIG.replace("README_zh.md", "README.zh.md"))
    synced("sync")
    assert list(json.loads(STATE.read_text(encoding="utf-8"))["translations"]) == ["README.zh.md"]


def test_a_state_of_a_later_version(run):
    STATE.parent.mkdir()
    STATE.write_text('{"version": 2, "translations": {}}')
    assert run("sync")[2] == f"awesome-lint: {STATE}: is of version 2, and this awesome-lint knows 1\n"


def test_the_state_has_a_line_for_each_entry(run):
    run("sync")
    lines = STATE.read_text(encoding="utf-8").splitlines()
    assert sum('"field:date"' in line for line in lines) == 2
    assert lines == sorted(lines, key=lambda line: (not line.startswith(("{", '  "version')), 0)) or lines[0] == "{"
    keys = list(json.loads("\n".join(lines))["translations"]["README_zh.md"])
    assert keys == sorted(keys)


# Status


def test_status_counts_by_section(synced):
    write(changed(EN, "on the books", "on nearly all the books"), changed(ZH, "2024-01\n", "2024-03\n"))
    code, out, _ = synced("status")
    assert code == 0
    assert out.splitlines()[0] == "README_zh.md (zh), from README.md"
    rows = [line.split() for line in out.splitlines()[3:]]
    assert rows[0] == ["Models", "2", "2", "0", "0", "1", "1", "0", "%"]
    assert rows[-1] == ["total", "5", "5", "0", "0", "1", "1", "60", "%"]


def test_status_as_json_and_markdown(synced):
    found = json.loads(synced("status", "--output-format", "json")[1])
    assert found[0]["percent"] == 100
    assert [section["title"] for section in found[0]["sections"]] == ["Models", "Tools", "Table"]
    table = synced("status", "--output-format", "markdown")[1]
    assert "| Models | 2 | 2 | 0 | 0 | 0 | 0 | 100 % |" in table


def test_status_of_one_entry(synced):
    write(zh=changed(ZH, "2024-02\n", "2024-04\n"))
    code, out, _ = synced("status", "Beta")
    assert code == 0
    assert "≠ field date\n    2024-02\n    2024-04\n" in out
    assert "= badge arxiv: https://arxiv.org/abs/2402.00002\n" in out
    assert "= prose: up to date\n" in out
    assert "    Beta 是一个用世界上的书籍训练的大模型。\n" in out


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["Omega"], "README.md has no entry 'Omega'"),
        (["Models"], "'Models' is a section of README.md; name one of its entries"),
        (["Beta", "--output-format", "json"], "--output-format is for the table; leave it out to see one entry"),
    ],
)
def test_status_of_what_is_no_entry(run, arguments, problem):
    code, _, err = run("status", *arguments)
    assert (code, err) == (2, f"awesome-lint: {problem}\n")


def test_status_of_a_missing_entry(synced):
    write(changed(EN, "- [Saw]", "- [Drill](https://github.com/x/drill) - It turns.\n- [Saw]"))
    assert "missing in README_zh.md" in synced("status", "drill")[1]
