"""Servers on this computer, and names that lead to them: real connections, none of which leaves."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any

from aiohttp.abc import AbstractResolver

from awesome_lint.links.client import ClientSettings, open_client

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from awesome_lint.links.client import Client
    from awesome_lint.links.limits import Limits

PUBLIC, VICTIM = "127.0.0.2", "127.0.0.1"
"""An address that tests allow, in the place of a public one, and one that nobody may reach."""
Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


def reply(status: int = 200, body: bytes = b"", **headers: str) -> bytes:
    """Return an answer after which the connection is closed."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    fields = {"content-length": str(len(body)), "connection": "close", **given}
    lines = (f"HTTP/1.1 {status} Some words", *(f"{name}: {value}" for name, value in fields.items()))
    return "\r\n".join((*lines, "", "")).encode() + body


@dataclass
class Listener:
    """Answers each request, and notes it; ``answer`` is what is sent, or what sends it."""

    answer: bytes | Answer = field(default_factory=reply)
    requests: list[str] = field(default_factory=list)
    connections: int = 0
    in_flight: int = 0
    highest: int = 0
    port: int = 0
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if task := asyncio.current_task():
            self.tasks.add(task)
        self.connections += 1
        self.in_flight += 1
        self.highest = max(self.highest, self.in_flight)
        try:
            with suppress(OSError, asyncio.IncompleteReadError):
                self.requests.append((await reader.readuntil(b"\r\n\r\n")).decode("latin-1"))
                await self._send(writer)
        finally:
            self.in_flight -= 1
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _send(self, writer: asyncio.StreamWriter) -> None:
        if isinstance(self.answer, bytes):
            writer.write(self.answer)
            await writer.drain()
        else:
            await self.answer(writer)


async def _open(listeners: Sequence[tuple[Listener, str]], attempts: int = 20) -> tuple[list[asyncio.Server], int]:
    """Open listeners at one port, trying several: one that is free at the first address may be taken at the next."""
    servers: list[asyncio.Server] = []
    port = 0
    try:
        for listener, address in listeners:
            servers.append(await asyncio.start_server(listener.handle, address, port))
            port = listener.port = servers[-1].sockets[0].getsockname()[1]
    except OSError:
        for server in servers:
            server.close()
        if attempts == 1:
            raise
        return await _open(listeners, attempts - 1)
    return servers, port


@asynccontextmanager
async def listening(*listeners: tuple[Listener, str]) -> AsyncIterator[int]:
    """Open listeners at their addresses, all at one port, which is given back."""
    servers, port = await _open(listeners)
    try:
        yield port
    finally:
        for server in servers:
            server.close()
        tasks = {task for listener, _ in listeners for task in listener.tasks if not task.done()}
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=1)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await asyncio.sleep(0)  # connections close on the next turn of the loop


class Names(AbstractResolver):
    """DNS whose answers are given: of each host one after the other, the last of them for ever.

    ``otherwise`` is the answer for all other names, none where it is empty.
    """

    def __init__(
        self, port: int, answers: Mapping[str, Sequence[Sequence[str]]], otherwise: Sequence[str] = ()
    ) -> None:
        self._otherwise = [otherwise] if otherwise else None
        self.asked: list[str] = []
        self._port = port
        self._answers = {host: list(each) for host, each in answers.items()}

    async def resolve(self, host: str, port: int = 0, family: Any = socket.AF_INET) -> Any:
        self.asked.append(host)
        answers = self._answers.get(host, self._otherwise)
        if answers is None:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        addresses = answers.pop(0) if len(answers) > 1 else answers[0]
        return [
            {"hostname": host, "host": each, "port": self._port, "family": socket.AF_INET, "proto": 0, "flags": 0}
            for each in addresses
        ]

    async def close(self) -> None:
        pass


@asynccontextmanager
async def visiting(names: Names, limits: Limits | None = None, seconds: float = 5) -> AsyncIterator[Client]:
    """Open a client for which ``PUBLIC`` is the only address that is not refused."""
    settings = ClientSettings(timeout=seconds, networks=(ip_network(f"{PUBLIC}/32"),), resolver=names)
    async with open_client(settings, limits) as client:
        yield client
