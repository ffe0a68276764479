"""Lay out a document as mdformat does, without mdformat: enough to see whether anything would change.

Every block has a renderer of ours (``extension.RENDERERS``), so mdformat adds nothing to the layout but 35 ms of
import, which a check of a canonical list should not pay. Tests hold both to the same result.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markdown_it.tree import SyntaxTreeNode

from awesome_lint.formatter.extension import RENDERERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class _Context:
    """What our renderers use of mdformat's ``RenderContext``."""

    options: Mapping[str, Any]
    env: dict[str, Any]


class _Node(SyntaxTreeNode):
    """A node that lays itself out, as mdformat's ``RenderTreeNode`` does."""

    def render(self, context: Any) -> str:
        return RENDERERS[self.type](self, context)  # type: ignore[arg-type] # the part of the interface that is used


def render(tokens: Sequence[Token], options: Mapping[str, Any], env: dict[str, Any]) -> None:
    """Lay out the blocks of ``tokens``; the pieces are left in ``env`` (``containers.root``)."""
    _Node(tokens).render(_Context(options, env))
