"""What is known of one web address or resource, whoever found it out: a verdict, why, and the facts behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from awesome_lint.links.hosts import split_address
from awesome_lint.links.redaction import without_credentials

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from awesome_lint.syntax.nodes import Resource

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
"""What a fact can be made of, so that it can be stored."""
_DEFAULT_PORTS = {"http://": ":80", "https://": ":443"}


class Verdict(StrEnum):
    """What can be true of a link; only ``BROKEN`` is a failure."""

    OK = "ok"
    """It answers as it should."""
    MOVED = "moved"
    """It answers elsewhere, for good."""
    BROKEN = "broken"
    """It is gone: its owner says so, or it failed (not found, no such host) and still failed a day later."""
    UNKNOWN = "unknown"
    """Nothing can be said: bot wall, rate limit, TLS, timeout, or a failure not yet seen twice."""
    SKIPPED = "skipped"
    """It was not asked, on purpose."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one check found out about what ``key`` names (see ``url_key`` and ``resource_key``).

    ``checked`` is its time in seconds since 1970, UTC. ``reason`` is a phrase for people, ``evidence`` what was seen
    (``HTTP 404``). ``by_owner`` says that an authority answered: the owner's API, not a web page. ``moved_to`` is the
    address it moved to. ``etag`` and ``last_modified`` are the validators for asking again (RFC 9110, section 8.8).
    """

    key: str
    verdict: Verdict
    checked: int
    reason: str = ""
    evidence: str = ""
    by_owner: bool = False
    moved_to: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    facts: Mapping[str, Json] = field(default_factory=dict, hash=False)

    @property
    def is_good(self) -> bool:
        """Tell whether the link led to something."""
        return self.verdict in (Verdict.OK, Verdict.MOVED)


def resource_key(resource: Resource) -> str:
    """Return the key of a paper, repository, model …: its kind and identifier, without version and deeper path."""
    return f"{resource.kind}:{resource.id.casefold()}"


def url_key(url: str) -> str:
    """Return the key of a web page: spellings that no server can tell apart have one key.

    Fragment, credentials, default port and the case of scheme and host do not count (RFC 3986, sections 3.5 and
    6.2); ``www.``, the scheme and the trailing slash do, since one can fail and the other not.
    """
    address = split_address(without_credentials(url.partition("#")[0]))
    if address is None:
        return without_credentials(url)
    scheme = address.scheme.lower()
    host = address.host.lower().removesuffix(_DEFAULT_PORTS[scheme]).removesuffix(":")
    return f"{scheme}{host}{address.rest if address.rest.startswith('/') else f'/{address.rest}'}"
