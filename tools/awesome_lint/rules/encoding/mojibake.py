"""ENC002."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix, Severity
from awesome_lint.encoding.mojibake import Run, find_runs
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.syntax.nodes import Document
from awesome_lint.syntax.regions import code_regions, touches, url_regions

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOWN = 30


class Mojibake(NodeRule[Document]):
    """Text is UTF-8 that was read with another encoding.

    ## Why is this bad?
    Readers see `â€™` where the author wrote an apostrophe; searching and translating fail.

    ## Example
    - [Orca](https://orca.example) - The modelâ€™s data is synthetic ðŸš€

    ## Use instead
    - [Orca](https://orca.example) - The model’s data is synthetic 🚀

    ## Fix safety
    The fix makes the bytes again and reads them as UTF-8, so nothing is guessed. It is unsafe inside the target of a
    link, which would then lead elsewhere. Where bytes are lost there is no fix.
    """

    code = "ENC002"
    name = "mojibake"
    since = "0.1"
    severity = Severity.ERROR
    fixable = Fixable.SOMETIMES
    changes_urls = True
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield each damaged run outside code: code may show what damage looks like."""
        del context
        runs = find_runs(node.source.text)
        code = code_regions(node) if runs else ()
        urls = url_regions(node) if runs else ()
        for run in runs:
            if not touches(code, run.span):
                yield _finding(run, node, safe=not touches(urls, run.span))


def _finding(run: Run, document: Document, *, safe: bool) -> Finding:
    from awesome_lint.encoding.reversal import reverse  # imports ftfy

    damaged = document.source.slice(run.span)
    meant = reverse(damaged, run.codec) if run.whole else None
    if meant is None:
        return Finding(run.span, f"UTF-8 read as {run.codec.name}, and bytes are lost; write the text anew")
    safety = Applicability.SAFE if safe else Applicability.UNSAFE
    fix = Fix(f"Read {run.codec.name} as UTF-8", (Edit(run.span, meant),), safety)
    shown = meant if len(meant) <= _SHOWN else f"{meant[:_SHOWN]}…"
    return Finding(run.span, f'UTF-8 read as {run.codec.name}; write "{shown}"', fix)
