"""DOIs, by the handle API of doi.org: whether one is registered, without a visit to its publisher, who may refuse bots.

DOI Handbook, appendix "DOI REST API Request and Response Formats", for the codes of answers.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from awesome_lint.links.answers import NoAnswerError
from awesome_lint.links.hosts import split_address
from awesome_lint.links.providers.base import Provider, unknown_after
from awesome_lint.links.redaction import without_credentials
from awesome_lint.links.verdicts import Judgement, Verdict

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from awesome_lint.links.answers import Answer
    from awesome_lint.links.providers.base import Inquiry
    from awesome_lint.links.targets import Target
    from awesome_lint.links.verdicts import Json

_FOUND, _NOT_FOUND, _NO_SUCH_VALUES = 1, 100, 200
"""Codes of the handle system: there is a landing page; no such DOI; the DOI is there, without a landing page."""


async def _judge(targets: Sequence[Target], inquiry: Inquiry) -> AsyncIterator[Judgement]:
    """Judge all at once, as far as the client's limits go; one request each, since there are no batches."""
    tasks = [asyncio.create_task(_judge_one(target, inquiry)) for target in targets]
    try:
        for task in asyncio.as_completed(tasks):
            yield await task
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _judge_one(target: Target, inquiry: Inquiry) -> Judgement:
    doi = _doi_of(target)
    if not {".", ".."}.isdisjoint(doi.split("/")):
        return Judgement(target.key, Verdict.UNKNOWN, inquiry.now(), "no DOI that doi.org can be asked about")
    try:
        answer = await inquiry.client.ask_api("doi", f"/api/handles/{quote(doi, safe='/')}?type=URL")
    except NoAnswerError as error:
        return unknown_after(target, inquiry.now(), error, "doi.org")
    return _judgement(target, inquiry.now(), answer)


def _judgement(target: Target, now: int, answer: Answer) -> Judgement:
    """Return what the answer says; a 404 that is not of the handle API (a proxy, a bot wall) says nothing."""
    record = answer.json()
    code = record.get("responseCode") if isinstance(record, dict) else None
    if code == _NOT_FOUND:
        reason = "this DOI is not registered"
        return Judgement(target.key, Verdict.BROKEN, now, reason, answer.evidence, by_owner=True)
    if isinstance(record, dict) and code in (_FOUND, _NO_SUCH_VALUES):
        return Judgement(target.key, Verdict.OK, now, by_owner=True, facts=_facts(record.get("values")))
    return unknown_after(target, now, answer, "doi.org")


def _facts(values: Json) -> dict[str, Json]:
    """Return the address of the page that the DOI leads to as ``landing``, if there is one."""
    for value in values if isinstance(values, list) else ():
        data = value.get("data") if isinstance(value, dict) and value.get("type") == "URL" else None
        url = data.get("value") if isinstance(data, dict) else None
        if isinstance(url, str) and split_address(url):
            return {"landing": without_credentials(url)}
    return {}


def _doi_of(target: Target) -> str:
    """Return the DOI as it is written in the address: there are some with ``//``, where the resource has ``/``."""
    doi = target.resource.id if target.resource else ""
    address = split_address(target.url)
    path = unquote(address.rest.partition("#")[0].partition("?")[0]) if address else ""
    written = path.removeprefix("/")
    return written if "/".join(part for part in written.split("/") if part) == doi and "//" in written else doi


def _takes(target: Target) -> bool:
    return target.resource is not None and target.resource.kind == "doi"


PROVIDER = Provider("doi", _takes, _judge)
