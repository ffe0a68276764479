"""What all providers of the hub share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .counts import Counts
from .faults import Faults
from .limits import Limits
from .world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request
    from starlette.routing import BaseRoute


@dataclass
class Setup:
    """What a hub is made of. ``latency`` is added to every answer, in seconds; ``tokens`` are the valid ones."""

    world: World = field(default_factory=World)
    limits: Limits = field(default_factory=Limits)
    faults: Faults = field(default_factory=Faults)
    latency: float = 0.0
    tokens: frozenset[str] = frozenset({"hub-token"})
    counts: Counts = field(default_factory=Counts)
    reach: Callable[[str], str] = lambda url: url
    """Maps an address to where a peer that maps none reaches it."""


class Provider:
    """One owner's API; ``name`` is that of its endpoint."""

    name: str

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.world, self.limits, self.faults = setup.world, setup.limits, setup.faults
        self.prepare()

    def prepare(self) -> None:
        """Make tables of the world and the windows of the limits."""

    def routes(self) -> list[BaseRoute]:
        """Return what it answers, below its endpoint."""
        raise NotImplementedError

    def violate(self, what: str) -> None:
        """Count a violation of a limit."""
        self.setup.counts.violate(self.name, what)

    def token_of(self, request: Request) -> str | None:
        """Return the token of a request, None for one without."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        return token.strip() if scheme.lower() in ("bearer", "token") else None

    def is_valid(self, token: str | None) -> bool:
        """Tell whether a request may come with that token: a valid one or none."""
        return token is None or token in self.setup.tokens


def base_of(request: Request) -> str:
    """Return the endpoint of the provider that answers ``request``, without final slash."""
    url = request.url
    return f"{url.scheme}://{url.netloc}{request.scope.get('root_path', '')}".rstrip("/")


def folded(names: Mapping[str, object] | list[str]) -> dict[str, str]:
    """Return names by their folded form."""
    return {name.casefold(): name for name in names}
