"""Plain mdformat with our extension lays documents out as we do."""

import subprocess
import sys

import mdformat
import pytest
from formatter_documents import case_files, corpus_files, spec_examples, text_of

from awesome_lint.formatter import Style, canonical_text, format_report, walk
from awesome_lint.formatter.report import _options, _pieces, _render_with_mdformat
from awesome_lint.formatter.setting import parser
from awesome_lint.formatter.verify import ended

TEXTS = [
    case["before"]
    for file in case_files().values()
    for case in file["case"]
    if not {"rows", "style"} & case.keys() and "\r" not in case["before"]
]


def pieces_by(render, text):
    env = {}
    render(parser().parse(ended(text), env), _options(text_of(text), Style()), env)
    return _pieces(env)


def test_the_look_without_mdformat_sees_what_mdformat_lays_out():
    for text in [*TEXTS, *(example["markdown"] for example in spec_examples())]:
        assert pieces_by(walk.render, text) == pieces_by(_render_with_mdformat, text), text


def ours(text, **options):
    return mdformat.text(text, extensions={"awesome_lint"}, options=options)


@pytest.mark.parametrize("text", TEXTS)
def test_mdformat_lays_out_as_we_do(text):
    assert ours(text) == canonical_text(text_of(text))


def test_mdformat_lays_out_the_specification_as_we_do():
    for example in spec_examples():
        source = text_of(example["markdown"])
        if not format_report(source).unchanged:
            assert ours(source.text) == canonical_text(source), example["example"]


@pytest.mark.skipif(not corpus_files(), reason="the corpus is not here")
def test_mdformat_lays_out_a_real_list_as_we_do():
    smallest = min(corpus_files(), key=lambda path: path.stat().st_size).read_text(encoding="utf-8")
    assert ours(smallest) == canonical_text(text_of(smallest))


def test_wrap_and_number_have_no_effect():
    text = "1. one two three four\n1. five\n"
    assert ours(text, wrap=10, number=True) == text


@pytest.mark.parametrize("strong", ["*", "**"])
def test_markers_can_be_declared(strong):
    text = "* a _b_ __c__\n"
    options = {"awesome_lint": {"bullet": "+", "emphasis": "*", "strong": strong}}
    assert ours(text, plugin=options) == "+ a *b* **c**\n"


def test_the_command_finds_the_extension_and_accepts_its_result(tmp_path):
    path = tmp_path / "list.md"
    path.write_bytes(b"# List\r\n*  a\r\n")
    command = [sys.executable, "-m", "mdformat", "--extensions", "awesome_lint", "--end-of-line", "keep", str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("", "")
    assert path.read_bytes() == b"# List\r\n\r\n* a\r\n"
