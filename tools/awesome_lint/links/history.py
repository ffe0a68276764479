"""What a ledger remembers of one link, and how it changes: by a check of our own, or by another ledger's word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING

from awesome_lint.links.verdicts import Judgement, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

HOUR, DAY = 3600, 86400
"""In seconds."""
LIFETIMES = {"arxiv": 21 * DAY, "doi": 21 * DAY, "github": DAY, "hf": DAY, "web": 3 * DAY}
"""Seconds for which a verdict is taken without asking again: papers hardly change, repositories move and go."""
_UNSETTLED = HOUR
"""A run that starts again asks nothing twice; later ones learn whether it was a passing trouble."""
_CLOCK_SKEW = 300
"""Seconds that a time may lie in the future, as clocks differ."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """The latest judgement on a link, with what came before; times are seconds since 1970, UTC.

    ``first_failed`` is when it was first seen broken since it was last seen well (``last_ok``); an unknown verdict
    changes neither. ``checks`` counts the checks. ``contested`` says that there is another ledger's word which a check
    of our own has to bear out: that it is well after a failure, or where it moved to, which fixes would write.
    """

    judgement: Judgement
    first_failed: int | None = None
    last_ok: int | None = None
    checks: int = 1
    contested: bool = False

    @property
    def is_confirmed(self) -> bool:
        """Tell whether the link is broken beyond doubt: its owner says so, or it failed twice, a day apart."""
        latest, since = self.judgement, self.first_failed
        if latest.verdict is not Verdict.BROKEN:
            return False
        return latest.by_owner or (since is not None and latest.checked - since >= DAY)

    def judged(self, *, strict: bool = False) -> Judgement:
        """Return the judgement to report: a failure that is not confirmed is unknown, unless ``strict``.

        So is where it moved to, as long as only another ledger says so.
        """
        if self.contested and self.judgement.verdict is Verdict.MOVED:
            reason = "moved, as another ledger says, and has to be asked again"
            return replace(self.judgement, verdict=Verdict.UNKNOWN, reason=reason, moved_to=None)
        if strict or self.is_confirmed or self.judgement.verdict is not Verdict.BROKEN:
            return self.judgement
        reason = f"{self.judgement.reason or 'failed'}; counts as broken if it still fails after a day"
        return replace(self.judgement, verdict=Verdict.UNKNOWN, reason=reason)

    def is_fresh(self, now: int, max_age: int | None = None) -> bool:
        """Tell whether the judgement can be taken at the time ``now`` without asking again.

        ``max_age``, in seconds, replaces the lifetime of settled verdicts. What is unknown, or broken without
        confirmation, is asked again after an hour, what is broken after a day, so that no link stays so for long.
        """
        age = now - self.judgement.checked
        return not self.contested and -_CLOCK_SKEW <= age < self._lifetime(max_age)

    def _lifetime(self, max_age: int | None) -> int:
        lifetime = lifetime_of(self.judgement.key) if max_age is None else max_age
        if self.judgement.is_good:
            return lifetime
        return min(lifetime, DAY if self.is_confirmed else _UNSETTLED)


def lifetime_of(key: str) -> int:
    """Return for how many seconds a verdict on what ``key`` names is good."""
    kind = key.partition(":")[0].partition("-")[0]
    return LIFETIMES.get(kind, LIFETIMES["web"])


def recorded(previous: LedgerEntry | None, judgement: Judgement) -> LedgerEntry:
    """Return what is remembered after a check of our own, whatever was remembered before.

    A check that ends after a later one was recorded (another process was faster) changes the history only.
    """
    alone = LedgerEntry(
        judgement,
        judgement.checked if judgement.verdict is Verdict.BROKEN else None,
        judgement.checked if judgement.is_good else None,
    )
    if previous is None:
        return alone
    return replace(_joined(previous, alone), checks=previous.checks + 1)


def merged(ours: LedgerEntry | None, theirs: Sequence[LedgerEntry]) -> LedgerEntry:
    """Return what is remembered after the word of other ledgers; ``theirs`` is not empty.

    The newest judgement wins, except that none of theirs may lift a failure: another ledger's "ok" over "broken"
    leaves it broken and contested, until a check of our own decides. So is what moved, since fixes write its new
    address into lists. The order of ``theirs`` does not matter for what is broken.
    """
    stranger = reduce(_sternly_joined, sorted(theirs, key=_age))
    stranger = replace(stranger, contested=stranger.contested or stranger.judgement.verdict is Verdict.MOVED)
    if ours is None:
        return stranger
    if ours.judgement.checked < stranger.judgement.checked:
        return _sternly_joined(ours, stranger)
    return _not_below(ours, _joined(stranger, ours))


def _age(entry: LedgerEntry) -> tuple[int, int, int, int]:
    return entry.judgement.checked, _sternness(entry), entry.first_failed or 0, entry.last_ok or 0


def _sternly_joined(one: LedgerEntry, other: LedgerEntry) -> LedgerEntry:
    older, newer = sorted((one, other), key=lambda each: (each.judgement.checked, _sternness(each)))
    return _not_below(max(older, newer, key=_sternness), _joined(older, newer))


def _not_below(floor: LedgerEntry, joined: LedgerEntry) -> LedgerEntry:
    return joined if _sternness(joined) >= _sternness(floor) else replace(floor, contested=True)


def _sternness(entry: LedgerEntry) -> int:
    return 2 if entry.is_confirmed else int(entry.judgement.verdict is Verdict.BROKEN)


def _joined(one: LedgerEntry, other: LedgerEntry) -> LedgerEntry:
    """Join two memories of one link; the newer judgement counts, ``other``'s where they are of the same time.

    Copies of one ledger share checks, so the greater number is what is certain.
    """
    older, newer = (one, other) if other.judgement.checked >= one.judgement.checked else (other, one)
    last_ok = max((time for time in (one.last_ok, other.last_ok) if time is not None), default=None)
    failed = [time for time in (one.first_failed, other.first_failed) if time is not None]
    since = min((time for time in failed if last_ok is None or time > last_ok), default=None)
    if since is None and newer.judgement.verdict is Verdict.BROKEN:
        since = newer.judgement.checked
    judgement = _with_facts_of(older.judgement, newer.judgement)
    return LedgerEntry(judgement, since, last_ok, max(one.checks, other.checks), newer.contested)


def _with_facts_of(older: Judgement, newer: Judgement) -> Judgement:
    """Return ``newer``, with what ``older`` knew where ``newer`` found nothing out."""
    if newer.verdict is not Verdict.UNKNOWN or newer.facts:
        return newer
    return replace(newer, facts=older.facts, etag=older.etag, last_modified=older.last_modified)
