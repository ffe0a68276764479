"""Facts go into a ledger and come back; what is there of another type is unknown."""

from __future__ import annotations

from typing import Any

import pytest

from awesome_lint.links.facts import Facts, HubFacts, PaperFacts, RepositoryFacts


@pytest.mark.parametrize(
    "facts",
    [
        PaperFacts("Attention Is All You Need", "2017-06-12", withdrawn=False),
        RepositoryFacts("x/alpha", archived=True, license="MIT"),
        HubFacts("x/alpha", gated="no", parameters=7_000_000_000, papers=("2403.04652",)),
        HubFacts(),
    ],
)
def test_facts_come_back(facts: Facts) -> None:
    assert type(facts).of(facts.to_json()) == facts


def test_what_is_unknown_is_not_kept() -> None:
    assert HubFacts("x/alpha").to_json() == {"name": "x/alpha"}


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        (PaperFacts, {"title": 7, "withdrawn": "yes"}),
        (HubFacts, {"parameters": True, "papers": "2403.04652", "gated": None}),
        (HubFacts, {"papers": [1, None], "parameters": "7B", "token": "x"}),
        (RepositoryFacts, {"archived": 1, "name": ["x"]}),
    ],
)
def test_other_types_are_unknown(kind: type[Facts], kept: dict[str, Any]) -> None:
    assert kind.of(kept) == kind()
