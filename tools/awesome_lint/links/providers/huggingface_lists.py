"""Many models of one owner by one request: the list of what the owner has, described as each would be alone."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from awesome_lint.links.answers import NoAnswerError
from awesome_lint.links.providers.huggingface_api import FOLDERS, list_query

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from awesome_lint.links.providers.huggingface_api import HubApi
    from awesome_lint.links.targets import Target

WORTH = 5
"""From that many of one owner on a list saves requests, though it says more than is needed."""
MOST = 500
"""Items of a list that are read: what lists link is among those that are most liked, which come first."""


def grouped(targets: Iterable[Target]) -> tuple[list[list[Target]], list[Target]]:
    """Return the groups of one kind and owner that are worth a list, and what is to be asked alone."""
    groups: dict[tuple[str, str], list[Target]] = defaultdict(list)
    for target in targets:
        groups[owner_of(target)].append(target)
    listed = [group for (_, owner), group in groups.items() if owner and len(group) >= WORTH]
    alone = [target for (_, owner), group in groups.items() if not owner or len(group) < WORTH for target in group]
    return listed, alone


def owner_of(target: Target) -> tuple[str, str]:
    """Return kind and owner in lower case; the owner is empty where there is no list to ask for."""
    resource = target.resource
    if resource is None or resource.kind not in FOLDERS or "/" not in resource.id:
        return "", ""
    return resource.kind, resource.id.partition("/")[0].casefold()


async def ask_list(api: HubApi, group: Sequence[Target]) -> dict[str, Mapping[str, Any]]:
    """Return what the owner of ``group`` has by name in lower case; what is not in it may be there all the same."""
    kind = owner_of(group[0])[0]
    author = group[0].resource.id.partition("/")[0] if group[0].resource else ""
    try:
        answer = await api.ask(f"/api/{FOLDERS[kind]}", list_query(kind, author, MOST))
    except NoAnswerError:
        return {}
    items = answer.json() if answer.is_good else None
    known = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return {name.casefold(): item for item in known if isinstance(name := item.get("id"), str)}
