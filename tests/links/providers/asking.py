"""How tests ask a provider: about addresses, with or without a token, knowing something before."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx

from awesome_lint.links.client import Client, ClientSettings, open_client
from awesome_lint.links.connector import Guard
from awesome_lint.links.endpoints import Endpoints
from awesome_lint.links.history import LedgerEntry
from awesome_lint.links.limits import Limits
from awesome_lint.links.providers.base import Inquiry
from awesome_lint.links.targets import Target
from awesome_lint.links.verdicts import Judgement, Verdict, resource_key, url_key
from awesome_lint.syntax.resources import resource_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from awesome_lint.links.providers.base import Provider
    from hub.server import Hub

NOW = 1_750_000_000


def target_of(url: str) -> Target:
    """Return the target that ``targets_of`` makes of a link: of a page within a repository, the page."""
    resource = resource_of(url)
    assert resource is not None
    whole = resource_key(resource)
    return Target(url_key(url), url, resource, whole) if resource.path else Target(whole, url, resource)


@dataclass
class Asked:
    """What came of it: judgements by address, and the client."""

    client: Client
    by_url: dict[str, Judgement] = field(default_factory=dict)

    def __getitem__(self, url: str) -> Judgement:
        return self.by_url[url]

    @property
    def verdicts(self) -> dict[str, Verdict]:
        return {url: each.verdict for url, each in self.by_url.items()}

    @property
    def reasons(self) -> set[str]:
        return {each.reason for each in self.by_url.values()}


def ask(
    provider: Provider,
    urls: Iterable[str],
    *,
    authorized: bool = False,
    known: Iterable[Judgement] = (),
    attempts: int = 1,
) -> Asked:
    """Ask ``provider`` about ``urls``; ``known`` is what the ledger holds."""
    tokens = {provider.name: f"{provider.name}-token"} if authorized else {}
    settings = ClientSettings(Endpoints(tokens=tokens), attempts=attempts)
    by_key = {each.key: LedgerEntry(each) for each in known}

    async def all_of_it() -> Asked:
        async with httpx.AsyncClient() as http:
            client = Client(settings, http, Guard(), Limits({}))
            return await _judged(provider, urls, Inquiry(client, lambda: NOW, by_key.get))

    return asyncio.run(all_of_it())


def ask_hub(hub: Hub, provider: Provider, urls: Iterable[str], token: str | None = "hub-token") -> Asked:  # noqa: S107 - of the hub
    """Ask ``provider`` at a hub about ``urls``."""
    environment = {"AWESOME_LINT_ENDPOINTS": json.dumps(hub.endpoints())}
    endpoints = Endpoints.of(environment | ({"AWESOME_LINT_TEST_TOKEN": token} if token else {}))

    async def all_of_it() -> Asked:
        async with open_client(ClientSettings(endpoints)) as client:
            return await _judged(provider, urls, Inquiry(client, lambda: NOW))

    return asyncio.run(all_of_it())


async def _judged(provider: Provider, urls: Iterable[str], inquiry: Inquiry) -> Asked:
    asked = Asked(inquiry.client)
    urls_by_key = {target_of(url).key: url for url in urls}
    targets = [target_of(url) for url in urls_by_key.values()]
    assert all(provider.takes(target) for target in targets)
    async for judgement in provider.judge(targets, inquiry):
        url = urls_by_key[judgement.key]
        assert url not in asked.by_url, "judged twice"
        assert judgement.checked == NOW
        asked.by_url[url] = judgement
    assert set(asked.by_url) == set(urls_by_key.values())
    return asked


def rate(left: int, seconds: float = 1800) -> dict[str, str]:
    """Return the headers that tell GitHub's limit."""
    return {"x-ratelimit-remaining": str(left), "x-ratelimit-reset": str(int(time.time() + seconds))}


class FakeGraphQL:
    """GitHub's GraphQL, by a function that answers about one name: the node, or the kind of an error."""

    def __init__(self, about: Callable[[str, Any], Any]) -> None:
        self.about = about
        self.queries: list[dict[str, Any]] = []
        self.headers = rate(5000)
        self.most = 1000

    def __call__(self, request: httpx.Request) -> httpx.Response:
        query = json.loads(request.content)
        self.queries.append(query)
        variables: Mapping[str, Any] = query["variables"]
        numbers = [name[1:] for name in variables if name[0] == "o"]
        if len(numbers) > self.most:
            return httpx.Response(502, text="<html>Bad Gateway</html>")
        data, errors = {}, []
        for number in numbers:
            name = f"{variables[f'o{number}']}/{variables[f'n{number}']}"
            found = self.about(name, variables.get(f"v{number}"))
            data[f"r{number}"] = None if isinstance(found, str) else found
            if isinstance(found, str):
                errors.append({"type": found, "path": [f"r{number}"], "message": f"Could not resolve {name}"})
        return httpx.Response(200, json={"data": data, "errors": errors}, headers=self.headers)


def node(name: str, **more: Any) -> dict[str, Any]:
    """Return what GraphQL says of a repository."""
    return {
        "nameWithOwner": name,
        "description": "A thing",
        "isArchived": False,
        "isDisabled": False,
        "isFork": False,
        "isPrivate": False,
        "pushedAt": "2024-06-01T12:00:00Z",
        "createdAt": "2020-01-01T12:00:00Z",
        "licenseInfo": {"spdxId": "Apache-2.0"},
        **more,
    }


class FakePages:
    """Takes the place of the web provider: ``found`` maps addresses to a verdict or a judgement's fields."""

    def __init__(self, found: Mapping[str, Any] | None = None) -> None:
        self.found = found or {}
        self.asked: list[str] = []

    async def judge_page(self, target: Target, inquiry: Inquiry) -> Judgement:
        self.asked.append(target.url)
        inquiry.client.limits.of("github.com").asked()
        fields = self.found.get(target.url, {"verdict": Verdict.OK})
        return Judgement(**{"key": target.key, "checked": inquiry.now(), "evidence": "HTTP 200", **fields})
