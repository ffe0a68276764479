"""Papers of arXiv, judged by its query API, or by Semantic Scholar when arXiv gives no answer.

What is found out is about the latest version, since links to all versions of a paper are judged as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.links.endpoints import BUILT_IN
from awesome_lint.links.providers.arxiv_requests import RefusedError, arxiv_requests
from awesome_lint.links.providers.base import Provider, unknown_after
from awesome_lint.links.providers.semantic_scholar import MOST_IDS, find_papers
from awesome_lint.links.verdicts import Judgement, Verdict

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
    from pathlib import Path

    from awesome_lint.links.answers import Answer, NoAnswerError
    from awesome_lint.links.providers.arxiv_requests import ArxivRequests
    from awesome_lint.links.providers.base import Inquiry
    from awesome_lint.links.targets import Target
    from awesome_lint.links.verdicts import Json

INTERVAL = 3.0
"""Seconds between two requests of one operator (https://info.arxiv.org/help/api/tou.html)."""
BATCH = 150
"""Papers in one request: the answer is about 450 KB."""
WITNESS = "1706.03762"
"""A paper that arXiv has, asked about beside those that it seems not to have: empty answers occur for any."""


def make_provider(interval: float = INTERVAL, folder: Path | None = None) -> Provider:
    """Return the provider; ``folder`` is where processes share a lock, None for the user's folder for caches."""

    async def judge(targets: Sequence[Target], inquiry: Inquiry) -> AsyncIterator[Judgement]:
        survey = _Survey(targets, inquiry, arxiv_requests(inquiry.client, interval, folder))
        try:
            async for judgement in survey.ask_all():
                yield judgement
            async for judgement in survey.ask_again():
                yield judgement
        except RefusedError as error:  # then arXiv is not asked again in this run
            async for judgement in survey.ask_elsewhere(error.cause):
                yield judgement

    return Provider("arxiv", _takes, judge)


class _Survey:
    """One run over papers: ``waiting`` are those without a judgement, by identifier."""

    def __init__(self, targets: Sequence[Target], inquiry: Inquiry, requests: ArxivRequests) -> None:
        self._waiting = {target.resource.id: target for target in targets if target.resource}
        self._inquiry = inquiry
        self._requests = requests
        is_arxiv = inquiry.client.endpoints.bases["arxiv"] == BUILT_IN["arxiv"]
        self._witness = WITNESS if is_arxiv else None  # what stands in for arXiv need not have it

    async def ask_all(self) -> AsyncIterator[Judgement]:
        """Ask about all papers; those that are not in the answer keep waiting."""
        for batch in _batches(list(self._waiting), BATCH):
            papers, malformed = await self._requests.ask_around(batch)
            self._witness = next(iter(papers), self._witness)
            for each in batch:
                if each in papers:
                    yield self._found(each, papers[each])
                elif each in malformed:
                    yield self._missing(each)

    async def ask_again(self) -> AsyncIterator[Judgement]:
        """Ask once more about those that wait, beside a paper that has to be in the answer."""
        witness = [self._witness] if self._witness else []
        for batch in _batches(list(self._waiting), BATCH - 1):
            papers, _ = await self._requests.ask_around(list(dict.fromkeys((*batch, *witness))))
            is_sound = all(each in papers for each in witness)
            for each in batch:
                yield self._found(each, papers[each]) if each in papers else self._missing(each, is_sound=is_sound)

    async def ask_elsewhere(self, cause: NoAnswerError | Answer) -> AsyncIterator[Judgement]:
        """Ask Semantic Scholar about those that wait; what it does not know stays unknown because of ``cause``."""
        for batch in _batches(list(self._waiting), MOST_IDS):
            papers = await find_papers(self._inquiry.client, batch)
            for each in batch:
                if each in papers:
                    yield self._found_elsewhere(each, papers[each])
                else:
                    yield unknown_after(self._waiting.pop(each), self._inquiry.now(), cause, "arXiv")

    def _found(self, number: str, facts: Mapping[str, Json]) -> Judgement:
        target = self._waiting.pop(number)
        return Judgement(target.key, Verdict.OK, self._inquiry.now(), by_owner=True, facts=facts)

    def _found_elsewhere(self, number: str, facts: Mapping[str, Json]) -> Judgement:
        """Return that there is such a paper; what arXiv said of it before, as that it was withdrawn, still holds."""
        target = self._waiting.pop(number)
        known = self._inquiry.knows(target.key)
        before = known.judgement.facts if known else {}
        evidence = "Semantic Scholar"
        return Judgement(target.key, Verdict.OK, self._inquiry.now(), evidence=evidence, facts={**facts, **before})

    def _missing(self, number: str, *, is_sound: bool = True) -> Judgement:
        """Return that arXiv has no such paper, unless it had: papers stay there for good, even withdrawn ones."""
        target, now = self._waiting.pop(number), self._inquiry.now()
        known = self._inquiry.knows(target.key)
        if not is_sound or (known is not None and known.last_ok is not None):
            reason, evidence = "arXiv gave no usable answer", "papers that it has were missing"
            return Judgement(target.key, Verdict.UNKNOWN, now, reason, evidence)
        reason, evidence = "arXiv has no paper of this number", "not in its answers"
        return Judgement(target.key, Verdict.BROKEN, now, reason, evidence, by_owner=True)


def _batches(ids: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def _takes(target: Target) -> bool:
    return target.resource is not None and target.resource.kind == "arxiv"


PROVIDER = make_provider()
