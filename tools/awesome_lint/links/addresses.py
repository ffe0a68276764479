"""Which addresses may be asked: the public internet only, whatever the spelling of the address.

A pull request can put any link into a list, and a runner can reach what the world cannot: metadata services,
routers, databases. Checked are the URL (``check_url``), and then every address its host resolves to
(``check_address``); the connection must go to the address that was checked.

Sources: the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890, RFC 8190), the special-use domain names
(RFC 6761), and the RFCs named in the tables. ``is_global`` alone is not enough: its answers differ between versions
of Python, and are true for multicast, for site-local addresses and for addresses that carry a private one.
"""

from __future__ import annotations

import re
import unicodedata
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING

from awesome_lint.links.hosts import split_address

if TYPE_CHECKING:
    from collections.abc import Callable

_PORTS = (80, 443)
_MAX_HOST = 253
"""Characters in the longest name (RFC 1035, section 2.3.4)."""
_HOST = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*", re.ASCII)
_NUMBER = re.compile(r"0[0-7]*|[1-9][0-9]*|0x[0-9a-f]+", re.ASCII)
_LOOKS_LIKE_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII)
_AUTHORITY = re.compile(r"(\[[^\[\]]*\]|[^:\[\]]*)(?::([0-9]{0,5}))?", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

_IPV4_REFUSED = (
    (IPv4Network("0.0.0.0/8"), "this network (RFC 791)"),
    (IPv4Network("10.0.0.0/8"), "private (RFC 1918)"),
    (IPv4Network("100.64.0.0/10"), "a provider's inner network (RFC 6598)"),
    (IPv4Network("127.0.0.0/8"), "this computer (RFC 1122)"),
    (IPv4Network("168.63.129.16/32"), "the host of Azure's virtual machines (Microsoft Learn)"),
    (IPv4Network("169.254.0.0/16"), "link-local (RFC 3927)"),
    (IPv4Network("172.16.0.0/12"), "private (RFC 1918)"),
    (IPv4Network("192.0.0.0/24"), "for protocols (RFC 6890)"),
    (IPv4Network("192.0.2.0/24"), "for documentation (RFC 5737)"),
    (IPv4Network("192.88.99.0/24"), "a 6to4 relay (RFC 7526)"),
    (IPv4Network("192.168.0.0/16"), "private (RFC 1918)"),
    (IPv4Network("198.18.0.0/15"), "for benchmarks (RFC 2544)"),
    (IPv4Network("198.51.100.0/24"), "for documentation (RFC 5737)"),
    (IPv4Network("203.0.113.0/24"), "for documentation (RFC 5737)"),
    (IPv4Network("224.0.0.0/4"), "multicast (RFC 5771)"),
    (IPv4Network("240.0.0.0/4"), "reserved (RFC 1112)"),
)
_IPV6_REFUSED = (
    (IPv6Network("::/128"), "unspecified (RFC 4291)"),
    (IPv6Network("::1/128"), "this computer (RFC 4291)"),
    (IPv6Network("::/96"), "IPv4-compatible, which nothing uses (RFC 4291)"),
    (IPv6Network("64:ff9b:1::/48"), "a local translation to IPv4 (RFC 8215)"),
    (IPv6Network("100::/64"), "for discarding (RFC 6666)"),
    (IPv6Network("2001::/32"), "Teredo (RFC 4380)"),
    (IPv6Network("2001::/23"), "for protocols (RFC 2928)"),
    (IPv6Network("2001:db8::/32"), "for documentation (RFC 3849)"),
    (IPv6Network("3fff::/20"), "for documentation (RFC 9637)"),
    (IPv6Network("5f00::/16"), "a segment's identifier (RFC 9602)"),
    (IPv6Network("fc00::/7"), "private (RFC 4193)"),
    (IPv6Network("fe80::/10"), "link-local (RFC 4291)"),
    (IPv6Network("fec0::/10"), "site-local (RFC 3879)"),
    (IPv6Network("ff00::/8"), "multicast (RFC 4291)"),
)
"""Teredo and local translations carry an IPv4 address, too, but where it stands in the latter, and so which one a
translator takes, is for the local network to know: nothing public has such an address, so all are refused."""
_IPV6_PUBLIC = IPv6Network("2000::/3")
"""All that IANA has given out for unicast (RFC 4291, RFC 3587)."""
_CARRIERS = (
    (IPv6Network("::ffff:0:0/96"), 0),  # IPv4-mapped, RFC 4291, section 2.5.5.2
    (IPv6Network("64:ff9b::/96"), 0),  # NAT64, RFC 6052, section 2.1
    (IPv6Network("2002::/16"), 80),  # 6to4, RFC 3056, section 2
)
"""Addresses that lead to the IPv4 address they carry, and the number of bits behind that."""
_LOCAL_NAMES = (
    ("localhost", "this computer (RFC 6761)"),
    ("localdomain", "this computer"),
    ("local", "the local network (RFC 6762)"),
    ("internal", "a private network (reserved by ICANN in 2024)"),
    ("home.arpa", "the local network (RFC 8375)"),
    ("home", "a private network (RFC 6762, appendix G)"),
    ("lan", "a private network (RFC 6762, appendix G)"),
    ("corp", "a private network (RFC 6762, appendix G)"),
    ("private", "a private network (RFC 6762, appendix G)"),
    ("intranet", "a private network (RFC 6762, appendix G)"),
    ("onion", "the Tor network (RFC 7686)"),
)
"""Names that no public server answers; those below them count too."""


def check_address(address: str | IPv4Address | IPv6Address) -> str | None:
    """Return why no connection may be made to this IP address, a phrase; None when it is public."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return f"{address} is no IP address"
    if isinstance(parsed, IPv4Address):
        return _check_ipv4(parsed)
    if parsed.scope_id is not None:  # RFC 4007: means something on this computer only
        return f"{parsed} names one of this computer's networks"
    carried = _carried(parsed)
    if carried is None:
        return _check_ipv6(parsed)
    reason = _check_ipv4(carried)
    return reason and f"{parsed} stands for {reason}"


def check_url(url: str, is_allowed: Callable[[str], bool] | None = None) -> str | None:
    """Return why ``url`` may not be asked, a phrase; None when it may, as far as can be told without DNS.

    Only http and https on ports 80 and 443. Where parsers of URLs disagree about the host, the URL is refused.
    ``is_allowed`` tells which IP addresses the user allowed although they are not public; then names of local
    networks may be asked, too, as what they resolve to is checked in turn.
    """
    if _CONTROL.search(url):
        return "the address holds control characters"
    address = split_address(url)
    if address is None:
        return "not an http or https address"
    if "@" in address.host:
        return "the address names a user"
    authority = _AUTHORITY.fullmatch(address.host)
    if authority is None:
        return "the address has no valid host and port"
    if authority[2] and int(authority[2]) not in _PORTS:
        return f"port {authority[2]} is not asked, only 80 and 443"
    return _check_host(authority[1], is_allowed)


def ascii_host(host: str) -> str | None:
    """Return the name that is looked up for ``host``, lower case and without final dot; None when it is no name.

    Unicode is read as browsers do: compatible characters are one (``ⓛocalhost``, ``１２７。0。0。1``), then IDNA.
    """
    if len(host) > 4 * _MAX_HOST:  # keeps the work small; what IDNA drops or joins is never that much
        return None
    try:
        name = unicodedata.normalize("NFKC", host).encode("idna").decode("ascii")
    except UnicodeError:
        return None
    name = name.lower().removesuffix(".")
    return name if len(name) <= _MAX_HOST and _HOST.fullmatch(name) else None


def parse_ipv4(host: str) -> IPv4Address | None:
    """Return the address that ``inet_aton`` makes of ``host``: 1 to 4 numbers, decimal, octal (``0``) or hex (``0x``).

    The last number fills all bytes that are left: ``127.1`` and ``0x7f000001`` are 127.0.0.1.
    """
    numbers = [_number(part) for part in host.lower().split(".")]
    *first, last = numbers
    limit = 256 ** (5 - len(numbers)) if len(numbers) <= 4 else 0  # noqa: PLR2004 - bytes of an IPv4 address
    if any(number is None or number > 255 for number in first) or last is None or last >= limit:  # noqa: PLR2004
        return None
    return IPv4Address(sum(number << 8 * (3 - at) for at, number in enumerate(first) if number) + last)


def _number(text: str) -> int | None:
    if not _NUMBER.fullmatch(text):
        return None
    if text.startswith("0x"):
        return int(text, 16)
    return int(text, 8 if text.startswith("0") else 10)


def _check_host(host: str, is_allowed: Callable[[str], bool] | None) -> str | None:
    if host.startswith("["):
        return _check_literal(host[1:-1], is_allowed) if ":" in host else f"{host} is no IPv6 address"
    name = ascii_host(host)
    if name is None:
        return "the address has no valid host"
    if not _LOOKS_LIKE_NUMBER.fullmatch(name.rpartition(".")[2]):
        return None if is_allowed else _check_name(name)
    address = parse_ipv4(name)
    return _check_literal(str(address), is_allowed) if address else f"{name} is no IP address"


def _check_literal(address: str, is_allowed: Callable[[str], bool] | None) -> str | None:
    try:
        ip_address(address)
    except ValueError:
        return f"{address} is no IP address"
    reason = check_address(address)
    return None if reason and is_allowed and is_allowed(address) else reason


def _check_name(name: str) -> str | None:
    for suffix, meaning in _LOCAL_NAMES:
        if f".{name}".endswith(f".{suffix}"):
            return f"{name} is on {meaning}"
    return None if "." in name else f"{name} has no dot, so it is on the local network (RFC 7085)"


def _check_ipv4(address: IPv4Address) -> str | None:
    for network, meaning in _IPV4_REFUSED:
        if address in network:
            return f"{address}, which is {meaning}"
    return None if address.is_global else f"{address}, which is not public"


def _check_ipv6(address: IPv6Address) -> str | None:
    for network, meaning in _IPV6_REFUSED:
        if address in network:
            return f"{address}, which is {meaning}"
    public = address in _IPV6_PUBLIC and address.is_global
    return None if public else f"{address}, which is not public (RFC 4291)"


def _carried(address: IPv6Address) -> IPv4Address | None:
    for network, behind in _CARRIERS:
        if address in network:
            return IPv4Address(int(address) >> behind & 0xFFFFFFFF)
    return None
