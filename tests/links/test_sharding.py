"""Shards: which part of a list each job takes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter

import pytest

from awesome_lint.errors import UsageError
from awesome_lint.links.sharding import Shard, assign, parse_shard, site_of
from awesome_lint.links.targets import Target
from awesome_lint.links.verdicts import resource_key, url_key
from awesome_lint.syntax.resources import resource_of

COUNTS = {"github.com": 89, "a.example": 20, "b.example": 20, "c.example": 9, "d.example": 8, "e.example": 1}


def page(url: str) -> Target:
    return Target(url_key(url), url)


def linked(url: str) -> Target:
    resource = resource_of(url)
    assert resource is not None, url
    return Target(resource_key(resource), url, resource)


def pages() -> list[Target]:
    return [page(f"https://{host}/{number}") for host, count in COUNTS.items() for number in range(count)]


@pytest.mark.parametrize(
    ("text", "shard"), [("1/1", (1, 1)), ("2/5", (2, 5)), (" 256/256 ", (256, 256)), ("12/9999", (12, 9999))]
)
def test_a_shard_is_read(text: str, shard: tuple[int, int]) -> None:
    assert parse_shard(text) == Shard(*shard)


@pytest.mark.parametrize(
    "text", ["", "2", "0/4", "5/4", "1/0", "-1/4", "1/-4", "a/b", "1/4/2", "1.5/4", "١/٤", "1/10000"]
)
def test_what_is_no_shard_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_shard(text)
    assert str(caught.value) == f"--shard needs a part and their number, as 2/5 for the second of five, not {text!r}"


@pytest.mark.parametrize("count", [1, 2, 4, 50])
def test_each_target_is_in_one_shard(count: int) -> None:
    shares = [Shard(index, count).share(pages()) for index in range(1, count + 1)]
    assert sorted(target.key for share in shares for target in share) == sorted(target.key for target in pages())
    for share in shares:
        others = [target for other in shares if other is not share for target in other]
        assert {site_of(target) for target in share}.isdisjoint(map(site_of, others))
        assert share == [target for target in pages() if target in share]  # in the order of the list


def test_shards_are_as_even_as_hosts_allow() -> None:
    homes = assign(pages(), 3)
    loads = Counter(homes[site_of(target)] for target in pages())
    assert loads == {1: 89, 2: 29, 3: 29}
    assert assign([], 3) == {}


def test_order_does_not_matter() -> None:
    assert assign(pages()[::-1], 4) == assign(pages(), 4)
    assert assign(sorted(pages(), key=lambda target: target.key[::-1]), 4) == assign(pages(), 4)


def test_every_machine_agrees() -> None:
    program = (
        "from awesome_lint.links.sharding import assign\n"
        "from awesome_lint.links.targets import Target\n"
        "urls = {f'https://h{number % 7}.example/{number}' for number in range(99)}\n"
        "print(assign({Target(url, url) for url in urls}, 3))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(printed) == 1
    assert len(eval(printed.pop())) == 7  # noqa: S307 - our own program's


@pytest.mark.parametrize(
    ("site", "urls"),
    [
        ("arxiv.org", ["https://arxiv.org/abs/2403.04652", "https://arxiv.org/pdf/2403.04652v2"]),
        ("github.com", ["https://github.com/01-ai/Yi", "https://github.com/01-ai/Yi/tree/main/docs"]),
        (
            "huggingface.co",
            [
                "https://huggingface.co/01-ai/Yi-6B",
                "https://huggingface.co/datasets/a/b",
                "https://huggingface.co/papers/2403.04652",
            ],
        ),
        ("doi.org", ["https://doi.org/10.1000/182"]),
    ],
)
def test_an_owners_resources_and_pages_stay_together(site: str, urls: list[str]) -> None:
    assert {site_of(linked(url)) for url in urls} == {site}
    assert {site_of(page(url)) for url in urls} == {site}


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.example.org/a", "example.org"),
        ("http://EXAMPLE.org:80?x", "example.org"),
        ("https://user:secret@example.org/", "example.org"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("https://gist.github.com/x", "github.com"),
        ("https://export.arxiv.org/list", "arxiv.org"),
        ("https://dx.doi.org/x", "doi.org"),
        ("https://notgithub.com/x", "notgithub.com"),
        ("https://x.github.io/", "x.github.io"),
        ("https://[2001:db8::1]:443/", "[2001:db8::1]"),
        ("https://", ""),
        ("https://a b/", "a b"),
    ],
)
def test_a_pages_site_is_its_host(url: str, site: str) -> None:
    assert site_of(page(url)) == site
