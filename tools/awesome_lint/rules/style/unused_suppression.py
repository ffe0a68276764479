"""STY900. The linter calls ``check`` itself, since only it knows which comments silenced something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit, Finding, Fix
from awesome_lint.rules.base import Context, Fixable, Rule
from awesome_lint.rules.selection import EVERYTHING
from awesome_lint.source import Span
from awesome_lint.source.toml import nearest
from awesome_lint.syntax.nodes import Block, BlockType, Directive, DirectiveKind, Document

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from awesome_lint.rules.suppressions import Suppression


class UnusedSuppression(Rule):
    """Suppression comment silences nothing, is misspelt, or splits the list or table it stands in.

    ## Why is this bad?
    A comment that silences nothing hides the next, real finding, and a misspelt one never silences anything. On a line
    of its own between bullets it splits the list in two, and between the rows of a table it ends the table.

    ## Example
    - [Alpha](https://alpha.example) does one thing. <!-- awesome-lint-disable-line no-such-rule -->

    ## Use instead
    - [Alpha](https://alpha.example) does one thing.
    """

    code = "STY900"
    name = "unused-suppression"
    since = "0.1"
    fixable = Fixable.SOMETIMES

    def check(
        self, idle: Collection[Suppression], unknown: Collection[Suppression], context: Context
    ) -> Iterator[Finding]:
        """Yield comments of no known kind, with ``unknown`` or ``idle`` selectors, or that split a list or table."""
        for directive in context.document.directives:
            if directive.kind is DirectiveKind.UNKNOWN:
                yield Finding(directive.span, _unknown_word(directive.word))
                continue
            strange = [s.selector for s in unknown if s.directive is directive]
            useless = [s.selector for s in idle if s.directive is directive]
            if strange or useless:
                message = _message(strange, useless)
                yield Finding(directive.span, message, _without(directive, {*strange, *useless}, context.document))
            elif split := _split(directive, context.document):
                message = f"the comment splits the {split.type}; put it at the end of the line it speaks for"
                yield Finding(directive.span, message, _moved(directive, split, context.document))


def _unknown_word(word: str) -> str:
    kinds = [kind.value for kind in DirectiveKind if kind is not DirectiveKind.UNKNOWN]
    return f"there is no comment awesome-lint-{word}{nearest(word, kinds)}"


def _message(strange: list[str], useless: list[str]) -> str:
    parts = [f"no rule is called {', '.join(strange)}"] if strange else []
    if useless:
        parts.append("the comment silences nothing" + (f" of {', '.join(useless)}" if useless != [EVERYTHING] else ""))
    return "; ".join(parts)


def _without(directive: Directive, selectors: set[str], document: Document) -> Fix:
    """Take the selectors out of the comment, and the comment away when none is left."""
    left = [code for code in directive.codes if code not in selectors]
    if left:
        comment = f"<!-- awesome-lint-{directive.kind} {' '.join(left)} -->"
        return Fix(f"Remove {', '.join(sorted(selectors))}", (Edit(directive.span, comment),))
    return Fix("Remove the comment", (Edit(_removal(directive, document), ""),))


def _removal(directive: Directive, document: Document) -> Span:
    """Return the comment with the blanks before it, or its whole line when nothing else stands there.

    Of two blank lines around it one goes too; between two lines of text a blank one stays, or they would be joined.
    """
    source = document.source
    row = source.row(directive.span.start)
    line = source.line_span(row)
    if source.slice(line).strip() != source.slice(directive.span):
        before = source.text[: directive.span.start]
        return Span(len(before.rstrip(" \t")), directive.span.end)
    above, below = (_holds_text(each, document) for each in (row - 1, row + 1))
    if row == len(source.line_starts) or (above and below and not _split(directive, document)):
        return line
    last = row if above or below else min(row + 1, len(source.line_starts) - 1)
    return Span(line.start, source.line_starts[last])


def _holds_text(row: int, document: Document) -> bool:
    source = document.source
    return 0 < row <= len(source.line_starts) and bool(source.slice(source.line_span(row)).strip())


def _split(directive: Directive, document: Document) -> Block | None:
    """Return the list or table whose rest stands behind the comment, if there is one."""
    before, after = _neighbours(directive, document)
    return before if before and after and _is_split(before, after) else None


def _is_split(before: Block, after: Block) -> bool:
    if before.type is BlockType.LIST and after.type is BlockType.LIST:
        return before.marker == after.marker
    return before.type is BlockType.TABLE and after.type is BlockType.PARAGRAPH and after.text.startswith("|")


def _neighbours(directive: Directive, document: Document) -> tuple[Block | None, Block | None]:
    """Return the blocks before and behind a comment that is a block of its own."""
    for siblings in (document.blocks, *(block.children for block in document.walk_blocks())):
        for index, block in enumerate(siblings):
            if block.type is BlockType.HTML and block.span == directive.span:
                return (siblings[index - 1] if index else None, siblings[index + 1] if siblings[index + 1 :] else None)
    return None, None


def _moved(directive: Directive, split: Block, document: Document) -> Fix | None:
    """Move a ``disable-next-line`` comment to the end of the line it speaks for, in a table into the last cell."""
    source = document.source
    row = source.row(directive.span.end) + 1
    if directive.kind is not DirectiveKind.NEXT_LINE or row > len(source.line_starts):
        return None
    line = source.line_span(row)
    end = line.start + len(source.slice(line).rstrip())
    inside = split.type is BlockType.TABLE and source.text[end - 1 : end] == "|"
    place = line.start + len(source.text[line.start : end - 1].rstrip()) if inside else end
    comment = f" {source.slice(directive.span).replace(directive.kind, DirectiveKind.LINE)}"
    edits = (Edit(_removal(directive, document), ""), Edit(Span(place, place), comment))
    return Fix("Move the comment to the end of the line", edits)
