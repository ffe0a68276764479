"""Web pages: what statuses, redirects and fragments mean, and in which order hosts are asked."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from asking_pages import BROKEN, MOVED, NOW, OK, PAGE, SKIPPED, UNKNOWN, asked, client_with, judge, target_of

from awesome_lint.links.history import LedgerEntry
from awesome_lint.links.limits import HostPolicy
from awesome_lint.links.providers import web
from awesome_lint.links.providers.base import Inquiry
from awesome_lint.links.providers.web import PROVIDER
from awesome_lint.links.verdicts import Judgement, Verdict, url_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pytest_httpx import HTTPXMock

    from awesome_lint.links.targets import Target


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
        ("hops", "verdict", "said"),
        [
            ([(301, "/new")], MOVED, "HTTP 200 at https://a.example/new"),
            ([(308, "https://b.example/page")], MOVED, "HTTP 200 at https://b.example/page"),
            ([(302, "/new")], OK, "HTTP 200 at https://a.example/new"),
            ([(301, "/one"), (302, "/two")], OK, "HTTP 200 at https://a.example/two"),
            ([(302, "/one"), (301, "/two")], OK, "HTTP 200 at https://a.example/two"),
            ([(301, "/page#part")], UNKNOWN, "redirects in a circle | HTTP 301"),
            ([(301, "")], UNKNOWN, "redirects to no valid address | HTTP 301"),
            ([(301, "http://10.0.0.1/")], UNKNOWN, "redirects to where nobody may look (10.0.0.1"),
            (
                [(301, "https://mp.weixin.qq.com/s/x")],
                UNKNOWN,
                "leads to mp.weixin.qq.com, which answers every address alike",
            ),
        ],
    )
    def test_chains(self, hops: list[tuple[int, str]], verdict: Verdict, said: str, httpx_mock: HTTPXMock) -> None:
        for status, location in hops:
            httpx_mock.add_response(status_code=status, headers={"location": location})
        httpx_mock.add_response(is_optional=True)
        found = judge(PAGE)
        assert found.verdict is verdict
        assert said in f"{found.reason} | {found.evidence}"
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


class TestMeaning:
    def test_lost_pages_are_unknown(self, httpx_mock: HTTPXMock) -> None:
        httpx_mock.add_response(status_code=301, headers={"location": "https://a.example/"})
        httpx_mock.add_response()
        found = judge(PAGE)
        assert (found.verdict, found.moved_to) == (UNKNOWN, None)
        assert found.reason == "leads to the home page of a.example, so the page may be gone"

    def test_a_wall_says_nothing_whatever_its_status(self, httpx_mock: HTTPXMock) -> None:
        httpx_mock.add_response(status_code=404, method="HEAD")
        httpx_mock.add_response(status_code=404, method="GET", content=b"<title>Just a moment...</title>")
        found = judge(PAGE)
        assert (found.verdict, found.reason, found.evidence) == (UNKNOWN, "shows programs a bot wall", "HTTP 404")

    @pytest.mark.parametrize(("place", "verdict"), [("usage", OK), ("missing", UNKNOWN)])
    def test_places_are_looked_up(self, place: str, verdict: Verdict, httpx_mock: HTTPXMock) -> None:
        httpx_mock.add_response(content=b"<h2 id=usage>A</h2>", headers={"content-type": "text/html"})
        found = judge(f"{PAGE}#{place}", place=place)
        assert found.verdict is verdict
        assert found.reason == ("the page has no place called missing" if verdict is UNKNOWN else "")
        assert asked(httpx_mock) == [f"GET {PAGE}#{place}"]

    def test_pages_are_well_whatever_the_place(self, httpx_mock: HTTPXMock) -> None:
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
            inquiry = Inquiry(client_with(policies), lambda: NOW)
            judged = PROVIDER.judge([target_of(url) for url in urls], inquiry)
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
