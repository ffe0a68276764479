"""Addresses that hide or mark others: redirect pages that carry their target in the query, and tracking parameters."""

from __future__ import annotations

import re
from urllib.parse import unquote

from awesome_lint.links.hosts import Address, belongs_to, split_address

WRAPPERS = (
    ("afdian.com/link", "target"),
    ("c.pc.qq.com/middlem.html", "pfurl"),
    ("cloud.tencent.com/developer/tools/blog-entry", "target"),
    ("developer.aliyun.com/redirect", "target"),
    ("docs.qq.com/scenario/link.html", "url"),
    ("gitee.com/link", "target"),
    ("google.com/url", "q"),
    ("google.com/url", "url"),
    ("l.facebook.com/l.php", "u"),
    ("l.instagram.com/", "u"),
    ("leetcode.cn/link", "target"),
    ("link.csdn.net/", "target"),
    ("link.jianshu.com/", "t"),
    ("link.juejin.cn/", "target"),
    ("link.juejin.im/", "target"),
    ("link.uisdc.com/", "redirect"),
    ("link.zhihu.com/", "target"),
    ("lm.facebook.com/l.php", "u"),
    ("oschina.net/action/GoToLink", "url"),
    ("out.reddit.com/", "url"),
    ("safelinks.protection.outlook.com/", "url"),
    ("slack-redir.net/link", "url"),
    ("sspai.com/link", "target"),
    ("t.umblr.com/redirect", "z"),
    ("vk.com/away.php", "to"),
    ("weibo.cn/sinaurl", "u"),
    ("xie.infoq.cn/link", "target"),
    ("youtube.com/redirect", "q"),
)
"""Host and path of redirect pages, and the query parameter that holds the target. Hosts below them count too."""

TRACKERS = ("dclid", "fbclid", "gclid", "igshid", "mc_cid", "mc_eid", "msclkid", "yclid")
"""Query parameters that only tell who clicked where; like ``utm_*`` they never choose the page."""

_SEPARATOR = re.compile(r"(&amp;|&)")
_UNSAFE = re.compile(r"[\s()<>\"'`\\|]")


def unwrap(url: str) -> str | None:
    """Return the address that a redirect page leads to, decoded; None when ``url`` is no such page."""
    address = split_address(url)
    names = _target_names(address) if address else frozenset()
    if address is None or not names:
        return None
    query = address.rest.partition("#")[0].partition("?")[2].replace("&amp;", "&")
    for parameter in query.split("&"):
        name, _, value = parameter.partition("=")
        target = unquote(value)
        if name in names and split_address(target) is not None and target.isprintable():
            return target
    return None


def _target_names(address: Address) -> frozenset[str]:
    """Return the parameters that may hold the target at this address, none when it is no redirect page."""
    host, path = address.host.lower(), address.rest.partition("#")[0].partition("?")[0].strip("/")
    places = ((*place.partition("/"), name) for place, name in WRAPPERS)
    return frozenset(name for site, _, page, name in places if path == page.strip("/") and belongs_to(host, site))


def markdown_safe(url: str) -> str:
    """Return ``url`` with those characters percent-encoded that lists could take for their own, or nobody would see.

    That is: those of Markdown, of table cells and of HTML's attributes, and all that are not printable, which turn
    the writing direction or take no room: addresses come from servers, too.
    """
    return "".join(map(_safe, url))


def _safe(character: str) -> str:
    if character.isprintable() and not _UNSAFE.match(character):
        return character
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


def tracking_parameters(url: str) -> tuple[str, ...]:
    """Return the tracking parameters of ``url`` as written (``utm_source=x``), in order."""
    query = url.partition("#")[0].partition("?")[2]
    return tuple(part for part in _SEPARATOR.split(query)[::2] if _is_tracking(part))


def without_tracking(url: str) -> str:
    """Return ``url`` without its tracking parameters; every other character stays as it is."""
    before, hash_mark, fragment = url.partition("#")
    path, _, query = before.partition("?")
    parts = _SEPARATOR.split(query)
    kept = [
        (joint, part) for joint, part in zip(["&", *parts[1::2]], parts[::2], strict=True) if not _is_tracking(part)
    ]
    left = "".join(f"{joint}{part}" for joint, part in kept)
    left = left.removeprefix(kept[0][0]) if kept else ""
    return f"{path}?{left}{hash_mark}{fragment}" if left else f"{path}{hash_mark}{fragment}"


def _is_tracking(parameter: str) -> bool:
    name = parameter.partition("=")[0]
    return name.startswith("utm_") or name in TRACKERS
