"""What is left of a limit: never more is asked than that, in whatever order answers come."""

from __future__ import annotations

import asyncio
from functools import partial
from random import Random
from typing import Any

import pytest

from awesome_lint.links.answers import Answer, NoAnswerError, Trouble
from awesome_lint.links.providers.allowance import Allowance, Remaining, in_parallel


class Owner:
    """A client and the owner behind it, which allows ``most`` requests in each window; time stands still between."""

    def __init__(self, most: int, seed: int, *, tells: bool = True) -> None:
        self.most, self.left, self.tells = most, most, tells
        self.windows, self.refused, self.highest, self.in_flight = 0, 0, 0, 0
        self.random = Random(seed)  # noqa: S311 - no secret
        self.ended = asyncio.Event()
        self.troubles: list[Trouble] = []

    async def ask_api(self, provider: str, path: str, **_: Any) -> Answer:
        assert (provider, path) == ("github", "/x")
        if self.ended.is_set():  # as the client waits after slow_down
            self.ended.clear()
            self.left, self.windows = self.most, self.windows + 1
        self.in_flight += 1
        self.highest = max(self.highest, self.in_flight)
        await self.some_time()
        if self.troubles:
            self.in_flight -= 1
            raise NoAnswerError(self.troubles.pop())
        self.refused += self.left == 0
        self.left = max(0, self.left - 1)
        answer = Answer(200, {"left": str(self.left)} if self.tells else {})
        await self.some_time()
        self.in_flight -= 1
        return answer

    async def some_time(self) -> None:
        for _ in range(self.random.randrange(9)):
            await asyncio.sleep(0)

    def slow_down(self, provider: str, seconds: float) -> None:
        assert (provider, seconds) == ("github", 1000.0)
        self.ended.set()


def read(answer: Answer) -> Remaining | None:
    left = answer.headers.get("left")
    return Remaining(int(left), 1000.0) if left else None


async def ask_often(owner: Owner, times: int) -> list[Answer | NoAnswerError]:
    allowance = Allowance(owner, "github", read)  # type: ignore[arg-type]

    async def ask_once(_: int) -> Answer | NoAnswerError:
        try:
            return await allowance.ask("/x")
        except NoAnswerError as error:
            return error

    return [each async for each in in_parallel(ask_once, range(times), 8)]


@pytest.mark.parametrize("most", [1, 2, 7, 8, 9, 30])
@pytest.mark.parametrize("seed", range(20))
def test_no_request_is_refused(most: int, seed: int):
    async def all_of_it() -> Owner:
        owner = Owner(most, seed)
        assert len(await ask_often(owner, 60)) == 60
        return owner

    owner = asyncio.run(all_of_it())
    assert owner.refused == 0
    assert owner.windows >= 59 // most


def test_requests_run_side_by_side_where_that_is_allowed():
    async def all_of_it() -> list[Owner]:
        owners = [Owner(1000, 1), Owner(1000, 1, tells=False)]
        for owner in owners:
            await ask_often(owner, 60)
        return owners

    assert [owner.highest for owner in asyncio.run(all_of_it())] == [8, 8]


def test_an_owner_that_does_not_answer_is_not_waited_for_one_by_one():
    async def all_of_it() -> tuple[Owner, list[Answer | NoAnswerError]]:
        owner = Owner(1000, 1)
        owner.troubles = [Trouble.TIMEOUT] * 9
        return owner, await ask_often(owner, 20)

    owner, answers = asyncio.run(all_of_it())
    assert owner.highest > 1
    assert sum(isinstance(each, NoAnswerError) for each in answers) == 9


def test_work_is_begun_in_order_and_ends_with_who_asked():
    begun: list[int] = []
    cancelled: list[int] = []

    async def work(item: int, forever: int) -> int:
        begun.append(item)
        try:
            await asyncio.sleep(1000 if item >= forever else 0)
        except asyncio.CancelledError:
            cancelled.append(item)
            raise
        return item

    async def all_of_it() -> list[int]:
        running = in_parallel(partial(work, forever=3), range(10), 2)
        results = [await anext(running) for _ in range(3)]
        await running.aclose()  # type: ignore[attr-defined]
        await asyncio.sleep(0)
        return sorted(results)

    assert asyncio.run(all_of_it()) == [0, 1, 2]
    assert begun == [0, 1, 2, 3, 4][: len(begun)]
    assert cancelled == begun[3:]


def test_nothing_to_do_is_nothing():
    async def all_of_it() -> list[Any]:
        return [each async for each in in_parallel(asyncio.sleep, [], 3)]

    assert asyncio.run(all_of_it()) == []
