"""The Internet Archive's availability API: the copy of a page that is nearest to a time."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from .limits import Pace
from .provider import Provider

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from .world import Snapshot

_NOW = "20260101000000"
_DIGITS = len(_NOW)


class Wayback(Provider):
    """``GET /wayback/available?url=…&timestamp=YYYYMMDD``; no snapshots is an empty object."""

    name = "wayback"

    def prepare(self) -> None:
        self._copies: defaultdict[str, list[Snapshot]] = defaultdict(list)
        for each in self.world.snapshots:
            self._copies[_plain(each.url)].append(each)
        self._pace = Pace(self.limits.wayback_interval)

    def routes(self) -> list[BaseRoute]:
        return [Route("/wayback/available", self._available)]

    async def _available(self, request: Request) -> Response:
        if not self._pace.admits():
            self.violate("more than one request a second")
            return Response("Too Many Requests", 429)
        url, asked = request.query_params.get("url", ""), request.query_params.get("timestamp", "")
        wanted = _number(asked) if asked else _number(_NOW)
        copies = sorted(self._copies[_plain(url)], key=lambda each: abs(_number(each.timestamp) - wanted))
        closest = {"closest": _shown(copies[0])} if copies else {}
        answer: dict[str, Any] = {"url": url, "archived_snapshots": closest}
        return JSONResponse(answer | ({"timestamp": asked} if asked else {}))


def _shown(copy: Snapshot) -> dict[str, Any]:
    address = f"http://web.archive.org/web/{copy.timestamp}/{copy.url}"
    return {"status": copy.status, "available": True, "url": address, "timestamp": copy.timestamp}


def _plain(url: str) -> str:
    return url.partition("://")[2].rstrip("/").casefold() if "://" in url else url.rstrip("/").casefold()


def _number(timestamp: str) -> int:
    return int(timestamp.ljust(_DIGITS, "0")[:_DIGITS])
