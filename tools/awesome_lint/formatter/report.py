"""Format one file: lay it out with mdformat, take only what leaves the HTML as it is, and say it as edits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mdformat.renderer import MDRenderer

from awesome_lint.diagnostics import Edit, apply_edits
from awesome_lint.formatter import extension
from awesome_lint.formatter.edits import line_edits, source_lines
from awesome_lint.formatter.setting import parser
from awesome_lint.formatter.style import FormatReport, Style, UnchangedBlock
from awesome_lint.formatter.verify import Change, accepted, html, skeleton
from awesome_lint.source import SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.formatter.containers import Piece

_MAX_ROUNDS = 5


def report(source: SourceText, style: Style) -> FormatReport:
    """Return the edits that make ``source`` canonical, and what stays as it is.

    The result is laid out again until nothing changes, so that it is stable by construction; a document that does
    not settle gets no edits. Raises ``LimitError`` for a document nested too deep to be read whole.
    """
    first = _round(source, style)
    if not first.edits:
        return first
    current = _edited(source, first.edits)
    again = Style(style.bullet, style.emphasis, style.strong)  # badges stand on their lines by now
    for count in range(_MAX_ROUNDS):
        edits = _round(current, again).edits
        if not edits:
            return first if count == 0 else FormatReport(_between(source, current), first.unchanged)
        current = _edited(current, edits)
    whole = UnchangedBlock(Span(0, len(source.text)), "document", "the layout does not settle")
    return FormatReport((), (whole,))


def _edited(source: SourceText, edits: Sequence[Edit]) -> SourceText:
    return SourceText(source.path, apply_edits(source.text, edits))


def _between(source: SourceText, final: SourceText) -> tuple[Edit, ...]:
    return (*line_edits(source, source_lines(source), 0, source_lines(final)), *_final_newline(source))


def _round(source: SourceText, style: Style) -> FormatReport:
    env: dict[str, Any] = {"path": source.path}
    tokens = parser().parse(_ended(source.text), env)
    changes = list(_changes(source, _pieces(tokens, env, _options(source, style))))
    made = accepted(source.text, changes, html(tokens, env)) if changes else []
    unchanged = tuple(_unchanged(change) for change in changes if change not in made)
    return FormatReport(tuple(edit for change in made for edit in change.edits), unchanged)


def _ended(text: str) -> str:
    """Return ``text`` with a last newline, without which the parser renders an open fence in another way."""
    return text if text.endswith(("\n", "\r")) else f"{text}\n"


def _unchanged(change: Change) -> UnchangedBlock:
    reason = "the HTML would change" if change.keeps_text else "text would be lost"
    return UnchangedBlock(change.span, change.type, reason)


def _options(source: SourceText, style: Style) -> dict[str, Any]:
    rows = [source.row(span.start) - 1 for span in style.badge_lines]
    declared = {"bullet": style.bullet, "emphasis": style.emphasis, "strong": style.strong, "badge_rows": rows}
    mdformat = {"plugin": {"awesome_lint": declared}}
    return {**parser().options, "parser_extension": [extension], "mdformat": mdformat}


def _pieces(tokens: Sequence[Any], env: dict[str, Any], options: dict[str, Any]) -> list[Piece]:
    MDRenderer().render(tokens, options, env, finalize=False)
    pieces: list[Piece] = env["awesome_lint_pieces"]
    return pieces


def _changes(source: SourceText, pieces: Sequence[Piece]) -> Iterator[Change]:
    lines = [line.replace("\0", "\ufffd") for line in source_lines(source)]  # as the parser reads them
    end = 0
    for piece in pieces:
        yield from _change(source, "blank", (end, lines[end : piece.start]), [""] * piece.blank)
        yield from _change(source, piece.type, (piece.start, lines[piece.start : piece.end]), piece.lines)
        end = piece.end
    yield from _change(source, "blank", (end, lines[end:]), [])
    if end == len(lines):
        newline = _final_newline(source)
        yield from [Change("blank", edit.span, newline, keeps_text=True) for edit in newline]


def _change(source: SourceText, kind: str, old: tuple[int, Sequence[str]], new: Sequence[str]) -> Iterator[Change]:
    start, lines = old
    if list(lines) != list(new):
        edits = tuple(line_edits(source, lines, start, new))
        begin = source.line_starts[start]
        end = source.line_span(start + max(1, len(lines))).end
        yield Change(kind, Span(begin, end), edits, _keeps_text(source.text[begin:end] if lines else "", new))


def _keeps_text(old: str, new: Sequence[str]) -> bool:
    return skeleton([old]) == skeleton(new)


def _final_newline(source: SourceText) -> tuple[Edit, ...]:
    end = len(source.text)
    return (Edit(Span(end, end), source.newline),) if source.text and not source.text.endswith(("\n", "\r")) else ()
