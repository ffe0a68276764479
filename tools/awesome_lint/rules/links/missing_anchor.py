"""LNK006."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix, Severity
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.rules.links._anchor_targets import AnchorTargets, is_foreign, written_anchor
from awesome_lint.rules.links._destinations import destinations, is_relative
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.syntax.nodes import Link


class MissingAnchor(NodeRule[Document]):
    """Link leads to a heading that does not exist.

    ## Why is this bad?
    The reader who clicks stays where they are. GitHub makes the anchor of a heading from its words: an emoji in
    front leaves a hyphen, punctuation goes, a second heading of the same name gets `-1`.

    ## Example
    - [Tools](#tools)

    ## 🔧 Tools

    ## Use instead
    - [Tools](#-tools)

    ## 🔧 Tools

    ## Fix safety
    The fix is safe where exactly one anchor differs by punctuation only, or is nearly the same and its heading says
    what the link says; else a near heading is offered as an unsafe fix.
    """

    code = "LNK006"
    name = "missing-anchor"
    since = "0.1"
    severity = Severity.ERROR
    fixable = Fixable.SOMETIMES
    changes_urls = True
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield the fragments that no heading and no HTML anchor carries."""
        known: dict[Document, AnchorTargets] = {}
        for link, place in destinations(node):
            path, mark, fragment = link.url.partition("#")
            target = _target(path, context) if mark and fragment and not is_foreign(fragment) else None
            if target is None:
                continue
            if target not in known:
                known[target] = AnchorTargets(target)
            targets = known[target]
            if not targets.has(fragment):
                yield Finding(place, f'no heading has the anchor "#{fragment}"', _fix(link, place, targets, context))


def _target(path: str, context: Context) -> Document | None:
    """Return the document that ``path`` names: this one, or a twin; None when its headings are not known."""
    if not path:
        return context.document
    if not is_relative(path):
        return None
    located = context.files.locate(context.document.path, path)
    documents = (context.document, *context.twins)
    return next((each for each in documents if located == _place_of(each, context)), None)


def _place_of(document: Document, context: Context) -> str | None:
    name = document.path.replace("\\", "/").rpartition("/")[2].replace("%", "%25")
    return context.files.locate(document.path, name)


def _fix(link: Link, place: Span, targets: AnchorTargets, context: Context) -> Fix | None:
    near = targets.nearest(link.url.partition("#")[2], link.text)
    written = context.document.source.slice(place)
    if near is None or "#" not in written:
        return None
    start = place.start + written.index("#") + 1
    anchor = written_anchor(near.anchor, encoded="%" in written)
    applicability = Applicability.SAFE if near.safe else Applicability.UNSAFE
    return Fix(f"Link #{anchor}", (Edit(Span(start, place.end), anchor),), applicability)
