"""STY003."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.rules.style._brackets import Sign, lone_signs, stands_alone
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import Block, Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NEAR = 6
"""Blocks behind an opening bracket in which its partner may stand (a list inside brackets)."""


class UnbalancedPunctuation(NodeRule[Document]):
    """Bracket or quote has no partner.

    ## Why is this bad?
    The reader waits for the end of an aside that never comes; often a word or the end of a link got lost with it.

    ## Example
    - [Alpha](https://alpha.example) - A model (for code and text.

    ## Use instead
    - [Alpha](https://alpha.example) - A model (for code) and text.
    """

    code = "STY003"
    name = "unbalanced-punctuation"
    since = "0.1"
    fixable = Fixable.NEVER
    node_type = Document
    yields_to = ("ENC002", "ENC003", "LNK001", "LNK002", "LNK009", "LNK010")

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield each bracket and quote without a partner in its block or one nearby."""
        del context
        blocks = [block for block in node.walk_blocks() if block.inlines]
        lone = [_lone(block, node) for block in blocks]
        starts = [block.text.lstrip()[:1] for block in blocks]
        for sign in _without_partner(lone, starts):
            if stands_alone(sign):
                continue
            verdict = "is never closed" if sign.opens else "closes nothing"
            yield Finding(Span(sign.at, sign.at + 1), f'"{sign.char}" {verdict}')


def _lone(block: Block, document: Document) -> list[Sign]:
    """Return the lone signs of a block; none where the text is cut off."""
    return [] if block.text.rstrip().endswith(("…", "...")) else lone_signs(block, document.source)


def _without_partner(lone: list[list[Sign]], starts: list[str]) -> Iterator[Sign]:
    """Yield the signs that no other block nearby answers; ``starts`` are the first characters of the blocks.

    A quote of several paragraphs opens in each of them and closes in the last.
    """
    answered: set[int] = set()
    for index, signs in enumerate(lone):
        near = _by_kind(other for others in lone[index + 1 : index + 1 + _NEAR] for other in others) if signs else {}
        for sign in (sign for sign in signs if sign.at not in answered):
            same = near.get(sign.kind, deque())
            while same and same[0].at in answered:
                same.popleft()
            if sign.opens and same and not same[0].opens:
                answered.add(same[0].at)
            elif sign.char != "“" or "“" not in starts[index + 1 : index + 2]:
                yield sign


def _by_kind(signs: Iterable[Sign]) -> dict[str, deque[Sign]]:
    kinds: defaultdict[str, deque[Sign]] = defaultdict(deque)
    for sign in signs:
        kinds[sign.kind].append(sign)
    return kinds
