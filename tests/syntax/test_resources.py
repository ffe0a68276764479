from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.syntax.nodes import Resource
from awesome_lint.syntax.resources import arxiv_resource, normalized_url, resource_of

CASES = Path(__file__).parent.parent / "cases" / "resources.tsv"
ROWS = [line.split("\t") for line in CASES.read_text("utf-8").splitlines() if not line.startswith("#")]

names = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,20}", fullmatch=True)
# what urllib gives for addresses; surrogates stand for bytes that are not UTF-8
addresses = st.text(st.characters(codec=None), max_size=30).map("https://example.org/".__add__)


def shown(resource: Resource | None) -> str:
    if resource is None:
        return "-"
    return str(resource) + (f" v{resource.version}" if resource.version else "")


def test_table_is_large_and_has_no_duplicates():
    assert len(ROWS) >= 120
    assert len({url for url, _ in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("url", "expected"), ROWS)
def test_resource_of(url: str, expected: str):
    assert shown(resource_of(url)) == expected


def test_spellings_of_one_paper_are_the_same():
    urls = (
        "https://arxiv.org/pdf/2403.04652v2.pdf",
        "https://huggingface.co/papers/2403.04652",
        "https://doi.org/10.48550/arXiv.2403.04652",
    )
    assert {found.same for url in urls if (found := resource_of(url))} == {"arxiv:2403.04652"}


@given(st.text())
def test_any_text_is_judged_without_error(text: str):
    for url in (text, f"https://{text}", f"https://github.com/{text}", f"https://huggingface.co/{text}"):
        resource_of(url)
        arxiv_resource(text)
        normalized_url(url)


@given(names, names)
def test_case_of_a_model_is_kept(owner: str, name: str):
    found = resource_of(f"https://huggingface.co/datasets/{owner}/{name}/viewer")
    if found and not found.path.startswith("viewer/"):
        assert found.id in (f"{owner}/{name}", owner)


@given(st.integers(7, 90), st.integers(1, 12), st.integers(1, 9999), st.integers(0, 20))
def test_every_well_formed_identifier_is_a_paper(year: int, month: int, number: int, version: int):
    width = 4 if year < 15 else 5
    text = f"{year:02}{month:02}.{number:0{width}}"
    found = resource_of(f"https://arxiv.org/abs/{text}" + (f"v{version}" if version else ""))
    expected = Resource("arxiv", text, version=version or None)
    assert found == (None if year == 7 and month < 4 else expected)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://www.Example.org/", "https://example.org"),
        ("https://example.org", "https://example.org"),
        ("http://example.org:80/a/", "https://example.org/a"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("http://example.org:443/a", "https://example.org:443/a"),
        ("https://example.org/%7Euser/%41", "https://example.org/~user/A"),
        ("https://example.org/a%2fb", "https://example.org/a%2Fb"),
        ("https://example.org/中文", "https://example.org/%E4%B8%AD%E6%96%87"),
        ("https://example.org/%e4%b8%ad", "https://example.org/%E4%B8%AD"),
        ("https://example.org/a/?b=1#c", "https://example.org/a?b=1#c"),
        ("https://example.org/A", "https://example.org/A"),
        ("https://example.org/?", "https://example.org"),
        ("https://www.com/", "https://www.com"),
        ("https://me@example.org/a", "https://me@example.org/a"),
        ("http://[::1]:80/a", "https://[::1]/a"),
        ("./a/", "./a/"),
        ("mailto:Me@Example.org", "mailto:Me@Example.org"),
        ("https://[broken", "https://[broken"),
        ("http://example.org/\ud800", "http://example.org/\ud800"),
    ],
)
def test_normalized_url(url: str, expected: str):
    assert normalized_url(url) == expected


@given(addresses)
def test_normalizing_twice_changes_nothing_more(url: str):
    once = normalized_url(url)
    assert normalized_url(once) == once


@given(addresses)
def test_normalizing_keeps_the_resource(url: str):
    assert resource_of(normalized_url(url)) == resource_of(url)


@given(names, names)
def test_normalizing_keeps_the_repository(owner: str, name: str):
    url = f"http://www.github.com/{owner}/{name}/?x=1"
    assert resource_of(normalized_url(url)) == resource_of(url)
