"""Connections to the public internet only: each address is checked where the socket for it is made.

So the address that is connected to is the one that was checked, whatever DNS answers a moment later, whatever two
parsers of a URL make of it, and after each redirect.
"""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import aiohttp
from aiohttp.abc import AbstractResolver

from awesome_lint.links.addresses import check_address, check_url

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable
    from ipaddress import IPv4Network, IPv6Network

    from aiohttp.abc import ResolveResult

    Network = IPv4Network | IPv6Network

MAX_CONNECTIONS, FOR_APIS = 100, 40
"""Connections at once to web pages, and more for APIs, each of which is asked by few requests at once."""


class RefusedAddressError(OSError):
    """The host is at an address that is not public; ``reason`` says which and what it is.

    As text all are alike: of several different errors aiohappyeyeballs makes one that is none of them.
    """

    def __init__(self, reason: str) -> None:
        super().__init__("not a public address")
        self.reason = reason


class Guard:
    """Makes sockets for public addresses, and for those that the user named.

    ``places`` are pairs of an IP address and a port, ``networks`` whole networks.
    """

    def __init__(self, places: Iterable[tuple[str, int]] = (), networks: Iterable[Network] = ()) -> None:
        self._places = frozenset(places)
        self._networks = tuple(networks)

    def __call__(self, info: tuple[Any, Any, Any, Any, tuple[Any, ...]]) -> socket.socket:
        """Return a socket for one address that a name resolved to; raises ``RefusedAddressError``."""
        family, kind, protocol, _, where = info
        if reason := self.refusal(where[0], where[1]):
            raise RefusedAddressError(reason)
        return socket.socket(family, kind, protocol)

    def check(self, url: str) -> str | None:
        """Return why ``url`` may not be asked, as far as can be told without DNS (see ``check_url``)."""
        return check_url(url, self._is_allowed if self._networks else None)

    def refusal(self, host: str, port: int) -> str | None:
        """Return why no connection may be made to the IP address ``host``, None when it may."""
        if (host, port) in self._places:
            return None
        reason = check_address(host)
        return None if reason is None or self._is_allowed(host) else reason

    def is_place(self, host: str, port: int) -> bool:
        """Tell whether this is one of the ``places``, which are for who names them by their address."""
        return (host, port) in self._places

    def _is_allowed(self, host: str) -> bool:
        return any(ip_address(host) in network for network in self._networks)


class NamesElsewhere(AbstractResolver):
    """Looks names up, but finds none at the places of ``guard``: a list can hold names that lead anywhere."""

    def __init__(self, guard: Guard, names: AbstractResolver) -> None:
        self._guard, self._names = guard, names

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Look ``host`` up, as aiohttp asks; raises ``RefusedAddressError`` when there are only such places."""
        found = await self._names.resolve(host, port, family)
        left = [each for each in found if not self._guard.is_place(each["host"], each["port"])]
        if found and not left:
            raise RefusedAddressError(f"{host} is at an address that is not for lists")
        return left

    async def close(self) -> None:
        """End what looks names up."""
        await self._names.close()


class LostConnectionError(aiohttp.ClientConnectionError):
    """The connection was lost, or there was none; the cause says how."""


async def _ask_once(request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """Send a request once: aiohttp would repeat it, and no limit would know of that."""
    try:
        return await send(request)
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        raise LostConnectionError from error


def open_session(guard: Guard, tls: ssl.SSLContext, resolver: AbstractResolver | None = None) -> aiohttp.ClientSession:
    """Return a session whose connections go through ``guard``; it keeps no cookies and knows no proxies."""
    connector = aiohttp.TCPConnector(
        ssl=tls,
        limit=MAX_CONNECTIONS + FOR_APIS,
        resolver=NamesElsewhere(guard, resolver or aiohttp.ThreadedResolver()),
        socket_factory=guard,
        ttl_dns_cache=300,
        keepalive_timeout=15,
    )
    jar = aiohttp.DummyCookieJar()
    return aiohttp.ClientSession(connector=connector, cookie_jar=jar, trust_env=False, middlewares=(_ask_once,))
