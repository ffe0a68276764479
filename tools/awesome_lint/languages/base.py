"""What differs between languages, as one value per language."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """Facts about one language that rules and the parser need; all words are case-folded unless said otherwise.

    ``tag`` is its BCP 47 tag. ``names`` are words for it in any language, as language switches use them.
    ``labels`` maps a field's key to its labels as written, the canonical first. ``full_stop`` ends a sentence.
    ``contents_titles`` are headings of a table of contents, ``articles`` words ignored when sorting.
    ``punctuation`` maps ASCII punctuation to what prose of the language uses instead, empty where it is ASCII itself.
    ``badge_words`` maps a kind of badge to the words that name it, ``hub_words`` a kind of thing on Hugging Face
    (``Resource.kind``) to the words for one and for several of it.
    """

    tag: str
    names: tuple[str, ...]
    labels: Mapping[str, tuple[str, ...]]
    full_stop: str
    contents_titles: tuple[str, ...]
    articles: tuple[str, ...] = ()
    punctuation: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    badge_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hub_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def label(self, key: str) -> str | None:
        """Return the canonical label of the field ``key``, None where the language has none."""
        labels = self.labels.get(key)
        return labels[0] if labels else None
