"""Sites that answer programs in their own way: one line for each record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from asking_pages import BROKEN, OK, SKIPPED, UNKNOWN, asked, judge

from awesome_lint.links.quirks import QUIRKS, SHORTENERS, find_quirk, is_shortener

if TYPE_CHECKING:
    from pytest_httpx import HTTPXMock

    from awesome_lint.links.verdicts import Verdict

QUIRKY = {
    "img.shields.io": ("https://img.shields.io/badge/a-b-c", SKIPPED),
    "web.archive.org": ("https://web.archive.org/web/2020/https://a.example/", SKIPPED),
    "mp.weixin.qq.com": ("https://mp.weixin.qq.com/s/abc", UNKNOWN),
    "zhihu.com": ("https://zhuanlan.zhihu.com/p/1", UNKNOWN),
    "t.me": ("https://t.me/abc", UNKNOWN),
    "colab.research.google.com": ("https://colab.research.google.com/drive/1", UNKNOWN),
    "discord.gg": ("https://discord.gg/abc", UNKNOWN),
    "discord.com": ("https://discord.com/invite/abc", UNKNOWN),
    "facebook.com": ("https://www.facebook.com/abc", UNKNOWN),
    "instagram.com": ("https://www.instagram.com/abc", UNKNOWN),
    "linkedin.com": ("https://www.linkedin.com/in/abc", UNKNOWN),
    "twitter.com": ("https://mobile.twitter.com/abc", UNKNOWN),
    "x.com": ("https://X.com/abc", UNKNOWN),
    "dl.acm.org": ("https://dl.acm.org/doi/10.1/x", UNKNOWN),
    "quora.com": ("https://www.quora.com/abc", UNKNOWN),
    "reddit.com": ("https://old.reddit.com/r/abc", UNKNOWN),
    "researchgate.net": ("https://www.researchgate.net/publication/1", UNKNOWN),
    "sciencedirect.com": ("https://www.sciencedirect.com/science/article/pii/1", UNKNOWN),
    "youtube.com": ("https://www.youtube.com/watch?v=abc", None),
    "youtu.be": ("https://youtu.be/abc", None),
}


def test_each_record_has_its_line() -> None:
    assert QUIRKY.keys() == {each.host for each in QUIRKS}
    assert len({each.host for each in QUIRKS}) == len(QUIRKS)


@pytest.mark.parametrize("host", [host for host, (_, verdict) in QUIRKY.items() if verdict])
def test_nothing_is_asked(host: str, httpx_mock: HTTPXMock) -> None:
    url, verdict = QUIRKY[host]
    found = judge(url)
    assert (found.verdict, find_quirk(url).host) == (verdict, host)
    assert found.reason
    assert asked(httpx_mock) == []


@pytest.mark.parametrize(
    "url",
    [
        "https://notx.com/",
        "https://x.com.example/",
        "https://a.example/x.com",
        "https://discord.com/developers",
        "https://shields.io/",
        "https://medium.com/x",
    ],
)
def test_others_are_ordinary(url: str) -> None:
    assert find_quirk(url) is None


@pytest.mark.parametrize(
    ("status", "verdict", "reason"),
    [
        (200, OK, ""),
        (404, BROKEN, "not found"),
        (400, BROKEN, "not found"),
        (401, UNKNOWN, "the video is private, or shown on YouTube only"),
        (403, UNKNOWN, "the video is private, or shown on YouTube only"),
        (500, UNKNOWN, "its server is in trouble"),
    ],
)
def test_youtube_is_asked_for_what_can_be_embedded(
    status: int, verdict: Verdict, reason: str, httpx_mock: HTTPXMock
) -> None:
    httpx_mock.add_response(status_code=status, is_reusable=True)
    found = judge("https://youtu.be/abc?t=3")
    assert (found.verdict, found.reason) == (verdict, reason)
    wanted = "https://www.youtube.com/oembed?format=json&url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3Dabc"
    assert asked(httpx_mock)[0] == f"HEAD {wanted}"


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://www.youtube.com/watch?v=a_-1&list=x", "watch%3Fv%3Da_-1"),
        ("https://m.youtube.com/shorts/abc", "watch%3Fv%3Dabc"),
        ("https://www.youtube.com/embed/abc?x=1", "watch%3Fv%3Dabc"),
        ("https://www.youtube.com/playlist?list=PL1", "playlist%3Flist%3DPL1"),
        ("https://www.youtube.com/watch?v=a%26b", "watch%3Fv%3Da%2526b"),
        ("https://www.youtube.com/@channel", None),
        ("https://www.youtube.com/", None),
        ("https://youtu.be/", None),
    ],
)
def test_which_video(url: str, page: str | None) -> None:
    instead = find_quirk(url).instead(url)
    assert instead == (
        page and f"https://www.youtube.com/oembed?format=json&url=https%3A%2F%2Fwww.youtube.com%2F{page}"
    )


def test_a_channel_is_asked_itself(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(url="https://www.youtube.com/@channel", method="HEAD")
    assert judge("https://www.youtube.com/@channel").verdict is OK


@pytest.mark.parametrize("host", SHORTENERS)
def test_shorteners(host: str) -> None:
    assert is_shortener(f"https://{host}/x")
    assert not is_shortener(f"https://{host}.example/x")


def test_a_site_that_was_shut_down_is_gone_by_its_owner(httpx_mock: HTTPXMock) -> None:
    found = judge("http://www.geocities.com/abc")
    assert (found.verdict, found.by_owner) == (BROKEN, True)
    assert found.reason == "geocities.com was shut down by its owner in 2009"
    assert asked(httpx_mock) == []
