import subprocess
import sys

import pytest
from formatter_documents import text_of

from awesome_lint.diagnostics import Edit, apply_edits
from awesome_lint.errors import LimitError
from awesome_lint.formatter import Style, UnchangedBlock, canonical_text, extension, format_edits, format_report
from awesome_lint.source import SourceText, Span


def test_edits_are_local():
    text = "# a\n\n-  b\n- c\n-  d\n\ntext\nlast"
    assert format_edits(text_of(text)) == (
        Edit(Span(5, 9), "- b"),
        Edit(Span(14, 18), "- d"),
        Edit(Span(len(text), len(text)), "\n"),
    )


def test_a_blank_line_is_an_edit_of_its_own():
    assert format_edits(text_of("# a\nb\n\n\nc\n")) == (Edit(Span(4, 4), "\n"), Edit(Span(7, 8), ""))


def test_a_block_that_would_render_otherwise_stays_and_is_reported():
    text = "#  a\n\n -    one\n\n     two\n\n#  b\n"
    report = format_report(text_of(text))
    assert apply_edits(text, report.edits) == "# a\n\n -    one\n\n     two\n\n# b\n"
    assert report.unchanged == (UnchangedBlock(Span(6, 15), "bullet_list", "the HTML would change"),)


def test_a_null_is_not_replaced():
    report = format_report(text_of("-  a\0b\n\n-  c\n"))
    assert [(block.type, block.reason) for block in report.unchanged] == [("bullet_list", "text would be lost")]
    assert report.edits == ()


def test_bytes_that_are_no_utf8_survive():
    text = b"-  \xff [\xfe](\xfd)\n".decode("utf-8", "surrogateescape")
    assert canonical_text(text_of(text)) == text.replace("-  ", "- ")


def test_lone_crs_beside_lfs_are_left_to_the_rule_about_newlines():
    report = format_report(text_of("#  a\rb\n"))
    assert report.edits == ()
    assert [block.reason for block in report.unchanged] == ["its newlines are mixed"]


def test_a_layout_that_does_not_settle_is_not_made(monkeypatch):
    def flipping(node, _context):
        return "***" if node.markup.startswith("-") else "---"

    monkeypatch.setitem(extension.RENDERERS, "hr", flipping)
    report = format_report(text_of("#  a\n\n---\n"))
    assert report.edits == ()
    assert [block.reason for block in report.unchanged] == ["its layout does not settle"]


def test_changes_that_only_fail_together_are_found():
    text = "---\n\n-  a\n\n***\n\n-  b\n"  # with a second rule of hyphens the file would begin with front matter
    report = format_report(text_of(text))
    assert apply_edits(text, report.edits) == "---\n\n- a\n\n***\n\n- b\n"
    assert [block.type for block in report.unchanged] == ["hr"]


def test_edits_of_a_block_belong_together():
    report = format_report(text_of("# a\n***\n- b\n"))
    assert [(block.type, len(block.edits)) for block in report.changed] == [("hr", 1), ("bullet_list", 1)]
    assert report.changed[0].edits == (Edit(Span(4, 7), "\n---"),)


def test_too_deep_nesting_is_refused():
    with pytest.raises(LimitError, match=r"^list\.md: "):
        format_edits(SourceText("list.md", ">" * 200 + " a\n"))


@pytest.mark.parametrize("style", [{"bullet": "x"}, {"emphasis": "**"}, {"strong": ""}, {"bullet": "-*"}])
def test_unknown_markers_are_refused(style):
    with pytest.raises(ValueError, match="must be one of"):
        Style(**style)


def test_mdformat_is_imported_late():
    code = "import sys, awesome_lint.formatter; sys.exit('mdformat' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
