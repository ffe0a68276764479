"""Badges as they are written: where the image's address stands, and how to make it show something else."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from awesome_lint.syntax.badges import encode_badge_text, parse_badge_url

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_lint.source import SourceText, Span
    from awesome_lint.syntax.badges import BadgeImage
    from awesome_lint.syntax.nodes import Badge, Link


_SPECIAL = frozenset(" \t<>()\"'\\|")


def written_url(link: Link) -> Span | None:
    """Return where the address of a link or image stands; None where it is a definition's, which others may share."""
    return None if link.label else link.url_span


def is_plain(url: str) -> bool:
    """Tell whether ``url`` may be written in any destination, attribute and table cell as it is."""
    return not _SPECIAL & set(url)


def place_of(badge: Badge) -> Span:
    """Return the image's address, or the badge where the address stands elsewhere."""
    return written_url(badge.image) or badge.span


def found_in(source: SourceText, span: Span, text: str) -> Span:
    """Return where ``text``, as plain text or as a static badge writes it, stands in ``span``; else ``span``."""
    written = source.slice(span)
    for encoded in _encodings(text):
        at = written.find(encoded)
        if at >= 0:
            return type(span)(span.start + at, span.start + at + len(encoded))
    return span


def showing(url: str, old: str, new: str, accept: Callable[[BadgeImage], bool]) -> str | None:
    """Return the image's address with the text ``new`` in place of ``old``, None unless the result is accepted.

    ``accept`` is asked about what the new address shows, so a wrong guess at how ``old`` is encoded changes nothing.
    """
    for before, after in zip(_encodings(old), _encodings(new), strict=True):
        if url.count(before) == 1:
            candidate = url.replace(before, after)
            image = parse_badge_url(candidate)
            if image and not image.problem and accept(image):
                return candidate
    return None


def _encodings(text: str) -> tuple[str, ...]:
    """Return the ways an address may write ``text``: as a static badge's part, then plainer."""
    static = encode_badge_text(text)
    return static, static.replace("%2F", "/").replace("%3A", ":"), quote(text, safe=""), text
