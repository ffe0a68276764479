"""DOIs judged by the handle API of doi.org, whatever characters they have, and never by a publisher's page."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx
import pytest

from awesome_lint.links.client import Client, ClientSettings, open_client
from awesome_lint.links.connector import Guard
from awesome_lint.links.endpoints import BUILT_IN, Endpoints
from awesome_lint.links.limits import HostPolicy, Limits
from awesome_lint.links.providers.base import Inquiry
from awesome_lint.links.providers.doi import PROVIDER
from awesome_lint.links.targets import Target
from awesome_lint.links.verdicts import Judgement, Verdict, resource_key
from awesome_lint.syntax.resources import resource_of
from hub.fixture import start_hub  # noqa: F401 - a fixture
from hub.world import World

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytest_httpx import HTTPXMock

NOW = 1_750_000_000
LANDING = "https://publisher.example/article"
OK, BROKEN, UNKNOWN = Verdict.OK, Verdict.BROKEN, Verdict.UNKNOWN
SICI = "10.1002/(SICI)1097-4571(199604)47:4<285::AID-ASI4>3.0.CO;2-#"


def value(kind: str = "URL", data: object = LANDING, style: str = "string") -> dict[str, object]:
    inner = {"format": style, "value": data}
    return {"index": 1, "type": kind, "data": inner, "ttl": 86400, "timestamp": "2020-01-01T00:00:00Z"}


def record(code: object, *values: object) -> dict[str, object]:
    known = {"responseCode": code, "handle": "10.1000/182"}
    return known | ({"values": list(values)} if values else {})


def target(url: str) -> Target:
    resource = resource_of(url)
    assert resource is not None
    return Target(resource_key(resource), url, resource)


async def judge(targets: Sequence[Target], client: Client) -> list[Judgement]:
    return [each async for each in PROVIDER.judge(targets, Inquiry(client, lambda: NOW))]


def judge_offline(*urls: str) -> list[Judgement]:
    """Judge by what ``httpx_mock`` answers."""

    async def main() -> list[Judgement]:
        async with httpx.AsyncClient() as http:
            client = Client(ClientSettings(attempts=1), http, Guard(), Limits({}))
            return await judge([target(url) for url in urls], client)

    return asyncio.run(main())


ANSWERS = {
    "registered": (200, record(1, value()), OK, {"landing": LANDING}),
    "registered, other values first": (
        200,
        record(1, value("EMAIL", "a@b.example"), value()),
        OK,
        {"landing": LANDING},
    ),
    "registered, with what is no address": (200, record(1, value(data="nowhere")), OK, {}),
    "registered, with a value of another form": (200, record(1, value(data={"handle": "x"}, style="admin")), OK, {}),
    "registered, with nonsense": (200, record(1, None, "x", {"type": "URL"}, {"type": "URL", "data": []}), OK, {}),
    "without credentials": (
        200,
        record(1, value(data="https://u:p@publisher.example/a")),
        OK,
        {"landing": "https://publisher.example/a"},
    ),
    "registered, without an address": (200, record(200), OK, {}),
    "not registered": (404, record(100), BROKEN, {}),
    "not registered, with status 200": (200, record(100), BROKEN, {}),
    "an error": (500, record(2), UNKNOWN, {}),
    "busy": (503, record(3), UNKNOWN, {}),
    "a code for something else": (200, record(301), UNKNOWN, {}),
    "no code": (200, {"handle": "10.1000/182"}, UNKNOWN, {}),
    "a list": (200, [], UNKNOWN, {}),
    "forbidden": (403, {"error": "bot"}, UNKNOWN, {}),
    "too many": (429, {}, UNKNOWN, {}),
    "not found by somebody in between": (404, {"message": "not found"}, UNKNOWN, {}),
}


@pytest.mark.parametrize(("status", "answer", "verdict", "facts"), ANSWERS.values(), ids=ANSWERS)
def test_answers(httpx_mock: HTTPXMock, status: int, answer: object, verdict: Verdict, facts: dict[str, str]) -> None:
    httpx_mock.add_response(status, json=answer, url="https://doi.org/api/handles/10.1000/182?type=URL")
    (found,) = judge_offline("https://doi.org/10.1000/182")
    assert (found.key, found.verdict, found.facts, found.checked) == ("doi:10.1000/182", verdict, facts, NOW)
    assert found.by_owner is (verdict is not UNKNOWN)
    assert found.reason or verdict is OK


@pytest.mark.parametrize("status", [200, 404])
def test_a_page_is_no_answer(httpx_mock: HTTPXMock, status: int) -> None:
    httpx_mock.add_response(status, html="<title>Not found</title>")
    (found,) = judge_offline("https://doi.org/10.1000/182")
    assert (found.verdict, found.by_owner) == (UNKNOWN, False)


def test_no_connection(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_exception(httpx.ConnectError("lost"))
    (found,) = judge_offline("https://doi.org/10.1000/182")
    assert (found.verdict, found.reason) == (UNKNOWN, "doi.org: no connection")


PATHS = (
    ("10.1000/182", b"10.1000/182"),
    (SICI, b"10.1002/%28SICI%291097-4571%28199604%2947%3A4%3C285%3A%3AAID-ASI4%3E3.0.CO%3B2-%23"),
    ("10.1000/a?b=c&d", b"10.1000/a%3Fb%3Dc%26d"),
    ("10.1000/a%2Fb", b"10.1000/a%252Fb"),
    ("10.1000/100%", b"10.1000/100%25"),
    ("10.1000/a/b", b"10.1000/a/b"),
    ("10.1000//a", b"10.1000//a"),
    ("10.1000/模型", b"10.1000/%E6%A8%A1%E5%9E%8B"),
    ('10.1000/"x"[1]', b"10.1000/%22x%22%5B1%5D"),
)


@pytest.mark.parametrize(("doi", "path"), PATHS)
def test_what_is_asked_for(httpx_mock: HTTPXMock, doi: str, path: bytes) -> None:
    httpx_mock.add_response(json=record(1, value()))
    (found,) = judge_offline(f"https://doi.org/{quote(doi, safe='/')}")
    assert found.verdict is OK
    (request,) = httpx_mock.get_requests()
    assert request.url.raw_path == b"/api/handles/" + path + b"?type=URL"


@pytest.mark.parametrize("doi", ["10.1000/../../x", "10.1000/a/./b", "10.1000/%2E%2E/x"])
def test_a_path_that_leads_elsewhere_is_not_asked_for(httpx_mock: HTTPXMock, doi: str) -> None:
    (found,) = judge_offline(f"https://doi.org/{doi}")
    assert (found.verdict, found.by_owner) == (UNKNOWN, False)
    assert httpx_mock.get_requests() == []


def test_each_is_told_as_soon_as_it_is_known(httpx_mock: HTTPXMock) -> None:
    """The first is slow, and has the second wait for nothing."""

    async def slow(_: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0.2)
        return httpx.Response(200, json=record(1, value()))

    httpx_mock.add_callback(slow, url=re.compile(".*slow.*"))
    httpx_mock.add_response(json=record(1, value()), url=re.compile(".*fast.*"))
    found = judge_offline("https://doi.org/10.1000/slow", "https://doi.org/10.1000/fast")
    assert [each.key for each in found] == ["doi:10.1000/fast", "doi:10.1000/slow"]


def test_nothing_is_left_running_when_nobody_listens_any_more(httpx_mock: HTTPXMock) -> None:
    async def slow(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(60 if "slow" in str(request.url) else 0)
        return httpx.Response(200, json=record(1, value()))

    httpx_mock.add_callback(slow, is_reusable=True)

    async def main() -> int:
        async with httpx.AsyncClient() as http:
            client = Client(ClientSettings(), http, Guard(), Limits({}))
            targets = [target(f"https://doi.org/10.1000/{each}") for each in ("slow", "fast")]
            judgements = PROVIDER.judge(targets, Inquiry(client, lambda: NOW))
            await anext(aiter(judgements))
            await judgements.aclose()
            return len(asyncio.all_tasks())

    assert asyncio.run(main()) == 1


def test_it_takes_dois_only() -> None:
    urls = {
        "https://doi.org/10.1000/182": True,
        "https://dx.doi.org/10.1000/182": True,
        "https://doi.org/10.48550/arXiv.2412.19437": False,
        "https://doi.org/": False,
        "https://example.org/10.1000/182": False,
    }
    assert {url: PROVIDER.takes(Target(url, url, resource_of(url))) for url in urls} == urls


def test_against_a_server(start_hub) -> None:  # noqa: F811 - the fixture
    """What is written comes to the server as it was meant, and several are asked about at once."""
    known = [SICI, "10.1000/A%2Fb", "10.1000/模型", *(f"10.1000/{each}" for each in range(40))]
    hub = start_hub(World(dois=dict.fromkeys(known, LANDING)), latency=0.05)
    hub.setup.faults.doi_503 = 1
    urls = [f"https://doi.org/{quote(doi, safe='/')}" for doi in [*known, "10.1000/none"]]

    async def main() -> list[Judgement]:
        policies = Limits({"doi.org": HostPolicy(8, 8)})
        async with open_client(ClientSettings(Endpoints({**BUILT_IN, **hub.endpoints()})), policies) as client:
            return await judge([target(url) for url in urls], client)

    found = {each.key: each.verdict for each in asyncio.run(main())}
    assert found == {f"doi:{doi.casefold()}": OK for doi in known} | {"doi:10.1000/none": BROKEN}
    assert 1 < hub.counts.providers["doi"].highest <= 8
