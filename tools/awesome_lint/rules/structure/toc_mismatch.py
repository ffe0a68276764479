"""STR009."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit, Finding, Fix
from awesome_lint.languages import LANGUAGES
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.schema.sorting import longest_sorted
from awesome_lint.source import Span
from awesome_lint.syntax.carriers import block_links, heading_title
from awesome_lint.syntax.inlines import in_page
from awesome_lint.syntax.nodes import Block, BlockType, Document
from awesome_lint.syntax.outline import outline
from awesome_lint.syntax.slugs import comparable_anchor
from awesome_lint.syntax.titles import normalize_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from awesome_lint.syntax.nodes import Link
    from awesome_lint.syntax.outline import Node

NAMED_SHARE = 0.8
"""A list of in-page links is a table of contents of a level when it names at least this share of its headings …"""
MIN_HEADINGS = 4
"""… and the level has at least this many."""
KEPT_SHARE = 0.5
"""Contents with less than this share in the headings' order have an order of their own, often by name."""

_UNLISTED = {
    "acknowledgement", "acknowledgements", "acknowledgment", "acknowledgments", "citation", "cite", "code of conduct",
    "contact", "contribute", "contributing", "contribution", "contributions", "contributors", "credits", "disclaimer",
    "footnotes", "how to contribute", "license", "licence", "references", "related", "related lists", "sponsors",
    "star history", "stargazers", "support", "thanks",
    "参与贡献", "如何贡献", "引用", "致谢", "许可", "许可证", "贡献", "贡献者", "贡献指南", "联系", "赞助",
}  # fmt: skip
UNLISTED = frozenset(_UNLISTED).union(*(language.contents_titles for language in LANGUAGES.values()))
"""Titles of sections about the list itself, which contents leave out on purpose."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A list that names headings, with the item of each; ``broken`` counts the items that name none.

    A broken item names a heading that seems to be missing: LNK006 reports it.
    """

    block: Block
    items: dict[Block, Block]
    broken: int


class TocMismatch(NodeRule[Document]):
    """Table of contents leaves out a heading, or has another order than the headings.

    ## Why is this bad?
    Readers take the contents for the whole list; a section that is not named is not found.

    ## Example
    # List

    - [One](#one)
    - [Two](#two)
    - [Three](#three)
    - [Five](#five)

    ## One
    ## Two
    ## Three
    ## Four
    ## Five

    ## Use instead
    # List

    - [One](#one)
    - [Two](#two)
    - [Three](#three)
    - [Four](#four)
    - [Five](#five)

    ## One
    ## Two
    ## Three
    ## Four
    ## Five
    """

    code = "STR009"
    name = "toc-mismatch"
    since = "0.1"
    fixable = Fixable.SOMETIMES
    changes_urls = True
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield what each table of contents leaves out, and where its order differs, below each heading."""
        parents = list(outline(node.blocks).walk())
        for contents in _contents(node):
            if len(contents.items) < NAMED_SHARE * MIN_HEADINGS:
                continue
            for group in _groups(parents, contents):
                named = [heading for heading in group if heading in contents.items]
                if len(group) < MIN_HEADINGS or len(named) < NAMED_SHARE * len(group):
                    continue
                if len(group) - len(named) > contents.broken:
                    yield from _missing(group, contents, context)
                yield from _misplaced(named, contents, context)


def _groups(parents: Iterable[Node], contents: Contents) -> Iterator[list[Block]]:
    """Yield the headings below the contents that share a parent, without those that contents usually leave out."""
    for parent in parents:
        children = [child.heading for child in parent.children if child.heading is not None]
        below = [heading for heading in children if heading.span.start > contents.block.span.end]
        yield [h for h in below if h in contents.items or normalize_title(h.text) not in UNLISTED]


def _contents(document: Document) -> Iterator[Contents]:
    """Yield the top-level lists all of whose items are in-page links."""
    by_anchor = _headings_by_anchor(document)
    by_title = {normalize_title(heading.text): heading for heading in document.headings}
    for block in document.blocks:
        links = [link for link in block_links(block) if not link.is_image] if block.type is BlockType.LIST else []
        if not links or not all(map(in_page, links)):
            continue
        items: dict[Block, Block] = {}
        broken = 0
        for item, link in _item_links(block):
            heading = by_anchor.get(comparable_anchor(link.url)) or by_title.get(normalize_title(link.text))
            if heading is not None:
                items.setdefault(heading, item)
            broken += heading is None
        yield Contents(block, items, broken)


def _headings_by_anchor(document: Document) -> dict[str, Block]:
    """Return each heading by its anchor and by those of the HTML it holds (``## Code <a id="code01"></a>``)."""
    rows = {document.source.row(heading.span.start): heading for heading in document.headings}
    found = {}
    for anchor, place in document.anchors.items():
        heading = place if isinstance(place, Block) else rows.get(document.source.row(place.start))
        if heading is not None:
            found[comparable_anchor(anchor)] = heading
    return found


def _item_links(contents: Block) -> Iterator[tuple[Block, Link]]:
    for item in contents.walk():
        if item.type is BlockType.ITEM and item.children and item.children[0].links:
            yield item, item.children[0].links[0]


def _missing(headings: Sequence[Block], contents: Contents, context: Context) -> Iterator[Finding]:
    """Yield the headings that are not named, each at the item it belongs behind."""
    before: Block | None = None
    for heading in headings:
        item = contents.items.get(heading)
        if item is None:
            place = before or contents.block.children[0]
            span = place.children[0].span if place.children else place.span
            message = f'the contents leave out "{heading_title(heading).text}" (line {_row(heading, context)})'
            yield Finding(span, message, _insert(heading, before, context), cause=("contents", heading.span.start))
        before = item or before


def _row(block: Block, context: Context) -> int:
    return context.document.source.row(block.span.start)


def _insert(heading: Block, before: Block | None, context: Context) -> Fix | None:
    """Add an item behind ``before``, marked and indented as that is; none for ordered lists, whose numbers follow."""
    source = context.document.source
    anchor = next((a for a, h in context.document.anchors.items() if h is heading), "")
    if before is None or before.ordered or before.marker not in tuple("-*+") or not anchor:
        return None
    line = source.line_span(_row(before, context))
    indent = source.text[line.start : before.span.start]
    end = source.line_span(source.row(max(before.span.start, before.span.end - 1))).end
    title = heading_title(heading).text.replace("[", r"\[").replace("]", r"\]")
    text = f"{source.newline}{indent}{before.marker} [{title}](#{anchor})"
    return Fix(f'Add "{title}"', (Edit(Span(end, end), text),))


def _misplaced(named: Sequence[Block], contents: Contents, context: Context) -> Iterator[Finding]:
    """Yield one finding when the items are in another order than the headings they name."""
    wanted = [contents.items[heading] for heading in named]
    present = sorted(wanted, key=lambda item: item.span)
    if wanted == present or len(set(wanted)) < len(wanted) or _has_own_order(wanted):
        return
    first = next(at for at, item in enumerate(present) if item is not wanted[at])
    title = heading_title(named[first]).text
    span = present[first].children[0].span
    yield Finding(
        span,
        f'the contents are in another order than the headings; "{title}" comes here',
        _sort(wanted, present, context),
    )


def _has_own_order(wanted: Sequence[Block]) -> bool:
    return len(longest_sorted([item.span for item in wanted])) < KEPT_SHARE * len(wanted)


def _sort(wanted: Sequence[Block], present: Sequence[Block], context: Context) -> Fix | None:
    """Put the items in the order of the headings, when all are items of one bullet list."""
    source = context.document.source
    indents = {item.span.start - source.line_span(_row(item, context)).start for item in present}
    if len(indents) > 1 or any(item.ordered or item.marker not in tuple("-*+") for item in present):
        return None
    edits = (
        Edit(there.span, source.slice(item.span))
        for there, item in zip(present, wanted, strict=True)
        if there is not item
    )
    return Fix("Sort the contents", tuple(edits))
