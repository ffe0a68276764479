"""What the hub saw: requests, violations of limits, requests in flight, tokens; per provider and per host."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

SECRET_HEADERS = ("authorization", "x-api-key", "cookie", "proxy-authorization")


@dataclass
class Tally:
    """What was seen by one provider or one host; ``highest`` is the most requests that were in flight at a time."""

    requests: int = 0
    violations: list[str] = field(default_factory=list)
    in_flight: int = 0
    highest: int = 0
    secrets: Counter[str] = field(default_factory=Counter)
    """Credentials that came with requests, ``Authorization: …`` as sent, and how often."""
    statuses: Counter[int] = field(default_factory=Counter)
    sent: int = 0
    """Bytes of bodies that were given to the network, more than were read at the other end."""

    def enter(self, headers: Mapping[str, str]) -> None:
        """Count a request that begins."""
        self.requests += 1
        self.in_flight += 1
        self.highest = max(self.highest, self.in_flight)
        self.secrets.update(f"{name.title()}: {headers[name]}" for name in SECRET_HEADERS if name in headers)

    def leave(self, status: int) -> None:
        """Count an answer; the status is 0 where none was sent."""
        self.in_flight -= 1
        self.statuses[status] += 1


@dataclass(frozen=True, slots=True)
class Seen:
    """One request: of which provider, to which host (of the web, else the provider again), as it came."""

    provider: str
    host: str
    method: str
    path: str
    headers: Mapping[str, str]


@dataclass
class Counts:
    """All that was seen. ``providers`` are by name, ``hosts`` those of the web."""

    providers: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    hosts: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    log: list[Seen] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    """Errors of the hub itself: no test is worth anything where there are any."""

    @property
    def requests(self) -> int:
        """Requests in all."""
        return sum(tally.requests for tally in self.providers.values())

    @property
    def violations(self) -> list[str]:
        """Every violation of a limit, as ``provider: what``."""
        return [f"{name}: {what}" for name, tally in self.providers.items() for what in tally.violations]

    def enter(self, seen: Seen) -> tuple[Tally, ...]:
        """Count a request that begins; return where its end is counted."""
        self.log.append(seen)
        tallies = [self.providers[seen.provider]]
        if seen.provider == "web":
            tallies.append(self.hosts[seen.host])
        for tally in tallies:
            tally.enter(seen.headers)
        return tuple(tallies)

    def violate(self, provider: str, what: str, host: str | None = None) -> None:
        """Count a request that its provider's published limit forbids."""
        self.providers[provider].violations.append(what)
        if host is not None:
            self.hosts[host].violations.append(what)

    def reset(self) -> None:
        """Forget what was seen; what is in flight stays so."""
        for tallies in (self.providers, self.hosts):
            for name, tally in tallies.items():
                tallies[name] = Tally(in_flight=tally.in_flight, highest=tally.in_flight)
        self.log.clear()

    def to_json(self) -> dict[str, Any]:
        """Return the numbers, for other processes; the log is left out."""
        return {
            "requests": self.requests,
            "violations": self.violations,
            "providers": {name: vars(tally) for name, tally in self.providers.items()},
            "hosts": {name: vars(tally) for name, tally in self.hosts.items()},
            "failures": self.failures,
        }
