"""The zoo of the hub: each hard case of the web is judged as is right, and nothing is asked that must not be."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest

from awesome_lint.links.client import ClientSettings, open_client
from awesome_lint.links.endpoints import Endpoints
from awesome_lint.links.history import LedgerEntry
from awesome_lint.links.providers.base import Inquiry
from awesome_lint.links.providers.web import PROVIDER
from awesome_lint.links.targets import Target
from awesome_lint.links.verdicts import Judgement, url_key
from hub.server import Hub
from hub.zoo import CASES, Case, cases, zoo_world

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

pytestmark = pytest.mark.xdist_group("zoo")  # the slow hosts are waited for once
NOW = 1_750_000_000


async def _judge(shown: Sequence[Case], environment: Mapping[str, str]) -> dict[str, Judgement]:
    targets = [Target(url_key(case.url), case.url) for case in shown]
    settings = ClientSettings(Endpoints.of(environment), timeout=6)
    async with open_client(settings) as client:
        judged = [each async for each in PROVIDER.judge(targets, Inquiry(client, lambda: NOW))]
    assert len(judged) == len(shown)
    return {each.key: each for each in judged}


@pytest.fixture(scope="module")
def judged() -> Iterator[tuple[Hub, dict[str, Judgement]]]:
    with Hub(zoo_world()) as hub:
        environment = {"AWESOME_LINT_ENDPOINTS": json.dumps(hub.endpoints()), "GITHUB_TOKEN": "t", "HF_TOKEN": "t"}
        yield hub, asyncio.run(_judge(cases(ipv6=hub.has_ipv6), environment))


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES if not case.unmapped])
def test_verdict(case: Case, judged: tuple[Hub, dict[str, Judgement]]) -> None:
    hub, judgements = judged
    if case.needs_ipv6 and not hub.has_ipv6:
        pytest.skip("this machine has no IPv6")
    judgement = judgements[url_key(case.url)]
    first_run = LedgerEntry(judgement, first_failed=NOW).judged()
    assert judgement.verdict in case.right(strict=True), judgement
    assert first_run.verdict in case.right(), first_run
    assert case.reason_part in f"{judgement.reason} {judgement.evidence}"
    assert judgement.moved_to == case.moved_to
    assert bool(judgement.reason) != (judgement.verdict == "ok")


def test_nothing_is_asked_that_must_not_be(judged: tuple[Hub, dict[str, Judgement]]) -> None:
    hub, _ = judged
    hosts = {case.url.partition("://")[2].partition("/")[0] for case in CASES if case.behaviour is None}
    assert hosts.isdisjoint(hub.counts.hosts)
    assert {seen.provider for seen in hub.counts.log} == {"web"}
    assert {host: tally.secrets for host, tally in hub.counts.hosts.items() if tally.secrets} == {}
    assert hub.counts.violations == []
