"""What a web page answers, as data."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

HTML = b"<!doctype html><title>A page</title><h1 id=top>A page</h1><p>It says something.</p>"
Body = Literal["whole", "trickled", "endless", "huge"]
"""How the body comes: at once; a byte at a time, for hours; without end; announced as 10 GB."""


@dataclass(frozen=True, slots=True)
class Page:
    """One answer. ``on_head`` and ``on_range`` answer HEAD and requests for a range instead.

    After ``times`` answers ``then`` answers (0: always this one). ``latency`` is in seconds, beside that of the hub.
    Ranges are honoured unless told otherwise, conditional requests when there is an ``etag``.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = HTML
    kind: str = "text/html; charset=utf-8"
    on_head: Page | None = None
    on_range: Page | None = None
    times: int = 0
    then: Page | None = None
    latency: float = 0.0
    sends: Body = "whole"
    ranges: bool = True
    etag: str | None = None


def redirect(location: str | None, status: int = 301, **headers: str) -> Page:
    """Return a redirect; ``location`` as it stands in the header, None for a redirect to nowhere."""
    place = {} if location is None else {"location": location}
    return Page(status, {**place, **headers}, body=b"")


def first(*pages: Page) -> Page:
    """Return what answers with each of ``pages`` once, and then with the last of them for ever."""
    *before, last = pages
    for page in reversed(before):
        last = replace(page, times=1, then=last)
    return last


def without_head(page: Page, status: int = 405) -> Page:
    """Return ``page`` for GET only; HEAD is answered with ``status``."""
    return replace(page, on_head=Page(status, body=b""))
