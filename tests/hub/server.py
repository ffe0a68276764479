"""The hub: all providers on one port of 127.0.0.1, rude ones beside it, and an address per host for peers."""

from __future__ import annotations

import asyncio
import socket
import threading
from itertools import count
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit, urlunsplit

import uvicorn
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES

from .application import PROVIDERS, Application
from .provider import Setup
from .rude import RudeServer
from .world import World

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any

    from .counts import Counts

_SITES = ("github.com", "huggingface.co", "arxiv.org", "doi.org")
_STARTING = 30
"""Seconds after which a hub that does not start is a failure."""
_BACKLOG = 2048
STATUS_PHRASES.setdefault(999, b"Request denied")  # LinkedIn's, beyond what uvicorn knows


class Hub:
    """A server in a thread of its own, with its own event loop; a context manager, or ``start`` and ``stop``.

    Keyword arguments are the fields of ``Setup``; ``port`` is that of the main listener, 0 for any that is free.
    """

    def __init__(self, world: World | None = None, *, port: int = 0, **setup: Any) -> None:
        self.setup = Setup(World() if world is None else world, **setup)
        self.setup.reach = self.peer_url
        self._asked_port, self._sockets = port, list[socket.socket]()
        self._peers: dict[str, tuple[str, int]] = {}
        self._rude = RudeServer(self.setup.counts)
        self._thread = threading.Thread(target=self._run, name="hub", daemon=True)
        self._ready = threading.Event()
        self._failure: BaseException | None = None
        self._server: _Server | None = None

    @property
    def counts(self) -> Counts:
        """What was seen."""
        return self.setup.counts

    @property
    def url(self) -> str:
        """The address of the main listener, without final slash."""
        host, port = self._sockets[0].getsockname()[:2]
        return f"http://{host}:{port}"

    @property
    def has_ipv6(self) -> bool:
        """Whether this machine has [::1]; without it no endpoint is there that needs it."""
        return self._rude.has_ipv6

    def endpoints(self) -> dict[str, str]:
        """Return what ``AWESOME_LINT_ENDPOINTS`` holds, as JSON, for this hub to take the place of all hosts."""
        return {
            **{name: f"{self.url}/{name}" for name in (*(each.name for each in PROVIDERS), "web")},
            **self._rude.endpoints,
        }

    def peers(self) -> dict[str, str]:
        """Return, by host, the address below which a checker that maps no hosts finds its pages, each at its own."""
        pages = {host: f"http://{address}:{port}/{host}" for host, (address, port) in self._peers.items()}
        return {**pages, **self._rude.endpoints}

    def peer_url(self, url: str) -> str:
        """Return where a checker that maps no hosts reaches what is at ``url``.

        Addresses that lead nowhere in this world stay as they are.
        """
        split = urlsplit(url)
        base = self.peers().get(split.netloc.lower()) if split.scheme in ("http", "https") else None
        if base is None:
            return url
        return urlunsplit(split._replace(scheme="", netloc="", path=f"{base}{split.path or '/'}"))

    def start(self) -> Self:
        """Listen; return when requests are answered."""
        self._bind()
        self._thread.start()
        if not self._ready.wait(_STARTING) or self._failure:
            raise RuntimeError("the hub did not start") from self._failure
        return self

    def stop(self) -> None:
        """Close everything and wait for the thread to end."""
        if self._server is not None:
            self._server.ask_to_end()
        self._thread.join(_STARTING)
        for each in self._sockets:
            each.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        if kind is None and self.counts.failures:
            raise RuntimeError(f"the hub itself failed: {self.counts.failures[0]}")

    def _bind(self) -> None:
        self._sockets.append(_listening("127.0.0.1", self._asked_port))
        world = self.setup.world
        hosts = {*_SITES, *world.hosts, *(address.partition("/")[0] for address in world.pages)}
        for number, host in zip(count(256), sorted(hosts), strict=False):
            self._sockets.append(_listening_near(f"127.0.{number // 256}.{number % 256}"))
            self._peers[host] = self._sockets[-1].getsockname()[:2]

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:  # noqa: BLE001 - told by start(), in the thread that waits
            self._failure = error
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        about = {"_endpoints": self.endpoints, "_peers": self.peers}
        primary = self._sockets[0].getsockname()[:2]
        app = Application(self.setup, lambda *address: address == primary, about)
        config = uvicorn.Config(
            app, http="h11", ws="none", lifespan="off", log_config=None, log_level="critical", access_log=False,
            timeout_keep_alive=75, timeout_graceful_shutdown=0, backlog=_BACKLOG, server_header=False,
            h11_max_incomplete_event_size=1 << 20,
        )  # fmt: skip
        self._server = _Server(config, self._ready)
        await self._rude.start()
        try:
            await self._server.serve(sockets=self._sockets)
        finally:
            await self._rude.stop()


class _Server(uvicorn.Server):
    """Says when it listens, and ends at once when it is told to."""

    def __init__(self, config: uvicorn.Config, ready: threading.Event) -> None:
        super().__init__(config)
        self._ready, self._loop, self._asked = ready, asyncio.get_running_loop(), asyncio.Event()

    def ask_to_end(self) -> None:
        """End; called from another thread."""
        self.should_exit = self.force_exit = True
        self._loop.call_soon_threadsafe(self._asked.set)

    async def main_loop(self) -> None:
        await self.on_tick(0)  # sets the date, for good
        await self._asked.wait()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close all connections, however busy; waits for nobody, as uvicorn's own does."""
        for server in self.servers:
            server.close()
        tasks = [*self.server_state.tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for connection in [*self.server_state.connections]:
            connection.transport.abort()
        await asyncio.sleep(0)  # they close on the next turn of the loop


def _listening_near(address: str) -> socket.socket:
    """Return a socket at ``address``, or at 127.0.0.1 where a computer has no other address of its own (macOS)."""
    try:
        return _listening(address)
    except OSError:
        return _listening("127.0.0.1")


def _listening(address: str, port: int = 0) -> socket.socket:
    bound = socket.socket()
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((address, port))
    except OSError:
        bound.close()
        raise
    return bound
