"""Format one file: lay it out with mdformat, take only what leaves the HTML as it is, and say it as edits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from awesome_lint.diagnostics import Edit, apply_edits
from awesome_lint.formatter import extension, walk
from awesome_lint.formatter.edits import line_edits, skeleton, source_lines
from awesome_lint.formatter.setting import parser
from awesome_lint.formatter.style import ChangedBlock, FormatReport, Style, UnchangedBlock
from awesome_lint.formatter.verify import Candidate, accepted, ended
from awesome_lint.source import SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.formatter.containers import Piece


def report(source: SourceText, style: Style) -> FormatReport:
    """Return what makes ``source`` canonical, and what stays as it is.

    The result is laid out once more: a document that does not come out stable gets no edits. Raises ``LimitError``
    for a document that cannot be read whole.
    """
    if _mixes_cr(source.text):
        return _refused(source, "its newlines are mixed")
    first = _round(source, style)
    if not first.changed:
        return first
    canonical = SourceText(source.path, apply_edits(source.text, first.edits))
    again = _round(canonical, Style(style.bullet, style.emphasis, style.strong))  # badges stand on their lines by now
    return first if not again.changed else _refused(source, "its layout does not settle")


def _mixes_cr(text: str) -> bool:
    """Tell whether lone CRs stand beside LFs: there an edit between the two would make one newline of them."""
    return "\n" in text and "\r" in text.replace("\r\n", "")


def _refused(source: SourceText, reason: str) -> FormatReport:
    return FormatReport((), (UnchangedBlock(Span(0, len(source.text)), "document", reason),))


def _round(source: SourceText, style: Style) -> FormatReport:
    env: dict[str, Any] = {"path": source.path}
    tokens = parser().parse(ended(source.text), env)
    options = _options(source, style)
    walk.render(tokens, options, env)
    if not any(_candidates(source, _pieces(env))):
        return FormatReport((), ())
    _render_with_mdformat(tokens, options, env)
    candidates = list(_candidates(source, _pieces(env)))
    kept = [candidate for candidate in candidates if _keeps_text(source, candidate.change)]
    made = set(accepted(source.text, kept, tokens, env)) if kept else set()
    unchanged = [_unchanged(each.change, lost=each not in kept) for each in candidates if each not in made]
    return FormatReport(tuple(each.change for each in candidates if each in made), tuple(unchanged))


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


def _render_with_mdformat(tokens: Sequence[Any], options: dict[str, Any], env: dict[str, Any]) -> None:
    from mdformat.renderer import MDRenderer  # late: paid only when something is not canonical

    MDRenderer().render(tokens, options, env, finalize=False)


def _pieces(env: dict[str, Any]) -> list[Piece]:
    pieces: list[Piece] = env["awesome_lint_pieces"]
    return pieces


def _candidates(source: SourceText, pieces: Sequence[Piece]) -> Iterator[Candidate]:
    """Yield what a layout changes: each block with the blank lines before it, last the end of the file."""
    for number, change in enumerate(_changes(source, pieces)):
        if change.edits:
            yield Candidate(change, _surroundings(source, pieces, number))


def _changes(source: SourceText, pieces: Sequence[Piece]) -> Iterator[ChangedBlock]:
    """Yield one for each piece and one for the end, with edits or without."""
    lines = [line.replace("\0", "\ufffd") for line in source_lines(source)]  # as the parser reads them
    end, edits = 0, []
    for piece in pieces:
        found = line_edits(source, lines[end : piece.end], end, [""] * piece.blank + piece.lines)
        edits = [_with_final_newline(source, edit) for edit in found]
        yield ChangedBlock(_place(source, piece), piece.type, tuple(edits))
        end = piece.end
    last = list(line_edits(source, lines[end:], end, []))
    if source.text != ended(source.text) and source.text and not any(_is_at_end(source, edit) for edit in edits + last):
        last = [Edit(Span(len(source.text), len(source.text)), source.newline)]
    yield ChangedBlock(Span(last[0].span.start if last else 0, len(source.text)), "end", tuple(last))


def _is_at_end(source: SourceText, edit: Edit) -> bool:
    return edit.span.end == len(source.text)


def _with_final_newline(source: SourceText, edit: Edit) -> Edit:
    """Return an edit of the last line with the newline the line lacks."""
    lacks = edit.text and _is_at_end(source, edit) and source.text != ended(source.text)
    return Edit(edit.span, edit.text + source.newline) if lacks else edit


def _surroundings(source: SourceText, pieces: Sequence[Piece], number: int) -> Span:
    """Return the place of a block with its neighbours on both sides."""
    start = source.line_starts[pieces[number - 1].start] if number else 0
    after = pieces[number + 1].end if number + 1 < len(pieces) else len(source.line_starts)
    return Span(start, source.line_starts[after] if after < len(source.line_starts) else len(source.text))


def _place(source: SourceText, piece: Piece) -> Span:
    return Span(source.line_starts[piece.start], source.line_span(piece.end).end)
