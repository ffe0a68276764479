"""Labelled fields: lines that begin with a bold label and a colon.

The label is found in the source text, not among the inline nodes, because a bold label that fails to close
(``**规模：**0.8T``, CommonMark 0.31 section 6.2) is a label all the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from awesome_lint.languages import field_key, fold_label
from awesome_lint.source import SourceText, Span
from awesome_lint.syntax.inlines import BREAKS
from awesome_lint.syntax.nodes import Block, BlockType, Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LABEL = re.compile(
    r"(?P<mark>\*\*|__)(?P<label>[^*_\n\r\[\]<>`:：]{1,40})"
    r"(?:[:：][ \t]*(?P=mark)|(?P=mark)[ \t]?[:：])[ \t]*"
)

_PREFIX = re.compile(r"[ \t>]*")

Labels = Mapping[str, str]

MIN_PEERS = 4
"""A label of no declared or known field is a field from this many peer entries on …"""
PEER_SHARE = 0.6
"""… if at least this share of the peers has it."""


def field_candidates(blocks: Iterable[Block], source: SourceText, labels: Labels) -> Iterator[Field]:
    """Yield every labelled line of paragraphs and of unordered lists' items among ``blocks``, not of nested lists.

    ``labels`` maps folded labels to the keys that configuration declares for them.
    """
    for paragraph, holder in _holders(blocks):
        yield from _paragraph_fields(paragraph, holder, source, labels)


def _holders(blocks: Iterable[Block]) -> Iterator[tuple[Block, Block]]:
    """Yield the paragraphs that can hold fields, each with the block that is the field's."""
    for block in blocks:
        if block.type is BlockType.PARAGRAPH:
            yield block, block
        elif block.type is BlockType.LIST and not block.ordered:
            firsts = ((item.children[0], item) for item in block.children if item.children)
            yield from ((first, item) for first, item in firsts if first.type is BlockType.PARAGRAPH)


def _paragraph_fields(paragraph: Block, holder: Block, source: SourceText, labels: Labels) -> Iterator[Field]:
    if paragraph.content is None:
        return
    end = paragraph.content.end
    matches = [m for start in _line_starts(paragraph, source) if (m := _LABEL.match(source.text, start, end))]
    for match, stop in zip(matches, [*(m.start() for m in matches[1:]), end], strict=False):
        first = match.start() == paragraph.content.start
        yield _field(match, stop, holder, first=first, key=_key(match["label"], labels))


def _key(label: str, labels: Labels) -> str:
    folded = fold_label(label) or label.strip()  # a label of nothing but symbols folds to nothing
    return labels.get(folded) or field_key(label) or folded


def _line_starts(paragraph: Block, source: SourceText) -> Iterator[int]:
    """Yield where the text of each line of ``paragraph`` begins, behind container prefixes."""
    if paragraph.content is None:
        return
    yield paragraph.content.start
    for inline in paragraph.inlines:
        if inline.type in BREAKS:
            prefix = _PREFIX.match(source.text, inline.span.end, paragraph.content.end)
            yield prefix.end() if prefix else inline.span.end


def _field(match: re.Match[str], stop: int, holder: Block, *, first: bool, key: str) -> Field:
    """Return the field of ``match`` whose value ends before ``stop``; an item's first field begins at its marker."""
    text = match.string
    value = text[match.end() : stop].rstrip()
    end = match.end() + len(value)
    label = Span(*match.span("label"))
    return Field(
        span=Span(holder.span.start if first else match.start(), end),
        label=match["label"].strip(),
        key=key,
        value=value,
        style=text[match.start() : label.start] + "L" + text[label.end : match.end()],
        label_span=label,
        value_span=Span(match.end(), end),
        block=holder,
    )


def accepted_keys(groups: Sequence[Sequence[Field]], labels: Labels) -> frozenset[str]:
    """Return the keys that are fields among ``groups``, the candidates of each peer entry."""
    counts = Counter(key for group in groups for key in {field.key for field in group})
    known = {field.key for group in groups for field in group if field_key(field.label)}
    shared = {key for key, count in counts.items() if count >= max(MIN_PEERS, PEER_SHARE * len(groups))}
    return frozenset(known | shared | set(labels.values()))
