"""GitHub's limits as its answers tell them.

Source: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api, which also describes the
headers that GraphQL answers with.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from awesome_lint.links.answers import Trouble
from awesome_lint.links.endpoints import BUILT_IN
from awesome_lint.links.providers.allowance import Remaining
from awesome_lint.links.providers.base import unknown_after
from awesome_lint.links.verdicts import Judgement, Verdict

if TYPE_CHECKING:
    from awesome_lint.links.answers import Answer, NoAnswerError
    from awesome_lint.links.providers.base import Inquiry
    from awesome_lint.links.targets import Target

NAME = "github"
HOST = BUILT_IN[NAME].partition("://")[2]
_SECONDARY_WAIT = 60.0
"""Seconds to wait after a secondary limit that names no time: "at least one minute"."""
_REFUSALS = (403, 429)


def remaining(answer: Answer) -> Remaining | None:
    """Return what is left of the primary limit, None when the answer does not tell."""
    left, reset = answer.headers.get("x-ratelimit-remaining", ""), answer.headers.get("x-ratelimit-reset", "")
    if not (left.isascii() and left.isdigit() and reset.isascii() and reset.isdigit()):
        return None
    return Remaining(int(left[:9]), max(1.0, float(reset[:12]) + 1 - time.time()))  # it is told in whole seconds


def wait_after(answer: Answer) -> float | None:
    """Return for how many seconds GitHub wants no more requests, None when it did not refuse this one for a limit."""
    if not _is_refused(answer):
        return None
    if (wait := answer.retry_after) is not None:
        return wait
    told = remaining(answer)
    return told.seconds if told is not None and told.requests == 0 else _SECONDARY_WAIT


def unknown_of(target: Target, inquiry: Inquiry, cause: NoAnswerError | Answer) -> Judgement:
    """Return that nothing can be said of ``target``, and until when, if it is for a limit."""
    if getattr(cause, "trouble", None) is not Trouble.CLOSED:
        return unknown_after(target, inquiry.now(), cause, "GitHub")
    until = time.gmtime(inquiry.now() + inquiry.client.limits.of(HOST).wait_left())
    reason = f"GitHub's rate limit is used up until {time.strftime('%H:%M', until)} UTC"
    return Judgement(target.key, Verdict.UNKNOWN, inquiry.now(), reason)


def _is_refused(answer: Answer) -> bool:
    if answer.status == 200:  # noqa: PLR2004 - GraphQL reports its limit in a good answer
        return _is_graphql_limit(answer)
    if answer.status not in _REFUSALS:
        return False
    told = remaining(answer)
    used_up = told is not None and told.requests == 0
    return used_up or answer.retry_after is not None or b"rate limit" in answer.body.lower()


def _is_graphql_limit(answer: Answer) -> bool:
    if b"RATE_LIMITED" not in answer.body:
        return False
    body = answer.json()
    errors = body.get("errors") if isinstance(body, dict) else None
    return isinstance(errors, list) and any(isinstance(e, dict) and e.get("type") == "RATE_LIMITED" for e in errors)
