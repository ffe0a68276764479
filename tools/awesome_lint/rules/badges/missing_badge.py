"""BDG009."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit, Finding, Fix, Severity, apply_edits
from awesome_lint.rules.badges._exemplars import exemplars_of, leading_to, like_those_of, only_image, usual
from awesome_lint.rules.badges._images import is_plain, showing, written_url
from awesome_lint.rules.badges._placing import Neighbours, place_for
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import Document
from awesome_lint.syntax.own_links import own_links

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.source import SourceText
    from awesome_lint.syntax.badges import BadgeImage
    from awesome_lint.syntax.nodes import Badge, Entry, Link

_HUB = ("hf-model", "hf-dataset", "hf-space", "hf-collection")
_FILLED_BY = {
    "arxiv": ("arxiv",),
    "paper": ("arxiv",),
    "github": ("github",),
    "code": ("github",),
    "stars": ("github",),
    "huggingface": _HUB,
    "model": ("hf-model", "hf-collection"),
    "dataset": ("hf-dataset",),
}
"""What a badge of each kind can be made of; of other kinds no address says what it is."""


class MissingBadge(NodeRule[Document]):
    """Entry lacks a badge that its peers have, though it links what the badge would show.

    ## Why is this bad?
    Readers scan the badges. An entry without the one that all others have looks as if it had no code or no paper.

    ## Example
    - [Alpha](https://github.com/o/alpha) ![](https://img.shields.io/github/stars/o/alpha) - One.
    - [Beta](https://github.com/o/beta) ![](https://img.shields.io/github/stars/o/beta) - Two.
    - [Gamma](https://github.com/o/gamma) - Three.
    - [Delta](https://github.com/o/delta) ![](https://img.shields.io/github/stars/o/delta) - Four.
    - [Epsilon](https://github.com/o/epsilon) ![](https://img.shields.io/github/stars/o/epsilon) - Five.

    ## Use instead
    - [Alpha](https://github.com/o/alpha) ![](https://img.shields.io/github/stars/o/alpha) - One.
    - [Beta](https://github.com/o/beta) ![](https://img.shields.io/github/stars/o/beta) - Two.
    - [Gamma](https://github.com/o/gamma) ![](https://img.shields.io/github/stars/o/gamma) - Three.
    - [Delta](https://github.com/o/delta) ![](https://img.shields.io/github/stars/o/delta) - Four.
    - [Epsilon](https://github.com/o/epsilon) ![](https://img.shields.io/github/stars/o/epsilon) - Five.
    """

    code = "BDG009"
    name = "missing-badge"
    since = "0.1"
    severity = Severity.INFO
    fixable = Fixable.SOMETIMES
    changes_urls = True
    node_type = Document
    yields_to = ("TRN005",)

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield the titles of entries that could have one more of the section's badges."""
        exemplars = exemplars_of(node)
        neighbours = Neighbours(node)
        for entry in node.entries:
            schema = context.schemas.of(entry)
            missing = [kind for kind in schema.badge_kinds if kind not in {badge.kind for badge in entry.badges}]
            for kind in missing:
                peers = like_those_of(kind, schema.badge_templates, exemplars)
                if peers and (link := _filling(entry, kind)):
                    text = _written(link, peers, node.source)
                    place = place_for(kind, entry, schema.badge_order, neighbours)
                    edits = (Edit(place.span, place.around(text)),) if text and place else ()
                    fix = Fix(f"Add the {kind} badge", edits) if edits else None
                    yield Finding(entry.title_span, f"{entry.title} has no {kind} badge, but links {link.url}", fix)


def _filling(entry: Entry, kind: str) -> Link | None:
    """Return the one thing of the entry's own that a badge of ``kind`` would show, unless a badge shows it already."""
    shown = {resource.same for badge in entry.badges for resource in (badge.named, badge.resource) if resource}
    links = {
        link.resource.same: link
        for link in reversed(own_links(entry))
        if link.resource and link.resource.kind in _FILLED_BY.get(kind, ()) and not link.resource.path
    }
    return next(iter(links.values())) if len(links) == 1 and not links.keys() & shown else None


def _written(link: Link, peers: Sequence[Badge], source: SourceText) -> str | None:
    """Return a badge for ``link``, written as its peers are, None where they do not tell how."""
    if not is_plain(link.url) or link.resource is None:
        return None
    alike = [peer for peer in peers if peer.link is None] or leading_to(link.resource.kind, peers)
    peer = usual(alike)
    if peer is None or not (peer.named or (peer.link and only_image(alike))):
        return None
    text = source.slice(peer.span)
    edits = _edits(peer, link, source)
    return apply_edits(text, edits) if edits is not None and "\n" not in text else None


def _edits(peer: Badge, link: Link, source: SourceText) -> list[Edit] | None:
    """Return what to change in the text of ``peer`` so that it stands for ``link``, None where that is unclear."""
    edits = []
    span = written_url(peer.image)
    if peer.named:
        url = _renamed(peer, link, source.slice(span)) if span else None
        if url is None or span is None:
            return None
        edits.append(Edit(_within(span, peer), url))
    target = written_url(peer.link) if peer.link else None
    return [*edits, Edit(_within(target, peer), link.url)] if target else edits


def _renamed(peer: Badge, link: Link, url: str) -> str | None:
    wanted = link.resource
    if peer.named is None or wanted is None:
        return None

    def is_wanted(image: BadgeImage) -> bool:
        return image.named is not None and image.named.same == wanted.same

    return showing(url, peer.named.id, wanted.id, is_wanted) if peer.named.version is None else None


def _within(span: Span, badge: Badge) -> Span:
    return Span(span.start - badge.span.start, span.end - badge.span.start)
