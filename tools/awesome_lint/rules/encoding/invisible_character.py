"""ENC005."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix, Severity
from awesome_lint.encoding.damage import NO_BREAK_SPACE
from awesome_lint.encoding.invisible import CONTROLS, find_invisible
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.rules.encoding._no_break import is_stray
from awesome_lint.rules.encoding._taking_out import follows_marker, keeps_meaning, taken_out
from awesome_lint.syntax.nodes import Document
from awesome_lint.syntax.regions import code_regions, touches, url_regions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.encoding.invisible import Invisible
    from awesome_lint.source import SourceText, Span


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
    Taking the character out is unsafe in code, in the target of a link, and where signs of Markdown would meet or
    mean something else. Direction controls of one line are as safe as the least safe of them: they belong together.
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
        if not runs:
            return
        literal = sorted((*code_regions(node), *url_regions(node)))
        yield from _characters([run for run in runs if NO_BREAK_SPACE not in run.text], literal, node.source)
        text, headings = node.source.text, [heading.span for heading in node.headings]
        stray = (run for run in runs if is_stray(run, text) and not touches(literal, run.span))
        apart = (run for run in stray if keeps_meaning(run, text) and not follows_marker(run, text))
        for _, in_line in groupby(apart, lambda run: node.source.row(run.span.start)):
            its = list(in_line)
            yield _no_break_spaces(its, safe=not touches(headings, its[0].span))


def _characters(runs: Sequence[Invisible], literal: Sequence[Span], source: SourceText) -> Iterator[Finding]:
    """Yield a finding for each run; those of one line that steer directions are as safe as the least safe of them.

    What begins a direction and what ends it belong together.
    """
    fixed = {run.span for run in runs if touches(literal, run.span)}
    unsafe = fixed.union(run.span for run in runs if not keeps_meaning(run, source.text))
    rows = {run.span: source.row(run.span.start) for run in runs if not CONTROLS.isdisjoint(run.text)}
    unsafe_rows = {row for span, row in rows.items() if span in unsafe}
    for run in runs:
        safe = run.span not in unsafe and rows.get(run.span) not in unsafe_rows
        edit = taken_out(run, source.text, literal=run.span in fixed)
        fix = _fix("Write a space" if run.cure == " " else "Remove the character", [edit], safe=safe)
        yield Finding(run.span, f"{run.name} in the text", fix)


def _no_break_spaces(runs: Sequence[Invisible], *, safe: bool) -> Finding:
    count = f"{len(runs)} no-break spaces (U+00A0); write spaces" if runs[1:] else f"{runs[0].name}; write a space"
    edits = [Edit(run.span, run.cure) for run in runs]
    return Finding(runs[0].span, count, _fix("Write a space", edits, safe=safe), Severity.INFO)


def _fix(title: str, edits: Sequence[Edit], *, safe: bool) -> Fix:
    return Fix(title, tuple(edits), Applicability.SAFE if safe else Applicability.UNSAFE)
