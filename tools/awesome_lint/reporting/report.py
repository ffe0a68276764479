"""What a reporter is given, and how places and texts are shown in every format."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awesome_lint import PROJECT_URL
from awesome_lint.diagnostics import Applicability, Diagnostic, Fix
from awesome_lint.reporting.folding import LAYOUT, fold

if TYPE_CHECKING:
    from awesome_lint.source import SourceText

RULES_URL = f"{PROJECT_URL}/blob/main/tools/RULES.md"
"""Where rules are explained: this page, then ``#`` and the code in lower case."""

_HARMLESS = "\u3000\u200c\u200d"
_INVALID_BYTES = frozenset(map(chr, range(0xDC80, 0xDD00)))  # as "surrogateescape" holds them


@dataclass(frozen=True, slots=True)
class FixedFile:
    """What was changed in one file: how many findings of each code were fixed."""

    path: str
    codes: Mapping[str, int]


@dataclass(frozen=True)
class Report:
    """All that is reported of a run: what is left, what was fixed; ``sources`` are the texts that were looked at."""

    diagnostics: tuple[Diagnostic, ...] = ()
    fixed: tuple[FixedFile, ...] = ()
    sources: Mapping[str, SourceText] = field(default_factory=dict)
    color: bool = False
    folded: frozenset[str] = frozenset()
    """The codes of the rules whose findings are shown as one where a file has many (``folding.FOLDS``)."""
    preview: bool = False
    """What is called fixed was not written."""

    @property
    def shown(self) -> Sequence[Diagnostic]:
        """The findings for formats that people read; those for programs hold all ``diagnostics``."""
        return tuple(fold(self.diagnostics, self.folded))

    @property
    def listed(self) -> Sequence[Diagnostic]:
        """The findings for pages: notes stand last there, where they hide nothing, so only the layout is folded."""
        return tuple(fold(self.diagnostics, self.folded & {LAYOUT}))


Reporter = Callable[[Report], str]
"""Renders a report as the whole text of one output format; the text ends with a newline or is empty."""


def rule_url(code: str) -> str:
    """Return the address of the documentation of the rule with this code."""
    return f"{RULES_URL}#{code.lower()}"


def shown_path(path: str) -> str:
    """Return ``path`` relative to the current folder, with ``/``.

    A name that begins with ``::`` gets ``./`` in front: GitHub would read the line as a workflow command.
    """
    shown = os.path.relpath(path).replace(os.sep, "/")
    return f"./{shown}" if shown.lstrip().startswith("::") else shown


def fix_mark(fix: Fix | None) -> str:
    """Return how human formats say that a finding can be fixed: ``[*]`` safely, ``[-]`` only on request."""
    marks = {Applicability.SAFE: "[*] ", Applicability.UNSAFE: "[-] "}
    return marks.get(fix.applicability, "") if fix else ""


def visible(text: str) -> str:
    r"""Return ``text`` with everything that could steer a terminal or hide text as an escape: ``\x1b``, ``\u202e``.

    Bytes that are not UTF-8 are shown as ``\xNN``. Joiners and variation selectors of emoji stay as they are.
    """
    return text if text.isprintable() else "".join(map(visible_character, text))


def visible_character(character: str) -> str:
    """Return one character as ``visible`` shows it."""
    if character.isprintable() or character in _HARMLESS:
        return character
    if character in _INVALID_BYTES:
        return f"\\x{character.encode('utf-8', 'surrogateescape')[0]:02x}"
    return repr(character)[1:-1]
