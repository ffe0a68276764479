"""The numbers that badges show: ``websites-132`` here, ``websites-312`` there."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from awesome_lint.source import Span
from awesome_lint.syntax.badges import badge_of, parse_badge_url
from awesome_lint.syntax.nodes import Entry
from awesome_lint.translation.numbers import Number, agree, find_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from awesome_lint.source import SourceText
    from awesome_lint.syntax.nodes import Badge, Section

_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


def badge_contradictions(ours: Entry | Section, theirs: Entry | Section) -> Iterator[tuple[Badge, Badge]]:
    """Yield the badges that show another number than the same badge of the other side, in our order.

    Badges are the same when their images differ in digits only, or when they are of one design, lead to one page, and
    are the only such ones on both sides. What a service fills in while it is shown is never compared.
    """
    here, there = _counting(ours), _counting(theirs)
    keys: tuple[Callable[[Badge], Hashable], ...] = (_picture, _design)
    for key in keys:
        groups = _by(key, here), _by(key, there)
        for shape, badges in groups[0].items():
            others = groups[1].get(shape, [])
            if len(badges) == len(others) == 1:
                here.remove(badges[0])
                there.remove(others[0])
                if _contradict(badges[0], others[0]):
                    yield badges[0], others[0]


def badge_number(badge: Badge, source: SourceText) -> tuple[Span, str]:
    """Return the place of the number that a badge shows, the whole badge where it is not to be seen, and the number."""
    number = _number(badge)
    text = number.text if number else badge.message
    place = badge.image.url_span
    at = -1 if place is None or badge.image.label else source.slice(place).rfind(f"-{text}")
    if place is None or at < 0:
        return badge.span, text
    return Span(place.start + at + 1, place.start + at + 1 + len(text)), text


def _counting(part: Entry | Section) -> list[Badge]:
    """Return the badges of a part that show a number that was written into them, and is no identifier."""
    badges = part.badges if isinstance(part, Entry) else tuple(_badges_in(part))
    return [badge for badge in badges if _is_static(badge) and badge.named is None and _number(badge) is not None]


def _badges_in(section: Section) -> Iterator[Badge]:
    """Yield the badges of a section that belong to no entry."""
    links = [link for block in section.blocks for inner in block.walk() for link in inner.links]
    inside = {image for link in links for image in link.images}
    for link in links:
        for image in link.images or ((link,) if link.is_image and link not in inside else ()):
            badge = badge_of(image, None if image is link else link)
            if badge is not None:
                yield badge


def _is_static(badge: Badge) -> bool:
    image = parse_badge_url(badge.image.url)
    return image is not None and image.route == "static" and image.problem is None


def _number(badge: Badge) -> Number | None:
    """Return the number a badge shows, None unless it is the only one and a fact."""
    numbers = find_numbers(badge.message, "en")
    return numbers[0] if len(numbers) == 1 and numbers[0].firm else None


def _by(key: Callable[[Badge], Hashable], badges: list[Badge]) -> dict[Hashable, list[Badge]]:
    groups: dict[Hashable, list[Badge]] = defaultdict(list)
    for badge in badges:
        groups[key(badge)].append(badge)
    return groups


def _picture(badge: Badge) -> str:
    """Return a badge's address with a sign for its numbers."""
    return _DIGITS.sub("#", badge.image.url)


def _design(badge: Badge) -> tuple[str, str, str]:
    """Return what a badge has in common with its translation: colour, target, and the number's surroundings."""
    return badge.colour, badge.url, _DIGITS.sub("#", badge.message)


def _contradict(ours: Badge, theirs: Badge) -> bool:
    one, other = _number(ours), _number(theirs)
    return one is not None and other is not None and not agree(one, other)
