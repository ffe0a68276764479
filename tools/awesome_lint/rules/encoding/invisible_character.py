"""ENC005."""

from __future__ import annotations

import re
from itertools import groupby
from string import punctuation
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix, Severity
from awesome_lint.encoding.damage import NO_BREAK_SPACE
from awesome_lint.encoding.invisible import Invisible, find_invisible
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.syntax.nodes import Document
from awesome_lint.syntax.regions import code_regions, touches, url_regions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.source import SourceText

_MARKER = re.compile(r"[ \t>]*(?:[-*+>]|#{1,6}|\d{1,9}[.)])")
_FRENCH = frozenset("«»:;!?%‰°€£$")
_SYNTAX = frozenset(punctuation + "0123456789")


class InvisibleCharacter(NodeRule[Document]):
    """Text holds a character that nobody sees.

    ## Why is this bad?
    Zero-width spaces, soft hyphens and control characters come with copied text. Searching does not find such a
    word, links that hold one do not work, and direction controls can make a line read as what it is not.

    ## Example
    - [Al⟨U+200B⟩pha](https://alpha.example) - A model.

    ## Use instead
    - [Alpha](https://alpha.example) - A model.

    ## Fix safety
    Taking the character out is unsafe in code, in the target of a link, and where two signs of Markdown would meet.
    A no-break space between two words is only a remark; it becomes a space, which is unsafe in a heading: its anchor
    changes.
    """

    code = "ENC005"
    name = "invisible-character"
    since = "0.1"
    fixable = Fixable.ALWAYS
    changes_urls = True
    node_type = Document
    yields_to = ("ENC002", "ENC003", "STY005")

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield each run of characters, no-break spaces once a line; emoji and scripts that need joiners are fine."""
        del context
        runs = list(find_invisible(node.source.text))
        code = code_regions(node) if runs else ()
        urls = url_regions(node) if runs else ()
        headings = [heading.span for heading in node.headings]
        stray = []
        for run in runs:
            literal = touches(code, run.span) or touches(urls, run.span)
            if NO_BREAK_SPACE not in run.text:
                yield Finding(
                    run.span, f"{run.name} in the text", _fix([run], safe=not literal and not _parts_syntax(run))
                )
            elif not literal and _is_stray(run) and not _follows_marker(run, node.source):
                stray.append(run)
        for _, in_line in groupby(stray, lambda run: node.source.row(run.span.start)):
            runs_of_line = list(in_line)
            yield _no_break_spaces(runs_of_line, safe=not touches(headings, runs_of_line[0].span))


def _no_break_spaces(runs: list[Invisible], *, safe: bool) -> Finding:
    count = f"{len(runs)} no-break spaces (U+00A0); write spaces" if runs[1:] else f"{runs[0].name}; write a space"
    return Finding(runs[0].span, count, _fix(runs, safe=safe), Severity.INFO)


def _is_stray(run: Invisible) -> bool:
    """Tell whether a no-break space stands alone where a space would do: not in numbers, not as French typography."""
    before, after = run.before, run.after
    if run.text != NO_BREAK_SPACE or _is_line_edge(before) or before in _FRENCH or after in _FRENCH:
        return False
    if before.isspace() and (after.isspace() or not after):
        return False
    return not before.isdigit() and not _parts_syntax(run)


def _follows_marker(run: Invisible, source: SourceText) -> bool:
    """Tell whether a space in its place would make the line an item, a heading or a quote."""
    start = source.line_span(source.row(run.span.start)).start
    return bool(_MARKER.fullmatch(source.text, start, run.span.start))


def _is_line_edge(char: str) -> bool:
    return char in {"", "\n", "\r"}


def _parts_syntax(run: Invisible) -> bool:
    """Tell whether signs that may be Markdown would meet, or begin the line, without the run."""
    edge = _is_line_edge(run.before) or run.before.isspace() or run.before in _SYNTAX
    return edge and run.after in _SYNTAX


def _fix(runs: list[Invisible], *, safe: bool) -> Fix:
    title = "Write a space" if runs[0].cure else "Remove the character"
    edits = tuple(Edit(run.span, run.cure) for run in runs)
    return Fix(title, edits, Applicability.SAFE if safe else Applicability.UNSAFE)
