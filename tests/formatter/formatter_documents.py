"""Cases and documents for the formatter's tests."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from awesome_lint.formatter import Style
from awesome_lint.formatter.setting import parser
from awesome_lint.formatter.verify import ended, html
from awesome_lint.source import SourceText, Span
from awesome_lint.syntax.markdown import markdown_parser
from outside import COMMONMARK, CORPUS

CASES = Path(__file__).resolve().parents[1] / "cases" / "formatter"
_VISIBLE = str.maketrans({"·": " ", "→": "\t", "␍": "\r"})


def case_files() -> dict[str, dict[str, Any]]:
    """Return the case files by name, with what stands for invisible characters replaced."""
    return {
        path.stem: _visible(tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(CASES.glob("*.toml"))
    }


def _visible(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(_VISIBLE)
    if isinstance(value, dict):
        return {key: _visible(inner) for key, inner in value.items()}
    return [_visible(inner) for inner in value] if isinstance(value, list) else value


def case_style(case: dict[str, Any], source: SourceText) -> Style:
    """Return the style a case asks for."""
    spans = tuple(Span(source.line_starts[row - 1], source.line_starts[row]) for row in case.get("rows", ()))
    return Style(**case.get("style", {}), badge_lines=spans)


def text_of(text: str) -> SourceText:
    """Return ``text`` as the text of a file."""
    return SourceText("list.md", text)


def rendered(text: str) -> str:
    """Return the HTML of ``text``, read as the linter reads it: with task boxes, alerts and footnotes.

    A missing last newline is added: it means nothing, but the library renders an open fence without it.
    """
    return markdown_parser().render(ended(text))


def rendered_as_formatted(text: str) -> str:
    """Return the HTML the formatter compares: the library's parser gives a task's text another structure."""
    env: dict[str, Any] = {}
    return html(parser().parse(ended(text), env), env)


def corpus_files() -> list[Path]:
    """Return the lists of the corpus, none where there is no corpus."""
    return sorted(CORPUS.glob("*/*.md"))


def spec_examples() -> list[dict[str, Any]]:
    """Return the examples of the CommonMark specification, none where it is absent."""
    return json.loads(COMMONMARK.read_text(encoding="utf-8")) if COMMONMARK.exists() else []
