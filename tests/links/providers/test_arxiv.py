"""Papers judged by arXiv's feed, whatever arXiv does with a batch, and by Semantic Scholar when it does not answer."""

from __future__ import annotations

import asyncio
import re
from math import ceil, log2
from typing import TYPE_CHECKING

import httpx
import pytest
from fake_arxiv import BOMB, ERROR, NO_PAPERS, FakeArxiv, FakeScholar, entry, feed, scholar_paper

from awesome_lint.links.client import Client, ClientSettings, open_client
from awesome_lint.links.connector import Guard
from awesome_lint.links.endpoints import BUILT_IN, Endpoints
from awesome_lint.links.history import recorded
from awesome_lint.links.limits import HostPolicy, Limits
from awesome_lint.links.providers.arxiv import BATCH, INTERVAL, PROVIDER, WITNESS, make_provider
from awesome_lint.links.providers.base import Inquiry
from awesome_lint.links.targets import Target
from awesome_lint.links.verdicts import Judgement, Verdict, resource_key
from awesome_lint.syntax.resources import resource_of
from hub.fixture import start_hub  # noqa: F401 - a fixture
from hub.limits import Limits as HubLimits
from hub.world import Paper, World

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from pytest_httpx import HTTPXMock

NOW = 1_750_000_000
STAND_IN = "http://127.0.0.1:9"


def target(number: str) -> Target:
    url = f"https://arxiv.org/abs/{number}"
    resource = resource_of(url)
    assert resource is not None
    return Target(resource_key(resource), url, resource)


def numbers(count: int) -> list[str]:
    return [f"2401.{each:05}" for each in range(count)]


@pytest.fixture
def judge(tmp_path: Path) -> Callable[..., list[Judgement]]:
    """Return a function that judges identifiers; ``base`` is where arXiv is asked, ``before`` what the ledger holds."""

    def run(
        ids: Sequence[str], base: str = BUILT_IN["arxiv"], before: Mapping[str, Judgement] | None = None
    ) -> list[Judgement]:
        async def main() -> list[Judgement]:
            settings = ClientSettings(Endpoints({**BUILT_IN, "arxiv": base}), attempts=1)
            async with httpx.AsyncClient() as http:
                client = Client(settings, http, Guard(), Limits({}))
                entries = {key: recorded(None, judgement) for key, judgement in (before or {}).items()}
                inquiry = Inquiry(client, lambda: NOW, entries.get)
                provider = make_provider(0.001, tmp_path)
                return [each async for each in provider.judge([target(each) for each in ids], inquiry)]

        return asyncio.run(main())

    return run


@pytest.fixture
def arxiv(httpx_mock: HTTPXMock) -> Callable[..., FakeArxiv]:
    def make(*arguments: Sequence[str], base: str = BUILT_IN["arxiv"], **more: bool) -> FakeArxiv:
        fake = FakeArxiv(*arguments, **more)
        httpx_mock.add_callback(fake, url=re.compile(re.escape(base) + "/api/query"), is_reusable=True)
        return fake

    return make


@pytest.fixture
def scholar(httpx_mock: HTTPXMock) -> Callable[..., FakeScholar]:
    def make(papers: Mapping[str, Mapping[str, object] | None], status: int = 200) -> FakeScholar:
        fake = FakeScholar(papers, status)
        httpx_mock.add_callback(fake, url=re.compile(re.escape(BUILT_IN["semantic-scholar"])), is_reusable=True)
        return fake

    return make


def verdicts(judgements: Sequence[Judgement]) -> dict[str, Verdict]:
    assert len({each.key for each in judgements}) == len(judgements)
    return {each.key.removeprefix("arxiv:"): each.verdict for each in judgements}


def test_it_takes_papers_of_arxiv_only() -> None:
    urls = {
        "https://arxiv.org/pdf/2412.19437v2": True,
        "https://doi.org/10.48550/arXiv.2412.19437": True,
        "https://huggingface.co/papers/2412.19437": False,
        "https://github.com/a/b": False,
        "https://example.org/": False,
    }
    assert {url: PROVIDER.takes(Target(url, url, resource_of(url))) for url in urls} == urls


def test_the_interval_is_the_one_of_the_terms_of_use() -> None:
    assert INTERVAL == 3.0


def test_papers_are_told_by_their_identifier(judge, arxiv) -> None:
    ids = ["2401.00001", "hep-th/9901001", "2401.00002"]
    fake = arxiv(ids)
    found = judge(ids)
    assert {each.key: each.facts["title"] for each in found} == {f"arxiv:{each}": f"Title of {each}" for each in ids}
    assert all(each.by_owner and each.checked == NOW and each.verdict is Verdict.OK for each in found)
    assert fake.asked == [ids]


def test_many_papers_in_few_requests(judge, arxiv) -> None:
    ids = numbers(2 * BATCH + 1)
    fake = arxiv(ids)
    assert set(verdicts(judge(ids)).values()) == {Verdict.OK}
    assert [len(each) for each in fake.asked] == [BATCH, BATCH, 1]


def test_a_batch_is_told_before_the_next_is_asked_about(tmp_path: Path, arxiv) -> None:
    ids = numbers(BATCH + 1)
    fake = arxiv(ids)

    async def main() -> list[int]:
        async with httpx.AsyncClient() as http:
            inquiry = Inquiry(Client(ClientSettings(), http, Guard(), Limits({})), lambda: NOW)
            judgements = make_provider(0.001, tmp_path).judge([target(each) for each in ids], inquiry)
            return [len(fake.asked) async for _ in judgements]

    assert asyncio.run(main()) == [1] * BATCH + [2]


def test_a_long_list_is_sent_as_a_form(judge, arxiv) -> None:
    ids = [f"cond-mat/99{month:02}{each:03}" for month in range(1, 4) for each in range(1, 51)]
    fake = arxiv(ids)
    assert set(verdicts(judge(ids)).values()) == {Verdict.OK}
    (request,) = fake.requests
    assert request.method == "POST"
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert not request.url.query


def test_versions_are_not_asked_about(judge, arxiv) -> None:
    """There may be no version 9, and still the paper is there for all that link it; what is the latest is a fact."""
    fake = arxiv(["2412.19437"])
    (found,) = judge(["2412.19437v9"])
    assert (found.verdict, found.facts["version"]) == (Verdict.OK, 2)
    assert fake.asked == [["2412.19437"]]


# --- papers that are not there


def test_an_unknown_paper_is_asked_about_twice(judge, arxiv) -> None:
    known, unknown = numbers(3), "2401.09999"
    fake = arxiv(known)
    found = judge([*known, unknown])
    assert verdicts(found) == {**dict.fromkeys(known, Verdict.OK), unknown: Verdict.BROKEN}
    broken = found[-1]
    assert (broken.by_owner, broken.reason) == (True, "arXiv has no paper of this number")
    assert fake.asked[1:] == [[unknown, fake.asked[1][-1]]]
    assert fake.asked[1][-1] in known


@pytest.mark.parametrize("text", NO_PAPERS[:2])
def test_a_paper_without_a_title_is_asked_about_twice(judge, arxiv, text: str) -> None:
    fake = arxiv(["2412.19437"])
    fake.answers = [httpx.Response(200, content=feed(text))]
    assert verdicts(judge(["2412.19437"])) == {"2412.19437": Verdict.OK}
    assert len(fake.asked) == 2


def test_an_empty_answer_now_and_then_is_nothing(judge, arxiv) -> None:
    ids = numbers(2 * BATCH)
    fake = arxiv([*ids, WITNESS])
    fake.answers = [httpx.Response(200, content=feed())]
    assert set(verdicts(judge(ids)).values()) == {Verdict.OK}
    assert len(fake.asked) == 4


def test_empty_answers_do_not_break_papers(judge, arxiv) -> None:
    """arXiv has bad days: then it does not give the paper either of which we know that it is there."""
    fake = arxiv()
    fake.after = httpx.Response(200, content=feed())
    found = judge(numbers(3))
    assert {(each.verdict, each.reason, each.by_owner) for each in found} == {
        (Verdict.UNKNOWN, "arXiv gave no usable answer", False)
    }
    assert [each[-1] for each in fake.asked] == ["2401.00002", WITNESS]


def test_one_unknown_paper_alone(judge, arxiv) -> None:
    fake = arxiv([WITNESS])
    assert verdicts(judge(["2401.09999"])) == {"2401.09999": Verdict.BROKEN}
    assert fake.asked == [["2401.09999"], ["2401.09999", WITNESS]]


def test_the_witness_itself_can_be_missing(judge, arxiv) -> None:
    arxiv()
    assert verdicts(judge([WITNESS])) == {WITNESS: Verdict.UNKNOWN}


def test_what_stands_in_for_arxiv_need_not_have_our_witness(judge, arxiv) -> None:
    fake = arxiv(base=STAND_IN)
    assert verdicts(judge(["2401.09999"], STAND_IN)) == {"2401.09999": Verdict.BROKEN}
    assert fake.asked == [["2401.09999"]] * 2


def test_a_paper_that_was_there_is_not_gone(judge, arxiv) -> None:
    arxiv(numbers(2))
    key = "arxiv:2401.09999"
    before = {key: Judgement(key, Verdict.OK, NOW - 100, by_owner=True)}
    assert verdicts(judge([*numbers(2), "2401.09999"], before=before))["2401.09999"] is Verdict.UNKNOWN


# --- one malformed identifier spoils a batch


@pytest.mark.parametrize("status", [200, 400])
def test_a_malformed_identifier_that_is_named(judge, arxiv, status: int) -> None:
    ids = numbers(BATCH)
    fake = arxiv(ids, [ids[77]])
    fake.status = status
    assert verdicts(judge(ids)) == dict.fromkeys(ids, Verdict.OK) | {ids[77]: Verdict.BROKEN}
    assert len(fake.asked) == 2


@pytest.mark.parametrize("place", [0, 1, 74, 75, 148, 149])
def test_a_malformed_identifier_that_is_not_named(judge, arxiv, place: int) -> None:
    ids = numbers(BATCH)
    fake = arxiv(ids, [ids[place]], names=False)
    assert verdicts(judge(ids)) == dict.fromkeys(ids, Verdict.OK) | {ids[place]: Verdict.BROKEN}
    first, to_be_sure, rest = 1, 1, 1
    assert len(fake.asked) <= first + ceil(log2(BATCH)) + to_be_sure + rest


@pytest.mark.parametrize("names", [True, False])
def test_several_malformed_identifiers(judge, arxiv, names) -> None:
    ids = numbers(20)
    bad = [ids[3], ids[4], ids[17]]
    arxiv(ids, bad, names=names)
    assert verdicts(judge(ids)) == dict.fromkeys(ids, Verdict.OK) | dict.fromkeys(bad, Verdict.BROKEN)


def test_all_malformed_is_another_trouble(judge, arxiv, scholar) -> None:
    ids = numbers(50)
    fake = arxiv([], ids)
    scholar({})
    assert set(verdicts(judge(ids)).values()) == {Verdict.UNKNOWN}
    assert len(fake.asked) < 12


def test_called_malformed_once_only(judge, arxiv, scholar) -> None:
    ids = numbers(4)
    fake = arxiv(ids, names=False)
    fake.answers = [httpx.Response(200, content=feed(ERROR.format(what="incorrect_id_format_for_")))]
    scholar({})
    assert Verdict.BROKEN not in verdicts(judge(ids)).values()


# --- arXiv does not answer


REFUSALS = {
    "unavailable": httpx.Response(503, text="Rate exceeded."),
    "too many": httpx.Response(429, text="Rate exceeded.", headers={"retry-after": "3600"}),
    "throttled with 200": httpx.Response(200, text="Rate exceeded."),
    "a wall": httpx.Response(403, text="<html>Just a moment</html>"),
    "a bomb": httpx.Response(200, content=BOMB.encode()),
    "another error": httpx.Response(200, content=feed(ERROR.format(what="internal_error"))),
}


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS)
def test_semantic_scholar_is_asked_when_arxiv_refuses(judge, arxiv, scholar, refusal: httpx.Response) -> None:
    ids = numbers(2 * BATCH)
    fake, other = arxiv(), scholar({ids[0]: scholar_paper(ids[0]), ids[1]: None})
    fake.after = refusal
    found = judge(ids)
    expected = dict.fromkeys(ids, Verdict.UNKNOWN) | {ids[0]: Verdict.OK}
    assert verdicts(found) == expected
    assert not any(each.by_owner for each in found)
    assert found[0].facts == {"title": "A Paper"}
    assert len(fake.asked) <= 2
    assert [len(each) for each in other.asked] == [2 * BATCH]


def test_no_connection_at_all(judge, httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_exception(httpx.ConnectError("lost"), is_reusable=True)
    (found,) = judge(numbers(1))
    assert (found.verdict, found.reason) == (Verdict.UNKNOWN, "arXiv: no connection")
    assert [each.url.host for each in httpx_mock.get_requests()] == ["export.arxiv.org", "api.semanticscholar.org"]


def test_throttled_once(judge, arxiv) -> None:
    fake = arxiv(numbers(3))
    fake.answers = [httpx.Response(200, text="Rate exceeded.")]
    assert set(verdicts(judge(numbers(3))).values()) == {Verdict.OK}
    assert len(fake.asked) == 2


def test_what_was_found_before_arxiv_refused_is_kept(judge, arxiv, scholar) -> None:
    ids = numbers(2 * BATCH)
    fake, other = arxiv(), scholar({})
    fake.answers = [httpx.Response(200, content=feed(*(entry(each) for each in ids[:BATCH])))]
    fake.after = httpx.Response(503)
    found = verdicts(judge(ids))
    assert [found[each] for each in ids] == [Verdict.OK] * BATCH + [Verdict.UNKNOWN] * BATCH
    assert len(other.asked[0]) == BATCH


@pytest.mark.parametrize(
    "answer",
    [
        scholar_paper("2401.00007"),
        scholar_paper("2401.00000", title=None),
        scholar_paper("2401.00000", externalIds=None),
        scholar_paper("2401.00000", externalIds={"DOI": "10.1/x"}),
        {},
    ],
)
def test_an_answer_about_something_else_says_nothing(judge, arxiv, scholar, answer: dict[str, object]) -> None:
    arxiv().after = httpx.Response(503)
    scholar({"2401.00000": answer})
    assert verdicts(judge(["2401.00000"])) == {"2401.00000": Verdict.UNKNOWN}


@pytest.mark.parametrize("status", [400, 429, 500])
def test_semantic_scholar_fails_as_well(judge, arxiv, scholar, status: int) -> None:
    arxiv().after = httpx.Response(503)
    scholar({}, status)
    (found,) = judge(["2401.00000"])
    assert (found.verdict, found.evidence, found.reason) == (Verdict.UNKNOWN, "HTTP 503", "arXiv gave no usable answer")


SCHOLAR_FACTS = (
    ({"publicationDate": "2024-01-31"}, {"published": "2024-01-31"}),
    ({"publicationDate": "2024-06-30"}, {}),
    ({"publicationDate": None}, {}),
    ({"venue": "Neural Information Processing Systems"}, {"journal": "Neural Information Processing Systems"}),
    ({"venue": ""}, {}),
    ({"externalIds": {"ArXiv": "2401.00000", "DOI": "10.1038/x"}}, {"doi": "10.1038/x"}),
)


@pytest.mark.parametrize(("more", "facts"), SCHOLAR_FACTS)
def test_facts_of_semantic_scholar(judge, arxiv, scholar, more: dict[str, object], facts: dict[str, str]) -> None:
    arxiv().after = httpx.Response(503)
    scholar({"2401.00000": scholar_paper("2401.00000", **more)})
    (found,) = judge(["2401.00000"])
    assert found.facts == {"title": "A Paper", **facts}


def test_what_arxiv_said_before_still_holds(judge, arxiv, scholar) -> None:
    arxiv().after = httpx.Response(503)
    scholar({"2401.00000": scholar_paper("2401.00000")})
    key = "arxiv:2401.00000"
    facts = {"title": "The Paper", "withdrawn": True}
    (found,) = judge(["2401.00000"], before={key: Judgement(key, Verdict.OK, NOW - 100, facts=facts)})
    assert (found.verdict, found.facts) == (Verdict.OK, facts)


# --- one machine, one connection


def test_the_lock_is_one_for_each_address(tmp_path: Path, arxiv, judge) -> None:
    arxiv(numbers(1))
    judge(numbers(1))
    assert [each.name for each in tmp_path.iterdir()] == ["arxiv.lock"]
    arxiv(numbers(1), base=STAND_IN)
    judge(numbers(1), STAND_IN)
    assert len({each.name for each in tmp_path.glob("arxiv*.lock")}) == 2


def test_the_lock_is_where_the_user_keeps_caches(tmp_path: Path, arxiv, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    arxiv(numbers(1))

    async def main() -> list[Judgement]:
        async with httpx.AsyncClient() as http:
            inquiry = Inquiry(Client(ClientSettings(), http, Guard(), Limits({})), lambda: NOW)
            return [each async for each in make_provider(0.001).judge([target(numbers(1)[0])], inquiry)]

    assert len(asyncio.run(main())) == 1
    assert (tmp_path / "awesome-lint" / "arxiv.lock").exists()


# --- against a server that keeps count


def ask_hub(hub, folder: Path, ids: Sequence[str], runs: int = 1, interval: float = 0.3) -> list[list[Judgement]]:
    """Judge ``ids`` in so many runs at once, each with a client of its own."""

    async def run() -> list[Judgement]:
        policies = {"export.arxiv.org": HostPolicy(1, 1, interval, 60)}
        async with open_client(ClientSettings(Endpoints({**BUILT_IN, **hub.endpoints()})), Limits(policies)) as client:
            provider = make_provider(interval, folder)
            judgements = provider.judge([target(each) for each in ids], Inquiry(client, lambda: NOW))
            return [each async for each in judgements]

    async def main() -> list[list[Judgement]]:
        return await asyncio.gather(*(run() for _ in range(runs)))

    return asyncio.run(main())


def test_runs_at_once_keep_the_limit(tmp_path: Path, start_hub) -> None:  # noqa: F811 - the fixture
    ids = numbers(BATCH + 1)
    hub = start_hub(
        World(papers=[Paper(each, f"Title of {each}") for each in ids]), limits=HubLimits(arxiv_interval=0.3)
    )
    for found in ask_hub(hub, tmp_path, [*ids, "2401.09999"], runs=2):
        assert verdicts(found) == dict.fromkeys(ids, Verdict.OK) | {"2401.09999": Verdict.BROKEN}
        assert {each.facts.get("title") for each in found} == {None, *(f"Title of {each}" for each in ids)}
    assert hub.counts.violations == []
    assert hub.counts.requests == 2 * 3


def test_throttled_by_the_server(tmp_path: Path, start_hub) -> None:  # noqa: F811
    hub = start_hub(World(papers=[Paper("2401.00001", "A Paper")]), limits=HubLimits(arxiv_interval=0.3))
    hub.setup.faults.arxiv_throttled = 1
    ((found,),) = ask_hub(hub, tmp_path, ["2401.00001"])
    assert (found.verdict, found.by_owner) == (Verdict.OK, True)
    hub.setup.faults.arxiv_throttled = 10
    ((found,),) = ask_hub(hub, tmp_path, ["2401.00001"])
    assert (found.verdict, found.by_owner, found.facts["title"]) == (Verdict.OK, False, "A Paper")
    assert hub.counts.violations == []


def test_a_bomb_from_the_server(tmp_path: Path, start_hub) -> None:  # noqa: F811
    hub = start_hub(World(), limits=HubLimits(arxiv_interval=0.1))
    hub.setup.faults.arxiv_body = BOMB
    ((found,),) = ask_hub(hub, tmp_path, ["2401.00001"], interval=0.1)
    assert (found.verdict, found.reason) == (Verdict.UNKNOWN, "arXiv gave no usable answer")
