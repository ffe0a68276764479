"""BDG001."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix, Severity
from awesome_lint.rules.badges._images import found_in, place_of, showing, written_url
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.schema.papers import dated, speaks_for
from awesome_lint.syntax.nodes import Entry
from awesome_lint.syntax.resources import resource_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.source import SourceText
    from awesome_lint.syntax.badges import BadgeImage
    from awesome_lint.syntax.nodes import Badge, Resource

_COMPARED = frozenset(("arxiv", "github"))
"""Kinds with one identifier per thing; a record on Zenodo has a DOI for each version and one for all."""
_PAPERS = frozenset(("arxiv", "hf-paper"))
_NUMBER = re.compile(r"(?:arxiv:)?[ ]?([0-9]{3,5}\.[0-9]{3,6})(?:v[0-9]{1,2})?", re.IGNORECASE | re.ASCII)
_HUB_NAME = re.compile(r"[\w-]{1,39}/[\w.-]{1,96}", re.ASCII)


class _Mismatch(NamedTuple):
    """The identifier the image shows and that of the link."""

    shown: str
    linked: str


class BadgeIdentifierMismatch(NodeRule[Entry]):
    """Badge shows the identifier of one paper or repository and links another.

    ## Why is this bad?
    Readers trust what a badge shows, and a stars badge even counts the stars of the wrong repository. One of the two
    was copied from another entry or mistyped.

    ## Example
    - **Mamba** [![arXiv](https://img.shields.io/badge/arXiv-2312.00725-red)](https://arxiv.org/abs/2312.00752)

    ## Use instead
    - **Mamba** [![arXiv](https://img.shields.io/badge/arXiv-2312.00752-red)](https://arxiv.org/abs/2312.00752)

    ## Fix safety
    The fix is unsafe because it picks a side. It makes the image show what the badge links. Where another link of
    the entry confirms the image, or the entry's date speaks for the paper shown, it changes the link instead. The other
    side is given as an alternative.
    """

    code = "BDG001"
    name = "badge-identifier-mismatch"
    since = "0.1"
    severity = Severity.ERROR
    fixable = Fixable.SOMETIMES
    changes_urls = True
    node_type = Entry

    def check(self, node: Entry, context: Context) -> Iterator[Finding]:
        """Yield the badges of an entry that show another identifier than that of their link."""
        source = context.document.source
        others = _linked(node)
        for badge in node.badges:
            if mismatch := _mismatch(badge):
                message = f"badge shows {mismatch.shown}, but links {mismatch.linked}"
                place = found_in(source, place_of(badge), mismatch.shown)
                fix, other = _sides(badge, mismatch, source)
                fix, other = (other, fix) if _is_confirmed(badge, others) or _is_dated(badge, node) else (fix, other)
                yield Finding(place, message, fix, alternatives=(other,) if other else ())


def _mismatch(badge: Badge) -> _Mismatch | None:
    linked = badge.resource
    if linked is None:
        return None
    if badge.named:
        differ = badge.named.family == linked.family in _COMPARED and badge.named.same != linked.same
        return _Mismatch(badge.named.id, linked.id) if differ else None
    shown = _shown_number(badge) if linked.kind in _PAPERS else _shown_name(badge, linked)
    return _Mismatch(shown, linked.id) if shown and shown.casefold() != linked.id.casefold() else None


def _shown_number(badge: Badge) -> str:
    """Return what an arXiv badge shows in place of an identifier, though arXiv gives no such numbers."""
    number = _NUMBER.fullmatch(badge.message.strip())
    return number[1] if number and badge.kind == "arxiv" else ""


def _shown_name(badge: Badge, linked: Resource) -> str:
    """Return the model or dataset that a Hugging Face badge shows with its owner; sizes (``7B/13B``) are none."""
    hub = badge.kind == "huggingface" and linked.kind in ("hf-model", "hf-dataset", "hf-space")
    name = badge.message.strip()
    halves = zip(name.casefold().split("/"), linked.id.casefold().split("/"), strict=False)
    return name if hub and _HUB_NAME.fullmatch(name) and any(one == other for one, other in halves) else ""


def _sides(badge: Badge, mismatch: _Mismatch, source: SourceText) -> tuple[Fix | None, Fix | None]:
    """Return the two ways to make image and link agree, by the image and by the link; None where there is none."""
    show = _fix(f"show {mismatch.linked}", _reshow(badge, mismatch, source))
    link = _fix(f"link {mismatch.shown}", _relink(badge, mismatch, source))
    return show, link


def _fix(what: str, edit: Edit | None) -> Fix | None:
    return Fix(f"Make the badge {what}", (edit,), Applicability.UNSAFE) if edit else None


def _linked(entry: Entry) -> Counter[str]:
    return Counter(link.resource.same for link in entry.links if link.resource and not link.is_image)


def _is_confirmed(badge: Badge, linked: Counter[str]) -> bool:
    """Tell whether another link of the entry leads to what the image shows, and none to what the badge links.

    ``linked`` counts what the entry's links lead to, the badge's own link among them.
    """
    return bool(badge.named and badge.resource and linked[badge.named.same] and linked[badge.resource.same] <= 1)


def _is_dated(badge: Badge, entry: Entry) -> bool:
    """Tell whether the entry's date speaks for the paper that the image shows, against the one that is linked."""
    found = dated(entry)
    if not found or not badge.named or not badge.resource or badge.named.family != "arxiv":
        return False
    return speaks_for(found[1], badge.named.id, badge.resource.id)


def _reshow(badge: Badge, mismatch: _Mismatch, source: SourceText) -> Edit | None:
    span = written_url(badge.image)
    if span is None:
        return None

    def is_mended(image: BadgeImage) -> bool:
        shown = image.named.id if image.named else image.message
        return shown.casefold() == mismatch.linked.casefold()

    url = showing(source.slice(span), mismatch.shown, mismatch.linked, is_mended)
    return Edit(span, url) if url else None


def _relink(badge: Badge, mismatch: _Mismatch, source: SourceText) -> Edit | None:
    span = written_url(badge.link) if badge.link else None
    if span is None or badge.named is None or source.slice(span).count(mismatch.linked) != 1:
        return None
    url = source.slice(span).replace(mismatch.linked, mismatch.shown)
    target = resource_of(url)
    return Edit(span, url) if target and target.same == badge.named.same else None
