"""What ``status`` prints: tables for people and for Markdown, and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from awesome_lint.reporting.json_format import to_json
from awesome_lint.reporting.report import shown_path, visible
from awesome_lint.sync.status import rows
from awesome_lint.translation.parts import agreement
from awesome_lint.translation.prose import passages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.sync.status import Counts, Progress, Sides
    from awesome_lint.syntax.nodes import Document, Entry
    from awesome_lint.translation.parts import Part

_COLUMNS = ("entries", "translated", "untranslated", "missing", "stale", "drifted", "in step")
_INDENT = "    "


def text(all_progress: Sequence[Progress]) -> str:
    """Return a table for each translation, aligned for a terminal."""
    return "\n".join(_table(progress) for progress in all_progress)


def _table(progress: Progress) -> str:
    lines = [("section", *_COLUMNS), *((title, *_cells(counts)) for title, counts in rows(progress))]
    widths = [max(_width(line[column]) for line in lines) for column in range(len(lines[0]))]
    body = "".join(f"{_aligned(line, widths)}\n" for line in lines)
    source, translation = (visible(shown_path(path)) for path in (progress.source, progress.translation))
    head = f"{translation} ({progress.language}), from {source}"
    extra = f"{progress.extra} only in the translation\n" if progress.extra else ""
    return f"{head}\n\n{body}{extra}"


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    first = line[0] + " " * (widths[0] - _width(line[0]))
    rest = (" " * (width - len(cell)) + cell for cell, width in zip(line[1:], widths[1:], strict=True))
    return "  ".join([visible(first), *rest])


def _width(cell: str) -> int:
    """Return how many columns of a terminal ``cell`` takes (UAX #11)."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in cell)


def _cells(counts: Counts) -> tuple[str, ...]:
    numbers = (counts.entries, counts.translated, counts.untranslated, counts.missing, counts.stale, counts.drifted)
    return (*map(str, numbers), f"{counts.percent} %")


def markdown(all_progress: Sequence[Progress]) -> str:
    """Return a Markdown table for each translation."""
    parts = []
    for progress in all_progress:
        lines = [
            f"| Section | {' | '.join(column.capitalize() for column in _COLUMNS)} |",
            f"| --- |{' ---: |' * len(_COLUMNS)}",
            *(f"| {_cell(title)} | {' | '.join(_cells(counts))} |" for title, counts in rows(progress)),
        ]
        name = f"`{shown_path(progress.translation)}` ({progress.language}), from `{shown_path(progress.source)}`"
        parts.append(f"{name}\n\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)


def _cell(title: str) -> str:
    return " ".join(title.split()).replace("|", "\\|")


def json(all_progress: Sequence[Progress]) -> str:
    """Return the same as JSON (``tools/README.md``)."""
    return to_json(
        [
            {
                "source": shown_path(progress.source),
                "translation": shown_path(progress.translation),
                "language": progress.language,
                **_counts(progress.total),
                "extra": progress.extra,
                "sections": [{"title": title, **_counts(counts)} for title, counts in progress.sections],
            }
            for progress in all_progress
        ]
    )


def _counts(counts: Counts) -> dict[str, int]:
    return {
        "entries": counts.entries,
        "translated": counts.translated,
        "untranslated": counts.untranslated,
        "missing": counts.missing,
        "stale": counts.stale,
        "drifted": counts.drifted,
        "in_step": counts.in_step,
        "percent": counts.percent,
    }


# --- one entry --------------------------------------------------------------------------------------------------


def entry_text(sides: Sides) -> str:
    """Return the two sides of an entry; what differs has ``≠`` before it."""
    return visible_lines(_entry_lines(sides))


def visible_lines(lines: Iterator[str]) -> str:
    """Return ``lines`` as one text that shows its control characters."""
    return "".join(f"{visible(line)}\n" for line in lines)


def _entry_lines(sides: Sides) -> Iterator[str]:
    yield sides.source.title
    yield f"{_INDENT}{_place(sides.source_document, sides.source)}"
    if sides.translation is None:
        yield f"{_INDENT}missing in {shown_path(sides.translation_document.path)}"
        return
    yield f"{_INDENT}{_place(sides.translation_document, sides.translation)}"
    yield ""
    for name, one, other in sides.parts:
        yield from _part_lines(name.replace(":", " "), one, other)
    yield f"{_sign(sides)} prose: {sides.prose}"
    for difference in sides.facts:
        ours, theirs = (fact.text if fact else "missing" for fact in (difference.ours, difference.theirs))
        yield f"≠ {difference.kind} in the prose: {ours} | {theirs}"
    for document, entry in ((sides.source_document, sides.source), (sides.translation_document, sides.translation)):
        yield ""
        yield shown_path(document.path)
        yield from (f"{_INDENT}{passage.text}" for passage in passages(entry))
    if sides.findings:
        yield ""
    for diagnostic in sides.findings:
        row, column = diagnostic.source.position(diagnostic.finding.span.start)
        yield f"{shown_path(diagnostic.source.path)}:{row}:{column}: {diagnostic.code} {diagnostic.finding.message}"


def _sign(sides: Sides) -> str:
    """Return what marks the prose: known to be equal, known to differ, or not known."""
    if sides.record is None or not sides.record.source:
        return "?"
    return "=" if sides.prose == "up to date" else "≠"


def _part_lines(name: str, one: Part | None, other: Part | None) -> Iterator[str]:
    ours, theirs = (part.shown if part else "missing" for part in (one, other))
    if agreement(one, other) is not None:
        yield f"= {name}: {ours}"
    else:
        yield f"≠ {name}"
        yield f"{_INDENT}{ours}"
        yield f"{_INDENT}{theirs}"


def _place(document: Document, entry: Entry) -> str:
    return f"{shown_path(document.path)}:{document.source.row(entry.title_span.start)}"
