"""Limits of what is read: beyond one, the file is refused and named, never read in part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.errors import LimitError

if TYPE_CHECKING:
    from markdown_it.utils import EnvType

NESTING = 100
"""Levels of quotes, lists and footnotes in each other; levels of brackets, links, images and emphasis in a block."""

DELIMITERS = 20_000
"""Emphasis and strikethrough delimiters in one block: pairing them is quadratic in the worst case."""

COMMENTS = 100
"""``<!--`` in text that a ``-->`` follows without making a comment: each is searched to the end of its block."""

WORD = 4_096
"""Characters of a run without blanks in which bare URLs are found: the plugin copies the run at each candidate."""

MATH_LINES = 200
"""Lines of a ``$$`` block: the plugin searches its end anew at each start."""


def beyond(env: EnvType, reason: str) -> LimitError:
    """Return the error for the file being parsed, whose path ``parse_blocks`` put into ``env``."""
    return LimitError(str(env.get("path", "")), reason)


def too_deep(env: EnvType) -> LimitError:
    """Return the error for more than ``NESTING`` levels."""
    return beyond(env, f"nested more than {NESTING} levels deep")


def too_many_delimiters(env: EnvType) -> LimitError:
    """Return the error for more than ``DELIMITERS`` delimiters."""
    return beyond(env, f"more than {DELIMITERS:,} emphasis delimiters in one block")


def too_many_comments(env: EnvType) -> LimitError:
    """Return the error for more than ``COMMENTS`` malformed comments."""
    return beyond(env, f"more than {COMMENTS:,} malformed HTML comments")
