"""How tests ask about web pages."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx

from awesome_lint.links.client import Client, ClientSettings
from awesome_lint.links.connector import Guard
from awesome_lint.links.limits import HostPolicy, Limits
from awesome_lint.links.providers.base import Inquiry
from awesome_lint.links.providers.web import judge_page
from awesome_lint.links.targets import Target
from awesome_lint.links.verdicts import Judgement, Verdict, url_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytest_httpx import HTTPXMock

NOW = 1_750_000_000
OK, MOVED, BROKEN, UNKNOWN, SKIPPED = Verdict.OK, Verdict.MOVED, Verdict.BROKEN, Verdict.UNKNOWN, Verdict.SKIPPED
PAGE = "https://a.example/page"


def target_of(url: str) -> Target:
    return Target(url_key(url), url)


def client_with(policies: Mapping[str, HostPolicy] | None = None) -> Client:
    return Client(ClientSettings(), httpx.AsyncClient(), Guard(), Limits(policies or {}))


def judge(url: str, *, place: str | None = None, **inquiry: Any) -> Judgement:
    target = replace(target_of(url), place=place)
    return asyncio.run(judge_page(target, Inquiry(client_with(), lambda: NOW, **inquiry)))


def asked(httpx_mock: HTTPXMock) -> list[str]:
    return [f"{each.method} {each.url}" for each in httpx_mock.get_requests()]
