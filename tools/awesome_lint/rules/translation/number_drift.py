"""TRN007."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding
from awesome_lint.rules.base import Context, PairRule
from awesome_lint.rules.translation._sides import related_in_twin, twin_name
from awesome_lint.translation.align import CERTAIN
from awesome_lint.translation.facts import Part, number_differences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.syntax.nodes import Entry, Section
    from awesome_lint.translation.facts import Fact
    from awesome_lint.translation.pair import Pair


class NumberDrift(PairRule):
    """Number differs from the one in the other language.

    ## Why is this bad?
    Readers of the two texts are told different things, and one of them is told something wrong.

    Numbers are compared by their values: `500 billion` is `5000亿`, `32K` is `3.2万`. Numbers that only one of the two
    texts has are left out on purpose, numbers in names belong to them, and small numbers in words are translated in
    many ways; none of these is reported. Badges are compared when they were written by hand.

    ## Example
    ## Models

    - [Alpha](https://alpha.example) - Trained on 500 billion tokens.

    ## Use instead
    ## Models

    - [Alpha](https://alpha.example) - Trained on 300 billion tokens.
    """

    code = "TRN007"
    name = "number-drift"
    since = "0.1"

    def check(self, pair: Pair, context: Context) -> Iterator[Finding]:
        """Yield each number that differs."""
        if not pair.tells_drift:
            return
        for node, other in _parts(pair):
            found = number_differences(Part(node, pair.document), Part(other, pair.twin))
            yield from (_finding(pair, here, there) for here, there in found)


def _parts(pair: Pair) -> Iterator[tuple[Entry | Section, Entry | Section]]:
    """Yield the sections and entries that are surely the same."""
    alignment = pair.alignment
    yield from ((match.ours, match.theirs) for match in alignment.sections if match.confidence >= CERTAIN)
    yield from ((match.ours, match.theirs) for match in alignment.entries if match.confidence >= CERTAIN)


def _finding(pair: Pair, here: Fact, there: Fact) -> Finding:
    message = f'the number is "{here.text}" here and "{there.text}" in {twin_name(pair)}'
    related = related_in_twin(pair, there.span, f'here it is "{there.text}"')
    return Finding(here.span, message, related=related)
