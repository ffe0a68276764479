"""The specification's examples and the corpus: HTML kept, stable; what the guard leaves is listed with its reason."""

import csv

import pytest
from formatter_documents import CASES, corpus_files, rendered, spec_examples, text_of

from awesome_lint.diagnostics import apply_edits
from awesome_lint.formatter import canonical_text, format_report
from awesome_lint.syntax.markdown import markdown_parser
from outside import COMMONMARK, CORPUS

MOST_EXAMPLES = 60
MOST_OF_CORPUS = 0.005


def listed(kind):
    with (CASES / "unchanged.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [(row["file"], row["row"], row["type"], row["reason"]) for row in rows if row["kind"] == kind]


def left(name, source, report):
    return [(name, str(source.row(block.span.start)), block.type, block.reason) for block in report.unchanged]


def blocks(text):
    return sum(token.level == 0 and token.nesting >= 0 for token in markdown_parser().parse(text))


@pytest.mark.skipif(not COMMONMARK.exists(), reason="the specification's examples are not here")
def test_examples_of_the_specification():
    unchanged = []
    for example in spec_examples():
        source = text_of(example["markdown"])
        report = format_report(source)
        canonical = apply_edits(source.text, report.edits)
        assert rendered(canonical) == rendered(source.text), example["example"]
        assert canonical_text(text_of(canonical)) == canonical, example["example"]
        unchanged += left(str(example["example"]), source, report)
    assert unchanged == listed("spec")
    assert len({row[0] for row in unchanged}) <= MOST_EXAMPLES


@pytest.mark.skipif(not corpus_files(), reason="the corpus is not here")
@pytest.mark.parametrize(
    "path", [pytest.param(path, id=path.relative_to(CORPUS).as_posix()) for path in corpus_files()]
)
def test_lists_of_the_corpus(path):
    source = text_of(path.read_bytes().decode())
    report = format_report(source)
    canonical = apply_edits(source.text, report.edits)
    assert rendered(canonical) == rendered(source.text)
    assert format_report(text_of(canonical)).edits == ()
    name = path.relative_to(CORPUS).as_posix()
    assert left(name, source, report) == [row for row in listed("corpus") if row[0] == name]
    assert len(report.unchanged) <= MOST_OF_CORPUS * blocks(source.text)
