"""An entry as a translator finds it: everything that is the same in all languages, and the prose quoted in a comment.

A mark stands before the comment: readers see neither, and the entry counts as untranslated until somebody has confirmed
its translation.
"""

# ruff: noqa: PTH118, PTH120 - plain strings: addresses are no paths of this machine

from __future__ import annotations

import os
import re
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from awesome_lint.diagnostics import Edit, apply_edits
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import Block, BlockType, Entry, InlineType, LinkForm, Section
from awesome_lint.translation.prose import EDGES, has_prose, own_blocks, passages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from awesome_lint.source import SourceText
    from awesome_lint.syntax.nodes import Document, Field, Link
    from awesome_lint.translation.prose import Passage

MARK = "<!-- awesome-lint: untranslated -->"
"""Stands in an entry whose translation nobody has confirmed."""
_MARK = re.compile(r"<!--\s*awesome-lint:\s*untranslated\s*-->")
_QUOTE = re.compile(
    r"<!-- awesome-lint: untranslated -->\s*(?P<comment><!--(?P<space>\s?)(?P<text>(?:(?!-->).)*?)\s*-->)", re.DOTALL
)
_CODE = frozenset({BlockType.CODE, BlockType.FENCE, BlockType.MATH, BlockType.FRONT_MATTER})


class Writer(Protocol):
    """How the fields of an entry are written in the other language."""

    def label(self, field: Field) -> str:
        """Return the label of ``field`` with its notation, as far as the value."""

    def value(self, field: Field) -> str | None:
        """Return the value of ``field``, None when it is prose."""


def skeleton(entry: Entry, document: Document, target: Document, writer: Writer) -> str:
    """Return ``entry`` of ``document`` and its children as a translator of ``target`` finds them."""
    parts = [_Skeleton(each, document, target, writer).text() for each in entry.walk()]
    return f"{document.source.newline * 2}".join(parts)


def section_skeleton(section: Section, document: Document, target: Document) -> str:
    """Return the heading and the text of ``section`` in the same way, without its entries."""
    return _Skeleton(section, document, target, None).text()


class _Skeleton:
    """The skeleton of one part, what is below it left out."""

    def __init__(self, part: Entry | Section, document: Document, target: Document, writer: Writer | None) -> None:
        self._part, self._source, self._writer = part, document.source, writer
        self._passages = passages(part)
        self._fields = part.fields if isinstance(part, Entry) else ()
        self._links = [Edit(span, text) for span, text in _rewritten(_blocks(part), document, target)]
        quotes = {*self._field_edits(), *self._prose_edits()}
        inner = [edit for edit in self._links if any(edit.span in quote.span for quote in quotes)]
        self._edits = sorted({*quotes, *self._links}.difference(inner))

    def text(self) -> str:
        """Keep blocks without prose and quote the others, those with a title or fields piece by piece."""
        newline = self._source.newline
        pieces: list[str] = []
        for is_quoted, blocks in groupby(_blocks(self._part), self._is_quoted):
            if is_quoted:
                texts = [self._slice(_lines(block, self._source)) for block in blocks]
                pieces.append(quoted(f"{newline * 2}".join(texts), newline))
            else:
                pieces += map(self._edited, blocks)
        return f"{newline * 2}".join(pieces)

    def _is_quoted(self, block: Block) -> bool:
        """Tell whether a block is prose as a whole."""
        inner = set(block.walk())
        heading = self._part.anchor if isinstance(self._part, Entry) else self._part.heading
        kept = {*(field.block for field in self._fields), heading}
        return not inner.isdisjoint(passage.block for passage in self._passages) and inner.isdisjoint(kept)

    def _edited(self, block: Block) -> str:
        """Return a block with its fields as the other language has them, and its prose in comments."""
        span = _lines(block, self._source)
        return apply_edits(self._source.text, [edit for edit in self._edits if edit.span in span], span)

    def _slice(self, span: Span) -> str:
        """Return the text of ``span`` with its links as they lead to the same from the other file."""
        return apply_edits(self._source.text, [edit for edit in self._links if edit.span in span], span)

    def _field_edits(self) -> Iterator[Edit]:
        if self._writer is None:
            return
        for field in self._fields:
            yield Edit(Span(field_start(field), field.value_span.start), self._writer.label(field))
            value = self._writer.value(field)
            yield Edit(field.value_span, quoted(self._slice(field.value_span)) if value is None else value)

    def _prose_edits(self) -> Iterator[Edit]:
        """Yield each piece of prose that stands in one row, without the titles and badges between them."""
        values = [field.value_span for field in self._fields]
        for span in (span for passage in self._passages for span in _pieces(passage, self._source)):
            if not any(span.overlaps(value) for value in values):
                yield Edit(span, quoted(self._slice(span)))


def _blocks(part: Entry | Section) -> tuple[Block, ...]:
    """Return the blocks of ``part`` itself, its heading the first."""
    if isinstance(part, Entry):
        return own_blocks(part)
    return (*([part.heading] if part.heading else []), *part.blocks)


def _pieces(passage: Passage, source: SourceText) -> Iterator[Span]:
    """Yield the places of prose in ``passage`` between which something else stands, as a title does."""
    rows: list[list[Span]] = []
    for node in (node for node in passage.inlines if node.type is not InlineType.HTML):
        if rows and not source.text[rows[-1][-1].end : node.span.start].strip(" \t\r\n>"):
            rows[-1].append(node.span)
        else:
            rows.append([node.span])
    for row in rows:
        span = trimmed(Span(row[0].start, row[-1].end), source)
        if span.start < span.end and has_prose(source.slice(span)):
            yield span


def _rewritten(blocks: Iterable[Block], document: Document, target: Document) -> Iterator[tuple[Span, str]]:
    """Yield the links that would lead nowhere from the other file, with their texts as they lead to the same there.

    Those are links by reference, whose definitions stay behind, and relative ones to a file in another folder.
    """
    links = [link for block in blocks for inner in block.walk() for link in inner.links]
    images = {image for link in links for image in link.images}
    for link in links:
        if link not in images and (text := _rewrite(link, document, target)) != document.source.slice(link.span):
            yield link.span, text


def _rewrite(link: Link, document: Document, target: Document) -> str:
    source = document.source
    if link.html or link.form not in (LinkForm.INLINE, LinkForm.IMAGE, LinkForm.REFERENCE):
        return source.slice(link.span)
    url = _relocated(link.url, document.path, target.path)
    edits = [Edit(image.span, _rewrite(image, document, target)) for image in link.images]
    if not link.label and url == link.url:
        return apply_edits(source.text, edits, link.span)
    if not link.label and link.url_span:
        return apply_edits(source.text, sorted([*edits, Edit(link.url_span, _written(url))]), link.span)
    shown = apply_edits(source.text, edits, link.text_span) if link.text_span else link.text
    return f"{'!' if link.is_image else ''}[{shown}]({_written(url)})"


def _relocated(url: str, start: str, end: str) -> str:
    """Return a relative address as counted from the folder of the file ``end`` instead of that of ``start``."""
    before, after = os.path.dirname(start), os.path.dirname(end)
    if before == after or url.startswith(("#", "/")) or ":" in url or not url:
        return url
    return os.path.relpath(os.path.join(before, url), after or ".").replace(os.sep, "/")


def _written(url: str) -> str:
    """Return an address as the destination of an inline link (CommonMark 0.31, section 6.3)."""
    return f"<{url}>" if not url or re.search(r"[\s()<>]", url) else url


def quoted(text: str, space: str = " ") -> str:
    """Return ``text`` as a comment behind a mark, ``space`` around it; a line break sets the mark on its own line."""
    return f"{MARK}{space.strip(' ')}<!--{space}{neutralised(text)}{space}-->"


def quotes(part: Entry | Section, source: SourceText) -> list[re.Match[str]]:
    """Return the quotations in ``part`` itself: marks with a comment behind them, code left out.

    The groups are ``comment``, the ``space`` at its beginning, and its ``text``.
    """
    return _outside_code(_QUOTE, part, source)


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


def quoted_texts(text: str) -> list[str]:
    """Return the texts of the quotations in ``text``, a skeleton."""
    return [match["text"] for match in _QUOTE.finditer(text)]


def marks(part: Entry | Section, source: SourceText) -> list[Span]:
    """Return the marks in ``part`` itself: nobody has confirmed its translation."""
    return [Span(*match.span()) for match in _outside_code(_MARK, part, source)]


def _outside_code(pattern: re.Pattern[str], part: Entry | Section, source: SourceText) -> list[re.Match[str]]:
    blocks = _blocks(part)
    if not blocks:
        return []
    found = list(pattern.finditer(source.text, blocks[0].span.start, blocks[-1].span.end))
    code = [inner.span for block in blocks for inner in block.walk() if inner.type in _CODE] if found else []
    return [match for match in found if not any(Span(*match.span()).overlaps(span) for span in code)]


def is_marked(part: Entry | Section, source: SourceText) -> bool:
    """Tell whether nobody has confirmed the translation of ``part``."""
    return bool(marks(part, source))
