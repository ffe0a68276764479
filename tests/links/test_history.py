"""When a link counts as broken, how long a verdict holds, and what another ledger's word is worth."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.links.history import DAY, HOUR, LedgerEntry, lifetime_of, merged, recorded
from awesome_lint.links.verdicts import Judgement, Verdict, resource_key, url_key
from awesome_lint.syntax.nodes import Resource
from awesome_lint.syntax.resources import resource_of

KEY = "https://a.example/"
OK, MOVED, BROKEN, UNKNOWN = Verdict.OK, Verdict.MOVED, Verdict.BROKEN, Verdict.UNKNOWN


def after(*checks: tuple[Verdict, int], by_owner: bool = False, key: str = KEY) -> LedgerEntry:
    """Return what is remembered after checks at these times."""
    entry = None
    for verdict, time in checks:
        entry = recorded(entry, Judgement(key, verdict, time, reason="not found", by_owner=by_owner))
    assert entry is not None
    return entry


BROKEN_OR_NOT = (
    ("one failure", ((BROKEN, 0),), UNKNOWN),
    ("two failures on one day", ((BROKEN, 0), (BROKEN, DAY - 1)), UNKNOWN),
    ("two failures a day apart", ((BROKEN, 0), (BROKEN, DAY)), BROKEN),
    ("many failures, the first a day ago", ((BROKEN, 0), (BROKEN, HOUR), (BROKEN, DAY)), BROKEN),
    ("well in between", ((BROKEN, 0), (OK, HOUR), (BROKEN, DAY)), UNKNOWN),
    ("moved in between", ((BROKEN, 0), (MOVED, HOUR), (BROKEN, DAY)), UNKNOWN),
    ("unknown in between", ((BROKEN, 0), (UNKNOWN, HOUR), (BROKEN, DAY)), BROKEN),
    ("unknown a day later", ((BROKEN, 0), (UNKNOWN, DAY)), UNKNOWN),
    ("unknown after two failures", ((BROKEN, 0), (BROKEN, DAY), (UNKNOWN, 2 * DAY)), UNKNOWN),
    ("well after two failures", ((BROKEN, 0), (BROKEN, DAY), (OK, 2 * DAY)), OK),
    ("failing again after it was well", ((BROKEN, 0), (OK, DAY), (BROKEN, 2 * DAY)), UNKNOWN),
    ("well in between, told late", ((BROKEN, 0), (BROKEN, DAY), (OK, HOUR)), UNKNOWN),
    ("a failure told late", ((OK, DAY), (BROKEN, HOUR)), OK),
    ("two failures, the first told late", ((BROKEN, DAY), (BROKEN, 0)), BROKEN),
    ("well and broken in one second", ((OK, 5), (BROKEN, 5)), UNKNOWN),
)


@pytest.mark.parametrize(("checks", "verdict"), [case[1:] for case in BROKEN_OR_NOT], ids=[c[0] for c in BROKEN_OR_NOT])
def test_broken_needs_two_failures_a_day_apart(checks, verdict: Verdict) -> None:
    entry = after(*checks)
    assert entry.judged().verdict is verdict
    assert entry.checks == len(checks)


def test_owner_is_believed_at_once() -> None:
    assert after((BROKEN, 0), by_owner=True).judged().verdict is BROKEN


def test_strict_believes_one_failure_but_nothing_unknown() -> None:
    assert after((BROKEN, 0)).judged(strict=True).verdict is BROKEN
    assert after((UNKNOWN, 0)).judged(strict=True).verdict is UNKNOWN


def test_unconfirmed_failure_says_what_was_seen() -> None:
    assert after((BROKEN, 0)).judged().reason.startswith("not found; counts as broken if it still fails")
    assert after((BROKEN, 0), (BROKEN, DAY)).judged().reason == "not found"


def test_history_is_kept() -> None:
    entry = after((OK, 1), (BROKEN, 2), (BROKEN, 3), (UNKNOWN, 4))
    assert (entry.first_failed, entry.last_ok, entry.checks) == (2, 1, 4)
    entry = after((OK, 1), (BROKEN, 2), (MOVED, 3))
    assert (entry.first_failed, entry.last_ok, entry.checks) == (None, 3, 3)


def test_check_that_finds_nothing_out_keeps_what_was_known() -> None:
    known = recorded(None, Judgement(KEY, OK, 1, etag='"x"', last_modified="then", facts={"title": "T"}))
    entry = recorded(known, Judgement(KEY, UNKNOWN, 2, reason="rate limit"))
    assert (entry.judgement.verdict, entry.judgement.reason) == (UNKNOWN, "rate limit")
    assert (entry.judgement.etag, entry.judgement.last_modified) == ('"x"', "then")
    assert entry.judgement.facts == {"title": "T"}
    assert recorded(entry, Judgement(KEY, BROKEN, 3)).judgement.facts == {}


LIFETIMES = (
    ("arxiv:2403.04652", 21 * DAY),
    ("doi:10.1000/1", 21 * DAY),
    ("github:owner/name", DAY),
    ("hf-model:owner/name", DAY),
    ("hf-paper:2403.04652", DAY),
    ("https://a.example/", 3 * DAY),
    ("http://github.example/", 3 * DAY),
)


@pytest.mark.parametrize(("key", "seconds"), LIFETIMES)
def test_verdict_holds_as_long_as_its_kind_says(key: str, seconds: int) -> None:
    entry = after((OK, 1000), key=key)
    assert lifetime_of(key) == seconds
    assert entry.is_fresh(1000 + seconds - 1)
    assert not entry.is_fresh(1000 + seconds)


def test_age_that_is_asked_for_replaces_the_lifetime_of_what_is_settled() -> None:
    assert after((OK, 0)).is_fresh(9 * DAY, max_age=10 * DAY)
    assert not after((OK, 0)).is_fresh(0, max_age=0)
    assert not after((UNKNOWN, 0)).is_fresh(HOUR, max_age=10 * DAY)
    assert not after((BROKEN, 0)).is_fresh(HOUR, max_age=10 * DAY)
    assert not after((BROKEN, 0), by_owner=True).is_fresh(DAY, max_age=10 * DAY)


def test_trouble_is_asked_again_soon() -> None:
    assert after((UNKNOWN, 0)).is_fresh(HOUR - 1)
    assert not after((UNKNOWN, 0), key="arxiv:1").is_fresh(HOUR)
    assert not after((BROKEN, 0)).is_fresh(HOUR)
    assert after((BROKEN, 0), (BROKEN, DAY)).is_fresh(2 * DAY - 1)
    assert not after((BROKEN, 0), by_owner=True, key="arxiv:1").is_fresh(DAY)


def test_verdict_from_the_future_is_asked_again() -> None:
    assert after((OK, 1000)).is_fresh(900)
    assert not after((OK, 10_000)).is_fresh(900)


# Merging


def test_newest_judgement_wins() -> None:
    assert merged(after((OK, 1)), [after((MOVED, 2))]).judgement.verdict is MOVED
    assert merged(after((OK, 3)), [after((BROKEN, 2))]).judgement.verdict is OK
    assert merged(after((OK, 1)), [after((BROKEN, 2)), after((OK, 1))]).judgement.verdict is BROKEN
    assert merged(None, [after((OK, 1))]) == after((OK, 1))


@pytest.mark.parametrize("verdict", [OK, MOVED, UNKNOWN])
@pytest.mark.parametrize("by_owner", [True, False])
def test_another_ledger_lifts_no_failure(verdict: Verdict, by_owner: bool) -> None:  # noqa: FBT001
    for ours in (after((BROKEN, 0), by_owner=True), after((BROKEN, 0), (BROKEN, DAY)), after((BROKEN, 0))):
        entry = merged(ours, [after((verdict, 9 * DAY), by_owner=by_owner)])
        assert entry == replace(ours, contested=True)
        assert not entry.is_fresh(DAY)
        again = recorded(entry, Judgement(KEY, OK, 10 * DAY))
        assert (again.judged().verdict, again.contested) == (OK, False)


@pytest.mark.parametrize("by_owner", [True, False])
def test_where_it_moved_is_asked_again_before_another_ledger_is_believed(by_owner: bool) -> None:  # noqa: FBT001
    place = "https://evil.example/"
    told = recorded(None, Judgement(KEY, MOVED, 2, "renamed", by_owner=by_owner, moved_to=place))
    for ours in (None, after((OK, 1)), after((MOVED, 1))):
        entry = merged(ours, [told])
        assert (entry.contested, entry.is_fresh(2)) == (True, False)
        for strict in (True, False):
            judged = entry.judged(strict=strict)
            assert (judged.verdict, judged.moved_to) == (UNKNOWN, None)
        again = recorded(entry, Judgement(KEY, MOVED, 3, moved_to="https://b.example/"))
        assert (again.contested, again.judged().moved_to) == (False, "https://b.example/")
        assert recorded(entry, Judgement(KEY, UNKNOWN, 3)).judged().moved_to is None
    own = after((MOVED, 3))
    assert merged(own, [told]).judged() == own.judged()


def test_another_ledger_cannot_make_a_failure_look_new() -> None:
    ours = after((BROKEN, 0), (BROKEN, DAY))
    assert merged(ours, [after((OK, 2 * DAY), (BROKEN, 3 * DAY))]).is_confirmed
    assert merged(ours, [after((OK, HOUR))]).is_confirmed


def test_first_failure_is_the_earliest_since_it_was_well() -> None:
    two = merged(after((BROKEN, DAY)), [after((BROKEN, 0))])
    assert (two.first_failed, two.judged().verdict) == (0, BROKEN)
    well_between = merged(after((OK, 5), (BROKEN, 10)), [after((BROKEN, 3))])
    assert (well_between.first_failed, well_between.last_ok) == (10, 5)


def test_checks_that_copies_share_are_counted_once() -> None:
    base = after((OK, 1), (OK, 2))
    assert merged(base, [base, recorded(base, Judgement(KEY, OK, 3))]).checks == 3
    assert merged(base, [base]) == base


CHECKS = st.lists(st.tuples(st.sampled_from([OK, MOVED, BROKEN, UNKNOWN]), st.integers(0, 3 * DAY)), min_size=1)
ENTRIES = st.builds(lambda checks, by_owner: after(*checks[:4], by_owner=by_owner), CHECKS, st.booleans())


@given(st.none() | ENTRIES, st.lists(ENTRIES, min_size=1, max_size=3))
def test_order_of_ledgers_does_not_matter_for_what_is_broken(ours: LedgerEntry | None, theirs: list) -> None:
    ways = [merged(ours, order) for order in permutations(theirs)]
    assert len({(way.judgement.verdict is BROKEN, way.is_confirmed) for way in ways}) == 1


@given(st.none() | ENTRIES, st.lists(ENTRIES, min_size=1, max_size=3))
def test_merging_lifts_no_failure_and_settles(ours: LedgerEntry | None, theirs: list) -> None:
    entry = merged(ours, theirs)
    if ours is not None:
        assert not ours.is_confirmed or entry.is_confirmed
        assert entry.judgement.verdict is BROKEN or ours.judgement.verdict is not BROKEN
    elif any(each.is_confirmed for each in theirs):
        assert entry.is_confirmed
    assert entry.judgement.verdict is not BROKEN or entry.first_failed is not None
    assert merged(entry, theirs).judged().verdict is entry.judged().verdict


# Keys

PAGES = (
    ("https://a.example", "https://a.example/"),
    ("HTTPS://A.Example:443/P", "https://a.example/P"),
    ("http://a.example:80?q", "http://a.example/?q"),
    ("https://a.example:/x", "https://a.example/x"),
    ("https://a.example/x#y", "https://a.example/x"),
    ("https://u:p@a.example/x?token=1", "https://a.example/x"),
    ("https://a.example:80/", "https://a.example:80/"),
    ("https://www.a.example/x/", "https://www.a.example/x/"),
    ("https://[::1]/x", "https://[::1]/x"),
    ("ftp://u:p@a.example/x#y", "ftp://a.example/x#y"),
)


@pytest.mark.parametrize(("url", "key"), PAGES)
def test_page_has_one_key_however_it_is_spelled(url: str, key: str) -> None:
    assert url_key(url) == key
    assert url_key(key) == key


def test_resource_has_one_key_whatever_its_version_and_path() -> None:
    assert resource_key(Resource("arxiv", "2403.04652", version=2)) == "arxiv:2403.04652"
    found = resource_of("https://github.com/Owner/Name/tree/main")
    assert found is not None
    assert resource_key(found) == "github:owner/name"
