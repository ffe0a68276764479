"""LNK103."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding, Fix
from awesome_lint.links.verdicts import Verdict
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.rules.links._judged import is_repeated, place_of
from awesome_lint.rules.links._renames import find_mentions, rename_of
from awesome_lint.syntax.nodes import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.rules.links._renames import Mention, Rename


class RenamedRepository(NodeRule[Document]):
    """Repository, model, dataset or space has another name now.

    ## Why is this bad?
    The old name leads on only until somebody else takes it; then the link goes to a stranger's code. Badges that
    count its stars may already show nothing. A name that differs in the case of letters only is the same.

    ## Example
    - [old/tool](https://github.com/old/tool) ![](https://img.shields.io/github/stars/old/tool) does one thing.

    ## Use instead
    - [now/tool](https://github.com/now/tool) ![](https://img.shields.io/github/stars/now/tool) does one thing.

    ## Fix safety
    The fix is safe: the owner's API says the new name. It changes links, badges and the name as text of a link
    together, in all files of the list that are fixed.
    """

    code = "LNK103"
    name = "renamed-repository"
    since = "0.1"
    fixable = Fixable.SOMETIMES
    online = True
    changes_urls = True
    yields_to = ("LNK001",)
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield the links and images that use the old name of something; all of them have one fix."""
        found = (rename_of(link.resource, context.judgements) for link in node.links)
        renames = {rename.key: rename for rename in found if rename}
        for rename in renames.values():
            mentions = list(find_mentions(rename, node))
            fix = _fix(rename, mentions, context)
            inside = {image for mention in mentions for image in mention.link.images}
            for mention in mentions:
                if mention.link not in inside and not is_repeated(mention.link, node):
                    message = f"{rename.old.id} was renamed, it is {rename.new} now"
                    yield Finding(place_of(mention.link), message, fix if mention.edits else None)


def _fix(rename: Rename, mentions: Sequence[Mention], context: Context) -> Fix | None:
    """Return the fix of all mentions here and in the twins that are checked; None where the new name leads on, too."""
    new = context.judgements.by_key.get(rename.new_key)
    if new is not None and new.verdict is not Verdict.OK:
        return None
    edits = [edit for mention in mentions for edit in mention.edits]
    edits += [
        replace(edit, path=twin.path)
        for twin in context.twins
        if twin.path in context.checked
        for mention in find_mentions(rename, twin)
        for edit in mention.edits
    ]
    return Fix(f"Write {rename.new} for {rename.old.id}", tuple(dict.fromkeys(edits))) if edits else None
