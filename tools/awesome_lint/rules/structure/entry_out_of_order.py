"""STR005."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.schema import SortKey, out_of_order
from awesome_lint.schema.sorting import destinations
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import EntryStyle, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from awesome_lint.source import SourceText
    from awesome_lint.syntax.nodes import Entry

LINKED_SHARE = 0.8
"""Where at least this share of the heading entries has a title link, headings without one are no entries."""


class EntryOutOfOrder(NodeRule[Section]):
    """Entry breaks the order its section is sorted in.

    ## Why is this bad?
    Readers look for an entry where the order puts it, and add it a second time when it is not there.

    ## Example
    ## Tools

    - [Alpha](https://alpha.example)
    - [Beta](https://beta.example)
    - [Zeta](https://zeta.example)
    - [Delta](https://delta.example)
    - [Epsilon](https://epsilon.example)
    - [Eta](https://eta.example)
    - [Gamma](https://gamma.example)
    - [Iota](https://iota.example)
    - [Kappa](https://kappa.example)
    - [Lambda](https://lambda.example)
    - [Mu](https://mu.example)

    ## Use instead
    ## Tools

    - [Alpha](https://alpha.example)
    - [Beta](https://beta.example)
    - [Delta](https://delta.example)
    - [Epsilon](https://epsilon.example)
    - [Eta](https://eta.example)
    - [Gamma](https://gamma.example)
    - [Iota](https://iota.example)
    - [Kappa](https://kappa.example)
    - [Lambda](https://lambda.example)
    - [Mu](https://mu.example)
    - [Zeta](https://zeta.example)

    ## Fix safety
    The fix moves the entry. Where its date or title is what is wrong, correct that instead.
    """

    code = "STR005"
    name = "entry-out-of-order"
    since = "0.1"
    fixable = Fixable.SOMETIMES
    node_type = Section
    yields_to = ("TRN004",)

    def check(self, node: Section, context: Context) -> Iterator[Finding]:
        """Yield the fewest entries that would have to move."""
        schema = context.schemas.section(node)
        if schema.sort is None:
            return
        entries = _comparable([entry for entry in node.entries if entry.style is schema.style])
        blamed = out_of_order(entries, schema.sort)
        lines = _lines(entries, context.document.source) if blamed else {}
        for entry, after in zip(blamed, destinations(blamed, entries, schema.sort), strict=True):
            where = f'it belongs after "{after.title}"' if after else "it belongs first"
            message = f'"{entry.title}" is out of order: the section is sorted by {_words(schema.sort)}; {where}'
            yield Finding(_place(entry, schema.sort), message, _move(entry, after, lines, context.document.source))


def _comparable(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return ``entries`` without headings that name no link where the others do: they divide the list."""
    linked = [entry for entry in entries if entry.title_link or entry.style is not EntryStyle.HEADING]
    return linked if len(linked) >= LINKED_SHARE * len(entries) else entries


def _place(entry: Entry, sort: SortKey) -> Span:
    """Return where to look: at what the section is sorted by."""
    spans = (field.value_span for field in entry.fields if field.key == sort.key)
    return next(spans, entry.title_span)


def _words(sort: SortKey) -> str:
    if sort.key == "date":
        return "date, newest first" if sort.descending else "date, oldest first"
    return f"{sort.key}, descending" if sort.descending else sort.key


def _move(entry: Entry, after: Entry | None, lines: Mapping[Entry, Span], source: SourceText) -> Fix | None:
    """Move the lines of ``entry`` behind those of ``after``; None where lines hold more than entries."""
    own, text = lines.get(entry), source.text
    if own is None:
        return None
    place = lines[after].end if after else next(iter(lines.values())).start
    moved = text[own.start : own.end]
    apart = moved.endswith(("\n", "\r")) and text[max(0, place - 1) : place] in {"\n", "\r"}
    if not apart or own.start <= place <= own.end:
        return None
    edits = (Edit(Span(place, place), moved), Edit(own, ""))
    return Fix("Move the entry", tuple(sorted(edits)), Applicability.UNSAFE)


def _lines(entries: Sequence[Entry], source: SourceText) -> Mapping[Entry, Span]:
    """Return the lines of each entry; none when anything but entries stands between the first and the last."""
    lines = {
        entry: _lines_of(entry, following, source)
        for entry, following in zip(entries, (*entries[1:], None), strict=True)
    }
    touching = all(one.end == two.start for one, two in pairwise(lines.values()))
    return lines if touching else {}


def _lines_of(entry: Entry, following: Entry | None, source: SourceText) -> Span:
    """Return the lines of an entry; those of a heading go up to the next entry."""
    start = source.line_span(source.row(entry.span.start)).start
    if entry.style is EntryStyle.HEADING and following:
        return Span(start, source.line_span(source.row(following.span.start)).start)
    row = source.row(entry.span.end)
    return Span(start, source.line_starts[row] if row < len(source.line_starts) else len(source.text))
