"""What a provider is: it takes the targets of one owner and judges them by what the owner's API says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_lint.links.answers import NoAnswerError, Trouble
from awesome_lint.links.verdicts import Judgement, Verdict

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from awesome_lint.links.answers import Answer
    from awesome_lint.links.client import Client
    from awesome_lint.links.history import LedgerEntry
    from awesome_lint.links.targets import Target

_TOO_MANY = 429


@dataclass(frozen=True)
class Inquiry:
    """What providers work with: the ``client``, the time ``now`` (seconds since 1970), what the ledger ``knows``."""

    client: Client
    now: Callable[[], int]
    knows: Callable[[str], LedgerEntry | None] = lambda _: None


@dataclass(frozen=True)
class Provider:
    """One owner of what links lead to.

    ``judge`` yields a judgement for each of the targets given, as soon as it is known, in any order. It handles its
    own failures (``NoAnswerError`` and answers it does not understand are ``unknown``); what it raises is a bug.
    """

    name: str
    takes: Callable[[Target], bool]
    judge: Callable[[Sequence[Target], Inquiry], AsyncIterator[Judgement]]


def unknown_after(target: Target, now: int, cause: NoAnswerError | Answer, whose: str) -> Judgement:
    """Return that nothing can be said of ``target``, as ``whose`` API gave no usable answer."""
    if isinstance(cause, NoAnswerError):
        skipped = cause.trouble is Trouble.REFUSED
        verdict = Verdict.SKIPPED if skipped else Verdict.UNKNOWN
        return Judgement(target.key, verdict, now, f"{whose}: {cause.trouble}", cause.detail)
    what = "asks for fewer requests" if cause.status == _TOO_MANY else "gave no usable answer"
    return Judgement(target.key, Verdict.UNKNOWN, now, f"{whose} {what}", cause.evidence)


def is_of_api(answer: Answer) -> bool:
    """Tell whether an API itself gave the answer: its errors are JSON, those of proxies and bot walls are pages."""
    return isinstance(answer.json(), dict)
