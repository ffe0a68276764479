"""Every other host: its pages as the world has them, the first segment of the path being the host."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from starlette.datastructures import Headers
from starlette.responses import Response

from .bodies import answer_of
from .huggingface import rate_headers
from .pages import Page
from .sites import Buckets, Sites

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from .provider import Setup

UNKNOWN = Page(404, {"x-hub": "no such page in this world"}, b"<title>Not Found</title>")


class Web:
    """Answers ``/{host}/{path}``; no ``Provider``, since the host is in the path, and paths are taken as they come."""

    name = "web"

    def __init__(self, setup: Setup) -> None:
        self._setup, self._world = setup, setup.world
        self._sites = Sites(setup.world)
        self._pages = Buckets(setup.limits.hub_pages, setup.limits.hub_window)
        self._asked: Counter[tuple[str, bool]] = Counter()

    async def answer(self, scope: Scope, receive: Receive, send: Send, address: str, *, peer: bool) -> None:
        """Answer for ``address`` (``host/path?query``); a peer that maps no hosts is led to where it reaches them."""
        headers = Headers(scope=scope)
        response = self._limited(address, headers)
        if response is None:
            page = self._chosen(scope["method"], address, headers, peer=peer)
            response = answer_of(_led(page, address, self._setup) if peer else page, scope["method"], headers)
            scope["hub.latency"] = page.latency
        await response(scope, receive, send)

    def _limited(self, address: str, headers: Headers) -> Response | None:
        """Return what is answered to a request beyond a limit, None for others."""
        host = address.partition("/")[0]
        most = self._setup.limits.web_in_flight
        if most is not None and self._setup.counts.hosts[host].in_flight > most:
            self._setup.counts.violate(self.name, f"more than {most} requests in flight to {host}", host)
        if host != "huggingface.co":
            return None
        window = self._pages.of(authorized="authorization" in headers)
        if window.admits():
            return None
        self._setup.counts.violate(self.name, "no requests of Hugging Face's pages left", host)
        return Response("Too Many Requests", 429, rate_headers("pages", window))

    def _chosen(self, method: str, address: str, headers: Headers, *, peer: bool) -> Page:
        """Return the page that answers this time."""
        page = self._page(address)
        count = self._asked[address, peer]
        self._asked[address, peer] += 1
        while page.then is not None and count >= page.times:
            count, page = count - page.times, page.then
        if method == "HEAD" and page.on_head is not None:
            return page.on_head
        return page.on_range if "range" in headers and page.on_range is not None else page

    def _page(self, address: str) -> Page:
        plain = address.partition("?")[0]
        host, _, path = plain.partition("/")
        for found in (self._world.pages.get(address), self._world.pages.get(plain), self._world.hosts.get(host)):
            if found is not None:
                return found
        return self._sites.find(host, path) or UNKNOWN


def _led(page: Page, address: str, setup: Setup) -> Page:
    """Return ``page`` with its redirect leading to where the peer reaches its target."""
    location = page.headers.get("location")
    if location is None:
        return page
    target = urljoin(f"https://{address}", location)
    return replace(page, headers={**page.headers, "location": setup.reach(target)})
