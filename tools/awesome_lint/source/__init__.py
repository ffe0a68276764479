"""Stage 1, read: paths and bytes become ``SourceText``."""

from awesome_lint.source.text import Position, SourceText, Span

__all__ = ["Position", "SourceText", "Span"]
