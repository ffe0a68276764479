"""Hugging Face: what its API says of models, datasets, spaces, collections, owners and papers, within its limits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from asking import FakePages, ask, ask_hub

from awesome_lint.links.providers.huggingface import PROVIDER
from awesome_lint.links.providers.huggingface_facts import hub_facts
from awesome_lint.links.verdicts import Verdict
from hub.faults import Faults
from hub.fixture import start_hub  # noqa: F401 - a fixture
from hub.limits import Limits
from hub.world import Collection, HubRepository, World

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_httpx import HTTPXMock

    from hub.server import Hub

    StartHub = Callable[..., Hub]

SITE = "https://huggingface.co"
LIMIT = {"ratelimit": '"api";r=400;t=120', "ratelimit-policy": '"fixed window";"api";q=500;w=300'}
MODEL = {
    "_id": "6763c5dd9a6fd5cd2b5b3f4c",
    "id": "deepseek-ai/DeepSeek-V3",
    "private": False,
    "gated": False,
    "disabled": False,
    "createdAt": "2024-12-25T12:52:23.000Z",
    "tags": ["transformers", "safetensors", "arxiv:2412.19437", "license:mit", "base_model:x/y", "fp8", "region:us"],
    "safetensors": {
        "parameters": {"BF16": 3918786560, "F8_E4M3": 680571043840, "F32": 41555600},
        "total": 684531386000,
    },
}
HIDDEN: dict[str, Any] = {
    "status_code": 401,
    "json": {"error": "Invalid username or password."},
    "headers": {**LIMIT, "x-error-code": "RepoNotFound", "x-error-message": "Repository not found"},
}
MISSING: dict[str, Any] = {**HIDDEN, "status_code": 404, "json": {"error": "Repository not found"}}


@pytest.fixture(autouse=True)
def pages(monkeypatch: pytest.MonkeyPatch) -> FakePages:
    fake = FakePages()
    monkeypatch.setattr("awesome_lint.links.providers.huggingface_paths.judge_page", fake.judge_page)
    return fake


def api(path: str) -> re.Pattern[str]:
    """Return a pattern of the API's path, whatever the query."""
    return re.compile(re.escape(f"{SITE}/api/{path}") + r"(\?.*)?$")


def ask_one(url: str, **more: Any) -> Any:
    return ask(PROVIDER, [url], **more)[url]


def test_a_model_and_its_facts(httpx_mock: HTTPXMock):
    httpx_mock.add_response(url=api("models/deepseek-ai/DeepSeek-V3"), json=MODEL, headers=LIMIT)
    judgement = ask_one(f"{SITE}/deepseek-ai/DeepSeek-V3")

    assert (judgement.verdict, judgement.by_owner) == (Verdict.OK, True)
    assert judgement.facts == {
        "name": "deepseek-ai/DeepSeek-V3",
        "gated": "no",
        "private": False,
        "disabled": False,
        "parameters": 684531386000,
        "quantized": False,
        "license": "mit",
        "created": "2024-12-25",
        "papers": ("2412.19437",),
    }
    query = httpx_mock.get_requests()[0].url.params.get_list("expand[]")
    assert query == ["createdAt", "disabled", "gated", "gguf", "private", "safetensors", "tags"]


FACTS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "gated by hand": ({"gated": "manual"}, {"gated": "manual"}),
    "gated": ({"gated": "auto"}, {"gated": "auto"}),
    "gate of a new kind": ({"gated": "by moon"}, {"gated": None}),
    "undated": ({"createdAt": "2022-03-02T23:29:04.000Z"}, {"created": None}),
    "gptq": ({"safetensors": {"parameters": {"F16": 262410240, "I32": 809762816}, "total": 1072173056}},
             {"parameters": 1072173056, "quantized": True}),
    "mxfp4": ({"safetensors": {"parameters": {"BF16": 1804459584, "U8": 10110566400}, "total": 21511953984},
               "tags": ["mxfp4"]}, {"quantized": True}),
    "few indices": ({"safetensors": {"parameters": {"F32": 109482240, "I64": 512, "I32": 9}, "total": 109482761}},
                    {"parameters": 109482761, "quantized": False}),
    "four bits by its tag": ({"safetensors": {"parameters": {"F16": 10}, "total": 10}, "tags": ["4-bit"]},
                             {"quantized": True}),
    "gguf": ({"gguf": {"total": 7615616512, "architecture": "qwen2"}}, {"parameters": 7615616512, "quantized": True}),
    "both": ({"gguf": {"total": 5}, "safetensors": {"parameters": {"BF16": 7}, "total": 7}, "tags": ["gguf"]},
             {"parameters": 7, "quantized": False}),
    "no weights": ({"tags": ["4-bit"]}, {"parameters": None, "quantized": None}),
    "nonsense": ({"safetensors": {"parameters": 5, "total": "7B"}, "gguf": [], "tags": [1, None], "private": "no"},
                 {"parameters": None, "papers": (), "private": None}),
    "huge numbers": ({"safetensors": {"parameters": {"I8": 10**400, "F16": 1}, "total": 5}, "tags": 7},
                     {"quantized": True, "papers": ()}),
    "card": ({"cardData": {"license": "apache-2.0"}}, {"license": "apache-2.0"}),
    "two licences": ({"tags": ["license:mit", "license:apache-2.0"]}, {"license": None}),
    "papers": ({"tags": ["arxiv:1706.03762", "arxiv:nonsense", "arxiv:hep-th/9901001"]},
               {"papers": ("1706.03762", "hep-th/9901001")}),
}  # fmt: skip


@pytest.mark.parametrize("case", FACTS)
def test_facts(case: str):
    body, expected = FACTS[case]
    facts = hub_facts({"id": "a/b", **body})

    assert {name: getattr(facts, name) for name in expected} == expected


VERDICTS: dict[str, tuple[str, str, dict[str, Any], Verdict, bool, str]] = {
    "dataset": ("datasets/a/b", "datasets/a/b", {"json": {"id": "a/b"}}, Verdict.OK, True, ""),
    "dataset without owner": ("datasets/squad", "datasets/squad", {"json": {"id": "rajpurkar/squad"}},
                              Verdict.MOVED, True, "renamed to rajpurkar/squad"),
    "space": ("spaces/a/b", "spaces/a/b", {"json": {"id": "A/B"}}, Verdict.OK, True, ""),
    "legacy model": ("gpt2", "models/gpt2", {"json": {"id": "openai-community/gpt2"}}, Verdict.MOVED, True,
                     "renamed to openai-community/gpt2"),
    "hidden": ("a/b", "models/a/b", HIDDEN, Verdict.BROKEN, True, "no such model, or private"),
    "missing": ("a/b", "models/a/b", MISSING, Verdict.BROKEN, True, "no such model, or private"),
    "closed": ("a/b", "models/a/b",
               {"status_code": 403, "json": {"error": "Access to this resource is disabled."}}, Verdict.BROKEN, True,
               "closed by Hugging Face"),
    "forbidden": ("a/b", "models/a/b", {"status_code": 403, "json": {}}, Verdict.UNKNOWN, False,
                  "Hugging Face gave no usable answer"),
    "private": ("a/b", "models/a/b", {"json": {"id": "a/b", "private": True}}, Verdict.UNKNOWN, True,
                "private, so only some can see it"),
    "nonsense": ("a/b", "models/a/b", {"json": {"error": 1}}, Verdict.UNKNOWN, False,
                 "Hugging Face gave no usable answer"),
    "html": ("a/b", "models/a/b", {"text": "<html>"}, Verdict.UNKNOWN, False, "Hugging Face gave no usable answer"),
    "trouble": ("a/b", "models/a/b", {"status_code": 503}, Verdict.UNKNOWN, False,
                "Hugging Face gave no usable answer"),
    "collection": ("collections/a/the-title-64f9a55bb3115b4f513ec026",
                   "collections/a/the-title-64f9a55bb3115b4f513ec026",
                   {"json": {"slug": "a/another-title-64f9a55bb3115b4f513ec026"}}, Verdict.OK, True, ""),
    "collection of a renamed owner": ("collections/a/t-64f9a55bb3115b4f513ec026",
                                      "collections/a/t-64f9a55bb3115b4f513ec026",
                                      {"json": {"slug": "b/t-64f9a55bb3115b4f513ec026"}}, Verdict.MOVED, True,
                                      "renamed to b/t-64f9a55bb3115b4f513ec026"),
    "no collection": ("collections/a/t-64f9a55bb3115b4f513ec026", "collections/a/t-64f9a55bb3115b4f513ec026",
                      {"status_code": 404, "json": {"error": "Collection not found"}}, Verdict.BROKEN, True,
                      "no such collection, or private"),
    "a page of a proxy": ("a/b", "models/a/b", {"status_code": 404, "text": "<html>"}, Verdict.UNKNOWN, False,
                          "Hugging Face gave no usable answer"),
    "a page to log in": ("a/b", "models/a/b", {"status_code": 401, "text": "<html>"}, Verdict.UNKNOWN, False,
                         "Hugging Face gave no usable answer"),
    "organisation": ("google", "organizations/google/overview", {"json": {"name": "google"}}, Verdict.OK, True, ""),
    "paper": ("papers/2412.19437", "papers/2412.19437", {"json": {"id": "2412.19437"}}, Verdict.OK, True, ""),
    "no paper": ("papers/2412.19437", "papers/2412.19437", {"status_code": 404, "json": {}}, Verdict.BROKEN, False,
                 "Hugging Face has no page of this paper"),
}  # fmt: skip


@pytest.mark.parametrize("case", VERDICTS)
def test_each_kind_is_asked_and_judged(httpx_mock: HTTPXMock, case: str):
    page, path, answer, verdict, by_owner, reason = VERDICTS[case]
    httpx_mock.add_response(url=api(path), **answer)
    judgement = ask_one(f"{SITE}/{page}")

    assert (judgement.verdict, judgement.by_owner, judgement.reason) == (verdict, by_owner, reason)


@pytest.mark.parametrize("page", ["models/a/b", "datasets/a/b", "spaces/a/b"])
def test_each_kind_is_asked_for_fields_that_it_has(httpx_mock: HTTPXMock, page: str):
    httpx_mock.add_response(url=api(page), json={"id": "a/b"})
    ask_one(f"{SITE}/{page.removeprefix('models/')}")

    expand = set(httpx_mock.get_requests()[0].url.params.get_list("expand[]"))
    assert {"createdAt", "disabled", "private", "tags"} <= expand
    assert ("safetensors" in expand) == page.startswith("models")
    assert ("gated" in expand) == (not page.startswith("spaces"))


def test_an_owner_is_an_organisation_or_a_user(httpx_mock: HTTPXMock):
    missing = {"status_code": 404, "json": {"error": "This organization does not exist"}}
    for name in ("julien-c", "nobody"):
        httpx_mock.add_response(url=api(f"organizations/{name}/overview"), **missing)
    httpx_mock.add_response(url=api("users/julien-c/overview"), json={"user": "julien-c", "fullname": "Julien"})
    httpx_mock.add_response(url=api("users/nobody/overview"), status_code=404, json={})
    asked = ask(PROVIDER, [f"{SITE}/julien-c", f"{SITE}/nobody"])

    assert asked[f"{SITE}/julien-c"].verdict is Verdict.OK
    assert (asked[f"{SITE}/nobody"].verdict, asked[f"{SITE}/nobody"].by_owner) == (Verdict.BROKEN, True)


def test_the_facts_of_a_paper(httpx_mock: HTTPXMock):
    body = {"id": "2412.19437", "title": "DeepSeek-V3\n  Technical Report", "publishedAt": "2024-12-27T04:03:16.000Z"}
    httpx_mock.add_response(url=api("papers/2412.19437"), json=body)
    judgement = ask_one(f"{SITE}/papers/2412.19437")

    assert judgement.facts == {"title": "DeepSeek-V3 Technical Report", "published": "2024-12-27"}


@pytest.mark.parametrize("location", ["/api/datasets/new/b", f"{SITE}/api/datasets/new/b?expand%5B%5D=tags"])
def test_a_rename_redirects_and_is_asked_for_the_same_fields(httpx_mock: HTTPXMock, location: str):
    httpx_mock.add_response(url=api("datasets/old/b"), status_code=307, headers={"location": location, **LIMIT})
    httpx_mock.add_response(url=api("datasets/new/b"), json={"id": "new/b"}, headers=LIMIT)
    judgement = ask_one(f"{SITE}/datasets/old/b")

    assert (judgement.verdict, judgement.by_owner) == (Verdict.MOVED, True)
    assert judgement.moved_to == f"{SITE}/datasets/new/b"
    one, other = httpx_mock.get_requests()
    assert one.url.query == other.url.query


@pytest.mark.parametrize("location", ["https://evil.example/api/models/a/b", "//evil.example/x", "/login", ""])
def test_a_redirect_elsewhere_is_not_followed(httpx_mock: HTTPXMock, location: str):
    httpx_mock.add_response(status_code=307, headers={"location": location})

    assert ask_one(f"{SITE}/a/b", authorized=True).verdict is Verdict.UNKNOWN
    assert len(httpx_mock.get_requests()) == 1


def test_many_models_of_one_owner_take_one_list(httpx_mock: HTTPXMock):
    names = [f"m{number}" for number in range(6)]
    items = [{"id": f"Owner/{name.upper()}", "tags": [], "gated": False} for name in names[:5]]
    httpx_mock.add_response(url=api("models"), json=items, headers=LIMIT)
    httpx_mock.add_response(url=api("models/owner/m5"), headers=LIMIT, json={"id": "other/m5"})
    httpx_mock.add_response(url=api("datasets/owner/m0"), headers=LIMIT, json={"id": "owner/m0"})
    asked = ask(PROVIDER, [*(f"{SITE}/owner/{name}" for name in names), f"{SITE}/datasets/owner/m0"])

    assert list(asked.verdicts.values()).count(Verdict.OK) == 6
    assert asked[f"{SITE}/owner/m5"].verdict is Verdict.MOVED
    requests = httpx_mock.get_requests()
    assert len(requests) == 3
    assert requests[0].url.params["author"] == "owner"
    assert "safetensors" in requests[0].url.params.get_list("expand[]")


@pytest.mark.parametrize("answer", [{"status_code": 500}, {"json": {"error": "x"}}, {"json": [7, {}]}, {"text": "["}])
def test_a_list_that_fails_leaves_each_to_be_asked_alone(httpx_mock: HTTPXMock, answer: dict[str, Any]):
    httpx_mock.add_response(url=api("models"), **answer)
    for number in range(5):
        httpx_mock.add_response(url=api(f"models/owner/m{number}"), json={"id": f"owner/m{number}"})
    asked = ask(PROVIDER, [f"{SITE}/owner/m{number}" for number in range(5)])

    assert set(asked.verdicts.values()) == {Verdict.OK}


def test_requests_end_where_the_limit_does(httpx_mock: HTTPXMock):
    left = iter(range(3, -1, -1))

    def answer(request: httpx.Request) -> httpx.Response:
        headers = {"ratelimit": f'"api";r={next(left)};t=200'}
        return httpx.Response(200, json={"id": request.url.path.removeprefix("/api/models/")}, headers=headers)

    httpx_mock.add_callback(answer, is_reusable=True)
    asked = ask(PROVIDER, [f"{SITE}/owner{number}/m" for number in range(30)])

    assert len(httpx_mock.get_requests()) == 4
    assert list(asked.verdicts.values()).count(Verdict.OK) == 4
    rest = {each.reason for each in asked.by_url.values() if each.verdict is Verdict.UNKNOWN}
    assert rest == {"Hugging Face: the host asks to come back later"}


def test_a_window_that_ends_soon_is_waited_for(httpx_mock: HTTPXMock):
    httpx_mock.add_response(url=api("models/a/one"), json={"id": "a/one"}, headers={"ratelimit": '"api";r=0;t=0'})
    httpx_mock.add_response(url=api("models/a/two"), json={"id": "a/two"}, headers=LIMIT)
    asked = ask(PROVIDER, [f"{SITE}/a/one", f"{SITE}/a/two"])

    assert set(asked.verdicts.values()) == {Verdict.OK}


def test_a_refusal_for_the_limit_is_waited_for_as_it_says(httpx_mock: HTTPXMock):
    headers = {"ratelimit": '"api";r=0;t=250'}
    httpx_mock.add_response(status_code=429, json={"error": "We had to rate limit you"}, headers=headers)
    asked = ask(PROVIDER, [f"{SITE}/a/b", f"{SITE}/a/c"])

    assert set(asked.verdicts.values()) == {Verdict.UNKNOWN}
    assert len(httpx_mock.get_requests()) == 1
    assert asked.client.limits.of("huggingface.co").wait_left() > 240


@pytest.mark.parametrize("text", ["Invalid credentials in Authorization header", "User Access Token is expired"])
def test_a_token_that_is_not_accepted_is_left_out(httpx_mock: HTTPXMock, text: str):
    httpx_mock.add_response(url=api("models/a/b"), status_code=401, json={"error": text}, headers=LIMIT)
    httpx_mock.add_response(url=api("models/a/b"), json={"id": "a/b"}, headers=LIMIT)

    assert ask_one(f"{SITE}/a/b", authorized=True).verdict is Verdict.OK
    authorizations = [request.headers.get("authorization") for request in httpx_mock.get_requests()]
    assert authorizations == ["Bearer huggingface-token", None]


@pytest.mark.parametrize("answer", [HIDDEN, MISSING])
def test_a_good_token_is_kept_when_something_is_missing(httpx_mock: HTTPXMock, answer: dict[str, Any]):
    httpx_mock.add_response(url=api("models/a/b"), **answer)

    assert ask_one(f"{SITE}/a/b", authorized=True).verdict is Verdict.BROKEN
    assert len(httpx_mock.get_requests()) == 1


def absent(code: str, status: int = 404) -> dict[str, Any]:
    return {"status_code": status, "headers": {"x-error-code": code}}


PATHS: dict[str, tuple[str, str, dict[str, Any], Verdict, bool]] = {
    "file": ("a/b/blob/main/x.md", "a/b/resolve/main/x.md", {}, Verdict.OK, True),
    "large file": ("a/b/blob/main/x.bin", "a/b/resolve/main/x.bin",
                   {"status_code": 302, "headers": {"location": "https://cdn-lfs.example/x"}}, Verdict.OK, True),
    "cached file": ("a/b/resolve/main/x", "a/b/resolve/main/x",
                    {"status_code": 307, "headers": {"location": "/api/resolve-cache/models/a/b/0/x"}},
                    Verdict.OK, True),
    "dataset's file": ("datasets/a/b/raw/main/x", "datasets/a/b/resolve/main/x", {}, Verdict.OK, True),
    "file of a pull request": ("a/b/blob/refs%2Fpr%2F1/x", "a/b/resolve/refs%2Fpr%2F1/x", {}, Verdict.OK, True),
    "no file": ("a/b/blob/main/x", "a/b/resolve/main/x", absent("EntryNotFound"), Verdict.BROKEN, True),
    "no revision": ("a/b/blob/dev/x", "a/b/resolve/dev/x", absent("RevisionNotFound"), Verdict.BROKEN, True),
    "gated": ("a/b/blob/main/x", "a/b/resolve/main/x", absent("GatedRepo", 401), Verdict.UNKNOWN, False),
    "folder": ("a/b/tree/main/sub", "api/models/a/b/tree/main/sub", {"json": []}, Verdict.OK, True),
    "branch": ("spaces/a/b/tree/main", "api/spaces/a/b/tree/main", {"json": []}, Verdict.OK, True),
    "no folder": ("a/b/tree/main/no", "api/models/a/b/tree/main/no", absent("EntryNotFound"), Verdict.BROKEN, True),
    "commit": ("a/b/commit/0123", "api/models/a/b/revision/0123", {"json": {}}, Verdict.OK, True),
    "no commit": ("a/b/commit/01", "api/models/a/b/revision/01", absent("RevisionNotFound"), Verdict.BROKEN, True),
    "discussion": ("a/b/discussions/7", "api/models/a/b/discussions/7", {"json": {}}, Verdict.OK, True),
    "no discussion": ("a/b/discussions/7", "api/models/a/b/discussions/7",
                      {"status_code": 404, "json": {"error": "Not found"}}, Verdict.BROKEN, True),
    "legacy": ("gpt2/blob/main/x", "gpt2/resolve/main/x", {}, Verdict.OK, True),
}  # fmt: skip


@pytest.mark.parametrize("case", PATHS)
def test_pages_within_a_repository(httpx_mock: HTTPXMock, pages: FakePages, case: str):
    page, path, answer, verdict, by_owner = PATHS[case]
    httpx_mock.add_response(url=re.compile(re.escape(f"{SITE}/{path}") + r"(\?.*)?$"), **answer)
    judgement = ask_one(f"{SITE}/{page}")

    assert (judgement.verdict, judgement.by_owner) == (verdict, by_owner)
    assert httpx_mock.get_requests()[0].method == ("HEAD" if "/resolve/" in path else "GET")
    assert not pages.asked


def test_a_file_of_a_renamed_repository_is_looked_for_where_it_is_now(httpx_mock: HTTPXMock):
    headers = {"location": "/new/b/resolve/main/x"}
    httpx_mock.add_response(url=f"{SITE}/a/b/resolve/main/x", status_code=307, headers=headers)
    httpx_mock.add_response(url=f"{SITE}/new/b/resolve/main/x", **absent("EntryNotFound"))

    assert ask_one(f"{SITE}/a/b/blob/main/x").verdict is Verdict.BROKEN


@pytest.mark.parametrize("page", ["a/b/discussions", "a/b/tree", "datasets/a/b/viewer/default/train", "a/b/new/thing"])
def test_pages_that_every_repository_has_are_not_asked(httpx_mock: HTTPXMock, page: str):
    assert ask_one(f"{SITE}/{page}").verdict is Verdict.OK
    assert not httpx_mock.get_requests()


@pytest.mark.parametrize(
    "page",
    ["a/b/tree/main/../../../../whoami-v2", "a/b/blob/main/%2e%2E/x", "a/b/blob/main/..%2F..%2Fx", "a/b/commit/.."],
)
def test_no_path_leads_out_of_the_repository(httpx_mock: HTTPXMock, pages: FakePages, page: str):
    ask_one(f"{SITE}/{page}", authorized=True)

    assert pages.asked == [f"{SITE}/{page}"]
    assert not httpx_mock.get_requests()


@pytest.mark.parametrize("answer", [absent("RepoNotFound", 401), {"status_code": 404}, {"status_code": 500}])
def test_where_the_api_cannot_tell_the_page_is_asked(httpx_mock: HTTPXMock, pages: FakePages, answer: dict[str, Any]):
    httpx_mock.add_response(**answer)
    url = f"{SITE}/a/b/blob/main/x"
    pages.found = {url: {"verdict": Verdict.BROKEN, "evidence": "HTTP 404"}}
    judgement = ask_one(url)

    assert (judgement.verdict, judgement.by_owner) == (Verdict.BROKEN, False)
    assert pages.asked == [url]


def test_no_connection_is_unknown(httpx_mock: HTTPXMock):
    httpx_mock.add_exception(httpx.ConnectError("no"), is_reusable=True)
    asked = ask(PROVIDER, [f"{SITE}/a/b", f"{SITE}/a/b/blob/main/x", *(f"{SITE}/c/m{n}" for n in range(9))])

    assert set(asked.verdicts.values()) == {Verdict.UNKNOWN}


MANY = [f"{SITE}/owner{number}/m" for number in range(40)]
WORLD = World(
    hub=[
        *(HubRepository(f"owner{number}/m") for number in range(40)),
        *(
            HubRepository(f"lab/m{number}", gated="manual", parameters={"BF16": 7}, license="mit")
            for number in range(7)
        ),
        HubRepository("lab/old", renamed_to="lab/m1"),
        HubRepository("lab/hidden", private=True),
        HubRepository("a/d", "datasets"),
        HubRepository("a/s", "spaces"),
    ],
    collections=[Collection("lab/new-title-0123456789abcdef01234567")],
    hub_papers=["2401.00001"],
    users=["somebody"],
)


@pytest.mark.parametrize("token", ["hub-token", "wrong", None])
def test_all_kinds_at_a_hub(start_hub: StartHub, token: str | None):  # noqa: F811
    hub = start_hub(WORLD)
    lab = [f"{SITE}/lab/m{number}" for number in range(7)]
    well = [f"{SITE}/{page}" for page in ("datasets/a/d", "spaces/a/s", "lab", "somebody", "papers/2401.00001")]
    well.append(f"{SITE}/collections/lab/old-title-0123456789abcdef01234567")
    broken = [f"{SITE}/{page}" for page in ("lab/hidden", "lab/no", "datasets/a/no", "nobody", "papers/2401.00002")]
    asked = ask_hub(hub, PROVIDER, [*lab, *well, *broken, f"{SITE}/lab/old"], token)

    assert {asked[url].verdict for url in (*lab, *well)} == {Verdict.OK}
    assert {asked[url].verdict for url in broken} == {Verdict.BROKEN}
    assert asked[f"{SITE}/lab/old"].moved_to == f"{SITE}/lab/m1"
    assert asked[lab[0]].facts["gated"] == "manual"
    assert asked[lab[0]].facts["parameters"] == 7
    assert asked[lab[0]].facts["license"] == "mit"
    assert not hub.counts.violations
    assert hub.counts.requests <= 1 + len(well) + 1 + len(broken) + 1 + 2 + 1


def test_the_limit_of_a_hub_is_kept_and_its_end_waited_for(start_hub: StartHub):  # noqa: F811
    hub = start_hub(WORLD, limits=Limits(hub_api=(15, 15), hub_window=1.0), latency=0.01)
    asked = ask_hub(hub, PROVIDER, MANY)

    assert set(asked.verdicts.values()) == {Verdict.OK}
    assert not hub.counts.violations


def test_troubles_of_a_hub_that_pass(start_hub: StartHub):  # noqa: F811
    hub = start_hub(WORLD, faults=Faults(hub_503=1))
    asked = ask_hub(hub, PROVIDER, MANY)

    assert set(asked.verdicts.values()) == {Verdict.OK}
