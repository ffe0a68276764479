"""Bodies of answers, as much of them as may be read: bounded in bytes, before and after decoding, and in time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from awesome_lint.links.answers import NoAnswerError, inflate
from awesome_lint.links.troubles import FAILURES

if TYPE_CHECKING:
    import httpx

_SECONDS = 3.0
"""Seconds for a body that is not needed: its status is known, and others wait."""


async def read_body(response: httpx.Response, most: int, deadline: float, *, needed: bool) -> tuple[bytes, bool]:
    """Return what may be read of the body, decoded, and whether that is all.

    When it does not come by ``deadline`` (of the loop's clock), or cannot be read, that is raised if it is ``needed``.
    """
    if response.request.method == "HEAD":
        return b"", True
    soon = asyncio.get_running_loop().time() + _SECONDS
    encoding = response.headers.get("content-encoding", "").strip().lower()
    try:
        async with asyncio.timeout_at(deadline if needed else min(soon, deadline)):
            raw, complete = await _read(response, most)
        text, whole = inflate(raw, encoding, most) if raw else (b"", True)
    except (*FAILURES, NoAnswerError):
        if needed:
            raise
        return b"", False
    return text, complete and whole


async def _read(response: httpx.Response, most: int) -> tuple[bytes, bool]:
    data = bytearray()
    async for chunk in response.aiter_raw():
        data += chunk
        if len(data) > most:
            return bytes(data[:most]), False
    return bytes(data), True
