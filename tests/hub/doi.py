"""The handle API of doi.org: whether a DOI is there, without a visit to its publisher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from .provider import Provider

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import BaseRoute

_FOUND, _NO_SUCH_HANDLE = 1, 100


class Doi(Provider):
    """``GET /api/handles/{doi}?type=URL``."""

    name = "doi"

    def prepare(self) -> None:
        self._landing = {doi.casefold(): url for doi, url in self.world.dois.items()}

    def routes(self) -> list[BaseRoute]:
        return [Route("/api/handles/{doi:path}", self._handle)]

    async def _handle(self, request: Request) -> Response:
        if self.faults.take("doi_503"):
            return Response("Service Unavailable", 503)
        doi = request.path_params["doi"]
        url = self._landing.get(doi.casefold())
        if url is None:
            return JSONResponse({"responseCode": _NO_SUCH_HANDLE, "handle": doi}, 404)
        value = {
            "index": 1,
            "type": "URL",
            "data": {"format": "string", "value": url},
            "ttl": 86400,
            "timestamp": "2020-01-01T00:00:00Z",
        }
        return JSONResponse({"responseCode": _FOUND, "handle": doi, "values": [value]})
