"""An entry as a translator finds it: everything that is the same in all languages, and the prose quoted in a comment.

A mark stands before the comment: readers see neither, and the entry counts as untranslated until somebody has confirmed
its translation.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from awesome_lint.diagnostics import Edit, apply_edits
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import Block, BlockType, Entry, InlineType, Section
from awesome_lint.translation.prose import EDGES, passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.source import SourceText
    from awesome_lint.syntax.nodes import Field

MARK = "<!-- awesome-lint: untranslated -->"
"""Stands in an entry whose translation nobody has confirmed."""
UNCONFIRMED = re.compile(r"<!--\s*awesome-lint:\s*untranslated\s*-->")
QUOTE = re.compile(r"<!-- awesome-lint: untranslated -->\s*(?P<comment><!--(?P<space>\s)(?P<text>.*?)\s-->)", re.DOTALL)
"""A mark with the prose of the source behind it."""


class Writer(Protocol):
    """How the fields of an entry are written in the other language."""

    def label(self, field: Field) -> str:
        """Return the label of ``field`` with its notation, as far as the value."""

    def value(self, field: Field) -> str | None:
        """Return the value of ``field``, None when it is prose."""


def skeleton(entry: Entry, source: SourceText, writer: Writer) -> str:
    """Return ``entry`` and its children as a translator finds them; ``source`` is the text they stand in."""
    parts = [_Skeleton(each, source, writer).text() for each in entry.walk()]
    return f"{source.newline * 2}".join(parts)


def section_skeleton(section: Section, source: SourceText) -> str:
    """Return the heading of ``section`` without its entries, with its prose quoted."""
    prose = [_lines(block, source) for block in section.blocks if _has_prose(block)]
    heading = [source.slice(_lines(section.heading, source))] if section.heading else []
    newline = source.newline
    text = f"{newline * 2}".join(map(source.slice, prose))
    comment = [quoted(text, newline)] if text else []
    return f"{newline * 2}".join([*heading, *comment])


def _has_prose(block: Block) -> bool:
    return any(inner.text and inner.type in (BlockType.PARAGRAPH, BlockType.HEADING) for inner in block.walk())


class _Skeleton:
    """The skeleton of one entry, its children left out."""

    def __init__(self, entry: Entry, source: SourceText, writer: Writer) -> None:
        self._entry, self._source, self._writer = entry, source, writer
        self._passages = passages(entry)
        self._edits = sorted({*self._field_edits(), *self._prose_edits()})

    def text(self) -> str:
        """Keep blocks without prose and quote the others, those with a title or fields piece by piece."""
        newline = self._source.newline
        pieces: list[str] = []
        for is_quoted, blocks in groupby(self._entry.blocks, self._is_quoted):
            if is_quoted:
                texts = [self._source.slice(_lines(block, self._source)) for block in blocks]
                pieces.append(quoted(f"{newline * 2}".join(texts), newline))
            else:
                pieces += map(self._edited, blocks)
        return f"{newline * 2}".join(pieces)

    def _is_quoted(self, block: Block) -> bool:
        """Tell whether a block is prose as a whole."""
        inner = set(block.walk())
        kept = {field.block for field in self._entry.fields} | {self._entry.anchor}
        return not inner.isdisjoint(passage.block for passage in self._passages) and inner.isdisjoint(kept)

    def _edited(self, block: Block) -> str:
        """Return a block with its fields as the other language has them, and its prose in comments."""
        span = _lines(block, self._source)
        return apply_edits(self._source.text, [edit for edit in self._edits if edit.span in span], span)

    def _field_edits(self) -> Iterator[Edit]:
        for field in self._entry.fields:
            yield Edit(Span(field_start(field), field.value_span.start), self._writer.label(field))
            value = self._writer.value(field)
            yield Edit(field.value_span, quoted(field.value) if value is None else value)

    def _prose_edits(self) -> Iterator[Edit]:
        """Yield what is prose from the first to the last word of each passage."""
        values = [field.value_span for field in self._entry.fields]
        for passage in self._passages:
            words = [node.span for node in passage.inlines if node.type is not InlineType.HTML]
            span = trimmed(Span(words[0].start, words[-1].end), self._source)
            if not any(span.overlaps(value) for value in values):
                yield Edit(span, quoted(self._source.slice(span)))


def quoted(text: str, space: str = " ") -> str:
    """Return ``text`` as a comment behind a mark, ``space`` around it; a line break sets the mark on its own line."""
    return f"{MARK}{space.strip(' ')}<!--{space}{neutralised(text)}{space}-->"


def trimmed(span: Span, source: SourceText) -> Span:
    """Return ``span`` without what stands between a title and its prose, and without white space behind it."""
    text = source.slice(span)
    start = span.start + len(text) - len(text.lstrip(EDGES + "\r\n"))
    return Span(start, span.start + len(text.rstrip()))


def field_start(field: Field) -> int:
    """Return where the notation of a field's label begins."""
    return field.label_span.start - field.style.index("L")


def _lines(block: Block, source: SourceText) -> Span:
    """Return the place of a block from the beginning of its first line."""
    return Span(source.line_span(source.row(block.span.start)).start, block.span.end)


def neutralised(text: str) -> str:
    """Return ``text`` without what ends a comment (CommonMark 0.31, section 6.6)."""
    return text.replace("-->", "--&gt;").replace("--!>", "--!&gt;")


def original(text: str) -> str:
    """Return the text that ``neutralised`` made ``text`` of."""
    return text.replace("--&gt;", "-->").replace("--!&gt;", "--!>")


def mark_of(part: Entry | Section, source: SourceText) -> Span | None:
    """Return the first mark in ``part`` itself: nobody has confirmed its translation. None where there is none."""
    spans = [block.span for block in part.blocks]
    if not spans:
        return None
    match = UNCONFIRMED.search(source.text, spans[0].start, spans[-1].end)
    return Span(*match.span()) if match else None


def is_marked(part: Entry | Section, source: SourceText) -> bool:
    """Tell whether nobody has confirmed the translation of ``part``."""
    return mark_of(part, source) is not None
