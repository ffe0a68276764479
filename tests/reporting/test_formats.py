"""Each format shows the same report; what it should look like stands in ``tests/cases/reporting/<format>.txt``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from awesome_lint.diagnostics import Applicability, Diagnostic, Edit, Finding, Fix, Related, Severity
from awesome_lint.reporting import REPORTERS, FixedFile, Report
from awesome_lint.reporting.folding import FOLDS
from awesome_lint.reporting.full import display_width
from awesome_lint.reporting.json_format import to_json
from awesome_lint.reporting.report import visible
from awesome_lint.reporting.summary import statistics, summarize
from awesome_lint.rules.registry import find_rule
from awesome_lint.source import SourceText, Span

CASES = Path(__file__).parents[1] / "cases" / "reporting"
README = SourceText("README.md", "# 列表：模型 bad\n\n- 2023-12\n\nend \x1b[31m\u202etxt\tx\n")
TWIN = SourceText("docs/README.zh.md", "# 一\n\n- 日期：2023-12\n")


def at(source: SourceText, text: str) -> Span:
    start = source.text.index(text)
    return Span(start, start + len(text))


def diagnostic(code: str, severity: Severity, finding: Finding) -> Diagnostic:
    return Diagnostic(code, f"name-of-{code.lower()}", severity, README, finding)


FINDINGS = (
    diagnostic("STR001", Severity.WARNING, Finding(at(README, "模型"), "wide: 模型, 100% of it")),
    diagnostic(
        "ENT002",
        Severity.WARNING,
        Finding(
            at(README, "- 2023-12"),
            "date has no label",
            Fix("Add the label", (Edit(Span(at(README, "2023").start, at(README, "2023").start), "**Date:** "),)),
            alternatives=(Fix("Remove it", (Edit(at(README, "- 2023-12"), ""),), Applicability.UNSAFE),),
            related=(Related(TWIN, at(TWIN, "日期"), "the twin has a label"),),
        ),
    ),
    diagnostic(
        "TRN001",
        Severity.INFO,
        Finding(
            Span(0, at(README, "2023-12").end),
            "several lines",
            Fix("Copy it", (Edit(at(TWIN, "一"), "二", TWIN.path),), Applicability.UNSAFE),
        ),
    ),
    diagnostic(
        "ENC005", Severity.ERROR, Finding(at(README, "\x1b[31m\u202etxt"), "steers: \x1b[31m\n::error::x \udcff")
    ),
    diagnostic("STY001", Severity.INFO, Finding(Span(len(README.text), len(README.text)), "at the end")),
)
SOURCES = {source.path: source for source in (README, TWIN)}
RENAMED = diagnostic("LNK103", Severity.WARNING, Finding(at(README, "bad"), "renamed", Fix("Write the new name", ())))
DEAD = diagnostic(
    "LNK101", Severity.ERROR, Finding(at(README, "bad"), "dead", Fix("Link the copy", (), Applicability.UNSAFE))
)
REPORT = Report(
    FINDINGS,
    fixed=(FixedFile("README.md", {"ENT002": 3, "BDG001": 1}),),
    sources=SOURCES,
)


@pytest.mark.parametrize("name", list(REPORTERS))
def test_format(name: str) -> None:
    assert REPORTERS[name](REPORT) == (CASES / f"{name}.txt").read_text(encoding="utf-8")


def test_every_case_belongs_to_a_format() -> None:
    assert {path.stem for path in CASES.glob("*.txt")} == REPORTERS.keys()


@pytest.mark.parametrize("name", list(REPORTERS))
def test_no_format_lets_text_steer_the_reader(name: str) -> None:
    text = REPORTERS[name](REPORT)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\n::error::x" not in text
    text.encode("utf-8")


@pytest.mark.parametrize(("name", "empty"), [("json", "[]\n"), ("github", ""), ("concise", "Nothing was checked.\n")])
def test_empty_report_is_valid(name: str, empty: str) -> None:
    assert REPORTERS[name](Report()) == empty


LAYOUT = tuple(
    Diagnostic("STY001", "x", Severity.INFO, source, FINDINGS[0].finding) for source in (README, README, TWIN)
)


def test_layout_is_one_finding_per_file_for_people_and_whole_for_programs() -> None:
    report = Report((LAYOUT[0], FINDINGS[0], *LAYOUT[1:]), sources=SOURCES, folded=frozenset(FOLDS))
    for name, count in (("concise", 4), ("github", 3)):
        lines = REPORTERS[name](report).splitlines()
        assert len(lines) == count
        assert len([line for line in lines if "2 blocks are not laid out canonically; run `awesome-lint " in line]) == 1
    assert REPORTERS["full"](report).count("\n  |\n") == 3
    assert len(json.loads(REPORTERS["json"](report))) == 4
    assert summarize(report) == "Found 1 warning, 3 info\n"


def notes(code: str, count: int) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(
            code,
            "x",
            Severity.INFO,
            README,
            Finding(Span(place, place + 1), f"note {place}: {'slow' if place else 'bot wall'}"),
        )
        for place in range(count)
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("LNK104", "11 repositories are archived or disabled; see them with `--select LNK104`"),
        ("LNK110", "11 links could not be verified; see them with `--select LNK110`. Most often: slow (10)"),
    ],
)
def test_many_notes_of_a_kind_are_one_where_they_would_hide_what_fails(code: str, said: str) -> None:
    report = Report((*notes(code, 11), FINDINGS[0]), sources=SOURCES, folded=frozenset(FOLDS))
    for name in ("concise", "full", "github"):
        text = REPORTERS[name](report)
        assert said in text
        assert "note" not in text
    for name in ("markdown", "json"):
        text = REPORTERS[name](report)
        assert "see them with" not in text
        assert [place for place in range(12) if f"note {place}" in text] == list(range(11))
    assert summarize(report) == "Found 1 warning, 11 info\n"


def test_few_notes_of_a_kind_are_told_one_by_one() -> None:
    report = Report(notes("LNK104", 10), sources=SOURCES, folded=frozenset(FOLDS))
    assert report.shown == report.diagnostics
    assert Report(notes("LNK104", 11), sources=SOURCES, folded=frozenset({"STY001"})).shown == notes("LNK104", 11)


def test_what_is_folded_is_information() -> None:
    assert [rule.severity for code in FOLDS if (rule := find_rule(code))] == [Severity.INFO] * len(FOLDS)


def test_json_is_json() -> None:
    findings = json.loads(REPORTERS["json"](REPORT))
    assert [finding["code"] for finding in findings] == [each.code for each in FINDINGS]
    assert findings[1]["location"] == {"row": 3, "column": 1}
    assert findings[1]["end_location"] == {"row": 3, "column": 10}


def test_json_of_bytes_that_are_not_utf8() -> None:
    assert json.loads(to_json(["\udcff\\"])) == ["\\xff\\"]


def test_colour_only_paints() -> None:
    colored = REPORTERS["full"](Report(FINDINGS[:3], color=True))
    assert "\x1b[1;33mENT002\x1b[0m [*] \x1b[1;33mwarning\x1b[0m: " in colored
    for code in ("\x1b[1;33m", "\x1b[1;36m", "\x1b[1m", "\x1b[2m", "\x1b[0m"):
        colored = colored.replace(code, "")
    assert colored == REPORTERS["full"](Report(FINDINGS[:3]))


def test_long_lines_are_cut_around_the_place() -> None:
    source = SourceText("README.md", "x" * 5000 + "bad" + "y" * 5000)
    finding = Finding(Span(5000, 5003), "bad")
    lines = REPORTERS["full"](Report((Diagnostic("STY801", "bad", Severity.INFO, source, finding),))).split("\n")
    assert len(lines[2]) < 130
    assert lines[3].index("^") == lines[2].index("bad")
    assert lines[3].count("^") == 3


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("模型", 4), ("：", 2), ("e\u0301", 1), ("a\ufe0f", 1), ("🚀", 2), ("", 0)]
)
def test_display_width(text: str, width: int) -> None:
    assert display_width(text) == width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("模型\u3000é 🏳️\u200d🌈", "模型\u3000é 🏳️\u200d🌈"),
        ("\x1b]0;x\x07", "\\x1b]0;x\\x07"),
        ("\x9b31m", "\\x9b31m"),
        ("a\u202eb\u2066", "a\\u202eb\\u2066"),
        ("\udce9\ud800", "\\xe9\\ud800"),
        ("a\xa0b\u2028", "a\\xa0b\\u2028"),
        ("'\\n\"", "'\\n\""),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_statistics_counts_the_most_frequent_first() -> None:
    assert statistics([*FINDINGS, FINDINGS[4]]).splitlines()[:2] == [
        "2  STY001  name-of-sty001",
        "1  ENC005  name-of-enc005",
    ]


@pytest.mark.parametrize(
    ("report", "line"),
    [
        (Report(), "Nothing was checked."),
        (Report(sources=SOURCES), "Nothing to report."),
        (Report(FINDINGS[:1], sources=SOURCES), "Found 1 warning"),
        (Report(FINDINGS[1:2], sources=SOURCES), "Found 1 warning; 1 fixable with `awesome-lint fix`"),
        (Report(FINDINGS[2:3], sources=SOURCES), "Found 1 info; 1 fixable with `awesome-lint fix --unsafe-fixes`"),
        (
            Report((FINDINGS[1], RENAMED), sources=SOURCES),
            "Found 2 warnings; 2 fixable with `awesome-lint fix --online`",
        ),
        (
            Report((FINDINGS[2], DEAD), sources=SOURCES),
            "Found 1 error, 1 info; 2 fixable with `awesome-lint fix --online --unsafe-fixes`",
        ),
        (Report(fixed=REPORT.fixed, preview=True), "README.md: would fix 4 (BDG001 1, ENT002 3), 0 left"),
    ],
)
def test_summary(report: Report, line: str) -> None:
    assert summarize(report).splitlines()[0] == line
