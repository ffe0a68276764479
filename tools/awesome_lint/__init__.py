"""Linter, fixer, formatter, link verifier and translation keeper for curated Markdown lists."""

__version__ = "0.1.0"
