"""GitHub against a server that keeps its limits and counts what breaks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from asking import FakePages, ask_hub

from awesome_lint.links.providers.github import PROVIDER
from awesome_lint.links.verdicts import Verdict
from hub.faults import Faults
from hub.fixture import start_hub  # noqa: F401 - a fixture
from hub.limits import Limits
from hub.world import Repository, World

if TYPE_CHECKING:
    from collections.abc import Callable

    from hub.server import Hub

    StartHub = Callable[..., Hub]

SITE = "https://github.com"
MANY = [f"{SITE}/o/r{number}" for number in range(200)]
WORLD = World(
    repositories=[
        *(Repository(f"o/r{number}", archived=number == 1) for number in range(200)),
        Repository("old/name", renamed_to="new/name"),
        Repository("new/name"),
        Repository("o/closed", private=True),
        Repository("o/deep", files=("docs/a.md",), refs=("main", "v1", "feature/x"), numbers=(12,)),
    ]
)


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> FakePages:
    fake = FakePages()
    monkeypatch.setattr("awesome_lint.links.providers.github_pages.judge_page", fake.judge_page)
    return fake


def test_with_a_token(start_hub: StartHub):  # noqa: F811
    hub = start_hub(WORLD)
    asked = ask_hub(hub, PROVIDER, [*MANY, f"{SITE}/Old/Name", f"{SITE}/o/closed", f"{SITE}/o/missing"])

    assert {asked[url].verdict for url in MANY} == {Verdict.OK}
    assert asked[MANY[1]].facts["archived"] is True
    assert (asked[f"{SITE}/Old/Name"].verdict, asked[f"{SITE}/Old/Name"].moved_to) == (
        Verdict.MOVED,
        f"{SITE}/new/name",
    )
    assert asked[f"{SITE}/o/closed"].verdict is Verdict.UNKNOWN
    assert asked[f"{SITE}/o/missing"].verdict is Verdict.BROKEN
    assert hub.counts.requests == 3
    assert not hub.counts.violations


def test_pages_within_a_repository(start_hub: StartHub):  # noqa: F811
    hub = start_hub(WORLD)
    there = [f"{SITE}/o/deep/{path}" for path in ("blob/main/docs/a.md", "tree/v1/docs", "tree/HEAD", "issues/12")]
    missing = f"{SITE}/o/deep/blob/main/b.md"
    asked = ask_hub(hub, PROVIDER, [*there, f"{SITE}/o/deep/tree/feature/x/docs", missing])

    assert {asked[url].verdict for url in there} == {Verdict.OK}
    assert (asked[missing].verdict, asked[missing].by_owner) == (Verdict.BROKEN, True)
    assert asked[f"{SITE}/o/deep/tree/feature/x/docs"].verdict is Verdict.OK
    assert hub.counts.providers["github"].requests == 1
    assert hub.counts.providers["web"].requests == 2


def test_a_missing_page_within_a_renamed_repository(start_hub: StartHub):  # noqa: F811
    world = World(repositories=(Repository("o/was", renamed_to="o/is"), Repository("o/is", files=("a.md",))))
    there, missing = f"{SITE}/o/was/blob/main/a.md", f"{SITE}/o/was/blob/main/b.md"
    asked = ask_hub(start_hub(world), PROVIDER, [there, missing])

    assert asked[there].verdict is Verdict.OK
    assert (asked[missing].verdict, asked[missing].by_owner) == (Verdict.BROKEN, True)
    assert asked[missing].reason == "no such page in the repository"


def test_troubles_that_pass(start_hub: StartHub):  # noqa: F811
    hub = start_hub(WORLD, faults=Faults(graphql_502=3, graphql_secondary=1))
    asked = ask_hub(hub, PROVIDER, MANY)

    assert set(asked.verdicts.values()) == {Verdict.OK}
    assert not hub.counts.violations


def test_points_that_end(start_hub: StartHub):  # noqa: F811
    hub = start_hub(WORLD, limits=Limits(graphql_points=2))
    asked = ask_hub(hub, PROVIDER, MANY)

    assert list(asked.verdicts.values()).count(Verdict.OK) == 160
    assert all("limit is used up until" in each.reason for each in asked.by_url.values() if each.verdict != "ok")
    assert not hub.counts.violations


def test_points_that_come_again_are_waited_for(start_hub: StartHub):  # noqa: F811
    hub = start_hub(WORLD, limits=Limits(graphql_points=1, github_window=1.0))
    asked = ask_hub(hub, PROVIDER, MANY)

    assert set(asked.verdicts.values()) == {Verdict.OK}
    assert not hub.counts.violations


@pytest.mark.parametrize("token", ["", "wrong"])
def test_without_a_good_token(start_hub: StartHub, pages: FakePages, token: str):  # noqa: F811
    hub = start_hub(WORLD)
    asked = ask_hub(hub, PROVIDER, [f"{SITE}/old/name", f"{SITE}/o/closed", *MANY], token)

    assert (asked[f"{SITE}/old/name"].verdict, asked[f"{SITE}/old/name"].moved_to) == (
        Verdict.MOVED,
        f"{SITE}/new/name",
    )
    assert asked[f"{SITE}/o/closed"].verdict is Verdict.BROKEN
    assert len(pages.asked) == len(MANY) + 2 - 59
    assert hub.counts.providers["github"].requests == 60 + bool(token)
    assert sum(hub.counts.providers["github"].secrets.values()) == bool(token)
    assert not hub.counts.violations


def test_what_is_left_is_asked_of_the_site(start_hub: StartHub):  # noqa: F811
    hub = start_hub(WORLD, limits=Limits(rest_anonymous=1))
    asked = ask_hub(hub, PROVIDER, [MANY[0], MANY[1], f"{SITE}/old/name", f"{SITE}/o/missing"], token=None)

    assert (asked[MANY[0]].verdict, asked[MANY[0]].by_owner) == (Verdict.OK, True)
    assert (asked[MANY[1]].verdict, asked[MANY[1]].by_owner) == (Verdict.OK, False)
    assert (asked[f"{SITE}/old/name"].verdict, asked[f"{SITE}/old/name"].moved_to) == (
        Verdict.MOVED,
        f"{SITE}/new/name",
    )
    assert (asked[f"{SITE}/o/missing"].verdict, asked[f"{SITE}/o/missing"].by_owner) == (Verdict.BROKEN, False)
    assert hub.counts.providers["github"].requests == 1
    assert not hub.counts.violations
