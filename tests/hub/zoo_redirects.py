"""Hard cases: redirects that are for good, that are not, that lead nowhere, and that must not be followed."""

from __future__ import annotations

from typing import Any

from .pages import Page, first, redirect, without_head
from .zoo_case import BROKEN, MOVED, OK, SKIPPED, UNKNOWN, Case, case

_FINE = Page()


def _moved(name: str, location: str, target: str, status: int = 301, **more: object) -> Case:
    """Return a case that moved for good; ``target`` is the whole address, ``location`` as the header has it."""
    host: dict[str, Any] = {"more": {target.partition("://")[2]: _FINE}, **more}
    return case(name, redirect(location, status), MOVED, moved_to=target, **host)


def _chain(name: str, statuses: tuple[int, ...], verdict: str, reason_part: str = "") -> Case:
    """Return a case of as many hops as there are ``statuses``, to a page on the same host."""
    pages = {f"{name}.example/hop{at}": redirect(f"/hop{at + 1}", status) for at, status in enumerate(statuses)}
    pages[f"{name}.example/hop{len(statuses)}"] = _FINE
    start = pages.pop(f"{name}.example/hop0")
    target = f"https://{name}.example/hop{len(statuses)}" if verdict == MOVED else None
    return case(name, start, verdict, reason_part, more=pages, moved_to=target)


_PERMANENT = (
    _moved("moved-301", "https://moved-301.example/new", "https://moved-301.example/new"),
    _moved("moved-308", "https://moved-308.example/new", "https://moved-308.example/new", 308),
    _moved("moved-relative", "/new?a=b", "https://moved-relative.example/new?a=b"),
    _moved("moved-beside", "other", "https://moved-beside.example/other"),
    _moved("moved-no-scheme", "//moved-no-scheme.example/new", "https://moved-no-scheme.example/new"),
    _moved("trailing-slash", "/page/", "https://trailing-slash.example/page/"),
    _moved("to-www", "https://www.to-www.example/page", "https://www.to-www.example/page"),
    _moved("to-other-site", "https://elsewhere.example/page", "https://elsewhere.example/page"),
    Case(
        "to-https",
        "http://to-https.example/page",
        first(redirect("https://to-https.example/page"), _FINE),  # endpoints hide the scheme: by order then
        MOVED,
        moved_to="https://to-https.example/page",
    ),
    case(
        "moved-only-get",
        without_head(redirect("/new")),
        MOVED,
        moved_to="https://moved-only-get.example/new",
        more={"moved-only-get.example/new": _FINE},
    ),
    _chain("chain-permanent", (301, 308, 301, 301), MOVED),
)

_TEMPORARY = (
    *(
        case(f"found-{status}", redirect("/now", status), OK, more={f"found-{status}.example/now": _FINE})
        for status in (302, 303, 307)
    ),
    case("found-elsewhere", redirect("https://elsewhere.example/now", 302), OK, more={"elsewhere.example/now": _FINE}),
    case("to-language", redirect("/en/page"), OK, also=(MOVED,), more={"to-language.example/en/page": _FINE}),
    Case(
        "latest",
        "https://latest-docs.example/latest/page",
        redirect("/2.0/page"),
        OK,
        also=(MOVED,),
        more={"latest-docs.example/2.0/page": _FINE},
    ),
    _chain("chain-mixed", (301, 302, 301), OK),
    _chain("chain-ends-temporary", (301, 307), OK),
)

_NOWHERE = (
    _chain("chain-too-long", (301,) * 30, UNKNOWN, "redirect"),
    case("loop", redirect("/page"), UNKNOWN, "redirect"),
    case("loop-of-two", redirect("/other"), UNKNOWN, "redirect", more={"loop-of-two.example/other": redirect("/page")}),
    case("loop-cookie", redirect("/page", 302, **{"set-cookie": "seen=1; Path=/"}), UNKNOWN, "redirect"),
    case("no-location", redirect(None), UNKNOWN, "redirect"),
    case("empty-location", redirect(""), UNKNOWN, "redirect"),
    case("broken-location", redirect("http://[not an address/"), UNKNOWN, "redirect"),
    *(
        case(name, redirect(f"https://{place}?next=x", 302), UNKNOWN, more={place: _FINE})
        for name, place in (
            ("members-only", "members-only.example/login"),
            ("members-elsewhere", "accounts.elsewhere.example/signin"),
            ("sold", "www.hugedomains.com/domain_profile.cfm"),
            ("lost", "lost.example/404.html"),  # which answers 200
        )
    ),
    case("to-home", redirect("/"), UNKNOWN, more={"to-home.example/": _FINE}),  # a page that is gone, most often
    case("to-home-302", redirect("https://to-home-302.example/", 302), UNKNOWN, more={"to-home-302.example/": _FINE}),
    case("moved-and-gone", redirect("/other"), BROKEN, "404", first_run=UNKNOWN,
         more={"moved-and-gone.example/other": Page(404)}),
    case("to-error-page", redirect("/404.html", 302), BROKEN, "404", first_run=UNKNOWN,
         more={"to-error-page.example/404.html": Page(404)}),
    case("to-wall", redirect("/wall"), UNKNOWN, "403", more={"to-wall.example/wall": Page(403)}),
    case("300-choices", Page(300), UNKNOWN, also=(OK,)),
    case("304-unasked", Page(304, body=b""), UNKNOWN, also=(OK,)),
    case("305-proxy", redirect("http://10.0.0.1/", 305), UNKNOWN),
)  # fmt: skip

_FORBIDDEN = tuple(
    case(f"to-{name}", redirect(target, 302), UNKNOWN, also=(SKIPPED,))
    for name, target in (
        ("file", "file:///etc/passwd"),
        ("gopher", "gopher://127.0.0.1:6379/_FLUSHALL"),
        ("javascript", "javascript:alert(1)"),
        ("data", "data:text/html,hello"),
        ("ftp", "ftp://elsewhere.example/file"),
        ("metadata", "http://169.254.169.254/latest/meta-data/"),
        ("loopback", "http://127.0.0.1:1/"),
        ("localhost", "http://localhost/"),
        ("decimal-loopback", "http://2130706433/"),
        ("mapped", "http://[::ffff:10.0.0.1]/"),
        ("nat64", "http://[64:ff9b::a00:1]/"),
        ("odd-port", "https://elsewhere.example:8443/"),
        ("user", "https://user:secret@elsewhere.example/"),
    )
)
"""Redirects that are not followed: no request may leave."""

_REFUSED = tuple(
    Case(f"direct-{name}", url, None, SKIPPED)
    for name, url in (
        ("metadata", "http://169.254.169.254/latest/meta-data/"),
        ("loopback", "http://127.0.0.1/"),
        ("localhost", "http://localhost:8080/admin"),
        ("private", "https://192.168.1.1/"),
        ("mapped", "http://[::ffff:10.0.0.1]/"),
        ("hexadecimal", "http://0x7f000001/"),
        ("odd-port", "https://odd-port.example:8443/"),
        ("no-dot", "https://intranet/wiki"),
    )
)

REDIRECTS = (*_PERMANENT, *_TEMPORARY, *_NOWHERE, *_FORBIDDEN, *_REFUSED)
