"""The client: what goes wrong with a connection is called by its name; bodies are bounded; answers are retried."""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
import ssl
from functools import partial
from ipaddress import ip_network
from typing import TYPE_CHECKING

import aiohttp
import httpx
import pytest
from loopback import PUBLIC, Listener, Names, listening, reply, visiting

from awesome_lint.links import client as client_module
from awesome_lint.links.answers import Answer, NoAnswerError, Trouble
from awesome_lint.links.client import MAX_API, MAX_PAGE, Client, ClientSettings, host_of, open_client
from awesome_lint.links.connector import Guard
from awesome_lint.links.endpoints import Endpoints
from awesome_lint.links.limits import Limits
from awesome_lint.links.troubles import explain
from hub.server import Hub

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from pytest_httpx import HTTPXMock

RUDE = {
    "silent": Trouble.TIMEOUT,
    "trickled-headers": Trouble.TIMEOUT,
    "silent-tls": Trouble.TIMEOUT,
    "endless-headers": Trouble.PROTOCOL,
    "huge-headers": Trouble.PROTOCOL,
    "garbage": Trouble.PROTOCOL,
    "bad-status": Trouble.PROTOCOL,
    "two-lengths": Trouble.PROTOCOL,
    "negative-length": Trouble.PROTOCOL,
    "reset": Trouble.CONNECTION,
    "closed": Trouble.CONNECTION,
    "closed-in-headers": Trouble.CONNECTION,
    "reset-tls": Trouble.CONNECTION,
    "refused": Trouble.CONNECTION,
    "plain-on-tls": Trouble.TLS,
}


async def _outcome(client: Client, url: str, method: str = "GET") -> Answer | NoAnswerError:
    try:
        return await client.ask_web(url, method, attempts=1)
    except NoAnswerError as error:
        return error


async def _ask_all(hub: Hub, urls: list[str]) -> list[Answer | NoAnswerError]:
    endpoints = Endpoints.of({"AWESOME_LINT_ENDPOINTS": json.dumps(hub.endpoints())})
    async with open_client(ClientSettings(endpoints, timeout=3)) as client:
        return await asyncio.gather(*(_outcome(client, url) for url in urls))


@pytest.fixture(scope="module")
def rude() -> Iterator[dict[str, Answer | NoAnswerError]]:
    names = [*RUDE, "fine", "reset-within", "wrong-length", "early-hints"]
    urls = [f"https://{name}.rude.example/{name}" for name in names]
    others = ["https://selfsigned.example/fine", "https://wrongname.example/fine", "https://ipv6.rude.example/fine"]
    with Hub() as hub:
        found = asyncio.run(_ask_all(hub, [*urls, *others]))
        yield dict(zip([*names, "self-signed", "wrong-name", "ipv6"], found, strict=True)) | (
            {} if hub.has_ipv6 else {"ipv6": Answer(200, {}, b"ok")}
        )


@pytest.mark.parametrize("name", RUDE)
def test_a_broken_server_is_called_what_it_is(name: str, rude: dict[str, Answer | NoAnswerError]) -> None:
    found = rude[name]
    assert isinstance(found, NoAnswerError)
    assert found.trouble is RUDE[name], found


@pytest.mark.parametrize("name", ["self-signed", "wrong-name"])
def test_certificates_say_what_is_wrong(name: str, rude: dict[str, Answer | NoAnswerError]) -> None:
    found = rude[name]
    assert isinstance(found, NoAnswerError)
    assert (found.trouble, found.detail) == (Trouble.TLS, "self-signed certificate")


@pytest.mark.parametrize("name", ["reset-within", "wrong-length"])
def test_a_status_counts_though_the_body_is_lost(name: str, rude: dict[str, Answer | NoAnswerError]) -> None:
    assert rude[name] == Answer(200, rude[name].headers, b"", complete=False)


@pytest.mark.parametrize("name", ["fine", "early-hints", "ipv6"])
def test_a_good_answer(name: str, rude: dict[str, Answer | NoAnswerError]) -> None:
    found = rude[name]
    assert isinstance(found, Answer)
    assert (found.status, found.body, found.complete) == (200, b"ok", True)


def _raised(error: BaseException, cause: BaseException | None = None) -> BaseException:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (socket.gaierror(socket.EAI_NONAME, "x"), Trouble.NO_HOST),
        (socket.gaierror(socket.EAI_AGAIN, "x"), Trouble.LOOKUP),
        (_raised(httpx.ConnectError("x"), socket.gaierror(socket.EAI_NONAME, "x")), Trouble.NO_HOST),
        (_raised(httpx.ReadError("x"), ConnectionResetError()), Trouble.CONNECTION),
        (_raised(httpx.ConnectTimeout("x"), aiohttp.ServerDisconnectedError()), Trouble.CONNECTION),
        (ssl.SSLError(1, "x"), Trouble.TLS),
        (ssl.SSLEOFError(8, "x"), Trouble.CONNECTION),
        (_raised(ConnectionResetError(), ssl.SSLWantReadError(2, "x")), Trouble.CONNECTION),
        (ssl.SSLSyscallError(5, "x"), Trouble.CONNECTION),
        (TimeoutError(), Trouble.TIMEOUT),
        (httpx.InvalidURL("x"), Trouble.INVALID),
        (httpx.UnsupportedProtocol("x"), Trouble.INVALID),
        (ValueError("token=secret"), Trouble.PROTOCOL),
    ],
)
def test_errors_are_explained_by_their_cause(error: BaseException, trouble: Trouble) -> None:
    found = explain(error)
    assert found.trouble is trouble
    assert "secret" not in str(found)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.A.example/x", "a.example"),
        ("http://a.example:80", "a.example"),
        ("https://a.example.", "a.example"),
        ("https://u:p@a.example:443/@b", "a.example"),
        ("https://münchen.example/", "xn--mnchen-3ya.example"),
        ("https://[2606:4700::1]:443/", "[2606:4700::1]"),
    ],
)
def test_one_host_has_one_name(url: str, host: str) -> None:
    assert host_of(url) == host


async def _never_ends(writer: asyncio.StreamWriter, sent: list[int], ended: asyncio.Event) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 10737418240\r\n\r\n")
    try:
        while True:
            writer.write(bytes(2**16))
            await writer.drain()
            sent[0] += 2**16
    except OSError:
        ended.set()


def test_ten_gigabytes_are_not_read() -> None:
    async def run() -> None:
        sent, ended = [0], asyncio.Event()
        listener = Listener(partial(_never_ends, sent=sent, ended=ended))
        async with (
            listening((listener, PUBLIC)) as port,
            visiting(Names(port, {"a.example": [[PUBLIC]]})) as client,
        ):
            answer = await client.ask_web("http://a.example/", "GET", most=2**18)
            assert (answer.status, len(answer.body), answer.complete) == (200, 2**18, False)
            await asyncio.wait_for(ended.wait(), 10)  # the connection is closed, not kept and drained
            assert sent[0] < 2**25  # what buffers of both sides hold

    asyncio.run(run())


BOMB = gzip.compress(bytes(2**26), 9)


@pytest.mark.parametrize(
    ("answer", "body", "complete"),
    [
        (reply(body=BOMB, content_encoding="gzip"), bytes(MAX_PAGE), False),
        (reply(body=gzip.compress(b"short"), content_encoding="gzip"), b"short", True),
        (reply(body=b"no gzip", content_encoding="gzip"), b"", False),
        (reply(body=b"what", content_encoding="br"), b"", False),
        (reply(body=b"x" * 100, content_length="200"), b"", False),
    ],
    ids=["bomb", "gzip", "mislabelled", "unknown", "cut"],
)
def test_what_is_wrong_with_the_body_of_a_page_is_not_with_its_status(
    answer: bytes,
    body: bytes,
    complete: bool,  # noqa: FBT001
) -> None:
    async def run() -> Answer:
        async with (
            listening((Listener(answer), PUBLIC)) as port,
            visiting(Names(port, {"a.example": [[PUBLIC]]})) as client,
        ):
            return await client.ask_web("http://a.example/", "GET")

    found = asyncio.run(run())
    assert (found.status, found.body, found.complete) == (200, body, complete)


class TestApi:
    def ask(self, answer: bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]) -> tuple[Answer, Listener]:
        async def run() -> tuple[Answer, Listener]:
            listener = Listener(answer)
            async with listening((listener, "127.0.0.1")) as port:
                named = json.dumps({"github": f"http://127.0.0.1:{port}"})
                async with open_client(ClientSettings(Endpoints.of({"AWESOME_LINT_ENDPOINTS": named}))) as client:
                    return await client.ask_api("github", "/repos/a/b"), listener

        return asyncio.run(run())

    def test_a_bomb_is_bounded(self) -> None:
        answer, _ = self.ask(reply(body=BOMB, content_encoding="gzip"))
        assert (len(answer.body), answer.complete, answer.json()) == (MAX_API, False, None)

    @pytest.mark.parametrize(
        "body",
        [
            reply(body=b"{}", content_length="9"),
            reply(body=b"{not compressed}", content_encoding="gzip"),
            reply(body=b"{", content_encoding="br"),
        ],
        ids=["cut", "mislabelled", "unknown"],
    )
    def test_without_its_body_an_answer_is_none(self, body: bytes) -> None:
        with pytest.raises(NoAnswerError) as raised:
            self.ask(body)
        assert raised.value.trouble in (Trouble.CONNECTION, Trouble.PROTOCOL)

    def test_trouble_of_the_server_is_asked_again(self) -> None:
        answers = iter([reply(502), reply(503, retry_after="0"), reply(body=b'{"a": 1}')])

        async def each(writer: asyncio.StreamWriter) -> None:
            writer.write(next(answers))
            await writer.drain()

        answer, listener = self.ask(each)
        assert (answer.json(), len(listener.requests)) == ({"a": 1}, 3)

    def test_the_last_answer_is_what_there_is_to_say(self) -> None:
        answer, listener = self.ask(reply(500))
        assert (answer.status, len(listener.requests)) == (500, 3)

    def test_a_redirect_is_returned(self) -> None:
        answer, listener = self.ask(reply(301, location="/repositories/1"))
        assert (answer.status, answer.headers["location"], len(listener.requests)) == (301, "/repositories/1", 1)


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("/repositories/1", "/repositories/1"),
        ("https://api.github.com/repositories/1", "/repositories/1"),
        ("http://127.0.0.1:1/x/repositories/1", "/repositories/1"),
        ("https://api.github.com.evil.example/x", None),
        ("https://api.github.com@evil.example/x", None),
        ("http://api.github.com/x", None),
        ("//evil.example/x", None),
        ("https://evil.example/https://api.github.com/x", None),
        ("", None),
    ],
)
def test_only_redirects_to_the_provider_itself_have_a_path(location: str, path: str | None) -> None:
    settings = ClientSettings(Endpoints.of({"AWESOME_LINT_ENDPOINTS": '{"github": "http://127.0.0.1:1/x"}'}))
    client = Client(settings, httpx.AsyncClient(), Guard(), Limits({}))
    assert client.path_of("github", location) == path


def test_no_cookies_are_kept() -> None:
    async def run() -> list[str]:
        listener = Listener(reply(set_cookie="visit=1; Path=/"))
        async with (
            listening((listener, PUBLIC)) as port,
            visiting(Names(port, {"a.example": [[PUBLIC]]})) as client,
        ):
            for _ in range(2):
                await client.ask_web("http://a.example/")
        return listener.requests

    requests = asyncio.run(run())
    assert len(requests) == 2
    assert not any("cookie" in each.lower() for each in requests)


def test_waiting_for_a_place_is_no_time_of_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "MAX_CONNECTIONS", 2)

    async def slow(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.4)
        writer.write(reply())

    async def run() -> list[Answer | NoAnswerError]:
        listener = Listener(slow)
        hosts = [f"h{number}.example" for number in range(8)]
        async with (
            listening((listener, PUBLIC)) as port,
            visiting(Names(port, {host: [[PUBLIC]] for host in hosts}), seconds=1) as client,
        ):
            found = await asyncio.gather(*(_outcome(client, f"http://{host}/") for host in hosts))
            assert listener.highest == 2
            return found

    assert all(isinstance(each, Answer) for each in asyncio.run(run()))


def test_an_api_waits_behind_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "MAX_CONNECTIONS", 2)

    async def never(_writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    async def run() -> Answer:
        slow, api = Listener(never), Listener(reply(200, b"{}"))
        async with listening((slow, PUBLIC)) as port, listening((api, "127.0.0.1")) as own:
            endpoints = Endpoints.of({"AWESOME_LINT_ENDPOINTS": json.dumps({"github": f"http://127.0.0.1:{own}"})})
            names = Names(port, {}, otherwise=[PUBLIC])
            networks = (ip_network(f"{PUBLIC}/32"),)
            async with open_client(ClientSettings(endpoints, timeout=60, networks=networks, resolver=names)) as client:
                pages = [asyncio.create_task(_outcome(client, f"http://h{n}.example/")) for n in range(9)]
                async with asyncio.timeout(10):
                    while slow.in_flight < 2:  # noqa: ASYNC110 - of a server, which has no event to wait for
                        await asyncio.sleep(0.01)
                    answer = await client.ask_api("github", "/x")
                assert not any(page.done() for page in pages)
                for page in pages:
                    page.cancel()
                await asyncio.gather(*pages, return_exceptions=True)
                return answer

    assert asyncio.run(run()).status == 200


def test_web_pages_are_asked_as_what_we_are(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response()

    async def run() -> None:
        client = Client(ClientSettings(), httpx.AsyncClient(), Guard(), Limits({}))
        await client.ask_web("https://a.example/")

    asyncio.run(run())
    headers = httpx_mock.get_requests()[0].headers
    assert headers["user-agent"].startswith("awesome-lint/")
    assert headers["accept"].startswith("text/html")
    assert headers["accept-encoding"] == "identity"
