"""LNK011."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.schema.spelling import edit_distance
from awesome_lint.syntax.nodes import Link
from awesome_lint.syntax.resources import arxiv_resource, resource_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.syntax.nodes import Resource

_NAME = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)
_DOI = re.compile(r"(?:doi:\s*)?(?P<id>10\.[0-9]{4,9}/\S+)", re.IGNORECASE | re.ASCII)
_ARXIV = re.compile(r"(?:arxiv:\s*)?(?P<id>\S+)", re.IGNORECASE | re.ASCII)
_REPOSITORIES = frozenset({"github", "hf-model", "hf-dataset", "hf-space"})
_SLIPS = 2


class MislabelledLink(NodeRule[Link]):
    """Text of a link names another repository, model or paper than the link leads to.

    ## Why is this bad?
    One of both is misspelt, and the reader cannot tell which.

    ## Example
    - [alpha/tol](https://github.com/alpha/tool) does one thing.

    ## Use instead
    - [alpha/tool](https://github.com/alpha/tool) does one thing.

    ## Fix safety
    The fix is unsafe: it takes the address to be right.
    """

    code = "LNK011"
    name = "mislabelled-link"
    since = "0.1"
    fixable = Fixable.SOMETIMES
    changes_urls = True
    node_type = Link

    def check(self, node: Link, context: Context) -> Iterator[Finding]:
        """Yield the link when its text and its target name different things."""
        text = node.text.strip()
        if node.is_image or node.images or node.resource is None or text == node.url:
            return
        wanted = _repository_meant(text, node.resource) or _identifier_meant(text, node.resource)
        if wanted:
            yield Finding(
                node.text_span or node.span,
                f'text says "{text}", the link leads to "{wanted}"',
                _fix(node, wanted, context),
            )


def _repository_meant(text: str, resource: Resource) -> str | None:
    """Return the repository's name when ``text`` is nearly the same: one half equal, the other a slip away."""
    name = text.removeprefix("@").removesuffix(".git")
    if resource.kind not in _REPOSITORIES or resource.path or not _NAME.fullmatch(name) or "/" not in resource.id:
        return None
    said, meant = (name.casefold().split("/"), resource.id.casefold().split("/"))
    differing = [pair for pair in zip(said, meant, strict=True) if pair[0] != pair[1]]
    return resource.id if len(differing) == 1 and edit_distance(*differing[0], _SLIPS) <= _SLIPS else None


def _identifier_meant(text: str, resource: Resource) -> str | None:
    """Return the identifier the link leads to when ``text`` is another one of the same kind."""
    said = resource_of(text) if "://" in text else _identifier(text, resource.kind)
    if said is None or said.kind != resource.kind or said.same == resource.same:
        return None
    return resource.id


def _identifier(text: str, kind: str) -> Resource | None:
    if kind == "arxiv" and (match := _ARXIV.fullmatch(text)):
        return arxiv_resource(match["id"])
    if kind == "doi" and (match := _DOI.fullmatch(text)):
        return resource_of(f"https://doi.org/{match['id']}")
    return None


def _fix(link: Link, wanted: str, context: Context) -> Fix | None:
    """Write what the link leads to, when the text stands there as the reader sees it."""
    place = link.text_span
    if place is None or "://" in link.text or _said(link) != context.document.source.slice(place).strip():
        return None
    return Fix(f"Write {wanted}", (Edit(place, wanted),), Applicability.UNSAFE)


def _said(link: Link) -> str:
    return link.text.strip()
