"""Papers of arXiv as Semantic Scholar knows them: asked when arXiv itself does not answer.

https://api.semanticscholar.org/api-docs/graph, "Get details for multiple papers at once". That it does not know a paper
says nothing about it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from awesome_lint.links.answers import NoAnswerError
from awesome_lint.links.facts import PaperFacts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_lint.links.client import Client
    from awesome_lint.links.verdicts import Json

MOST_IDS = 500
"""In one request, by its documentation."""
_PATH = "/graph/v1/paper/batch?fields=title,externalIds,publicationDate,venue"
_ARXIV_DOI = "10.48550/"
_YEAR_MONTH = slice(2, 7)
"""``YY-MM`` of a date."""


async def find_papers(client: Client, ids: Sequence[str]) -> dict[str, dict[str, Json]]:
    """Return the facts of those papers that Semantic Scholar knows, by their arXiv identifier, at most 500.

    No answer is no facts: this is asked only when something else has failed, which is what there is to tell.
    """
    body = json.dumps({"ids": [f"ARXIV:{each}" for each in ids]}).encode()
    try:
        headers = {"content-type": "application/json"}
        answer = await client.ask_api("semantic-scholar", _PATH, method="POST", headers=headers, body=body)
    except NoAnswerError:
        return {}
    papers = answer.json() if answer.is_good else None
    return dict(found for each in papers if (found := _paper(each))) if isinstance(papers, list) else {}


def _paper(known: Json) -> tuple[str, dict[str, Json]] | None:
    """Return identifier and facts of a paper, by the identifier it has there: papers are merged at times."""
    if not isinstance(known, dict) or not isinstance(names := known.get("externalIds"), dict):
        return None
    number, title = names.get("ArXiv"), known.get("title")
    if not (isinstance(number, str) and isinstance(title, str) and title.strip()):
        return None
    venue, doi = known.get("venue"), names.get("DOI")
    facts = PaperFacts(
        title=" ".join(title.split()),
        published=_published(number, known.get("publicationDate")),
        journal=venue if isinstance(venue, str) and venue and "arxiv" not in venue.lower() else None,
        doi=doi if isinstance(doi, str) and not doi.startswith(_ARXIV_DOI) else None,
    )
    return number, facts.to_json()


def _published(number: str, date: Json) -> str | None:
    """Return ``date`` when it can be that of version 1: it is that of the journal for some papers.

    The identifier tells the month (``2412.19437``, ``hep-th/9901001``).
    """
    month = number.rpartition("/")[2][:4]
    is_first = isinstance(date, str) and date[_YEAR_MONTH].replace("-", "") == month
    return date if isinstance(date, str) and is_first else None
