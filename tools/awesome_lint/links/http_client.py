"""httpx over aiohttp, without what they do by themselves: no cookies, proxies, redirects, or repeated requests."""

from __future__ import annotations

from contextlib import asynccontextmanager
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING

import httpx
from httpx_aiohttp import AiohttpTransport

from awesome_lint.links.connector import open_session

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiohttp.abc import AbstractResolver

    from awesome_lint.links.connector import Guard

_ASIDE = "headers_aside"


@asynccontextmanager
async def open_http(guard: Guard, resolver: AbstractResolver | None) -> AsyncIterator[httpx.AsyncClient]:
    """Open a client whose connections go through ``guard``; it sets no deadlines, who asks does."""
    tls = httpx.create_ssl_context()
    transport = AiohttpTransport(verify=tls, client=open_session(guard, tls, resolver))
    async with httpx.AsyncClient(
        transport=transport,
        timeout=httpx.Timeout(None),
        follow_redirects=False,
        trust_env=False,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        event_hooks={"response": [_set_location_aside]},
    ) as http:
        yield http


def headers_of(response: httpx.Response) -> dict[str, str]:
    """Return the headers of an answer, names in lower case."""
    return {**response.headers, **response.extensions.get(_ASIDE, {})}


async def _set_location_aside(response: httpx.Response) -> None:
    """Keep redirects from httpx, which prepares the next request even where none is wanted, or possible."""
    if (location := response.headers.get("location")) is not None:
        response.extensions[_ASIDE] = {"location": location}
        del response.headers["location"]
