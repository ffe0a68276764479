"""Sections: which headings divide the list and which are entries of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awesome_lint.source import SourceText, Span
from awesome_lint.syntax.carriers import heading_title, listed_entries, starts_with_badge
from awesome_lint.syntax.entries import make_entry
from awesome_lint.syntax.fields import accepted_keys, field_candidates
from awesome_lint.syntax.inlines import in_page, text_links
from awesome_lint.syntax.nodes import Block, BlockType, Entry, Field, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from awesome_lint.syntax.outline import Node

SECTION_BULLETS = 3
"""A heading with this many bullets or rows that are entries is a section, whatever badge or link it has."""
TITLE_PEERS = 4
"""Headings right below the document's title are entries only when they are this many …"""
TITLE_SHARE = 0.6
"""… and at least this share of them has a badge, a field or a title link."""
DIRECTLY_UNDER = 2
"""Badges and fields count as evidence within this many blocks below a heading."""


@dataclass(frozen=True)
class SectionBuilder:
    """Makes sections of heading trees. ``anchors``: heading to slug; ``labels``: folded label to declared key."""

    source: SourceText
    anchors: Mapping[Block, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    def build(self, node: Node, *, divides: bool = True) -> Section:
        """Return the section of ``node``; ``divides``: its headings are sections unless most look like entries."""
        chosen = dict.fromkeys(self._entry_nodes(node.children, divides=divides))
        listed = list(listed_entries(node.blocks))
        listed_fields = self._listed_fields([carrier for carrier, _ in listed])
        entries = [make_entry(title, (carrier,), fields=listed_fields[carrier]) for carrier, title in listed]
        keys = self._accepted(chosen)
        entries += [self._heading_entry(child, keys) for child in chosen]
        rest = [child for child in node.children if child not in chosen]
        return Section(
            title=heading_title(node.heading).text if node.heading else "",
            level=node.level,
            anchor=self.anchors.get(node.heading, "") if node.heading else "",
            span=Span(node.heading.span.start if node.heading else 0, node.end),
            heading=node.heading,
            entries=tuple(sorted(entries, key=lambda entry: entry.span)),
            subsections=tuple(self.build(child, divides=False) for child in rest),
            blocks=tuple(_without_entries(node.blocks, {carrier for carrier, _ in listed})),
        )

    # --- which headings are entries ---

    def _entry_nodes(self, siblings: Sequence[Node], *, divides: bool) -> list[Node]:
        keys = self._accepted(siblings)
        evident = {node: None for node in siblings if self._has_evidence(node, keys)}
        if divides and (len(siblings) < TITLE_PEERS or len(evident) < TITLE_SHARE * len(siblings)):
            return []
        if len(evident) > 1 and 2 * len(evident) > len(siblings):
            return [node for node in siblings if node in evident or self._follows_peers(node)]
        return list(evident)

    def _has_evidence(self, node: Node, keys: frozenset[str]) -> bool:
        near = node.blocks[:DIRECTLY_UNDER]
        if any(candidate.key in keys for candidate in field_candidates(near, self.source, self.labels)):
            return True
        if not (_has_title_link(node) or (near and starts_with_badge(near[0]))):
            return False
        return not _is_divided(node)

    def _follows_peers(self, node: Node) -> bool:
        return not node.children and not _is_divided(node)

    def _accepted(self, nodes: Iterable[Node]) -> frozenset[str]:
        groups = [list(field_candidates(node.blocks, self.source, self.labels)) for node in nodes]
        return accepted_keys(groups, self.labels)

    # --- entries ---

    def _heading_entry(self, node: Node, keys: frozenset[str]) -> Entry:
        children = [child for child in node.children if self._has_evidence(child, keys)]
        prose = [child for child in node.children if child not in children]
        blocks = [_heading(node), *node.blocks, *(block for child in prose for block in _all_blocks(child))]
        fields = [f for f in field_candidates(node.blocks, self.source, self.labels) if f.key in keys]
        below = [self._heading_entry(child, keys) for child in children]
        return make_entry(heading_title(_heading(node)), blocks, fields=fields, children=below, end=node.end)

    def _listed_fields(self, carriers: Sequence[Block]) -> dict[Block, list[Field]]:
        candidates = {carrier: self._item_candidates(carrier) for carrier in carriers}
        keys = accepted_keys(list(candidates.values()), self.labels)
        return {carrier: [f for f in found if f.key in keys] for carrier, found in candidates.items()}

    def _item_candidates(self, carrier: Block) -> list[Field]:
        if carrier.type is not BlockType.ITEM:
            return []
        found = field_candidates(carrier.children, self.source, self.labels)
        return [candidate for candidate in found if candidate.label_span.start > _first_row_end(carrier, self.source)]


def _heading(node: Node) -> Block:
    if node.heading is None:
        raise ValueError("the root of the outline is no entry")
    return node.heading


def _first_row_end(carrier: Block, source: SourceText) -> int:
    return source.line_span(source.row(carrier.span.start)).end


def _has_title_link(node: Node) -> bool:
    return any(not in_page(link) for link in text_links(_heading(node).links))


def _is_divided(node: Node) -> bool:
    return len(list(listed_entries(node.blocks))) >= SECTION_BULLETS


def _all_blocks(node: Node) -> Iterable[Block]:
    yield _heading(node)
    yield from node.blocks
    for child in node.children:
        yield from _all_blocks(child)


def _without_entries(blocks: Iterable[Block], carriers: set[Block]) -> Iterable[Block]:
    return (block for block in blocks if not any(child in carriers for child in block.children))
