"""Requests to arXiv's query API: many papers in one, one request at a time for the whole machine.

https://info.arxiv.org/help/api/user-manual.html for the API, https://info.arxiv.org/help/api/tou.html for its limits.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from awesome_lint.errors import UsageError
from awesome_lint.links.answers import Answer, NoAnswerError, Trouble
from awesome_lint.links.cache import default_ledger_path
from awesome_lint.links.endpoints import BUILT_IN
from awesome_lint.links.machine_lock import MachineLock
from awesome_lint.links.providers.arxiv_feed import NotAFeedError, read_feed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from awesome_lint.links.client import Client
    from awesome_lint.links.providers.arxiv_feed import Feed
    from awesome_lint.links.verdicts import Json

LONGEST_PATH = 2000
"""Characters of an address; what is longer is sent as a form (user manual, section 3.1)."""
_FORM = {"content-type": "application/x-www-form-urlencoded"}
_MOST_MALFORMED = 8
"""Identifiers of one request that arXiv may call malformed: we know their grammar, so more mean another trouble."""
_WITH_FEED = (200, 400)
"""Statuses that a feed comes with; 400 when it tells of an error."""


class RefusedError(Exception):
    """arXiv gives no usable answer, because of ``cause``."""

    def __init__(self, cause: NoAnswerError | Answer) -> None:
        super().__init__(str(cause))
        self.cause = cause


@dataclass(frozen=True)
class ArxivRequests:
    """Asks arXiv, when it is our turn. All methods raise ``RefusedError``.

    ``interval`` is the time between two requests of this machine, in seconds.
    """

    client: Client
    lock: MachineLock
    interval: float

    async def ask_around(self, ids: Sequence[str]) -> tuple[dict[str, Mapping[str, Json]], list[str]]:
        """Return the papers that are found, and the identifiers that arXiv calls malformed: one spoils the answer."""
        papers: dict[str, Mapping[str, Json]] = {}
        malformed: list[str] = []
        while ids:
            feed = await self.ask(ids)
            papers.update(feed.papers)
            if feed.malformed is None:
                break
            if len(malformed) == _MOST_MALFORMED:
                raise RefusedError(NoAnswerError(Trouble.PROTOCOL, "too many identifiers are called malformed"))
            malformed.append(feed.malformed if feed.malformed in ids else await self._search(ids, papers))
            ids = [each for each in ids if each not in papers and each not in malformed]
        return papers, malformed

    async def ask(self, ids: Sequence[str]) -> Feed:
        """Return the answer about ``ids``; what is no feed is asked for once more, after a longer pause."""
        answer = await self._send(ids)
        feed = _feed_of(answer)
        if feed is None and answer.is_good:  # such as "Rate exceeded."
            self.client.slow_down("arxiv", 2 * self.interval)
            answer = await self._send(ids)
            feed = _feed_of(answer)
        if feed is None:
            raise RefusedError(answer)
        return feed

    async def _search(self, ids: Sequence[str], papers: dict[str, Mapping[str, Json]]) -> str:
        """Return the malformed one of ``ids`` when arXiv does not name it; papers found on the way are kept.

        A half of those in question is asked about each time, so log2 requests, and one to be sure.
        """
        while len(ids) > 1:
            half = ids[: len(ids) // 2]
            feed = await self.ask(half)
            papers.update(feed.papers)
            ids = half if feed.malformed is not None else ids[len(half) :]
        if (await self.ask(ids)).malformed is None:
            raise RefusedError(NoAnswerError(Trouble.PROTOCOL, "an identifier is called malformed, but none is"))
        return ids[0]

    async def _send(self, ids: Sequence[str]) -> Answer:
        query = f"id_list={','.join(ids)}&start=0&max_results={len(ids)}"
        path = f"/api/query?{query}"
        try:
            async with self.lock.turn():
                if len(path) <= LONGEST_PATH:
                    return await self.client.ask_api("arxiv", path)
                form = query.encode()
                return await self.client.ask_api("arxiv", "/api/query", method="POST", headers=_FORM, body=form)
        except NoAnswerError as error:
            raise RefusedError(error) from error


def arxiv_requests(client: Client, interval: float, folder: Path | None) -> ArxivRequests:
    """Return what asks arXiv; ``folder`` is where processes share a lock, None for the user's folder for caches."""
    return ArxivRequests(client, MachineLock(_lock_path(client, folder), interval), interval)


def _lock_path(client: Client, folder: Path | None) -> Path | None:
    """Return the file of the lock: another one for each address that is not arXiv's own, as in tests."""
    base = client.endpoints.bases["arxiv"]
    mark = "" if base == BUILT_IN["arxiv"] else f"-{sha256(base.encode()).hexdigest()[:12]}"
    try:
        return (folder or default_ledger_path().parent) / f"arxiv{mark}.lock"
    except UsageError:  # no home folder, so nothing to share
        return None


def _feed_of(answer: Answer) -> Feed | None:
    """Return the feed that came, None for anything else."""
    if answer.status not in _WITH_FEED or not answer.complete:
        return None
    try:
        return read_feed(answer.body)
    except NotAFeedError:
        return None
