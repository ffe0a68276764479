"""What the badges of entries usually are: which kinds, made how."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from awesome_lint.schema.fields import majority
from awesome_lint.syntax.badges import parse_badge_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from awesome_lint.syntax.nodes import Entry

KIND_SHARE = 0.8
"""A kind of badge is expected when at least this share of the entries has it."""


def common_kinds(entries: Sequence[Entry]) -> list[str]:
    """Return the kinds of badges that at least 80 % of ``entries`` have, in the order they are first met."""
    counts = Counter(kind for entry in entries for kind in dict.fromkeys(badge.kind for badge in entry.badges))
    return [kind for kind, count in counts.items() if count >= KIND_SHARE * len(entries)]


def kinds_of(entry: Entry) -> tuple[str, ...]:
    """Return the kinds of the entry's badges, in document order."""
    return tuple(badge.kind for badge in entry.badges)


@lru_cache(maxsize=2**12)
def image_template(url: str) -> str:
    """Return a badge's image URL with ``{}`` for what differs between badges of one kind."""
    image = parse_badge_url(url)
    return image.template if image else url


def common_templates(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the image template of each kind of badge that has one template for the most part."""
    templates: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for badge in entry.badges:
            templates[badge.kind].append(image_template(badge.image.url))
    return {kind: template for kind, found in templates.items() if (template := majority(found))}
