"""ENC002."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding, Severity
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.rules.encoding._writing import in_short, is_seen, parts_of, written
from awesome_lint.syntax.nodes import Document

if TYPE_CHECKING:
    from collections.abc import Iterator


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
    link, which would then lead elsewhere, and where only characters come out that nobody sees. Where bytes are lost,
    [ENC003](#enc003) speaks.
    """

    code = "ENC002"
    name = "mojibake"
    since = "0.1"
    severity = Severity.ERROR
    fixable = Fixable.ALWAYS
    changes_urls = True
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield the damage of each line outside code: code may show what damage looks like."""
        for repair in context.repairs:
            for part in () if repair.guessed else parts_of(repair.changes, node):
                safe = part.safe and repair.safe and is_seen(part.changes)
                fix = written(part.changes, f"Read {repair.model.codec.name} as UTF-8", safe=safe)
                shown = in_short(part.changes, node.source)
                yield Finding(part.span, f'UTF-8 read as {repair.model.codec.name}; write "{shown}"', fix)
