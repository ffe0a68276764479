"""Hard cases: what status codes mean, and what they do not."""

from __future__ import annotations

from .pages import Page, first, without_head
from .zoo_case import BROKEN, OK, UNKNOWN, Case, case, gone

_CHALLENGE = b"<title>Just a moment...</title><p>Enable JavaScript and cookies to continue"
_CLOUDFLARE = {"server": "cloudflare"}
_MISSING = b"<title>Not Found</title>"

_PLAIN = (
    case("plain", Page(), OK),
    case("no-content", Page(204, body=b""), OK),
    case("title-403", Page(200, body=b"<title>403 Forbidden, explained</title>"), OK),
    case("parked", Page(200, body=b"<title>This domain is for sale</title>"), OK),  # says nothing about the link
    gone("not-found", Page(404, body=_MISSING), "404"),
    gone("gone", Page(410, body=_MISSING), "410"),
    Case("no-such-host", "https://no-such-host.example.invalid/page", None, BROKEN, "", UNKNOWN, unmapped=True),
)

_HEAD = (
    case("head-404", Page(on_head=Page(404)), OK),
    case("head-405", without_head(Page()), OK),
    case("head-501", without_head(Page(), 501), OK),
    case("head-403", without_head(Page(), 403), OK),
    case("head-400", without_head(Page(), 400), OK),
    case("head-503", without_head(Page(), 503), OK),
    gone("head-405-get-404", without_head(Page(404, body=_MISSING)), "404"),
    case("head-200-get-404", Page(404, on_head=Page()), OK, also=(UNKNOWN,)),  # HEAD alone has answered
    case("range-ignored", without_head(Page(ranges=False)), OK),
    case("range-416", without_head(Page(on_range=Page(416, body=b""))), OK),
    case("range-206", without_head(Page()), OK),
)

_WALLS = (
    case("wall-cf-mitigated", Page(403, {"cf-mitigated": "challenge", **_CLOUDFLARE}, _CHALLENGE), UNKNOWN, "403"),
    case("wall-just-a-moment", Page(403, _CLOUDFLARE, _CHALLENGE), UNKNOWN, "403"),
    case("wall-503", Page(503, _CLOUDFLARE, _CHALLENGE), UNKNOWN, "503"),
    case("wall-404", Page(404, {"cf-mitigated": "challenge", **_CLOUDFLARE}, _CHALLENGE), UNKNOWN),
    case("wall-plain-403", Page(403), UNKNOWN, "403"),
    case("aws-waf-202", Page(202, {"x-amzn-waf-action": "challenge"}, b""), UNKNOWN, "202"),
    case("aws-waf-405", Page(405, {"x-amzn-waf-action": "captcha"}, b""), UNKNOWN, "405"),
    case("linkedin-999", Page(999), UNKNOWN, "999"),
)

_REFUSALS = tuple(
    case(f"status-{status}", Page(status), UNKNOWN, str(status))
    for status in (400, 401, 402, 406, 408, 418, 421, 425, 426, 451, 460, 494, 499)
)

_RATES = (
    case("rate-seconds", Page(429, {"retry-after": "120"}), UNKNOWN, "429"),
    case("rate-date", Page(429, {"retry-after": "Fri, 31 Dec 2099 23:59:59 GMT"}), UNKNOWN, "429"),
    case("rate-huge", Page(429, {"retry-after": "86400"}), UNKNOWN, "429"),
    case("rate-nonsense", Page(429, {"retry-after": "-1e9 soon"}), UNKNOWN, "429"),
    case("rate-none", Page(429), UNKNOWN, "429"),
    case("rate-once", first(Page(429, {"retry-after": "1"}), Page()), OK),
    case("rate-once-zero", first(Page(429, {"retry-after": "0"}), Page()), OK),
)

_SERVERS = (
    *(case(f"status-{status}", Page(status), UNKNOWN, str(status)) for status in (500, 501, 502, 503, 504, 507, 511)),
    case("busy-once", first(Page(503, {"retry-after": "1"}), Page()), OK),
    case("failing-once", first(Page(500), Page()), OK),
    *(case(f"cloudflare-{status}", Page(status, _CLOUDFLARE), UNKNOWN, str(status)) for status in range(520, 528)),
)

_SOFT = tuple(
    Case(f"soft-404-{number}", url, Page(), UNKNOWN)
    for number, url in enumerate(
        (
            "https://mp.weixin.qq.com/s/abcdefghijklmnop",
            "https://zhuanlan.zhihu.com/p/123456789",
            "https://www.zhihu.com/question/123456789",
        )
    )
)
"""Hosts that answer 200 to everything."""

STATUSES = (*_PLAIN, *_HEAD, *_WALLS, *_REFUSALS, *_RATES, *_SERVERS, *_SOFT)
