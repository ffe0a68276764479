"""Answers of web pages: ranges, conditional requests, and bodies that are no pleasure to read."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from starlette.responses import Response, StreamingResponse

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from .pages import Page

_RANGE = re.compile(r"bytes=(\d+)-(\d*)")
_HUGE = 10_000_000_000
_CHUNK = b"a" * 16384
_TRICKLE, _BREATH = 0.5, 0.001
"""Seconds between the bytes of a body that trickles, and between the chunks of one that does not end: others wait."""


def answer_of(page: Page, method: str, headers: Mapping[str, str]) -> Response:
    """Return what ``page`` answers to a request with ``headers``."""
    if page.etag is not None and headers.get("if-none-match") == page.etag:
        return Response(status_code=304, headers={"etag": page.etag})
    extra = {**page.headers, **({"etag": page.etag} if page.etag else {})}
    if page.sends != "whole":
        return _streamed(page, extra, method)
    if page.ranges and page.status == 200 and (found := _RANGE.fullmatch(headers.get("range", ""))):
        return _part(page, extra, int(found[1]), int(found[2] or len(page.body)))
    return Response(page.body, page.status, extra, page.kind)


def _part(page: Page, extra: dict[str, str], start: int, end: int) -> Response:
    size = len(page.body)
    if start >= size:
        return Response(b"", 416, {**extra, "content-range": f"bytes */{size}"})
    end = min(end, size - 1)
    return Response(
        page.body[start : end + 1], 206, {**extra, "content-range": f"bytes {start}-{end}/{size}"}, page.kind
    )


def _streamed(page: Page, extra: dict[str, str], method: str) -> Response:
    if page.sends == "huge":
        extra = {**extra, "content-length": str(_HUGE)}
    if method == "HEAD":  # else the connection would be busy with a body that nobody waits for
        return Response(b"", page.status, extra, page.kind)
    body = _trickle() if page.sends == "trickled" else _flood()
    return StreamingResponse(body, page.status, extra, page.kind)


async def _trickle() -> AsyncIterator[bytes]:
    while True:
        yield b"a"
        await asyncio.sleep(_TRICKLE)


async def _flood() -> AsyncIterator[bytes]:
    while True:
        yield _CHUNK
        await asyncio.sleep(_BREATH)
