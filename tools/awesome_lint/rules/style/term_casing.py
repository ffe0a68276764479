"""STY009."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit, Finding, Fix, Severity
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.rules.style._terms import misspellings, terms
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import BlockType, Document, InlineType
from awesome_lint.syntax.regions import block_code, touches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from awesome_lint.syntax.nodes import Block, Inline

HABIT = 20
"""Uses of one spelling that make it the list's own: nobody who wrote it as often wants it changed by the way."""
_EMPHASIS = frozenset({InlineType.EMPHASIS, InlineType.STRONG})
_BLOCKS = frozenset({BlockType.PARAGRAPH, BlockType.CELL})


class TermCasing(NodeRule[Document]):
    """Well-known name is spelt in another way than its owner spells it.

    ## Why is this bad?
    Names in two spellings look careless, and a search for one misses the other.

    ## Example
    - [Alpha](https://alpha.example) - Code is on Github, written in Pytorch.

    ## Use instead
    - [Alpha](https://alpha.example) - Code is on GitHub, written in PyTorch.
    """

    code = "STY009"
    name = "term-casing"
    since = "0.1"
    severity = Severity.INFO
    fixable = Fixable.ALWAYS
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield misspelt names in prose; links, code, headings, emphasis, titles and labels are not."""
        del context
        names = sorted([e.title_span for e in node.entries] + [f.label_span for e in node.entries for f in e.fields])
        found = [pair for block in node.walk_blocks() if block.type in _BLOCKS for pair in _in_block(block, node)]
        found = [(span, wrong) for span, wrong in found if not touches(names, span)]
        uses = Counter(wrong for _, wrong in found)
        for span, wrong in found:
            if uses[wrong] < HABIT:
                right = terms()[wrong]
                yield Finding(span, f'"{wrong}" is spelt "{right}"', Fix(f'Write "{right}"', (Edit(span, right),)))


def _in_block(block: Block, document: Document) -> Iterator[tuple[Span, str]]:
    """Yield place and spelling of each misspelt name in the text of ``block``."""
    for node in _plain(block.inlines):
        if node.type is InlineType.TEXT:
            for match in misspellings(document.source.slice(node.span)):
                span = Span(node.span.start + match.start(), node.span.start + match.end())
                if not _is_literal(span, block, document):
                    yield span, match[0]


def _plain(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Yield the nodes outside emphasis, which is where lists write the titles of works."""
    for node in inlines:
        yield node
        if node.type not in _EMPHASIS:
            yield from _plain(node.children)


def _is_literal(span: Span, block: Block, document: Document) -> bool:
    """Tell whether ``span`` lies in a link or in code."""
    if any(link.span.overlaps(span) for link in block.links):
        return True
    return any(code.overlaps(span) for code in block_code(block, document.source))
