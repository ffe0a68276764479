"""Repairs of damaged text as fixes, and in few words for messages."""

from __future__ import annotations

from dataclasses import dataclass
from os.path import commonprefix
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Fix, apply_edits
from awesome_lint.source import Span
from awesome_lint.syntax.regions import touches, url_regions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_lint.source import SourceText
    from awesome_lint.syntax.nodes import Document

SHOWN = 30
"""Characters of a repaired text that a message shows."""
_BESIDE = 6
"""Characters shown on each side of what is in doubt."""


@dataclass(frozen=True)
class Part:
    """Changes that are made together: all of a line, or those of a line that are equally safe."""

    changes: tuple[Edit, ...]
    safe: bool

    @property
    def span(self) -> Span:
        """From the first change to the last."""
        return Span(self.changes[0].span.start, self.changes[-1].span.end)


def parts_of(changes: Sequence[Edit], document: Document) -> list[Part]:
    """Return the changes of text, and as a part of their own those in the targets of links, which lead elsewhere."""
    urls = url_regions(document)
    parts = {safe: tuple(c for c in changes if touches(urls, c.span) is not safe) for safe in (True, False)}
    return sorted((Part(its, safe) for safe, its in parts.items() if its), key=lambda part: part.span)


def written(changes: Sequence[Edit], title: str, *, safe: bool) -> Fix:
    """Return the fix that makes ``changes``."""
    return Fix(title, tuple(changes), Applicability.SAFE if safe else Applicability.UNSAFE)


def in_short(changes: Sequence[Edit], source: SourceText) -> str:
    """Return the beginning of what stands from the first change to the last once they are made."""
    text = apply_edits(source.text, changes, Span(changes[0].span.start, changes[-1].span.end))
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def told_apart(readings: Sequence[Sequence[Edit]], source: SourceText) -> list[str]:
    """Return for each way to change a line the words in which it differs from the others, with some beside them."""
    spans = [change.span for changes in readings for change in changes]
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    texts = [apply_edits(source.text, changes, whole) for changes in readings]
    start = max(0, len(commonprefix(texts)) - _BESIDE)
    end = max(0, len(commonprefix([text[start:][::-1] for text in texts])) - _BESIDE)
    pieces = [text[start : len(text) - end] for text in texts]
    return [piece if len(piece) <= SHOWN else f"{piece[:SHOWN]}…" for piece in pieces]
