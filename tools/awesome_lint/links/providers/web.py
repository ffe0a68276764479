"""Web pages: whatever has no owner with an API is asked for itself, by HEAD, and by GET where HEAD is refused.

What a page answers is no authority's word: it is broken only when it is not found, or its host is not there, and
still so a day later. All that a bot wall, a limit or a passing trouble can cause is unknown.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from awesome_lint.links.answers import Answer, NoAnswerError, Trouble
from awesome_lint.links.client import SLOW_DOWN, host_of
from awesome_lint.links.destinations import is_news, loss
from awesome_lint.links.fragments import MAX_HTML, lacks_place
from awesome_lint.links.providers.base import Provider
from awesome_lint.links.quirks import Quirk, find_quirk
from awesome_lint.links.redaction import without_credentials
from awesome_lint.links.redirects import follow
from awesome_lint.links.retired import find_retired
from awesome_lint.links.verdicts import Judgement, Verdict
from awesome_lint.links.walls import is_wall

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping, Sequence

    from awesome_lint.links.providers.base import Inquiry
    from awesome_lint.links.redirects import Visit
    from awesome_lint.links.targets import Target

_ENOUGH = 2**14
"""Bytes of a page of which only the status counts: what a bot wall says of itself is at its beginning."""
_MAY_LIKE_GET = (Trouble.TIMEOUT, Trouble.CONNECTION, Trouble.PROTOCOL, Trouble.LOOKUP)
"""Troubles of a HEAD request that a GET request need not have."""
_NOT_MODIFIED, _BAD_RANGE = 304, 416
_MOST_AT_WORK = 1000
"""Pages at once, of which 100 have a connection: a list of 100,000 hosts must not take a gigabyte."""
_WORDS = {
    401: "asks for a login",
    402: "asks for money",
    403: "refuses programs",
    404: "not found",
    407: "asks for a login",
    408: "no answer in time",
    410: "gone",
    425: "asks to come back later",
    429: "asks for fewer requests",
    451: "may not be shown where this was asked, by law",  # of one country: elsewhere it may be there
    999: "refuses programs",  # LinkedIn's
}
_ORDINARY = Quirk("")
"""What holds for sites without a quirk."""


async def judge_page(target: Target, inquiry: Inquiry) -> Judgement:
    """Judge the page at ``target.url`` by asking for it, unless what is known of its site says enough."""
    quirk = find_quirk(target.url) or _ORDINARY
    if known := _known(target, inquiry.now(), quirk):
        return known
    url = quirk.instead(target.url) if quirk.instead else None
    place = target.place if url is None else None
    before = _before(target, inquiry) if url is None and place is None else None
    visit = await follow(url or target.url, partial(_ask, inquiry, _validators(before), place))
    if before and isinstance(visit.outcome, Answer) and visit.outcome.status == _NOT_MODIFIED:
        return replace(before, checked=inquiry.now())
    judgement = _judged(target, inquiry.now(), visit, quirk)
    if url is not None and judgement.is_good:
        return replace(judgement, verdict=Verdict.OK, moved_to=None)
    return _with_place(judgement, visit, place)


def _known(target: Target, now: int, quirk: Quirk) -> Judgement | None:
    """Return what can be said without a request."""
    if (retired := find_retired(target.url)) is not None:
        reason = f"{retired.site.host} was shut down by its owner in {retired.site.ended}"
        return Judgement(target.key, Verdict.BROKEN, now, reason, by_owner=True)
    if quirk is _ORDINARY or quirk.instead:
        return None
    return Judgement(target.key, quirk.verdict, now, quirk.why)


def _before(target: Target, inquiry: Inquiry) -> Judgement | None:
    """Return the judgement that holds if the page is what it was."""
    known = inquiry.knows(target.key) if target.resource is None else None
    return known.judgement if known and known.judgement.verdict is Verdict.OK else None


def _validators(before: Judgement | None) -> Mapping[str, str]:
    named = {"if-none-match": before.etag, "if-modified-since": before.last_modified} if before else {}
    return {name: value for name, value in named.items() if value}


async def _ask(inquiry: Inquiry, validators: Mapping[str, str], place: str | None, url: str) -> Answer:
    """Ask for ``url``: by HEAD where that does, else by GET."""
    head: Answer | None = None
    if place is None:
        try:
            head = await inquiry.client.ask_web(url, headers=validators, attempts=1)
        except NoAnswerError as error:
            if error.trouble not in _MAY_LIKE_GET:
                raise
        if head is not None and _is_clear(head):
            return head
    try:
        return await _get(inquiry, url, MAX_HTML if place else _ENOUGH)
    except NoAnswerError as error:
        if head is not None and head.status in SLOW_DOWN and error.trouble in (Trouble.CLOSED, Trouble.FAILING):
            return head
        raise


async def _get(inquiry: Inquiry, url: str, most: int) -> Answer:
    answer = await inquiry.client.ask_web(url, "GET", headers={"range": f"bytes=0-{most - 1}"}, most=most)
    if answer.status == _BAD_RANGE:  # some say so for what is empty, or made on the fly
        return await inquiry.client.ask_web(url, "GET", most=most)
    return answer


def _is_clear(head: Answer) -> bool:
    """Tell whether GET would say the same."""
    return 200 <= head.status < 400 and not is_wall(head)  # noqa: PLR2004 - RFC 9110, sections 15.3 and 15.4


def _judged(target: Target, now: int, visit: Visit, quirk: Quirk) -> Judgement:
    answer = visit.outcome
    if visit.dead_end:
        return Judgement(target.key, Verdict.UNKNOWN, now, visit.dead_end, visit.evidence)
    if isinstance(answer, NoAnswerError):
        return _unanswered(target, now, visit, answer)
    if is_wall(answer):
        return Judgement(target.key, Verdict.UNKNOWN, now, "shows programs a bot wall", visit.evidence)
    if answer.is_good:
        return _reached(target, now, visit, answer)
    if answer.status in quirk.gone:
        reason = _WORDS.get(answer.status, "not found")
        return Judgement(target.key, Verdict.BROKEN, now, reason, visit.evidence)
    reason = quirk.words.get(answer.status) or _words(answer.status)
    return Judgement(target.key, Verdict.UNKNOWN, now, reason, visit.evidence)


def _unanswered(target: Target, now: int, visit: Visit, error: NoAnswerError) -> Judgement:
    gone, refused = error.trouble is Trouble.NO_HOST, error.trouble is Trouble.REFUSED
    verdict = Verdict.BROKEN if gone else Verdict.SKIPPED if refused else Verdict.UNKNOWN
    return Judgement(target.key, verdict, now, str(error.trouble), visit.evidence)


def _reached(target: Target, now: int, visit: Visit, answer: Answer) -> Judgement:
    """Judge what answers well, perhaps elsewhere."""
    if visit.statuses and (lost := loss(target.url, visit.url) or _is_uncertain(visit.url)):
        return Judgement(target.key, Verdict.UNKNOWN, now, lost, visit.evidence)
    if visit.is_permanent and is_news(target.url, visit.url):
        moved_to = without_credentials(visit.url)
        return Judgement(target.key, Verdict.MOVED, now, "moved for good", visit.evidence, moved_to=moved_to)
    found = Judgement(target.key, Verdict.OK, now, evidence=visit.evidence)
    if visit.statuses:
        return found  # validators are of the page it led to
    return replace(found, etag=answer.headers.get("etag"), last_modified=answer.headers.get("last-modified"))


def _is_uncertain(url: str) -> str | None:
    """Return why an answer at ``url``, where a redirect led, says nothing; None when it counts."""
    quirk = find_quirk(url)
    is_one = quirk is not None and quirk.instead is None and quirk.verdict is Verdict.UNKNOWN
    return f"leads to {quirk.host}, which {quirk.why}" if quirk and is_one else None


def _with_place(judgement: Judgement, visit: Visit, place: str | None) -> Judgement:
    """Return that nothing is known when the page is there, and the place in it that the link names is not."""
    answer = visit.outcome
    if place is None or not judgement.is_good or not isinstance(answer, Answer) or not lacks_place(answer, place):
        return judgement
    reason = f"the page has no place called {place[:80]}"
    return replace(judgement, verdict=Verdict.UNKNOWN, reason=reason, moved_to=None, etag=None, last_modified=None)


def _words(status: int) -> str:
    """Return what a status means, in words."""
    if status in _WORDS:
        return _WORDS[status]
    if 400 <= status < 500:  # noqa: PLR2004 - RFC 9110, section 15.5
        return "refuses the request"
    return "its server is in trouble" if 500 <= status < 600 else "gave no usable answer"  # noqa: PLR2004


async def _judge(targets: Sequence[Target], inquiry: Inquiry) -> AsyncIterator[Judgement]:
    """Judge the pages of each host in their order, as many at once as the host may be asked; hosts side by side."""
    done: asyncio.Queue[Judgement | asyncio.Task[None]] = asyncio.Queue()
    places = asyncio.Semaphore(_MOST_AT_WORK)
    workers: list[asyncio.Task[None]] = []
    for host, queue in _queues(targets).items():
        most = inquiry.client.limits.of(host).policy.most
        workers += [asyncio.create_task(_work(queue, places, inquiry, done)) for _ in range(min(most, len(queue)))]
    for worker in workers:
        worker.add_done_callback(done.put_nowait)
    try:
        left = len(workers)
        while left:
            result = await done.get()
            if isinstance(result, Judgement):
                yield result
            else:
                result.result()  # raises what went wrong
                left -= 1
    finally:
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)


def _queues(targets: Iterable[Target]) -> Mapping[str, deque[Target]]:
    queues: dict[str, deque[Target]] = defaultdict(deque)
    for target in targets:
        queues[host_of(target.url)].append(target)
    return queues


async def _work(
    queue: deque[Target],
    places: asyncio.Semaphore,
    inquiry: Inquiry,
    done: asyncio.Queue[Judgement | asyncio.Task[None]],
) -> None:
    async with places:
        while queue:
            done.put_nowait(await judge_page(queue.popleft(), inquiry))


PROVIDER = Provider("web", lambda _: True, _judge)
