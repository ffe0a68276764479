"""The conventions of one document: declared (``Style``, mdformat's ``plugin.awesome_lint`` options), else counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mdformat.renderer import RenderTreeNode


@dataclass(frozen=True, slots=True)
class Conventions:
    """``markers``: width (1 emphasis, 2 strong) -> character. ``badge_rows``: first lines, from 0, of paragraphs.

    ``touching`` holds the ``id`` of each bullet list beside another one: with the same bullet they would be one.
    """

    bullet: str
    markers: dict[int, str]
    badge_rows: frozenset[int]
    touching: frozenset[int]


def conventions(root: RenderTreeNode, options: Mapping[str, Any]) -> Conventions:
    """Return the conventions to lay ``root`` out by."""
    declared = options.get("mdformat", {}).get("plugin", {}).get("awesome_lint", {})
    used = Counter((node.type, node.markup) for node in root.walk() if node.type in ("list_item", "em", "strong"))
    bullets = {marker: used["list_item", marker] for marker in "-*+"}
    strong = {marker: used["strong", marker * 2] for marker in "*_"}
    return Conventions(
        declared.get("bullet") or _majority(bullets, "-"),
        {
            1: declared.get("emphasis") or _majority({marker: used["em", marker] for marker in "*_"}, "*"),
            2: (declared.get("strong") or _majority(strong, "*"))[0],  # "**" says the same as "*"
        },
        frozenset(declared.get("badge_rows", ())),
        frozenset(_touching(root)),
    )


def _touching(root: RenderTreeNode) -> Iterator[int]:
    for node in root.walk():
        for pair in pairwise(node.children):
            if pair[0].type == pair[1].type == "bullet_list":
                yield from map(id, pair)


def _majority(counts: dict[str, int], on_tie: str) -> str:
    most = max(counts.values())
    winners = [marker for marker, count in counts.items() if count == most]
    return winners[0] if len(winners) == 1 else on_tie
