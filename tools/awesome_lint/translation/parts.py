"""The neutral parts of an entry: what has to be equal in all languages, each by a name that is kept in the state.

Names are ``title``, ``link`` (of the title), ``links`` (in the text), ``badge:KIND`` for all badges of one kind, and
``field:KEY``, or ``field:KEY:OTHER`` where the translation's key is another one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import unquote

from awesome_lint.schema.neutral import neutral_value
from awesome_lint.syntax.inlines import in_page
from awesome_lint.syntax.resources import normalized_url
from awesome_lint.translation.align_evidence import without_language
from awesome_lint.translation.field_keys import is_known, labelled_lines, pair_keys
from awesome_lint.translation.pages import page_of
from awesome_lint.translation.state import fingerprint

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from awesome_lint.syntax.nodes import Badge, Entry, Field, Link
    from awesome_lint.translation.field_keys import KeyPairs

TITLE, LINK, LINKS = "title", "link", "links"
ABSENT = "-"
"""The fingerprint of a part that an entry does not have."""
UNKNOWN = "?"
"""Stands for a fingerprint where the sides differed when the entry was first seen."""
APART = "/"
"""Between the fingerprints of a part that was accepted though its sides differ."""
_FIELD = "field:"
_INEXACT = "~"
"""Behind a date that stands for all dates that say it more exactly."""


@dataclass(frozen=True, slots=True)
class Part:
    """One neutral part: its value as it compares, and the nodes that hold it."""

    value: str
    shown: str
    """The value as a message shows it."""
    nodes: tuple[Entry | Field | Badge | Link, ...] = ()
    looser: tuple[str, ...] = ()
    """What the value says as the rules compare it, from exact to less exact (``agreement``)."""
    is_local: bool = False
    """Whether it has words of one language, or leads to a page in one."""


def agreement(one: Part | None, other: Part | None) -> str | None:
    """Return what two parts both say though they may say it differently; None where they contradict each other.

    Badges agree when they lead to the same, whatever they show; addresses when they are of one page; dates when one
    is only less exact; and case does not count.
    """
    if one is None or other is None:
        return None
    if one.value == other.value:
        return one.value
    common = (loose for a, b in ((one, other), (other, one)) for loose in a.looser[:1] if loose in b.looser)
    return next(common, None)


# --- the parts of one entry -------------------------------------------------------------------------------------


def badge_names(entry: Entry) -> dict[Badge, str]:
    """Return the name of each badge of ``entry`` as a part."""
    return {badge: f"badge:{badge.kind}" for badge in entry.badges}


def badge_target(badge: Badge) -> str:
    """Return what a badge leads to and names, whatever it shows."""
    return f"{page_of(badge.url).key} {badge.named.same if badge.named else ''}".strip()


def _badge_parts(badges: Mapping[str, list[Badge]]) -> dict[str, Part]:
    return {f"badge:{kind}": _badge_part(its) for kind, its in badges.items()}


def _badge_part(badges: list[Badge]) -> Part:
    """Return what badges of one kind lead to and show; their order does not count."""
    images = [unquote(badge.image.url) for badge in badges]
    values = (f"{leads_to(badge.url)} {image}" for badge, image in zip(badges, images, strict=True))
    shown = ", ".join(badge.url or image for badge, image in zip(badges, images, strict=True))
    is_local = not all(map(str.isascii, images)) or any(page_of(badge.url).localised for badge in badges)
    return Part(_joined(values), shown, tuple(badges), (_joined(map(badge_target, badges)),), is_local)


def _badges(entry: Entry, kinds: Mapping[Badge, str]) -> dict[str, list[Badge]]:
    """Return the badges of ``entry`` by kind; ``kinds`` are those of badges that the other side calls otherwise."""
    found: defaultdict[str, list[Badge]] = defaultdict(list)
    for badge in entry.badges:
        found[kinds.get(badge, badge.kind)].append(badge)
    return found


def _kinds(source: Entry, translation: Entry) -> dict[Badge, str]:
    """Return the kinds of badges of ``translation`` that lead where those of another kind in ``source`` do."""
    ours, theirs = ({badge.kind for badge in entry.badges} for entry in (source, translation))
    known = {badge_target(badge): badge.kind for badge in source.badges if badge.kind not in theirs}
    own = ((badge, badge_target(badge)) for badge in translation.badges if badge.kind not in ours)
    return {badge: known[target] for badge, target in own if target in known and target}


def _link_parts(entry: Entry) -> dict[str, Part]:
    parts = {TITLE: Part(entry.title, entry.title, (entry,))}
    if entry.title_link is not None and is_outside(entry.title_link):
        parts[LINK] = _addresses([entry.title_link])
    if others := list(other_links(entry)):
        parts[LINKS] = _addresses(others)
    return parts


def _addresses(links: list[Link]) -> Part:
    pages = [page_of(link.url) for link in links]
    return Part(
        _joined(leads_to(link.url) for link in links),
        ", ".join(link.url for link in links),
        tuple(links),
        (_joined(page.key for page in pages),),
        any(page.localised for page in pages),
    )


def _joined(values: Iterable[str]) -> str:
    return "\n".join(sorted(values))


def _field_parts(entry: Entry) -> dict[str, Part | None]:
    """Return the fields of ``entry`` by key, None for those of prose and for keys that are there more than once."""
    counts = Counter(field.key for field in entry.fields)
    return {field.key: _field_part(field) if counts[field.key] == 1 else None for field in entry.fields}


def _field_part(field: Field) -> Part | None:
    value = neutral_value(field.key, field.value)
    if value is None:
        return None
    if "://" in value:
        page = page_of(value)
        return Part(leads_to(value), field.value, (field,), (page.key,), page.localised)
    if field.key == "date":
        numbers = value.split("-")
        less = ("-".join(numbers[:count]) + _INEXACT for count in range(len(numbers), 0, -1))
        return Part(value, field.value, (field,), tuple(less))
    return Part(value, field.value, (field,), (value.casefold(),))


def leads_to(url: str) -> str:
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


# --- the two sides ----------------------------------------------------------------------------------------------


def compared(
    source: Entry, translation: Entry, keys: KeyPairs | None = None, base: Mapping[str, str] | None = None
) -> Iterator[tuple[str, Part | None, Part | None]]:
    """Yield each part with its two sides; a field that is prose on one of them is left to translators.

    ``keys`` are those of the two documents (``field_keys.paired_keys``); without them those of the two entries are
    paired. ``base`` are the recorded names (``state.Record.neutral``): they pair keys, too.
    """
    ours, theirs = _link_parts(source), _link_parts(translation)
    kinds = _kinds(source, translation)
    ours |= _badge_parts(_badges(source, {}))
    theirs |= _badge_parts(_badges(translation, kinds))
    for name in dict.fromkeys((*ours, *theirs)):
        yield name, ours.get(name), theirs.get(name)
    yield from _compared_fields(source, translation, keys, base or {})


def _compared_fields(
    source: Entry, translation: Entry, keys: KeyPairs | None, base: Mapping[str, str]
) -> Iterator[tuple[str, Part | None, Part | None]]:
    ours, theirs = _field_parts(source), _field_parts(translation)
    recorded = recorded_keys(base)
    known = keys or pair_keys([(source, translation)])
    pairs = _partners(ours, theirs, recorded, known.theirs, is_sure=keys is not None)
    for one, other in pairs.items():
        sides = ours[one], theirs[other]
        if None not in sides:
            yield field_name(one, other), *sides
    for one, part in ((one, part) for one, part in ours.items() if one not in pairs):
        its = one, next((b for a, b in recorded if a == one), None) or known.theirs.get(one, one)
        if part and not _may_be_unread(part, one, its[1], translation, is_recorded=its in recorded):
            yield field_name(*its), part, None
    for other, part in ((other, part) for other, part in theirs.items() if other not in pairs.values()):
        its = next((a for a, b in recorded if b == other), None) or known.ours.get(other, other), other
        if part and not _may_be_unread(part, other, its[0], source, is_recorded=its in recorded):
            yield field_name(*its), None, part


def _partners(
    ours: Mapping[str, Part | None],
    theirs: Mapping[str, Part | None],
    recorded: Collection[tuple[str, str]],
    known: Mapping[str, str],
    *,
    is_sure: bool,
) -> dict[str, str]:
    """Return the keys that are on both sides and mean the same: one key, as recorded, as in other entries (``known``).

    What is recorded of another key has been renamed, if other entries say so (``is_sure``), or the value is the same.
    """
    firsts, seconds = {one for one, _ in recorded}, {other for _, other in recorded}
    found: dict[str, str] = {}
    for one, other in chain(((key, key) for key in ours), recorded, known.items()):
        if one not in ours or other not in theirs or one in found or other in found.values():
            continue
        is_new = one not in firsts and other not in seconds
        is_certain = is_sure or is_new or one == other or (one, other) in recorded
        if is_certain or agreement(ours[one], theirs[other]) is not None:
            found[one] = other
    return found


def _may_be_unread(part: Part, own: str, key: str, entry: Entry, *, is_recorded: bool) -> bool:
    """Tell whether ``entry`` may have the field ``own`` of the other side, as ``key``, in a line that is not read.

    That happens to labels that no language is known to have when too few entries have them. Where it is not recorded
    what the label was, it may be that of any such line.
    """
    if is_known(own) and is_known(key):
        return False
    lines = labelled_lines(entry)
    if key in lines or has_unread(part, key, lines):
        return True
    return not is_recorded and any(neutral_value(each, value) is not None for each, value in lines.items())


def has_unread(part: Part, key: str, lines: Mapping[str, str]) -> bool:
    """Tell whether one of ``lines`` that are not read as fields (``labelled_lines``) has the value of a field."""
    return any(neutral_value(key, value) == part.value for value in lines.values())


def field_name(one: str, other: str) -> str:
    """Return the name of the field that has the key ``one`` in the source and ``other`` in the translation."""
    return _FIELD + (one if one == other else f"{one}:{other}")


def field_keys(name: str) -> tuple[str, str] | None:
    """Return the keys of the source and of the translation that ``name`` means, None when it is no field's."""
    if not name.startswith(_FIELD):
        return None
    one, _, other = name.removeprefix(_FIELD).partition(":")
    return one, other or one


def recorded_keys(base: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Return the recorded names of fields by their two keys."""
    return {keys: name for name in base if (keys := field_keys(name))}


def recorded_name(name: str, base: Mapping[str, str]) -> str:
    """Return the name by which a part is recorded: a field whose label was changed on one side has another one."""
    keys = field_keys(name)
    if name in base or keys is None:
        return name
    return next((old for its, old in recorded_keys(base).items() if its[0] == keys[0] or its[1] == keys[1]), name)


def unread_fields(source: Entry, translation: Entry, base: Mapping[str, str]) -> Iterator[str]:
    """Yield the recorded names of fields that both entries still have, in whatever form."""
    present = [{*(each.key for each in entry.fields), *labelled_lines(entry)} for entry in (source, translation)]
    for (one, other), name in recorded_keys(base).items():
        if one in present[0] and other in present[1]:
            yield name


# --- fingerprints -----------------------------------------------------------------------------------------------


def part_fingerprint(part: Part | None) -> str:
    """Return the fingerprint of a part, ``ABSENT`` for none."""
    return fingerprint(part.value) if part else ABSENT


def _prints(part: Part | None) -> set[str]:
    """Return the fingerprints a part may have been recorded with: exact and less exact ones."""
    return {part_fingerprint(part), *(map(fingerprint, part.looser) if part else ())}


def sides_since(one: Part | None, other: Part | None, known: str) -> tuple[bool, bool]:
    """Tell which of the two sides changed since ``known`` was recorded; both where nothing tells.

    Both have when each says more exactly what is recorded, and they contradict each other.
    """
    before = known.split(APART)
    changed = before[0] not in _prints(one), before[-1] not in _prints(other)
    is_apart = len(before) == 1 and not any(changed) and agreement(one, other) is None
    return (True, True) if is_apart else changed


def changed_sides(one: Part | None, other: Part | None, known: str) -> tuple[bool, bool]:
    """Tell which of the two sides is to be carried over, as ``sides_since``.

    Both where their difference was accepted and one has changed: that is no value to carry over.
    """
    changed = sides_since(one, other, known)
    return (True, True) if APART in known and any(changed) else changed
