"""Lists as Markdown, each with its world and with what is right to say of every link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .generated import Expected, GeneratedList
from .go_list import awesome_go
from .pages import Page
from .paper_list import paper_list
from .world import World
from .zoo import zoo_world

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ("WORLDS", "Expected", "GeneratedList", "awesome_go", "paper_list", "plain_web")

_HOSTS = 3


def plain_web(links: int = 1000) -> GeneratedList:
    """Return a list of web pages on three hosts, all well."""
    urls = [f"https://site{at % _HOSTS + 1}.example/page-{at}" for at in range(links)]
    lines = [f"- [Page {at}]({url}) - Page number {at}." for at, url in enumerate(urls)]
    world = World(hosts={f"site{at + 1}.example": Page() for at in range(_HOSTS)})
    return GeneratedList("\n".join(("# Pages", "", *lines, "")), world, {url: Expected("ok") for url in urls})


WORLDS: dict[str, Callable[[int], World]] = {
    "zoo": lambda _: zoo_world(),
    "go": lambda seed: awesome_go(seed).world,
    "web": lambda _: plain_web().world,
    "papers": lambda seed: paper_list(seed).world,
}
"""Worlds that ``python -m tests.hub --world`` can serve, made from a seed."""
