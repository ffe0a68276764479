"""What configuration says entries of a section look like; it overrides what is learned from the list."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

PARTS = ("badges", "fields", "prose")
"""The parts of an entry that a layout puts in order."""


@dataclass(frozen=True)
class FieldSpec:
    """One declared field. ``label`` maps language tags to the label shown; ``*`` stands for every other language."""

    key: str
    label: Mapping[str, str] = field(default_factory=dict)
    type: str = "text"
    required: bool = False

    def label_in(self, language: str) -> str | None:
        """Return the label in ``language`` (a tag), None when none is declared."""
        return self.label.get(language, self.label.get("*"))


@dataclass(frozen=True)
class SortKey:
    """By what a section is sorted: ``title`` or a field's key."""

    key: str
    descending: bool = False


@dataclass(frozen=True)
class Declaration:
    """What is declared for the sections whose title one of ``match`` (shell globs) means; empty means not declared."""

    match: tuple[str, ...]
    sort: SortKey | None = None
    layout: tuple[str, ...] = ()
    badges: tuple[str, ...] = ()
    fields: tuple[FieldSpec, ...] = ()

    def matches(self, title: str) -> bool:
        """Tell whether the section with this title is meant; upper and lower case differ."""
        return any(fnmatchcase(title.strip(), pattern) for pattern in self.match)
