"""Troubles that a test asks for: each a number of answers that go wrong before all is well."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .pages import Page


@dataclass
class Faults:
    """How many of the next answers go wrong, and how.

    ``instead`` holds what a provider answers to everything, by its name: that it is down, slow, or redirects elsewhere.
    """

    instead: dict[str, Page] = field(default_factory=dict)

    arxiv_empty: int = 0
    """Feeds with no entries, as they come now and then."""
    arxiv_throttled: int = 0
    """``Rate exceeded.`` though nothing was violated: the limit is shared by all who use one address."""
    arxiv_status: int = 503
    """Status of a throttled answer; 429 occurs as well."""
    arxiv_body: str | None = None
    """Takes the place of every feed."""
    graphql_502: int = 0
    graphql_secondary: int = 0
    """GitHub's secondary limit, with Retry-After."""
    rest_502: int = 0
    hub_503: int = 0
    semantic_scholar_429: int = 0
    doi_503: int = 0

    def take(self, name: str) -> bool:
        """Tell whether the answer goes wrong, and count it."""
        left: int = getattr(self, name)
        setattr(self, name, max(left - 1, 0))
        return left > 0
