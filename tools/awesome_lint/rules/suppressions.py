"""What the suppression comments of a document silence: which rules, on which rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_lint.rules.selection import EVERYTHING
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import DirectiveKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.syntax.nodes import Directive, Document


@dataclass(frozen=True, slots=True)
class Suppression:
    """One selector of one comment: findings of the rules it means are silenced that start in ``rows``.

    An ``enable`` comment that ends nothing is kept as a suppression of no row, so that it is found to be unused.
    """

    directive: Directive
    selector: str
    rows: Span


def find_suppressions(document: Document) -> tuple[Suppression, ...]:
    """Return what the comments of ``document`` silence."""
    return (*_single(document), *_ranges(document))


def _single(document: Document) -> Iterator[Suppression]:
    for directive in document.directives:
        if directive.kind in (DirectiveKind.DISABLE, DirectiveKind.ENABLE, DirectiveKind.UNKNOWN):
            continue
        for selector in _selectors(directive):
            yield Suppression(directive, selector, _rows(directive, document))


def _rows(directive: Directive, document: Document) -> Span:
    match directive.kind:
        case DirectiveKind.LINE:
            row = document.source.row(directive.span.start)
        case DirectiveKind.NEXT_LINE:
            row = document.source.row(directive.span.end) + 1
        case _:
            return Span(1, len(document.source.line_starts) + 1)
    return Span(row, row + 1)


def _ranges(document: Document) -> Iterator[Suppression]:
    """Yield what lies between ``disable`` and ``enable``; an ``enable`` without codes ends every open range."""
    opened: dict[str, tuple[int, Directive]] = {}
    for directive in document.directives:
        row = document.source.row(directive.span.start)
        if directive.kind is DirectiveKind.DISABLE:
            for selector in _selectors(directive):
                opened.setdefault(selector, (row, directive))
        elif directive.kind is DirectiveKind.ENABLE:
            for selector in dict.fromkeys(directive.codes or opened or (EVERYTHING,)):
                first, ended = opened.pop(selector, (0, directive))
                yield Suppression(ended, selector, Span(first, row + 1) if first else _NO_ROW)
    for selector, (first, directive) in opened.items():
        yield Suppression(directive, selector, Span(first, len(document.source.line_starts) + 1))


_NO_ROW = Span(0, 0)


def _selectors(directive: Directive) -> tuple[str, ...]:
    return directive.codes or (EVERYTHING,)
