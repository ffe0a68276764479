"""GitHub with a token: repositories in batches, and what can go wrong with some or all of a batch."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from asking import NOW, FakeGraphQL, FakePages, ask, node, rate

from awesome_lint.links.providers.github import PROVIDER
from awesome_lint.links.verdicts import Verdict

if TYPE_CHECKING:
    from pytest_httpx import HTTPXMock

API = "https://api.github.com/graphql"
SITE = "https://github.com"


def ask_with_token(httpx_mock: HTTPXMock, urls: list[str], about: Any) -> tuple[Any, FakeGraphQL]:
    graphql = about if isinstance(about, FakeGraphQL) else FakeGraphQL(about)
    httpx_mock.add_callback(graphql, url=API, method="POST", is_reusable=True)
    return ask(PROVIDER, urls, authorized=True), graphql


CASES = {
    "there": (node("o/r"), Verdict.OK, "", True),
    "case drift": (node("O/R"), Verdict.OK, "", True),
    "renamed": (node("new/name"), Verdict.MOVED, "renamed to new/name", True),
    "missing": ("NOT_FOUND", Verdict.BROKEN, "no such repository, or private", True),
    "single sign-on": ("FORBIDDEN", Verdict.UNKNOWN, "GitHub does not let this token see it", False),
    "another error": ("SERVICE_UNAVAILABLE", Verdict.UNKNOWN, "GitHub gave no usable answer", False),
    "private": (node("o/r", isPrivate=True), Verdict.UNKNOWN, "private, so only some can see it", True),
    "no facts": ({"nameWithOwner": 3}, Verdict.UNKNOWN, "GitHub gave no usable answer", False),
}


@pytest.mark.parametrize("case", CASES)
def test_each_repository_is_judged_by_what_is_said_of_it(httpx_mock: HTTPXMock, case: str):
    found, verdict, reason, by_owner = CASES[case]
    asked, _ = ask_with_token(
        httpx_mock, [f"{SITE}/o/r", f"{SITE}/well/known"], lambda name, _: found if name == "o/r" else node(name)
    )

    judgement = asked[f"{SITE}/o/r"]
    assert (judgement.verdict, judgement.reason, judgement.by_owner) == (verdict, reason, by_owner)
    assert asked[f"{SITE}/well/known"].verdict is Verdict.OK


def test_an_error_that_names_no_repository_is_about_none(httpx_mock: HTTPXMock):
    answer = {"data": {"r0": None, "r1": node("o/s")}, "errors": [{"type": "NOT_FOUND", "message": "not found"}]}
    httpx_mock.add_response(url=API, method="POST", json=answer)
    asked = ask(PROVIDER, [f"{SITE}/o/r", f"{SITE}/o/s"], authorized=True)

    assert asked.verdicts == {f"{SITE}/o/r": Verdict.UNKNOWN, f"{SITE}/o/s": Verdict.OK}


def test_the_facts_of_a_repository(httpx_mock: HTTPXMock):
    found = node("o/r", isArchived=True, isFork=True)
    asked, _ = ask_with_token(httpx_mock, [f"{SITE}/o/r"], lambda *_: found)

    assert asked[f"{SITE}/o/r"].facts == {
        "name": "o/r",
        "description": "A thing",
        "archived": True,
        "disabled": False,
        "fork": True,
        "license": "Apache-2.0",
        "created": "2020-01-01",
        "pushed": "2024-06-01",
    }


@pytest.mark.parametrize("license_info", [None, {"spdxId": "NOASSERTION"}, {"spdxId": None}, "MIT"])
def test_a_licence_that_github_cannot_tell_is_unknown(httpx_mock: HTTPXMock, license_info: Any):
    asked, _ = ask_with_token(httpx_mock, [f"{SITE}/o/r"], lambda *_: node("o/r", licenseInfo=license_info))

    assert "license" not in asked[f"{SITE}/o/r"].facts


def test_a_rename_leads_to_the_repository_alone(httpx_mock: HTTPXMock):
    asked, _ = ask_with_token(httpx_mock, [f"{SITE}/o/r"], lambda *_: node("new/name"))

    assert asked[f"{SITE}/o/r"].moved_to == f"{SITE}/new/name"
    assert asked[f"{SITE}/o/r"].facts["name"] == "new/name"


def test_names_are_variables_and_batches_hold_eighty(httpx_mock: HTTPXMock):
    urls = [f"{SITE}/owner-{number}/a.b_{number}" for number in range(170)]
    asked, graphql = ask_with_token(httpx_mock, urls, lambda name, _: node(name))

    assert set(asked.verdicts.values()) == {Verdict.OK}
    assert sorted(len(each["variables"]) // 2 for each in graphql.queries) == [10, 80, 80]
    assert not any("owner-" in each["query"] for each in graphql.queries)
    assert all("followRenames:true" in each["query"] for each in graphql.queries)


def test_a_batch_that_takes_too_long_is_halved(httpx_mock: HTTPXMock):
    graphql = FakeGraphQL(lambda name, _: node(name))
    graphql.most = 25
    asked, _ = ask_with_token(httpx_mock, [f"{SITE}/o/r{number}" for number in range(80)], graphql)

    assert set(asked.verdicts.values()) == {Verdict.OK}
    assert [len(each["variables"]) // 2 for each in graphql.queries] == [80, 40, 20, 20, 40, 20, 20]


def test_a_timeout_of_a_batch_halves_it_too(httpx_mock: HTTPXMock):
    httpx_mock.add_exception(TimeoutError(), url=API)
    graphql = FakeGraphQL(lambda name, _: node(name))
    asked, _ = ask_with_token(httpx_mock, [f"{SITE}/o/r{number}" for number in range(20)], graphql)

    assert set(asked.verdicts.values()) == {Verdict.OK}
    assert [len(each["variables"]) // 2 for each in graphql.queries] == [10, 10]


def test_the_apology_with_status_200_halves_as_well(httpx_mock: HTTPXMock):
    apology = "Something went wrong while executing your query. This may be the result of a timeout."
    httpx_mock.add_response(url=API, json={"data": None, "errors": [{"message": apology}]})
    asked, graphql = ask_with_token(
        httpx_mock, [f"{SITE}/o/r{number}" for number in range(20)], lambda name, _: node(name)
    )

    assert set(asked.verdicts.values()) == {Verdict.OK}
    assert len(graphql.queries) == 2


def test_a_github_that_is_down_is_not_asked_about_everything(httpx_mock: HTTPXMock):
    graphql = FakeGraphQL(lambda name, _: node(name))
    graphql.most = 0
    asked, _ = ask_with_token(httpx_mock, [f"{SITE}/o/r{number}" for number in range(1000)], graphql)

    assert set(asked.verdicts.values()) == {Verdict.UNKNOWN}
    assert len(graphql.queries) <= 12


def test_an_error_about_the_whole_query_breaks_nothing(httpx_mock: HTTPXMock):
    httpx_mock.add_response(url=API, json={"errors": [{"message": "Field 'x' doesn't exist on type 'Repository'"}]})
    asked = ask(PROVIDER, [f"{SITE}/o/r"], authorized=True)

    assert asked[f"{SITE}/o/r"].verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("body", [b"", b"[1]", b'{"data": [1]}', b'{"data": {"r0": 7}, "errors": "x"}', b"<html>"])
def test_nonsense_breaks_nothing(httpx_mock: HTTPXMock, body: bytes):
    httpx_mock.add_response(url=API, content=body)
    asked = ask(PROVIDER, [f"{SITE}/o/r"], authorized=True)

    assert asked[f"{SITE}/o/r"].verdict is Verdict.UNKNOWN


def test_points_that_are_used_up_end_it_with_the_time(httpx_mock: HTTPXMock):
    graphql = FakeGraphQL(lambda name, _: node(name))
    graphql.headers = rate(0)
    asked, _ = ask_with_token(httpx_mock, [f"{SITE}/o/r{number}" for number in range(200)], graphql)

    assert len(graphql.queries) == 1
    assert sorted(asked.verdicts.values()).count(Verdict.OK) == 80
    rest = [each for each in asked.by_url.values() if each.verdict is Verdict.UNKNOWN]
    assert len(rest) == 120
    # NOW is 15:06:40 UTC, and the limit starts anew in half an hour.
    assert {each.reason for each in rest} <= {f"GitHub's rate limit is used up until 15:3{n} UTC" for n in (5, 6)}
    assert NOW % 86400 == 15 * 3600 + 6 * 60 + 40


@pytest.mark.parametrize("status", [200, 403])
def test_a_limit_that_was_used_up_before_is_told_as_such(httpx_mock: HTTPXMock, status: int):
    body = {"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded for user ID 1."}]}
    httpx_mock.add_response(url=API, status_code=status, json=body, headers=rate(0))
    asked = ask(PROVIDER, [f"{SITE}/o/r{number}" for number in range(100)], authorized=True)

    assert set(asked.verdicts.values()) == {Verdict.UNKNOWN}
    assert all(reason.startswith("GitHub's rate limit is used up until 15:3") for reason in asked.reasons)
    assert len(httpx_mock.get_requests()) == 1


def test_a_secondary_limit_is_waited_for(httpx_mock: HTTPXMock):
    body = {"message": "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."}
    httpx_mock.add_response(url=API, status_code=403, json=body, headers={"retry-after": "0", **rate(4000)})
    asked, graphql = ask_with_token(httpx_mock, [f"{SITE}/o/r"], lambda name, _: node(name))

    assert asked[f"{SITE}/o/r"].verdict is Verdict.OK
    assert len(graphql.queries) == 1


def test_a_secondary_limit_without_a_time_is_a_minute(httpx_mock: HTTPXMock):
    body = {"message": "You have exceeded a secondary rate limit."}
    httpx_mock.add_response(url=API, status_code=403, json=body)
    asked = ask(PROVIDER, [f"{SITE}/o/r"], authorized=True)

    assert asked[f"{SITE}/o/r"].verdict is Verdict.UNKNOWN
    assert 50 < asked.client.limits.of("api.github.com").wait_left() <= 60


def test_a_token_that_is_not_accepted_is_asked_with_once(httpx_mock: HTTPXMock, monkeypatch: pytest.MonkeyPatch):
    pages = FakePages()
    monkeypatch.setattr("awesome_lint.links.providers.github_pages.judge_page", pages.judge_page)
    httpx_mock.add_response(url=API, status_code=401, json={"message": "Bad credentials"})
    url = "https://api.github.com/repos/o/r0"
    httpx_mock.add_response(url=url, json={"full_name": "o/r0"}, headers={"etag": '"e"', **rate(0)})
    asked = ask(PROVIDER, [f"{SITE}/o/r{number}" for number in range(300)], authorized=True)

    requests = httpx_mock.get_requests()
    assert [request.headers.get("authorization") for request in requests] == ["Bearer github-token", None]
    assert len(pages.asked) == 200
    unknown = {each.reason for each in asked.by_url.values() if each.verdict is Verdict.UNKNOWN}
    assert unknown == {"GitHub's anonymous limit is used up; set a valid GITHUB_TOKEN to check all"}


def test_no_connection_is_unknown(httpx_mock: HTTPXMock):
    httpx_mock.add_exception(httpx.ConnectError("no"), url=API)
    asked = ask(PROVIDER, [f"{SITE}/o/r"], authorized=True)

    assert asked[f"{SITE}/o/r"].verdict is Verdict.UNKNOWN
    assert asked[f"{SITE}/o/r"].reason == "GitHub: no connection"


def test_the_query_is_one_that_graphql_can_read(httpx_mock: HTTPXMock):
    _, graphql = ask_with_token(httpx_mock, [f"{SITE}/o/r", f"{SITE}/p/q"], lambda name, _: node(name))

    query = graphql.queries[0]
    assert query["variables"] == {"o0": "o", "n0": "r", "o1": "p", "n1": "q"}
    assert query["query"].startswith("query($o0:String!,$n0:String!,$o1:String!,$n1:String!){r0:repository(")
    assert json.dumps(query["query"]).count("{") == query["query"].count("}")
