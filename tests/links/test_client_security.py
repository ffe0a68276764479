"""What the client must never do, whatever a list, a server or DNS says: ask what is not public, show a token."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING

import pytest
from loopback import PUBLIC, VICTIM, Listener, Names, listening, reply, visiting

from awesome_lint.config import load_config
from awesome_lint.errors import ConfigError
from awesome_lint.links.answers import NoAnswerError, Trouble
from awesome_lint.links.cache import open_ledger
from awesome_lint.links.client import ClientSettings, host_of, open_client
from awesome_lint.links.connector import Guard
from awesome_lint.links.endpoints import Endpoints
from awesome_lint.links.facts import HubFacts
from awesome_lint.links.providers.base import Inquiry
from awesome_lint.links.providers.web import judge_page
from awesome_lint.links.targets import Target
from awesome_lint.links.verdicts import Judgement, Verdict, url_key
from awesome_lint.links.wayback import find_snapshot
from awesome_lint.links.wrappers import markdown_safe

if TYPE_CHECKING:
    from pathlib import Path

    from awesome_lint.links.client import Client

NOW = 1_750_000_000
TOKEN = "ghp_0123456789abcdefghijABCDEFGHIJ012345"  # noqa: S105 - of nobody
INNER = {"inner.example": [[VICTIM]], "both.example": [["10.0.0.1", VICTIM]], "six.example": [["::ffff:127.0.0.1"]]}
"""Names that resolve to addresses that are not public."""

DIRECT = """
    http://169.254.169.254/latest/meta-data/ http://localhost/ http://LOCALHOST./ http://localhost:8080/ http://127.0.0.1/
    http://127.1/ http://0177.0.0.1/ http://0x7f.0.0.1/ http://0x7f000001/ http://2130706433/ http://017700000001/
    http://0/ http://[::1]/ http://[::]/ http://[::ffff:127.0.0.1]/ http://[::ffff:a9fe:a9fe]/
    http://[64:ff9b::7f00:1]/ http://[64:ff9b::169.254.169.254]/ http://[2002:7f00:1::1]/ http://[fd00:ec2::254]/
    http://[fe80::1%25eth0]/ http://10.0.0.1/ http://192.168.1.1/ http://100.100.100.200/ http://168.63.129.16/
    http://user@a.example/ http://user:secret@a.example/ http://a.example@127.0.0.1/ http://127.0.0.1@a.example/
    http://a.example:8080/ http://a.example:22/ https://a.example:6379/ http://a.example:99999/
    http://metadata.google.internal/ http://printer.local/ http://intranet/ http://x.onion/
    http://ⓛocalhost/ http://１２７.0.0.1/ http://127。0。0。1/
    file:///etc/passwd gopher://127.0.0.1:6379/_FLUSHALL ftp://a.example/ javascript:alert(1) data:text/html,x
    http://inner.example/ http://both.example/ http://six.example/ https://inner.example/
""".split()  # noqa: SIM905


@pytest.fixture
def sockets(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the addresses that sockets are made for."""
    made: list[str] = []
    original = Guard.__call__

    def noted(self: Guard, info: tuple) -> object:
        made.append(info[4][0])
        try:
            return original(self, info)
        except OSError:
            made.pop()
            raise

    monkeypatch.setattr(Guard, "__call__", noted)
    return made


async def _judge(client: Client, url: str) -> Judgement:
    return await judge_page(Target(url_key(url), url), Inquiry(client, lambda: NOW))


HOSTILE = """
    http://[x.youtube.com/watch?v=1 http://℀.youtube.com/watch?v=1 http://youtu.be/\udcff http://youtube.com/watch?v=\ud800
    http://youtube.com/playlist?list=\udcff http://geocities.com/\udcff http://a.example/\udcff http://xn--/ http://[:x]/
    http://[v1.fe80::a]/ http://ﬁ.example/ http://1.1.1/
""".split()  # noqa: SIM905


@pytest.mark.parametrize("url", HOSTILE)
def test_no_address_breaks_the_run(url: str, sockets: list[str]) -> None:
    async def run() -> Judgement:
        async with visiting(Names(1, {})) as client:
            assert await find_snapshot(client, url, None) is None
            client.limits.of(host_of(url)).failures = 0
            return await _judge(client, url)

    assert asyncio.run(run()).reason
    assert sockets == []


@pytest.mark.parametrize("character", ["'", '"', "\x1b", "\x9b", "\u202e", "\u200b", "\u2028", "\udcff"])
def test_no_address_of_a_server_hides_anything_in_a_list(character: str) -> None:
    safe = markdown_safe(f"https://a.example/文{character}x")
    assert safe.startswith("https://a.example/文%")
    assert safe.isprintable()
    assert not {"'", '"'} & set(safe)


def test_no_number_is_too_great() -> None:
    facts = HubFacts.of({"parameters": 10**400, "name": "a/b"})
    assert (facts.parameters, facts.name) == (None, "a/b")
    assert HubFacts.of({"parameters": 7 * 10**9}).parameters == 7 * 10**9


@pytest.mark.parametrize("url", ["http://a.example/\udcff", "http://xn--/", "http://ﬁ.example/"])
def test_what_is_wrong_with_an_address_is_none_of_its_host(url: str) -> None:
    async def run() -> int:
        async with visiting(Names(1, {})) as client:
            assert (await _judge(client, url)).reason == Trouble.INVALID
            return client.limits.of(host_of(url)).failures

    assert asyncio.run(run()) == 0


@pytest.mark.parametrize("url", DIRECT)
def test_no_request_leaves_for_a_link(url: str, sockets: list[str]) -> None:
    async def run() -> Judgement:
        victim = Listener()
        async with listening((victim, VICTIM)) as port:
            names = Names(port, INNER, otherwise=[VICTIM])
            async with open_client(ClientSettings(resolver=names)) as client:
                judgement = await _judge(client, url)
        assert victim.connections == 0
        return judgement

    judgement = asyncio.run(run())
    assert judgement.verdict is Verdict.SKIPPED, judgement
    assert judgement.reason == "not a public address"
    assert judgement.evidence
    assert "secret" not in judgement.evidence
    assert sockets == []


@pytest.mark.parametrize("location", [*DIRECT, "//127.0.0.1/", "//localhost/", "http:///x", "\\\\127.0.0.1\\x"])
def test_no_request_leaves_for_a_redirect(location: str, sockets: list[str]) -> None:
    async def run() -> Judgement:
        public, victim = Listener(reply(302, location=location)), Listener()
        async with listening((public, PUBLIC), (victim, VICTIM)) as port:
            names = Names(port, {**INNER, "start.example": [[PUBLIC]]}, otherwise=[VICTIM])
            async with visiting(names) as client:
                judgement = await _judge(client, "http://start.example/")
        assert victim.connections == 0
        assert all("start.example" in each for each in public.requests)
        return judgement

    judgement = asyncio.run(run())
    assert judgement.verdict is Verdict.UNKNOWN, judgement
    assert judgement.reason.startswith("redirects ") or judgement.reason == Trouble.INVALID
    assert "secret" not in f"{judgement.reason}{judgement.evidence}"
    assert set(sockets) == {PUBLIC}


@pytest.mark.parametrize("url", ["http://rebind.example/", "http://127.0.0.1.example/"])
def test_no_name_leads_to_the_places_of_the_environment(url: str) -> None:
    async def run() -> Judgement:
        place = Listener()
        async with listening((place, VICTIM)) as port:
            endpoints = Endpoints.of({"AWESOME_LINT_ENDPOINTS": json.dumps({"github": f"http://{VICTIM}:{port}"})})
            names = Names(port, {}, otherwise=[VICTIM])
            async with open_client(ClientSettings(endpoints, resolver=names)) as client:
                judgement = await _judge(client, url)
                assert place.connections == 0
                assert (await client.ask_api("github", "/x")).status == 200
        return judgement

    judgement = asyncio.run(run())
    assert (judgement.verdict, judgement.reason) == (Verdict.SKIPPED, "not a public address")


class TestRebinding:
    """DNS gives an address that may be asked, and another one a moment later."""

    def visit(self, answers: list[list[str]], url: str, page: bytes) -> tuple[Judgement, Listener, Names]:
        async def run() -> tuple[Judgement, Listener, Names]:
            public, victim = Listener(page), Listener()
            async with listening((public, PUBLIC), (victim, VICTIM)) as port:
                names = Names(port, {"rebind.example": answers})
                async with visiting(names) as client:
                    judgement = await _judge(client, url)
            assert victim.connections == 0
            return judgement, public, names

        return asyncio.run(run())

    def test_the_second_answer_is_checked_like_the_first(self) -> None:
        page = reply(301, location="https://rebind.example/")  # another port, so DNS is asked again
        judgement, public, names = self.visit([[PUBLIC], [VICTIM]], "http://rebind.example/", page)
        assert names.asked == ["rebind.example"] * 2
        assert len(public.requests) == 1
        assert judgement.reason.startswith("redirects to where nobody may look (127.0.0.1")

    def test_the_connection_goes_to_the_address_that_was_checked(self) -> None:
        judgement, public, _ = self.visit([[PUBLIC], [VICTIM]], "http://rebind.example/", reply())
        assert (judgement.verdict, len(public.requests)) == (Verdict.OK, 1)

    def test_among_several_addresses_only_what_may_be_asked_is(self) -> None:
        judgement, public, _ = self.visit([[VICTIM, PUBLIC]], "http://rebind.example/", reply())
        assert (judgement.verdict, len(public.requests)) == (Verdict.OK, 1)

    def test_where_that_does_not_answer_nothing_else_is_tried(self) -> None:
        judgement, public, _ = self.visit([["127.0.0.1", "10.0.0.1"]], "http://rebind.example/", reply())
        assert (judgement.verdict, public.connections) == (Verdict.SKIPPED, 0)


ENVIRONMENT = dict.fromkeys(("GITHUB_TOKEN", "HF_TOKEN", "SEMANTIC_SCHOLAR_API_KEY"), TOKEN)


def test_a_host_that_is_not_there_is_no_host_for_each_of_its_pages() -> None:
    async def run() -> list[Judgement]:
        async with open_client(ClientSettings(resolver=Names(1, {}))) as client:
            return [await _judge(client, f"https://gone.example/{number}") for number in range(9)]

    assert {(each.verdict, each.reason, each.by_owner) for each in asyncio.run(run())} == {
        (Verdict.BROKEN, "no such host", False)
    }


class TestTokens:
    def environment(self, endpoints: dict[str, str], **more: str) -> Endpoints:
        return Endpoints.of({**ENVIRONMENT, "AWESOME_LINT_ENDPOINTS": json.dumps(endpoints), **more})

    def test_they_go_nowhere_but_to_their_owner(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)

        async def run() -> tuple[Listener, Listener]:
            other = Listener()
            async with listening((other, PUBLIC)) as port:
                owner = Listener(reply(302, location=f"http://{PUBLIC}:{port}/stolen"))
                async with listening((owner, VICTIM)) as own:
                    base = f"http://{VICTIM}:{own}"
                    endpoints = self.environment(
                        {"github": base, "api.github.com": f"http://{PUBLIC}:{port}"}, AWESOME_LINT_TEST_TOKEN=TOKEN
                    )
                    async with open_client(ClientSettings(endpoints)) as client:
                        answer = await client.ask_api("github", "/repos/a/b")
                        assert answer.status == 302
                        await client.ask_web("https://api.github.com/repos/a/b")
            return owner, other

        owner, other = asyncio.run(run())
        assert [f"authorization: Bearer {TOKEN}" in each for each in owner.requests] == [True]
        assert len(other.requests) == 1
        assert "authorization" not in other.requests[0].lower()
        assert TOKEN not in f"{caplog.text}{other.requests}"

    @pytest.mark.parametrize("base", ["https://evil.example", "http://10.0.0.1", "http://127.0.0.1.evil.example"])
    def test_another_endpoint_gets_none(self, base: str) -> None:
        for more in ({}, {"AWESOME_LINT_TEST_TOKEN": TOKEN}):
            endpoints = self.environment(dict.fromkeys(("github", "huggingface", "semantic-scholar"), base), **more)
            assert endpoints.tokens == {}

    def test_they_are_in_no_error_and_no_text(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        endpoints = self.environment({"github": "http://127.0.0.1:1"}, AWESOME_LINT_TEST_TOKEN=TOKEN)
        settings = ClientSettings(endpoints, attempts=1)

        async def run() -> NoAnswerError:
            async with open_client(settings) as client:
                with pytest.raises(NoAnswerError) as raised:
                    await client.ask_api("github", "/repos/a/b", headers={"x": "y"})
                return raised.value

        error: BaseException | None = asyncio.run(run())
        assert isinstance(error, NoAnswerError)
        assert error.trouble is Trouble.CONNECTION
        while error is not None:
            assert TOKEN not in f"{error}{error!r}"
            error = error.__cause__ or error.__context__
        assert TOKEN not in f"{endpoints!r}{settings!r}{caplog.text}"

    def test_what_a_server_puts_into_redirects_is_not_kept(self, tmp_path: Path) -> None:
        async def run() -> list[Judgement]:
            page = reply(301, location=f"https://user:{TOKEN}@files.example/a?token={TOKEN}&x={TOKEN}")
            signed = reply(301, location=f"http://files.example/a?x=1&token={TOKEN}")
            judgements = []
            for answer in (page, signed):
                async with (
                    listening((Listener(answer), PUBLIC)) as port,
                    visiting(Names(port, {"start.example": [[PUBLIC]]})) as client,
                ):
                    judgements.append(await _judge(client, "http://start.example/"))
            return judgements

        judgements = asyncio.run(run())
        assert TOKEN not in repr(judgements)
        path = tmp_path / "ledger.sqlite3"
        with open_ledger(path) as ledger:
            ledger.record(judgements)
        assert TOKEN.encode() not in b"".join(each.read_bytes() for each in tmp_path.iterdir())


@pytest.mark.parametrize(
    "text",
    [
        'endpoints = { github = "https://evil.example" }',
        'ledger = "../../stolen.sqlite3"',
        'command = "curl evil.example"',
        'networks = ["10.0.0.0/8"]',
        'hosts = { "a.example" = "http://127.0.0.1" }',
        "[links]\nallow-private = true",
        '[links]\nledger = "x"',
        '[links]\nendpoints = { web = "http://127.0.0.1" }',
        '[links]\ntoken = "x"',
    ],
)
def test_configuration_has_no_say_in_what_is_asked(text: str, tmp_path: Path) -> None:
    path = tmp_path / ".awesome-lint.toml"
    path.write_text(text)
    with pytest.raises(ConfigError):
        load_config(str(path))
