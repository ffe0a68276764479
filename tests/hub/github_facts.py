"""GitHub's repositories as all of its interfaces find them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .world import Repository, World

_MOST_RENAMES = 10
_LICENSES = {"MIT": "MIT License", "Apache-2.0": "Apache License 2.0", "NOASSERTION": "Other"}


class Repositories:
    """Repositories by name, whatever its case, and by number; names of before lead to those of now."""

    def __init__(self, world: World) -> None:
        renamed = [
            replace(each, name=each.renamed_to, renamed_to=None) for each in world.repositories if each.renamed_to
        ]
        self._by_name = {each.name.casefold(): each for each in (*renamed, *world.repositories)}
        self._by_id = {each.id: each.name for each in self._by_name.values()}

    def find(self, name: str) -> Repository | None:
        """Return the repository of that name, or the one it was renamed to."""
        for _ in range(_MOST_RENAMES):
            found = self._by_name.get(name.casefold())
            if found is None or found.renamed_to is None:
                return found
            name = found.renamed_to
        return None

    def with_id(self, number: int) -> Repository | None:
        """Return the repository of that number."""
        return self.find(self._by_id[number]) if number in self._by_id else None


def license_of(repository: Repository) -> dict[str, str | None] | None:
    """Return the licence as the REST API writes it."""
    spdx = repository.license
    if spdx is None:
        return None
    return {"key": spdx.lower(), "name": _LICENSES.get(spdx, spdx), "spdx_id": spdx, "url": None}


def time_of(date: str) -> str:
    """Return a date as GitHub writes times."""
    return date if "T" in date else f"{date}T12:00:00Z"
