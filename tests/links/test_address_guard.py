"""Which addresses may be asked: every trick that is known, and the ordinary addresses that must not be refused."""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.links.addresses import ascii_host, check_address, check_url, parse_ipv4

_PUBLIC = """
    1.1.1.1 8.8.8.8 140.82.121.4 100.63.255.255 100.128.0.1 172.15.255.255 172.32.0.1 192.0.1.1 192.31.196.1 192.167.1.1
    192.169.0.1 198.17.255.255 198.20.0.1 223.255.255.255 168.63.129.15 169.253.1.1 11.0.0.1 126.255.255.255 128.0.0.1
    2606:4700:4700::1111 2001:4860:4860::8888 2a00:1450:4001:81b::200e 2400:cb00::1 2001:200::1 2620:4f:8000::1
    ::ffff:8.8.8.8 ::ffff:808:808 64:ff9b::8.8.8.8 64:ff9b::808:808 2002:808:808::1
"""
PUBLIC_ADDRESSES = _PUBLIC.split()

REFUSED_ADDRESSES = {
    "0.0.0.0": "this network",  # noqa: S104 - not bound to
    "0.1.2.3": "this network",
    "10.0.0.1": "private",
    "100.64.0.1": "provider",
    "100.100.100.200": "provider",  # metadata of Alibaba Cloud
    "127.0.0.1": "this computer",
    "127.255.255.254": "this computer",
    "168.63.129.16": "Azure",
    "169.254.169.254": "link-local",
    "172.16.0.1": "private",
    "172.31.255.255": "private",
    "192.0.0.8": "protocols",
    "192.0.0.192": "protocols",  # metadata of Oracle Cloud
    "192.0.2.1": "documentation",
    "192.88.99.1": "relay",
    "192.168.1.1": "private",
    "198.18.0.1": "benchmarks",
    "198.19.255.255": "benchmarks",
    "198.51.100.7": "documentation",
    "203.0.113.9": "documentation",
    "224.0.0.1": "multicast",
    "239.255.255.250": "multicast",
    "240.0.0.1": "reserved",
    "255.255.255.255": "reserved",
    "::": "unspecified",
    "::1": "this computer",
    "::127.0.0.1": "IPv4-compatible",
    "::8.8.8.8": "IPv4-compatible",
    "::ffff:127.0.0.1": "this computer",
    "::ffff:a9fe:a9fe": "169.254.169.254",
    "::ffff:10.1.2.3": "private",
    "::ffff:224.0.0.1": "multicast",
    "::ffff:0:8.8.8.8": "not public",  # IPv4-translated, RFC 2765
    "64:ff9b::127.0.0.1": "this computer",
    "64:ff9b::a9fe:a9fe": "link-local",
    "64:ff9b::192.168.0.1": "private",
    "64:ff9b:1::8.8.8.8": "RFC 8215",
    "64:ff9b:1:a00:0:100:808:808": "RFC 8215",  # 10.0.0.1 for a translator with 48 bits, 8.8.8.8 for one with 96
    "64:ff9b:0:1::8.8.8.8": "not public",
    "100::1": "discarding",
    "100:0:0:1::1": "not public",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2": "Teredo",
    "2001::f7f7:f7f7": "Teredo",
    "2001:2::1": "protocols",
    "2001:10::1": "protocols",
    "2001:20::1": "protocols",
    "2001:1ff::1": "protocols",
    "2001:db8::1": "documentation",
    "2002:7f00:1::1": "this computer",
    "2002:a9fe:a9fe::": "link-local",
    "2002:c0a8:101::1": "private",
    "2002:a00:1:5efe::1": "private",
    "3fff::1": "documentation",
    "4000::1": "not public",
    "5f00::1": "RFC 9602",
    "fc00::1": "private",
    "fd00:ec2::254": "private",  # metadata of Amazon
    "fd20:ce::254": "private",  # metadata of Google
    "fe80::1": "link-local",
    "febf::1": "link-local",
    "fe80::1%eth0": "one of this computer's networks",
    "2606:4700:4700::1111%1": "one of this computer's networks",
    "fec0::1": "site-local",
    "ff02::1": "multicast",
    "ff0e::1": "multicast",
    "": "no IP address",
    "localhost": "no IP address",
    "127.1": "no IP address",
    "8.8.8.8%eth0": "no IP address",
    "8.8.8.8:80": "no IP address",
    "[::1]": "no IP address",
}

GOOD_URLS = (
    "https://a.example",
    "http://a.example/",
    "HTTPS://A.EXAMPLE/Path?q=1#f",
    "https://a.example:443/x",
    "http://a.example:80/x",
    "http://a.example:443/x",
    "https://a.example:/x",
    "https://a.example./x",
    "https://sub_domain.a.example/",
    "https://xn--fiqs8s.cn/",
    "https://中文.cn/路径",
    "https://münchen.example/",
    "https://faß.example/",
    "https://🤗.example/",
    "https://a。example/",
    "https://a.example/@b",
    "https://a.example?@127.0.0.1/",
    "https://a.example#@127.0.0.1/",
    "https://a.example/a b",
    "https://a.example/\\@x",
    "https://medium.com/@user/x:8080",
    "https://1.1.1.1/",
    "https://0x1.1.1.1/",
    "https://134744072/",
    "https://[2606:4700:4700::1111]/",
    "https://[2606:4700:4700::1111]:443/",
    "https://[::ffff:8.8.8.8]/",
    "https://mylocalhost.example/",
    "https://notlocal.example/",
    "https://localhost.example/",
    "https://internal.example/",
    "https://127.0.0.1.example/",
    "https://4chan.example/",
    "https://1password.example/",
    "https://example.0xyz/",
    "https://arpa.example/",
)

REFUSED_URLS = {
    "": "not an http",
    "a.example": "not an http",
    "//a.example/": "not an http",
    "/x": "not an http",
    "file:///etc/passwd": "not an http",
    "ftp://a.example/": "not an http",
    "gopher://a.example:70/": "not an http",
    "javascript:alert(1)": "not an http",
    "data:text/html,x": "not an http",
    "dict://a.example:11211/": "not an http",
    "http:/a.example": "not an http",
    "http:a.example": "not an http",
    " http://a.example": "not an http",
    "view-source:http://a.example": "not an http",
    "http://": "no valid host",
    "http:///a.example": "no valid host",
    "https://:443/": "no valid host",
    "https://a.example:8080/": "port 8080",
    "https://a.example:22/": "port 22",
    "https://a.example:0/": "port 0",
    "https://a.example:00022/": "port 00022",
    "https://a.example:65616/": "port 65616",  # 80 for who keeps 16 bits
    "https://a.example:4294967376/": "no valid host and port",
    "https://a.example:８０/": "no valid host and port",
    "https://a.example:+80/": "no valid host and port",
    "https://a.example:80:80/": "no valid host and port",
    "https://a.example:http/": "no valid host and port",
    "https://user@a.example/": "names a user",
    "https://user:word@a.example/": "names a user",
    "https://a.example@127.0.0.1/": "names a user",
    "https://@a.example/": "names a user",
    "https://a.example\\@127.0.0.1/": "names a user",
    "https://a.example;@127.0.0.1/": "names a user",
    "https://a.example＠127.0.0.1/": "no valid host",
    "https://127.0.0.1\\.a.example/": "no valid host",
    "https://127.0.0.1\\/a.example/": "no valid host",
    "https://a.exam\tple/": "control characters",
    "https://a.example/\r\nX: y": "control characters",
    "https://a.example\x00.example/": "control characters",
    "https://a example/": "no valid host",
    "https://a.example%2f.b.example/": "no valid host",
    "https://%31%32%37.0.0.1/": "no valid host",
    "https://127.0.0.1%00.a.example/": "no valid host",
    "https://a..example/": "no valid host",
    "https://a.example../": "no valid host",
    "https://.a.example/": "no valid host",
    "https://./": "no valid host",
    "https://*.a.example/": "no valid host",
    "https://℀.example/": "no valid host",  # becomes a/c
    "https://\u202ea.example/": "no valid host",
    f"https://{'a' * 64}.example/": "no valid host",
    f"https://{'a.' * 130}example/": "no valid host",
    f"https://a.example{chr(0x200B) * 2000}.localhost/": "no valid host",
    "http://127.0.0.1/": "this computer",
    "http://127.0.0.1:80./": "no valid host and port",
    "http://127.0.0.1./": "this computer",
    "http://127.1/": "this computer",
    "http://127.0.1/": "this computer",
    "http://2130706433/": "this computer",
    "http://017700000001/": "this computer",
    "http://0x7f000001/": "this computer",
    "http://0X7F.1/": "this computer",
    "http://0177.0.0.0x1/": "this computer",
    "http://0/": "this network",
    "http://00.0.0.0/": "this network",
    "http://169.254.169.254/latest/meta-data/": "link-local",
    "http://2852039166/": "link-local",
    "http://0xa9.0xfe.0xa9fe/": "link-local",
    "http://0251.0376.0251.0376/": "link-local",
    "http://0000000251.254.169.254/": "link-local",
    "http://１２７.0.0.1/": "this computer",
    "http://127。0。0。1/": "this computer",
    "http://①②⑦.⓪.⓪.①/": "this computer",
    "http://127\u2024 0.0.1/": "no valid host",
    "http://127\u20240.0.1/": "this computer",
    "http://0ⓧ7f.1/": "this computer",
    "http://256.256.256.256/": "no IP address",
    "http://1.2.3.08/": "no IP address",
    "http://1.2.3.4.5/": "no IP address",
    "http://4294967296/": "no IP address",
    "http://0x/": "no IP address",
    "http://a.example.123/": "no IP address",
    "http://a.0x7f/": "no IP address",
    "http://[::1]/": "this computer",
    "http://[::]/": "unspecified",
    "http://[0:0:0:0:0:0:0:1]:80/": "this computer",
    "http://[::ffff:127.0.0.1]/": "this computer",
    "http://[::ffff:a9fe:a9fe]/": "link-local",
    "http://[64:ff9b::7f00:1]/": "this computer",
    "http://[fe80::1%25eth0]/": "one of this computer's networks",
    "http://[fe80::1%eth0]/": "one of this computer's networks",
    "http://[::1]:22/": "port 22",
    "http://[::1]x/": "no valid host and port",
    "http://[::1/": "no valid host and port",
    "http://::1/": "no valid host and port",
    "http://[v1.a]/": "no IPv6 address",
    "http://[127.0.0.1]/": "no IPv6 address",
    "http://[]/": "no IPv6 address",
    "http://[[::1]]/": "no valid host and port",
    "http://localhost/": "this computer",
    "http://LOCALHOST./": "this computer",
    "http://a.localhost/": "this computer",
    "http://loc\u00adalhost/": "this computer",
    "http://ⓛocalhost/": "this computer",
    "http://localhost。/": "this computer",
    "http://localhost.localdomain/": "this computer",
    "http://printer.local/": "local network",
    "http://metadata.google.internal/": "private network",
    "http://kubernetes.default.svc.cluster.local/": "local network",
    "http://router.home.arpa/": "local network",
    "http://nas.lan/": "private network",
    "http://wiki.corp/": "private network",
    "http://abcdefgh.onion/": "Tor",
    "http://ip6-localhost/": "no dot",
    "http://intranet/": "private network",
    "http://metadata/": "no dot",
    "http://dk./": "no dot",
}


@pytest.mark.parametrize("address", PUBLIC_ADDRESSES)
def test_public_address_is_allowed(address: str) -> None:
    assert check_address(address) is None


@pytest.mark.parametrize(("address", "reason"), REFUSED_ADDRESSES.items())
def test_other_address_is_refused(address: str, reason: str) -> None:
    assert reason in (check_address(address) or "allowed")


@pytest.mark.parametrize("url", GOOD_URLS)
def test_ordinary_url_is_asked(url: str) -> None:
    assert check_url(url) is None


@pytest.mark.parametrize(("url", "reason"), REFUSED_URLS.items())
def test_other_url_is_refused(url: str, reason: str) -> None:
    assert reason in (check_url(url) or "allowed")


IPV4 = st.integers(0, 2**32 - 1).map(IPv4Address)
FORMS = (str, lambda number: f"0x{number:x}", lambda number: f"0X{number:02X}", lambda number: f"0{number:o}")


@given(IPV4)
def test_ipv4_address_that_python_calls_private_is_never_allowed(address: IPv4Address) -> None:
    refused = check_address(address) is not None
    assert refused or (address.is_global and not address.is_multicast and not address.is_reserved)


@given(IPV4, st.sampled_from(["::ffff:0:0", "64:ff9b::"]), st.integers(0, 2**80 - 1))
def test_carried_address_is_judged_as_itself(address: IPv4Address, prefix: str, rest: int) -> None:
    allowed = check_address(address) is None
    assert (check_address(IPv6Address(int(IPv6Address(prefix)) + int(address))) is None) == allowed
    assert (check_address(IPv6Address((0x2002 << 112) + (int(address) << 80) + rest)) is None) == allowed


@given(st.integers(0, 2**125 - 1), st.sampled_from(range(0, 2**128, 2**125)))
def test_ipv6_address_that_is_allowed_is_unicast_and_global(rest: int, block: int) -> None:
    address = IPv6Address(block + rest)
    if check_address(address) is None:
        assert address.is_global
        assert address in IPv6Network("2000::/3") or address in IPv6Network("64:ff9b::/96") or address.ipv4_mapped


@given(IPV4, st.integers(1, 4), st.lists(st.sampled_from(FORMS), min_size=4, max_size=4))
def test_every_spelling_of_an_address_is_that_address(address: IPv4Address, count: int, forms: list) -> None:
    first = address.packed[: count - 1]
    last = int.from_bytes(address.packed[count - 1 :], "big")
    spelled = ".".join(form(number) for form, number in zip(forms, [*first, last], strict=False))
    assert parse_ipv4(spelled) == address
    assert check_url(f"http://{spelled}/") == check_url(f"http://{address}/")


@given(st.from_regex(r"(0x|0|)[0-9a-f]{0,4}(\.(0x|0|)[0-9a-f]{0,4}){0,4}", fullmatch=True))
def test_numbers_are_read_as_the_system_reads_them(host: str) -> None:
    try:
        expected = IPv4Address(socket.inet_aton(host))
    except OSError:
        expected = None
    assert parse_ipv4(host) == expected


TRICKS = st.lists(
    st.one_of(
        st.sampled_from(["127.0.0.1", "localhost", "a.example", "0x7f", "80", "81", "::1", "xn--a", "%31", "%00"]),
        st.sampled_from([*"@:/\\?#[].%;,-_ 。．＠：／\u00ad\u200b\u2024", "\t"]),
        st.text(max_size=3),
    ),
    max_size=6,
).map("".join)


@given(st.sampled_from(["http://", "https://", "HTTP://", "http:", ""]), TRICKS)
def test_what_is_allowed_is_what_the_client_connects_to(scheme: str, rest: str) -> None:
    if check_url(scheme + rest) is not None:
        return
    try:
        url = httpx.URL(scheme + rest)
    except httpx.InvalidURL:
        return
    assert url.scheme in ("http", "https")
    assert url.port in (None, 80, 443)
    assert not url.userinfo
    host = url.raw_host.decode("ascii")
    assert check_url(f"http://[{host}]/" if ":" in host else f"http://{host}/") is None


@given(TRICKS)
def test_host_that_is_looked_up_is_ascii_and_stays_the_same(text: str) -> None:
    host = ascii_host(text)
    assert host is None or (host.isascii() and host == host.lower() == ascii_host(host))
