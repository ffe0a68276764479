"""ENC006."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit, Finding, Fix
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEWLINE = re.compile(r"\r\n|\n|\r")
_NAMES = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}


class MixedNewlines(NodeRule[Document]):
    """File ends its lines in more than one way.

    ## Why is this bad?
    Editors and git change such a file back and forth, and every such change touches lines nobody edited.

    ## Example
    # Models⟨CR⟩
    One line ends in CRLF, the others in LF.

    Text.

    ## Use instead
    # Models
    One line ends in CRLF, the others in LF.

    Text.
    """

    code = "ENC006"
    name = "mixed-newlines"
    since = "0.1"
    fixable = Fixable.ALWAYS
    changes_html = False
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield one finding, at the first newline that is not the majority's."""
        del context
        source = node.source
        if "\r" not in source.text:
            return
        counts = Counter(newline[0] for newline in _NEWLINE.finditer(source.text))
        if len(counts) == 1:
            return
        usual = source.newline
        strange = [Span(*newline.span()) for newline in _NEWLINE.finditer(source.text) if newline[0] != usual]
        listed = ", ".join(f"{count} {_NAMES[newline]}" for newline, count in counts.most_common())
        fix = Fix(f"End every line in {_NAMES[usual]}", tuple(Edit(span, usual) for span in strange))
        yield Finding(strange[0], f"mixed newlines: {listed}; use {_NAMES[usual]}", fix)
