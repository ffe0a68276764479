"""Sites that answer programs in their own way: what to do about each, and why. A site is one record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote

from awesome_lint.links.hosts import belongs_to, split_address
from awesome_lint.links.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_PEOPLE = "answers only people"
_ALIKE = "answers every address alike, whether the page is there or not"


@dataclass(frozen=True, slots=True)
class Quirk:
    """How pages of ``host`` and of hosts below it are judged, of all or of those whose path begins with ``path``.

    Without ``instead`` nothing is asked: the verdict is ``verdict``, the reason ``why``. With it, the address that it
    returns is asked in place of the page, unless it returns None; statuses ``gone`` say that the page is gone,
    ``words`` says what others mean.
    """

    host: str
    why: str = _PEOPLE
    verdict: Verdict = Verdict.UNKNOWN
    path: str = "/"
    instead: Callable[[str], str | None] | None = None
    gone: tuple[int, ...] = (404, 410)
    words: Mapping[int, str] = field(default_factory=dict, hash=False)


def find_quirk(url: str) -> Quirk | None:
    """Return what is known of the site of ``url``, None when it answers like any other."""
    address = split_address(url)
    if address is None:
        return None
    host, path = address.host.lower().removesuffix("."), address.rest or "/"
    return next((each for each in QUIRKS if belongs_to(host, each.host) and path.startswith(each.path)), None)


def is_shortener(url: str) -> bool:
    """Tell whether the address is one that redirects on purpose, for good, and stays the one to link."""
    address = split_address(url)
    return address is not None and any(belongs_to(address.host.lower(), each) for each in SHORTENERS)


def _youtube(url: str) -> str | None:
    """Return where YouTube tells whether a video or playlist can be seen: https://oembed.com/, section 7.1."""
    address = split_address(url)
    if address is None:
        return None
    path, _, query = address.rest.partition("#")[0].partition("?")
    first, _, rest = path.strip("/").partition("/")
    named = parse_qs(query)
    video = named.get("v") if first == "watch" else [rest.partition("/")[0]] if first in _YOUTUBE_PATHS else None
    if belongs_to(address.host.lower(), "youtu.be"):
        video = [first]
    if video and video[0]:
        return _oembed(f"watch?v={_quoted(video[0])}")
    playlist = named.get("list") if first == "playlist" else None
    return _oembed(f"playlist?list={_quoted(playlist[0])}") if playlist else None


def _oembed(page: str) -> str:
    return f"https://www.youtube.com/oembed?format=json&url={_quoted(f'https://www.youtube.com/{page}')}"


def _quoted(text: str) -> str:
    return quote(text, safe="", errors="surrogatepass")  # lists hold bytes that are not UTF-8, too


_YOUTUBE_PATHS = ("embed", "live", "shorts", "v")
_YOUTUBE_WORDS = dict.fromkeys((401, 403), "the video is private, or shown on YouTube only")

QUIRKS = (
    # Answers differ by who asks and how often, and what is linked is an image of the list itself.
    Quirk("img.shields.io", "an image that is made when it is asked for", Verdict.SKIPPED),
    # Kept for good, by a charity whose servers are slow: https://archive.org/details/toomanyrequests_20191110
    Quirk("web.archive.org", "a copy at the Internet Archive, which keeps what it has", Verdict.SKIPPED),
    # 200 with a page that says that there is nothing.
    Quirk("mp.weixin.qq.com", _ALIKE),
    Quirk("zhihu.com", _ALIKE),
    Quirk("t.me", _ALIKE),
    # 200 with a script that finds out.
    Quirk("colab.research.google.com", _ALIKE),
    Quirk("discord.gg", _ALIKE),
    Quirk("discord.com", _ALIKE, path="/invite/"),
    Quirk("youtube.com", instead=_youtube, gone=(400, 404), words=_YOUTUBE_WORDS),
    Quirk("youtu.be", instead=_youtube, gone=(400, 404), words=_YOUTUBE_WORDS),
    # Log in first: 200, 302, 400, 403 or 999, whether the page is there or not.
    Quirk("facebook.com"),
    Quirk("instagram.com"),
    Quirk("linkedin.com"),
    Quirk("twitter.com"),
    Quirk("x.com"),
    # 403 for programs, whether the page is there or not.
    Quirk("dl.acm.org"),
    Quirk("quora.com"),
    Quirk("reddit.com"),
    Quirk("researchgate.net"),
    Quirk("sciencedirect.com"),
)
"""From the exceptions that link checkers and their users have come to (issues of lychee, awesome-lint, hecat)."""

SHORTENERS = (
    *("aka.ms", "amzn.to", "bit.ly", "buff.ly", "dwz.cn", "fb.me", "forms.gle", "g.co", "git.io", "goo.gl", "goo.su"),
    *("hf.co", "is.gd", "lnkd.in", "ow.ly", "rb.gy", "redd.it", "rebrand.ly", "shorturl.at", "suo.im", "t.cn", "t.co"),
    *("t.ly", "tiny.cc", "tinyurl.com", "url.cn", "v.gd", "wp.me", "spoti.fi", "youtu.be", "b23.tv"),
    # Names that last: https://www.doi.org/, https://handle.net/, https://w3id.org/, https://purl.archive.org/
    *("doi.org", "hdl.handle.net", "w3id.org", "purl.org", "purl.archive.org", "n2t.net", "identifiers.org"),
)
"""Hosts whose addresses redirect on purpose."""
