"""STY002."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit, Finding, Fix
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.rules.style._strong import literal_pairs, rendering
from awesome_lint.syntax.nodes import Block

if TYPE_CHECKING:
    from collections.abc import Iterator


class LiteralEmphasis(NodeRule[Block]):
    """Bold text does not render; readers see the stars.

    ## Why is this bad?
    Stars close bold text only when no punctuation stands before them or no letter behind them (CommonMark 0.31,
    section 6.2). Chinese puts no space there, so `**粗体：**中文` shows its stars.

    ## Example
    - 这是**重点（注）**内容。

    ## Use instead
    - 这是**重点**（注）内容。

    ## Fix safety
    The stars move, so that punctuation stands outside; no other character changes. There is no fix where none was
    found that renders.
    """

    code = "STY002"
    name = "literal-emphasis"
    since = "0.1"
    fixable = Fixable.SOMETIMES
    node_type = Block
    yields_to = ("ENT004",)

    def check(self, node: Block, context: Context) -> Iterator[Finding]:
        """Yield each pair of double stars that was meant to be bold text."""
        source = context.document.source
        for pair in literal_pairs(node, source):
            better = rendering(pair)
            if better is None:
                yield Finding(pair.span, "bold text does not render; put a space outside the stars")
            else:
                fix = Fix("Move the stars", (Edit(pair.span, better),))
                yield Finding(pair.span, f'bold text does not render; write "{better}"', fix)
