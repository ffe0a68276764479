"""What is to be judged: each thing that links lead to, once, however often and however it is linked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from awesome_lint.links.hosts import split_address
from awesome_lint.links.verdicts import resource_key, url_key
from awesome_lint.links.wrappers import unwrap
from awesome_lint.syntax.resources import resource_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_lint.syntax.nodes import Link, Resource

OWNERS = {"arxiv": "arxiv.org", "github": "github.com", "hf-": "huggingface.co", "doi": "doi.org"}
"""Kinds of resources, or how they start, that their owner's API is asked about, and the owner's site."""
_NO_PLACE = re.compile(r"$|top$|[/!?:]|L[0-9]+|.*[=&,]", re.ASCII | re.DOTALL | re.IGNORECASE)
"""Fragments that name no place: scripts' (``#/a``, ``#!a``), text (``#:~:text=``), lines (``#L10``), values."""


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to be judged under ``key``; ``resource`` is None for a web page.

    ``url`` is an address as written that leads there. ``parent`` is the key of the repository that a page (``/tree``,
    ``/issues``), or the page that a ``place`` in it, belongs to: only when that is well, it is worth a request.
    ``when`` is the month (``YYYYMM``) of the entry that links it.
    """

    key: str
    url: str
    resource: Resource | None = None
    parent: str | None = None
    place: str | None = None
    when: str | None = field(default=None, compare=False)


def targets_of(link: Link, when: str | None = None) -> tuple[Target, ...]:
    """Return what has to be well for ``link`` to be: nothing, a page, a resource, or a repository and its page.

    Badge images, relative links and other schemes have none; redirect pages (``wrappers``) count as their target.
    """
    if link.is_image or split_address(link.url) is None:
        return ()
    url, resource = link.url, link.resource
    if (inner := unwrap(url)) is not None:
        url, resource = inner, resource_of(inner)
    if resource is None or not resource.kind.startswith(tuple(OWNERS)):
        return _page_targets(url, when)
    whole = Target(resource_key(resource), url, resource, when=when)
    page = Target(url_key(url), url, resource, whole.key, when=when)
    return (whole, page) if resource.path else (whole,)


def _page_targets(url: str, when: str | None) -> tuple[Target, ...]:
    page, place = Target(url_key(url), url, when=when), place_of(url)
    if place is None:
        return (page,)
    return page, Target(f"{page.key}#{place}", url, parent=page.key, place=place, when=when)


def place_of(url: str) -> str | None:
    """Return the place that ``url`` names, decoded; None when it names none, or one that only a script knows."""
    fragment = url.partition("#")[2]
    return None if _NO_PLACE.match(fragment) else unquote(fragment)


def unique(targets: Iterable[Target]) -> list[Target]:
    """Return each target once, as it was first linked."""
    found: dict[str, Target] = {}
    for target in targets:
        found.setdefault(target.key, target)
    return list(found.values())
