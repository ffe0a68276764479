"""GitHub without a token: REST as far as it goes, then pages, then it is unknown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from asking import NOW, FakePages, ask, rate

from awesome_lint.links.providers.github import PROVIDER
from awesome_lint.links.verdicts import Judgement, Verdict

if TYPE_CHECKING:
    from pytest_httpx import HTTPXMock

API, SITE = "https://api.github.com", "https://github.com"
BODY = {
    "id": 7,
    "full_name": "o/r",
    "private": False,
    "description": "A thing",
    "fork": False,
    "created_at": "2020-01-01T12:00:00Z",
    "pushed_at": "2024-06-01T12:00:00Z",
    "archived": True,
    "disabled": False,
    "license": {"key": "mit", "spdx_id": "MIT"},
}
KNOWN = Judgement(
    "github:o/r", Verdict.OK, NOW - 9, evidence="HTTP 200", by_owner=True, etag='"e"', facts={"name": "o/r"}
)


@pytest.fixture(autouse=True)
def pages(monkeypatch: pytest.MonkeyPatch) -> FakePages:
    fake = FakePages()
    monkeypatch.setattr("awesome_lint.links.providers.github_pages.judge_page", fake.judge_page)
    return fake


def test_a_repository_and_its_facts(httpx_mock: HTTPXMock):
    httpx_mock.add_response(url=f"{API}/repos/o/r", json=BODY, headers={"etag": 'W/"e"', **rate(59)})
    judgement = ask(PROVIDER, [f"{SITE}/o/r"])[f"{SITE}/o/r"]

    assert (judgement.verdict, judgement.by_owner, judgement.etag) == (Verdict.OK, True, 'W/"e"')
    assert judgement.facts == {
        "name": "o/r",
        "description": "A thing",
        "archived": True,
        "disabled": False,
        "fork": False,
        "license": "MIT",
        "created": "2020-01-01",
        "pushed": "2024-06-01",
    }


REFUSALS: dict[str, tuple[int, Any, Verdict, str]] = {
    "missing": (404, {"message": "Not Found"}, Verdict.BROKEN, "no such repository, or private"),
    "by law": (451, {"message": "Repository access blocked", "block": {"reason": "dmca"}}, Verdict.BROKEN,
               "taken down by a legal notice"),
    "by law, untold": (451, {}, Verdict.BROKEN, "taken down by a legal notice"),
    "terms": (403, {"message": "Repository access blocked", "block": {"reason": "tos"}}, Verdict.BROKEN,
              "blocked by GitHub for breaking its terms"),
    "blocked": (403, {"message": "Repository access blocked", "block": {"reason": "sensitive_data"}}, Verdict.BROKEN,
                "blocked by GitHub"),
    "trouble with its disk": (403, {"message": "Repository access blocked", "block": {"reason": "unavailable"}},
                              Verdict.UNKNOWN, "GitHub gave no usable answer"),
    "forbidden": (403, {"message": "Forbidden"}, Verdict.UNKNOWN, "GitHub gave no usable answer"),
    "trouble": (500, {}, Verdict.UNKNOWN, "GitHub gave no usable answer"),
    "a page of a proxy": (404, "<html>", Verdict.UNKNOWN, "GitHub gave no usable answer"),
    "a page of a censor": (451, "<html>", Verdict.UNKNOWN, "GitHub gave no usable answer"),
    "nonsense": (200, [1], Verdict.UNKNOWN, "GitHub gave no usable answer"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSALS)
def test_what_is_not_there(httpx_mock: HTTPXMock, case: str):
    status, body, verdict, reason = REFUSALS[case]
    httpx_mock.add_response(url=f"{API}/repos/o/r", status_code=status, json=body, headers=rate(59))
    judgement = ask(PROVIDER, [f"{SITE}/o/r"])[f"{SITE}/o/r"]

    assert (judgement.verdict, judgement.reason, judgement.evidence) == (verdict, reason, f"HTTP {status}")
    assert judgement.by_owner is (verdict is Verdict.BROKEN)


def test_what_has_not_changed_keeps_its_verdict(httpx_mock: HTTPXMock):
    httpx_mock.add_response(url=f"{API}/repos/o/r", status_code=304, headers=rate(59))
    judgement = ask(PROVIDER, [f"{SITE}/o/r"], known=[KNOWN])[f"{SITE}/o/r"]

    assert httpx_mock.get_requests()[0].headers["if-none-match"] == '"e"'
    assert (judgement.verdict, judgement.etag, judgement.facts) == (Verdict.OK, '"e"', {"name": "o/r"})


@pytest.mark.parametrize("location", [f"{API}/repositories/7", "/repositories/7"])
def test_a_rename_is_followed_within_the_api(httpx_mock: HTTPXMock, location: str):
    httpx_mock.add_response(url=f"{API}/repos/a/b", status_code=301, headers={"location": location, **rate(59)})
    httpx_mock.add_response(url=f"{API}/repositories/7", json=BODY, headers=rate(58))
    judgement = ask(PROVIDER, [f"{SITE}/a/b"])[f"{SITE}/a/b"]

    assert (judgement.verdict, judgement.by_owner) == (Verdict.MOVED, True)
    assert judgement.moved_to == f"{SITE}/o/r"


@pytest.mark.parametrize("location", ["https://evil.example/repositories/7", f"{API}.evil.example/x", ""])
def test_a_redirect_out_of_the_api_is_not_followed(httpx_mock: HTTPXMock, location: str):
    httpx_mock.add_response(url=f"{API}/repos/a/b", status_code=301, headers={"location": location})
    judgement = ask(PROVIDER, [f"{SITE}/a/b"])[f"{SITE}/a/b"]

    assert judgement.verdict is Verdict.UNKNOWN
    assert len(httpx_mock.get_requests()) == 1


def test_a_loop_ends(httpx_mock: HTTPXMock):
    httpx_mock.add_response(
        url=f"{API}/repos/a/b", status_code=301, headers={"location": f"{API}/repos/a/b"}, is_reusable=True
    )
    assert ask(PROVIDER, [f"{SITE}/a/b"])[f"{SITE}/a/b"].verdict is Verdict.UNKNOWN
    assert len(httpx_mock.get_requests()) == 3


def test_the_limit_is_kept_then_pages_are_asked_then_it_is_unknown(httpx_mock: HTTPXMock, pages: FakePages):
    left = iter(range(59, -1, -1))

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"full_name": request.url.path[7:]}, headers=rate(next(left)))

    httpx_mock.add_callback(answer, url=re.compile(re.escape(API)), is_reusable=True)
    asked = ask(PROVIDER, [f"{SITE}/o/r{number}" for number in range(300)])

    assert len(httpx_mock.get_requests()) == 60
    assert len(pages.asked) == 200
    unknown = [each for each in asked.by_url.values() if each.verdict is Verdict.UNKNOWN]
    assert len(unknown) == 40
    assert {each.reason for each in unknown} == {
        "GitHub's anonymous limit is used up; set a valid GITHUB_TOKEN to check all"
    }


@pytest.mark.parametrize(("status", "more"), [(403, {}), (429, {"retry-after": "1800"})])
def test_a_limit_used_up_before_is_met_once(httpx_mock: HTTPXMock, pages: FakePages, status: int, more: dict[str, str]):
    body = {"message": "API rate limit exceeded for 192.0.2.1."}
    httpx_mock.add_response(url=f"{API}/repos/o/r0", status_code=status, json=body, headers={**rate(0), **more})
    asked = ask(PROVIDER, [f"{SITE}/o/r{number}" for number in range(5)])

    assert len(pages.asked) == 5
    assert set(asked.verdicts.values()) == {Verdict.OK}


def test_what_the_ledger_knows_least_of_comes_first(httpx_mock: HTTPXMock):
    names = ["old", "new", "unseen"]
    for name in names:
        httpx_mock.add_response(url=f"{API}/repos/o/{name}", json={"full_name": f"o/{name}"}, headers=rate(59))
    known = [Judgement("github:o/old", Verdict.OK, 5), Judgement("github:o/new", Verdict.OK, 9)]
    ask(PROVIDER, [f"{SITE}/o/{name}" for name in names], known=known)

    assert [request.url.path for request in httpx_mock.get_requests()] == [
        "/repos/o/unseen",
        "/repos/o/old",
        "/repos/o/new",
    ]


PAGES: dict[str, tuple[dict[str, Any], Verdict, bool, str | None]] = {
    "there": ({"verdict": Verdict.OK}, Verdict.OK, False, None),
    "renamed": ({"verdict": Verdict.MOVED, "moved_to": f"{SITE}/c/d"}, Verdict.MOVED, True, f"{SITE}/c/d"),
    "written otherwise": ({"verdict": Verdict.MOVED, "moved_to": f"{SITE}/O/R"}, Verdict.OK, True, None),
    "elsewhere": ({"verdict": Verdict.MOVED, "moved_to": "https://x.example/"}, Verdict.MOVED, False,
                  "https://x.example/"),
    "missing": ({"verdict": Verdict.BROKEN, "evidence": "HTTP 404"}, Verdict.BROKEN, False, None),
    "wall": ({"verdict": Verdict.UNKNOWN, "evidence": "HTTP 429"}, Verdict.UNKNOWN, False, None),
}  # fmt: skip


@pytest.mark.parametrize("case", PAGES)
def test_a_repository_by_its_page(httpx_mock: HTTPXMock, pages: FakePages, case: str):
    seen, verdict, by_owner, moved_to = PAGES[case]
    httpx_mock.add_response(status_code=403, json={"message": "API rate limit exceeded"}, headers=rate(0))
    pages.found = {f"{SITE}/o/r": seen}
    judgement = ask(PROVIDER, [f"{SITE}/o/r.git?tab=readme"])[f"{SITE}/o/r.git?tab=readme"]

    assert pages.asked == [f"{SITE}/o/r"]
    assert (judgement.verdict, judgement.by_owner, judgement.moved_to) == (verdict, by_owner, moved_to)


def test_facts_are_kept_when_only_the_page_can_be_asked(httpx_mock: HTTPXMock):
    httpx_mock.add_response(status_code=403, json={"message": "API rate limit exceeded"}, headers=rate(0))
    judgement = ask(PROVIDER, [f"{SITE}/o/r"], known=[KNOWN])[f"{SITE}/o/r"]

    assert (judgement.facts, judgement.etag, judgement.by_owner) == ({"name": "o/r"}, '"e"', False)


def test_no_connection_is_unknown(httpx_mock: HTTPXMock, pages: FakePages):
    httpx_mock.add_exception(httpx.ConnectError("no"), is_reusable=True)
    asked = ask(PROVIDER, [f"{SITE}/o/r{number}" for number in range(20)])

    assert set(asked.verdicts.values()) == {Verdict.UNKNOWN}
    assert len(httpx_mock.get_requests()) == 5
    assert not pages.asked
