"""Politeness: never more at once than a host's policy, as slow as it asks, and not at all when it fails or says so."""

from __future__ import annotations

import asyncio
import itertools
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from loopback import PUBLIC, Listener, Names, listening, reply, visiting

from awesome_lint.links.answers import Answer, NoAnswerError, Trouble
from awesome_lint.links.limits import DEFAULT, FAILURES, POLICIES, REFUSALS, HostLimit, HostPolicy, Limits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from awesome_lint.links.client import Client

HOST = "a.example"


@asynccontextmanager
async def _host(listener: Listener, policy: HostPolicy) -> AsyncIterator[Client]:
    async with (
        listening((listener, PUBLIC)) as port,
        visiting(Names(port, {HOST: [[PUBLIC]]}), Limits({HOST: policy})) as client,
    ):
        yield client


async def _ask(client: Client, attempts: int = 1) -> Answer | NoAnswerError:
    try:
        return await client.ask_web(f"http://{HOST}/", attempts=attempts)
    except NoAnswerError as error:
        return error


def _answers(*answers: bytes, seconds: float = 0, times: list[float] | None = None) -> Callable:
    """Answer with each of ``answers`` once, then with the last of them for ever, after ``seconds``."""
    each = itertools.chain(answers, itertools.repeat(answers[-1]))

    async def answer(writer: asyncio.StreamWriter) -> None:
        if times is not None:
            times.append(time.monotonic())
        await asyncio.sleep(seconds)
        writer.write(next(each))
        await writer.drain()

    return answer


@pytest.mark.parametrize(("start", "most"), [(1, 1), (3, 3), (2, 5), (8, 16)])
def test_never_more_in_flight_than_the_policy_says(start: int, most: int) -> None:
    async def run() -> Listener:
        listener = Listener(_answers(reply(), seconds=0.02))
        async with _host(listener, HostPolicy(start, most)) as client:
            answers = await asyncio.gather(*(_ask(client) for _ in range(120)))
            assert [each for each in answers if not isinstance(each, Answer)] == []
            stats = client.limits.stats()[HOST]
            assert (stats.requests, stats.failed, stats.slowed) == (120, 0, 0)
        return listener

    listener = asyncio.run(run())
    assert len(listener.requests) == 120
    assert listener.highest <= most
    assert listener.highest > most // 2


def test_it_begins_with_few() -> None:
    async def run() -> int:
        listener = Listener(_answers(reply(), seconds=0.3))
        async with _host(listener, HostPolicy(2, 16)) as client:
            asking = [asyncio.create_task(_ask(client)) for _ in range(10)]
            await asyncio.sleep(0.15)
            begun = listener.highest
            await asyncio.gather(*asking)
        return begun

    assert asyncio.run(run()) <= 2


def test_an_interval_lies_between_two_starts() -> None:
    async def run() -> list[float]:
        times: list[float] = []
        async with _host(Listener(_answers(reply(), times=times)), HostPolicy(2, 2, 0.2)) as client:
            await asyncio.gather(*(_ask(client) for _ in range(4)))
        return times

    times = asyncio.run(run())
    assert all(later - earlier > 0.15 for earlier, later in itertools.pairwise(times))


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_obeyed(status: int) -> None:
    async def run() -> tuple[list[float], Answer | NoAnswerError, Client]:
        times: list[float] = []
        listener = Listener(_answers(reply(status, retry_after="1"), reply(), times=times))
        async with _host(listener, HostPolicy(4, 4)) as client:
            return times, await _ask(client, 3), client

    times, answer, client = asyncio.run(run())
    assert isinstance(answer, Answer)
    assert answer.status == 200
    assert times[1] - times[0] > 0.95
    assert client.limits.stats()[HOST].slowed == 1


def test_after_it_fewer_are_asked_at_once() -> None:
    async def run() -> int:
        listener = Listener(_answers(reply(429, retry_after="0"), reply(), seconds=0.02))
        async with _host(listener, HostPolicy(8, 8)) as client:
            await _ask(client)
            await asyncio.gather(*(_ask(client) for _ in range(4)))
        return listener.highest

    assert asyncio.run(run()) <= 4


@pytest.mark.parametrize("value", ["3600", "Fri, 31 Dec 2099 23:59:59 GMT", "999999999999"])
def test_a_host_that_wants_more_than_our_patience_is_left_alone(value: str) -> None:
    async def run() -> tuple[list[Answer | NoAnswerError], Listener]:
        listener = Listener(reply(429, retry_after=value))
        async with _host(listener, HostPolicy(1, 1, 30.0)) as client:  # nobody waits for the interval either
            async with asyncio.timeout(25):
                return [await _ask(client, 3) for _ in range(5)], listener

    (first, *others), listener = asyncio.run(run())
    assert isinstance(first, Answer)
    assert first.status == 429
    assert [getattr(each, "trouble", None) for each in others] == [Trouble.CLOSED] * 4
    assert len(listener.requests) == 1


def test_a_host_that_keeps_failing_is_left_alone() -> None:
    async def reset(writer: asyncio.StreamWriter) -> None:
        writer.transport.abort()

    async def run() -> tuple[list[Answer | NoAnswerError], Listener]:
        listener = Listener(reset)
        async with _host(listener, HostPolicy(1, 1)) as client:
            return [await _ask(client) for _ in range(FAILURES + 3)], listener

    answers, listener = asyncio.run(run())
    troubles = [getattr(each, "trouble", None) for each in answers]
    assert troubles == [Trouble.CONNECTION] * FAILURES + [Trouble.FAILING] * 3
    assert listener.connections == FAILURES


def test_an_answer_between_failures_counts() -> None:
    good = reply()
    answers = _answers(b"", b"", b"", b"", good, b"", b"", b"", b"", good)

    async def run() -> list[Answer | NoAnswerError]:
        async with _host(Listener(answers), HostPolicy(1, 1)) as client:
            return [await _ask(client) for _ in range(10)]

    assert [isinstance(each, Answer) for each in asyncio.run(run())] == ([False] * 4 + [True]) * 2


def test_one_host_does_not_wait_for_another() -> None:
    async def run() -> set[str]:
        limits = Limits({"slow.example": HostPolicy(1, 1)})
        limits.of("slow.example").slowed(5)
        async with asyncio.timeout(2), limits.slot("fast.example"):
            return set(limits.stats())

    assert asyncio.run(run()) == set()


class TestRefusals:
    """A host that asks to wait, and asks for it again after that, could hold a run for ever."""

    @pytest.fixture
    def clock(self, monkeypatch: pytest.MonkeyPatch) -> list[float]:
        now = [1000.0]
        monkeypatch.setattr(time, "monotonic", lambda: now[0])
        return now

    def test_a_host_that_only_asks_to_wait_is_left_alone(self, clock: list[float]) -> None:
        limit = HostLimit(HostPolicy())
        for _ in range(REFUSALS):
            assert not limit.is_failing
            limit.slowed(5)
            clock[0] += 5
        assert limit.is_failing

    def test_requests_that_were_in_flight_together_are_one_refusal(self, clock: list[float]) -> None:
        limit = HostLimit(HostPolicy())
        for _ in range(16):
            limit.slowed(0)
            clock[0] += 0.01
        assert limit.refusals == 1

    def test_one_other_answer_is_enough(self, clock: list[float]) -> None:
        limit = HostLimit(HostPolicy())
        for _ in range(3 * REFUSALS):
            limit.slowed(1)
            clock[0] += 1
            limit.welcomed()
        assert not limit.is_failing


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_no_wait_is_left_alone_for_a_second(status: int) -> None:
    async def run() -> float:
        async with _host(Listener(reply(status, retry_after="0")), DEFAULT) as client:
            await _ask(client)
            assert client.limits.of(HOST).refusals == 1
            return client.limits.of(HOST).wait_left()

    assert asyncio.run(run()) > 0.5


def test_a_place_is_given_back_whatever_happens() -> None:
    async def run() -> HostLimit:
        limits = Limits({HOST: HostPolicy(1, 1)})
        limit = limits.of(HOST)
        with pytest.raises(ZeroDivisionError):
            async with limits.slot(HOST):
                raise ZeroDivisionError
        limit.slowed(5)
        waiting = asyncio.create_task(limit.enter())
        await asyncio.sleep(0.01)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        return limit

    assert asyncio.run(run()).in_flight == 0


def test_owners_who_publish_limits_get_no_more() -> None:
    assert {host: (policy.most, policy.interval) for host, policy in POLICIES.items() if "arxiv" in host} == {
        "export.arxiv.org": (1, 3.0),
        "arxiv.org": (1, 3.0),
    }
    assert all(policy.start <= policy.most <= DEFAULT.most for policy in POLICIES.values())
