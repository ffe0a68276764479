"""What arXiv and Semantic Scholar answer, and servers that do what is asked of them, for tests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import httpx

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ENTRY = """<entry>
    <id>http://arxiv.org/abs/{number}v{version}</id>
    <updated>2024-03-01T17:59:59Z</updated>
    <published>2023-12-31T23:59:59Z</published>
    <title>{title}</title>
    <summary>  We show what
we show.
</summary>
    <author><name>A. Author</name></author>
    {more}
    <link href="http://arxiv.org/abs/{number}v{version}" rel="alternate" type="text/html"/>
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.CL"/>
  </entry>"""
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <link href="http://arxiv.org/api/query?id_list%3D" rel="self" type="application/atom+xml"/>
  <title type="html">ArXiv Query: search_query=&amp;id_list=</title>
  <id>http://arxiv.org/api/x</id>
  <updated>2025-01-01T00:00:00-05:00</updated>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">1</opensearch:totalResults>
  {entries}
</feed>"""
ERROR = """<entry>
    <id>http://arxiv.org/api/errors#{what}</id>
    <title>Error</title>
    <summary>{what}</summary>
    <author><name>arXiv api core</name></author>
  </entry>"""
_LEVELS = "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghz", strict=True)
)
BOMB = f"""<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa">{_LEVELS}]>
<feed xmlns="http://www.w3.org/2005/Atom"><title>&z;</title></feed>"""
"""Nine lines that would be a gigabyte."""


def entry(number: str, title: str = "A Paper", version: int = 2, more: str = "") -> str:
    return ENTRY.format(number=number, title=title, version=version, more=more)


def feed(*entries: str) -> bytes:
    return FEED.format(entries="\n".join(entries)).encode()


def arxiv_field(name: str, text: str) -> str:
    return f'<arxiv:{name} xmlns:arxiv="http://arxiv.org/schemas/atom">{text}</arxiv:{name}>'


NO_PAPERS = (
    ENTRY.format(number="2412.19437", title=" \n ", version=1, more=""),
    entry("2412.19437").replace("<title>A Paper</title>", ""),
    entry("2412.19437").replace("<id>http://arxiv.org/abs/2412.19437v2</id>", ""),
    entry("2412.19437").replace("/abs/", "/somewhere/"),
    entry("9999.99999"),
)
"""Entries that are of no paper; the first two have no title."""


class FakeArxiv:
    """Answers about ``papers``, after those ``answers`` that are to come first. Refuses a batch with ``malformed``."""

    def __init__(self, papers: Sequence[str] = (), malformed: Sequence[str] = (), *, names: bool = True) -> None:
        self.papers, self.malformed, self.names = papers, malformed, names
        self.answers: list[httpx.Response] = []
        self.after: httpx.Response | None = None
        self.status = 200
        self.asked: list[list[str]] = []
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        text = request.content.decode() if request.method == "POST" else urlsplit(str(request.url)).query
        query = parse_qs(text, keep_blank_values=True)
        ids = query["id_list"][0].split(",")
        self.asked.append(ids)
        assert query["start"] == ["0"]
        assert query["max_results"] == [str(len(ids))]
        if self.answers:
            return self.answers.pop(0)
        if self.after is not None:
            return self.after
        bad = next((each for each in ids if each in self.malformed), None)
        if bad is not None:
            what = f"incorrect_id_format_for_{bad if self.names else ''}"
            return httpx.Response(self.status, content=feed(ERROR.format(what=what)))
        known = sorted((each for each in ids if each in self.papers), reverse=True)
        return httpx.Response(200, content=feed(*(entry(each, f"Title of {each}") for each in known)))


class FakeScholar:
    """Answers as Semantic Scholar does: null for what it does not know."""

    def __init__(self, papers: Mapping[str, Mapping[str, object] | None], status: int = 200) -> None:
        self.papers, self.status = papers, status
        self.asked: list[list[str]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        assert request.method == "POST"
        assert request.url.path == "/graph/v1/paper/batch"
        ids = json.loads(request.content)["ids"]
        self.asked.append(ids)
        assert all(each.startswith("ARXIV:") for each in ids)
        return httpx.Response(self.status, json=[self.papers.get(each.removeprefix("ARXIV:")) for each in ids])


def scholar_paper(number: str, **more: object) -> dict[str, object]:
    names = {"ArXiv": number, "DOI": f"10.48550/arXiv.{number}", "CorpusId": 1}
    base = {
        "paperId": "0" * 40,
        "title": "A\n Paper",
        "externalIds": names,
        "publicationDate": None,
        "venue": "arXiv.org",
    }
    return base | more
