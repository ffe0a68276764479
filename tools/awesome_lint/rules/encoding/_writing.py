"""Repairs of damaged text as fixes, and in few words for messages."""

from __future__ import annotations

from dataclasses import dataclass
from os.path import commonprefix
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Fix, apply_edits
from awesome_lint.encoding.invisible import is_unseen, readable
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


def is_seen(changes: Sequence[Edit]) -> bool:
    """Tell whether something that is seen is written: else nobody could tell what the change was for."""
    return not all(is_unseen(change.text) for change in changes)


def written(changes: Sequence[Edit], title: str, *, safe: bool) -> Fix:
    """Return the fix that makes ``changes``."""
    return Fix(title, tuple(changes), Applicability.SAFE if safe else Applicability.UNSAFE)


def in_short(changes: Sequence[Edit], source: SourceText) -> str:
    """Return the beginning of what stands from the first change to the last once they are made."""
    return _shortened(apply_edits(source.text, changes, Span(changes[0].span.start, changes[-1].span.end)))


def told_apart(readings: Sequence[Sequence[Edit]], source: SourceText) -> list[str]:
    """Return for each way to change a line the words in which it differs from the others, with some beside them.

    An ellipsis stands where they agree, and that is left out.
    """
    spans = [change.span for changes in readings for change in changes]
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    texts = [apply_edits(source.text, changes, whole) for changes in readings]
    start = max(0, len(commonprefix(texts)) - _BESIDE)
    end = max(0, len(commonprefix([text[start:][::-1] for text in texts])) - _BESIDE)
    pieces = [_shortened(text[start : len(text) - end], cut=end > 0) for text in texts]
    return [f"…{piece}" if start else piece for piece in pieces]


def _shortened(text: str, *, cut: bool = False) -> str:
    """Return the beginning of ``text``, what nobody would see in it by its number; ``cut`` when more follows it."""
    shown = readable(text[:SHOWN])
    return f"{shown}…" if cut or len(text) > SHOWN else shown
