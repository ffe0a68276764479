from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.rules import docs
from awesome_lint.rules.registry import all_rules
from rules_for_tests import WordRule

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


class Documented(WordRule):
    """Word is wrong.

    ## Why is this bad?
    It is.

    ## Example
    ## A heading of the example

    ```text
    code
    ```

    ## Use instead
    Another word.

    ## Options
    None.
    """


RULE = Documented("STY801", "x", opt_in=True)


def test_only_documented_headings_end_a_part() -> None:
    assert docs.docstring_parts(RULE) == {
        "Why is this bad?": "It is.",
        "Example": "## A heading of the example\n\n```text\ncode\n```",
        "Use instead": "Another word.",
        "Options": "None.",
    }


def test_explanation_holds_everything() -> None:
    assert docs.explain(RULE) == (
        "## STY801\n\n**word-x**: Word is wrong.\n\nSeverity: warning · no fix · since 0.1 · off unless selected\n\n"
        "### Why is this bad?\n\nIt is.\n\n"
        "### Example\n\n````markdown\n## A heading of the example\n\n```text\ncode\n```\n````\n\n"
        "### Use instead\n\n```markdown\nAnother word.\n```\n\n"
        "### Options\n\nNone.\n"
    )


def test_page_is_written_and_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "tools" / "RULES.md"
    page.parent.mkdir()
    monkeypatch.setattr(docs, "RULES_PAGE", page)
    assert docs.main([]) == 2
    assert capsys.readouterr().err.startswith("no checkout here")
    (tmp_path / "pyproject.toml").touch()
    assert docs.main(["--check"]) == 1
    assert capsys.readouterr().err == "RULES.md is stale: run python -m awesome_lint.rules.docs\n"
    assert docs.main([]) == 0
    assert docs.main(["--check"]) == 0
    assert page.read_text(encoding="utf-8") == docs.rules_page(all_rules())
