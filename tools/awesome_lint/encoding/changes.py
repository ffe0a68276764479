"""What a repair writes in place of damaged text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_lint.source import Span


@dataclass(frozen=True, slots=True)
class Change:
    """What is written in place of the damaged text of ``span``."""

    span: Span
    text: str


def made(text: str, changes: Sequence[Change], span: Span) -> str:
    """Return the text of ``span`` with ``changes`` made."""
    parts: list[str] = []
    at = span.start
    for change in changes:
        parts += (text[at : change.span.start], change.text)
        at = change.span.end
    return "".join([*parts, text[at : span.end]])
