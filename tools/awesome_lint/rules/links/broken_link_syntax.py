"""LNK002."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Finding, Fix, Severity
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.rules.links._broken_links import find_broken_links
from awesome_lint.rules.links._destinations import is_relative
from awesome_lint.rules.links._literal_text import literal_lines
from awesome_lint.syntax.nodes import Document
from awesome_lint.syntax.slugs import comparable_anchor

if TYPE_CHECKING:
    from collections.abc import Iterator


class BrokenLinkSyntax(NodeRule[Document]):
    """Link is written in a way that does not render.

    ## Why is this bad?
    Readers see brackets and an address instead of a link. Typical slips are a space between `]` and `(`, brackets
    and parentheses swapped, full-width marks, and a parenthesis that is never closed.

    ## Example
    - [Alpha] (https://alpha.example) does one thing.

    ## Use instead
    - [Alpha](https://alpha.example) does one thing.

    ## Fix safety
    The fix is unsafe where text follows an unclosed address, or where only the opening bracket is missing: what
    belongs to the link is a guess then.
    """

    code = "LNK002"
    name = "broken-link-syntax"
    since = "0.1"
    severity = Severity.ERROR
    fixable = Fixable.SOMETIMES
    changes_urls = True
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield the links that stand in the text literally."""
        for line in literal_lines(node):
            for broken in find_broken_links(line, lambda target: _is_target(target, context)):
                applicability = Applicability.SAFE if broken.safe else Applicability.UNSAFE
                fix = Fix("Write it as a link", broken.edits, applicability) if broken.edits else None
                yield Finding(broken.span, f"link does not render: {broken.problem}", fix)


def _is_target(target: str, context: Context) -> bool:
    """Tell whether ``target`` is an address, a heading of the document, or a file of the repository."""
    if target.startswith(("http://", "https://", "www.")):
        return True
    if target.startswith("#"):
        return comparable_anchor(target) in {comparable_anchor(anchor) for anchor in context.document.anchors}
    names_file = is_relative(target) and ("." in target or "/" in target)
    return names_file and context.files.exists(context.document.path, target) is True
