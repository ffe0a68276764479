"""Badges of a document that others of their kind should look like."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from awesome_lint.rules.badges._images import written_url
from awesome_lint.schema import image_template

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from awesome_lint.syntax.nodes import Badge, Document

Exemplars = dict[tuple[str, str], list["Badge"]]
"""The badges of each kind and template, in document order."""


def exemplars_of(document: Document) -> Exemplars:
    """Return the badges of ``document`` by kind and template."""
    found: defaultdict[tuple[str, str], list[Badge]] = defaultdict(list)
    for entry in document.entries:
        for badge in entry.badges:
            found[badge.kind, image_template(badge.image.url)].append(badge)
    return dict(found)


def like_those_of(kind: str, templates: Mapping[str, str], exemplars: Exemplars) -> list[Badge]:
    """Return the badges of ``kind`` that are made by the section's template; none without one."""
    return exemplars.get((kind, templates[kind]), []) if kind in templates else []


def leading_to(resource_kind: str, badges: Iterable[Badge]) -> list[Badge]:
    """Return the badges that lead to things of one kind."""
    return [badge for badge in badges if badge.resource and badge.resource.kind == resource_kind]


def only_image(badges: Sequence[Badge]) -> str | None:
    """Return the address of the image that all of at least two badges have, None when they differ."""
    urls = {badge.image.url for badge in badges}
    return urls.pop() if len(urls) == 1 and len(badges) > 1 else None


def usual(badges: Sequence[Badge]) -> Badge | None:
    """Return a badge written in place whose alt text at least half of ``badges`` have."""
    alts = Counter(badge.alt for badge in badges)
    alt, count = alts.most_common(1)[0] if alts else ("", 0)
    candidates = (b for b in badges if b.alt == alt and written_url(b.image) and not (b.link and b.link.label))
    return next(candidates, None) if 2 * count >= len(badges) else None
