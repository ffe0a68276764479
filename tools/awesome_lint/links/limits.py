"""Politeness: how many requests a host gets at once and how fast, less when it says so, none when it keeps failing."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping


@dataclass(frozen=True, slots=True)
class HostPolicy:
    """How a host is treated. Times are seconds.

    ``start`` requests are in flight at first, up to ``most`` while all goes well. ``interval`` lies between two starts,
    or, where one may be in flight, between an answer and the next start. ``patience`` is the longest wait that a host
    may ask for (``Retry-After``) and get.
    """

    start: int = 8
    most: int = 16
    interval: float = 0.0
    patience: float = 10.0


POLICIES: Mapping[str, HostPolicy] = {
    # One connection, 3 seconds between requests: https://info.arxiv.org/help/api/tou.html; the interval is kept for
    # the whole machine by links/machine_lock.py.
    "export.arxiv.org": HostPolicy(1, 1, 3.0, patience=60),
    "arxiv.org": HostPolicy(1, 1, 3.0),
    # No concurrent requests: https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
    # asks for serial ones; GraphQL calls are few and long, so two overlap.
    "api.github.com": HostPolicy(2, 2, patience=60),
    "github.com": HostPolicy(2, 2, 0.5),
    "huggingface.co": HostPolicy(8, 8, patience=300),  # 500 API calls in 5 minutes, the window's end is told
    "archive.org": HostPolicy(1, 1, 1.0),
    "web.archive.org": HostPolicy(1, 1, 1.0),
    "api.semanticscholar.org": HostPolicy(1, 1, 1.0, patience=30),
}
"""Hosts whose owners publish how they want to be asked; all others get the default."""
DEFAULT = HostPolicy()
FAILURES, REFUSALS = 5, 10
"""Connections to a host that may fail in a row, and times in a row that it may ask to wait and then ask for it again,
before it is left alone for the rest of the run."""
_SAME_REFUSAL = 1.0
"""Seconds within which several requests that were in flight together are told to wait."""


@dataclass
class HostStats:
    """What happened with one host: requests, those told to slow down, those that failed, seconds until the answers."""

    requests: int = 0
    slowed: int = 0
    failed: int = 0
    seconds: float = 0.0


@dataclass
class HostLimit:
    """The state of one host."""

    policy: HostPolicy
    stats: HostStats = field(default_factory=HostStats)
    in_flight: int = 0
    failures: int = 0
    refusals: int = 0
    _refused_until: float = float("-inf")
    _capacity: float = 0.0
    _not_before: float = 0.0
    _last_start: float = float("-inf")
    _freed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def __post_init__(self) -> None:
        self._capacity = float(self.policy.start)

    @property
    def is_failing(self) -> bool:
        """Tell whether the host failed, or asked to wait, so often in a row that it is left alone."""
        return self.failures >= FAILURES or self.refusals >= REFUSALS

    @property
    def is_closed(self) -> bool:
        """Tell whether the host wants to be left alone for longer than anyone waits here."""
        return self.wait_left() > self.policy.patience

    async def enter(self) -> None:
        """Wait until the host may be asked, and count the request."""
        async with self._freed:
            await self._freed.wait_for(lambda: self.in_flight < int(self._capacity))
            self.in_flight += 1
        try:
            await self._wait_for_turn()
        except BaseException:
            await self.leave()
            raise

    async def leave(self) -> None:
        """Give the place back."""
        if self.policy.most == 1:
            self._last_start = time.monotonic()  # what was slow on the way must not come close to the next one
        async with self._freed:
            self.in_flight -= 1
            self._freed.notify_all()

    def succeeded(self, seconds: float) -> None:
        """Note an answer: one more request at once after each round of them."""
        self.failures = 0
        self.stats.seconds += seconds
        self._capacity = min(float(self.policy.most), self._capacity + 1 / self._capacity)

    def slowed(self, seconds: float) -> None:
        """Note that the host asked to be left alone for ``seconds``: half as many requests at once from now on."""
        now = time.monotonic()
        if now >= self._refused_until:
            self.refusals += 1
            self._refused_until = now + max(seconds, _SAME_REFUSAL)
        self.stats.slowed += 1
        self._capacity = max(1.0, self._capacity / 2)
        self._not_before = max(self._not_before, now + seconds)

    def welcomed(self) -> None:
        """Note an answer that does not ask to wait."""
        self.refusals = 0

    def asked(self) -> None:
        """Note that a request is sent."""
        self.stats.requests += 1

    def failed(self) -> None:
        """Note that no answer came."""
        self.failures += 1
        self.stats.failed += 1

    def wait_left(self) -> float:
        """Return for how many seconds the host still wants to be left alone."""
        return max(0.0, self._not_before - time.monotonic())

    async def _wait_for_turn(self) -> None:
        if self.is_failing or self.is_closed:
            return  # it is not going to be asked
        start = max(time.monotonic(), self._last_start + self.policy.interval)
        self._last_start = start
        await asyncio.sleep(max(0.0, start - time.monotonic()))
        while (wait := self.wait_left()) and not self.is_closed:  # noqa: ASYNC110 - see below
            await asyncio.sleep(wait)
        self._last_start = max(self._last_start, time.monotonic())


class Limits:
    """The limits of all hosts of a run."""

    def __init__(self, policies: Mapping[str, HostPolicy] = POLICIES) -> None:
        self._policies = policies
        self._hosts: dict[str, HostLimit] = {}

    def of(self, host: str) -> HostLimit:
        """Return the limit of a host, which has one from the first time it is named."""
        if host not in self._hosts:
            self._hosts[host] = HostLimit(self._policies.get(host, DEFAULT))
        return self._hosts[host]

    @asynccontextmanager
    async def slot(self, host: str) -> AsyncIterator[HostLimit]:
        """Hold a place at ``host`` for one request."""
        limit = self.of(host)
        await limit.enter()
        try:
            yield limit
        finally:
            await limit.leave()

    def stats(self) -> dict[str, HostStats]:
        """Return what happened, by host."""
        return {host: limit.stats for host, limit in self._hosts.items() if limit.stats.requests}
