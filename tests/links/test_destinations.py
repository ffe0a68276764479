"""What a redirect says by where it leads."""

from __future__ import annotations

import pytest

from awesome_lint.links.destinations import is_news, loss

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


@pytest.mark.parametrize(("old", "new", "reason"), LOSSES)
def test_a_page_is_lost(old: str, new: str, reason: str) -> None:
    assert reason in (loss(old, new) or "")


@pytest.mark.parametrize(("old", "new"), [*KEPT, *NEWS])
def test_a_page_is_not_lost(old: str, new: str) -> None:
    assert loss(old, new) is None


@pytest.mark.parametrize(("old", "new"), NO_NEWS)
def test_how_a_site_works_is_no_news(old: str, new: str) -> None:
    assert not is_news(old, new)


@pytest.mark.parametrize(("old", "new"), NEWS)
def test_news(old: str, new: str) -> None:
    assert is_news(old, new)
