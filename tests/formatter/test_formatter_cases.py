import pytest
from formatter_documents import case_files, case_style, rendered, text_of

from awesome_lint.formatter import canonical_text, format_report

FILES = case_files()
CASES = [pytest.param(case, id=f"{name}: {case['title']}") for name, file in FILES.items() for case in file["case"]]
CANONICAL = [(name, text) for name, file in FILES.items() for text in file["canonical"]]


@pytest.mark.parametrize("case", CASES)
def test_before_becomes_after(case):
    source = text_of(case["before"])
    assert canonical_text(source, case_style(case, source)) == case["after"]


@pytest.mark.parametrize("case", [case for case in CASES if "rows" not in case.values[0]])
def test_before_and_after_are_rendered_alike(case):
    assert rendered(case["before"]) == rendered(case["after"])


@pytest.mark.parametrize("case", CASES)
def test_after_is_canonical(case):
    source = text_of(case["after"])
    assert format_report(source, case_style({"style": case.get("style", {})}, source)).edits == ()


@pytest.mark.parametrize(("name", "text"), CANONICAL)
def test_canonical_text_is_not_touched(name, text):
    report = format_report(text_of(text))
    assert (report.edits, report.unchanged) == ((), ()), name


def test_there_are_enough_cases_of_both_kinds():
    assert len(CASES) >= 40
    assert len(CANONICAL) >= 40
