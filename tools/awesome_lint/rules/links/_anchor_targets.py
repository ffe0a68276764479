"""The anchors of a document, and the one that a missing anchor most likely means."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from awesome_lint.schema.spelling import edit_distance
from awesome_lint.syntax.nodes import Block
from awesome_lint.syntax.slugs import comparable_anchor
from awesome_lint.syntax.titles import normalize_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_lint.syntax.nodes import Document

_FOREIGN = re.compile(
    r"(?:top|readme|L\d+.*|:~:.*|[/!].*|(?:user-content-)?fn(?:ref)?-\S+|fn(?:ref)?:?\d+|issuecomment-\d+)",
    re.IGNORECASE,
)
_CUSTOM = re.compile(r"\{\s*#(?P<id>[^\s{}]+)")
_COUNTED = re.compile(r"-\d+$")
_DIGITS = re.compile(r"\d+")
_SHORT, _LONG = 5, 10
"""From these lengths on an anchor may differ by one letter, or by two, and still be near."""
_COMPARISONS = 50_000
"""So many anchors of a document are compared with missing ones; then misspelt ones are no longer looked for."""
_INVISIBLE = "\ufe0e\ufe0f\u200c\u200d"


class Near(NamedTuple):
    """An anchor that may be meant; ``safe`` when nothing else can be."""

    anchor: str
    safe: bool


class AnchorTargets:
    """Answers which fragments lead somewhere in ``document``."""

    def __init__(self, document: Document) -> None:
        self._places, self._links = document.anchors, document.links
        self._left = _COMPARISONS
        self._known = {comparable_anchor(anchor) for anchor in document.anchors}
        self._known |= {
            comparable_anchor(id_) for heading in document.headings for id_ in _CUSTOM.findall(heading.text)
        }

    def has(self, fragment: str) -> bool:
        """Tell whether ``fragment`` names an anchor; case, encoding and invisible characters do not matter."""
        return comparable_anchor(fragment) in self._known

    def nearest(self, fragment: str, text: str) -> Near | None:
        """Return the one anchor near ``fragment``, or whose heading says what the link's ``text`` says."""
        folded = _folded(fragment)
        if folded and (alike := self._folded.get(folded)):
            return Near(alike[0], safe=True) if len(alike) == 1 else None
        close = self._close(folded)
        named = self._titles.get(normalize_title(text), [])
        both = [anchor for anchor in close if anchor in named]
        guesses = (_only([anchor for anchor in group if self._is_free(anchor)], safe=False) for group in (close, named))
        return _only(both, safe=True) or next(filter(None, guesses), None)

    def _close(self, folded: str) -> list[str]:
        self._left -= len(self._folded)
        if self._left < 0:
            return []
        return [anchor for key, alike in self._folded.items() if _is_close(folded, key) for anchor in alike]

    def _is_free(self, anchor: str) -> bool:
        """Tell whether no other link leads to ``anchor``: else the missing one is more likely another heading's."""
        return comparable_anchor(anchor) not in self._linked

    @cached_property
    def _linked(self) -> set[str]:
        return {comparable_anchor(link.url) for link in self._links if link.url.startswith("#")}

    @cached_property
    def _folded(self) -> dict[str, list[str]]:
        own = ((_folded(anchor), anchor) for anchor in self._places)
        same_title = ((_folded(base), anchor) for anchor in self._places if (base := self._base(anchor)))
        return _grouped((*own, *same_title))

    def _base(self, anchor: str) -> str:
        """Return the anchor whose heading has the same words, for one that a number makes unique; else nothing."""
        base = _COUNTED.sub("", anchor)
        return base if base != anchor and base in self._places else ""

    @cached_property
    def _titles(self) -> dict[str, list[str]]:
        blocks = ((place, anchor) for anchor, place in self._places.items() if isinstance(place, Block))
        return _grouped((normalize_title(block.text), anchor) for block, anchor in blocks)


def is_foreign(fragment: str) -> bool:
    """Tell whether a page of GitHub or a browser gives ``fragment`` its meaning, so that no heading is needed."""
    return _FOREIGN.fullmatch(fragment) is not None


def written_anchor(anchor: str, *, encoded: bool) -> str:
    """Return ``anchor`` as a destination holds it: percent-encoded wholly, or only where it cannot be seen or read."""
    if encoded:
        return quote(anchor)
    return "".join(quote(char) if char in _INVISIBLE or char in ' ()<>\\|"' else char for char in anchor)


def _folded(anchor: str) -> str:
    return "".join(char for char in comparable_anchor(anchor).casefold() if char.isalnum())


def _is_close(one: str, other: str) -> bool:
    limit = (len(one) >= _SHORT) + (len(one) >= _LONG)
    if not limit or _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    return edit_distance(one, other, limit) <= limit


def _only(anchors: list[str], *, safe: bool) -> Near | None:
    return Near(anchors[0], safe) if len(anchors) == 1 else None


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for key, anchor in pairs:
        groups[key].append(anchor)
    return groups
