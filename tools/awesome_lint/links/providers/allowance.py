"""What is left of an owner's limit, learned from each answer, so that no request is sent that would be refused."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from awesome_lint.links.answers import NoAnswerError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping

    from awesome_lint.links.answers import Answer
    from awesome_lint.links.client import Client

_NEVER, _PLENTY = float("inf"), 1_000_000
_FEW = 8
"""Requests that are sent within as many seconds after one got no answer, so that nothing was learned."""
Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Remaining:
    """What an answer tells: ``requests`` that are left in a window that ends in ``seconds``."""

    requests: int
    seconds: float


class Allowance:
    """Asks ``provider``, never for more than it said is left; ``read`` finds that in an answer.

    What is left is unknown at first and once a window has ended: then one request goes alone, to learn it. When
    nothing is left, the provider is left alone until the window ends, or, when that is too long, for the whole run.
    """

    def __init__(self, client: Client, provider: str, read: Callable[[Answer], Remaining | None]) -> None:
        self._client, self._provider, self._read = client, provider, read
        self._left, self._ends = 0, _NEVER
        self._in_flight = 0
        self._changed = asyncio.Condition()

    async def ask(
        self, path: str, method: str = "GET", *, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        """Ask for ``path`` as ``Client.ask_api`` does; raises ``NoAnswerError``."""
        async with self._turn() as alone:
            try:
                answer = await self._client.ask_api(self._provider, path, method=method, headers=headers, body=body)
            except NoAnswerError:
                if alone:  # not one after the other, when each waits until its time is over
                    self._left, self._ends = _FEW, time.monotonic() + _FEW
                raise
            self._learn(answer, alone=alone)
            return answer

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[bool]:
        """Hold a place for one request; tell whether it is the only one until it ends."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._in_flight == 0 or self._known_left() > 0)
            alone = self._known_left() == 0
            self._left = max(0, self._known_left() - 1)
            self._in_flight += 1
        try:
            yield alone
        finally:
            async with self._changed:
                self._in_flight -= 1
                self._changed.notify_all()

    def _known_left(self) -> int:
        return self._left if time.monotonic() < self._ends else 0

    def _learn(self, answer: Answer, *, alone: bool) -> None:
        """Note what is left.

        Answers may come in another order than they were counted in, so of several in flight the least counts.
        """
        told = self._read(answer)
        if told is None:
            if self._ends == _NEVER:  # a host that tells of no limit
                self._left = _PLENTY
            return
        if alone or time.monotonic() < self._ends:
            left = told.requests - (self._in_flight - 1)
            self._left = left if alone else min(left, self._left)
            self._ends = time.monotonic() + told.seconds
        if told.requests == 0:
            self._client.slow_down(self._provider, told.seconds)


async def in_parallel(
    work: Callable[[Item], Awaitable[Result]], items: Iterable[Item], at_once: int
) -> AsyncIterator[Result]:
    """Do ``work`` on all items, ``at_once`` at a time, begun in their order; yield results as they come."""
    waiting = iter(items)
    running: set[asyncio.Future[Result]] = set()
    try:
        while True:
            running |= {asyncio.ensure_future(work(item)) for item in islice(waiting, at_once - len(running))}
            if not running:
                return
            done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for each in done:
                yield each.result()
    finally:
        for each in running:
            each.cancel()
