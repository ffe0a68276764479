"""The engine: what is asked, what is taken from the ledger, what is kept."""

from __future__ import annotations

import asyncio
import socket
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp.abc import AbstractResolver

from awesome_lint.links import verifier
from awesome_lint.links.answers import NoAnswerError
from awesome_lint.links.cache import open_ledger
from awesome_lint.links.client import ClientSettings
from awesome_lint.links.docket import Trust
from awesome_lint.links.history import DAY
from awesome_lint.links.providers.base import Inquiry, Provider, unknown_after
from awesome_lint.links.targets import Target, unique
from awesome_lint.links.verdicts import Judgement, Verdict
from awesome_lint.links.verifier import NoNetworkError, VerifyOptions, verify
from awesome_lint.syntax.resources import resource_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Sequence
    from pathlib import Path

    from awesome_lint.links.cache import Ledger

    Script = Callable[[Target], Judgement | BaseException]

NOW = int(time.time())


class FakeProvider:
    """Answers by a script, as if its API had answered, and notes what it was asked."""

    def __init__(self, script: Script) -> None:
        self.asked: list[str] = []
        self._script = script

    async def judge(self, targets: Sequence[Target], inquiry: Inquiry) -> AsyncIterator[Judgement]:
        for target in targets:
            self.asked.append(target.key)
            answer = self._script(target)
            if isinstance(answer, BaseException):
                raise answer
            inquiry.client.answered += 1
            yield answer
            await asyncio.sleep(0)


class NoNames(AbstractResolver):
    """DNS that is not there."""

    async def resolve(self, host: str, port: int = 0, family: Any = socket.AF_INET) -> Any:
        raise socket.gaierror(socket.EAI_AGAIN, "no name server")

    async def close(self) -> None:
        pass


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "links.sqlite3") as opened:
        yield opened


@pytest.fixture
def provide(monkeypatch: pytest.MonkeyPatch) -> Callable[[Script], FakeProvider]:
    """Return a function that puts one provider, with this script, in the place of all."""

    def put(script: Script) -> FakeProvider:
        provider = FakeProvider(script)
        monkeypatch.setattr(verifier, "PROVIDERS", (Provider("fake", lambda _: True, provider.judge),))
        return provider

    return put


def judged(verdict: Verdict, **more: Any) -> Script:
    return lambda target: Judgement(target.key, verdict, NOW, **more)


def page(path: str) -> Target:
    return Target(f"https://a.example/{path}", f"https://a.example/{path}")


def repository_page() -> tuple[Target, Target]:
    url = "https://github.com/alpha/tool/tree/main/docs"
    resource = resource_of(url)
    return Target("github:alpha/tool", url, resource), Target(url, url, resource, "github:alpha/tool")


def run(targets: Sequence[Target], ledger: Ledger, **options: Any) -> dict[str, Judgement]:
    return dict(verify(targets, ledger, ClientSettings(), _options(**options)).judgements)


def _options(*, deadline: float | None = None, **trust: Any) -> VerifyOptions:
    return VerifyOptions(Trust(**trust), deadline=deadline)


def verdicts(found: dict[str, Judgement]) -> list[Verdict]:
    return [judgement.verdict for judgement in found.values()]


def test_each_target_is_asked_once_in_order(ledger: Ledger, provide: Callable[[Script], FakeProvider]) -> None:
    provider = provide(judged(Verdict.OK))
    found = run([page("b"), page("a"), page("b")], ledger)
    assert provider.asked == ["https://a.example/b", "https://a.example/a"]
    assert verdicts(found) == [Verdict.OK, Verdict.OK]


def test_the_first_mention_of_a_target_counts() -> None:
    early = replace(page("a"), when="202301")
    assert [target.when for target in unique([early, page("a"), page("b")])] == ["202301", None]


def test_what_the_ledger_knows_is_not_asked(ledger: Ledger, provide: Callable[[Script], FakeProvider]) -> None:
    ledger.record([Judgement(page("a").key, Verdict.OK, NOW - DAY)])
    provider = provide(judged(Verdict.OK))
    run([page("a"), page("b")], ledger)
    assert provider.asked == [page("b").key]
    run([page("a"), page("b")], ledger, max_age=DAY // 2)
    assert provider.asked == [page("b").key, page("a").key]


def test_one_failure_is_unknown_two_a_day_apart_are_broken(
    ledger: Ledger, provide: Callable[[Script], FakeProvider]
) -> None:
    provide(judged(Verdict.BROKEN, evidence="HTTP 404"))
    assert verdicts(run([page("a")], ledger)) == [Verdict.UNKNOWN]
    assert verdicts(run([page("b")], ledger, strict=True)) == [Verdict.BROKEN]
    ledger.record([Judgement(page("c").key, Verdict.BROKEN, NOW - 2 * DAY)])
    assert verdicts(run([page("c")], ledger)) == [Verdict.BROKEN]


def test_pages_of_a_repository_that_is_gone_are_not_asked(
    ledger: Ledger, provide: Callable[[Script], FakeProvider]
) -> None:
    whole, inner = repository_page()
    provider = provide(judged(Verdict.BROKEN, by_owner=True))
    found = run([whole, inner], ledger)
    assert provider.asked == [whole.key]
    assert list(found) == [whole.key]


def test_pages_come_after_their_repository(ledger: Ledger, provide: Callable[[Script], FakeProvider]) -> None:
    whole, inner = repository_page()
    provider = provide(judged(Verdict.OK))
    run([inner, whole], ledger)
    assert provider.asked == [whole.key, inner.key]


def test_offline_takes_the_word_of_the_ledger(ledger: Ledger, provide: Callable[[Script], FakeProvider]) -> None:
    ledger.record([Judgement(page("a").key, Verdict.OK, NOW - 300 * DAY)])
    provider = provide(judged(Verdict.OK))
    found = run([page("a"), page("b")], ledger, offline=True)
    assert provider.asked == []
    assert verdicts(found) == [Verdict.OK, Verdict.SKIPPED]


def test_what_is_not_reached_in_time_is_unknown_and_not_kept(
    ledger: Ledger, provide: Callable[[Script], FakeProvider]
) -> None:
    provider = provide(judged(Verdict.OK))

    async def never(targets: Sequence[Target], inquiry: Inquiry) -> AsyncIterator[Judgement]:
        async for judgement in FakeProvider.judge(provider, targets[:1], inquiry):
            yield judgement
        await asyncio.sleep(60)

    verifier.PROVIDERS[0].__dict__["judge"] = never
    found = run([page("a"), page("b")], ledger, deadline=0.05)
    assert verdicts(found) == [Verdict.OK, Verdict.UNKNOWN]
    assert "time" in found[page("b").key].reason
    assert [entry.judgement.key for entry in ledger.entries()] == [page("a").key]


def test_what_is_judged_before_an_interruption_is_kept(
    ledger: Ledger, provide: Callable[[Script], FakeProvider]
) -> None:
    def script(target: Target) -> Judgement | BaseException:
        return KeyboardInterrupt() if target == page("c") else Judgement(target.key, Verdict.OK, NOW)

    provide(script)
    with pytest.raises(KeyboardInterrupt):
        run([page("a"), page("b"), page("c")], ledger)
    assert [entry.judgement.key for entry in ledger.entries()] == [page("a").key, page("b").key]


def test_without_network_nothing_is_judged_and_nothing_lost(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    async def judge(targets: Sequence[Target], inquiry: Inquiry) -> AsyncIterator[Judgement]:
        for target in targets:
            try:
                await inquiry.client.ask_web(target.url, attempts=1)
            except NoAnswerError as error:
                yield unknown_after(target, NOW, error, "the web")

    monkeypatch.setattr(verifier, "PROVIDERS", (Provider("web", lambda _: True, judge),))
    ledger.record([Judgement(page("a").key, Verdict.OK, NOW - 100 * DAY)])
    before = list(ledger.entries())
    targets = [Target(f"https://{n}.example/", f"https://{n}.example/") for n in range(9)]
    with pytest.raises(NoNetworkError, match="no network"):
        verify(targets, ledger, ClientSettings(resolver=NoNames()), VerifyOptions())
    with pytest.raises(NoNetworkError):
        verify(targets[:1], ledger, ClientSettings(resolver=NoNames()), VerifyOptions())
    assert list(ledger.entries()) == before


def test_what_was_not_linked_for_long_is_forgotten(ledger: Ledger, provide: Callable[[Script], FakeProvider]) -> None:
    ledger.record([Judgement(page("old").key, Verdict.OK, NOW - 200 * DAY)])
    provide(judged(Verdict.OK))
    run([page("a")], ledger)
    assert [entry.judgement.key for entry in ledger.entries()] == [page("a").key]


def test_progress_tells_verdicts(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifier, "_TELL_SECONDS", -1.0)
    provider = FakeProvider(judged(Verdict.OK))
    monkeypatch.setattr(verifier, "PROVIDERS", (Provider("fake", lambda _: True, provider.judge),))
    told: list[tuple[int, int]] = []
    targets = [page("a"), page("b")]
    verify(targets, ledger, ClientSettings(), VerifyOptions(), lambda counts: told.append((counts.done, counts.total)))
    assert told == [(1, 2), (2, 2)]
