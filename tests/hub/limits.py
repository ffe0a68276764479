"""The limits that owners publish, and what tells whether a request keeps them.

Sources: arXiv API terms of use; GitHub's documentation on rate limits of REST and GraphQL; Hugging Face, "Rate
limits" (September 2025). The Internet Archive publishes none for its availability API, Semantic Scholar one request a
second for a key of one's own: both are held to that.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic


@dataclass(frozen=True, slots=True)
class Limits:
    """Intervals and windows in seconds; tests make them shorter. ``web_in_flight`` is per host, None for no limit."""

    arxiv_interval: float = 3.0
    semantic_scholar_interval: float = 1.0
    wayback_interval: float = 1.0
    github_window: float = 3600.0
    graphql_points: int = 5000
    rest_anonymous: int = 60
    rest_token: int = 5000
    github_in_flight: int = 100
    hub_window: float = 300.0
    hub_api: tuple[int, int] = (500, 1000)
    """Anonymous, with a token."""
    hub_pages: tuple[int, int] = (100, 200)
    web_in_flight: int | None = None


class Pace:
    """At most one request per ``interval`` seconds, counted from arrival to arrival."""

    GRACE = 0.1
    """Share of the interval, at most that many seconds, for what threads and sockets make of a request on time."""

    def __init__(self, interval: float) -> None:
        self._interval = interval - min(self.GRACE * interval, self.GRACE)
        self._latest = float("-inf")

    def admits(self) -> bool:
        """Tell whether a request may come now; one that may not moves the time for the next as well."""
        now = monotonic()
        in_time = now - self._latest >= self._interval
        self._latest = now
        return in_time


class Window:
    """At most ``quota`` points in a fixed window of ``length`` seconds that begins with its first request."""

    def __init__(self, quota: int, length: float) -> None:
        self.quota, self.length = quota, length
        self._spent, self._ends = 0, float("-inf")

    def admits(self, cost: int = 1) -> bool:
        """Spend ``cost`` points; tell whether there were any left."""
        self._renew()
        if self._spent + cost > self.quota:
            return False
        self._spent += cost
        return True

    @property
    def left(self) -> int:
        """Points that are left."""
        self._renew()
        return self.quota - self._spent

    @property
    def resets_in(self) -> float:
        """Seconds until all points are there again."""
        self._renew()
        return self._ends - monotonic()

    def _renew(self) -> None:
        now = monotonic()
        if now >= self._ends:
            self._spent, self._ends = 0, now + self.length
