"""ENC004."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit, Finding, Fix, Severity
from awesome_lint.encoding.gaps import fill_gap, find_gaps
from awesome_lint.encoding.mentions import shows_replacement
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.syntax.nodes import Document
from awesome_lint.syntax.regions import code_regions, touches

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_GAPS = 200
"""Gaps that are looked for in the twin: a text with more is better taken from its history."""


class ReplacementCharacter(NodeRule[Document]):
    """Text was lost and replaced by U+FFFD.

    ## Why is this bad?
    `�` stands where a program met bytes it could not read and dropped them: what the author wrote is gone.

    ## Example
    - [Caf�](https://cafe.example) - A dataset of menus.

    ## Use instead
    - [Café](https://cafe.example) - A dataset of menus.

    ## Fix safety
    There is a fix only when the same line, or the same words before and behind the gap, stand in the list's other
    language. It is safe then: every such place says the same.
    """

    code = "ENC004"
    name = "replacement-character"
    since = "0.1"
    severity = Severity.ERROR
    fixable = Fixable.SOMETIMES
    changes_urls = True
    node_type = Document
    yields_to = ("ENC002", "ENC003")

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield each run of U+FFFD outside code, where text is not about that character."""
        gaps = list(find_gaps(node.source.text))
        code = code_regions(node) if gaps else ()
        twins = context.twins if len(gaps) <= MAX_GAPS else ()
        lines = [line for twin in twins for line in twin.source.text.splitlines()]
        for gap in gaps:
            if touches(code, gap) or shows_replacement(node.source.text, gap):
                continue
            filling = fill_gap(node.source.text, gap, lines)
            if filling is None:
                yield Finding(gap, "text was lost here (U+FFFD); write it anew")
            else:
                fix = Fix("Take the text from the other language", (Edit(gap, filling),))
                yield Finding(gap, f'text was lost here (U+FFFD); write "{filling}"', fix)
