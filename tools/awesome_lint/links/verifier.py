"""The engine: each target once, what the ledger knows first, providers side by side, judgements kept as they come."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from awesome_lint.errors import AwesomeLintError
from awesome_lint.links.client import ClientSettings, open_client
from awesome_lint.links.docket import Docket, Trust
from awesome_lint.links.history import DAY
from awesome_lint.links.network import has_network
from awesome_lint.links.providers import PROVIDERS
from awesome_lint.links.providers.base import Inquiry
from awesome_lint.links.verdicts import Judgement, Verdict
from awesome_lint.links.wayback import find_snapshot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence

    from awesome_lint.links.cache import Ledger
    from awesome_lint.links.client import Client
    from awesome_lint.links.docket import Counts
    from awesome_lint.links.limits import HostStats
    from awesome_lint.links.providers.base import Provider
    from awesome_lint.links.targets import Target

    OnProgress = Callable[[Counts], None]

KEEP_DAYS = 180
"""What was not checked for so long is forgotten: the link has left the list."""
_TELL_SECONDS = 0.1
_LOOK_SECONDS = 0.1
_LOOKUPS = 32
"""Names that are looked up at once: each holds a thread, for seconds where a name server is gone."""
_DOUBTS = 5
"""Hosts that cannot be reached, and none that can, before it is asked whether there is a network at all."""


class NoNetworkError(AwesomeLintError):
    """Nothing can be reached, so nothing can be said of any link."""

    def __init__(self) -> None:
        super().__init__(
            "no network: no host could be reached, so no link was judged; `links --offline-cache` tells what is known"
        )


@dataclass(frozen=True)
class VerifyOptions:
    """How links are judged: ``fragments`` looks up places in pages, too. ``deadline`` and ``copies`` are seconds.

    ``copies`` is for how long, after the last verdict, copies of broken pages are looked up at the Internet Archive,
    one a second; those that are not reached then are looked up by the next run.
    """

    trust: Trust = field(default_factory=Trust)
    fragments: bool = False
    deadline: float | None = None
    copies: float = 5.0


@dataclass(frozen=True)
class Verification:
    """The judgement on each target by key, and what happened with each host."""

    judgements: Mapping[str, Judgement]
    hosts: Mapping[str, HostStats] = field(default_factory=dict)


def verify(
    targets: Iterable[Target],
    ledger: Ledger,
    settings: ClientSettings,
    options: VerifyOptions,
    on_progress: OnProgress | None = None,
) -> Verification:
    """Judge ``targets``; what is found out is kept in ``ledger`` as it comes, so that a new run goes on from there.

    Raises ``NoNetworkError``, and ``FileError`` when the ledger cannot be used. After Ctrl-C all that was judged is
    kept.
    """
    wanted = (target for target in targets if target.place is None or options.fragments)
    docket = Docket(wanted, ledger, options.trust)
    run = _Run(docket, ledger, options, on_progress)
    if not options.trust.offline and (docket.open or docket.next_without_copy):
        asyncio.run(run.ask(settings))
        ledger.forget(_now() - KEEP_DAYS * DAY)
    return Verification({**docket.found, **_unjudged(docket, options)}, run.hosts)


def _unjudged(docket: Docket, options: VerifyOptions) -> dict[str, Judgement]:
    """Return what to say of the rest: unknown, or skipped where nothing was to be asked."""
    verdict = Verdict.SKIPPED if options.trust.offline else Verdict.UNKNOWN
    reason = "not in the ledger" if options.trust.offline else "not reached in the time given"
    rest = [target.key for target in docket.open if not docket.waits(target)]
    return {key: Judgement(key, verdict, _now(), reason) for key in rest}


class _Run:
    """What asks for the targets of a docket."""

    def __init__(self, docket: Docket, ledger: Ledger, options: VerifyOptions, on_progress: OnProgress | None) -> None:
        self.hosts: Mapping[str, HostStats] = {}
        self._docket, self._ledger, self._options, self._on_progress = docket, ledger, options, on_progress
        self._told = time.monotonic()

    async def ask(self, settings: ClientSettings) -> None:
        """Ask the providers about the open targets; what has no answer in the time given stays open."""
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_LOOKUPS, "lookup"))
        self._is_online = partial(has_network, settings)
        async with open_client(settings) as client:
            try:
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._options.deadline), self._copies_looked_up(client):
                        await self._ask_in_order(client)
            finally:
                self.hosts = client.limits.stats()
                if client.answered:
                    self._docket.write_all()
            if not client.answered and client.unreachable and not await self._is_online():
                raise NoNetworkError
        self._docket.write_all()

    async def _ask_in_order(self, client: Client) -> None:
        """Ask about repositories before their pages: what is gone needs no second request."""
        inquiry = Inquiry(client, _now, self._ledger.find)
        await self._ask_all([target for target in self._docket.open if target.parent is None], inquiry)
        await self._ask_all([target for target in self._docket.open if not self._docket.waits(target)], inquiry)

    async def _ask_all(self, targets: Sequence[Target], inquiry: Inquiry) -> None:
        groups: dict[str, list[Target]] = defaultdict(list)
        for target in targets:
            groups[next(each.name for each in PROVIDERS if each.takes(target))].append(target)
        try:
            async with asyncio.TaskGroup() as tasks:
                for provider in PROVIDERS:
                    if group := groups.get(provider.name):
                        tasks.create_task(self._collect(provider, group, inquiry))
        except* NoNetworkError:
            raise NoNetworkError from None

    async def _collect(self, provider: Provider, targets: Sequence[Target], inquiry: Inquiry) -> None:
        async for judgement in provider.judge(targets, inquiry):
            self._docket.take(judgement)
            self._tell(inquiry.client)
            if inquiry.client.answered:
                self._docket.write_sometimes()
            elif len(inquiry.client.unreachable) >= _DOUBTS and not await self._is_online():
                raise NoNetworkError

    @asynccontextmanager
    async def _copies_looked_up(self, client: Client) -> AsyncIterator[None]:
        """Look up copies of what is broken meanwhile, and for a while after."""
        lookup = asyncio.ensure_future(self._look_up_copies(client))
        try:
            yield
            left = time.monotonic() + self._options.copies
            while self._docket.next_without_copy and not lookup.done() and time.monotonic() < left:
                await asyncio.wait([lookup], timeout=_LOOK_SECONDS)
        finally:
            lookup.cancel()
            with suppress(asyncio.CancelledError):
                await lookup

    async def _look_up_copies(self, client: Client) -> None:
        while self._options.copies:
            judgement = self._docket.next_without_copy
            if judgement is None:
                await asyncio.sleep(_LOOK_SECONDS)
                continue
            target = self._docket.targets[judgement.key]
            self._docket.take_copy(judgement, await find_snapshot(client, target.url, target.when))

    def _tell(self, client: Client) -> None:
        """Tell how far the run is, as often as anyone can read."""
        now = time.monotonic()
        if self._on_progress and now - self._told > _TELL_SECONDS:
            self._told = now
            means = {host: stats.seconds / stats.requests for host, stats in client.limits.stats().items()}
            self._on_progress(self._docket.counts(max(means, key=lambda host: means[host], default=None)))


def _now() -> int:
    return int(time.time())
