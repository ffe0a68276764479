"""Suppression comments: ``<!-- awesome-lint-disable-line CODE -->`` (section 5 of the design)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.source import Span
from awesome_lint.syntax.nodes import BlockType, Directive, DirectiveKind, InlineType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from awesome_lint.syntax.nodes import Block

_PREFIX = "awesome-lint-"
_KINDS = {kind.value: kind for kind in DirectiveKind}
_BETWEEN_CODES = re.compile(r"[\s,]+")


def directives(blocks: Iterable[Block]) -> tuple[Directive, ...]:
    """Return the suppression comments in ``blocks`` and below, in document order.

    ``blocks`` may be trees or all blocks in one row. Words that are no code are kept as written, so that STY900 can
    name them. Comments shown in code do not count.
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
    """Yield the directives among the comments of ``text``, the HTML that stands at ``span``."""
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        place = Span(_place(text, span, start), _place(text, span, end + 3))
        if directive := _parse(text[start + 4 : end], place):
            yield directive
        start = text.find("<!--", end + 3)


def _place(text: str, span: Span, offset: int) -> int:
    """Return where ``offset``, counted in ``text``, is in the file.

    Container prefixes and newlines of two characters are in the file but not in ``text``; every line but the first
    has the same number of them.
    """
    body = text.rstrip("\r\n")
    breaks, before = body.count("\n"), body.count("\n", 0, offset)
    return span.start + offset + (max(0, len(span) - len(body)) * before // breaks if breaks else 0)


def _parse(body: str, span: Span) -> Directive | None:
    words = [word for word in _BETWEEN_CODES.split(body) if word]
    if not words or not words[0].startswith(_PREFIX):
        return None
    kind = _KINDS.get(words[0].removeprefix(_PREFIX))
    return Directive(span, kind, tuple(words[1:])) if kind else None
