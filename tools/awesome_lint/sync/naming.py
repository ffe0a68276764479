"""Which part of a list a user means by a title or key, in whichever language it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.errors import UsageError
from awesome_lint.syntax.nodes import Entry, Section
from awesome_lint.syntax.titles import normalize_title
from awesome_lint.translation.pair import aligned
from awesome_lint.translation.state import part_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_lint.syntax.nodes import Document

Part = Entry | Section


def find_parts(name: str, pairs: Sequence[tuple[Document, Document]]) -> dict[Document, Part]:
    """Return the part of each source among ``pairs`` (source, translation) that ``name`` means, by its source.

    Keys come before titles, entries before sections. Raises ``UsageError`` when nothing has the name, or several
    parts of one list.
    """
    found: dict[Document, Part] = {}
    for source, translation in pairs:
        meant = _meant(name, source, translation)
        if len(meant) > 1:
            keys = ", ".join(part_key(part) for part in meant)
            raise UsageError(f"{name!r} means {len(meant)} parts of {source.path}; name one by its key: {keys}")
        if meant:
            found.setdefault(source, meant[0])
    if not found:
        raise UsageError(f"{' and '.join(dict.fromkeys(s.path for s, _ in pairs))} has no entry {name!r}")
    return found


def _meant(name: str, source: Document, translation: Document) -> list[Part]:
    """Return the parts of ``source`` that ``name`` means, there or by the name of their translation."""
    partners: dict[Part, Part] = {theirs: ours for ours, theirs in aligned(source, translation).parts}
    candidates = [(part, part) for part in _parts(source)]
    candidates += [(partners[part], part) for part in _parts(translation) if part in partners]
    for kind in (Entry, Section):
        for says in (_has_key, _has_title):
            meant = dict.fromkeys(ours for ours, shown in candidates if isinstance(ours, kind) and says(shown, name))
            if meant:
                return list(meant)
    return []


def _parts(document: Document) -> list[Part]:
    return [*document.entries, *document.root.walk()]


def _has_key(part: Part, name: str) -> bool:
    return part_key(part) in (name, name.casefold())


def _has_title(part: Part, name: str) -> bool:
    return bool(part.title) and normalize_title(part.title) == normalize_title(name)
