"""What owners say of papers, repositories and models: the facts of a judgement, by name and type.

The names are those of the fields, so that what is kept in a ledger can be read back; what is missing there, or of
another type (a ledger is a file like any other), is unknown.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any, Self, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_lint.links.verdicts import Json


_GREATEST = 2**63
"""No number of anything is greater; JSON can hold numbers that no float can."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What all facts share: they come from JSON and go there. None means unknown."""

    @classmethod
    def of(cls, facts: Mapping[str, Json]) -> Self:
        """Read the facts of a judgement."""
        types = _types(cls.__name__)
        return cls(**{each.name: _typed(facts.get(each.name), types[each.name]) for each in fields(cls)})

    def to_json(self) -> dict[str, Json]:
        """Return what is known, for ``Judgement.facts``."""
        return {name: value for name, value in asdict(self).items() if value is not None and value != ()}


@dataclass(frozen=True, slots=True)
class PaperFacts(Facts):
    """What is known of a paper. Dates are ``YYYY-MM-DD``: ``published`` of version 1, ``updated`` of the latest."""

    title: str | None = None
    published: str | None = None
    updated: str | None = None
    withdrawn: bool | None = None
    journal: str | None = None
    doi: str | None = None


@dataclass(frozen=True, slots=True)
class RepositoryFacts(Facts):
    """What is known of a repository on GitHub; ``name`` is ``owner/name`` as GitHub writes it now."""

    name: str | None = None
    description: str | None = None
    archived: bool | None = None
    disabled: bool | None = None
    fork: bool | None = None
    license: str | None = None
    """SPDX identifier."""
    created: str | None = None
    pushed: str | None = None


@dataclass(frozen=True, slots=True)
class HubFacts(Facts):
    """What is known of a model, dataset, space or collection on Hugging Face; ``name`` as it is written now.

    ``gated`` is ``no``, ``auto`` or ``manual``; ``parameters`` their total number; ``quantized`` says that the weights
    are packed, so that the number of tensor elements is not that of parameters; ``papers`` are arXiv identifiers.
    """

    name: str | None = None
    gated: str | None = None
    private: bool | None = None
    disabled: bool | None = None
    parameters: int | None = None
    quantized: bool | None = None
    license: str | None = None
    created: str | None = None
    papers: tuple[str, ...] = ()


@cache
def _types(name: str) -> dict[str, Any]:
    """Return the types of the fields of the class of facts with this name."""
    return get_type_hints(globals()[name])


def _typed(value: Any, wanted: Any) -> Any:
    """Return ``value`` when it is of the type that a field declares, else what means unknown."""
    if wanted == tuple[str, ...]:
        texts = value if isinstance(value, list | tuple) else ()
        return tuple(each for each in texts if isinstance(each, str))
    if isinstance(value, bool) and wanted != (bool | None):
        return None
    if isinstance(value, int) and abs(value) > _GREATEST:
        return None
    return value if isinstance(value, wanted) else None
