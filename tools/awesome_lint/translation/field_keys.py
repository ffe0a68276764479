"""Which fields mean the same in two languages, where no language is known to have their labels."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from awesome_lint.languages import LANGUAGES, field_key, fold_label
from awesome_lint.schema.neutral import neutral_value
from awesome_lint.syntax.inlines import BREAKS, plain_text
from awesome_lint.syntax.nodes import BlockType, InlineType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from awesome_lint.syntax.nodes import Block, Entry, Inline
    from awesome_lint.translation.align import Alignment

_MOST = 0.5
"""Two keys mean the same if more than this share of the entries that have one of them have the other, too."""
_LABELLED = re.compile(
    r"\s*(?:\*\*|__)?(?P<label>[^*_:：]{1,40})(?:\*\*|__)?[:：]\s*(?:\*\*|__)?\s*(?P<value>.*)", re.DOTALL
)


@dataclass(frozen=True, eq=False)
class KeyPairs:
    """Keys of fields that differ and mean the same: ``theirs`` are the translation's by those of the source."""

    theirs: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def ours(self) -> Mapping[str, str]:
        """The keys of the source by those of the translation."""
        return {other: one for one, other in self.theirs.items()}


@lru_cache(maxsize=16)
def paired_keys(alignment: Alignment) -> KeyPairs:
    """Return the keys that mean the same in all entries of a source, whose alignment this is, and a translation."""
    return pair_keys([(match.ours, match.theirs) for match in alignment.entries])


def pair_keys(entries: Iterable[tuple[Entry, Entry]]) -> KeyPairs:
    """Return the keys that mean the same in ``entries``, each with its partner.

    They stand together in most entries; those with equal values come first, then those at the same place among what
    is left. Of two keys that languages are known to have (``is_known``) each means something of its own.
    """
    having: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    together: Counter[tuple[str, str]] = Counter()
    score: Counter[tuple[str, str]] = Counter()
    for source, translation in entries:
        ours, theirs = _values(source), _values(translation)
        left = [key for key in ours if key not in theirs], [key for key in theirs if key not in ours]
        for counter, keys in zip(having, left, strict=True):
            counter.update(keys)
        for one, other in ((one, other) for one in left[0] for other in left[1]):
            together[one, other] += 1
            score[one, other] += _likeness(ours[one], theirs[other])
            is_at_same_place = len(left[0]) == len(left[1]) and left[0].index(one) == left[1].index(other)
            score[one, other] += is_at_same_place and not (is_known(one) or is_known(other))
    found: dict[str, str] = {}
    for (one, other), points in sorted(score.items(), key=lambda item: -item[1]):
        is_usual = together[one, other] > _MOST * max(having[0][one], having[1][other])
        is_free = one not in found and other not in found.values()
        if points and is_usual and is_free and not (is_known(one) and is_known(other)):
            found[one] = other
    return KeyPairs(found)


def _values(entry: Entry) -> dict[str, str | None]:
    """Return the values of an entry's fields as they compare, by key, None for prose."""
    return {each.key: neutral_value(each.key, each.value) for each in reversed(entry.fields)}


def _likeness(one: str | None, other: str | None) -> int:
    """Return what two values say about whether their labels mean the same; prose says nothing."""
    if one is None or other is None:
        return 0
    return 2 if one.casefold() == other.casefold() else 0


def is_known(key: str) -> bool:
    """Tell whether any language is known to have a label for ``key``."""
    return any(language.label(key) for language in LANGUAGES.values())


def labelled_lines(entry: Entry) -> dict[str, str]:
    """Return the lines of ``entry`` that look like fields and are none, as values by key.

    A label that no language is known to have is a field only where enough entries have it (``syntax.fields``).
    """
    keys = {each.key for each in entry.fields}
    lines = (line for block in entry.blocks for inner in block.walk() for line in _lines(inner))
    found = (match for line in lines if (match := _LABELLED.match(plain_text(line))))
    labelled = {field_key(match["label"]) or fold_label(match["label"]): match["value"].strip() for match in found}
    return {key: value for key, value in labelled.items() if key not in keys}


def _lines(block: Block) -> Iterator[Sequence[Inline]]:
    """Yield the lines of a paragraph that begin in bold."""
    if block.type is not BlockType.PARAGRAPH:
        return
    for is_break, nodes in groupby(block.inlines, lambda node: node.type in BREAKS):
        line = tuple(nodes)
        if not is_break and (line[0].type is InlineType.STRONG or line[0].text.startswith(("**", "__"))):
            yield line
