"""Format one file: lay it out with mdformat, take only what leaves the HTML as it is, and say it as edits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mdformat.renderer import MDRenderer

from awesome_lint.diagnostics import Edit, apply_edits
from awesome_lint.formatter import extension
from awesome_lint.formatter.edits import line_edits, skeleton, source_lines
from awesome_lint.formatter.setting import parser
from awesome_lint.formatter.style import ChangedBlock, FormatReport, Style, UnchangedBlock
from awesome_lint.formatter.verify import accepted, html
from awesome_lint.source import SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.formatter.containers import Piece

_MAX_ROUNDS = 5


def report(source: SourceText, style: Style) -> FormatReport:
    """Return what makes ``source`` canonical, and what stays as it is.

    The result is laid out again until nothing changes, so that it is stable by construction; a document that does
    not settle gets no edits. Raises ``LimitError`` for a document nested too deep to be read whole.
    """
    first = _round(source, style)
    if not first.changed:
        return first
    current = _edited(source, first.edits)
    again = Style(style.bullet, style.emphasis, style.strong)  # badges stand on their lines by now
    for count in range(_MAX_ROUNDS):
        edits = _round(current, again).edits
        if not edits:
            return first if count == 0 else FormatReport((_between(source, current),), first.unchanged)
        current = _edited(current, edits)
    return FormatReport((), (UnchangedBlock(_whole(source), "document", "the layout does not settle"),))


def _whole(source: SourceText) -> Span:
    return Span(0, len(source.text))


def _edited(source: SourceText, edits: Sequence[Edit]) -> SourceText:
    return SourceText(source.path, apply_edits(source.text, edits))


def _between(source: SourceText, final: SourceText) -> ChangedBlock:
    edits = list(line_edits(source, source_lines(source), 0, source_lines(final)))
    return ChangedBlock(_whole(source), "document", (*edits, *_final_newline(source, edits)))


def _round(source: SourceText, style: Style) -> FormatReport:
    env: dict[str, Any] = {"path": source.path}
    tokens = parser().parse(_ended(source.text), env)
    changes = list(_changes(source, _pieces(tokens, env, _options(source, style))))
    kept = [change for change in changes if _keeps_text(source, change)]
    made = accepted(source.text, kept, html(tokens, env)) if kept else []
    left = [change for change in changes if change not in made]
    return FormatReport(tuple(made), tuple(_unchanged(change, lost=change not in kept) for change in left))


def _ended(text: str) -> str:
    """Return ``text`` with a last newline, without which the parser renders an open fence in another way."""
    return text if text.endswith(("\n", "\r")) else f"{text}\n"


def _keeps_text(source: SourceText, change: ChangedBlock) -> bool:
    old = [source.slice(edit.span) for edit in change.edits]
    return skeleton(old) == skeleton(edit.text for edit in change.edits)


def _unchanged(change: ChangedBlock, *, lost: bool) -> UnchangedBlock:
    return UnchangedBlock(change.span, change.type, "text would be lost" if lost else "the HTML would change")


def _options(source: SourceText, style: Style) -> dict[str, Any]:
    rows = [source.row(span.start) - 1 for span in style.badge_lines]
    declared = {"bullet": style.bullet, "emphasis": style.emphasis, "strong": style.strong, "badge_rows": rows}
    mdformat = {"plugin": {"awesome_lint": declared}}
    return {**parser().options, "parser_extension": [extension], "mdformat": mdformat}


def _pieces(tokens: Sequence[Any], env: dict[str, Any], options: dict[str, Any]) -> list[Piece]:
    MDRenderer().render(tokens, options, env, finalize=False)
    pieces: list[Piece] = env["awesome_lint_pieces"]
    return pieces


def _changes(source: SourceText, pieces: Sequence[Piece]) -> Iterator[ChangedBlock]:
    """Yield what a layout changes: each block with the blank lines before it, last the end of the file."""
    lines = [line.replace("\0", "\ufffd") for line in source_lines(source)]  # as the parser reads them
    end, edits = 0, []
    for piece in pieces:
        gap = list(line_edits(source, lines[end : piece.start], end, [""] * piece.blank))
        block = list(line_edits(source, lines[piece.start : piece.end], piece.start, piece.lines))
        edits += [*gap, *block]
        if gap or block:
            yield ChangedBlock(_place(source, piece), piece.type, (*gap, *block))
        end = piece.end
    last = list(line_edits(source, lines[end:], end, []))
    last += _final_newline(source, [*edits, *last])
    if last:
        yield ChangedBlock(Span(last[0].span.start, len(source.text)), "end", tuple(last))


def _place(source: SourceText, piece: Piece) -> Span:
    return Span(source.line_starts[piece.start], source.line_span(piece.end).end)


def _final_newline(source: SourceText, edits: Sequence[Edit]) -> Iterator[Edit]:
    """Yield the newline the last line lacks, unless that line goes."""
    end = len(source.text)
    if _ended(source.text) != source.text and end and not any(edit.span.end == end and not edit.text for edit in edits):
        yield Edit(Span(end, end), source.newline)
