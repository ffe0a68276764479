"""GitHub: repositories by GraphQL with a token, by REST without one; pages within them after that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.links.providers.base import Provider
from awesome_lint.links.providers.github_facts import Described, judged, missing
from awesome_lint.links.providers.github_graphql import GraphQL, Question
from awesome_lint.links.providers.github_limits import NAME, unknown_of
from awesome_lint.links.providers.github_paths import judge_paths
from awesome_lint.links.providers.github_rest import judge_anonymously
from awesome_lint.links.verdicts import Judgement, Verdict

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from awesome_lint.links.providers.base import Inquiry
    from awesome_lint.links.providers.github_graphql import Reply
    from awesome_lint.links.targets import Target

REPOSITORY_FIELDS = (
    "nameWithOwner description isArchived isDisabled isFork isPrivate pushedAt createdAt licenseInfo{spdxId}"
)
_EVIDENCE = "GraphQL"
_ERRORS = {"FORBIDDEN": "GitHub does not let this token see it"}
"""What kinds of errors mean; an organisation's single sign-on is one cause of the first."""


async def judge(targets: Sequence[Target], inquiry: Inquiry) -> AsyncIterator[Judgement]:
    """Judge repositories, then pages within repositories that are there."""
    left = [target for target in targets if target.parent is None]
    if inquiry.client.has_token(NAME):
        graphql = GraphQL(inquiry.client)
        questions, left = [Question(target, REPOSITORY_FIELDS) for target in left], []
        async for reply in graphql.ask(questions):
            if graphql.is_refused and reply.cause is not None:
                left.append(reply.target)
            else:
                yield _judged(reply, inquiry)
        if graphql.is_refused:
            inquiry.client.drop_token(NAME)
    async for judgement in judge_anonymously(left, inquiry):
        yield judgement
    async for judgement in judge_paths([target for target in targets if target.parent is not None], inquiry):
        yield judgement


def _judged(reply: Reply, inquiry: Inquiry) -> Judgement:
    target, now = reply.target, inquiry.now()
    if reply.cause is not None:
        return unknown_of(target, inquiry, reply.cause)
    if (described := Described.by_graphql(reply.data)) is not None:
        return judged(target, described, now, _EVIDENCE)
    if reply.error == "NOT_FOUND":
        return missing(target, now, reply.error)
    reason = _ERRORS.get(reply.error, "GitHub gave no usable answer")
    return Judgement(target.key, Verdict.UNKNOWN, now, reason, reply.error or "no data")


def _takes(target: Target) -> bool:
    return target.resource is not None and target.resource.kind == "github"


PROVIDER = Provider(NAME, _takes, judge)
