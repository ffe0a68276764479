"""The zoo: hard cases of the web as data, each with what is right. ``CASES`` are all; ``zoo_world`` is their world."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from .pages import Page, first, redirect, without_head
from .rude import DOMAIN
from .world import World
from .zoo_case import OK, UNKNOWN, Case, case
from .zoo_redirects import REDIRECTS
from .zoo_statuses import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ("CASES", "Case", "cases", "zoo_world")

_SLOW = 300.0
"""Seconds until a slow page answers: longer than anybody waits."""
_BOMB = gzip.compress(gzip.compress(bytes(1 << 26), 9), 9)
"""64 MB of zeros, compressed twice."""


def _encoded(encoding: str, body: bytes) -> Page:
    return without_head(Page(headers={"content-encoding": encoding}, body=body, ranges=False))


_BODIES = (
    case("slow", Page(latency=_SLOW), UNKNOWN),
    case("slow-get", without_head(Page(latency=_SLOW)), UNKNOWN),
    case("slow-once", first(Page(latency=2.0), Page()), OK),
    case("slow-redirect", redirect("/slow", 302), UNKNOWN, more={"slow-redirect.example/slow": Page(latency=_SLOW)}),
    case("body-trickled", without_head(Page(sends="trickled")), OK),  # the status has been seen
    case("body-endless", without_head(Page(sends="endless")), OK),
    case("body-10-gb", without_head(Page(sends="huge")), OK),
    case("body-10-gb-head", Page(sends="huge"), OK),
    case("gzip-bomb", _encoded("gzip", gzip.compress(bytes(1 << 26), 9)), OK),
    case("gzip-bomb-twice", _encoded("gzip, gzip", _BOMB), OK),
    case("gzip-mislabelled", _encoded("gzip", b"this is not compressed"), OK),
    case("brotli-mislabelled", _encoded("br", b"this is not compressed"), OK),
    case("deflate-mislabelled", _encoded("deflate", b"this is not compressed"), OK),
    case("encoding-unknown", _encoded("x-ours", b"whatever this is"), OK),
    case("etag", Page(etag='"v1"'), OK),
    case("not-utf-8", without_head(Page(body=b"\xff\xfe\x00<title>")), OK),
    case("empty", without_head(Page(body=b"")), OK),
)


def _rude(behaviour: str, verdict: str = UNKNOWN, **more: object) -> Case:
    url = f"https://{behaviour}.{DOMAIN}/{behaviour}"
    return Case(behaviour, url, behaviour, verdict, **more)  # type: ignore[arg-type]


_RUDE = (
    _rude("fine", OK),
    _rude("http-1.0", OK),
    _rude("early-hints", OK, also=(UNKNOWN,)),
    _rude("lone-newlines", OK, also=(UNKNOWN,)),
    _rude("silent"),
    _rude("trickled-headers"),
    _rude("endless-headers"),
    _rude("huge-headers"),
    _rude("reset"),
    _rude("closed"),
    _rude("closed-in-headers"),
    _rude("garbage"),
    _rude("http-0.9"),
    _rude("bad-status"),
    _rude("switching"),
    _rude("reset-within", OK, also=(UNKNOWN,)),  # the status has been seen, the page has not
    _rude("wrong-length", OK, also=(UNKNOWN,)),
    _rude("two-lengths", UNKNOWN, also=(OK,)),
    _rude("negative-length", UNKNOWN, also=(OK,)),
    _rude("bad-chunks", OK, also=(UNKNOWN,)),
    _rude("refused"),
    _rude("silent-tls"),
    _rude("reset-tls"),
    _rude("plain-on-tls"),
    Case("self-signed", "https://selfsigned.example/fine", "fine", UNKNOWN),
    Case("wrong-name", "https://wrongname.example/fine", "fine", UNKNOWN),
    Case("ipv6-only", f"https://ipv6.{DOMAIN}/fine", "fine", OK, needs_ipv6=True),
)

CASES: tuple[Case, ...] = (*STATUSES, *REDIRECTS, *_BODIES, *_RUDE)


def cases(*, ipv6: bool = True, unmapped: bool = False) -> tuple[Case, ...]:
    """Return the cases that a hub can show; pass what ``Hub.has_ipv6`` says."""
    return tuple(each for each in CASES if (ipv6 or not each.needs_ipv6) and (unmapped or not each.unmapped))


def zoo_world(chosen: Iterable[Case] = CASES) -> World:
    """Return the world that some cases live in."""
    return World(pages={address: page for each in chosen for address, page in each.pages.items()})
