"""The destinations of a document, each once however many links use it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.source import Span
    from awesome_lint.syntax.nodes import Document, Link

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PLACEHOLDERS = frozenset("{}<>$")


def destinations(document: Document) -> Iterator[tuple[Link, Span]]:
    """Yield links and images with the place of their destination; of those that share a definition only the first."""
    seen: set[Span] = set()
    for link in document.links:
        if link.url_span is not None and link.url_span not in seen:
            seen.add(link.url_span)
            yield link, link.url_span


def is_relative(url: str) -> bool:
    """Tell whether ``url`` names a file of the repository: no scheme, no host, no mere fragment, no placeholder."""
    if not url or url.startswith(("#", "?", "//")) or _SCHEME.match(url):
        return False
    return _PLACEHOLDERS.isdisjoint(url)
