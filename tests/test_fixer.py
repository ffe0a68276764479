from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.diagnostics import Applicability, Diagnostic, Edit, Finding, Fix, Severity, apply_edits
from awesome_lint.fixer import apply_fixes, edited_paths, is_applicable
from awesome_lint.source import SourceText, Span

TEXT = "0123456789"
SOURCE = SourceText("README.md", TEXT)
TWIN = SourceText("README.zh.md", TEXT)
SOURCES = {source.path: source for source in (SOURCE, TWIN)}


def edit(start: int, end: int, text: str, path: str | None = None) -> Edit:
    return Edit(Span(start, end), text, path)


def diagnostic(
    *edits: Edit, code: str = "ENT001", severity: Severity = Severity.WARNING, **fix: Applicability
) -> Diagnostic:
    finding = Finding(edits[0].span, "wrong", Fix("Repair", edits, **fix))
    return Diagnostic(code, "a-rule", severity, SOURCE, finding)


def fixed(*diagnostics: Diagnostic, unsafe: bool = False) -> tuple[dict[str, str], list[str]]:
    result = apply_fixes(SOURCES, diagnostics, unsafe=unsafe)
    return result.texts, [each.code for each in result.applied]


def test_fixes_that_fit_together_are_all_made() -> None:
    texts, applied = fixed(diagnostic(edit(0, 1, "a")), diagnostic(edit(1, 2, "b")), diagnostic(edit(9, 10, "")))
    assert texts == {"README.md": "ab2345678"}
    assert len(applied) == 3


def test_the_first_of_overlapping_fixes_wins() -> None:
    texts, applied = fixed(diagnostic(edit(1, 4, "b"), code="ENT002"), diagnostic(edit(0, 2, "a"), code="ENT003"))
    assert (texts, applied) == ({"README.md": "a23456789"}, ["ENT003"])


def test_at_one_place_the_more_severe_wins_then_the_lower_code() -> None:
    low, lower = diagnostic(edit(0, 2, "low"), code="ENT009"), diagnostic(edit(0, 1, "lower"), code="ENT001")
    severe = diagnostic(edit(0, 3, "severe"), code="STY009", severity=Severity.ERROR)
    assert fixed(low, lower, severe)[1] == ["STY009"]
    assert fixed(low, lower)[1] == ["ENT001"]


def test_a_fix_is_made_whole_or_not_at_all() -> None:
    texts, applied = fixed(diagnostic(edit(4, 6, "x"), code="ENT002"), diagnostic(edit(0, 1, "a"), edit(5, 7, "b")))
    assert (texts, applied) == ({"README.md": "a1234b789"}, ["ENT001"])


def test_edits_of_one_fix_may_touch() -> None:
    assert fixed(diagnostic(edit(2, 4, ""), edit(4, 4, "x")))[0] == {"README.md": "01x456789"}


def test_two_insertions_at_one_place_wait_for_each_other() -> None:
    assert fixed(diagnostic(edit(3, 3, "a")), diagnostic(edit(3, 3, "b"), code="ENT002"))[1] == ["ENT001"]


def test_the_same_edit_asked_for_twice_is_made_once() -> None:
    texts, applied = fixed(diagnostic(edit(3, 3, "a")), diagnostic(edit(3, 3, "a"), edit(9, 9, "z"), code="ENT002"))
    assert (texts, applied) == ({"README.md": "012a345678z9"}, ["ENT001", "ENT002"])


def test_unsafe_fixes_only_on_request_and_those_for_display_never() -> None:
    unsafe = diagnostic(edit(0, 1, "a"), applicability=Applicability.UNSAFE)
    display = diagnostic(edit(1, 2, "b"), applicability=Applicability.DISPLAY)
    assert fixed(unsafe, display) == ({}, [])
    assert fixed(unsafe, display, unsafe=True)[0] == {"README.md": "a123456789"}
    assert not is_applicable(None, unsafe=True)


def test_edits_of_another_file_go_there() -> None:
    both = diagnostic(edit(0, 1, "a"), edit(0, 1, "z", "README.zh.md"))
    assert fixed(both)[0] == {"README.md": "a123456789", "README.zh.md": "z123456789"}
    assert edited_paths(both) == {"README.md", "README.zh.md"}


def test_a_fix_of_a_file_that_is_only_read_is_not_made() -> None:
    assert fixed(diagnostic(edit(0, 1, "a"), edit(0, 1, "z", "other.md"))) == ({}, [])


def test_a_fix_that_changes_nothing_is_no_change() -> None:
    assert fixed(diagnostic(edit(0, 1, "0")))[0] == {}


@st.composite
def fixes(draw: st.DrawFn) -> Diagnostic:
    """Return a finding with one to three edits in ascending order, which do not overlap."""
    cuts = sorted(draw(st.lists(st.integers(0, 10), min_size=2, max_size=6)))
    pairs = [(cuts[at], cuts[at + 1]) for at in range(0, len(cuts) - 1, 2)]
    edits = [edit(start, end, draw(st.sampled_from(["", "x", "yz"]))) for start, end in pairs]
    return diagnostic(*dict.fromkeys(edits), code=draw(st.sampled_from(["ENT001", "STY001"])))


@given(st.lists(fixes(), max_size=12))
def test_chosen_fixes_never_overlap_and_the_first_is_always_made(diagnostics: list[Diagnostic]) -> None:
    result = apply_fixes(SOURCES, diagnostics)
    edits = {each for d in result.applied for each in d.finding.fix.edits}
    assert result.texts.get("README.md", TEXT) == apply_edits(TEXT, edits)
    assert bool(result.applied) == bool(diagnostics)
