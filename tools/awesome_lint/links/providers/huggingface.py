"""Hugging Face: models, datasets, spaces, collections, owners and papers, by its API."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from awesome_lint.links.answers import NoAnswerError
from awesome_lint.links.facts import HubFacts
from awesome_lint.links.providers.allowance import in_parallel
from awesome_lint.links.providers.base import Provider, is_of_api, unknown_after
from awesome_lint.links.providers.huggingface_api import (
    AT_ONCE,
    FOLDERS,
    NAME,
    PREFIXES,
    SITE,
    HubApi,
    expand_query,
    is_disabled,
    is_hidden,
    path_of,
)
from awesome_lint.links.providers.huggingface_facts import hub_facts, paper_facts
from awesome_lint.links.providers.huggingface_lists import ask_list, grouped
from awesome_lint.links.providers.huggingface_paths import judge_path
from awesome_lint.links.verdicts import Judgement, Verdict

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from awesome_lint.links.answers import Answer
    from awesome_lint.links.providers.base import Inquiry
    from awesome_lint.links.targets import Target

_KINDS = (*FOLDERS, "hf-collection", "hf-org", "hf-paper")
_NOT_FOUND = 404
_MISSING = {"hf-org": "no such organisation or user"}
"""What it means that something is not found, where it cannot be private."""


async def judge(targets: Sequence[Target], inquiry: Inquiry) -> AsyncIterator[Judgement]:
    """Judge repositories and the like, by lists where these save requests, then pages within them."""
    api = HubApi(inquiry.client)
    groups, alone = grouped(target for target in targets if target.parent is None)
    async for group, items in in_parallel(partial(_ask_group, api), groups, AT_ONCE):
        for target in group:
            if (body := items.get(_id(target).casefold())) is None:
                alone.append(target)
            else:
                yield _described(target, inquiry, body, "listed by the API")
    async for judgement in in_parallel(partial(_judge_one, inquiry=inquiry, api=api), alone, AT_ONCE):
        yield judgement
    pages = [target for target in targets if target.parent is not None]
    async for judgement in in_parallel(partial(judge_path, inquiry=inquiry, api=api), pages, AT_ONCE):
        yield judgement


async def _ask_group(api: HubApi, group: list[Target]) -> tuple[list[Target], Mapping[str, Mapping[str, Any]]]:
    return group, await ask_list(api, group)


async def _judge_one(target: Target, inquiry: Inquiry, api: HubApi) -> Judgement:
    try:
        answer = await _ask(target, api)
    except NoAnswerError as error:
        return unknown_after(target, inquiry.now(), error, "Hugging Face")
    body = answer.json()
    if answer.is_good and isinstance(body, dict):
        return _described(target, inquiry, body, answer.evidence)
    return _refused(target, inquiry, answer)


async def _ask(target: Target, api: HubApi) -> Answer:
    """Ask the API about one thing; raises ``NoAnswerError``."""
    kind, name = _kind(target), quote(_id(target))
    if kind in FOLDERS:
        return await api.ask(path_of(kind, _id(target)), expand_query(kind))
    if kind != "hf-org":
        return await api.ask(f"/api/{'papers' if kind == 'hf-paper' else 'collections'}/{name}")
    answer = await api.ask(f"/api/organizations/{name}/overview")
    return await api.ask(f"/api/users/{name}/overview") if answer.status == _NOT_FOUND else answer


def _described(target: Target, inquiry: Inquiry, body: Mapping[str, Any], evidence: str) -> Judgement:
    """Return the verdict on what is there: well, or under another name."""
    kind, now = _kind(target), inquiry.now()
    if kind == "hf-paper":
        facts = paper_facts(body).to_json()
        return Judgement(target.key, Verdict.OK, now, "", evidence, by_owner=True, facts=facts)
    known = hub_facts(body) if kind in FOLDERS else HubFacts.of({"name": _name_of(body) or _id(target)})
    name, facts = known.name, known.to_json()
    if name is None:
        return Judgement(target.key, Verdict.UNKNOWN, now, "Hugging Face gave no usable answer", evidence)
    if known.private or body.get("private") is True:
        reason = "private, so only some can see it"
        return Judgement(target.key, Verdict.UNKNOWN, now, reason, evidence, by_owner=True)
    if _same(kind, name, _id(target)):
        return Judgement(target.key, Verdict.OK, now, "", evidence, by_owner=True, facts=facts)
    reason, place = f"renamed to {name}", f"{SITE}/{PREFIXES.get(kind, '')}{name}"
    return Judgement(target.key, Verdict.MOVED, now, reason, evidence, by_owner=True, moved_to=place, facts=facts)


def _refused(target: Target, inquiry: Inquiry, answer: Answer) -> Judgement:
    kind, now, evidence = _kind(target), inquiry.now(), answer.evidence
    is_missing = answer.status == _NOT_FOUND and is_of_api(answer)
    if kind == "hf-paper" and is_missing:
        reason = "Hugging Face has no page of this paper"  # it makes one when it is asked for; the paper may be well
        return Judgement(target.key, Verdict.BROKEN, now, reason, evidence)
    if kind != "hf-paper" and (is_missing or (kind != "hf-org" and is_hidden(answer))):
        reason = _MISSING.get(kind, f"no such {kind.removeprefix('hf-')}, or private")
        return Judgement(target.key, Verdict.BROKEN, now, reason, evidence, by_owner=True)
    if is_disabled(answer):
        return Judgement(target.key, Verdict.BROKEN, now, "closed by Hugging Face", evidence, by_owner=True)
    return unknown_after(target, now, answer, "Hugging Face")


def _name_of(body: Mapping[str, Any]) -> str | None:
    """Return the name of a collection, an organisation or a user, each of which has another field for it."""
    return next((name for field in ("slug", "name", "user") if isinstance(name := body.get(field), str)), None)


def _same(kind: str, name: str, asked: str) -> bool:
    """Tell whether two names are one; of a collection's only owner and number count, the title between may change."""
    one, other = name.casefold(), asked.casefold()
    if kind != "hf-collection":
        return one == other
    return (one.partition("/")[0], one[-24:]) == (other.partition("/")[0], other[-24:])


def _kind(target: Target) -> str:
    return target.resource.kind if target.resource else ""


def _id(target: Target) -> str:
    return target.resource.id if target.resource else ""


def _takes(target: Target) -> bool:
    return _kind(target) in _KINDS


PROVIDER = Provider(NAME, _takes, judge)
