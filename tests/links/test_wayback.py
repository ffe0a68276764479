"""The copy of a page in the Internet Archive, or none; never an address of somebody else, and never a failure."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from awesome_lint.links.client import Client, ClientSettings, open_client
from awesome_lint.links.connector import Guard
from awesome_lint.links.endpoints import BUILT_IN, Endpoints
from awesome_lint.links.limits import HostPolicy, Limits
from awesome_lint.links.wayback import find_snapshot
from hub.fixture import start_hub  # noqa: F401 - a fixture
from hub.limits import Limits as HubLimits
from hub.world import Snapshot, World

if TYPE_CHECKING:
    from pytest_httpx import HTTPXMock

PAGE = "https://gone.example/a?b=c&d=e"
COPY = "http://web.archive.org/web/20240115120000/https://gone.example/a?b=c&d=e"
SAFE_COPY = COPY.replace("http:", "https:", 1)


def closest(**more: object) -> dict[str, object]:
    known = {"available": True, "url": COPY, "timestamp": "20240115120000", "status": "200"}
    return {"url": PAGE, "archived_snapshots": {"closest": known | more}}


def find(url: str = PAGE, near: str | None = None) -> str | None:
    async def main() -> str | None:
        async with httpx.AsyncClient() as http:
            client = Client(ClientSettings(attempts=1), http, Guard(), Limits({}))
            return await find_snapshot(client, url, near)

    return asyncio.run(main())


ANSWERS = {
    "a copy": (closest(), SAFE_COPY),
    "a copy by https": (closest(url=SAFE_COPY), SAFE_COPY),
    "none": ({"url": PAGE, "archived_snapshots": {}}, None),
    "not available": (closest(available=False), None),
    "perhaps available": (closest(available="true"), None),
    "a copy of an error": (closest(status="404"), None),
    "a copy of a redirect": (closest(status="301"), None),
    "no address": (closest(url=None), None),
    "somebody else": (closest(url="https://evil.example/web/20240115120000/https://gone.example/"), None),
    "somebody like it": (
        closest(url="https://web.archive.org.evil.example/web/20240115120000/https://gone.example/"),
        None,
    ),
    "a user of that name": (closest(url="https://web.archive.org@evil.example/web/20240115120000/https://x/"), None),
    "another port": (closest(url="https://web.archive.org:8080/web/20240115120000/https://gone.example/"), None),
    "another page of it": (closest(url="https://web.archive.org/account/logout"), None),
    "another scheme": (closest(url="javascript://web.archive.org/web/20240115120000/x"), None),
    "more than an address": (closest(url=f"{COPY}>) [x](https://evil.example"), None),
    "a list": ([], None),
    "a list within": ({"archived_snapshots": []}, None),
    "a list within that": ({"archived_snapshots": {"closest": []}}, None),
}


@pytest.mark.parametrize(("answer", "expected"), ANSWERS.values(), ids=ANSWERS)
def test_answers(httpx_mock: HTTPXMock, answer: object, expected: str | None) -> None:
    httpx_mock.add_response(json=answer)
    assert find() == expected


@pytest.mark.parametrize("response", [{"status_code": 503}, {"status_code": 302}, {"text": "down"}, {"text": ""}])
def test_a_failed_answer_is_none(httpx_mock: HTTPXMock, response: dict[str, object]) -> None:
    httpx_mock.add_response(**response)
    assert find() is None


@pytest.mark.parametrize("error", [httpx.ConnectError("lost"), httpx.ReadTimeout("late"), OSError("broken")])
def test_no_answer_is_none(httpx_mock: HTTPXMock, error: Exception) -> None:
    httpx_mock.add_exception(error)
    assert find() is None


QUERIES = (
    (PAGE, None, {"url": [PAGE]}),
    (PAGE, "20240115", {"url": [PAGE], "timestamp": ["20240115"]}),
    (PAGE, "2024-01-15", {"url": [PAGE], "timestamp": ["20240115"]}),
    (PAGE, "202401", {"url": [PAGE], "timestamp": ["202401"]}),
    (PAGE, "soon", {"url": [PAGE]}),
    ("https://u:p@gone.example/a?token=x&b=c#part", None, {"url": ["https://gone.example/a?b=c"]}),
    ("https://gone.example/模型?a=%26#x", None, {"url": ["https://gone.example/模型?a=%26"]}),
)


@pytest.mark.parametrize(("url", "near", "query"), QUERIES)
def test_what_is_asked_for(httpx_mock: HTTPXMock, url: str, near: str | None, query: dict[str, list[str]]) -> None:
    httpx_mock.add_response(json=closest())
    find(url, near)
    (request,) = httpx_mock.get_requests()
    asked = urlsplit(str(request.url))
    assert (asked.netloc, asked.path) == ("archive.org", "/wayback/available")
    assert parse_qs(asked.query) == query


def test_against_a_server(start_hub) -> None:  # noqa: F811 - the fixture
    copies = [
        Snapshot(PAGE, "20200101000000"),
        Snapshot(PAGE, "20240115120000"),
        Snapshot(f"{PAGE}&f", "20240101000000", "404"),
    ]
    hub = start_hub(World(snapshots=copies), limits=HubLimits(wayback_interval=0.2))

    async def main() -> list[str | None]:
        limits = Limits({"archive.org": HostPolicy(1, 1, 0.2)})
        async with open_client(ClientSettings(Endpoints({**BUILT_IN, **hub.endpoints()})), limits) as client:
            asked = ((PAGE, "202002"), (PAGE, None), (f"{PAGE}&f", None), ("https://other.example/", None))
            return await asyncio.gather(*(find_snapshot(client, *each) for each in asked))

    old = SAFE_COPY.replace("20240115120000", "20200101000000")
    assert asyncio.run(main()) == [old, SAFE_COPY, None, None]
    assert hub.counts.violations == []
