"""STY008."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding, Severity
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.syntax.nodes import Document, Link

if TYPE_CHECKING:
    from collections.abc import Iterator

_DECLARED = re.compile(r"\s(?:alt\s*=|aria-hidden|role\s*=\s*[\"']?(?:presentation|none)\b)", re.IGNORECASE)

MANY = 20
"""Images of one host from which on they come from one template, and one finding says it."""


class MissingAltText(NodeRule[Document]):
    """Image has no alternative text.

    ## Why is this bad?
    Readers who cannot see the image, and pages where it does not load, get nothing.

    ## Example
    ![](assets/map.png)

    ## Use instead
    ![Map of the models](assets/map.png)
    """

    code = "STY008"
    name = "missing-alt-text"
    since = "0.1"
    severity = Severity.INFO
    fixable = Fixable.NEVER
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield images without alternative text; those beside the text of a link, or declared empty, are decoration.

        Many images of one host are one finding, at the first.
        """
        del context
        by_host: dict[str, list[Link]] = defaultdict(list)
        for image in _silent_images(node):
            by_host[_host(image.url)].append(image)
        for host, images in by_host.items():
            if host and len(images) > MANY:
                message = f"image has no alternative text, as {len(images) - 1} others from {host}"
                yield Finding(images[0].span, message)
            else:
                yield from (Finding(image.span, "image has no alternative text") for image in images)


def _host(url: str) -> str:
    """Return the host of ``url``, empty for a file of the repository."""
    return url.partition("//")[2].partition("/")[0] if "//" in url[:9] else ""


def _silent_images(document: Document) -> Iterator[Link]:
    decoration = {image.span for link in document.links if link.text.strip() for image in link.images}
    for link in document.links:
        declared = link.html and _DECLARED.search(document.source.slice(link.span))
        if link.is_image and not (link.text.strip() or declared or link.span in decoration):
            yield link
