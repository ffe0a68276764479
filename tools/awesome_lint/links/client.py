"""The one client of a run: every request goes through here, checked, limited, capped, retried and counted.

Providers name what they ask for; where that is, and with which token, only the client knows. Redirects are never
followed here, so that each target is checked and tokens stay where they belong.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import stamina

from awesome_lint import PROJECT_URL, __version__
from awesome_lint.links.addresses import ascii_host
from awesome_lint.links.answers import Answer, NoAnswerError, Trouble
from awesome_lint.links.bodies import read_body
from awesome_lint.links.connector import MAX_CONNECTIONS, Guard
from awesome_lint.links.endpoints import BUILT_IN, Endpoints
from awesome_lint.links.hosts import split_address
from awesome_lint.links.http_client import headers_of, open_http
from awesome_lint.links.limits import Limits
from awesome_lint.links.troubles import FAILURES, explain

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from ipaddress import IPv4Network, IPv6Network

    import httpx
    from aiohttp.abc import AbstractResolver

    from awesome_lint.links.limits import HostLimit

USER_AGENT = f"awesome-lint/{__version__} (+{PROJECT_URL})"
MAX_PAGE, MAX_API = 2**16, 2**23
"""Bytes read of a web page, and of an API's answer: 200 papers of arXiv are about 600 KB."""
stamina.instrumentation.set_on_retry_hooks(())  # it would write each retry to standard error
ACCEPT = "text/html,application/xhtml+xml,*/*;q=0.8"
"""Some sites say 404 to programs that do not ask for HTML."""
_HEAD_SHARE = 0.5  # of the time, for a HEAD request: some servers never answer one, and GET comes after it
SLOW_DOWN = (429, 503)
_LEAST_WAIT = 1.0  # seconds, also where a host asks for none
TRANSIENT = (500, 502, 503, 504)
"""Statuses of a server in trouble, which may be well a moment later (RFC 9110, section 15.6)."""


@dataclass(frozen=True)
class ClientSettings:
    """How a client is set up. ``timeout`` is for one request, in seconds; ``attempts`` for one that may be repeated.

    ``networks`` are those that are not public and may be asked all the same; ``resolver`` replaces DNS in tests.
    """

    endpoints: Endpoints = field(default_factory=Endpoints)
    timeout: float = 10.0
    api_timeout: float = 60.0
    attempts: int = 3
    networks: tuple[IPv4Network | IPv6Network, ...] = ()
    resolver: AbstractResolver | None = None


@dataclass(frozen=True)
class _Request:
    """One request: ``host`` is the one whose limits count, ``url`` where it is sent.

    Of an API's answer whose body does not come, or cannot be read, there is nothing to use; of a page's, the status.
    """

    host: str
    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | None
    timeout: float
    most: int
    is_of_api: bool = True


class Client:
    """Asks providers and web pages. ``answered`` counts answers, ``unreachable`` holds hosts that gave none."""

    def __init__(self, settings: ClientSettings, http: httpx.AsyncClient, guard: Guard, limits: Limits) -> None:
        self.endpoints = settings.endpoints
        self.limits = limits
        self.answered = 0
        self.unreachable: set[str] = set()
        self._settings = settings
        self._http = http
        self._guard = guard
        self._places = asyncio.Semaphore(MAX_CONNECTIONS)  # a wait for a connection is no time of the host's

    def has_token(self, provider: str) -> bool:
        """Tell whether requests to ``provider`` can carry a token."""
        return provider in self.endpoints.tokens

    def drop_token(self, provider: str) -> None:
        """Ask ``provider`` without a token from now on, as it does not accept the one that is set."""
        tokens = {name: token for name, token in self.endpoints.tokens.items() if name != provider}
        self.endpoints = replace(self.endpoints, tokens=tokens)

    async def ask_api(
        self,
        provider: str,
        path: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Answer:
        """Ask ``provider`` for ``path`` (with query), with its token if there is one; raises ``NoAnswerError``.

        Repeated when the server is in trouble or asks to wait. Redirects are returned (see ``path_of``).
        """
        host = BUILT_IN[provider].partition("://")[2]
        sent = {**(headers or {}), **self._authorization(provider)}
        url = self.endpoints.bases[provider] + path
        request = _Request(host, method, url, sent, body, self._settings.api_timeout, MAX_API)
        return await self._ask(request, self._settings.attempts)

    def path_of(self, provider: str, location: str) -> str | None:
        """Return the path of a redirect's target when it is ``provider``'s own, to be asked again; else None."""
        if location.startswith("/") and not location.startswith("//"):
            return location
        for base in (self.endpoints.bases[provider], BUILT_IN[provider]):
            if location.startswith(f"{base}/"):
                return location[len(base) :]
        return None

    async def ask_web(
        self,
        url: str,
        method: str = "HEAD",
        *,
        headers: Mapping[str, str] | None = None,
        most: int = MAX_PAGE,
        attempts: int = 2,
    ) -> Answer:
        """Ask for the web page ``url``, without any token; read at most ``most`` bytes of it.

        What is wrong with the body is none of the status: then the answer is not ``complete``. Raises
        ``NoAnswerError``, with ``Trouble.REFUSED`` when the address is not public.
        """
        if reason := self._guard.check(url):
            raise NoAnswerError(Trouble.REFUSED, reason)
        host, where = host_of(url), self.endpoints.locate(url)
        sent = {"accept": ACCEPT, "accept-encoding": "identity", **(headers or {})}
        timeout = self._settings.timeout * (_HEAD_SHARE if method == "HEAD" else 1)
        request = _Request(host, method, where, sent, None, timeout, most, is_of_api=False)
        return await self._ask(request, attempts)

    def slow_down(self, provider: str, seconds: float) -> None:
        """Leave ``provider`` alone for ``seconds``, as it asked in its own way; for the whole run when it is long."""
        self.limits.of(BUILT_IN[provider].partition("://")[2]).slowed(seconds)

    def _authorization(self, provider: str) -> dict[str, str]:
        token = self.endpoints.tokens.get(provider)
        if token is None:
            return {}
        return {"x-api-key": token} if provider == "semantic-scholar" else {"authorization": f"Bearer {token}"}

    async def _ask(self, request: _Request, attempts: int) -> Answer:
        """Ask until there is an answer to keep, at most ``attempts`` times."""
        answer: Answer | None = None
        try:
            async for attempt in stamina.retry_context(on=_is_passing, attempts=attempts, timeout=None, wait_max=3.0):
                with attempt:
                    answer = await self._ask_once(request)
                    self._react(request.host, answer)
        except _TryAgainError:
            pass  # the last answer is what there is to say
        if answer is None:
            raise AssertionError("a request ends with an answer or an error")
        return answer

    def _react(self, host: str, answer: Answer) -> None:
        """Slow down when the host asks for it; raise ``_TryAgainError`` when it is worth to ask again."""
        limit = self.limits.of(host)
        if answer.status in SLOW_DOWN:
            limit.slowed(max(_LEAST_WAIT, answer.retry_after or 0.0))
            if limit.is_closed:
                return
        else:
            limit.welcomed()
        if answer.status in (*SLOW_DOWN, *TRANSIENT):
            raise _TryAgainError

    async def _ask_once(self, request: _Request) -> Answer:
        async with self.limits.slot(request.host) as limit:
            if limit.is_failing or limit.is_closed:
                raise NoAnswerError(Trouble.FAILING if limit.is_failing else Trouble.CLOSED)
            async with nullcontext() if request.is_of_api else self._places:  # no API waits behind slow pages
                limit.asked()
                started = time.monotonic()
                async with self._explained(limit, request.host):
                    answer = await self._send(request)
            limit.succeeded(time.monotonic() - started)
            self.answered += 1
            return answer

    async def _send(self, request: _Request) -> Answer:
        headers = {"user-agent": USER_AGENT, "accept-encoding": "gzip, deflate", **request.headers}
        deadline = asyncio.get_running_loop().time() + request.timeout
        async with AsyncExitStack() as stack:
            async with asyncio.timeout_at(deadline):
                ask = self._http.stream(request.method, request.url, headers=headers, content=request.body)
                response = await stack.enter_async_context(ask)
            body, complete = await read_body(response, request.most, deadline, needed=request.is_of_api)
            return Answer(response.status_code, headers_of(response), body, complete)

    @asynccontextmanager
    async def _explained(self, limit: HostLimit, host: str) -> AsyncIterator[None]:
        """Turn what goes wrong with a connection into a ``NoAnswerError``."""
        try:
            yield
        except (*FAILURES, NoAnswerError) as error:
            known = error if isinstance(error, NoAnswerError) else explain(error)
            if known.trouble not in (Trouble.REFUSED, Trouble.INVALID):
                self.unreachable.add(host)
                if known.trouble is not Trouble.NO_HOST:  # which is to be said of each of its pages
                    limit.failed()
            raise known from error


class _TryAgainError(Exception):
    """The answer is not the last word."""


def _is_passing(error: Exception) -> bool:
    """Tell whether the same request may go well a moment later."""
    lost = isinstance(error, NoAnswerError) and error.trouble in (Trouble.CONNECTION, Trouble.LOOKUP)
    return lost or isinstance(error, _TryAgainError)


def host_of(url: str) -> str:
    """Return the name under which the host of ``url`` is limited: with and without ``www.`` it is one."""
    address = split_address(url)
    host = (address.host if address else "").rpartition("@")[2].rpartition(":")
    name = host[0] if host[1] and host[2].isdigit() else "".join(host)
    return (ascii_host(name) or name).removeprefix("www.")


@asynccontextmanager
async def open_client(settings: ClientSettings, limits: Limits | None = None) -> AsyncIterator[Client]:
    """Open a client; it closes its connections in the end."""
    guard = Guard(settings.endpoints.allowed(), settings.networks)
    async with open_http(guard, settings.resolver) as http:
        yield Client(settings, http, guard, limits or Limits())
