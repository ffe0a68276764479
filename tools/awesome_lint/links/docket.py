"""The state of one run: what is to be judged, what was found out about it, what the ledger has still to be told."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from awesome_lint.links.history import recorded
from awesome_lint.links.targets import unique
from awesome_lint.links.verdicts import Judgement, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from awesome_lint.links.cache import Ledger
    from awesome_lint.links.history import LedgerEntry
    from awesome_lint.links.targets import Target

SNAPSHOT = "snapshot"
"""The fact of a broken page that names a copy of it at the Internet Archive, empty where there is none."""
_BATCH = 100
_BATCH_SECONDS = 1.0


@dataclass(frozen=True)
class Counts:
    """How far a run is: ``verdicts`` of the ``done`` targets, and the host that takes longest to answer."""

    total: int
    verdicts: Mapping[Verdict, int]
    slowest: str | None = None

    @property
    def done(self) -> int:
        """Targets that are judged."""
        return sum(self.verdicts.values())


@dataclass(frozen=True)
class Trust:
    """What the ledger's word is worth: ``max_age`` in seconds replaces its lifetimes, ``offline`` takes all of it.

    ``strict`` calls a link broken after one failure.
    """

    max_age: int | None = None
    offline: bool = False
    strict: bool = False


class Docket:
    """The targets of a run with what is known of them; ``found`` holds the judgements to report, by key.

    What is judged waits to be written, in batches; what is broken waits for its copy to be looked up first.
    """

    def __init__(self, targets: Iterable[Target], ledger: Ledger, trust: Trust) -> None:
        self.targets = {target.key: target for target in unique(targets)}
        self.found: dict[str, Judgement] = {}
        self._ledger, self._trust = ledger, trust
        self._counts: Counter[Verdict] = Counter()
        self._unwritten: list[Judgement] = []
        self._without_copy: list[Judgement] = []
        self._written = time.monotonic()
        for key in self.targets:
            if (entry := self._known(key)) is not None:
                self._report(entry)
                self._hold_back(entry.judgement)

    @property
    def open(self) -> list[Target]:
        """The targets that are not judged, as they stand in the list."""
        return [target for target in self.targets.values() if target.key not in self.found]

    @property
    def next_without_copy(self) -> Judgement | None:
        """The first broken page whose copy is to be looked up, None when there is none (now)."""
        return self._without_copy[0] if self._without_copy else None

    def waits(self, target: Target) -> bool:
        """Tell whether the target is a page of a repository that is not well, so that only this is to be said."""
        parent = self.found.get(target.parent or "")
        return parent is not None and not parent.is_good

    def counts(self, slowest: str | None) -> Counts:
        """Return how far the run is."""
        return Counts(len(self.targets), self._counts, slowest)

    def take(self, judgement: Judgement) -> None:
        """Report a new judgement, and put it down to be written."""
        self._report(recorded(self._ledger.find(judgement.key), judgement))
        if not self._hold_back(judgement):
            self._unwritten.append(judgement)

    def take_copy(self, judgement: Judgement, copy: str | None) -> None:
        """Add to the first broken page where its copy is, None when there is none."""
        self._without_copy.remove(judgement)
        complete = replace(judgement, facts={**judgement.facts, SNAPSHOT: copy or ""})
        entry = recorded(self._ledger.find(judgement.key), complete)
        self.found[judgement.key] = entry.judged(strict=self._trust.strict)
        self._unwritten.append(complete)

    def write_sometimes(self) -> None:
        """Write when enough has come together, or a second has passed."""
        if len(self._unwritten) >= _BATCH or time.monotonic() - self._written > _BATCH_SECONDS:
            self._write()

    def write_all(self) -> None:
        """Write what is judged, with or without a copy."""
        self._unwritten += self._without_copy
        self._without_copy.clear()
        self._write()

    def _known(self, key: str) -> LedgerEntry | None:
        """Return what the ledger knows of ``key`` when that is enough."""
        if self._trust.offline:
            return self._ledger.find(key)
        return self._ledger.find_fresh(key, int(time.time()), self._trust.max_age)

    def _report(self, entry: LedgerEntry) -> None:
        judgement = entry.judged(strict=self._trust.strict)
        self.found[judgement.key] = judgement
        self._counts[judgement.verdict] += 1

    def _hold_back(self, judgement: Judgement) -> bool:
        """Put a page aside when it is broken and no copy was looked for; tell whether it was. Papers have none."""
        is_broken = self.found[judgement.key].verdict is Verdict.BROKEN
        held = is_broken and SNAPSHOT not in judgement.facts and not judgement.key.startswith("arxiv:")
        self._without_copy += [judgement] if held else []
        return held

    def _write(self) -> None:
        self._ledger.record(self._unwritten)
        self._unwritten.clear()
        self._written = time.monotonic()
