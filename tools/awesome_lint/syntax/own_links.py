"""Which links of an entry lead to the entry's own things, and which to what its prose mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.syntax.badges import BadgeImage, badge_kind
from awesome_lint.syntax.titles import is_generic, squeezed

if TYPE_CHECKING:
    from awesome_lint.syntax.nodes import Entry, Link, Resource


_MAIN = frozenset(("arxiv", "abs", "paper", "github", "code", "repo", "huggingface", "model"))
"""What is the entry itself; its data, demos and posts may live with others."""


def own_links(entry: Entry) -> tuple[Link, ...]:
    """Return the links to the entry's own things, badges and images excluded.

    Own is the link on the title, one whose text says paper, code or model and no more, and one to a thing of the
    entry's name.
    """
    badges = {badge.link for badge in entry.badges}
    links = [link for link in entry.links if not link.is_image and not link.images and link not in badges]
    return tuple(link for link in links if link is entry.title_link or _is_main(link) or _has_name(link, entry))


def _is_main(link: Link) -> bool:
    return is_generic(link.text) and badge_kind(BadgeImage("", label=link.text), "", "") in _MAIN


def _has_name(link: Link, entry: Entry) -> bool:
    return link.resource is not None and squeezed(_name(link.resource)) == squeezed(entry.title)


def _name(resource: Resource) -> str:
    return resource.id.rpartition("/")[2]
