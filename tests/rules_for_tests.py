"""Small rules whose findings are easy to foresee, for tests of what runs rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix, Severity
from awesome_lint.rules.base import Context, NodeRule, PairRule
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.translation.pair import Pair


class WordRule(NodeRule[Document]):
    """Finds a word, and replaces it when there is something to replace it with."""

    node_type = Document
    since = "0.1"

    def __init__(self, code: str, word: str, better: str | None = None, **more: object) -> None:
        self.code = code  # type: ignore[misc]  # rules of the package set class attributes; one class serves here
        self.name = f"word-{word.lower()}"  # type: ignore[misc]
        self.word, self.better = word, better
        self.applicability = more.pop("applicability", Applicability.SAFE)
        self.cause = more.pop("cause", None)
        for key, value in more.items():
            setattr(self, key, value)

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        for match in re.finditer(self.word, node.source.text):
            span = Span(*match.span())
            edits = (Edit(span, self.better),) if self.better is not None else ()
            fix = Fix(f"Write {self.better}", edits, self.applicability) if edits else None
            yield Finding(span, f"{self.word} found", fix, cause=self.cause)


class SameText(PairRule):
    """Finds a twin whose first word is another, and copies it over there."""

    code = "TRN900"
    name = "same-text"
    since = "0.1"
    severity = Severity.WARNING

    def check(self, pair: Pair, context: Context) -> Iterator[Finding]:
        document, twin = pair.document, pair.twin
        ours, theirs = (each.source.text.split(maxsplit=2)[1] for each in (document, twin))
        if ours < theirs:
            at = twin.source.text.index(theirs)
            edit = Edit(Span(at, at + len(theirs)), ours, twin.path)
            yield Finding(Span(0, 1), f"{twin.path} starts with {theirs}", Fix("Copy the word", (edit,)))
