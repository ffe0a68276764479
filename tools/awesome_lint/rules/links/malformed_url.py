"""LNK001."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix, Severity
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.rules.links._addresses import Defect, find_defect, swallowed
from awesome_lint.rules.links._broken_links import find_spaced_targets
from awesome_lint.rules.links._destinations import destinations, is_relative
from awesome_lint.rules.links._literal_text import literal_lines
from awesome_lint.syntax.nodes import Document, Link, LinkForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.source import Span


class MalformedUrl(NodeRule[Document]):
    """Address of a link is malformed: it leads nowhere, whatever was meant.

    ## Why is this bad?
    A misspelt scheme, a stray quote or a second address pasted into the first makes a link that no reader can
    follow. A bare address also takes full-width punctuation behind it for its own.

    ## Example
    - [Alpha](hhttps://alpha.example) does one thing.

    ## Use instead
    - [Alpha](https://alpha.example) does one thing.

    ## Fix safety
    The fix is unsafe where more than one address could be meant: a space inside, a second `?`, a missing scheme.
    """

    code = "LNK001"
    name = "malformed-url"
    since = "0.1"
    severity = Severity.ERROR
    fixable = Fixable.SOMETIMES
    changes_urls = True
    yields_to = ("LNK002",)
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield the malformed destinations, and the links that a space in their address breaks."""
        for link, place in destinations(node):
            written = context.document.source.slice(place)
            if link.form is LinkForm.BARE and (url := swallowed(written)):
                fix = Fix("Put the address in < and >", (Edit(place, f"<{url}>{written[len(url) :]}"),))
                yield Finding(place, "the address swallows the text behind it", fix)
            elif (defect := find_defect(written)) and not _is_meant(link, written, context):
                yield Finding(place, f"malformed address: {defect.problem}", _fix(defect, place))
        for line in literal_lines(node):
            for broken in find_spaced_targets(line):
                joined = Fix("Join the address", broken.edits, Applicability.UNSAFE) if broken.edits else None
                yield Finding(broken.span, f"link does not render: {broken.problem}", joined)


def _is_meant(link: Link, written: str, context: Context) -> bool:
    """Tell whether GitHub adds the scheme itself (``www.alpha.example``, ``<a@b.example>``), or a file is so named."""
    if link.form in (LinkForm.BARE, LinkForm.AUTOLINK):
        return not written.lower().startswith("http")
    return is_relative(link.url) and context.files.exists(context.document.path, link.url) is True


def _fix(defect: Defect, place: Span) -> Fix | None:
    if defect.meant is None:
        return None
    applicability = Applicability.SAFE if defect.safe else Applicability.UNSAFE
    return Fix(f"Write {defect.meant}", (Edit(place, defect.meant),), applicability)
