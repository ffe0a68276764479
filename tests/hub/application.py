"""The hub as one application: which provider a request is for, latency, and what is counted."""

from __future__ import annotations

import asyncio
from traceback import format_exc
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Router

from .arxiv import Arxiv
from .bodies import answer_of
from .counts import Seen
from .doi import Doi
from .github import GitHub
from .huggingface import HuggingFace
from .semantic_scholar import SemanticScholar
from .wayback import Wayback
from .web import Web

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.types import Message, Receive, Scope, Send

    from .counts import Tally
    from .provider import Setup

PROVIDERS = (Arxiv, SemanticScholar, GitHub, HuggingFace, Doi, Wayback)


class Application:
    """Answers ``/{provider}/…``; on any address but ``primary`` it is the web alone, for peers."""

    def __init__(
        self, setup: Setup, primary: Callable[[str, int], bool], about: Mapping[str, Callable[[], dict[str, str]]]
    ) -> None:
        self._setup, self._is_primary, self._about = setup, primary, about
        self._web = Web(setup)
        self._names = frozenset(each.name for each in PROVIDERS)
        self._router = Router([Mount(f"/{each.name}", routes=each(setup).routes()) for each in PROVIDERS])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        peer = not self._is_primary(*scope["server"][:2])
        path = scope["raw_path"].decode("latin-1")
        query = scope["query_string"].decode("latin-1")
        first, _, rest = path.lstrip("/").partition("/")
        if not peer and first.startswith("_"):
            await self._told(first)(scope, receive, send)
        elif peer or first == "web":
            address = (path.lstrip("/") if peer else rest) + (f"?{query}" if query else "")
            await self._counted("web", scope, send, lambda track: self._on_web(scope, receive, track, address, peer))
        elif first in self._names:
            answer = self._instead(first, scope) or self._router
            await self._counted(first, scope, send, lambda track: answer(scope, receive, track))
        else:
            await Response("no such provider", 404)(scope, receive, send)

    def _instead(self, provider: str, scope: Scope) -> Response | None:
        """Return what a test wants a provider to answer."""
        page = self._setup.faults.instead.get(provider)
        if page is None:
            return None
        scope["hub.latency"] = page.latency
        return answer_of(page, scope["method"], Headers(scope=scope))

    async def _on_web(self, scope: Scope, receive: Receive, send: Send, address: str, peer: bool) -> None:  # noqa: FBT001
        if "/" not in address.partition("?")[0]:
            host, mark, query = address.partition("?")
            address = f"{host}/{mark}{query}"
        await self._web.answer(scope, receive, send, address, peer=peer)

    async def _counted(
        self, provider: str, scope: Scope, send: Send, answer: Callable[[Send], Awaitable[None]]
    ) -> None:
        path = scope["raw_path"].decode("latin-1")
        parts = path.lstrip("/").split("/")
        host = provider
        if provider == "web":
            host = parts[1] if parts[0] == "web" and self._is_primary(*scope["server"][:2]) else parts[0]
        query = scope["query_string"].decode("latin-1")
        whole = f"{path}?{query}" if query else path
        seen = Seen(provider, host, scope["method"], whole, dict(Headers(scope=scope)))
        track = _Track(scope, send, self._setup.counts.enter(seen), self._setup.latency)
        try:
            await answer(track)
        except ClientDisconnect:
            pass  # who asked has gone
        except Exception:
            self._setup.counts.failures.append(format_exc())
            raise
        finally:
            track.finish()

    def _told(self, name: str) -> Response:
        """Return what the hub tells about itself."""
        if name in self._about:
            return JSONResponse(self._about[name]())
        if name == "_reset":
            self._setup.counts.reset()
        return JSONResponse(self._setup.counts.to_json())


class _Track:
    """Sends an answer after the latency, and counts its end before the other side can know of it."""

    def __init__(self, scope: Scope, send: Send, tallies: tuple[Tally, ...], latency: float) -> None:
        self._scope, self._send, self._tallies, self._latency = scope, send, tallies, latency
        self._status, self._open = 0, True

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            await asyncio.sleep(self._latency + self._scope.get("hub.latency", 0.0))
        else:
            for tally in self._tallies:
                tally.sent += len(message.get("body", b""))
            if not message.get("more_body"):
                self.finish()
        await self._send(message)

    def finish(self) -> None:
        """Count the end, once."""
        if self._open:
            self._open = False
            for tally in self._tallies:
                tally.leave(self._status)
