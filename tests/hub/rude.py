"""What no HTTP library would send: a socket server whose behaviours are named by the first segment of the path.

Each behaviour has a host of its own, ``{behaviour}.rude.example``, so that what is known of one host says nothing of
another.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from .counts import Seen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from .counts import Counts

    Behaviour = Callable[[asyncio.StreamWriter], Awaitable[None]]
    Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

DOMAIN = "rude.example"
_HERE = Path(__file__).parent
CERTIFICATE = _HERE / "selfsigned.example.test-certificate.pem"
_KEY = _HERE / "selfsigned.example.test-key.pem"
_HEAD_MOST = 1_000_000
_RESET = struct.pack("ii", 1, 0)
"""Linger for no time at all: closing then sends RST."""
_PAUSE, _BREATH = 0.3, 0.001
"""Seconds between the bytes of what trickles, and between the lines of what does not end: others wait."""

_TLS_RECORD = b"\x16"
"""What a TLS handshake begins with (RFC 8446, section 5.1)."""
_OK = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n"


def _sends(data: bytes) -> Behaviour:
    """Return a behaviour that sends ``data`` and closes."""

    async def send(writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()

    return send


async def _silent(_: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def _trickled_headers(writer: asyncio.StreamWriter) -> None:
    writer.write(_OK + b"x-slow: ")
    while True:
        writer.write(b"a")
        await writer.drain()
        await asyncio.sleep(_PAUSE)


async def _endless_headers(writer: asyncio.StreamWriter) -> None:
    writer.write(_OK)
    while True:
        writer.write(b"x-more: " + b"a" * 1000 + b"\r\n")
        await writer.drain()
        await asyncio.sleep(_BREATH)


async def _reset(writer: asyncio.StreamWriter) -> None:
    connection = writer.get_extra_info("socket")
    with suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    writer.transport.abort()


async def _reset_within(writer: asyncio.StreamWriter) -> None:
    writer.write(_OK + b"content-length: 1000\r\n\r\nten bytes.")
    await writer.drain()
    await asyncio.sleep(0.05)
    await _reset(writer)


BEHAVIOURS: dict[str, Behaviour] = {
    "fine": _sends(_OK + b"content-length: 2\r\n\r\nok"),
    "silent": _silent,
    "trickled-headers": _trickled_headers,
    "endless-headers": _endless_headers,
    "huge-headers": _sends(_OK + b"x-huge: " + b"a" * 2_000_000 + b"\r\ncontent-length: 0\r\n\r\n"),
    "reset": _reset,
    "reset-within": _reset_within,
    "closed": _sends(b""),
    "closed-in-headers": _sends(_OK),
    "garbage": _sends(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 what is this\r\n\r\n"),
    "http-0.9": _sends(b"<html><title>A page</title><p>No status, no headers.</html>\n"),
    "bad-status": _sends(b"HTTP/1.1 abc What\r\ncontent-length: 0\r\n\r\n"),
    "wrong-length": _sends(_OK + b"content-length: 1000\r\n\r\nten bytes."),
    "two-lengths": _sends(_OK + b"content-length: 2\r\ncontent-length: 7\r\n\r\nok"),
    "negative-length": _sends(_OK + b"content-length: -1\r\n\r\nok"),
    "bad-chunks": _sends(_OK + b"transfer-encoding: chunked\r\n\r\nnot a size\r\nok\r\n0\r\n\r\n"),
    "early-hints": _sends(b"HTTP/1.1 103 Early Hints\r\nlink: </a.css>\r\n\r\n" + _OK + b"content-length: 2\r\n\r\nok"),
    "switching": _sends(b"HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n"),
    "http-1.0": _sends(b"HTTP/1.0 200 OK\r\ncontent-type: text/html\r\n\r\nok"),
    "lone-newlines": _sends(b"HTTP/1.1 200 OK\ncontent-type: text/html\ncontent-length: 2\n\nok"),
}
"""After a request has come."""
NEEDS_BODY = frozenset(("reset-within", "wrong-length", "two-lengths", "negative-length", "bad-chunks"))
"""Behaviours that are about the body, so that HEAD is refused (405)."""
AT_CONNECT: dict[str, Behaviour] = {"silent-tls": _silent, "reset-tls": _reset}
"""As soon as a connection is there, each on a port of its own."""


class RudeServer:
    """Listens on ports of 127.0.0.1 and [::1]; ``endpoints`` says which host is behind which."""

    def __init__(self, counts: Counts) -> None:
        self._counts = counts
        self._servers: list[asyncio.Server] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._refusing = socket.socket()
        self.endpoints: dict[str, str] = {}
        self.has_ipv6 = False

    async def start(self) -> None:
        """Open all ports."""
        plain = await self._open(self._on_request)
        tls = await self._open(self._on_request, secure=_tls())
        self.endpoints = {f"{name}.{DOMAIN}": f"http://127.0.0.1:{plain}" for name in BEHAVIOURS}
        self.endpoints["plain-on-tls.rude.example"] = f"https://127.0.0.1:{plain}"
        self.endpoints |= dict.fromkeys(("selfsigned.example", "wrongname.example"), f"https://127.0.0.1:{tls}")
        for name in AT_CONNECT:
            port = await self._open(self._at_connect(name))
            self.endpoints[f"{name}.{DOMAIN}"] = f"https://127.0.0.1:{port}"
        self._refusing.bind(("127.0.0.1", 0))  # bound, not listening: nobody else gets the port, and nobody answers
        self.endpoints[f"refused.{DOMAIN}"] = f"http://127.0.0.1:{self._refusing.getsockname()[1]}"
        with suppress(OSError):  # a machine without IPv6
            port = await self._open(self._on_request, address="::1")
            self.endpoints[f"ipv6.{DOMAIN}"], self.has_ipv6 = f"http://[::1]:{port}", True

    async def stop(self) -> None:
        """Close all ports and connections."""
        for server in self._servers:
            server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.sleep(0)  # transports close on the next turn of the loop
        self._refusing.close()

    async def _open(self, answer: Answer, *, address: str = "127.0.0.1", secure: ssl.SSLContext | None = None) -> int:
        def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.ensure_future(self._conversation(answer, reader, writer))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

        server = await asyncio.start_server(connected, address, 0, limit=_HEAD_MOST, ssl=secure)
        self._servers.append(server)
        port: int = server.sockets[0].getsockname()[1]
        return port

    async def _conversation(self, answer: Answer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer, and close; what the other side does meanwhile is no trouble of ours."""
        try:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                await answer(reader, writer)
                writer.close()
                await writer.wait_closed()
        finally:
            writer.transport.abort()

    async def _on_request(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        start = await reader.readexactly(1)
        if start == _TLS_RECORD:
            writer.write(_refusal("400 Bad Request"))  # as servers do that are asked for TLS where they speak none
            return
        head = (start + await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        line, *rest = head.split("\r\n")
        method, path, *_ = *line.split(" "), "", ""
        name = path.strip("/").partition("/")[0].partition("?")[0]
        headers = {each.partition(":")[0].lower(): each.partition(":")[2].strip() for each in rest if each}
        tallies = self._counts.enter(Seen("web", f"{name}.{DOMAIN}", method, path, headers))
        try:
            await _behaviour(name, method)(writer)
        finally:
            for tally in tallies:
                tally.leave(0)

    def _at_connect(self, name: str) -> Answer:
        async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            tallies = self._counts.enter(Seen("web", f"{name}.{DOMAIN}", "", "", {}))
            try:
                await AT_CONNECT[name](writer)
            finally:
                for tally in tallies:
                    tally.leave(0)

        return answer


def _behaviour(name: str, method: str) -> Behaviour:
    if method == "HEAD" and name in NEEDS_BODY:
        return _sends(_refusal("405 Method Not Allowed"))
    if method == "HEAD" and name == "fine":
        return _sends(_OK + b"content-length: 2\r\nconnection: close\r\n\r\n")
    return BEHAVIOURS.get(name, _sends(_refusal("404 Not Found")))


def _refusal(status: str) -> bytes:
    return f"HTTP/1.1 {status}\r\nallow: GET\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".encode()


def _tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE, _KEY)
    return context
