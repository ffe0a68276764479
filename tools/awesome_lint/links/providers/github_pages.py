"""Pages of github.com itself, asked where its API has no word: few, and slowly, as GitHub wants no crawlers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from awesome_lint.links.answers import NoAnswerError
from awesome_lint.links.facts import RepositoryFacts
from awesome_lint.links.providers.github_facts import SITE, name_of
from awesome_lint.links.providers.web import judge_page
from awesome_lint.links.verdicts import Judgement, Verdict
from awesome_lint.syntax.resources import resource_of

if TYPE_CHECKING:
    from awesome_lint.links.providers.base import Inquiry
    from awesome_lint.links.targets import Target

MOST = 200
"""Requests to github.com in one run: beyond that it answers 429, to everyone behind the same address."""
AT_ONCE = 2


async def judge_repository(target: Target, inquiry: Inquiry) -> Judgement:
    """Return the verdict on a repository by its page; a redirect to another repository is a rename."""
    seen = await ask_page(replace(target, url=f"{SITE}/{name_of(target)}"), inquiry)
    if seen.verdict is Verdict.OK:
        known = inquiry.knows(target.key)
        return replace(seen, facts=known.judgement.facts, etag=known.judgement.etag) if known else seen
    place = resource_of(seen.moved_to or "")
    if seen.verdict is not Verdict.MOVED or place is None or place.kind != "github":
        return seen
    if place.id.casefold() == name_of(target).casefold():
        return replace(seen, verdict=Verdict.OK, reason="", moved_to=None)
    moved = replace(seen, by_owner=True, reason=f"renamed to {place.id}", moved_to=f"{SITE}/{place.id}")
    return replace(moved, facts=RepositoryFacts(name=place.id).to_json())


async def ask_page(target: Target, inquiry: Inquiry) -> Judgement:
    """Return what the page says; unknown when enough pages were asked in this run."""
    if not _may_ask(inquiry):
        return Judgement(target.key, Verdict.UNKNOWN, inquiry.now(), enough(inquiry))
    seen = await judge_page(target, inquiry)
    return replace(seen, key=target.key, by_owner=seen.by_owner or _is_own(seen.moved_to))


async def ask_status(target: Target, inquiry: Inquiry) -> int | None:
    """Return the status of the page by one request, None where there is none: for what only has to be confirmed."""
    if not _may_ask(inquiry):
        return None
    try:
        return (await inquiry.client.ask_web(target.url)).status
    except NoAnswerError:
        return None


def _may_ask(inquiry: Inquiry) -> bool:
    return inquiry.client.limits.of("github.com").stats.requests < MOST


def enough(inquiry: Inquiry) -> str:
    """Return why no more pages are asked."""
    if inquiry.client.has_token("github"):
        return f"no more than {MOST} pages of github.com are asked in one run"
    return "GitHub's anonymous limit is used up; set a valid GITHUB_TOKEN to check all"


def _is_own(address: str | None) -> bool:
    """Tell whether GitHub itself leads to one of its repositories or a page there."""
    place = resource_of(address or "")
    return place is not None and place.kind == "github"
