"""The two sides of a pair: which of them is wrong, and how findings and edits name the other one."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit, Related

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_lint.source import Span
    from awesome_lint.syntax.nodes import Document, Entry
    from awesome_lint.translation.align import Match
    from awesome_lint.translation.pair import Pair


def wrong_side(pair: Pair, match: Match[Entry], name: str, breaks: Callable[[Entry, Document], bool]) -> Document:
    """Return the document of ``pair`` that is wrong about a neutral part of an entry (``translation.parts``).

    That is the one that has not changed where the other has since both were recorded; else the one where alone the
    entry ``breaks`` what its own list, or the entry itself, says; else the translation, which follows its source.
    """
    if (changed := pair.changed(match, name)) in ((True, False), (False, True)):
        return pair.translation if changed == (True, False) else pair.source
    ours, theirs = breaks(match.ours, pair.document), breaks(match.theirs, pair.twin)
    if ours != theirs:
        return pair.document if ours else pair.twin
    return pair.translation


def is_accepted(pair: Pair, match: Match[Entry], name: str) -> bool:
    """Tell whether somebody has seen that the sides differ on a neutral part, and taken it as it is."""
    return pair.changed(match, name) == (False, False)


def edit_in(pair: Pair, document: Document, span: Span, text: str) -> Edit:
    """Return an edit of one of the documents of ``pair``, as a finding in the first of them carries it."""
    return Edit(span, text, None if document is pair.document else document.path)


def related_in_twin(pair: Pair, span: Span, message: str) -> tuple[Related, ...]:
    """Return the place in the twin that belongs to a finding."""
    return (Related(pair.twin.source, span, message),)


def twin_name(pair: Pair) -> str:
    """Return how to speak of the twin: its file's name, with folders where both files are called the same."""
    name = PurePath(pair.twin.path).name
    return PurePath(pair.twin.path).as_posix() if PurePath(pair.document.path).name == name else name
