"""Pages within a repository: what GraphQL is asked, and when the page itself has to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from asking import FakeGraphQL, FakePages, ask, target_of

from awesome_lint.links.providers.github import PROVIDER
from awesome_lint.links.providers.github_paths import question_of
from awesome_lint.links.verdicts import Verdict

if TYPE_CHECKING:
    from pytest_httpx import HTTPXMock

SITE = "https://github.com/o/r"
GONE = {"verdict": Verdict.BROKEN, "evidence": "HTTP 404"}


@pytest.fixture(autouse=True)
def pages(monkeypatch: pytest.MonkeyPatch) -> FakePages:
    fake = FakePages()
    monkeypatch.setattr("awesome_lint.links.providers.github_pages.judge_page", fake.judge_page)
    return fake


@pytest.fixture
def graphql(httpx_mock: HTTPXMock) -> FakeGraphQL:
    fake = FakeGraphQL(
        lambda _name, value: {"page": {"__typename": "Blob"} if value in ("main:a", "main", 7) else None}
    )
    httpx_mock.add_callback(fake, url="https://api.github.com/graphql", is_reusable=True, is_optional=True)
    return fake


QUESTIONS: dict[str, Any] = {
    "/tree/main": "main",
    "/tree/main/": "main",
    "/tree/main/docs/a%20b/": "main:docs/a b",
    "/blob/main/README.md#L10-L20": "main:README.md",
    "/blob/v1.0/文.md": "v1.0:文.md",
    "/raw/main/x.png": "main:x.png",
    "/blame/main/x.py": "main:x.py",
    "/commits/main/x.py": "main:x.py",
    "/commit/0123abc": "0123abc",
    "/releases/tag/v1/beta": "refs/tags/v1/beta",
    "/issues/12": 12,
    "/issues/12/linked": 12,
    "/pull/34/files": 34,
    "/discussions/56": 56,
}


@pytest.mark.parametrize("path", QUESTIONS)
def test_what_graphql_is_asked(path: str):
    question = question_of(target_of(SITE + path))

    assert question is not None
    assert question.value == QUESTIONS[path]
    assert question.value_type == ("Int!" if isinstance(QUESTIONS[path], int) else "String!")


@pytest.mark.parametrize(
    "path",
    [
        *("/wiki", "/wiki/Home", "/issues", "/issues/new", "/issues/99999999999", "/actions", "/tree", "/x/y"),
        *("/tree/HEAD%5E%7B/x%7D", "/tree/main:docs", "/blob/a..b/x", "/tree/main@%7B1%7D/x", "/commit/HEAD~1"),
    ],
)
def test_what_graphql_has_no_word_for(path: str):
    assert question_of(target_of(SITE + path)) is None


def test_a_file_in_a_raw_address_is_asked_as_a_file():
    question = question_of(target_of("https://raw.githubusercontent.com/o/r/refs/heads/main/a.md"))

    assert question is not None
    assert question.value == "main:a.md"


def test_what_graphql_finds_needs_no_page(graphql: FakeGraphQL, pages: FakePages):
    asked = ask(PROVIDER, [f"{SITE}/blob/main/a", f"{SITE}/tree/main", f"{SITE}/issues/7"], authorized=True)

    assert set(asked.verdicts.values()) == {Verdict.OK}
    assert len(graphql.queries) == 1
    assert not pages.asked


CONFIRMATIONS: dict[str, tuple[int | None, dict[str, Any], Verdict, bool]] = {
    "the branch has a slash": (200, {}, Verdict.OK, False),
    "not there either": (404, {}, Verdict.BROKEN, True),
    "a limit": (429, {"verdict": Verdict.UNKNOWN, "evidence": "HTTP 429"}, Verdict.UNKNOWN, False),
    "moved": (301, {"verdict": Verdict.MOVED, "moved_to": f"{SITE}/blob/main/b"}, Verdict.MOVED, True),
    "no answer": (None, {"verdict": Verdict.UNKNOWN}, Verdict.UNKNOWN, False),
}


@pytest.mark.parametrize("case", CONFIRMATIONS)
def test_what_graphql_does_not_find_is_for_the_page_to_say(
    httpx_mock: HTTPXMock, graphql: FakeGraphQL, pages: FakePages, case: str
):
    status, seen, verdict, by_owner = CONFIRMATIONS[case]
    url = f"{SITE}/blob/feature/x/b"
    if status is None:
        httpx_mock.add_exception(TimeoutError(), url=url, method="HEAD", is_reusable=True)
    else:
        httpx_mock.add_response(url=url, method="HEAD", status_code=status, is_reusable=True)
    pages.found = {url: seen}
    judgement = ask(PROVIDER, [url], authorized=True)[url]

    assert (judgement.verdict, judgement.by_owner) == (verdict, by_owner)
    assert (len(graphql.queries), pages.asked) == (1, [url] if seen else [])


def test_an_issue_that_is_not_there(httpx_mock: HTTPXMock):
    missing = {"type": "NOT_FOUND", "path": ["r0", "page"], "message": "Could not resolve to an issue"}
    httpx_mock.add_response(method="POST", json={"data": {"r0": {"page": None}}, "errors": [missing]})
    url = f"{SITE}/issues/7"
    httpx_mock.add_response(url=url, method="HEAD", status_code=404)
    judgement = ask(PROVIDER, [url], authorized=True)[url]

    assert judgement.by_owner
    assert (judgement.verdict, judgement.reason) == (Verdict.BROKEN, "no such page in the repository")


@pytest.mark.parametrize(
    "answer",
    [
        {"json": {"data": {"r0": {"page": None}}, "errors": [{"type": "FORBIDDEN", "path": ["r0", "page"]}]}},
        {"json": {"data": {"r0": None}, "errors": [{"type": "NOT_FOUND", "path": ["r0"]}]}},
        {"json": {"errors": [{"message": "Parse error"}]}},
        {"status_code": 502},
    ],
)
def test_without_the_apis_word_a_missing_page_has_to_be_missing_twice(
    httpx_mock: HTTPXMock, pages: FakePages, answer: Any
):
    httpx_mock.add_response(**answer)
    url = f"{SITE}/issues/7"
    pages.found = {url: GONE}
    judgement = ask(PROVIDER, [url], authorized=True)[url]

    assert (judgement.verdict, judgement.by_owner) == (Verdict.BROKEN, False)


def test_other_pages_are_asked_as_they_are(graphql: FakeGraphQL, pages: FakePages):
    pages.found = {f"{SITE}/wiki/No": GONE}
    asked = ask(PROVIDER, [f"{SITE}/wiki/Home", f"{SITE}/wiki/No"], authorized=True)

    assert asked[f"{SITE}/wiki/Home"].verdict is Verdict.OK
    assert (asked[f"{SITE}/wiki/No"].verdict, asked[f"{SITE}/wiki/No"].by_owner) == (Verdict.BROKEN, False)
    assert not graphql.queries


def test_pages_that_every_repository_has_are_not_asked(pages: FakePages):
    asked = ask(PROVIDER, [f"{SITE}/releases", f"{SITE}/stargazers/", f"{SITE}/graphs/contributors"])

    assert set(asked.verdicts.values()) == {Verdict.OK}
    assert not pages.asked


def test_without_a_token_pages_are_asked_up_to_a_number(pages: FakePages):
    asked = ask(PROVIDER, [f"{SITE}/blob/main/{number}" for number in range(230)])

    assert len(pages.asked) == 200
    assert list(asked.verdicts.values()).count(Verdict.UNKNOWN) == 30


def test_with_a_token_no_more_pages_are_asked_in_one_run(httpx_mock: HTTPXMock, graphql: FakeGraphQL, pages: FakePages):
    wiki = [f"{SITE}/wiki/{number}" for number in range(200)]
    missing = f"{SITE}/blob/main/missing"
    asked = ask(PROVIDER, [*wiki, missing], authorized=True)

    assert (asked[missing].verdict, asked[missing].by_owner) == (Verdict.UNKNOWN, False)
    assert asked[missing].reason == "no more than 200 pages of github.com are asked in one run"
    assert (len(graphql.queries), len(pages.asked)) == (1, 200)
    assert {request.method for request in httpx_mock.get_requests()} == {"POST"}
