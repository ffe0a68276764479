"""The tables of what is known about sites."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.links.hosts import GIT_HOSTS, HTTPS_HOSTS, PLAIN_HOSTS, split_address
from awesome_lint.links.retired import RETIRED_HOSTS, find_retired
from awesome_lint.links.wrappers import (
    TRACKERS,
    WRAPPERS,
    markdown_safe,
    tracking_parameters,
    unwrap,
    without_tracking,
)

TABLES = {
    "https": HTTPS_HOSTS,
    "plain": PLAIN_HOSTS,
    "git": GIT_HOSTS,
    "retired": tuple(site.host for site in RETIRED_HOSTS),
    "wrappers": WRAPPERS,
    "trackers": TRACKERS,
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_table_is_sorted_without_duplicates(table: tuple[object, ...]) -> None:
    assert list(table) == sorted(set(table))


def test_hosts_are_written_as_they_are_compared() -> None:
    hosts = [
        *HTTPS_HOSTS,
        *PLAIN_HOSTS,
        *GIT_HOSTS,
        *TABLES["retired"],
        *(place.split("/")[0] for place, _ in WRAPPERS),
    ]
    assert [host for host in hosts if host != host.lower() or host.startswith("www.") or "://" in host] == []


def test_alive_hosts_lie_below_their_site() -> None:
    assert all(host.endswith(f".{site.host}") for site in RETIRED_HOSTS for host in site.alive)


@pytest.mark.parametrize("site", RETIRED_HOSTS, ids=lambda site: site.host)
def test_retired_site_is_found_with_its_subdomains_and_no_look_alike(site) -> None:
    assert find_retired(f"http://{site.host}/a/b/c/d") is not None
    assert find_retired(f"https://sub.{site.host.upper()}/") is not None
    assert find_retired(f"https://not{site.host}/") is None


def test_replacement_on_a_retired_site_is_not_retired() -> None:
    for site in RETIRED_HOSTS:
        retired = find_retired(f"https://{site.host}/a/b/c/d")
        assert retired is not None
        assert retired.replacement is not None
        assert find_retired(retired.replacement) is None


@pytest.mark.parametrize(("place", "name"), WRAPPERS)
def test_each_wrapper_opens(place: str, name: str) -> None:
    assert unwrap(f"https://{place}?x=1&{name}=https%3A%2F%2Fa.example%2F%3Fb%3Dc") == "https://a.example/?b=c"


@given(
    st.lists(st.tuples(st.booleans(), st.text("ab%=~+.", max_size=4)), max_size=5), st.sampled_from(["", "#e?utm_x"])
)
def test_only_tracking_parameters_go(parameters: list[tuple[bool, str]], fragment: str) -> None:
    written = [f"utm_{text}" if tracking else f"x{text}" for tracking, text in parameters]
    kept = [text for text in written if not text.startswith("utm_")]
    url = f"https://a.example/p?{'&'.join(written)}{fragment}"
    left = without_tracking(url)
    assert tracking_parameters(left) == ()
    if len(kept) < len(written):
        assert left == "https://a.example/p" + (f"?{'&'.join(kept)}" if kept else "") + fragment


@given(st.text(max_size=40))
def test_safe_address_stays_in_its_parentheses(text: str) -> None:
    safe = markdown_safe(text)
    assert not set('()<>|\\"` \n') & set(safe)
    assert markdown_safe(safe) == safe


@given(st.text(":/?#@a.", max_size=30))
def test_split_address_loses_nothing(rest: str) -> None:
    address = split_address(f"https://{rest}")
    assert address is not None
    assert str(address) == f"https://{rest}"
