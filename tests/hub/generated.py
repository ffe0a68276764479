"""What a generated list is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .world import World


_LINK = re.compile(r"\]\((https?://[^\s()]+)\)")


@dataclass(frozen=True, slots=True)
class Expected:
    """What is right to say of a link on a first run, and with ``strict`` where that differs.

    ``also`` is right as well: where a token makes the difference. ``moved_to`` is where it moved, None where it did not
    or where that is not held against anybody.
    """

    verdict: str
    strict: str | None = None
    moved_to: str | None = None
    also: str | None = None

    def right(self, *, strict: bool = False) -> frozenset[str]:
        """Return the verdicts that are right."""
        verdict = self.strict if strict and self.strict else self.verdict
        return frozenset((verdict, self.also or verdict))


@dataclass(frozen=True, slots=True)
class Planted:
    """A contradiction between an entry and the facts: the entry's title, the code of the rule, and what was done."""

    entry: str
    code: str
    what: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class GeneratedList:
    """A list, its world, what is right of each URL, and the contradictions that were planted in it."""

    text: str
    world: World
    expected: Mapping[str, Expected] = field(default_factory=dict, hash=False)
    planted: tuple[Planted, ...] = ()

    def mapped(self, reach: Callable[[str], str]) -> str:
        """Return the text with each link where a peer reaches it, as ``Hub.peer_url`` says."""
        return _LINK.sub(lambda match: f"]({reach(match[1])})", self.text)
