"""Format one file: lay it out with mdformat, take only what leaves the HTML as it is, and say it as edits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mdformat.renderer import MDRenderer

from awesome_lint.diagnostics import Edit, apply_edits
from awesome_lint.formatter import extension
from awesome_lint.formatter.edits import line_edits, skeleton, source_lines
from awesome_lint.formatter.setting import parser
from awesome_lint.formatter.style import ChangedBlock, FormatReport, Style, UnchangedBlock
from awesome_lint.formatter.verify import Candidate, accepted
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
    if _mixes_cr(source.text):
        return _refused(source, "its newlines are mixed")
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
    return _refused(source, "the layout does not settle")


def _mixes_cr(text: str) -> bool:
    """Tell whether lone CRs stand beside LFs: there an edit between the two would make one newline of them."""
    return "\n" in text and "\r" in text.replace("\r\n", "")


def _refused(source: SourceText, reason: str) -> FormatReport:
    return FormatReport((), (UnchangedBlock(_whole(source), "document", reason),))


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
    candidates = list(_candidates(source, _pieces(tokens, env, _options(source, style))))
    kept = [candidate for candidate in candidates if _keeps_text(source, candidate.change)]
    made = set(accepted(source.text, kept, tokens, env)) if kept else set()
    unchanged = [_unchanged(each.change, lost=each not in kept) for each in candidates if each not in made]
    return FormatReport(tuple(each.change for each in candidates if each in made), tuple(unchanged))


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


def _candidates(source: SourceText, pieces: Sequence[Piece]) -> Iterator[Candidate]:
    """Yield what a layout changes: each block with the blank lines before it, last the end of the file."""
    lines = [line.replace("\0", "\ufffd") for line in source_lines(source)]  # as the parser reads them
    end, edits = 0, []
    for number, piece in enumerate(pieces):
        gap = list(line_edits(source, lines[end : piece.start], end, [""] * piece.blank))
        block = list(line_edits(source, lines[piece.start : piece.end], piece.start, piece.lines))
        edits += [*gap, *block]
        if gap or block:
            change = ChangedBlock(_place(source, piece), piece.type, (*gap, *block))
            yield Candidate(change, _surroundings(source, pieces, number))
        end = piece.end
    last = list(line_edits(source, lines[end:], end, []))
    last += _final_newline(source, [*edits, *last])
    if last:
        change = ChangedBlock(Span(last[0].span.start, len(source.text)), "end", tuple(last))
        yield Candidate(change, _surroundings(source, pieces, len(pieces)))


def _surroundings(source: SourceText, pieces: Sequence[Piece], number: int) -> Span:
    """Return the place of a block with its neighbours on both sides."""
    start = source.line_starts[pieces[number - 1].start] if number else 0
    after = pieces[number + 1].end if number + 1 < len(pieces) else len(source.line_starts)
    return Span(start, source.line_starts[after] if after < len(source.line_starts) else len(source.text))


def _place(source: SourceText, piece: Piece) -> Span:
    return Span(source.line_starts[piece.start], source.line_span(piece.end).end)


def _final_newline(source: SourceText, edits: Sequence[Edit]) -> Iterator[Edit]:
    """Yield the newline the last line lacks, unless that line goes."""
    end = len(source.text)
    if _ended(source.text) != source.text and end and not any(edit.span.end == end and not edit.text for edit in edits):
        yield Edit(Span(end, end), source.newline)
