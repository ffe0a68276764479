"""Semantic Scholar's batch of papers, asked where arXiv throttles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse
from starlette.routing import Route

from .limits import Pace
from .provider import Provider
from .world import EVERYWHERE

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from .world import Paper

_MOST = 500
_FIELDS = frozenset(
    ("title", "externalIds", "publicationDate", "venue", "journal", "year", "url", "abstract", "publicationVenue")
)


class SemanticScholar(Provider):
    """``POST /graph/v1/paper/batch?fields=…`` with ``{"ids": ["ARXIV:…"]}``; null for what is not known."""

    name = "semantic-scholar"

    def prepare(self) -> None:
        self._papers = {paper.id: paper for paper in (EVERYWHERE, *self.world.papers)}
        self._pace = Pace(self.limits.semantic_scholar_interval)

    def routes(self) -> list[BaseRoute]:
        return [Route("/graph/v1/paper/batch", self._batch, methods=["POST"])]

    async def _batch(self, request: Request) -> Response:
        if not self._pace.admits():
            self.violate("more than one request a second")
            return _too_many()
        if self.faults.take("semantic_scholar_429"):
            return _too_many()
        ids = (await request.json()).get("ids", [])
        fields = [each for each in request.query_params.get("fields", "").split(",") if each]
        unknown = [each for each in fields if each.partition(".")[0] not in _FIELDS]
        if not 0 < len(ids) <= _MOST or unknown:
            error = f"Unrecognized or unsupported fields: {unknown}" if unknown else "1 to 500 ids, please"
            return JSONResponse({"error": error}, 400)
        return JSONResponse([self._facts(each, fields) for each in ids])

    def _facts(self, identifier: str, fields: list[str]) -> dict[str, Any] | None:
        kind, _, name = identifier.partition(":")
        paper = self._papers.get(name) if kind.upper() == "ARXIV" else None
        if paper is None:
            return None
        known = _known(paper)
        return {"paperId": known["paperId"], **{each: known.get(each) for each in fields}}


def _known(paper: Paper) -> dict[str, Any]:
    return {
        "paperId": f"{abs(hash(paper.id)):040x}",
        "title": paper.title,
        "externalIds": {"ArXiv": paper.id, **({"DOI": paper.doi} if paper.doi else {}), "CorpusId": 1},
        "publicationDate": paper.published[:10],
        "year": int(paper.published[:4]),
        "venue": paper.journal_ref or "arXiv.org",
        "journal": {"name": paper.journal_ref or "ArXiv"},
        "url": f"https://www.semanticscholar.org/paper/{paper.id}",
        "abstract": paper.summary,
    }


def _too_many() -> JSONResponse:
    message = "Too Many Requests. Please wait and try again or apply for a key for higher rate limits."
    return JSONResponse({"message": message, "code": "429"}, 429)
