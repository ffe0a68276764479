"""The neutral parts of an entry: what has to be equal in all languages, each by a name that is kept in the state."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from awesome_lint.schema.neutral import neutral_value
from awesome_lint.syntax.inlines import in_page
from awesome_lint.syntax.resources import normalized_url
from awesome_lint.translation.align_evidence import without_language
from awesome_lint.translation.state import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from awesome_lint.syntax.nodes import Badge, Entry, Field, Link

TITLE, LINK, LINKS = "title", "link", "links"
ABSENT = "-"
"""The fingerprint of a part that an entry does not have."""
UNKNOWN = "?"
"""Stands for a fingerprint where the sides differed when the entry was first seen."""
APART = "/"
"""Between the fingerprints of a part that was accepted though its sides differ."""


@dataclass(frozen=True, slots=True)
class Part:
    """One neutral part: its value as it compares, and the node that holds it."""

    value: str
    shown: str
    """The value as a message shows it."""
    node: Entry | Field | Badge | Link | None = None
    bare: str = ""
    """Badges: the value without the words that are shown."""
    is_translated: bool = False
    """Badges: whether those words are in another script than Latin."""


def neutral_parts(entry: Entry) -> dict[str, Part]:
    """Return the neutral parts of ``entry`` by name; a field of prose is none."""
    parts = {TITLE: Part(entry.title, entry.title, entry)}
    if entry.title_link is not None and is_outside(entry.title_link):
        url = entry.title_link.url
        parts[LINK] = Part(_page(url), url, entry.title_link)
    for field in entry.fields:
        value = neutral_value(field.key, field.value)
        if value is not None:
            parts.setdefault(f"field:{field.key}", Part(value, field.value, field))
    parts |= {name: _badge_part(badge) for badge, name in badge_names(entry).items()}
    others = sorted(_page(link.url) for link in other_links(entry))
    if others:
        parts[LINKS] = Part("\n".join(others), ", ".join(others))
    return parts


def badge_names(entry: Entry) -> dict[Badge, str]:
    """Return the name of each badge of ``entry`` as a part: its kind, and a number from the second on."""
    seen: Counter[str] = Counter()
    names: dict[Badge, str] = {}
    for badge in entry.badges:
        seen[badge.kind] += 1
        names[badge] = f"badge:{badge.kind}" + (f"#{seen[badge.kind]}" if seen[badge.kind] > 1 else "")
    return names


def _badge_part(badge: Badge) -> Part:
    """Return what a badge leads to and shows."""
    image = unquote(badge.image.url)
    bare = f"{_page(badge.url)} {badge.named or ''}"
    return Part(f"{_page(badge.url)} {image}", badge.url or image, badge, bare, is_translated=not image.isascii())


def comparable(one: Part | None, other: Part | None) -> tuple[Part | None, Part | None]:
    """Return two parts as they compare: badges without their words when those of one are a translation."""
    if one and other and (one.is_translated or other.is_translated):
        return replace(one, value=one.bare), replace(other, value=other.bare)
    return one, other


def _page(url: str) -> str:
    """Return what a link leads to, whichever language it leads to it in."""
    return without_language(normalized_url(url))


def other_links(entry: Entry) -> Iterator[Link]:
    """Yield the links of ``entry`` to other places that are neither its title's nor badges'."""
    badges = {badge.link for badge in entry.badges}
    for link in entry.links:
        if link is not entry.title_link and link not in badges and not link.is_image and is_outside(link):
            yield link


def is_outside(link: Link) -> bool:
    """Tell whether ``link`` leads out of the repository; what is in it may have a file for each language."""
    return not in_page(link) and "://" in link.url


def paired_fields(entry: Entry, other: Entry) -> dict[str, str]:
    """Return the keys of fields of ``other`` that mean the same as fields of ``entry``, by those of ``entry``.

    Labels that no language is known to have are paired by their order, where both entries have equally many.
    """
    ours, theirs = (list(dict.fromkeys(field.key for field in each.fields)) for each in (entry, other))
    left, right = [key for key in ours if key not in theirs], [key for key in theirs if key not in ours]
    same = {key: key for key in ours if key in theirs}
    return same | (dict(zip(left, right, strict=True)) if len(left) == len(right) else {})


def prose_fields(fields: Iterable[Field]) -> set[str]:
    """Return the keys of the fields whose values are prose."""
    return {field.key for field in fields if neutral_value(field.key, field.value) is None}


def compared(source: Entry, translation: Entry) -> Iterator[tuple[str, Part | None, Part | None]]:
    """Yield each part with its two sides; a field that is prose on one of them is left to translators."""
    ours, theirs = neutral_parts(source), neutral_parts(translation)
    prose = {f"field:{key}" for key in prose_fields(source.fields) | prose_fields(translation.fields)}
    same = {f"field:{one}": f"field:{other}" for one, other in paired_fields(source, translation).items()}
    for name in ours:
        if not prose.intersection((name, same.get(name))):
            yield name, *comparable(ours[name], theirs.get(same.get(name, name)))
    paired = set(same.values())
    for name in theirs:
        if name not in prose and name not in ours and name not in paired:
            yield name, None, theirs[name]


def part_fingerprint(part: Part | None) -> str:
    """Return the fingerprint of a part, ``ABSENT`` for none."""
    return fingerprint(part.value) if part else ABSENT


def _prints(part: Part | None) -> set[str]:
    """Return the fingerprints a part may have been recorded with: a badge's with its words and without."""
    return {part_fingerprint(part), fingerprint(part.bare)} if part and part.bare else {part_fingerprint(part)}


def changed_sides(one: Part | None, other: Part | None, known: str) -> tuple[bool, bool]:
    """Tell which of the two sides changed since ``known`` was recorded; both where nothing tells."""
    before = known.split(APART)
    changed = before[0] not in _prints(one), before[-1] not in _prints(other)
    return changed if len(before) == 1 or not any(changed) else (True, True)
