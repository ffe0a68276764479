"""Web pages: what statuses, redirects, walls and fragments mean, which sites are exceptions, in which order hosts are asked."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from awesome_lint.links.answers import Answer
from awesome_lint.links.client import Client, ClientSettings
from awesome_lint.links.connector import Guard
from awesome_lint.links.destinations import is_news, loss
from awesome_lint.links.fragments import MAX_HTML, lacks_place, place_of
from awesome_lint.links.history import LedgerEntry
from awesome_lint.links.limits import HostPolicy, Limits
from awesome_lint.links.providers import web
from awesome_lint.links.providers.base import Inquiry
from awesome_lint.links.providers.web import PROVIDER, judge_page
from awesome_lint.links.quirks import QUIRKS, SHORTENERS, find_quirk, is_shortener
from awesome_lint.links.targets import Target
from awesome_lint.links.verdicts import Judgement, Verdict, url_key
from awesome_lint.links.walls import is_wall

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pytest_httpx import HTTPXMock

NOW = 1_750_000_000
OK, MOVED, BROKEN, UNKNOWN, SKIPPED = Verdict.OK, Verdict.MOVED, Verdict.BROKEN, Verdict.UNKNOWN, Verdict.SKIPPED
PAGE = "https://a.example/page"


def _target(url: str) -> Target:
    return Target(url_key(url), url)


def _client(policies: Mapping[str, HostPolicy] | None = None) -> Client:
    return Client(ClientSettings(), httpx.AsyncClient(), Guard(), Limits(policies or {}))


def judge(url: str, **inquiry: Any) -> Judgement:
    return asyncio.run(judge_page(_target(url), Inquiry(_client(), lambda: NOW, **inquiry)))


def asked(httpx_mock: HTTPXMock) -> list[str]:
    return [f"{each.method} {each.url}" for each in httpx_mock.get_requests()]


class TestStatuses:
    @pytest.mark.parametrize(
        ("status", "verdict", "reason"),
        [
            (204, OK, ""),
            (304, UNKNOWN, "gave no usable answer"),
            (401, UNKNOWN, "asks for a login"),
            (403, UNKNOWN, "refuses programs"),
            (404, BROKEN, "not found"),
            (410, BROKEN, "gone"),
            (418, UNKNOWN, "refuses the request"),
            (429, UNKNOWN, "asks for fewer requests"),
            (451, UNKNOWN, "may not be shown where this was asked, by law"),
            (521, UNKNOWN, "its server is in trouble"),
            (999, UNKNOWN, "refuses programs"),
        ],
    )
    def test_what_they_mean(self, status: int, verdict: Verdict, reason: str, httpx_mock: HTTPXMock) -> None:
        httpx_mock.add_response(status_code=status, headers={"retry-after": "3600"}, is_reusable=True)
        found = judge(PAGE)
        assert (found.verdict, found.reason, found.evidence) == (verdict, reason, f"HTTP {status}")
        assert not found.by_owner

    def test_get_is_asked_only_where_head_does_not_do(self, httpx_mock: HTTPXMock) -> None:
        httpx_mock.add_response(url=PAGE, method="HEAD", status_code=405)
        httpx_mock.add_response(url=PAGE, method="GET")
        httpx_mock.add_response(url=f"{PAGE}2", method="HEAD")
        assert [judge(PAGE).verdict, judge(f"{PAGE}2").verdict] == [OK, OK]
        assert asked(httpx_mock) == [f"HEAD {PAGE}", f"GET {PAGE}", f"HEAD {PAGE}2"]
        assert httpx_mock.get_requests()[1].headers["range"] == "bytes=0-16383"

    def test_a_page_that_has_no_ranges_is_asked_without(self, httpx_mock: HTTPXMock) -> None:
        for method, status in (("HEAD", 501), ("GET", 416), ("GET", 200)):
            httpx_mock.add_response(method=method, status_code=status)
        assert judge(PAGE).verdict is OK
        assert "range" not in httpx_mock.get_requests()[-1].headers

    @pytest.mark.parametrize(
        ("error", "verdict", "reason", "methods"),
        [
            (httpx.ConnectError("x"), UNKNOWN, "no connection", ["HEAD", "GET", "GET"]),
            (httpx.RemoteProtocolError("x"), UNKNOWN, "no valid HTTP answer", ["HEAD", "GET"]),
            (TimeoutError(), UNKNOWN, "no answer in time", ["HEAD", "GET"]),
        ],
    )
    def test_troubles(
        self, error: Exception, verdict: Verdict, reason: str, methods: list[str], httpx_mock: HTTPXMock
    ) -> None:
        httpx_mock.add_exception(error, is_reusable=True)
        found = judge(PAGE)
        assert (found.verdict, found.reason) == (verdict, reason)
        assert [each.method for each in httpx_mock.get_requests()] == methods


class TestRedirects:
    @pytest.mark.parametrize(
        ("hops", "verdict", "evidence"),
        [
            ([(301, "/new")], MOVED, "HTTP 200 at https://a.example/new"),
            ([(308, "https://b.example/page")], MOVED, "HTTP 200 at https://b.example/page"),
            ([(302, "/new")], OK, "HTTP 200 at https://a.example/new"),
            ([(301, "/one"), (302, "/two")], OK, "HTTP 200 at https://a.example/two"),
            ([(302, "/one"), (301, "/two")], OK, "HTTP 200 at https://a.example/two"),
            ([(301, "/page#part")], UNKNOWN, "HTTP 301"),
            ([(301, "")], UNKNOWN, "HTTP 301"),
            ([(301, "http://10.0.0.1/")], UNKNOWN, "not a public address"),
            ([(301, "https://mp.weixin.qq.com/s/x")], UNKNOWN, "HTTP 200 at https://mp.weixin.qq.com/s/x"),
        ],
    )
    def test_chains(self, hops: list[tuple[int, str]], verdict: Verdict, evidence: str, httpx_mock: HTTPXMock) -> None:
        for status, location in hops:
            httpx_mock.add_response(status_code=status, headers={"location": location})
        httpx_mock.add_response(is_optional=True)
        found = judge(PAGE)
        assert found.verdict is verdict
        assert (
            evidence in (found.evidence, found.reason)
            or evidence in f"{found.reason} {found.evidence}"
            or (found.reason.startswith("redirects to where nobody may look (10.0.0.1"))
        )
        assert (found.moved_to is not None) == (verdict is MOVED)

    def test_ten_are_followed(self, httpx_mock: HTTPXMock) -> None:
        for number in range(12):
            httpx_mock.add_response(status_code=302, headers={"location": f"/{number}"}, is_optional=True)
        assert judge(PAGE).reason == "redirects more than 10 times"
        assert len(asked(httpx_mock)) == 11

    @pytest.mark.parametrize(("status", "verdict"), [(404, BROKEN), (403, UNKNOWN)])
    def test_where_they_lead_counts(self, status: int, verdict: Verdict, httpx_mock: HTTPXMock) -> None:
        httpx_mock.add_response(url=PAGE, status_code=301, headers={"location": "https://b.example/x?token=secret"})
        httpx_mock.add_response(status_code=status, is_reusable=True)
        found = judge(PAGE)
        assert (found.verdict, found.evidence) == (verdict, f"HTTP {status} at https://b.example/x")

    def test_credentials_of_the_new_address_are_not_told(self, httpx_mock: HTTPXMock) -> None:
        httpx_mock.add_response(status_code=301, headers={"location": "https://b.example/x?a=1"})
        httpx_mock.add_response()
        assert judge("https://a.example/page?a=1").moved_to == "https://b.example/x?a=1"


LOSSES = (
    ("https://a.example/x", "https://a.example/login?next=/x", "log in"),
    ("https://a.example/x", "https://accounts.b.example/", "log in"),
    ("https://a.example/x", "https://consent.a.example/m?continue=x", "log in"),
    ("https://a.example/x", "https://a.example/users/sign_in.php", "log in"),
    ("https://a.example/x", "https://www.google.com/sorry/index?continue=x", "log in"),
    ("https://a.example/x", "https://a.example/", "home page"),
    ("https://a.example/x", "https://www.a.example", "home page"),
    ("https://a.example/x/y.html", "https://a.example/en/", "home page"),
    ("https://a.example/x", "https://b.example/index.html", "home page"),
    ("https://a.example/?p=1", "https://a.example/", "home page"),
    ("https://a.example/x", "https://a.example/404.html", "not found"),
    ("https://a.example/", "https://www.hugedomains.com/domain_profile.cfm?d=a", "offer"),
)
KEPT = (
    ("https://a.example/", "https://www.a.example/"),
    ("https://a.example/", "https://b.example/"),
    ("https://a.example/", "https://a.example/en/"),
    ("https://a.example/index.html", "https://a.example/"),
    ("https://a.example/?ref=awesome", "https://a.example/"),
    ("https://a.example/?utm_source=list#x", "https://www.a.example/en"),
    ("https://a.example/login", "https://accounts.a.example/login"),
    ("https://a.example/x", "https://a.example/y"),
    ("https://a.example/blog/login-form", "https://a.example/posts/login-form"),
    ("https://a.example/authors/x", "https://b.example/authors/x"),
    ("https://a.example/tool", "https://tool.example/"),
    ("https://a.github.io/some-tool/", "https://www.sometool.example/"),
    ("https://bit.ly/abc", "https://a.example/"),
)
NO_NEWS = (
    ("https://bit.ly/abc", "https://a.example/x"),
    ("https://doi.org/10.1/x", "https://publisher.example/x"),
    ("https://a.example/docs", "https://a.example/en/docs"),
    ("https://a.example/docs", "https://a.example/zh-CN/docs"),
    ("https://a.example/docs", "https://de.a.example/docs"),
    ("https://a.example/docs/latest/x", "https://a.example/docs/1.2/x"),
    ("https://a.example/stable", "https://a.example/v3"),
    ("https://a.example/x", "https://a.example/x;jsessionid=1A"),
    ("https://a.example/x", "https://a.example/x?from=home"),
    ("https://a.example/x", "https://b.example/y?utm_source=a"),
    ("https://a.example/x.zip", "https://cdn.example/x.zip?X-Amz-Signature=1&X-Amz-Expires=300"),
    ("https://a.example/x.zip", "https://cdn.example/x.zip?Expires=1&Signature=2&Key-Pair-Id=3"),
    ("https://a.example/x", "https://b.example/y?token=1"),
)
NEWS = (
    ("http://a.example/x", "https://a.example/x"),
    ("https://a.example/x", "https://www.a.example/x"),
    ("https://a.example/x", "https://a.example/x/"),
    ("https://a.example/x", "https://b.example/y"),
    ("https://a.example/x?id=1", "https://a.example/x/1"),
    ("https://a.example/x", "https://b.example/view?id=1"),
    ("https://a.example/en/x", "https://a.example/en/y"),
    ("https://a.example/x?utm_source=a", "https://b.example/x?utm_source=a"),
)


class TestDestinations:
    @pytest.mark.parametrize(("old", "new", "reason"), LOSSES)
    def test_a_page_is_lost(self, old: str, new: str, reason: str) -> None:
        assert reason in (loss(old, new) or "")

    @pytest.mark.parametrize(("old", "new"), [*KEPT, *NEWS])
    def test_a_page_is_not_lost(self, old: str, new: str) -> None:
        assert loss(old, new) is None

    @pytest.mark.parametrize(("old", "new"), NO_NEWS)
    def test_how_a_site_works_is_no_news(self, old: str, new: str) -> None:
        assert not is_news(old, new)

    @pytest.mark.parametrize(("old", "new"), NEWS)
    def test_news(self, old: str, new: str) -> None:
        assert is_news(old, new)

    def test_lost_pages_are_unknown(self, httpx_mock: HTTPXMock) -> None:
        httpx_mock.add_response(status_code=301, headers={"location": "https://a.example/"})
        httpx_mock.add_response()
        found = judge(PAGE)
        assert (found.verdict, found.moved_to) == (UNKNOWN, None)
        assert found.reason == "leads to the home page of a.example, so the page may be gone"


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


class TestQuirks:
    def test_each_record_has_its_line(self) -> None:
        assert QUIRKY.keys() == {each.host for each in QUIRKS}
        assert len({each.host for each in QUIRKS}) == len(QUIRKS)

    @pytest.mark.parametrize("host", [host for host, (_, verdict) in QUIRKY.items() if verdict])
    def test_nothing_is_asked(self, host: str, httpx_mock: HTTPXMock) -> None:
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
    def test_others_are_ordinary(self, url: str) -> None:
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
        self, status: int, verdict: Verdict, reason: str, httpx_mock: HTTPXMock
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
    def test_which_video(self, url: str, page: str | None) -> None:
        instead = find_quirk(url).instead(url)
        assert instead == (
            page and f"https://www.youtube.com/oembed?format=json&url=https%3A%2F%2Fwww.youtube.com%2F{page}"
        )

    def test_a_channel_is_asked_itself(self, httpx_mock: HTTPXMock) -> None:
        httpx_mock.add_response(url="https://www.youtube.com/@channel", method="HEAD")
        assert judge("https://www.youtube.com/@channel").verdict is OK

    @pytest.mark.parametrize("host", SHORTENERS)
    def test_shorteners(self, host: str) -> None:
        assert is_shortener(f"https://{host}/x")
        assert not is_shortener(f"https://{host}.example/x")

    def test_a_site_that_was_shut_down_is_gone_by_its_owner(self, httpx_mock: HTTPXMock) -> None:
        found = judge("http://www.geocities.com/abc")
        assert (found.verdict, found.by_owner) == (BROKEN, True)
        assert found.reason == "geocities.com was shut down by its owner in 2009"
        assert asked(httpx_mock) == []


class TestWalls:
    @pytest.mark.parametrize(
        ("headers", "body", "expected"),
        [
            ({"cf-mitigated": "challenge"}, b"", True),
            ({"x-amzn-waf-action": "challenge"}, b"", True),
            ({"server": "cloudflare"}, b"<html><title>Just a moment...</title>", True),
            ({}, b"<script>window._cf_chl_opt={}</script>", True),
            ({"server": "cloudflare"}, b"<title>Not found</title>", False),
            ({}, b"Just a moment of your time", False),
            ({}, b" " * 2**14 + b"<title>Just a moment", False),
            ({}, b"", False),
        ],
    )
    def test_marks(self, headers: dict[str, str], body: bytes, expected: bool) -> None:  # noqa: FBT001
        assert is_wall(Answer(404, headers, body)) is expected

    def test_a_wall_says_nothing_whatever_its_status(self, httpx_mock: HTTPXMock) -> None:
        httpx_mock.add_response(status_code=404, method="HEAD")
        httpx_mock.add_response(status_code=404, method="GET", content=b"<title>Just a moment...</title>")
        found = judge(PAGE)
        assert (found.verdict, found.reason, found.evidence) == (UNKNOWN, "shows programs a bot wall", "HTTP 404")


HTML = b"""<!doctype html><h1 id="top-title">A</h1><a name=old></a><h2 id='user-content-usage'>B</h2>
<p id = "caf%C3%A9">C<i id="a&amp;b">D</i><div data-id="none">\xe4\xb8\xad</div><h2 ID="\xe4\xb8\xad\xe6\x96\x87">E</h2>"""


class TestFragments:
    @pytest.mark.parametrize(
        ("fragment", "place"),
        [
            ("usage", "usage"),
            ("%E4%B8%AD", "中"),
            ("", None),
            ("top", None),
            ("/route", None),
            ("!/route", None),
            (":~:text=word", None),
            ("L10", None),
            ("L10-L20", None),
            ("page=3", None),
            ("usage:~:text=word", None),
        ],
    )
    def test_places(self, fragment: str, place: str | None) -> None:
        assert place_of(f"https://a.example/x#{fragment}") == place

    @pytest.mark.parametrize(
        ("place", "lacks"),
        [
            *(
                (place, False)
                for place in ("top-title", "Top-Title", "old", "usage", "user-content-usage", "中文", "café")
            ),
            *((place, True) for place in ("top", "titl", "none", "中", "usage2")),
        ],
    )
    def test_a_page_has_it_or_not(self, place: str, lacks: bool) -> None:  # noqa: FBT001
        assert lacks_place(Answer(200, {"content-type": "text/html; charset=utf-8"}, HTML), place) is lacks

    @pytest.mark.parametrize(
        "answer",
        [
            Answer(200, {"content-type": "text/html"}, HTML, complete=False),
            Answer(206, {"content-type": "text/html", "content-range": "bytes 0-9/999999"}, HTML),
            Answer(206, {"content-type": "text/html", "content-range": f"bytes 0-{len(HTML)}/*"}, HTML),
            Answer(200, {"content-type": "application/pdf"}, HTML),
            Answer(200, {}, HTML),
            Answer(200, {"content-type": "text/html"}, b"<div id=root></div>"),
            Answer(200, {"content-type": "text/html"}, b"<a name='\xd6\xd0'></a>"),
        ],
    )
    def test_in_doubt_it_has(self, answer: Answer) -> None:
        assert not lacks_place(answer, "missing")

    @pytest.mark.parametrize(
        "body",
        [b' id="' * (MAX_HTML // 5), b" id='\"" * (MAX_HTML // 6), b" id=" + b" " * MAX_HTML, b" id" * (MAX_HTML // 3)],
    )
    def test_hostile_pages_take_no_longer(self, body: bytes) -> None:
        assert len(body) <= MAX_HTML + 4
        lacks_place(Answer(200, {"content-type": "text/html"}, body), "missing")

    @pytest.mark.parametrize(("fragment", "verdict"), [("usage", OK), ("missing", UNKNOWN), ("L10", OK)])
    def test_they_are_looked_up_when_asked(self, fragment: str, verdict: Verdict, httpx_mock: HTTPXMock) -> None:
        httpx_mock.add_response(content=HTML, headers={"content-type": "text/html"}, is_reusable=True)
        found = judge(f"{PAGE}#{fragment}", fragments=True)
        assert found.verdict is verdict
        assert found.reason == ("the page has no place called missing" if verdict is UNKNOWN else "")
        assert asked(httpx_mock) == [f"{'HEAD' if fragment == 'L10' else 'GET'} {PAGE}#{fragment}"]

    def test_and_only_then(self, httpx_mock: HTTPXMock) -> None:
        httpx_mock.add_response(method="HEAD")
        assert judge(f"{PAGE}#missing").verdict is OK


class TestValidators:
    KNOWN = Judgement(url_key(PAGE), OK, NOW - 9, evidence="HTTP 200", etag='"1"', last_modified="then")

    def test_they_are_kept(self, httpx_mock: HTTPXMock) -> None:
        httpx_mock.add_response(headers={"etag": '"1"', "last-modified": "then"})
        assert judge(PAGE) == replace(self.KNOWN, checked=NOW)

    def test_what_did_not_change_is_as_before(self, httpx_mock: HTTPXMock) -> None:
        httpx_mock.add_response(status_code=304)
        assert judge(PAGE, knows=lambda _: LedgerEntry(self.KNOWN)) == replace(self.KNOWN, checked=NOW)
        headers = httpx_mock.get_requests()[0].headers
        assert (headers["if-none-match"], headers["if-modified-since"]) == ('"1"', "then")

    @pytest.mark.parametrize("verdict", [MOVED, BROKEN, UNKNOWN, SKIPPED])
    def test_what_was_not_well_is_asked_anew(self, verdict: Verdict, httpx_mock: HTTPXMock) -> None:
        httpx_mock.add_response()
        judge(PAGE, knows=lambda _: LedgerEntry(replace(self.KNOWN, verdict=verdict)))
        assert "if-none-match" not in httpx_mock.get_requests()[0].headers

    def test_those_of_another_page_are_not_kept(self, httpx_mock: HTTPXMock) -> None:
        httpx_mock.add_response(status_code=302, headers={"location": "/now"})
        httpx_mock.add_response(headers={"etag": '"1"'})
        assert judge(PAGE).etag is None


class TestOrder:
    def judge_all(self, urls: list[str], page: Callable, policies: Mapping[str, HostPolicy], most: int) -> list[str]:
        async def run() -> list[str]:
            inquiry = Inquiry(_client(policies), lambda: NOW)
            judged = PROVIDER.judge([_target(url) for url in urls], inquiry)
            found = []
            async for each in judged:
                found.append(each.key)
                if len(found) == most:
                    await judged.aclose()
                    break
            assert asyncio.all_tasks() == {asyncio.current_task()}
            return found

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(web, "judge_page", page)
            return asyncio.run(run())

    def test_hosts_side_by_side_each_in_the_order_of_the_list(self) -> None:
        urls = [f"https://{host}.example/{number}" for number in range(50) for host in ("a", "b", "www.a")]
        begun: list[str] = []
        tasks: list[int] = []

        async def page(target: Target, _: Inquiry) -> Judgement:
            begun.append(target.url)
            tasks.append(len(asyncio.all_tasks()))
            await asyncio.sleep(0)
            return Judgement(target.key, OK, NOW)

        found = self.judge_all(urls, page, {"a.example": HostPolicy(1, 1), "b.example": HostPolicy(1, 3)}, 0)
        assert sorted(found) == sorted(map(url_key, urls))
        for host in ("a.", "b."):
            assert [url for url in begun if f"{host}example" in url] == [url for url in urls if f"{host}example" in url]
        assert max(tasks) <= 1 + 1 + 3

    def test_what_is_known_is_told_at_once(self) -> None:
        async def page(target: Target, _: Inquiry) -> Judgement:
            await asyncio.sleep(0 if "fast" in target.url else 60)
            return Judgement(target.key, OK, NOW)

        urls = ["https://slow.example/1", "https://fast.example/1", "https://fast.example/2"]
        assert self.judge_all(urls, page, {}, 2) == urls[1:]

    def test_a_bug_is_no_verdict(self) -> None:
        async def page(*_: Any) -> Judgement:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            self.judge_all([PAGE, "https://b.example/"], page, {}, 0)
