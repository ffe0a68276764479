"""A change of one neutral part as edits of the entry on the other side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from awesome_lint.diagnostics import Edit
from awesome_lint.source import Span
from awesome_lint.sync.lines import without_lines
from awesome_lint.sync.merge import replaced_link
from awesome_lint.syntax.nodes import Badge, BlockType, Document, Entry, Field, Link
from awesome_lint.syntax.resources import normalized_url
from awesome_lint.translation.parts import LINK, LINKS, TITLE, other_links
from awesome_lint.translation.skeleton import field_start

if TYPE_CHECKING:
    from awesome_lint.schema.field_writer import FieldWriter
    from awesome_lint.sync.merge import Change


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
        """Return the edits of the other document that carry ``change`` over, None where it cannot be done."""
        new, old = change.value and change.value.node, change.old and change.old.node
        if change.name == TITLE:
            return self._title()
        if change.name == LINK:
            return self._link(new, old)
        if change.name == LINKS:
            return self._other_link(change)
        if isinstance(new, Field | None) and isinstance(old, Field | None):
            return self._field(new, old)
        if isinstance(new, Badge | None) and isinstance(old, Badge | None):
            return self._badge(new, old)
        return None

    # --- titles and links ---

    def _title(self) -> list[Edit] | None:
        ours, theirs = (_words(each) for each in (self.entry, self.other))
        if ours is None or theirs is None:
            return None
        return [Edit(theirs, self.document.source.slice(ours))]

    def _link(self, new: object, old: object) -> list[Edit] | None:
        if isinstance(new, Link) and isinstance(old, Link):
            return self._urls(new, [old])
        return None

    def _other_link(self, change: Change) -> list[Edit] | None:
        if change.value is None or change.old is None:
            return None
        gone, new = replaced_link(change.value, change.old) or ("", "")
        ours = [link for link in other_links(self.entry) if normalized_url(link.url) == new]
        theirs = [link for link in other_links(self.other) if normalized_url(link.url) == gone]
        return self._urls(ours[0], theirs) if ours and theirs else None

    def _urls(self, new: Link, old: list[Link]) -> list[Edit] | None:
        spans = [link.url_span for link in old]
        if new.url_span is None or not all(spans):
            return None
        text = self.document.source.slice(new.url_span)
        return [Edit(span, text) for span in spans if span]

    # --- fields ---

    def _field(self, new: Field | None, old: Field | None) -> list[Edit] | None:
        if new is None:
            return [without_lines(old.block.span, self.other_document.source)] if old and self._fills(old) else None
        value = self.writer.value(new)
        if value is None:
            return None
        return [Edit(old.value_span, value)] if old else self._new_field(new, value)

    def _fills(self, field: Field) -> bool:
        """Tell whether a field is all that its block holds."""
        return [f for f in self.other.fields if f.block is field.block] == [field] and len(field.block.children) <= 1

    def _new_field(self, field: Field, value: str) -> list[Edit] | None:
        """Return the edit that puts a field behind the one before it, or before the one behind it."""
        fields = self.entry.fields
        at = fields.index(field)
        near = [*((f, True) for f in reversed(fields[:at])), *((f, False) for f in fields[at + 1 :])]
        for neighbour, is_before in near:
            partner = next((f for f in self.other.fields if f.key == neighbour.key), None)
            if partner is not None and self._fills(partner):
                return [self._line(partner, self.writer.label(field) + value, behind=is_before)]
        return None

    def _line(self, partner: Field, text: str, *, behind: bool) -> Edit:
        source = self.other_document.source
        row = source.line_span(source.row(partner.label_span.start))
        line = source.text[row.start : field_start(partner)] + text
        if behind:
            end = partner.block.span.end
            return Edit(Span(end, end), source.newline + line)
        return Edit(Span(row.start, row.start), line + source.newline)

    # --- badges ---

    def _badge(self, new: Badge | None, old: Badge | None) -> list[Edit] | None:
        if new is None:
            return self._without_badge(old) if old else None
        text = self.document.source.slice(new.span)
        if old is not None:
            urls = self._urls(new.link, [old.link]) if new.link and old.link and _look_alike(new, old) else None
            return urls or [Edit(old.span, text)]
        return self._new_badge(new, text)

    def _new_badge(self, badge: Badge, text: str) -> list[Edit] | None:
        """Return the edit that puts a badge beside the partner of its neighbour, parted as it is here."""
        badges = self.entry.badges
        at = badges.index(badge)
        if at and (partner := self._partner(badges[at - 1])):
            between = self.document.source.text[badges[at - 1].span.end : badge.span.start]
            return [Edit(Span(partner.span.end, partner.span.end), between + text)] if not between.strip() else None
        if at + 1 < len(badges) and (partner := self._partner(badges[at + 1])):
            between = self.document.source.text[badge.span.end : badges[at + 1].span.start]
            return [Edit(Span(partner.span.start, partner.span.start), text + between)] if not between.strip() else None
        heading = self.other.anchor
        if not self.other.badges and heading.type is BlockType.HEADING and self._opens(badge):
            return [Edit(Span(heading.span.end, heading.span.end), self.other_document.source.newline * 2 + text)]
        return None

    def _opens(self, badge: Badge) -> bool:
        """Tell whether a badge stands in the first block below the entry's heading."""
        return len(self.entry.blocks) > 1 and badge.span in self.entry.blocks[1].span

    def _partner(self, badge: Badge) -> Badge | None:
        number = [each for each in self.entry.badges if each.kind == badge.kind].index(badge)
        theirs = [each for each in self.other.badges if each.kind == badge.kind]
        return theirs[number] if number < len(theirs) else None

    def _without_badge(self, badge: Badge) -> list[Edit]:
        """Return the edit that takes a badge out, with the space that parted it from its neighbour."""
        text = self.other_document.source.text
        start, end = badge.span.start, badge.span.end
        row = self.other_document.source.line_span(self.other_document.source.row(start))
        if not text[row.start : start].strip() and not text[end : row.end].strip():
            return [without_lines(badge.span, self.other_document.source)]
        if text[row.start : start].strip():
            start -= len(text[row.start : start]) - len(text[row.start : start].rstrip(" \t"))
        else:
            end += len(text[end : row.end]) - len(text[end : row.end].lstrip(" \t"))
        return [Edit(Span(start, end), "")]


def _look_alike(badge: Badge, other: Badge) -> bool:
    """Tell whether two badges show the same, or one of them the same in another script."""
    images = unquote(badge.image.url), unquote(other.image.url)
    return images[0] == images[1] or not all(map(str.isascii, images))


def _words(entry: Entry) -> Span | None:
    """Return the place of the words of a title, without a link around them."""
    return entry.title_link.text_span if entry.title_link else entry.title_span
