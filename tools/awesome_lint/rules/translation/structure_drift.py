"""TRN008."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Finding, Fix, Severity
from awesome_lint.rules.base import Context, Fixable, PairRule
from awesome_lint.rules.translation._shapes import Part, Shape, code_lines, columns_of, icons_of, shape_of
from awesome_lint.rules.translation._sides import edit_in, related_in_twin, twin_name
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import Block, BlockType, Entry, Section
from awesome_lint.translation.align import CERTAIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.translation.pair import Pair

    Parts = tuple[Part, Part]

_FEW_HEADINGS = 4
"""With fewer headings in common, nothing is known about how the levels of two texts go together."""
_SHIFT_SHARE = 0.75
"""At least this share of the headings must agree on how many levels apart the two texts are."""
_LINES_APART = 2
"""Code that differs by fewer lines may be broken into lines in another way."""


class StructureDrift(PairRule):
    """Code, image, list, table or heading is built in another way than in the other language.

    ## Why is this bad?
    A text that has an example, a picture or a step that the other one lacks tells its readers more, and a heading of
    another level puts what follows into another place of the outline.

    Counted are code blocks and their lines (blank ones and comments left out), images that are no badges or icons,
    items of lists, and columns of tables. Heads of files, tables of contents and fields do not count.

    ## Example
    ## Models

    ### [Alpha](https://alpha.example)

    ### [Beta](https://beta.example)

    #### [Gamma](https://gamma.example)

    ### [Delta](https://delta.example)

    ## Use instead
    ## Models

    ### [Alpha](https://alpha.example)

    ### [Beta](https://beta.example)

    ### [Gamma](https://gamma.example)

    ### [Delta](https://delta.example)

    ## Fix safety
    The fix gives the translation's heading the level that the source's has; it may be the source that is wrong.
    """

    code = "TRN008"
    name = "structure-drift"
    since = "0.1"
    severity = Severity.INFO
    fixable = Fixable.SOMETIMES

    def check(self, pair: Pair, context: Context) -> Iterator[Finding]:
        """Yield each part that is built differently."""
        if not pair.tells_drift:
            return
        parts = _certain_parts(pair)
        yield from _levels(pair, parts)
        yield from _tables(pair, parts)
        mixed = _with_unpaired_entries(pair)
        icons = icons_of(pair.document) | icons_of(pair.twin)
        for ours, theirs in parts:
            if not _is_head(ours) and not _is_head(theirs):
                shapes = shape_of(ours, icons), shape_of(theirs, icons)
                yield from _contents(pair, (ours, theirs), shapes, lists=mixed.isdisjoint((ours, theirs)))


def _certain_parts(pair: Pair) -> list[Parts]:
    """Return the sections and entries that belong together, not by their places alone."""
    sections = [(match.ours, match.theirs) for match in pair.alignment.sections if match.confidence >= CERTAIN]
    entries = [(match.ours, match.theirs) for match in pair.alignment.entries if match.confidence >= CERTAIN]
    return [*sections, *entries]


def _is_head(part: Part) -> bool:
    """Tell whether a part holds the head of a file, which is made anew for each language."""
    return isinstance(part, Section) and part.level <= 1


def _with_unpaired_entries(pair: Pair) -> set[Part]:
    """Return the sections with an entry that has no partner: it may be an item without a link on the other side."""
    unpaired = {*pair.alignment.our_entries, *pair.alignment.their_entries}
    sections = (section for document in (pair.document, pair.twin) for section in document.root.walk())
    return {section for section in sections if not unpaired.isdisjoint(section.entries)}


def _contents(pair: Pair, parts: Parts, shapes: tuple[Shape, Shape], *, lists: bool) -> Iterator[Finding]:
    """Yield how what stands in two parts differs."""
    (ours, theirs), (one, other) = parts, shapes
    counts = [(len(one.codes), len(other.codes), "code block"), (one.images, other.images, "image")]
    counts += [(one.items, other.items, "list item")] if lists else []
    for here, there, noun in counts:
        if here != there:
            message = f'"{ours.title}" has {_amount(here, noun)}, in {twin_name(pair)} {_amount(there, noun)}'
            related = related_in_twin(pair, _place(theirs), f"here it has {_amount(there, noun)}")
            yield Finding(_place(ours), message, related=related)
    if len(one.codes) == len(other.codes):
        yield from _codes(pair, one.codes, other.codes)


def _codes(pair: Pair, ours: Sequence[Block], theirs: Sequence[Block]) -> Iterator[Finding]:
    for code, other in zip(ours, theirs, strict=True):
        here, there = code_lines(code), code_lines(other)
        if abs(here - there) >= _LINES_APART:
            message = f"code has {_amount(here, 'line')}, in {twin_name(pair)} {_amount(there, 'line')}"
            related = related_in_twin(pair, other.span, f"here it has {_amount(there, 'line')}")
            yield Finding(code.span, message, related=related)


def _amount(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"


def _place(part: Part) -> Span:
    if isinstance(part, Entry):
        return part.title_span
    return part.heading.span if part.heading else Span(part.span.start, part.span.start)


def _tables(pair: Pair, parts: Sequence[Parts]) -> Iterator[Finding]:
    """Yield the first row of each table of entries that has more or fewer columns than its partner's."""
    ours, theirs = columns_of(pair.document), columns_of(pair.twin)
    told = set()
    for part, other in parts:
        if not (isinstance(part, Entry) and isinstance(other, Entry)):
            continue
        if part.anchor not in ours or other.anchor not in theirs:
            continue
        (table, here), (_, there) = ours[part.anchor], theirs[other.anchor]
        if here != there and table not in told:
            told.add(table)
            message = f"table has {_amount(here, 'column')}, in {twin_name(pair)} {_amount(there, 'column')}"
            related = related_in_twin(pair, other.title_span, f"here it has {_amount(there, 'column')}")
            yield Finding(part.title_span, message, related=related)


def _levels(pair: Pair, parts: Sequence[Parts]) -> Iterator[Finding]:
    """Yield the headings that are not as many levels apart from their partners as most are."""
    headings = [(ours, theirs) for ours, theirs in parts if _heading(ours) and _heading(theirs)]
    shifts = Counter(_level(theirs) - _level(ours) for ours, theirs in headings)
    shift, count = shifts.most_common(1)[0] if shifts else (0, 0)
    if count < max(_FEW_HEADINGS - 1, _SHIFT_SHARE * len(headings)):
        return
    for ours, theirs in headings:
        if _level(theirs) - _level(ours) != shift:
            yield _misplaced(pair, ours, theirs, shift)


def _misplaced(pair: Pair, ours: Part, theirs: Part, shift: int) -> Finding:
    here, there = _level(ours), _level(theirs)
    message = f'"{ours.title}" is a heading of level {here}, in {twin_name(pair)} of level {there}'
    wrong, part, level = (pair.twin, theirs, here + shift) if pair.is_source else (pair.document, ours, there - shift)
    edit, heading = None, _heading(part)
    if heading and heading.marker == "#" and _is_leaf(part):
        start = heading.span.start
        edit = edit_in(pair, wrong, Span(start, start + heading.level), "#" * level)
    fix = Fix("Give the heading the other level", (edit,), Applicability.UNSAFE) if edit else None
    return Finding(_place(ours), message, fix, related=related_in_twin(pair, _place(theirs), f"here of level {there}"))


def _heading(part: Part) -> Block | None:
    anchor = part.anchor if isinstance(part, Entry) else part.heading
    return anchor if anchor and anchor.type is BlockType.HEADING else None


def _level(part: Part) -> int:
    heading = _heading(part)
    return heading.level if heading else 0


def _is_leaf(part: Part) -> bool:
    """Tell whether nothing below a heading would change its place when the heading's level changes."""
    below = part.children if isinstance(part, Entry) else (*part.subsections, *part.entries)
    return not below
