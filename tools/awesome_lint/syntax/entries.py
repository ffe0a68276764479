"""Entries: from the carrier of each to its badges, fields, links and key."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from awesome_lint.source import Span
from awesome_lint.syntax.badges import badge_of
from awesome_lint.syntax.carriers import Title, block_links
from awesome_lint.syntax.nodes import Badge, Block, BlockType, Entry, EntryStyle, Field, Link
from awesome_lint.syntax.titles import normalize_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from awesome_lint.syntax.nodes import Section

_STYLES = {
    BlockType.HEADING: EntryStyle.HEADING,
    BlockType.ITEM: EntryStyle.BULLET,
    BlockType.ROW: EntryStyle.TABLE_ROW,
}


def make_entry(
    title: Title, blocks: Sequence[Block], *, fields: Iterable[Field] = (), children: Iterable[Entry] = (), end: int = 0
) -> Entry:
    """Return the entry whose anchor is the first of ``blocks``; its key is set later (``with_keys``)."""
    anchor = blocks[0]
    links = tuple(sorted((link for block in blocks for link in block_links(block)), key=lambda link: link.span))
    return Entry(
        title=title.text,
        style=_STYLES[anchor.type],
        key=normalize_title(title.text),
        span=Span(anchor.span.start, max(end, blocks[-1].span.end)),
        title_span=title.span,
        anchor=anchor,
        title_link=title.link,
        badges=tuple(_badges(links)),
        fields=tuple(fields),
        links=links,
        blocks=tuple(blocks),
        children=tuple(children),
    )


def _badges(links: Sequence[Link]) -> Iterator[Badge]:
    owners = {image: link for link in links for image in link.images}
    for image in links:
        if image.is_image and (badge := badge_of(image, owners.get(image))):
            yield badge


# --- keys -------------------------------------------------------------------------------------------------------


def with_keys(root: Section) -> Section:
    """Return ``root`` with unique keys: each entry's title, then its most specific resource, then a counter."""
    entries = [entry for section in root.walk() for top in section.entries for entry in top.walk()]
    titles = Counter(entry.key for entry in entries)
    seen: Counter[str] = Counter()
    keys: dict[Entry, str] = {}
    for entry in entries:
        resource = _most_specific(entry) if titles[entry.key] > 1 or not entry.key else ""
        key = f"{entry.key}|{resource}" if resource else entry.key
        seen[key] += 1
        keys[entry] = key if seen[key] == 1 else f"{key}#{seen[key]}"
    return _section_with(root, keys)


def _most_specific(entry: Entry) -> str:
    candidates = [entry.title_link, *(badge.link for badge in entry.badges), *entry.links]
    resource = next((link.resource for link in candidates if link is not None and link.resource is not None), None)
    return str(resource).casefold() if resource else ""


def _section_with(section: Section, keys: dict[Entry, str]) -> Section:
    return replace(
        section,
        entries=tuple(_entry_with(entry, keys) for entry in section.entries),
        subsections=tuple(_section_with(sub, keys) for sub in section.subsections),
    )


def _entry_with(entry: Entry, keys: dict[Entry, str]) -> Entry:
    return replace(entry, key=keys[entry], children=tuple(_entry_with(child, keys) for child in entry.children))
