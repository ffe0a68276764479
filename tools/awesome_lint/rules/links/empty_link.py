"""LNK010."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding, Severity
from awesome_lint.rules.base import Context, NodeRule
from awesome_lint.syntax.nodes import Document
from awesome_lint.syntax.titles import is_generic, normalize_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.syntax.nodes import Link

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
HABIT = 4
"""From this many on, empty links of one kind (``[code]()``) hold the place of what is to come."""


class EmptyLink(NodeRule[Document]):
    """Link or image has no target, or a link has no text.

    ## Why is this bad?
    Without a target it leads nowhere; without text there is nothing to click. A text that says there is nothing yet
    (`coming soon`) is only mentioned, as is a kind of link (`code`) that a list leaves empty by habit.

    ## Example
    - [Alpha]() does one thing.

    ## Use instead
    - [Alpha](https://alpha.example) does one thing.
    """

    code = "LNK010"
    name = "empty-link"
    since = "0.1"
    severity = Severity.ERROR
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield the empty links; those that hold a place for what is to come once for each text."""
        without_target: dict[tuple[bool, str], list[Link]] = {}
        for link in node.links:
            if not link.url.strip():
                without_target.setdefault((link.is_image, normalize_title(link.text)), []).append(link)
            elif not link.is_image and not _shows_something(link, context):
                yield Finding(link.span, "the link has no text")
        for (is_image, text), links in without_target.items():
            message = f"the {'image' if is_image else 'link'} has no target"
            if text in _PROMISES or (len(links) >= HABIT and is_generic(text)):
                others = f", as {len(links) - 1} others with this text" if links[1:] else ""
                yield Finding(links[0].span, message + others, severity=Severity.INFO)
            else:
                yield from (Finding(link.span, message) for link in links)


def _shows_something(link: Link, context: Context) -> bool:
    """Tell whether anything stands between the marks: text, an image, or HTML that may draw something."""
    written = context.document.source.slice(link.text_span) if link.text_span else link.text
    return bool(link.images) or bool(_INVISIBLE.sub("", link.text or written))
