"""Links that the working tree adds to a git revision, so that nobody is told of somebody else's dead link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.errors import LimitError
from awesome_lint.links.targets import targets_of
from awesome_lint.source.git import old_texts
from awesome_lint.syntax.document import parse_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from awesome_lint.links.targets import Target
    from awesome_lint.source import SourceText


def added_targets(targets: Iterable[Target], paths: Sequence[str], rev: str) -> list[Target]:
    """Return those of ``targets`` that none of the files ``paths`` linked at the git revision ``rev``.

    So a link that was moved, or is written in another way, is not new. Raises ``UsageError`` as ``old_texts``.
    """
    known = {key for text in old_texts(paths, rev).values() if text is not None for key in _keys(text)}
    return [target for target in targets if target.key not in known]


def _keys(text: SourceText) -> Iterator[str]:
    """Yield what ``text`` links; nothing where it was beyond a limit, and so never checked."""
    try:
        links = parse_document(text).links
    except LimitError:
        return
    for link in links:
        yield from (target.key for target in targets_of(link))
