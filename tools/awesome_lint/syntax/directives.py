"""Suppression comments: ``<!-- awesome-lint-disable-line CODE -->``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.source import Span
from awesome_lint.syntax.html import comments
from awesome_lint.syntax.nodes import BlockType, Directive, DirectiveKind, InlineType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from awesome_lint.syntax.nodes import Block

_PREFIX = "awesome-lint-"
_KINDS = {kind.value: kind for kind in DirectiveKind if kind is not DirectiveKind.UNKNOWN}
_BETWEEN_CODES = re.compile(r"[\s,]+")


def directives(blocks: Iterable[Block]) -> tuple[Directive, ...]:
    """Return the suppression comments in ``blocks`` and below, in document order.

    ``blocks`` may be trees or all blocks in one row. Words that are no code or no kind are kept as written, so that
    STY900 can name them. Comments shown in code do not count.
    """
    found = {directive.span: directive for top in blocks for block in top.walk() for directive in _of_block(block)}
    return tuple(found[span] for span in sorted(found))


def _of_block(block: Block) -> Iterator[Directive]:
    if block.type is BlockType.HTML:
        yield from _of_html(block.text, block.span)
    for top in block.inlines:
        for inline in top.walk():
            if inline.type is InlineType.HTML:
                yield from _of_html(inline.text, inline.span)


def _of_html(text: str, span: Span) -> Iterator[Directive]:
    """Yield the directives among the comments of ``text``, the HTML that stands at ``span``.

    Container prefixes and newlines of two characters are in the file but not in ``text``; every line but the first
    has the same number of them, so each line break shifts what follows by ``step``.
    """
    body = text.rstrip("\r\n")
    step = max(0, len(span) - len(body)) // max(1, body.count("\n"))
    at, shift = 0, span.start
    for start, end in comments(text):
        first = shift + step * text.count("\n", at, start)
        last = first + step * text.count("\n", start, end)
        at, shift = end, last
        if directive := _parse(text[start + 4 : end - 3], Span(start + first, end + last)):
            yield directive


def _parse(body: str, span: Span) -> Directive | None:
    words = [word for word in _BETWEEN_CODES.split(body) if word]
    if not words or not words[0].startswith(_PREFIX):
        return None
    word = words[0].removeprefix(_PREFIX)
    return Directive(span, _KINDS.get(word, DirectiveKind.UNKNOWN), tuple(words[1:]), word)
