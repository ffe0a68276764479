"""What was found out online about the links of a run, as rules ask for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awesome_lint.links.targets import targets_of
from awesome_lint.links.verdicts import Verdict, resource_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_lint.links.verdicts import Judgement
    from awesome_lint.syntax.nodes import Link, Resource


@dataclass(frozen=True, slots=True)
class Judgements:
    """Judgements by key; false when nothing was asked, as in every run that is offline."""

    by_key: Mapping[str, Judgement] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.by_key)

    def of(self, link: Link) -> Judgement | None:
        """Return the judgement on ``link``, None where it was not judged.

        Of a page within a repository it is the worse of both: what is broken, else the repository's when that is not
        well, or moved, else the page's.
        """
        found = [judgement for each in targets_of(link) if (judgement := self.by_key.get(each.key)) is not None]
        broken = next((each for each in found if each.verdict is Verdict.BROKEN), None)
        return broken or next((each for each in found if each.verdict is not Verdict.OK), found[-1] if found else None)

    def about(self, resource: Resource) -> Judgement | None:
        """Return the judgement on a paper, repository, model …, whatever page of it is linked."""
        return self.by_key.get(resource_key(resource))
