"""STY900. The linter calls ``check`` itself, since only it knows which comments silenced something."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix
from awesome_lint.rules.base import Context, Fixable, Rule
from awesome_lint.rules.selection import EVERYTHING
from awesome_lint.source import Span
from awesome_lint.source.toml import nearest
from awesome_lint.syntax.nodes import Block, BlockType, Directive, DirectiveKind, Document

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from awesome_lint.rules.suppressions import Suppression
    from awesome_lint.source import SourceText


class UnusedSuppression(Rule):
    """Suppression comment silences nothing, is misspelt, or splits the list or table it stands in.

    ## Why is this bad?
    A comment that silences nothing hides the next, real finding, and a misspelt one never silences anything. On a line
    of its own between bullets it splits the list in two, and between the rows of a table it ends the table.

    ## Example
    - [Alpha](https://alpha.example) does one thing. <!-- awesome-lint-disable-line no-such-rule -->

    ## Use instead
    - [Alpha](https://alpha.example) does one thing.

    ## Fix safety
    Unsafe where text stands directly behind the comment, or on the line that it begins: without the comment the text
    may be read in another way.
    """

    code = "STY900"
    name = "unused-suppression"
    since = "0.1"
    fixable = Fixable.SOMETIMES

    def check(
        self, idle: Collection[Suppression], unknown: Collection[Suppression], context: Context
    ) -> Iterator[Finding]:
        """Yield comments of no known kind, with ``unknown`` or ``idle`` selectors, or that split a list or table."""
        strange, useless = _selectors(unknown), _selectors(idle)
        source, places = context.document.source, _places(context.document)
        for directive in context.document.directives:
            wrong = {*strange[directive.span], *useless[directive.span]}
            if directive.kind is DirectiveKind.UNKNOWN:
                yield Finding(directive.span, _unknown_word(directive.word))
            elif wrong:
                message = _message(strange[directive.span], useless[directive.span])
                yield Finding(directive.span, message, _without(directive, wrong, source, places))
            elif split := places.splits.get(directive.span):
                message = f"the comment splits the {split.type}; put it at the end of the line it speaks for"
                yield Finding(directive.span, message, _moved(directive, split, source, places))


def _selectors(suppressions: Collection[Suppression]) -> defaultdict[Span, list[str]]:
    """Return the selectors of ``suppressions`` by the place of their comment."""
    by_comment = defaultdict(list)
    for suppression in suppressions:
        by_comment[suppression.directive.span].append(suppression.selector)
    return by_comment


def _unknown_word(word: str) -> str:
    kinds = [kind.value for kind in DirectiveKind if kind is not DirectiveKind.UNKNOWN]
    return f"there is no comment awesome-lint-{word}{nearest(word, kinds)}"


def _message(strange: list[str], useless: list[str]) -> str:
    parts = [f"no rule is called {', '.join(strange)}"] if strange else []
    if useless:
        parts.append("the comment silences nothing" + (f" of {', '.join(useless)}" if useless != [EVERYTHING] else ""))
    return "; ".join(parts)


def _without(directive: Directive, selectors: set[str], source: SourceText, places: _Places) -> Fix:
    """Take the selectors out of the comment, and the comment away when none is left."""
    left = [code for code in directive.codes if code not in selectors]
    if left:
        comment = f"<!-- awesome-lint-{directive.kind} {' '.join(left)} -->"
        return Fix(f"Remove {', '.join(sorted(selectors))}", (Edit(directive.span, comment),))
    removal, safe = _removal(directive.span, source, places)
    return Fix("Remove the comment", (Edit(removal, ""),), Applicability.SAFE if safe else Applicability.UNSAFE)


def _removal(comment: Span, source: SourceText, places: _Places) -> tuple[Span, bool]:
    """Return the comment with the blanks before it, and whether taking it out leaves the rest as it is.

    Text directly behind it keeps those blanks, and may be read in another way: as part of the word before, as an
    address. A comment that begins a block makes all of its line HTML, which would become Markdown. Indented lines
    behind a comment would go to the list before it.
    """
    before = source.slice(Span(source.line_span(source.row(comment.start)).start, comment.start))
    after = source.slice(Span(comment.end, source.line_span(source.row(comment.end)).end))
    if not (before + after).strip():
        removal = _line_removal(comment, source, places)
        return removal, comment not in places.behind_lists or not _INDENTED.match(source.text, removal.end)
    bare = before.rstrip(" \t")
    if not after or after[0] in " \t":
        return Span(comment.start - len(before) + len(bare), comment.end), places.may_go(comment, after)
    return comment, False


_INDENTED = re.compile(r"[\r\n]*[ \t]")


def _line_removal(comment: Span, source: SourceText, places: _Places) -> Span:
    """Return the whole lines of the comment.

    Of two blank lines around a comment that is a block one goes too; between two lines of text a blank one stays, or
    they would be joined.
    """
    first, last = source.row(comment.start), source.row(comment.end)
    start, rows = source.line_span(first).start, len(source.line_starts)
    above, below = (_holds_text(row, source) for row in (first - 1, last + 1))
    joins = comment in places.blocks and above and below and comment not in places.splits
    if last == rows or joins:
        return Span(start, source.line_span(last).end)
    also = 0 if above or below or comment not in places.blocks else 1
    return Span(start, source.line_starts[min(last + also, rows - 1)])


def _holds_text(row: int, source: SourceText) -> bool:
    return 0 < row <= len(source.line_starts) and bool(source.slice(source.line_span(row)).strip())


@dataclass(frozen=True)
class _Places:
    """Where HTML blocks are, which stand behind lists, and which split the list or table before them."""

    blocks: frozenset[Span]
    splits: Mapping[Span, Block]
    behind_lists: frozenset[Span]

    @cached_property
    def starts(self) -> frozenset[int]:
        return frozenset(block.start for block in self.blocks)

    def may_go(self, comment: Span, after: str) -> bool:
        """Tell whether ``after``, the rest of its line, stays what it is without the comment."""
        return not after.strip() or comment.start not in self.starts


def _places(document: Document) -> _Places:
    families = [document.blocks, *(block.children for block in document.walk_blocks())]
    neighbours = [trio for siblings in families for trio in zip(siblings, siblings[1:], siblings[2:], strict=False)]
    return _Places(
        blocks=frozenset(block.span for block in document.walk_blocks() if block.type is BlockType.HTML),
        splits={at.span: before for before, at, after in neighbours if _is_split(before, after)},
        behind_lists=frozenset(at.span for before, at, _ in neighbours if before.type is BlockType.LIST),
    )


def _is_split(before: Block, after: Block) -> bool:
    if before.type is BlockType.LIST and after.type is BlockType.LIST:
        return before.marker == after.marker
    return before.type is BlockType.TABLE and after.type is BlockType.PARAGRAPH and after.text.startswith("|")


def _moved(directive: Directive, split: Block, source: SourceText, places: _Places) -> Fix | None:
    """Move a ``disable-next-line`` comment to the end of the line it speaks for, in a table into the last cell."""
    row = source.row(directive.span.end) + 1
    if directive.kind is not DirectiveKind.NEXT_LINE or row > len(source.line_starts):
        return None
    line = source.line_span(row)
    end = line.start + len(source.slice(line).rstrip())
    inside = split.type is BlockType.TABLE and source.text[end - 1 : end] == "|"
    place = line.start + len(source.text[line.start : end - 1].rstrip()) if inside else end
    comment = f" {source.slice(directive.span).replace(directive.kind, DirectiveKind.LINE)}"
    edits = (Edit(_line_removal(directive.span, source, places), ""), Edit(Span(place, place), comment))
    return Fix("Move the comment to the end of the line", edits)
