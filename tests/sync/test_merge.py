"""What ``sync`` carries from one side to the other, part by part: small lists in a folder, one edit, both files."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from awesome_lint import cli

Sync = Callable[..., tuple[int, str]]
EN, ZH = "README.md", "README_zh.md"
STATE = Path(".awesome-lint/translations.json")
ARXIV = "[![arXiv](https://img.shields.io/badge/arXiv-2301.0000N-red)](https://arxiv.org/abs/2301.0000N)"
BLOG = "[![Blog](https://img.shields.io/badge/Blog-x-red)](https://x.example/N)"
CODE = "[![Stars](https://img.shields.io/github/stars/x/aN)](https://github.com/x/aN)"
MORE = "[![Stars](https://img.shields.io/github/stars/x/bN)](https://github.com/x/bN)"
NAMES = ("Alpha", "Beta", "Gamma", "Delta")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    Path(".awesome-lint.toml").write_text('[languages]\nsource = "en"\nen = "README.md"\nzh = "README_zh.md"\n')


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Sync:
    """Return a function that runs the command line and gives its exit code and standard output."""

    def run(*arguments: str) -> tuple[int, str]:
        code = cli.execute(arguments)
        return code, capsys.readouterr().out

    return run


@pytest.fixture
def settled(run: Sync) -> Sync:
    """Return a function that runs ``sync``, and again to see that nothing is left to do."""

    def settled() -> tuple[int, str]:
        result = run("sync")
        before = read(EN), read(ZH), STATE.read_text(encoding="utf-8")
        assert run("sync")[0] == result[0]
        assert (read(EN), read(ZH), STATE.read_text(encoding="utf-8")) == before
        return result

    return settled


def read(name: str) -> str:
    return Path(name).read_bytes().decode()


def write(name: str, text: str) -> None:
    Path(name).write_bytes(text.encode())


def edit(name: str, old: str, new: str, count: int = 1) -> None:
    assert old in read(name)
    write(name, read(name).replace(old, new, count))


def entries(en: str, zh: str, names: tuple[str, ...] = NAMES) -> None:
    """Write both lists: the same fields or badges in each entry, ``N`` in them is the entry's number."""
    parts = [(f"### {name}\n\n", str(number)) for number, name in enumerate(names, 1)]
    prose = {EN: "It is a small model for people with one computer at home.", ZH: "适合家里只有一台电脑的人的小模型。"}
    heads = {EN: "# List\n\n## Models\n\n", ZH: "# 列表\n\n## 模型\n\n"}
    for name, its in ((EN, en), (ZH, zh)):
        body = "\n".join(f"{title}{its.replace('N', number)}\n\n{prose[name]}\n" for title, number in parts)
        write(name, heads[name] + body)


def custom(names: tuple[str, ...] = NAMES) -> None:
    entries(
        "- **Date:** 2023-0N\n- **Alpha Count:** NK\n- **Layer Count:** N2",
        "- **日期:** 2023-0N\n- **某某:** NK\n- **层数量:** N2",
        names,
    )


NINE = tuple(f"Model {letter}" for letter in "ABCDEFGHI")


# Labels that no language is known to have


def test_a_field_goes_with_its_partner_though_the_others_are_no_longer_read(run, settled):
    custom()
    run("sync")
    edit(EN, "- **Alpha Count:** 1K\n", "")
    en, zh = read(EN), read(ZH).replace("- **某某:** 1K\n", "", 1)
    assert settled()[0] == 0
    assert (read(EN), read(ZH)) == (en, zh)


def test_fields_that_go_together_leave_no_gap(run, settled):
    custom()
    run("sync")
    edit(EN, "- **Date:** 2023-01\n- **Alpha Count:** 1K\n- **Layer Count:** 12\n\n", "")
    zh = read(ZH).replace("- **日期:** 2023-01\n- **某某:** 1K\n- **层数量:** 12\n\n", "", 1)
    assert settled()[0] == 0
    assert read(ZH) == zh


@pytest.mark.parametrize("names", [NAMES, NINE])
@pytest.mark.parametrize("count", [1, 9])
def test_a_label_that_was_renamed_is_not_gone(run, settled, names, count):
    custom(names)
    run("sync")
    edit(ZH, "某某", "新某", count)
    before = read(EN), read(ZH)
    assert settled()[0] == 0
    assert (read(EN), read(ZH)) == before


def test_a_label_and_a_value_that_change_together(run, settled):
    custom(NINE)
    run("sync")
    edit(ZH, "某某", "新某", 9)
    edit(ZH, "新某:** 1K", "新某:** 5K")
    assert settled()[0] == 0
    assert "- **Alpha Count:** 5K\n" in read(EN)
    assert '"field:alpha count:新某"' in STATE.read_text(encoding="utf-8")


def test_values_of_paired_labels_are_carried_over(run, settled):
    custom(NINE)
    run("sync")
    edit(EN, "- **Alpha Count:** 1K\n", "")
    edit(ZH, "- **层数量:** 22\n", "")
    edit(EN, "3K", "33K")
    assert settled() == (0, "README_zh.md: changed: 3 facts carried over; 0 untranslated, 0 stale\n")
    assert "**某某:** 1K" not in read(ZH)
    assert "**Layer Count:** 22" not in read(EN)
    assert "**某某:** 33K" in read(ZH)


def test_a_field_comes_with_the_label_that_its_peers_have(run, settled):
    custom(NINE)
    edit(EN, "- **Alpha Count:** 1K\n", "")
    edit(ZH, "- **某某:** 1K\n", "")
    run("sync")
    edit(EN, "- **Date:** 2023-01\n", "- **Date:** 2023-01\n- **Alpha Count:** 7K\n")
    assert settled()[0] == 0
    assert "- **日期:** 2023-01\n- **某某:** 7K\n" in read(ZH)


def test_a_label_that_cannot_be_put_into_the_language_is_left_to_people(run, settled):
    custom(NINE)
    run("sync")
    edit(ZH, "- **层数量:** ", "- **新的:** 9K\n- **层数量:** ", 9)
    before = read(EN)
    code, out = settled()
    assert code == 1
    assert "Model A: the field 新的 is 9K, but missing in README.md:5; it cannot be carried over here" in out
    assert read(EN) == before


def test_an_entry_fewer_is_no_dispute(settled):
    custom()
    zh = read(ZH)
    write(ZH, zh[: zh.index("### Beta")] + zh[zh.index("### Gamma") :])
    code, out = settled()
    assert (code, out) == (0, "README_zh.md: changed: 1 entry added; 1 untranslated, 0 stale\n")


def test_a_misspelt_label_takes_nothing_away(run, settled):
    custom()
    run("sync")
    edit(EN, "**Date:** 2023-01", "**Dtae:** 2023-01")
    zh = read(ZH)
    code, out = settled()
    assert code == 1
    assert "the field date is 2023-01, but missing in README.md:5; README.md changed since the last sync" in out
    assert read(ZH) == zh


# Fields


def test_new_fields_keep_their_order(run, settled):
    custom()
    run("sync")
    edit(EN, "2023-01\n", "2023-07\n- **Parameter Size:** 7B\n- **Language Support:** Multiple\n")
    assert settled()[0] == 0
    assert "- **日期:** 2023-07\n- **参数规模:** 7B\n- **支持语言:** 多语言\n- **某某:** 1K\n" in read(ZH)


def test_a_link_keeps_its_words(run, settled):
    entries("- **Paper:** [the paper](https://p.example/N)", "- **论文:** [论文](https://p.example/N)")
    run("sync")
    edit(EN, "https://p.example/1", "https://p.example/new")
    assert settled()[0] == 0
    assert "- **论文:** [论文](https://p.example/new)\n" in read(ZH)


def test_a_link_in_a_skeleton_has_the_words_of_its_peers(settled):
    entries("- **Paper:** [the paper](https://p.example/N)", "- **论文:** [论文](https://p.example/N)")
    zh = read(ZH)
    write(ZH, zh[: zh.index("### Beta")])
    settled()
    assert "- **论文:** [论文](https://p.example/2)\n" in read(ZH)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        (("7B、13B、70B", "7B、13B、70B、180B"), ("7B/13B/70B", "7B/13B/70B/180B")),
        (("13B、7B", "13B、8B"), ("7B, 13B", "8B, 13B")),
        (("约5000亿 tokens", "约 1.5万亿 tokens"), ("about 500 billion tokens", "about 1.5 trillion tokens")),
        (("5000亿", "约6000亿"), ("500B", "about 600B")),
        (("2T（1.8B：2T；7B：1T）", "2T（1.8B：2T；7B：3T）"), ("2T(1.8B:2T;7B:1T)", "2T(1.8B:2T;7B:3T)")),
    ],
)
def test_a_list_stays_as_it_is_written(run, settled, zh, en):
    (before, after), (there, expected) = zh, en
    entries(f"- **Pretrain Data Scale:** {there}", f"- **预训练数据规模:** {before}", ("Alpha",))
    run("sync")
    edit(ZH, before, after)
    assert settled()[0] == 0
    assert f"- **Pretrain Data Scale:** {expected}\n" in read(EN)


# One comparison for sync and check


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("- **Date:** 2023-01", "- **日期:** 2023-01-13"),
        ("- **Date:** 2023-01\n- **Architecture:** MoE", "- **日期:** 2023-01\n- **架构:** MOE"),
        (f"{CODE} {MORE}", f"{MORE} {CODE}"),
        (
            "[![Code](https://img.shields.io/badge/Code-x-red)](https://github.com/x/a)",
            "[![Code](https://img.shields.io/badge/Code-x-blue)](https://github.com/x/a?tab=readme)",
        ),
    ],
)
def test_what_check_holds_equal_is_no_dispute(run, settled, en, zh):
    entries(en, zh)
    assert run("check", "--select", "TRN")[0] == 0
    before = read(EN), read(ZH)
    assert settled() == (0, "README_zh.md: in step; 0 untranslated, 0 stale\n")
    assert (read(EN), read(ZH)) == before


def test_a_more_exact_date_goes_over_and_so_does_the_next(run, settled):
    entries("- **Date:** 2023-0N", "- **日期:** 2023年N月")
    run("sync")
    edit(EN, "2023-01", "2023-01-13")
    assert settled()[0] == 0
    assert "2023年1月13日" in read(ZH)
    edit(ZH, "2023年1月13日", "2023年5月")
    assert settled()[0] == 0
    assert "2023-05\n" in read(EN)


def test_dates_made_exact_in_two_ways_are_a_conflict(run):
    entries("- **Date:** 2023-0N", "- **日期:** 2023-0N-13")
    run("sync")
    edit(EN, "2023-01", "2023-01-14")
    code, out = run("sync")
    assert code == 1
    assert "the field date is 2023-01-13, but 2023-01-14 in README.md:5; both changed since the last sync" in out
    assert run("check", "--select", "TRN004")[0] == 1


# Badges


@pytest.mark.parametrize("gap", [" ", "\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((CODE, ARXIV), ()),
        ((CODE, ARXIV, BLOG), (BLOG,)),
        ((CODE, ARXIV, BLOG), (CODE,)),
        ((CODE, ARXIV, BLOG), (CODE, BLOG)),
        ((CODE, ARXIV), (CODE, BLOG)),
        ((CODE,), (ARXIV,)),
        ((CODE,), (CODE, MORE)),
        ((CODE, MORE), (MORE,)),
        ((BLOG,), (CODE, ARXIV, BLOG)),
        ((), (CODE, ARXIV)),
    ],
)
def test_badges_that_come_and_go_together(run, settled, before, after, gap):
    old, new = ("".join([gap.join(its), "\n\n"] if its else "") for its in (before, after))
    entries(f"{old}- **Date:** 2023-0N", f"{old}- **日期:** 2023-0N")
    run("sync")
    heading = "### Alpha\n\n"
    edit(EN, heading + old.replace("N", "1"), heading + new.replace("N", "1"))
    zh = read(ZH).replace(heading + old.replace("N", "1"), heading + new.replace("N", "1"))
    assert settled()[0] == 0
    assert read(ZH) == zh


def test_one_badge_of_a_kind_is_replaced_whatever_its_place(run, settled):
    entries(f"{CODE} {MORE}", f"{MORE} {CODE}")
    run("sync")
    edit(EN, CODE.replace("N", "1"), CODE.replace("aN", "c"))
    zh = read(ZH).replace(CODE.replace("N", "1"), CODE.replace("aN", "c"))
    assert settled()[0] == 0
    assert read(ZH) == zh


# What is told


def test_an_accepted_difference_that_one_side_changes(run):
    entries("- **Date:** 2023-01", "- **日期:** 2024-01", ("Alpha",))
    assert run("sync")[0] == 1
    assert run("sync", "--accept", "Alpha")[0] == 0
    assert run("sync")[0] == 0
    edit(EN, "2023-01", "2023-05")
    code, out = run("sync")
    assert code == 1
    assert "is 2024-01, but 2023-05 in README.md:5; the difference was accepted, and README.md changed since\n" in out
    edit(ZH, "2024-01", "2024-05")
    assert "; the difference was accepted, and both changed since\n" in run("sync")[1]


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("- [Alpha](https://a.example) - It is for [people]({}) at home.", "a link in the text"),
        ("- [Alpha]({}) - It is for people at home.", "the link of the title"),
    ],
)
def test_a_link_to_a_page_in_a_language_is_left_to_people(run, settled, form, name):
    old = {EN: "https://docs.python.org/en/3/people", ZH: "https://docs.python.org/zh-cn/3/people"}
    write(EN, f"# List\n\n## Tools\n\n{form.format(old[EN])}\n")
    zh = (
        form.replace("It is for", "给")
        .replace("people]", "人们]")
        .replace("for people", "人们")
        .replace("at home", "用")
    )
    write(ZH, f"# 列表\n\n## 工具\n\n{zh.format(old[ZH])}\n")
    assert run("sync")[0] == 0
    edit(EN, "3/people", "3/persons")
    before = read(ZH)
    code, out = settled()
    assert code == 1
    assert f"Alpha: {name} is {old[ZH]}, but https://docs.python.org/en/3/persons in README.md:5;" in out
    assert read(ZH) == before


def test_a_link_to_one_page_for_all_is_carried_over(run, settled):
    write(
        EN, "# List\n\n## Tools\n\n- [Alpha](https://a.example) - For [people](https://docs.example.org/en/1) here.\n"
    )
    write(ZH, "# 列表\n\n## 工具\n\n- [Alpha](https://a.example) - 给[人们](https://docs.example.org/en/1)用的工具。\n")
    run("sync")
    edit(EN, "/en/1", "/en/2")
    assert settled()[0] == 0
    assert "[人们](https://docs.example.org/en/2)" in read(ZH)


# Time


def test_time_grows_with_the_list(run):
    def seconds(count: int) -> float:
        STATE.unlink(missing_ok=True)
        names = tuple(f"Model {number}" for number in range(count))
        entries("- **Date:** 2023-05\n- **Parameter Size:** 7B", "- **日期:** 2023-05\n- **参数规模:** 7B", names)
        run("sync")
        edit(ZH, "2023-05", "2024-06", count)
        start = time.process_time()
        assert run("sync")[0] == 0
        return time.process_time() - start

    assert seconds(1200) < 8 * seconds(300)


def test_the_state_names_both_labels(run):
    custom()
    run("sync")
    records = json.loads(STATE.read_text(encoding="utf-8"))["translations"][ZH]
    assert set(records["alpha"]["neutral"]) == {
        *("title", "field:date", "field:alpha count:某某", "field:layer count:层数量"),
    }
