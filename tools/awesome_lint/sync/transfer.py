"""A change of one neutral part as edits of the entry on the other side."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import unquote

from awesome_lint.diagnostics import Edit
from awesome_lint.source import Span
from awesome_lint.sync.merge import replaced_link
from awesome_lint.sync.removal import without
from awesome_lint.syntax.nodes import Badge, BlockType, Document, Entry, Field, Link
from awesome_lint.syntax.resources import normalized_url
from awesome_lint.translation.field_keys import pair_keys
from awesome_lint.translation.pages import page_of
from awesome_lint.translation.parts import LINK, LINKS, TITLE, badge_target, field_keys, leads_to, other_links
from awesome_lint.translation.skeleton import field_start

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping

    from awesome_lint.schema.field_writer import FieldWriter
    from awesome_lint.sync.merge import Change
    from awesome_lint.translation.parts import Part

T = TypeVar("T", Badge, Field, Link)
_PARTS = re.compile(r"[./?&#=]")


@dataclass(frozen=True, eq=False)
class Transfer:
    """Carries changes from ``entry`` of one document over to its partner ``other`` in another document."""

    document: Document
    entry: Entry
    other_document: Document
    other: Entry
    writer: FieldWriter
    """Writes fields in the other document."""

    def edits(self, change: Change) -> list[Edit] | None:
        """Return the edits of the other document that carry ``change`` over, None where it cannot be done.

        Changes that are made together (``Change.fellows``) may have edits in common.
        """
        if change.name == TITLE:
            return self._title()
        if change.name == LINK:
            return self._link(change)
        if change.name == LINKS:
            return self._other_link(change)
        if field_keys(change.name):
            return self._field(change)
        return self._badges(change)

    # --- titles and links ---

    def _title(self) -> list[Edit] | None:
        ours, theirs = (_words(each) for each in (self.entry, self.other))
        if ours is None or theirs is None:
            return None
        return [Edit(theirs, self.document.source.slice(ours))]

    def _link(self, change: Change) -> list[Edit] | None:
        new, old = _only(change.value, Link), _only(change.old, Link)
        return self._urls(new, [old]) if new and old else None

    def _other_link(self, change: Change) -> list[Edit] | None:
        if change.value is None or change.old is None:
            return None
        gone, new = replaced_link(change.value, change.old) or ("", "")
        ours = [link for link in other_links(self.entry) if leads_to(link.url) == new]
        theirs = [link for link in other_links(self.other) if leads_to(link.url) == gone]
        return self._urls(ours[0], theirs) if ours and theirs else None

    def _urls(self, new: Link, old: list[Link]) -> list[Edit] | None:
        """Return the edits that let links lead elsewhere; None where one leads to a page in its own language."""
        spans = [link.url_span for link in old]
        if new.url_span is None or not all(spans) or any(_is_of_own(link, new) for link in old):
            return None
        text = self.document.source.slice(new.url_span)
        return [Edit(span, text) for span in spans if span]

    # --- fields ---

    def _field(self, change: Change) -> list[Edit] | None:
        new, old = _only(change.value, Field), _only(change.old, Field)
        if new is None:
            return self._without(change) if old and self._fills(old) else None
        value = self.writer.value(new, old)
        if value is None:
            return None
        return [Edit(old.value_span, value)] if old else self._new_field(new, change)

    def _fills(self, field: Field) -> bool:
        """Tell whether a field is all that its block holds."""
        return [f for f in self.other.fields if f.block is field.block] == [field] and len(field.block.children) <= 1

    def _new_field(self, new: Field, change: Change) -> list[Edit] | None:
        """Return the edit that puts a field, and those that are new beside it, behind or before their neighbour."""
        lines = {field: line for field, line in self._new_lines(_fellows(change)) if line}
        anchors = {field: self._anchor(field, lines) for field in lines}
        anchor = anchors.get(new)
        if anchor is None:
            return None
        partner, behind = anchor
        texts = [self._start(partner) + lines[field] for field in self.entry.fields if anchors.get(field) == anchor]
        newline = self.other_document.source.newline
        if behind:
            end = partner.block.span.end
            return [Edit(Span(end, end), "".join(newline + text for text in texts))]
        start = self._row(partner).start
        return [Edit(Span(start, start), "".join(text + newline for text in texts))]

    def _new_lines(self, changes: tuple[Change, ...]) -> Iterator[tuple[Field, str | None]]:
        """Yield the new fields with their labels and values; None where the language's label is not known."""
        for change in changes:
            keys, new = field_keys(change.name), _only(change.value, Field)
            if keys and new and change.old is None:
                label = self.writer.known_label(keys[not change.to_source])
                value = self.writer.value(new)
                yield new, None if label is None or value is None else label + value

    def _anchor(self, field: Field, new: Mapping[Field, str]) -> tuple[Field, bool] | None:
        """Return the partner of the neighbour beside which a field belongs, and whether it belongs behind it."""
        fields = self.entry.fields
        at = fields.index(field)
        near = [*((f, True) for f in reversed(fields[:at])), *((f, False) for f in fields[at + 1 :])]
        for neighbour, behind in near:
            partner = None if neighbour in new else self._partner_of(neighbour)
            if partner is not None and self._fills(partner):
                return partner, behind
        return None

    def _partner_of(self, field: Field) -> Field | None:
        keys = {field.key, self._keys.get(field.key, field.key), self.writer.key(field.key)}
        return next((f for f in self.other.fields if f.key in keys), None)

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        return pair_keys([(self.entry, self.other)]).theirs

    def _start(self, partner: Field) -> str:
        """Return what stands before the label of a field."""
        return self.other_document.source.text[self._row(partner).start : field_start(partner)]

    def _row(self, field: Field) -> Span:
        source = self.other_document.source
        return source.line_span(source.row(field.label_span.start))

    # --- badges ---

    def _badges(self, change: Change) -> list[Edit] | None:
        """Return the edits that bring the badges of one kind in step."""
        same, gone, new = _sorted_badges(change)
        edits = self._without(change) if gone else []
        for ours, theirs in same:
            edits += self._replaced(ours, theirs)
        if not all(map(_is_in_place, (*new, *(ours for ours, _ in same)))):
            return None
        for badge in new:
            added = self._new_badges(badge, change)
            if added is None:
                return None
            edits.append(added)
        return edits

    def _replaced(self, new: Badge, old: Badge) -> list[Edit]:
        urls = self._urls(new.link, [old.link]) if new.link and old.link and _look_alike(new, old) else None
        return urls or [Edit(old.span, self._text(new.span))]

    def _new_badges(self, badge: Badge, change: Change) -> Edit | None:
        """Return the edit that puts a badge, and those that are new beside it, where they stand here.

        That is beside the partner of a neighbour, parted as they are here, or below the heading.
        """
        badges = self.entry.badges
        all_new = {each for fellow in _fellows(change) for each in _sorted_badges(fellow)[2]}
        first = last = badges.index(badge)
        while first and badges[first - 1] in all_new:
            first -= 1
        while last + 1 < len(badges) and badges[last + 1] in all_new:
            last += 1
        before, behind = badges[first - 1 : first], badges[last + 1 : last + 2]
        row = [*before, *badges[first : last + 1], *behind]
        if any(self._between(one, two).strip() for one, two in pairwise(row)):
            return None
        span = Span(badges[first].span.start, badges[last].span.end)
        if before and (partner := self._partner(before[0], change)):
            text = self._text(Span(before[0].span.end, span.end))
            return Edit(Span(partner.span.end, partner.span.end), text)
        if behind and (partner := self._partner(behind[0], change)):
            text = self._text(Span(span.start, behind[0].span.start))
            return Edit(Span(partner.span.start, partner.span.start), text)
        heading = self.other.anchor
        if (
            self._gone(change).issuperset(self.other.badges)
            and heading.type is BlockType.HEADING
            and self._opens(badge)
        ):
            end = heading.span.end
            return Edit(Span(end, end), self.other_document.source.newline * 2 + self._text(span))
        return None

    def _between(self, one: Badge, two: Badge) -> str:
        return self.document.source.text[one.span.end : two.span.start]

    def _text(self, span: Span) -> str:
        """Return a piece of the entry with the newlines of the other document."""
        newline = self.other_document.source.newline
        return self.document.source.slice(span).replace(self.document.source.newline, newline)

    def _opens(self, badge: Badge) -> bool:
        """Tell whether a badge stands in the first block below the entry's heading."""
        return len(self.entry.blocks) > 1 and badge.span in self.entry.blocks[1].span

    def _partner(self, badge: Badge, change: Change) -> Badge | None:
        """Return the badge over there that leads where ``badge`` does, else the one at its place among its kind."""
        kept = [each for each in self.other.badges if each not in self._gone(change)]
        same = next((each for each in kept if badge_target(each) == badge_target(badge)), None)
        number = [each for each in self.entry.badges if each.kind == badge.kind].index(badge)
        theirs = [each for each in kept if each.kind == badge.kind]
        return same or (theirs[number] if number < len(theirs) else None)

    # --- what goes ---

    def _without(self, change: Change) -> list[Edit]:
        """Return the edits that take out all that goes with ``change``."""
        return without((_extent(each) for each in self._gone(change)), self.other_document.source)

    def _gone(self, change: Change) -> set[Badge | Field]:
        gone: set[Badge | Field] = set()
        for fellow in _fellows(change):
            field = _only(fellow.old, Field)
            if field and fellow.value is None and self._fills(field):
                gone.add(field)
            gone.update(_sorted_badges(fellow)[1])
        return gone


def _fellows(change: Change) -> tuple[Change, ...]:
    return change.fellows or (change,)


def _extent(piece: Badge | Field) -> Span:
    return piece.block.span if isinstance(piece, Field) else piece.span


def _only(part: Part | None, kind: type[T]) -> T | None:
    """Return the node of ``part`` if it is of a kind."""
    node = part.nodes[0] if part and part.nodes else None
    return node if isinstance(node, kind) else None


def _sorted_badges(change: Change) -> tuple[list[tuple[Badge, Badge]], list[Badge], list[Badge]]:
    """Return the badges of a change that are replaced, with what by (new, old), those that go and those that come.

    Of those that lead to the same, one that looks the same is the same.
    """
    new, old = ([n for n in part.nodes if isinstance(n, Badge)] if part else [] for part in (change.value, change.old))
    replaced = _taken(new, old, lambda badge: (badge_target(badge), badge.image.url))
    replaced = [(one, other) for one, other in replaced if one.url != other.url]
    replaced += _taken(new, old, badge_target)
    count = min(len(new), len(old))
    return [*replaced, *zip(new[:count], old[:count], strict=True)], old[count:], new[count:]


def _taken(new: list[Badge], old: list[Badge], key: Callable[[Badge], Hashable]) -> list[tuple[Badge, Badge]]:
    """Take out of both lists what has the same key, one for one, and return the pairs."""
    pairs = []
    for badge in list(new):
        partner = next((each for each in old if key(each) == key(badge)), None)
        if partner is not None:
            pairs.append((badge, partner))
            new.remove(badge)
            old.remove(partner)
    return pairs


def _is_in_place(badge: Badge) -> bool:
    """Tell whether a badge is written in one place, without definitions elsewhere."""
    return not badge.image.label and not (badge.link and badge.link.label)


def _look_alike(badge: Badge, other: Badge) -> bool:
    """Tell whether two badges show the same, or one of them the same in another script."""
    images = unquote(badge.image.url), unquote(other.image.url)
    return images[0] == images[1] or not all(map(str.isascii, images))


def _is_of_own(link: Link, new: Link) -> bool:
    """Tell whether a link leads to a page in a language, and ``new`` does not lead to one in the same."""
    return page_of(link.url).localised and _language_of(link) != _language_of(new)


def _language_of(link: Link) -> Counter[str]:
    """Return the parts of an address that name a language."""
    parts = (Counter(_PARTS.split(url)) for url in (normalized_url(link.url), leads_to(link.url)))
    whole, rest = parts
    return whole - rest


def _words(entry: Entry) -> Span | None:
    """Return the place of the words of a title, without a link around them."""
    return entry.title_link.text_span if entry.title_link else entry.title_span
