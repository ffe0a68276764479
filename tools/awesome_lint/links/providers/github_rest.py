"""GitHub without a token: its REST API as far as the anonymous limit goes, then its pages.

Source: https://docs.github.com/en/rest/repos/repos#get-a-repository; renamed repositories redirect to their number.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from awesome_lint.links.answers import NoAnswerError, Trouble
from awesome_lint.links.facts import RepositoryFacts
from awesome_lint.links.providers.allowance import Allowance, in_parallel
from awesome_lint.links.providers.base import is_of_api
from awesome_lint.links.providers.github_facts import Described, judged, missing, name_of
from awesome_lint.links.providers.github_limits import NAME, remaining, unknown_of, wait_after
from awesome_lint.links.providers.github_pages import AT_ONCE, judge_repository
from awesome_lint.links.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from awesome_lint.links.answers import Answer
    from awesome_lint.links.providers.base import Inquiry
    from awesome_lint.links.targets import Target
    from awesome_lint.links.verdicts import Judgement

_HEADERS = {"accept": "application/vnd.github+json", "x-github-api-version": "2022-11-28"}
_MOVED = (301, 302, 307, 308)
_HOPS = 3
_NOT_MODIFIED, _NOT_FOUND, _BLOCKED_BY_LAW = 304, 404, 451
_BLOCKS = {"dmca": "taken down by a legal notice", "tos": "blocked by GitHub for breaking its terms"}
"""What the reasons of a block mean, as the API names them in ``block.reason``."""
_TROUBLE = "unavailable"
"""The reason of a block that is a failure at GitHub, which may pass."""


async def judge_anonymously(targets: Sequence[Target], inquiry: Inquiry) -> AsyncIterator[Judgement]:
    """Judge repositories, those first of which the ledger knows least."""
    waiting = sorted(targets, key=lambda target: _last_checked(target, inquiry))
    rest = Rest(inquiry)
    while waiting and (judgement := await rest.judge(waiting[0])) is not None:
        yield judgement
        del waiting[0]
    async for judgement in in_parallel(partial(judge_repository, inquiry=inquiry), waiting, AT_ONCE):
        yield judgement


def _last_checked(target: Target, inquiry: Inquiry) -> int:
    known = inquiry.knows(target.key)
    return known.judgement.checked if known and known.judgement.is_good else 0


class Rest:
    """Asks about one repository after the other, as GitHub wants of its REST API."""

    def __init__(self, inquiry: Inquiry) -> None:
        self._inquiry = inquiry
        self._allowance = Allowance(inquiry.client, NAME, remaining)

    async def judge(self, target: Target) -> Judgement | None:
        """Return the verdict, None when no more may be asked for a long time."""
        known = self._unchanged_name(target)
        etag = known.etag if known else None
        try:
            answer = await self._ask(f"/repos/{name_of(target)}", etag)
        except NoAnswerError as error:
            return None if error.trouble is Trouble.CLOSED else unknown_of(target, self._inquiry, error)
        if known and answer.status == _NOT_MODIFIED:
            return replace(known, checked=self._inquiry.now())
        return _judged(target, self._inquiry, answer)

    async def _ask(self, path: str, etag: str | None) -> Answer:
        """Ask, and follow redirects within the API; raises ``NoAnswerError``."""
        headers = {**_HEADERS, **({"if-none-match": etag} if etag else {})}
        for _ in range(_HOPS):
            answer = await self._allowance.ask(path, headers=headers)
            if (wait := wait_after(answer)) is not None:
                self._inquiry.client.slow_down(NAME, wait)
                continue
            target = self._inquiry.client.path_of(NAME, answer.headers.get("location", ""))
            if answer.status not in _MOVED or target is None:
                break
            path, headers = target, _HEADERS
        return answer

    def _unchanged_name(self, target: Target) -> Judgement | None:
        """Return what the API said before, where it can say that nothing has changed."""
        known = self._inquiry.knows(target.key)
        if known is None or not known.judgement.etag or known.judgement.verdict is not Verdict.OK:
            return None
        name = RepositoryFacts.of(known.judgement.facts).name or ""
        return known.judgement if name.casefold() == name_of(target).casefold() else None


def _judged(target: Target, inquiry: Inquiry, answer: Answer) -> Judgement:
    body, now, seen = answer.json(), inquiry.now(), answer.evidence
    if not is_of_api(answer):
        return unknown_of(target, inquiry, answer)
    if answer.is_good and (described := Described.by_rest(body)) is not None:
        return judged(target, described, now, seen, answer.headers.get("etag"))
    if answer.status == _NOT_FOUND:
        return missing(target, now, seen)
    block = _block_of(body) or ("dmca" if answer.status == _BLOCKED_BY_LAW else "")
    if block not in ("", _TROUBLE):
        return missing(target, now, seen, _BLOCKS.get(block, "blocked by GitHub"))
    return unknown_of(target, inquiry, answer)


def _block_of(body: Any) -> str:
    """Return why GitHub does not show a repository that it has, empty when it says nothing of that."""
    block = body.get("block") if isinstance(body, dict) else None
    reason = block.get("reason") if isinstance(block, dict) else None
    return reason if isinstance(reason, str) else ""
