"""arXiv's query API: Atom 1.0, one request at a time and one in three seconds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

from starlette.responses import Response
from starlette.routing import Route

from .limits import Pace
from .provider import Provider
from .world import EVERYWHERE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from .world import Paper

_IDENTIFIER = re.compile(r"(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/\d{7})(?:v(\d+))?")
_DEFAULT_RESULTS = 10
_MOST_AT_ONCE, _MOST_IN_ALL = 2000, 30000
_COLUMNS = 70
"""Where titles are wrapped, hard, and the next line indented."""


class Arxiv(Provider):
    """``GET`` or ``POST`` ``/api/query`` with ``id_list``, ``start`` and ``max_results``."""

    name = "arxiv"

    def prepare(self) -> None:
        self._papers = {paper.id: paper for paper in (EVERYWHERE, *self.world.papers)}
        self._pace = Pace(self.limits.arxiv_interval)

    def routes(self) -> list[BaseRoute]:
        return [Route("/api/query", self._query, methods=["GET", "POST"])]

    async def _query(self, request: Request) -> Response:
        if self._is_too_fast() or self.faults.take("arxiv_throttled"):
            return Response("Rate exceeded.", self.faults.arxiv_status, media_type="text/plain")
        parameters: Mapping[str, str] = {**request.query_params}
        if request.method == "POST":
            parameters = {**parameters, **dict(parse_qsl((await request.body()).decode()))}
        if self.faults.arxiv_body is not None:
            return _feed_of(self.faults.arxiv_body)
        return self._answer(parameters)

    def _is_too_fast(self) -> bool:
        """Tell whether the request comes too soon or beside another one, and count that."""
        in_time = self._pace.admits()
        alone = self.setup.counts.providers[self.name].in_flight <= 1
        if not alone:
            self.violate("more than one connection at a time")
        elif not in_time:
            self.violate("less than three seconds after the request before")
        return not (in_time and alone)

    def _answer(self, parameters: Mapping[str, str]) -> Response:
        start, most = int(parameters.get("start", 0)), int(parameters.get("max_results", _DEFAULT_RESULTS))
        if most > _MOST_IN_ALL or start + most > _MOST_IN_ALL:
            return Response("max_results is too large", 400, media_type="text/plain")
        asked = [each.strip() for each in parameters.get("id_list", "").split(",") if each.strip()]
        malformed = next((each for each in asked if not _IDENTIFIER.fullmatch(each)), None)
        if malformed is not None:
            return _feed_of(_feed(_error(malformed), 1, start))
        found = [entry for each in asked if (entry := self._entry(each))]
        if self.faults.take("arxiv_empty"):
            found = []
        return _feed_of(_feed("".join(found[start : start + min(most, _MOST_AT_ONCE)]), len(found), start))

    def _entry(self, identifier: str) -> str | None:
        """Return the entry of a paper in the version asked for, None when there is none."""
        match = _IDENTIFIER.fullmatch(identifier)
        paper = self._papers.get(match[1]) if match else None
        if match is None or paper is None:
            return None
        version = int(match[2] or paper.versions)
        return _entry(paper, version) if 1 <= version <= paper.versions else None


def _feed_of(text: str) -> Response:
    return Response(text, media_type="application/atom+xml; charset=utf-8")


def _feed(entries: str, total: int, start: int) -> str:
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom"\
 xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>
  <title>arXiv Query: search_query=&amp;id_list=…&amp;start={start}</title>
  <updated>2025-01-01T00:00:00Z</updated>
  <opensearch:totalResults>{total}</opensearch:totalResults>
  <opensearch:startIndex>{start}</opensearch:startIndex>
{entries}</feed>
"""


def _entry(paper: Paper, version: int) -> str:
    address = f"arxiv.org/abs/{paper.id}v{version}"
    updated = paper.published if version == 1 else (paper.updated or paper.published)
    extra = [
        f'    <arxiv:{name} xmlns:arxiv="http://arxiv.org/schemas/atom">{escape(value)}</arxiv:{name}>\n'
        for name, value in (("comment", paper.comment), ("journal_ref", paper.journal_ref), ("doi", paper.doi))
        if value is not None
    ]
    return f"""  <entry>
    <id>http://{address}</id>
    <title>{escape(_wrapped(paper.title))}</title>
    <updated>{_time(updated)}</updated>
    <link href="https://{address}" rel="alternate" type="text/html"/>
    <link href="https://{address.replace("/abs/", "/pdf/")}" rel="related" type="application/pdf" title="pdf"/>
    <summary>{escape(paper.summary)}</summary>
    <category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
    <published>{_time(paper.published)}</published>
{"".join(extra)}    <arxiv:primary_category term="cs.CL"/>
    <author>
      <name>A. Author</name>
    </author>
  </entry>
"""


def _error(identifier: str) -> str:
    return f"""  <entry>
    <id>https://arxiv.org/api/errors#incorrect_id_format_for_{escape(identifier)}</id>
    <title>Error</title>
    <summary>incorrect id format for {escape(identifier)}</summary>
    <updated>2025-01-01T00:00:00Z</updated>
    <link href="https://arxiv.org/api/errors#incorrect_id_format" rel="alternate" type="text/html"/>
    <author>
      <name>arXiv api core</name>
    </author>
  </entry>
"""


def _wrapped(title: str) -> str:
    """Return the title in lines, as the feed has long ones."""
    lines = [""]
    for word in title.split():
        if lines[-1] and len(lines[-1]) + len(word) >= _COLUMNS:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n  ".join(lines)


def _time(date: str) -> str:
    return date if "T" in date else f"{date}T17:59:59Z"
