"""The hub that other tests stand on: it speaks as the owners do, and what it counts is what happened."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import httpx
import pytest

from awesome_lint.links.endpoints import Endpoints
from awesome_lint.links.targets import targets_of
from awesome_lint.links.verdicts import Verdict
from awesome_lint.source.text import SourceText
from awesome_lint.syntax.document import parse_document
from hub.faults import Faults
from hub.limits import Limits
from hub.lists import awesome_go, paper_list, plain_web
from hub.pages import Page, first, redirect, without_head
from hub.server import Hub
from hub.world import Collection, HubRepository, Paper, Repository, Snapshot, World
from hub.zoo import CASES, cases, zoo_world

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hub.lists import GeneratedList

    Ask = Callable[..., httpx.Response]

ATOM = {"a": "http://www.w3.org/2005/Atom", "x": "http://arxiv.org/schemas/atom"}
TOKEN = {"authorization": "Bearer hub-token"}
WORLD = World(
    papers=[
        Paper(
            "2401.00001",
            "A Title So Long That It Is Wrapped by the Feed into Two Lines, as Long Ones Are, Hard",
            versions=2,
        ),
        Paper("hep-th/9901001", "Old $\\alpha$ & New", comment="This paper has been withdrawn", doi="10.1/x"),
    ],
    repositories=[
        Repository(
            "a/one", license=None, files=("README.md", "docs/guide.md"), refs=("main", "release/1.0"), numbers=(7,)
        ),
        Repository("a/old", renamed_to="b/new"),
        Repository("b/new", archived=True),
        Repository("a/secret", private=True),
        Repository("a/taken", blocked="dmca"),
    ],
    hub=[
        HubRepository(
            "lab/m1", parameters={"BF16": 7_000_000_000}, gated="auto", license="mit", tags=("arxiv:2401.00001",)
        ),
        HubRepository("lab/m2"),
        HubRepository("lab/m3"),
        HubRepository("gpt2", renamed_to="lab/m1"),
        HubRepository("lab/hidden", private=True),
    ],
    collections=[Collection("lab/new-title-0123456789abcdef01234567")],
    hub_papers=["2401.00001"],
    users=["somebody"],
    dois={"10.1/x": "https://publisher.example/x"},
    pages={
        "plain.example/a?b=1": Page(etag='"1"'),
        "plain.example/moved": redirect("/a?b=1"),
        "plain.example/away": redirect("https://other.example/x", 302),
        "other.example/x": without_head(Page(body=b"0123456789")),
        "busy.example/": first(Page(429, {"retry-after": "1"}), Page()),
    },
    snapshots=[Snapshot("http://gone.example/", "20150101000000"), Snapshot("https://gone.example", "20200601000000")],
)
FAST = Limits(arxiv_interval=0.0, semantic_scholar_interval=0.0, wayback_interval=0.0)


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub(WORLD, limits=FAST) as started:
        yield started


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=10) as opened:
        yield opened


@pytest.fixture
def ask(hub: Hub, client: httpx.Client) -> Ask:
    """Ask a provider, a host of the web (``web/plain.example/a``) or the hub itself (``_counts``)."""

    def asked(place: str, method: str = "GET", **more: Any) -> httpx.Response:
        return client.request(method, f"{hub.url}/{place}", **more)

    return asked


async def get_all(urls: Iterable[str]) -> None:
    async with httpx.AsyncClient() as opened:
        await asyncio.gather(*map(opened.get, urls))


def titles_in(response: httpx.Response) -> dict[str, str]:
    """Return titles by identifier, as one reads them in a feed."""
    entries = ET.fromstring(response.text).findall("a:entry", ATOM)  # noqa: S314 - our own server
    return {each.findtext("a:id", "", ATOM): " ".join(each.findtext("a:title", "", ATOM).split()) for each in entries}


class TestArxiv:
    def test_papers_in_the_order_asked_for_the_unknown_left_out(self, ask: Ask) -> None:
        asked = {"id_list": "hep-th/9901001,2401.99999,2401.00001v1,2401.00001,2401.00001v3"}
        for response in (ask("arxiv/api/query", params=asked), ask("arxiv/api/query", "POST", data=asked)):
            assert [*titles_in(response)] == [
                "http://arxiv.org/abs/hep-th/9901001v1",
                "http://arxiv.org/abs/2401.00001v1",
                "http://arxiv.org/abs/2401.00001v2",
            ]
            assert "\n  " in response.text.partition("2401.00001v2")[2].partition("</title>")[0]
            entry = ET.fromstring(response.text).find("a:entry", ATOM)  # noqa: S314 - our own server
            assert entry is not None
            assert entry.findtext("x:comment", "", ATOM) == "This paper has been withdrawn"
            assert entry.findtext("a:title", "", ATOM) == "Old $\\alpha$ & New"

    def test_ten_entries_unless_more_are_asked_for(self, client: httpx.Client) -> None:
        papers = [Paper(f"2401.{at:05d}", "T") for at in range(25)]
        asked = {"id_list": ",".join(paper.id for paper in papers)}
        with Hub(World(papers=papers), limits=FAST) as hub:
            found = [
                len(titles_in(client.get(f"{hub.url}/arxiv/api/query", params={**asked, **more})))
                for more in ({}, {"max_results": 25}, {"max_results": 10, "start": 20})
            ]
        assert found == [10, 25, 5]

    def test_one_malformed_identifier_spoils_the_feed(self, ask: Ask) -> None:
        response = ask("arxiv/api/query", params={"id_list": "2401.00001,2413.00001"})
        assert response.status_code == 200
        assert titles_in(response) == {"https://arxiv.org/api/errors#incorrect_id_format_for_2413.00001": "Error"}

    def test_too_soon_is_refused_and_counted(self, client: httpx.Client) -> None:
        with Hub(WORLD, limits=Limits(arxiv_interval=60)) as hub:
            answers = [client.get(f"{hub.url}/arxiv/api/query?id_list=2401.00001") for _ in range(2)]
            assert [each.status_code for each in answers] == [200, 503]
            assert answers[1].text == "Rate exceeded."
            assert hub.counts.violations == ["arxiv: less than three seconds after the request before"]

    def test_troubles_that_nobody_is_to_blame_for(self, client: httpx.Client) -> None:
        faults = Faults(arxiv_empty=1, arxiv_throttled=1, arxiv_status=429)
        with Hub(WORLD, limits=FAST, faults=faults) as hub:
            answers = [client.get(f"{hub.url}/arxiv/api/query?id_list=2401.00001") for _ in range(3)]
            assert [each.status_code for each in answers] == [429, 200, 200]
            assert [len(titles_in(each)) for each in answers[1:]] == [0, 1]
            assert hub.counts.violations == []

    def test_two_at_a_time_are_a_violation(self) -> None:

        with Hub(WORLD, limits=FAST, latency=0.5) as hub:
            asyncio.run(get_all([f"{hub.url}/arxiv/api/query?id_list=2401.00001"] * 2))
            assert hub.counts.violations == ["arxiv: more than one connection at a time"]
            assert hub.counts.providers["arxiv"].highest == 2


def test_semantic_scholar_answers_by_place(ask: Ask) -> None:
    asked = {"ids": ["ARXIV:2401.00001", "ARXIV:2401.77777"]}
    found, missing = ask(
        "semantic-scholar/graph/v1/paper/batch?fields=title,publicationDate", "POST", json=asked
    ).json()
    assert missing is None
    assert found["publicationDate"] == "2024-01-15"
    assert ask("semantic-scholar/graph/v1/paper/batch?fields=nonsense", "POST", json=asked).status_code == 400


class TestGitHub:
    QUERY = """
        query($o0:String!,$n0:String!,$p:String="HEAD:docs") {
          r0: repository(owner:$o0,name:$n0,followRenames:true) { ...F p:object(expression:$p){__typename} }
          r1: repository(owner:"a",name:"old") { ...F }
          r2: repository(owner:"a",name:"never") { ...F }
          r3: repository(owner:"a",name:"secret") { ...F }
          r4: repository(owner:"a",name:"one") { i:issueOrPullRequest(number:8){__typename} }
          rateLimit { cost remaining resetAt }
        }
        fragment F on Repository { nameWithOwner isArchived licenseInfo { spdxId } }
    """

    def graphql(self, ask: Ask, query: str, headers: dict[str, str] = TOKEN, **variables: Any) -> httpx.Response:
        return ask("github/graphql", "POST", json={"query": query, "variables": variables}, headers=headers)

    def test_facts_and_errors_side_by_side(self, ask: Ask) -> None:
        body = self.graphql(ask, self.QUERY, o0="A", n0="ONE").json()
        assert body["data"]["r0"] == {
            "nameWithOwner": "a/one", "isArchived": False, "licenseInfo": None, "p": {"__typename": "Tree"}
        }  # fmt: skip
        assert body["data"]["r1"]["nameWithOwner"] == "b/new"
        assert body["data"]["r2"] is body["data"]["r3"] is body["data"]["r4"]["i"] is None
        assert body["data"]["rateLimit"]["remaining"] == 4999
        errors = [(each["type"], each["path"]) for each in body["errors"]]
        assert errors == [("NOT_FOUND", ["r2"]), ("FORBIDDEN", ["r3"]), ("NOT_FOUND", ["r4", "i"])]

    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ('{ repository(owner:"a",name:"one") { nonsense } }', "Field 'nonsense' doesn't exist"),
            ('{ repository(owner:"a",name:"one") }', "must have selections"),
            ('{ repository(owner:$o,name:"one") { url } }', "not declared"),
            ("query($o:String!) { viewer { login } }", "invalid value"),
            ("query($o:String) { viewer { login } }", "not used"),
            ('{ repository(owner:"a" { url } }', "Expected"),
            ("{ r-1: viewer { login } }", "Expected a name"),
        ],
    )
    def test_what_is_no_query_has_errors_only(self, ask: Ask, query: str, said: str) -> None:
        body = self.graphql(ask, query).json()
        assert "data" not in body
        assert said in body["errors"][0]["message"]

    def test_tokens(self, ask: Ask, hub: Hub) -> None:
        query = "{ viewer { login } }"
        answers = [self.graphql(ask, query, headers) for headers in ({}, {"authorization": "bearer stolen"}, TOKEN)]
        assert [each.status_code for each in answers] == [401, 401, 200]
        assert hub.counts.providers["github"].secrets == {
            "Authorization: bearer stolen": 1, "Authorization: Bearer hub-token": 1
        }  # fmt: skip

    def test_rest_redirects_what_was_renamed_and_answers_304(self, ask: Ask, client: httpx.Client) -> None:
        moved = ask("github/repos/a/old")
        assert (moved.status_code, moved.headers["x-ratelimit-remaining"]) == (301, "59")
        found = client.get(moved.headers["location"])
        assert found.json()["full_name"] == "b/new"
        known = {"if-none-match": found.headers["etag"]}
        again = [ask("github/repos/b/new", headers=headers) for headers in (known, known | TOKEN, {})]
        assert [each.status_code for each in again] == [304, 304, 200]
        assert [each.headers["x-ratelimit-remaining"] for each in again] == [
            "57",
            "5000",
            "56",
        ]  # free with a token only

    @pytest.mark.parametrize(
        ("path", "status"),
        [
            ("a/one", 200),
            ("a/never", 404),
            ("a/secret", 404),
            ("a/taken", 451),
            ("a/one/contents/docs?ref=main", 200),
            ("a/one/contents/docs/guide.md", 200),
            ("a/one/contents/docs/other.md", 404),
            ("a/one/contents/docs?ref=nowhere", 404),
        ],
    )
    def test_rest(self, ask: Ask, path: str, status: int) -> None:
        assert ask(f"github/repos/{path}").status_code == status

    def test_limits_are_enforced_and_counted(self, client: httpx.Client) -> None:
        limits = Limits(rest_anonymous=2, graphql_points=1)
        with Hub(WORLD, limits=limits, faults=Faults(graphql_502=1, graphql_secondary=1)) as hub:
            rest = [client.get(f"{hub.url}/github/repos/a/one") for _ in range(3)]
            assert [each.status_code for each in rest] == [200, 200, 403]
            query = {"query": "{ viewer { login } }"}
            graphql = [client.post(f"{hub.url}/github/graphql", json=query, headers=TOKEN) for _ in range(4)]
            assert [each.status_code for each in graphql] == [502, 403, 200, 200]
            assert graphql[1].headers["retry-after"] == "1"
            assert graphql[3].json()["errors"][0]["type"] == "RATE_LIMITED"
            assert len(hub.counts.providers["github"].violations) == 2

    def test_pages_follow_from_the_facts(self, ask: Ask) -> None:
        wanted = {
            "a/one": 200, "a/one/tree/release/1.0/docs": 200, "a/one/blob/main/docs/other.md": 404,
            "a/one/issues/7": 200, "a/one/issues/8": 404, "a/never": 404, "a/taken": 451, "a/old/tree/main": 301,
        }  # fmt: skip
        found = {path: ask(f"web/github.com/{path}").status_code for path in wanted}
        assert found == wanted
        assert ask("web/github.com/a/old/issues").headers["location"] == "https://github.com/b/new/issues"


class TestHuggingFace:
    def test_only_what_is_expanded(self, ask: Ask) -> None:
        response = ask("huggingface/api/models/lab/m1?expand[]=safetensors&expand[]=gated&expand[]=cardData")
        assert set(response.json()) == {"_id", "id", "safetensors", "gated", "cardData"}
        assert response.json()["safetensors"] == {"parameters": {"BF16": 7_000_000_000}, "total": 7_000_000_000}
        assert response.headers["ratelimit"].startswith('"api";r=499;t=')
        assert response.headers["ratelimit-policy"] == '"fixed window";"api";q=500;w=300'
        assert {"tags", "createdAt", "gated", "private"} <= set(ask("huggingface/api/models/lab/m1").json())
        assert ask("huggingface/api/models/lab/m1?expand[]=nonsense").status_code == 400

    @pytest.mark.parametrize("name", ["lab/never", "lab/hidden"])
    def test_who_is_anonymous_may_not_know_what_is_missing(self, ask: Ask, name: str) -> None:
        answers = [ask(f"huggingface/api/models/{name}", headers=headers) for headers in ({}, TOKEN)]
        assert [each.status_code for each in answers] == [401, 404]
        assert answers[0].headers["x-error-code"] == "RepoNotFound"

    def test_renamed(self, ask: Ask, client: httpx.Client) -> None:
        moved = ask("huggingface/api/models/gpt2?expand[]=gated")
        assert moved.status_code == 307
        assert client.get(moved.headers["location"]).json()["id"] == "lab/m1"

    def test_lists_in_pages(self, ask: Ask, hub: Hub, client: httpx.Client) -> None:
        names, url = [], f"{hub.url}/huggingface/api/models?author=lab&limit=2&full=true"
        while url:
            page = client.get(url)
            names += [each["id"] for each in page.json()]
            url = page.links.get("next", {}).get("url", "")
        assert names == ["lab/m1", "lab/m2", "lab/m3"]
        assert "safetensors" not in ask("huggingface/api/models?author=lab&full=true").json()[0]
        assert "safetensors" in ask("huggingface/api/models?author=lab&expand[]=safetensors").json()[0]
        assert [each["id"] for each in ask("huggingface/api/models?filter=arxiv:2401.00001").json()] == ["lab/m1"]

    @pytest.mark.parametrize(
        ("path", "status"),
        [
            ("collections/lab/old-title-0123456789abcdef01234567", 200),
            ("collections/lab/other-000000000000000000000000", 404),
            ("papers/2401.00001", 200),
            ("papers/2401.00002", 404),
            ("organizations/lab/overview", 200),
            ("organizations/nobody/overview", 404),
            ("users/somebody/overview", 200),
        ],
    )
    def test_others(self, ask: Ask, path: str, status: int) -> None:
        assert ask(f"huggingface/api/{path}").status_code == status

    def test_limits_are_enforced_and_counted(self, client: httpx.Client) -> None:
        with Hub(WORLD, limits=Limits(hub_api=(1, 2), hub_pages=(1, 2))) as hub:
            api = [client.get(f"{hub.url}/huggingface/api/models/lab/m1") for _ in range(2)]
            pages = [client.get(f"{hub.url}/web/huggingface.co/lab/m1") for _ in range(2)]
            assert [each.status_code for each in (*api, *pages)] == [200, 429, 200, 429]
            assert {name: len(tally.violations) for name, tally in hub.counts.providers.items()} == {
                "huggingface": 1, "web": 1
            }  # fmt: skip


def test_a_test_decides_what_a_provider_answers(ask: Ask, hub: Hub) -> None:
    hub.setup.faults.instead = {"doi": Page(503), "github": redirect("https://evil.example/", 302)}
    assert ask("doi/api/handles/10.1/x").status_code == 503
    assert ask("github/repos/a/one").headers["location"] == "https://evil.example/"
    assert hub.counts.providers["doi"].statuses == {503: 1}


def test_doi(ask: Ask) -> None:
    found, missing = (ask(f"doi/api/handles/{doi}?type=URL") for doi in ("10.1/X", "10.1/y"))
    assert (found.json()["responseCode"], found.json()["values"][0]["data"]["value"]) == (
        1,
        "https://publisher.example/x",
    )
    assert (missing.status_code, missing.json()["responseCode"]) == (404, 100)


def test_wayback_has_the_nearest_copy_and_one_request_a_second(ask: Ask, client: httpx.Client) -> None:
    url = "wayback/wayback/available?url=gone.example"
    near = [
        ask(f"{url}&timestamp={time}").json()["archived_snapshots"]["closest"]["timestamp"] for time in ("2016", "2019")
    ]
    assert near == ["20150101000000", "20200601000000"]
    assert ask("wayback/wayback/available?url=https://never.example/").json()["archived_snapshots"] == {}
    with Hub(WORLD, limits=Limits(wayback_interval=60)) as strict:
        statuses = [client.get(f"{strict.url}/{url}").status_code for _ in range(2)]
        assert statuses == [200, 429]
        assert strict.counts.violations == ["wayback: more than one request a second"]


class TestWeb:
    def test_pages_ranges_and_validators(self, ask: Ask) -> None:
        assert ask("web/plain.example/a?b=1").headers["etag"] == '"1"'
        assert ask("web/plain.example/a?b=1", headers={"if-none-match": '"1"'}).status_code == 304
        assert [ask("web/plain.example/a").status_code, ask("web/nowhere.example/").status_code] == [404, 404]
        assert ask("web/other.example/x", "HEAD").status_code == 405
        part = ask("web/other.example/x", headers={"range": "bytes=2-4"})
        assert (part.status_code, part.text, part.headers["content-range"]) == (206, "234", "bytes 2-4/10")
        assert [ask("web/busy.example").status_code for _ in range(3)] == [429, 200, 200]

    def test_a_body_without_end_ends_with_its_reader_and_with_head(self, client: httpx.Client) -> None:
        with Hub(World(pages={"endless.example/": Page(sends="endless")})) as hub:
            url = f"{hub.url}/web/endless.example/"
            for _ in range(3):  # on one connection, as nothing of a body is left in it
                assert client.head(url).status_code == 200
            with client.stream("GET", url) as response:
                assert len(next(response.iter_raw(100_000))) == 100_000
            assert client.head(url).status_code == 200

    def test_peers_reach_the_same_pages_each_host_at_an_address_of_its_own(
        self, hub: Hub, client: httpx.Client
    ) -> None:
        urls = [hub.peer_url(f"https://plain.example/{path}") for path in ("moved", "away")]
        urls.append(hub.peer_url("https://github.com/a/old"))
        assert len({httpx.URL(url).host for url in urls}) == 2
        found = [client.get(url, follow_redirects=True) for url in urls]
        assert [(each.status_code, str(each.url)) for each in found] == [
            (200, hub.peer_url("https://plain.example/a?b=1")),
            (200, hub.peer_url("https://other.example/x")),
            (200, hub.peer_url("https://github.com/b/new")),
        ]
        assert hub.peer_url("mailto:a@b.example") == "mailto:a@b.example"
        bases = client.get(f"{hub.url}/_peers").json()
        assert urls[0] == f"{bases['plain.example']}/moved"

    def test_requests_in_flight_are_counted_per_host(self, client: httpx.Client) -> None:
        listed = plain_web(9)
        with Hub(listed.world, limits=Limits(web_in_flight=2), latency=0.5) as hub:
            asyncio.run(get_all(located(hub, client, listed.expected)))
            assert [hub.counts.hosts[f"site{number}.example"].highest for number in (1, 2, 3)] == [3, 3, 3]
            assert [len(tally.violations) for tally in hub.counts.hosts.values()] == [1, 1, 1]

    def test_counts_for_other_processes(self, ask: Ask) -> None:
        ask("web/plain.example/a", headers={"cookie": "a=b"})
        told = ask("_counts").json()
        assert (told["requests"], told["violations"]) == (1, [])
        assert told["hosts"]["plain.example"]["secrets"] == {"Cookie: a=b": 1}
        assert ask("_reset").json()["requests"] == 0


def located(hub: Hub, client: httpx.Client, urls: Iterable[str]) -> list[str]:
    """Return where a client that was given the endpoints of the hub asks."""
    endpoints = Endpoints.of({"AWESOME_LINT_ENDPOINTS": client.get(f"{hub.url}/_endpoints").text})
    return [endpoints.locate(url) for url in urls]


class TestZoo:
    def test_names_and_addresses_are_unique_and_there_are_sixty(self) -> None:
        assert len({each.name for each in CASES}) == len({each.url for each in CASES}) == len(CASES) >= 60
        verdicts = frozenset(Verdict)
        assert all(each.right() | each.right(strict=True) <= verdicts for each in CASES)

    def test_every_case_behaves_as_it_says(self, client: httpx.Client) -> None:
        shown = [case for case in cases() if case.behaviour is not None and case.name != "silent-tls"]  # leaks in httpx
        with Hub(zoo_world()) as hub:
            outcomes = asyncio.run(_ask_all(located(hub, client, [case.url for case in shown])))
            assert hub.counts.violations == []
        wrong = {
            case.name: outcome
            for case, outcome in zip(shown, outcomes, strict=True)
            if isinstance(case.behaviour, Page) and outcome not in (case.behaviour.status, "slow", "refused")
        }
        assert wrong == {}
        by_name = dict(zip((case.name for case in shown), outcomes, strict=True))
        assert {by_name[name] for name in SILENT} == {"slow"}
        assert {by_name[name] for name in BROKEN_HTTP} <= {"refused", "slow"}


SILENT = ("slow", "silent", "trickled-headers")
BROKEN_HTTP = ("reset", "closed", "garbage", "bad-status", "huge-headers", "refused", "self-signed", "plain-on-tls")


async def _ask_all(urls: list[str]) -> list[int | str]:
    """Return the status of each, or how there was none."""
    async with httpx.AsyncClient(limits=httpx.Limits(max_connections=None)) as opened:

        async def outcome(url: str) -> int | str:
            try:
                async with asyncio.timeout(3), opened.stream("GET", url) as response:
                    return response.status_code
            except TimeoutError:
                return "slow"
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                return "slow" if isinstance(error, httpx.TimeoutException) else "refused"

        return await asyncio.gather(*map(outcome, urls))


class TestLists:
    @pytest.mark.parametrize("listed", [awesome_go(), plain_web()], ids=["go", "web"])
    def test_every_link_is_known_with_what_is_right(self, listed: GeneratedList) -> None:
        links = parse_document(SourceText("README.md", listed.text)).links
        assert [link.url for link in links if link.url not in listed.expected] == []
        assert len({link.url for link in links}) == len(listed.expected)
        mapped = parse_document(SourceText("README.md", listed.mapped(lambda url: f"{url}-mapped"))).links
        assert [link.url for link in mapped] == [f"{link.url}-mapped" for link in links]

    def test_awesome_go_has_its_shape(self) -> None:
        listed = awesome_go(1)
        assert listed.text == awesome_go(1).text != awesome_go(2).text
        kinds = Counter(
            target.resource.kind if target.resource else "web"
            for link in parse_document(SourceText("README.md", listed.text)).links
            for target in targets_of(link)[:1]
        )
        assert (len(listed.expected), kinds["github"], kinds["web"] > 250) == (3169, 2820, True)
        assert {each.verdict for each in listed.expected.values()} == {"ok", "moved", "broken", "unknown"}

    def test_five_hundred_entries_a_hundred_contradictions(self) -> None:
        listed = paper_list()
        entries = {entry.title: entry for entry in parse_document(SourceText("README.md", listed.text)).entries}
        assert (len(entries), len(listed.planted), len({each.entry for each in listed.planted})) == (500, 100, 100)
        for each in listed.planted:
            assert each.url is None or each.url in {link.url for link in entries[each.entry].links}
        assert paper_list(contradictions=False).planted == ()
