"""Where providers are asked and with which token: their own addresses, or, for tests, those of the environment.

Never of configuration, which arrives with a pull request. ``AWESOME_LINT_ENDPOINTS`` holds JSON: names of providers,
``web`` for all other hosts, or single hosts, each with a base address. A provider that is not asked at its own address
gets no token, except, on this computer, the one in ``AWESOME_LINT_TEST_TOKEN``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from awesome_lint.errors import UsageError
from awesome_lint.links.hosts import split_address

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE, TEST_TOKEN = "AWESOME_LINT_ENDPOINTS", "AWESOME_LINT_TEST_TOKEN"
WEB = "web"
BUILT_IN = {
    "arxiv": "https://export.arxiv.org",
    "semantic-scholar": "https://api.semanticscholar.org",
    "github": "https://api.github.com",
    "huggingface": "https://huggingface.co",
    "doi": "https://doi.org",
    "wayback": "https://archive.org",
}
TOKENS = {
    "github": ("GITHUB_TOKEN", "GH_TOKEN"),
    "huggingface": ("HF_TOKEN",),
    "semantic-scholar": ("SEMANTIC_SCHOLAR_API_KEY",),
}
"""Variables of the environment that hold a provider's token, the first that is set counts."""


@dataclass(frozen=True)
class Endpoints:
    """The base address of each provider (``bases``), what replaces other hosts, and the tokens, never to be shown."""

    bases: Mapping[str, str] = field(default_factory=lambda: BUILT_IN)
    hosts: Mapping[str, str] = field(default_factory=dict)
    web: str | None = None
    tokens: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Self:
        """Read the environment; raises ``UsageError`` when what it says of endpoints cannot be understood."""
        given = _read(environment.get(VARIABLE, ""))
        bases = {name: given.get(name, own) for name, own in BUILT_IN.items()}
        hosts = {name: base for name, base in given.items() if "." in name}
        tokens = {name: token for name in TOKENS if (token := _token(name, bases[name], environment))}
        return cls(bases, hosts, given.get(WEB), tokens)

    @property
    def is_real(self) -> bool:
        """Tell whether the owners themselves are asked."""
        return not (self.web or self.hosts) and self.bases == BUILT_IN

    def locate(self, url: str) -> str:
        """Return where the web page ``url`` is asked: there, or below the address that replaces its host."""
        address = split_address(url)
        if address is None:
            return url
        host, path = address.host.lower(), address.rest.partition("#")[0]
        path = path if path.startswith("/") else f"/{path}"
        if host in self.hosts:
            return f"{self.hosts[host]}{path}"
        return f"{self.web}/{host}{path}" if self.web else url

    def allowed(self) -> frozenset[tuple[str, int]]:
        """Return the IP addresses and ports that the environment names, which may be asked whatever they are."""
        named = {*self.bases.values(), *self.hosts.values(), self.web or ""} - {*BUILT_IN.values(), ""}
        return frozenset(place for base in named if (place := _place(base)))


def _read(text: str) -> dict[str, str]:
    try:
        given = json.loads(text or "{}")
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{VARIABLE} is not valid JSON: {error}") from error
    if not isinstance(given, dict):
        raise UsageError(f"{VARIABLE} must be a JSON object: names of providers, each with a base address")
    for name, base in given.items():
        if name not in (*BUILT_IN, WEB) and "." not in name:
            raise UsageError(f"{VARIABLE}: no provider is called {name}; there are {', '.join((*BUILT_IN, WEB))}")
        if not isinstance(base, str) or not _is_base(base):
            raise UsageError(f"{VARIABLE}: {name} needs an http or https address")
    return {name.lower(): base.rstrip("/") for name, base in given.items()}


def _is_base(base: str) -> bool:
    """Tell whether ``base`` is an address with a host and without a user."""
    try:
        split = urlsplit(base)
        return (
            split.scheme in ("http", "https") and bool(split.hostname) and "@" not in split.netloc and split.port != 0
        )
    except ValueError:
        return False


def _token(name: str, base: str, environment: Mapping[str, str]) -> str | None:
    if base == BUILT_IN[name]:
        return next((token for each in TOKENS[name] if (token := environment.get(each, "").strip())), None)
    return environment.get(TEST_TOKEN) if _is_loopback(base) else None


def _is_loopback(base: str) -> bool:
    place = _place(base)
    return place is not None and ip_address(place[0]).is_loopback


def _place(base: str) -> tuple[str, int] | None:
    """Return the IP address and the port of a base address, None when it names its host."""
    address = split_address(base)
    if address is None:
        return None
    host, _, port = address.host.rpartition(":") if not address.host.endswith("]") else (address.host, "", "")
    host, port = (host, port) if host else (address.host, "")
    try:
        ip = ip_address(host.strip("[]"))
    except ValueError:
        return None
    return str(ip), int(port or (443 if address.scheme == "https://" else 80))
