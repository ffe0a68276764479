"""What a caller may ask of the formatter, and what it answers. Values only; nothing here imports mdformat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from awesome_lint.diagnostics import Edit
    from awesome_lint.source import Span


@dataclass(frozen=True, slots=True)
class Style:
    """What a document's canonical form depends on beside its own text.

    ``bullet`` is ``-``, ``*`` or ``+``, ``emphasis`` and ``strong`` are ``*`` or ``_`` (of which ``strong`` is written
    twice); None means the marker most used in the document, ``-`` and ``*`` on a tie. ``badge_lines`` are the spans of
    paragraphs whose badges shall stand one per line. Raises ``ValueError`` for another marker.
    """

    bullet: str | None = None
    emphasis: str | None = None
    strong: str | None = None
    badge_lines: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        for name, value, known in (
            ("bullet", self.bullet, "-*+"),
            ("emphasis", self.emphasis, "*_"),
            ("strong", self.strong, "*_"),
        ):
            if value is not None and (len(value) != 1 or value not in known):
                raise ValueError(f"{name} must be one of {' '.join(known)}, not {value!r}")


@dataclass(frozen=True, slots=True)
class ChangedBlock:
    """A block at ``span`` that is not canonical, or the blank lines before it; ``edits`` are made all or none."""

    span: Span
    type: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class UnchangedBlock:
    """A block that is not canonical but was left as it was; ``span`` is its place, ``reason`` a phrase."""

    span: Span
    type: str
    reason: str


@dataclass(frozen=True, slots=True)
class FormatReport:
    """What makes a document canonical, block by block, and the blocks that stay as they are nevertheless."""

    changed: tuple[ChangedBlock, ...] = ()
    unchanged: tuple[UnchangedBlock, ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All edits, in order; they do not overlap."""
        return tuple(edit for block in self.changed for edit in block.edits)
