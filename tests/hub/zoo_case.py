"""What a hard case is, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .pages import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

OK, MOVED, BROKEN, UNKNOWN, SKIPPED = "ok", "moved", "broken", "unknown", "skipped"


@dataclass(frozen=True, slots=True)
class Case:
    """One web address that is hard to judge, and what is right.

    ``behaviour`` is the page at ``url``, or the name of a behaviour of ``rude``, or None where no request may be made
    (or none can: see ``unmapped``). ``verdict`` is right when two failures are not waited for (``strict``),
    ``first_run`` without that where it is another. ``also`` are verdicts that are right as well, where neither the
    issue nor people would mind. ``reason_part`` stands in the reason or the evidence, whatever the case. ``moved_to``
    is where it moved. ``more`` are further pages, by address without scheme. ``unmapped`` hosts have to look missing
    (DNS), which no endpoint can express.
    """

    name: str
    url: str
    behaviour: Page | str | None
    verdict: str
    reason_part: str = ""
    first_run: str | None = None
    also: tuple[str, ...] = ()
    moved_to: str | None = None
    more: Mapping[str, Page] = field(default_factory=dict, hash=False)
    unmapped: bool = False
    needs_ipv6: bool = False

    def right(self, *, strict: bool = False) -> frozenset[str]:
        """Return the verdicts that are right."""
        verdict = self.verdict if strict or self.first_run is None else self.first_run
        return frozenset((verdict, *self.also))

    @property
    def pages(self) -> dict[str, Page]:
        """The pages of this case."""
        own = (
            {self.url.partition("://")[2].partition("#")[0]: self.behaviour} if isinstance(self.behaviour, Page) else {}
        )
        return {**own, **self.more}


def case(name: str, behaviour: Page, verdict: str, reason_part: str = "", **more: object) -> Case:
    """Return a case on a host of its own, since what is known of a host counts for all its pages."""
    return Case(name, f"https://{name}.example/page", behaviour, verdict, reason_part, **more)  # type: ignore[arg-type]


def gone(name: str, behaviour: Page, reason_part: str, **more: object) -> Case:
    """Return a case that is broken when it fails again a day later, and till then unknown."""
    return case(name, behaviour, BROKEN, reason_part, first_run=UNKNOWN, **more)
