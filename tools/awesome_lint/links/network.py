"""Whether there is a network at all, asked of DNS only, so that a machine without one is told so and nothing else."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from awesome_lint.links.client import ClientSettings

_NAMES = ("github.com", "arxiv.org", "huggingface.co")
_SECONDS = 10.0


async def has_network(settings: ClientSettings) -> bool:
    """Tell whether any of three well-known names is found; true where other addresses are asked in their place."""
    if not settings.endpoints.is_real:
        return True
    lookups = [asyncio.ensure_future(_is_found(name, settings)) for name in _NAMES]
    try:
        for lookup in asyncio.as_completed(lookups, timeout=_SECONDS):
            if await lookup:
                return True
    except TimeoutError:
        return False
    finally:
        for each in lookups:
            each.cancel()
    return False


async def _is_found(name: str, settings: ClientSettings) -> bool:
    try:
        if settings.resolver is not None:
            return bool(await settings.resolver.resolve(name, 443))
        return bool(await asyncio.get_running_loop().getaddrinfo(name, 443, type=socket.SOCK_STREAM))
    except OSError:
        return False
