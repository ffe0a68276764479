"""Entries and fields are found where the design says (section 4), and nowhere else."""

import tomllib
from pathlib import Path

import pytest

from awesome_lint.languages import fold_label
from awesome_lint.source import SourceText
from awesome_lint.syntax.document import parse_document
from awesome_lint.syntax.nodes import Entry

CASES = Path(__file__).parent.parent / "cases" / "entries"


def load(name):
    return [pytest.param(case, id=case["title"]) for case in tomllib.loads((CASES / name).read_text("utf-8"))["case"]]


def parse(text):
    return parse_document(SourceText("list.md", text))


def shown(entry: Entry, depth: int = 0) -> list[str]:
    own = f"{'>' * depth}{entry.style} {entry.title}"
    return [own, *(line for child in entry.children for line in shown(child, depth + 1))]


@pytest.mark.parametrize("case", load("recognition.toml"))
def test_entries(case):
    found = [line for s in parse(case["input"]).root.walk() for entry in s.entries for line in shown(entry)]
    assert found == case["entries"]


@pytest.mark.parametrize("case", load("fields.toml"))
def test_fields(case):
    found = [f"{e.title}: {f.key} = {f.value}" for e in parse(case["input"]).entries for f in e.fields]
    assert found == case["fields"]


@pytest.mark.parametrize("label", ["🗓 When", "When", "WHEN", "# When"])
def test_a_declared_label_is_found_however_it_is_decorated(label):
    text = f"# T\n\n## A\n\n### [x](u)\n\n- **{label}:** soon\n"
    document = parse_document(SourceText("list.md", text), {fold_label("🗓 When"): "when"})
    assert [(f.key, f.label, f.value) for e in document.entries for f in e.fields] == [("when", label, "soon")]


@pytest.mark.parametrize("case", load("recognition.toml") + load("fields.toml"))
def test_spans_say_what_they_hold(case):
    document = parse(case["input"])
    for entry in document.entries:
        assert document.source.slice(entry.title_span).strip()
        for field in entry.fields:
            assert document.source.slice(field.value_span) == field.value
            assert document.source.slice(field.label_span).strip() == field.label
            assert field.span in entry.span


def test_keys_are_unique():
    text = "## A\n\n- [x](https://github.com/a/x)\n- [x](https://github.com/b/x)\n- [y](u:1)\n- [x](https://github.com/b/x)\n"
    assert [e.key for e in parse(text).entries] == ["x|github:a/x", "x|github:b/x", "y", "x|github:b/x#2"]


def test_title_of_a_banner():
    assert parse('<div align="center">\n<strong>My <b>list</b></strong>\n</div>\n\n## A\n').title == "My list"
    assert parse('<p align="center"><img src="x.png" alt="My list"></p>\n\n## A\n').title == "My list"
    assert parse("# A [link](u)\n").title == "A"


def test_single_title_is_no_section():
    document = parse("# T\n\n## A\n\n## B\n")
    assert [s.title for s in document.sections] == ["A", "B"]
    assert [s.title for s in parse("# A\n\n# B\n").sections] == ["A", "B"]
