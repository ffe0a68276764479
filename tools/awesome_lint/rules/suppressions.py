"""What the suppression comments of a document silence: which rules, on which rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_lint.rules.selection import EVERYTHING
from awesome_lint.syntax.nodes import DirectiveKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.syntax.nodes import Directive, Document


@dataclass(frozen=True, slots=True)
class Suppression:
    """One selector of one comment: findings of the rules it means are silenced on rows ``first`` to ``last``.

    An ``enable`` comment that ends nothing is kept as a suppression of no row, so that it is found to be unused.
    """

    directive: Directive
    selector: str
    first: int
    last: int

    def covers(self, row: int) -> bool:
        """Tell whether findings that start on ``row`` are silenced."""
        return self.first <= row <= self.last


def find_suppressions(document: Document) -> tuple[Suppression, ...]:
    """Return what the comments of ``document`` silence."""
    return (*_single(document), *_ranges(document))


def _single(document: Document) -> Iterator[Suppression]:
    for directive in document.directives:
        if directive.kind in (DirectiveKind.DISABLE, DirectiveKind.ENABLE, DirectiveKind.UNKNOWN):
            continue
        first, last = _rows(directive, document)
        for selector in _selectors(directive):
            yield Suppression(directive, selector, first, last)


def _rows(directive: Directive, document: Document) -> tuple[int, int]:
    match directive.kind:
        case DirectiveKind.LINE:
            row = document.source.row(directive.span.start)
        case DirectiveKind.NEXT_LINE:
            row = document.source.row(directive.span.end) + 1
        case _:
            return 1, len(document.source.line_starts)
    return row, row


def _ranges(document: Document) -> Iterator[Suppression]:
    """Yield what lies between ``disable`` and ``enable``; an ``enable`` without codes ends every open range."""
    open_ranges: dict[str, Directive] = {}
    for directive in document.directives:
        row = document.source.row(directive.span.start)
        if directive.kind is DirectiveKind.DISABLE:
            for selector in _selectors(directive):
                open_ranges.setdefault(selector, directive)
        elif directive.kind is DirectiveKind.ENABLE:
            ended = [s for s in open_ranges if not directive.codes or s in directive.codes]
            for selector in ended:
                opened = open_ranges.pop(selector)
                yield Suppression(opened, selector, document.source.row(opened.span.start), row)
            for selector in set(_selectors(directive)) - set(ended) if directive.codes or not ended else ():
                yield Suppression(directive, selector, row, row - 1)
    for selector, opened in open_ranges.items():
        yield Suppression(opened, selector, document.source.row(opened.span.start), len(document.source.line_starts))


def _selectors(directive: Directive) -> tuple[str, ...]:
    return directive.codes or (EVERYTHING,)
