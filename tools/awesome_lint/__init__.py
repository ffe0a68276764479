"""Linter, fixer and formatter for curated Markdown lists, in one language or several side by side."""

__version__ = "0.1.0"

PROJECT_URL = "https://github.com/awesome-lint/awesome-lint"
"""Where the project lives: bugs are reported there, and links to the documentation of rules start with it."""
