"""Where providers are asked, and with which token: the environment says so, and must be understood."""

from __future__ import annotations

import json

import pytest

from awesome_lint.errors import UsageError
from awesome_lint.links.endpoints import BUILT_IN, TEST_TOKEN, VARIABLE, Endpoints

REAL, TEST = "real", "test"


def _of(given: object, **more: str) -> Endpoints:
    return Endpoints.of({VARIABLE: given if isinstance(given, str) else json.dumps(given), **more})


def test_without_an_environment_the_owners_are_asked() -> None:
    for environment in ({}, {VARIABLE: ""}, {VARIABLE: "{}"}, {"PATH": "/bin"}):
        endpoints = Endpoints.of(environment)
        assert endpoints.is_real
        assert (endpoints.bases, endpoints.tokens, endpoints.allowed()) == (BUILT_IN, {}, frozenset())


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("no json", "not valid JSON"),
        ("{", "not valid JSON"),
        ([], "must be a JSON object"),
        ("1", "must be a JSON object"),
        ('"http://127.0.0.1"', "must be a JSON object"),
        ("null", "must be a JSON object"),
        ({"gitlab": "http://127.0.0.1"}, "no provider is called gitlab"),
        ({"": "http://127.0.0.1"}, "no provider is called"),
        ({"github": "127.0.0.1"}, "needs an http or https address"),
        ({"github": "file:///etc"}, "needs an http or https address"),
        ({"web": 1}, "needs an http or https address"),
        ({"web": None}, "needs an http or https address"),
        ({"a.example": []}, "needs an http or https address"),
    ],
)
def test_what_cannot_be_understood_is_an_error(given: object, said: str) -> None:
    with pytest.raises(UsageError, match=said) as raised:
        _of(given)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("[" * 100_000, "not valid JSON"),
        ({"github": "http://"}, "needs an http or https address"),
        ({"github": "http://127.0.0.1:port"}, "needs an http or https address"),
        ({"github": "http://127.0.0.1:99999"}, "needs an http or https address"),
        ({"github": "http://user:secret@127.0.0.1"}, "needs an http or https address"),
    ],
)
def test_nor_can_this_be_understood(given: object, said: str) -> None:
    with pytest.raises(UsageError, match=said) as raised:
        _of(given)
    assert "secret" not in str(raised.value)


class TestLocate:
    @pytest.mark.parametrize(
        ("url", "where"),
        [
            ("https://a.example/b?c=d#e", "http://127.0.0.1:80/web/a.example/b?c=d"),
            ("http://A.example", "http://127.0.0.1:80/web/a.example/"),
            ("https://a.example?x", "http://127.0.0.1:80/web/a.example/?x"),
            ("https://one.example/b", "http://127.0.0.1:81/b"),
            ("https://ONE.example", "http://127.0.0.1:81/"),
            ("https://www.one.example/b", "http://127.0.0.1:80/web/www.one.example/b"),
            ("mailto:a@b.example", "mailto:a@b.example"),
        ],
    )
    def test_pages_are_asked_where_the_environment_says(self, url: str, where: str) -> None:
        endpoints = _of({"web": "http://127.0.0.1:80/web/", "one.example": "http://127.0.0.1:81"})
        assert endpoints.locate(url) == where

    def test_or_where_they_are(self) -> None:
        assert Endpoints().locate("https://a.example/b#c") == "https://a.example/b#c"

    def test_only_addresses_that_are_named_are_allowed(self) -> None:
        given = {"web": "http://127.0.0.1:8899", "github": "https://[::1]", "doi": "http://hub.example:81"}
        assert _of(given).allowed() == {("127.0.0.1", 8899), ("::1", 443)}


class TestTokens:
    @pytest.mark.parametrize(
        ("environment", "tokens"),
        [
            ({"GITHUB_TOKEN": "a", "GH_TOKEN": "b"}, {"github": "a"}),
            ({"GITHUB_TOKEN": " ", "GH_TOKEN": "b\n"}, {"github": "b"}),
            ({"HF_TOKEN": "c"}, {"huggingface": "c"}),
            ({"SEMANTIC_SCHOLAR_API_KEY": "d"}, {"semantic-scholar": "d"}),
            ({"TOKEN": "x", TEST_TOKEN: "x"}, {}),
        ],
    )
    def test_they_come_from_the_environment(self, environment: dict[str, str], tokens: dict[str, str]) -> None:
        assert Endpoints.of(environment).tokens == tokens

    @pytest.mark.parametrize(
        ("base", "own"),
        [
            ("http://127.0.0.1:8899/github", True),
            ("http://127.9.9.9", True),
            ("http://[::1]:1", True),
            ("https://api.github.com", False),
            ("https://api.github.com/v2", False),
            ("http://api.github.com", False),
            ("http://localhost:8899", False),  # a name can be anybody's
            ("http://10.0.0.1", False),
            ("http://127.0.0.1.evil.example", False),
        ],
    )
    def test_another_endpoint_gets_the_token_for_tests_on_this_computer_only(self, base: str, own: bool) -> None:  # noqa: FBT001
        tokens = _of({"github": base}, GITHUB_TOKEN=REAL, AWESOME_LINT_TEST_TOKEN=TEST).tokens
        expected = "test" if own else "real" if base == BUILT_IN["github"] else None
        assert tokens.get("github") == expected

    def test_without_one_for_tests_there_is_none(self) -> None:
        assert _of({"github": "http://127.0.0.1:1"}, GITHUB_TOKEN=REAL).tokens == {}

    def test_they_are_not_shown(self) -> None:
        assert "real" not in repr(Endpoints.of({"GITHUB_TOKEN": "real"}))
