"""Linter, fixer, formatter, link verifier and translation keeper for curated Markdown lists."""

__version__ = "0.1.0"

PROJECT_URL = "https://github.com/awesome-lint/awesome-lint"
"""Where the project lives: bugs are reported there, and links to the documentation of rules start with it."""
