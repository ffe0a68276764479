"""Writing a field that one language has into the entry of another, as the entries around it write theirs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from awesome_lint.schema.written import written_in
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import BlockType

if TYPE_CHECKING:
    from awesome_lint.schema import Schemas
    from awesome_lint.source import SourceText
    from awesome_lint.syntax.nodes import Document, Entry, Field

    Line = tuple[Span, str]


def value_for(field: Field, entry: Entry, document: Document, schemas: Schemas) -> str | None:
    """Return the value of ``field``, of another language, as ``document`` writes it in ``entry``; None for prose."""
    peers = [other.value for peer in schemas.peers(entry) for other in peer.fields if other.key == field.key]
    return written_in(document.language, field.key, field.value, peers)


def line_for(field: Field, model: Entry, entry: Entry, document: Document, schemas: Schemas) -> Line | None:
    """Return where in ``entry`` a line for ``field`` goes, and the line; None where that is not certain.

    ``model`` is the entry of the other language that has the field: it shows the order.
    """
    peers = [other for peer in schemas.peers(entry) for other in peer.fields if other.key == field.key]
    value = value_for(field, entry, document, schemas)
    if not peers or value is None:
        return None
    label, style = Counter((peer.label, peer.style) for peer in peers).most_common(1)[0][0]
    before = {other.key for other in model.fields if other.span < field.span}
    earlier = [other for other in entry.fields if other.key in before]
    neighbour = earlier[-1] if earlier else next(iter(entry.fields), None)
    prefix = _prefix(neighbour, document.source) if neighbour else None
    if neighbour is None or prefix is None:
        return None
    line = document.source.line_span(document.source.row(neighbour.span.start))
    text, newline = prefix + style.replace("L", label, 1) + value, document.source.newline
    at, text = (line.end, newline + text) if earlier else (line.start, text + newline)
    return Span(at, at), text


def _prefix(field: Field, source: SourceText) -> str | None:
    """Return what stands before the label of a field that is alone in an item of one line; None for others."""
    line = source.line_span(source.row(field.span.start))
    if field.block.type is not BlockType.ITEM or field.block.span not in line or source.slice(line).endswith("\\"):
        return None
    opening = len(field.style.partition("L")[0])
    return source.text[line.start : field.label_span.start - opening]
