"""Pages within a repository: files, folders, commits, issues. GraphQL is asked first, github.com where that is silent.

Which part of ``tree/feature/x/docs`` is the branch cannot be told from the address, so what GraphQL does not find is
not yet missing: only when the page is missing, too, it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from awesome_lint.links.providers.allowance import in_parallel
from awesome_lint.links.providers.github_graphql import GraphQL, Question
from awesome_lint.links.providers.github_pages import AT_ONCE, ask_page, ask_status
from awesome_lint.links.verdicts import Judgement, Verdict

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Sequence

    from awesome_lint.links.providers.base import Inquiry
    from awesome_lint.links.targets import Target

_IN_TREE = ("tree", "blob", "raw", "blame", "commits", "edit")
"""Pages about a file or folder: ``blob/REF/PATH``."""
_ALWAYS = (
    *("activity", "branches", "commits", "forks", "graphs/contributors", "network", "network/members", "pulse"),
    *("releases", "stargazers", "tags"),
)
"""Pages that every repository has."""
_OBJECT = "page:object(expression:$value){__typename}"
_NUMBERED = {
    "issues": "page:issueOrPullRequest(number:$value){__typename}",
    "pull": "page:issueOrPullRequest(number:$value){__typename}",
    "discussions": "page:discussion(number:$value){__typename}",
}
_OK, _NOT_FOUND = 200, 404
_ABSENT = "no such page in the repository"
_MOST_DIGITS = 9
"""So that the number is one of GraphQL's (32 bits)."""


async def judge_paths(targets: Sequence[Target], inquiry: Inquiry) -> AsyncIterator[Judgement]:
    """Judge pages of repositories that are there themselves."""
    sure = [target for target in targets if _path(target) in _ALWAYS]
    for target in sure:
        yield _there(target, inquiry, "its repository is there")
    open_targets = {target.key: target for target in targets if target not in sure}
    missing: set[str] = set()
    if inquiry.client.has_token("github"):
        async for target, is_there in _ask_graphql(open_targets.values(), inquiry):
            if is_there:
                del open_targets[target.key]
                yield _there(target, inquiry, "GraphQL")
            else:
                missing.add(target.key)
    ask = partial(_confirm, missing=missing, inquiry=inquiry)
    async for judgement in in_parallel(ask, list(open_targets.values()), AT_ONCE):
        yield judgement


def question_of(target: Target) -> Question | None:
    """Return what GraphQL is asked about a page, None when it has no word for it."""
    kind, _, rest = _path(target).partition("/")
    if kind in _NUMBERED:
        number = rest.partition("/")[0]
        fits = number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS
        return Question(target, _NUMBERED[kind], int(number), "Int!") if fits else None
    expression = _expression(kind, rest)
    return Question(target, _OBJECT, expression, "String!") if expression else None


_COMMIT = re.compile(r"[0-9a-f]{4,64}", re.ASCII | re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r"[~^:?*\[\\\s\x00-\x1f\x7f]|\.\.|@\{", re.ASCII)
"""What names of branches and tags never hold (https://git-scm.com/docs/git-check-ref-format): it would ask for more."""


def _expression(kind: str, rest: str) -> str:
    """Return how git names what the page shows (https://git-scm.com/docs/gitrevisions), empty when it is no object."""
    if kind == "releases" and rest.startswith("tag/"):
        return f"refs/tags/{rest.removeprefix('tag/')}"
    if kind == "commit":
        commit = rest.partition("/")[0]
        return commit if _COMMIT.fullmatch(commit) else ""
    if kind not in _IN_TREE or not rest:
        return ""
    ref, _, path = rest.partition("/")
    return "" if _NOT_IN_NAMES.search(ref) else f"{ref}:{path}" if path else ref


async def _ask_graphql(targets: Iterable[Target], inquiry: Inquiry) -> AsyncIterator[tuple[Target, bool]]:
    """Yield whether GitHub has the page, for those that it gave a usable answer about."""
    questions = [question for target in targets if (question := question_of(target))]
    async for reply in GraphQL(inquiry.client).ask(sorted(questions, key=lambda each: each.fields)):
        if isinstance(reply.data, dict):
            is_there = reply.data.get("page") is not None
            if is_there or reply.error in ("", "NOT_FOUND"):
                yield reply.target, is_there


async def _confirm(target: Target, missing: set[str], inquiry: Inquiry) -> Judgement:
    """Return what the page says; that it is not there is the owner's word when the API did not find it either."""
    status = await ask_status(target, inquiry) if target.key in missing else None
    if status == _NOT_FOUND:
        return Judgement(target.key, Verdict.BROKEN, inquiry.now(), _ABSENT, f"HTTP {status}", by_owner=True)
    if status == _OK:
        return Judgement(target.key, Verdict.OK, inquiry.now(), "", f"HTTP {status}")
    seen = await ask_page(target, inquiry)  # what was renamed redirects
    gone = target.key in missing and seen.verdict is Verdict.BROKEN
    return replace(seen, by_owner=True, reason=_ABSENT) if gone else seen


def _there(target: Target, inquiry: Inquiry, evidence: str) -> Judgement:
    return Judgement(target.key, Verdict.OK, inquiry.now(), "", evidence, by_owner=True)


def _path(target: Target) -> str:
    return target.resource.path if target.resource else ""
