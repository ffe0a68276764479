"""Redirects, followed by hand: each target is an address like any other, to be checked before it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from awesome_lint.links.answers import Answer, NoAnswerError, Trouble
from awesome_lint.links.hosts import split_address
from awesome_lint.links.redaction import without_credentials

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

MAX_REDIRECTS = 10
_PERMANENT = (301, 308)
_REDIRECTS = (*_PERMANENT, 302, 303, 307)
"""RFC 9110, section 15.4; 300, 304 and 305 lead nowhere."""
_SHOWN = 200
"""Characters of a foreign address that are shown."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Where an address led: at ``url``, after redirects of ``statuses``, ``outcome`` was what came.

    ``dead_end`` says why the last redirect was not followed, as a phrase; then ``outcome`` is that redirect.
    """

    url: str
    outcome: Answer | NoAnswerError
    statuses: tuple[int, ...] = ()
    dead_end: str = ""

    @property
    def is_permanent(self) -> bool:
        """Tell whether the address moved for good: each redirect says so."""
        return bool(self.statuses) and all(each in _PERMANENT for each in self.statuses)

    @property
    def evidence(self) -> str:
        """What was seen, for people."""
        last = self.outcome.detail if isinstance(self.outcome, NoAnswerError) else self.outcome.evidence
        if not self.statuses or self.dead_end:
            return last
        return f"{last or 'no answer'} at {without_credentials(self.url)[:_SHOWN]}"


async def follow(url: str, ask: Callable[[str], Awaitable[Answer]]) -> Visit:
    """Ask for ``url`` and for where it leads; ``ask`` raises ``NoAnswerError``, also when an address is refused."""
    statuses: list[int] = []
    seen: set[str] = set()
    while True:
        seen.add(url.partition("#")[0])
        try:
            answer = await ask(url)
        except NoAnswerError as error:
            return _without_answer(url, error, tuple(statuses))
        if answer.status not in _REDIRECTS:
            return Visit(url, answer, tuple(statuses))
        statuses.append(answer.status)
        target = _target(url, answer.headers.get("location", "").strip())
        if dead_end := _dead_end(target, seen, len(statuses)):
            return Visit(url, answer, tuple(statuses), dead_end)
        url = target


def _without_answer(url: str, error: NoAnswerError, statuses: tuple[int, ...]) -> Visit:
    """Return what it means that the address was not answered: refused after a redirect, it is the redirect's fault."""
    refused = statuses and error.trouble is Trouble.REFUSED
    return Visit(url, error, statuses, f"redirects to where nobody may look ({error.detail})" if refused else "")


def _target(url: str, location: str) -> str:
    """Return the whole address that a redirect names, empty when it names none."""
    try:
        return urljoin(url, location) if location else ""
    except ValueError:
        return ""


def _dead_end(target: str, seen: set[str], redirects: int) -> str:
    if not target:
        return "redirects to no valid address"
    if split_address(target) is None:
        return f"redirects to what is no web page ({target.partition(':')[0][:20]}:)"
    if target.partition("#")[0] in seen:
        return "redirects in a circle"
    return f"redirects more than {MAX_REDIRECTS} times" if redirects > MAX_REDIRECTS else ""
