"""No-break spaces: which are typography, and which stand where a space would do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.encoding.damage import NO_BREAK_SPACE

if TYPE_CHECKING:
    from awesome_lint.encoding.invisible import Invisible

_KEPT_TOGETHER = frozenset("«»:;!?%‰°€£$№§¶©–—")
"""Signs that a no-break space belongs to: French punctuation, measures, and dashes that begin no line."""
_BINDS = re.compile(r"(?<![^\W_])(?:(?![\u2e80-\uffff])[^\W\d_]|[^\W\d_]{1,4}\.)$")
"""A word of one letter, which an ideograph is not, or an abbreviation with a dot: what follows stays on its line."""
_NEAR = 6
"""Characters in front that are looked at: an abbreviation, and what stands before it."""


def is_stray(run: Invisible, text: str) -> bool:
    """Tell whether a no-break space stands alone where a space would do.

    It is right in numbers and before them, behind short words and abbreviations, and beside signs of its own.
    """
    before, after = run.before, run.after
    if run.text != NO_BREAK_SPACE or before in {"", "\n", "\r"} or before in _KEPT_TOGETHER or after in _KEPT_TOGETHER:
        return False
    if before.isspace() and (after.isspace() or not after):
        return False
    if before.isdigit() or after.isdigit():
        return False
    return not _BINDS.search(text[max(0, run.span.start - _NEAR) : run.span.start])
