"""Bot walls: answers that say what a site thinks of the visitor, and nothing of the page.

Their status can be any, also 200 and 404. Told by what walls put into headers, by their documentation (Cloudflare,
"Detect a Challenge Page response"; AWS WAF, "How the CAPTCHA and Challenge rule actions work"; Vercel, "Firewall"), and
by what the pages of Cloudflare, Imperva, PerimeterX and Anubis show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from awesome_lint.links.answers import Answer

_HEADERS = ("cf-mitigated", "x-amzn-waf-action", "x-vercel-mitigated", "x-sucuri-block")
_TEXTS = (
    b"<title>just a moment",
    b"<title>attention required! | cloudflare",
    b"/cdn-cgi/challenge-platform/h/",
    b"_cf_chl_opt",
    b"_incapsula_resource",
    b"px-captcha",
    b"making sure you&#39;re not a bot",
    b"making sure you're not a bot",
)
_SEARCHED = 2**14
"""Bytes at the beginning of a page; what a wall shows is short."""


def is_wall(answer: Answer) -> bool:
    """Tell whether an answer comes from a bot wall."""
    text = answer.body[:_SEARCHED].lower()
    return any(name in answer.headers for name in _HEADERS) or any(each in text for each in _TEXTS)
