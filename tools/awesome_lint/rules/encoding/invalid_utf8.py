"""ENC001."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix, Severity
from awesome_lint.encoding.guess import guess_encoding
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.encoding.guess import Guess
    from awesome_lint.source import SourceText

_BOM_BYTES = 3


class InvalidUtf8(NodeRule[Document]):
    """File is not UTF-8.

    ## Why is this bad?
    GitHub, editors and every tool that reads the list take it for UTF-8 and show wrong characters. No other rule
    looks at the file until it can be read.

    ## Example
    # Modèles de langue préférés

    ## Use instead
    # Modèles de langue préférés

    ## Fix safety
    The whole file is written anew from the encoding it seems to be in. That is safe when one encoding gives back
    every byte and gives text of a language it is used for, and no other comes near; else it is unsafe.
    """

    code = "ENC001"
    name = "invalid-utf8"
    since = "0.1"
    severity = Severity.ERROR
    fixable = Fixable.SOMETIMES
    changes_urls = True
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield the first byte that is not UTF-8."""
        del context
        source = node.source
        if source.invalid is None:
            return
        guess = guess_encoding(source.raw[_BOM_BYTES if source.bom else 0 :])
        likely = f"looks like {guess.encoding}" if guess else "looks like no other encoding either"
        message = f"not UTF-8 at byte {source.invalid}; {likely}"
        yield Finding(_first_invalid(source), message, _fix(source, guess) if guess else None)


def _first_invalid(source: SourceText) -> Span:
    """Return the place of the first byte held as a lone surrogate."""
    before = source.raw[_BOM_BYTES if source.bom else 0 : source.invalid]
    at = len(before.decode("utf-8"))
    return Span(at, at + 1)


def _fix(source: SourceText, guess: Guess) -> Fix:
    edit = Edit(Span(0, len(source.text)), guess.text)
    safety = Applicability.SAFE if guess.alone else Applicability.UNSAFE
    return Fix(f"Read the file as {guess.encoding} and write it as UTF-8", (edit,), safety)
