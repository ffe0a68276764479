"""How far the translation of an entry or a section is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.translation.tongue import speech, stretches

if TYPE_CHECKING:
    from awesome_lint.syntax.nodes import Entry, Section


def is_untranslated(part: Entry | Section, source_language: str, language: str) -> bool:
    """Tell whether a passage of ``part``, which is to be in ``language``, is still in the source's."""
    return source_language != language and bool(stretches(speech(part), source_language, language))
