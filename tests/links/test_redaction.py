"""No credential is kept, wherever it stands; what only looks like one is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.links.redaction import redacted_facts, redacted_text, without_credentials

GITHUB = "ghp_" + "a1B2" * 9
HUB = "hf_" + "abCD" * 9

ADDRESSES = {
    "https://a.example/x?q=1#f": "https://a.example/x?q=1#f",
    "https://user:word@a.example/x": "https://a.example/x",
    "https://user@evil@a.example": "https://a.example",
    "https://a.example/@user": "https://a.example/@user",
    "https://a.example/?mail=x@y": "https://a.example/?mail=x@y",
    "https://a.example/x?access_token=1": "https://a.example/x",
    "https://a.example/x?q=1&Token=2&r=3": "https://a.example/x?q=1&r=3",
    "https://a.example/x?X-Amz-Signature=1&X-Amz-Date=2&id=7": "https://a.example/x?id=7",
    "https://a.example/x#access_token=1": "https://a.example/x",
    "https://a.example/x#token-counts": "https://a.example/x#token-counts",
    "https://a.example/x?#": "https://a.example/x?#",
    "https://a.example/x#": "https://a.example/x#",
    "ssh://git:word@a.example/x": "ssh://a.example/x",
    "github:owner/name": "github:owner/name",
    "not an address @ all": "not an address @ all",
}

TEXTS = {
    f"said {GITHUB}.": "said [removed].",
    f"said github_pat_{'x' * 30}": "said [removed]",
    f"x={HUB}": "x=[removed]",
    f"Authorization: Bearer {HUB}": "[removed]",
    f"bearer {'x.' * 20}": "[removed]",
    "to <https://u:p@a.example/?token=1> then": "to <https://a.example/> then",
    "hf_transformers and ghp_short": "hf_transformers and ghp_short",
    "Token compression for the bearer of bad news": "Token compression for the bearer of bad news",
    "HTTP 404": "HTTP 404",
}


@pytest.mark.parametrize(("url", "left"), ADDRESSES.items())
def test_address_loses_its_credentials_only(url: str, left: str) -> None:
    assert without_credentials(url) == left


@pytest.mark.parametrize(("text", "left"), TEXTS.items())
def test_text_loses_its_tokens_only(text: str, left: str) -> None:
    assert redacted_text(text) == left


def test_facts_lose_what_is_named_or_looks_like_a_credential_at_any_depth() -> None:
    facts = {"title": f"A {HUB}", "Authorization": "x", "more": [{"set-cookie": "x", "n": 1}, None, True, 1.5]}
    assert redacted_facts(facts) == {"title": "A [removed]", "more": [{"n": 1}, None, True, 1.5]}


@given(st.text(":/?#@&=ab ", max_size=30))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = without_credentials(f"https://{text}")
    assert without_credentials(once) == once
