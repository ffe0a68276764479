"""LNK010."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding, Severity
from awesome_lint.rules.base import Context, NodeRule
from awesome_lint.syntax.nodes import Link
from awesome_lint.syntax.titles import normalize_title

if TYPE_CHECKING:
    from collections.abc import Iterator

_INVISIBLE = re.compile("[\\s\u200b\u200c\u200d\u2060\ufeff]+")


_PROMISES = frozenset(
    {
        *(
            "coming",
            "coming soon",
            "n/a",
            "na",
            "soon",
            "tba",
            "tbd",
            "to be announced",
            "to be released",
            "todo",
            "wip",
        ),
        *("即将上线", "即将发布", "即将开源", "待发布", "待开源", "待补充", "待更新", "敬请期待", "暂无"),
    }
)
"""Texts that say themselves that there is nothing yet."""


class EmptyLink(NodeRule[Link]):
    """Link or image has no target, or a link has no text.

    ## Why is this bad?
    Without a target it leads nowhere; without text there is nothing to click. A text that says there is nothing yet
    (`coming soon`) is only mentioned.

    ## Example
    - [Alpha]() does one thing.

    ## Use instead
    - [Alpha](https://alpha.example) does one thing.
    """

    code = "LNK010"
    name = "empty-link"
    since = "0.1"
    severity = Severity.ERROR
    node_type = Link

    def check(self, node: Link, context: Context) -> Iterator[Finding]:
        """Yield the link when it is empty."""
        if not node.url.strip():
            thing = "image" if node.is_image else "link"
            severity = Severity.INFO if normalize_title(node.text) in _PROMISES else None
            yield Finding(node.span, f"the {thing} has no target", severity=severity)
        elif not node.is_image and not _shows_something(node, context):
            yield Finding(node.span, "the link has no text")


def _shows_something(link: Link, context: Context) -> bool:
    """Tell whether anything stands between the marks: text, an image, or HTML that may draw something."""
    written = context.document.source.slice(link.text_span) if link.text_span else link.text
    return bool(link.images) or bool(_INVISIBLE.sub("", link.text or written))
