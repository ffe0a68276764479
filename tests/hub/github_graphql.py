"""GitHub's GraphQL API: what is asked of many repositories at once, with errors beside what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .github_facts import Repositories, time_of
from .graphql import QueryError, Selection, parse_query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .limits import Window
    from .world import Repository, World

_NUMBERED = {
    "issue": "Issue",
    "pullRequest": "PullRequest",
    "issueOrPullRequest": "Issue",
    "discussion": "Discussion",
}
_OBJECT_FACTS = {"oid": "0" * 40, "byteSize": 1, "isTruncated": False}
_TYPES = {"RATE_LIMITED": "API rate limit exceeded for user ID 1."}


class Schema:
    """Answers queries from the facts of a world."""

    def __init__(self, world: World) -> None:
        self._repositories = Repositories(world)

    def answer(self, text: str, variables: dict[str, Any], window: Window) -> dict[str, Any]:
        """Return data and errors, as the body of the answer; what cannot be parsed or is unknown has errors only."""
        try:
            query = parse_query(text, variables)
        except QueryError as error:
            return {"errors": [{"message": f"Parse error: {error}", "locations": [{"line": 1, "column": 1}]}]}
        if unknown := [error for each in query for error in _unknown_fields(each, _ROOT, ["query"])]:
            return {"errors": unknown}
        errors: list[dict[str, Any]] = []
        data = {each.key: self._root(each, window, errors) for each in query}
        return {"data": data, **({"errors": errors} if errors else {})}

    def _root(self, asked: Selection, window: Window, errors: list[dict[str, Any]]) -> Any:
        if asked.name == "repository":
            return self._repository(asked, errors)
        if asked.name == "rateLimit":
            return _picked(
                asked,
                {
                    "cost": 1,
                    "remaining": window.left,
                    "limit": window.quota,
                    "nodeCount": 0,
                    "used": window.quota - window.left,
                    "resetAt": "2030-01-01T00:00:00Z",
                },
            )
        return _picked(asked, {"login": "octocat"}) if asked.name == "viewer" else "Query"

    def _repository(self, asked: Selection, errors: list[dict[str, Any]]) -> dict[str, Any] | None:
        owner, name = asked.arguments.get("owner"), asked.arguments.get("name")
        follows = asked.arguments.get("followRenames", True)
        found = self._repositories.find(f"{owner}/{name}")
        if found is not None and not follows and found.name.casefold() != f"{owner}/{name}".casefold():
            found = None
        if found is None:
            message = f"Could not resolve to a Repository with the name '{owner}/{name}'."
            errors.append(_error("NOT_FOUND", [asked.key], message))
            return None
        if found.blocked is not None:
            errors.append(_error("FORBIDDEN", [asked.key], "Repository access blocked"))
            return None
        if found.is_hidden:
            message = "Resource protected by organization SAML enforcement. You must grant your token access."
            errors.append(_error("FORBIDDEN", [asked.key], message))
            return None
        return {each.key: _value(each, found, asked.key, errors) for each in asked.children}


def _error(kind: str, path: list[str], message: str) -> dict[str, Any]:
    return {"type": kind, "path": path, "locations": [{"line": 1, "column": 1}], "message": message}


def limit_error() -> dict[str, Any]:
    """Return the body of an answer to a query that there were no points left for."""
    return {"errors": [{"type": kind, "message": message} for kind, message in _TYPES.items()]}


def _value(asked: Selection, repository: Repository, alias: str, errors: list[dict[str, Any]]) -> Any:
    if asked.name == "object":
        ref, colon, path = str(asked.arguments.get("expression", "")).partition(":")
        kind = _type_at(repository, path) if colon else "Commit"
        return _picked(asked, {**_OBJECT_FACTS, "__typename": kind}) if repository.has(ref, path) else None
    if asked.name in _NUMBERED:
        number = asked.arguments.get("number")
        if number in repository.numbers:
            return _picked(asked, {"__typename": _NUMBERED[asked.name], "number": number})
        message = f"Could not resolve to an issue or pull request with the number of {number}."
        errors.append(_error("NOT_FOUND", [alias, asked.key], message))
        return None
    value = _facts(repository)[asked.name]
    return _picked(asked, value) if isinstance(value, dict) else value


def _type_at(repository: Repository, path: str) -> str:
    return "Blob" if path.strip("/") in repository.files else "Tree"


def _facts(repository: Repository) -> dict[str, Any]:
    owner, _, name = repository.name.partition("/")
    spdx = repository.license
    return {
        "__typename": "Repository",
        "id": f"R_{repository.id}",
        "databaseId": repository.id,
        "name": name,
        "nameWithOwner": repository.name,
        "url": f"https://github.com/{repository.name}",
        "description": repository.description,
        "isArchived": repository.archived,
        "archivedAt": "2024-01-01T00:00:00Z" if repository.archived else None,
        "isDisabled": repository.disabled,
        "isFork": repository.fork,
        "isPrivate": repository.private,
        "isEmpty": False,
        "isMirror": False,
        "isTemplate": False,
        "visibility": "PUBLIC",
        "pushedAt": time_of(repository.pushed),
        "createdAt": time_of(repository.created),
        "updatedAt": time_of(repository.pushed),
        "homepageUrl": None,
        "stargazerCount": 100,
        "forkCount": 1,
        "licenseInfo": spdx and {"spdxId": spdx, "key": spdx.lower(), "name": spdx},
        "owner": {"__typename": "Organization", "login": owner},
        "defaultBranchRef": {"name": repository.refs[0]},
    }


def _picked(asked: Selection, value: dict[str, Any]) -> dict[str, Any]:
    return {each.key: value[each.name] for each in asked.children}


_OBJECT: dict[str, Any] = {"__typename": {}, "oid": {}, "byteSize": {}, "isTruncated": {}}
_LEAVES = """
    __typename id databaseId name nameWithOwner url description isArchived archivedAt isDisabled isFork isPrivate
    isEmpty isMirror isTemplate visibility pushedAt createdAt updatedAt homepageUrl stargazerCount forkCount
"""
_REPOSITORY: dict[str, Any] = {
    **{name: {} for name in _LEAVES.split()},
    "licenseInfo": {"spdxId": {}, "key": {}, "name": {}},
    "owner": {"__typename": {}, "login": {}},
    "defaultBranchRef": {"name": {}},
    "object": _OBJECT,
    **{name: {"__typename": {}, "number": {}} for name in _NUMBERED},
}
_ROOT: dict[str, Any] = {
    "repository": _REPOSITORY,
    "rateLimit": {"cost": {}, "remaining": {}, "limit": {}, "resetAt": {}, "used": {}, "nodeCount": {}},
    "viewer": {"login": {}},
    "__typename": {},
}
"""What can be asked of what; a field of which nothing can be asked is a leaf."""


def _unknown_fields(asked: Selection, known: dict[str, Any], path: Sequence[str]) -> list[dict[str, Any]]:
    """Return the errors of a query that asks for what is not there, as GitHub's validation words them."""
    here = [*path, asked.key]
    inner = known.get(asked.name)
    if inner is None:
        message = f"Field '{asked.name}' doesn't exist on type '{path[-1]}'"
        return [{"path": here, "extensions": {"code": "undefinedField"}, "message": message}]
    if bool(inner) != bool(asked.children):
        message = f"Field '{asked.name}' must {'' if inner else 'not '}have selections"
        return [{"path": here, "extensions": {"code": "selectionMismatch"}, "message": message}]
    return [error for each in asked.children for error in _unknown_fields(each, inner, here)]
