"""The facts of a world to test in: papers, repositories, models, DOIs, pages, snapshots. All else is missing.

Dates are ``YYYY-MM-DD``. All is data; what the providers make of it is in the files named after them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .pages import Page

HubKind = Literal["models", "datasets", "spaces"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper on arXiv. ``comment`` is where authors say that it is withdrawn; ``updated`` is of the last version."""

    id: str
    title: str
    published: str = "2024-01-15"
    updated: str | None = None
    comment: str | None = None
    journal_ref: str | None = None
    doi: str | None = None
    versions: int = 1
    summary: str = "We show what we show."


EVERYWHERE = Paper("1706.03762", "Attention Is All You Need", "2017-06-12", updated="2023-08-02", versions=7)
"""A paper of every world, as clients may want to see that an answer with little in it is an answer at all."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository on GitHub under its ``owner/name``; with ``renamed_to`` that name only leads to the new one.

    A private one is there, but the token may not see it, unless it is its ``own``. ``files`` are the paths in its tree
    at ``refs``, branches and tags; ``numbers`` are those of its issues, pull requests and discussions. ``blocked`` is
    why nobody may see it (``dmca``, ``tos``).
    """

    name: str
    renamed_to: str | None = None
    archived: bool = False
    disabled: bool = False
    private: bool = False
    own: bool = False
    blocked: Literal["dmca", "tos"] | None = None
    fork: bool = False
    license: str | None = "MIT"
    created: str = "2020-01-01"
    pushed: str = "2024-06-01"
    description: str | None = None
    files: tuple[str, ...] = ("README.md",)
    refs: tuple[str, ...] = ("main",)
    numbers: tuple[int, ...] = ()

    @property
    def id(self) -> int:
        """Its number, by which it is found whatever its name."""
        return crc32((self.renamed_to or self.name).casefold().encode())

    @property
    def is_hidden(self) -> bool:
        """Whether the token may not see it."""
        return self.private and not self.own

    def has(self, ref: str, path: str = "") -> bool:
        """Tell whether a file or folder is there; the first of ``refs`` is the default branch, also ``HEAD``."""
        path = path.strip("/")
        known = ref == "HEAD" or ref.removeprefix("refs/tags/").removeprefix("refs/heads/") in self.refs
        return known and (not path or any(each == path or each.startswith(f"{path}/") for each in self.files))

    def has_page(self, place: str) -> bool:
        """Tell whether ``REF/PATH`` is there, wherever the name of the branch ends."""
        parts = place.strip("/").split("/")
        return any(self.has("/".join(parts[:at]), "/".join(parts[at:])) for at in range(1, len(parts) + 1))


@dataclass(frozen=True, slots=True)
class HubRepository:
    """A model, dataset or space on Hugging Face; ``parameters`` is the number of tensor elements by type."""

    id: str
    kind: HubKind = "models"
    renamed_to: str | None = None
    gated: Literal[False, "auto", "manual"] = False
    private: bool = False
    disabled: bool = False
    parameters: Mapping[str, int] = field(default_factory=dict, hash=False)
    tags: tuple[str, ...] = ()
    license: str | None = None
    created: str = "2024-05-01"

    @property
    def author(self) -> str | None:
        """The owner, None for a model of the time before every model had one."""
        return self.id.partition("/")[0] if "/" in self.id else None


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection on Hugging Face; its slug (``owner/title-hash``) is found by owner and hash."""

    slug: str
    title: str = "A collection"
    private: bool = False

    @property
    def key(self) -> str:
        """What stays when the title changes."""
        return f"{self.slug.partition('/')[0]}-{self.slug.rpartition('-')[2]}".casefold()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy in the Internet Archive; ``timestamp`` is ``YYYYMMDDhhmmss``."""

    url: str
    timestamp: str
    status: str = "200"


@dataclass(frozen=True)
class World:
    """All there is. ``pages`` are by address without scheme (``example.org/a?b``), ``dois`` lead to their landing page.

    ``hub_papers`` are the arXiv identifiers that Hugging Face has a page of, ``organizations`` and ``users`` names
    there beside the owners of models. ``hosts`` answer every path that is no page as given.
    """

    papers: Iterable[Paper] = ()
    repositories: Iterable[Repository] = ()
    hub: Iterable[HubRepository] = ()
    collections: Iterable[Collection] = ()
    hub_papers: Iterable[str] = ()
    organizations: Iterable[str] = ()
    users: Iterable[str] = ()
    dois: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    hosts: Mapping[str, Page] = field(default_factory=dict)
    snapshots: Iterable[Snapshot] = ()

    def __or__(self, other: World) -> World:
        """Join two worlds; of pages at one address the other's count."""
        parts: dict[str, Any] = {}
        for each in fields(self):
            mine, theirs = getattr(self, each.name), getattr(other, each.name)
            parts[each.name] = {**mine, **theirs} if isinstance(mine, dict) else (*mine, *theirs)
        return World(**parts)
