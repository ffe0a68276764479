"""The engine: each target once, what the ledger knows first, providers side by side, judgements kept as they come."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from awesome_lint.errors import AwesomeLintError
from awesome_lint.links.client import ClientSettings, open_client
from awesome_lint.links.history import DAY, recorded
from awesome_lint.links.network import has_network
from awesome_lint.links.providers import PROVIDERS
from awesome_lint.links.providers.base import Inquiry
from awesome_lint.links.targets import unique
from awesome_lint.links.verdicts import Judgement, Verdict
from awesome_lint.links.wayback import find_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from awesome_lint.links.cache import Ledger
    from awesome_lint.links.client import Client
    from awesome_lint.links.history import LedgerEntry
    from awesome_lint.links.limits import HostStats
    from awesome_lint.links.providers.base import Provider
    from awesome_lint.links.targets import Target

    OnProgress = Callable[["Counts"], None]

SNAPSHOT = "snapshot"
"""The fact of a broken page that names a copy of it at the Internet Archive, empty where there is none."""
KEEP_DAYS = 180
"""What was not checked for so long is forgotten: the link has left the list."""
_BATCH = 100
_BATCH_SECONDS = 1.0
_TELL_SECONDS = 0.1
_LOOKUPS = 32
"""Names that are looked up at once: each holds a thread, for seconds where a name server is gone."""
_DOUBTS = 5
"""Hosts that cannot be reached, and none that can, before it is asked whether there is a network at all."""


class NoNetworkError(AwesomeLintError):
    """Nothing can be reached, so nothing can be said of any link."""

    def __init__(self) -> None:
        super().__init__("no network: no host could be reached, so no link was judged; what was known is kept")


@dataclass(frozen=True)
class VerifyOptions:
    """How links are judged. ``max_age`` and ``deadline`` are seconds.

    ``max_age`` replaces the lifetimes of what the ledger knows, ``offline`` takes its word only, ``strict`` calls a
    link broken after one failure, ``snapshots`` looks for copies of what is broken (one job of several is enough).
    """

    max_age: int | None = None
    offline: bool = False
    strict: bool = False
    fragments: bool = False
    deadline: float | None = None
    snapshots: bool = True


@dataclass(frozen=True)
class Counts:
    """How far a run is: ``verdicts`` of the ``done`` targets, and the host that is waited for longest."""

    total: int
    verdicts: Mapping[Verdict, int]
    slowest: str | None = None

    @property
    def done(self) -> int:
        """Targets that are judged."""
        return sum(self.verdicts.values())


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
    on_progress: OnProgress = lambda _: None,
) -> Verification:
    """Judge ``targets``; what is found out is kept in ``ledger`` as it comes, so that a new run goes on from there.

    Raises ``NoNetworkError``, and ``FileError`` when the ledger cannot be used. After Ctrl-C all that was judged is
    kept.
    """
    run = _Run(targets, ledger, options, on_progress)
    if not options.offline and (run.open or run.has_broken):
        asyncio.run(run.ask(settings))
    return Verification(run.finish(), run.hosts)


class _Run:
    """The state of one run: ``found`` holds the judgements to report, ``open`` the targets still to be judged."""

    def __init__(
        self, targets: Iterable[Target], ledger: Ledger, options: VerifyOptions, on_progress: OnProgress
    ) -> None:
        self.targets = {target.key: target for target in unique(targets)}
        self.hosts: Mapping[str, HostStats] = {}
        self._ledger, self._options, self._on_progress = ledger, options, on_progress
        self._counts: Counter[Verdict] = Counter()
        self._unwritten: list[Judgement] = []
        self._broken: list[Judgement] = []
        self._written = self._told = time.monotonic()
        self.found: dict[str, Judgement] = {}
        for key in self.targets:
            if (entry := self._known(key)) is not None:
                self._report(entry)
                self._want_snapshot(entry.judgement)

    @property
    def open(self) -> list[Target]:
        """The targets that are not judged, as they stand in the list."""
        return [target for target in self.targets.values() if target.key not in self.found]

    @property
    def has_broken(self) -> bool:
        """Tell whether copies of broken pages are to be looked for."""
        return bool(self._broken)

    async def ask(self, settings: ClientSettings) -> None:
        """Ask the providers about the open targets, repositories before their pages."""
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_LOOKUPS, "lookup"))
        self._is_online = partial(has_network, settings)
        async with open_client(settings) as client:
            try:
                with suppress(TimeoutError):  # what is left then is reported as not reached
                    async with asyncio.timeout(self._options.deadline):
                        await self._ask_in_order(client)
            finally:
                self.hosts = client.limits.stats()
                if client.answered:
                    self._write_all()
            if not client.answered and client.unreachable and not await self._is_online():
                raise NoNetworkError
        self._write_all()
        self._ledger.forget(_now() - KEEP_DAYS * DAY)

    def finish(self) -> dict[str, Judgement]:
        """Return the judgements; what was not reached is unknown, or skipped where nothing was to be asked."""
        verdict = Verdict.SKIPPED if self._options.offline else Verdict.UNKNOWN
        reason = "not in the ledger" if self._options.offline else "not reached in the time given"
        rest = [Judgement(target.key, verdict, _now(), reason) for target in self.open if not self._waits(target)]
        return self.found | {judgement.key: judgement for judgement in rest}

    def _waits(self, target: Target) -> bool:
        """Tell whether the target is a page of a repository that is not well, so that only this is to be said."""
        parent = self.found.get(target.parent or "")
        return parent is not None and not parent.is_good

    async def _ask_in_order(self, client: Client) -> None:
        inquiry = Inquiry(client, _now, self._ledger.find, self._options.fragments)
        await self._ask_all([target for target in self.open if target.parent is None], inquiry)
        await self._ask_all([target for target in self.open if not self._waits(target)], inquiry)
        for judgement in list(self._broken):
            snapshot = await find_snapshot(client, self.targets[judgement.key].url, self.targets[judgement.key].when)
            self._broken.remove(judgement)
            self._settle(_with_snapshot(judgement, snapshot))

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
            self._take(judgement, inquiry.client)
            if inquiry.client.answered:
                self._write_sometimes()
            elif len(inquiry.client.unreachable) >= _DOUBTS and not await self._is_online():
                raise NoNetworkError

    def _take(self, judgement: Judgement, client: Client) -> None:
        """Report a new judgement, and put it down to be kept."""
        entry = recorded(self._ledger.find(judgement.key), judgement)
        self._report(entry)
        if not self._want_snapshot(judgement):
            self._unwritten.append(judgement)
        self._tell(client)

    def _want_snapshot(self, judgement: Judgement) -> bool:
        """Put what is broken aside, to be looked up at the Internet Archive and kept then; tell whether it was."""
        wanted = (
            self._options.snapshots
            and self.found[judgement.key].verdict is Verdict.BROKEN
            and SNAPSHOT not in judgement.facts
            and not judgement.key.startswith("arxiv:")
        )
        self._broken += [judgement] if wanted else []
        return wanted

    def _tell(self, client: Client) -> None:
        """Tell how far the run is, as often as anyone can read."""
        now = time.monotonic()
        if now - self._told > _TELL_SECONDS:
            self._told = now
            means = {host: stats.seconds / stats.requests for host, stats in client.limits.stats().items()}
            self._on_progress(
                Counts(len(self.targets), self._counts, max(means, key=lambda host: means[host], default=None))
            )

    def _settle(self, judgement: Judgement) -> None:
        self.found[judgement.key] = recorded(self._ledger.find(judgement.key), judgement).judged(
            strict=self._options.strict
        )
        self._unwritten.append(judgement)

    def _known(self, key: str) -> LedgerEntry | None:
        """Return what the ledger knows of ``key`` when that is enough."""
        if self._options.offline:
            return self._ledger.find(key)
        return self._ledger.find_fresh(key, _now(), self._options.max_age)

    def _report(self, entry: LedgerEntry) -> None:
        judgement = entry.judged(strict=self._options.strict)
        self.found[judgement.key] = judgement
        self._counts[judgement.verdict] += 1

    def _write_sometimes(self) -> None:
        if len(self._unwritten) >= _BATCH or time.monotonic() - self._written > _BATCH_SECONDS:
            self._write()

    def _write_all(self) -> None:
        """Keep what is judged, also what is still to be looked up at the Internet Archive."""
        self._unwritten += self._broken
        self._broken.clear()
        self._write()

    def _write(self) -> None:
        self._ledger.record(self._unwritten)
        self._unwritten.clear()
        self._written = time.monotonic()


def _with_snapshot(judgement: Judgement, snapshot: str | None) -> Judgement:
    return replace(judgement, facts={**judgement.facts, SNAPSHOT: snapshot or ""})


def _now() -> int:
    return int(time.time())
