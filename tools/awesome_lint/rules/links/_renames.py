"""Repositories, models, datasets and spaces that their owner renamed, and every place of a document that names one."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit
from awesome_lint.links.hosts import bare_host, split_address
from awesome_lint.links.verdicts import Verdict, resource_key
from awesome_lint.syntax.badges import encode_badge_text, parse_badge_url
from awesome_lint.syntax.resources import resource_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from awesome_lint.links.judgements import Judgements
    from awesome_lint.links.verdicts import Judgement
    from awesome_lint.syntax.nodes import Document, Link, Resource

_KINDS = frozenset(("github", "hf-model", "hf-dataset", "hf-space"))
_SHOWING = (
    ("api.star-history.com", "/svg?repos="),
    ("star-history.com", "/#"),
    ("contrib.rocks", "/image?repo="),
    ("colab.research.google.com", "/github/"),
    ("nbviewer.org", "/github/"),
    ("cdn.jsdelivr.net", "/gh/"),
)
"""Sites that show what GitHub has under ``owner/name``, and how their addresses begin."""
_NAME = re.compile(r"[\w.-]+(?:/[\w.-]+)?", re.ASCII)
_END = r"(?=\.git\b|[/?#&@,]|\.(?:svg|png|json)\b|$)"


@dataclass(frozen=True, slots=True)
class Rename:
    """A thing that was called ``old.id`` and is called ``new`` by its owner now."""

    old: Resource
    new: str

    @property
    def key(self) -> str:
        """What identifies the thing under its old name."""
        return resource_key(self.old)

    @property
    def new_key(self) -> str:
        """What identifies the thing under its new name."""
        return f"{self.old.kind}:{self.new.casefold()}"


@dataclass(frozen=True, slots=True)
class Mention:
    """A link or image that names a renamed thing, and the edits that make it use the new name, none if impossible."""

    link: Link
    edits: tuple[Edit, ...]


def rename_of(resource: Resource | None, judgements: Judgements) -> Rename | None:
    """Return how ``resource`` was renamed, as its owner's API says; None when it was not, or in the case only."""
    judgement = judgements.about(resource) if resource and resource.kind in _KINDS else None
    if resource is None or judgement is None or judgement.verdict is not Verdict.MOVED or not judgement.by_owner:
        return None
    name = _new_name(judgement, resource.kind)
    return Rename(resource, name) if name and name.casefold() != resource.id.casefold() else None


def _new_name(judgement: Judgement, kind: str) -> str | None:
    name = judgement.facts.get("name")
    target = resource_of(judgement.moved_to or "")
    if isinstance(name, str) and _NAME.fullmatch(name):
        return name
    return target.id if target and target.kind == kind else None


def find_mentions(rename: Rename, document: Document) -> Iterator[Mention]:
    """Yield the links and images of ``document`` that name the renamed thing, images behind the link they stand in."""
    own = {*_named(document).get(rename.key, ()), *_shown(rename, document)}
    badges = {image for link in own for image in link.images} - own
    for link in sorted({*own, *badges}, key=lambda link: (link.span.start, -link.span.end)):
        url = document.source.slice(link.url_span) if link.url_span else ""
        new = _renamed(rename, link, url)
        edits = [Edit(link.url_span, new)] if new and link.url_span else []
        if link in own or edits:
            yield Mention(link, (*edits, *_text_edits(rename, link, document)) if edits else ())


@lru_cache(maxsize=8)
def _named(document: Document) -> Mapping[str, list[Link]]:
    """Return the links and images by the things that their addresses name."""
    found: defaultdict[str, list[Link]] = defaultdict(list)
    for link in document.links:
        key = resource_key(link.resource) if link.resource else _badge_key(link.url)
        if key:
            found[key].append(link)
    return found


def _shown(rename: Rename, document: Document) -> list[Link]:
    """Return links and images of sites that show a repository of GitHub under its name."""
    if rename.old.kind != "github":
        return []
    return [link for link in _showing(document) if _showing_pattern(rename).search(link.url)]


@lru_cache(maxsize=8)
def _showing(document: Document) -> tuple[Link, ...]:
    return tuple(link for link in document.links if _is_showing(link.url))


def _badge_key(url: str) -> str | None:
    image = parse_badge_url(url)
    return resource_key(image.named) if image and image.named else None


def _is_showing(url: str) -> bool:
    address = split_address(url)
    return address is not None and any(
        bare_host(address.host) == host and address.rest.startswith(opening) for host, opening in _SHOWING
    )


def _showing_pattern(rename: Rename) -> re.Pattern[str]:
    return re.compile(rf"(?<=[=,#&/]){re.escape(rename.old.id)}{_END}", re.IGNORECASE | re.ASCII)


def _renamed(rename: Rename, link: Link, url: str) -> str | None:
    """Return ``url``, the address of ``link`` as written, with the new name; None where none can be written.

    What comes out is read again, so a wrong guess at where the name stands changes nothing.
    """
    pattern = re.compile(rf"(?<=/){re.escape(rename.old.id)}{_END}", re.IGNORECASE | re.ASCII)
    path = pattern.sub(lambda _: rename.new, url, count=1)
    if link.resource and resource_key(link.resource) == rename.key:
        target = resource_of(path)
        same = target is not None and (resource_key(target), target.path) == (rename.new_key, link.resource.path)
        return path if same else None
    if _badge_key(path) == rename.new_key:
        return path
    if _is_showing(url) and _showing_pattern(rename).search(url):
        return _showing_pattern(rename).sub(lambda _: rename.new, url)
    return _renamed_message(rename, url)


def _renamed_message(rename: Rename, url: str) -> str | None:
    """Return the address of a static badge that shows the old name with the new one in its place."""
    shown = parse_badge_url(url)
    if shown is None or shown.message.casefold() != rename.old.id.casefold():
        return None
    for slash in ("%2F", "%2f", "/"):
        old, new = (encode_badge_text(name).replace("%2F", slash) for name in (rename.old.id, rename.new))
        candidate = re.sub(re.escape(old), lambda _, new=new: new, url, count=1, flags=re.IGNORECASE)  # type: ignore[misc]
        image = parse_badge_url(candidate)
        if image and not image.problem and image.message == rename.new:
            return candidate
    return None


def _text_edits(rename: Rename, link: Link, document: Document) -> list[Edit]:
    """Return the edit of a text that is the name or the address, as the reader sees it, and nothing else."""
    place, text = link.text_span, link.text.strip()
    if place is None or place == link.url_span or link.images or _is_label(link):
        return []
    target = resource_of(text) if "://" in text else None
    if text.casefold() != rename.old.id.casefold() and (target is None or resource_key(target) != rename.key):
        return []
    pattern = re.compile(rf"(?<![\w.-]){re.escape(rename.old.id)}(?![\w-])", re.IGNORECASE | re.ASCII)
    written = document.source.slice(place)
    found = list(pattern.finditer(written))
    if len(found) != 1:
        return []
    start = place.start + found[0].start()
    return [Edit(type(place)(start, start + len(found[0][0])), rename.new)]


def _is_label(link: Link) -> bool:
    """Tell whether the text of a reference link names its definition, too."""
    return " ".join(link.text.split()).casefold() == link.label.casefold()
