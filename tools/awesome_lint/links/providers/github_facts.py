"""What GitHub says of a repository, in GraphQL and in REST, as facts and judgements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from awesome_lint.links.facts import RepositoryFacts
from awesome_lint.links.verdicts import Judgement, Verdict

if TYPE_CHECKING:
    from awesome_lint.links.targets import Target

SITE = "https://github.com"
NO_LICENSE = "NOASSERTION"
"""What stands for a licence that GitHub could not tell (SPDX)."""


@dataclass(frozen=True, slots=True)
class Described:
    """A repository as an API describes it; ``private`` means that this token sees it and the public does not."""

    facts: RepositoryFacts
    private: bool

    @classmethod
    def by_graphql(cls, node: Any) -> Self | None:
        """Read the fields of ``REPOSITORY_FIELDS``; None when these are no facts of a repository."""
        if not isinstance(node, dict) or not isinstance(node.get("nameWithOwner"), str):
            return None
        names = ("isArchived", "isDisabled", "isFork")
        flags = dict(zip(("archived", "disabled", "fork"), (node.get(name) for name in names), strict=True))
        texts = {"description": node.get("description"), "license": _license(node.get("licenseInfo"), "spdxId")}
        dates = {"created": day_of(node.get("createdAt")), "pushed": day_of(node.get("pushedAt"))}
        facts = RepositoryFacts.of({"name": node["nameWithOwner"], **flags, **texts, **dates})
        return cls(facts, node.get("isPrivate") is True)

    @classmethod
    def by_rest(cls, body: Any) -> Self | None:
        """Read the answer to ``GET /repos/…``; None when these are no facts of a repository."""
        if not isinstance(body, dict) or not isinstance(body.get("full_name"), str):
            return None
        same = {name: body.get(name) for name in ("archived", "disabled", "fork", "description")}
        dates = {"created": day_of(body.get("created_at")), "pushed": day_of(body.get("pushed_at"))}
        spdx = _license(body.get("license"), "spdx_id")
        facts = RepositoryFacts.of({"name": body["full_name"], **same, **dates, "license": spdx})
        return cls(facts, body.get("private") is True)


def judged(target: Target, described: Described, now: int, evidence: str, etag: str | None = None) -> Judgement:
    """Return the verdict on a repository that is there: well, or under another name."""
    name, facts = described.facts.name or "", described.facts.to_json()
    if described.private:
        reason = "private, so only some can see it"
        return Judgement(target.key, Verdict.UNKNOWN, now, reason, evidence, by_owner=True)
    if name.casefold() == name_of(target).casefold():
        return Judgement(target.key, Verdict.OK, now, "", evidence, by_owner=True, etag=etag, facts=facts)
    reason, place = f"renamed to {name}", f"{SITE}/{name}"
    return Judgement(target.key, Verdict.MOVED, now, reason, evidence, by_owner=True, moved_to=place, facts=facts)


def missing(target: Target, now: int, evidence: str, reason: str = "no such repository, or private") -> Judgement:
    """Return that GitHub has nothing for the public there."""
    return Judgement(target.key, Verdict.BROKEN, now, reason, evidence, by_owner=True)


def name_of(target: Target) -> str:
    """Return ``owner/name`` as the link has it."""
    return target.resource.id if target.resource else ""


def day_of(value: Any) -> str | None:
    """Return the day of a time as APIs write it (``2024-06-01T12:00:00Z``)."""
    return value[:10] if isinstance(value, str) and len(value) >= len("2024-06-01") else None


def _license(value: Any, key: str) -> str | None:
    spdx = value.get(key) if isinstance(value, dict) else None
    return spdx if isinstance(spdx, str) and spdx != NO_LICENSE else None
