"""ENC003."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding, Severity
from awesome_lint.encoding.damage import Treatment
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.rules.encoding._writing import in_short, parts_of, told_apart, written
from awesome_lint.syntax.nodes import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.encoding.repair import Repair

_FATES = {
    Treatment.REPLACED: "bytes became U+FFFD",
    Treatment.QUESTION: 'bytes became "?"',
    Treatment.SPACE: "bytes became spaces",
}


class LossyMojibake(NodeRule[Document]):
    """Text is UTF-8 that was read with another encoding, and bytes of it are lost.

    ## Why is this bad?
    Readers see `ä¸æ–‡` where the author wrote 中文, and reading it back is not enough: some of its bytes had no
    character in that encoding and are gone.

    ## Example
    - [Yi](https://yi.example) - Open models for ä¸æ–‡ and English.

    ## Use instead
    - [Yi](https://yi.example) - Open models for 中文 and English.

    ## Fix safety
    What was lost is looked for where the same words stand: in the list's other language first, then in clean lines of
    the same file. Where there are none, it is taken from what usually stands side by side in a language. The fix is
    safe when that leaves one reading. Else it is unsafe, and other readings are named beside it. It is always unsafe
    inside the target of a link, and where so many bytes are lost that any text could have been there.
    """

    code = "ENC003"
    name = "lossy-mojibake"
    since = "0.1"
    severity = Severity.ERROR
    fixable = Fixable.SOMETIMES
    changes_urls = True
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield the damage of each line, as a whole: what is certain in it tells what the rest is."""
        for repair in context.repairs:
            if repair.guessed:
                yield _finding(repair, node)


def _finding(repair: Repair, document: Document) -> Finding:
    span, source = repair.damage.span, document.source
    what = f"UTF-8 read as {repair.model.codec.name}, and {_FATES.get(repair.model.treatment, 'bytes are lost')}"
    if not repair.changes:
        return Finding(span, f"{what}; write the text anew")
    if repair.safe and all(part.safe for part in parts_of(repair.changes, document)):
        fix = written(repair.changes, "Write what was lost", safe=True)
        return Finding(span, f'{what}; write "{in_short(repair.changes, source)}"', fix)
    readings = [changes for changes in (repair.changes, *repair.others) if changes]
    shown = told_apart(readings, source) if readings[1:] else [in_short(repair.changes, source)]
    fix, *others = [
        written(changes, f'Write "{each}"', safe=False) for changes, each in zip(readings, shown, strict=True)
    ]
    probably = " or ".join(f'"{each}"' for each in dict.fromkeys(shown))
    return Finding(span, f"{what}; probably {probably}", fix, alternatives=tuple(others))
