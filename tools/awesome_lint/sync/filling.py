"""Quotations of the source given to a command that translates, and its texts put in their place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit
from awesome_lint.source import Span
from awesome_lint.sync.translator import Job, translate
from awesome_lint.syntax.nodes import Entry, EntryStyle
from awesome_lint.translation.skeleton import original, quotes

if TYPE_CHECKING:
    from awesome_lint.syntax.nodes import Document, Section

_BARE_PIPE = re.compile(r"(?<!\\)\|")


def translated(document: Document, source_language: str, command: str) -> list[Edit]:
    """Return the edits that put what ``command`` makes of the quotations in ``document`` in their place.

    The marks stay. Raises ``UsageError`` when the command fails.
    """
    parts: list[Entry | Section] = [*document.root.walk(), *document.entries]
    found = [(part, quote) for part in parts for quote in quotes(part, document.source)]
    jobs = [
        Job(str(number), source_language, document.language, part.title, original(quote["text"]))
        for number, (part, quote) in enumerate(found, 1)
    ]
    texts = translate(command, jobs) if jobs else {}
    return [
        Edit(Span(*quote.span("comment")), _fitted(texts[job.id], quote["space"], part, document.source.newline))
        for job, (part, quote) in zip(jobs, found, strict=True)
        if job.id in texts
    ]


def _fitted(text: str, space: str, part: Entry | Section, newline: str) -> str:
    """Return a translated text as it fits in place of a comment: blocks behind a blank line, else in one line."""
    if "\n" in space or "\r" in space:
        return newline + newline.join(re.split(r"\r\n|\n|\r", text.strip()))
    line = " ".join(text.split())
    is_row = isinstance(part, Entry) and part.style is EntryStyle.TABLE_ROW
    return _BARE_PIPE.sub(r"\\|", line) if is_row else line
