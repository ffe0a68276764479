"""Findings of rules, and the fixes that travel with them. The only form in which a problem is reported."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from awesome_lint.source import SourceText, Span


class Severity(StrEnum):
    """How bad a finding is: only ``error`` and ``warning`` fail a run."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Applicability(IntEnum):
    """Who may apply a fix: everyone (``SAFE``), who asks for it (``UNSAFE``), a person reading it (``DISPLAY``)."""

    SAFE = 0
    UNSAFE = 1
    DISPLAY = 2


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace the code points of ``span`` by ``text``; ``path`` names another file, None the document's own."""

    span: Span
    text: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that are made together or not at all; ``title`` says in the imperative what they do."""

    title: str
    edits: tuple[Edit, ...]
    applicability: Applicability = Applicability.SAFE


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a finding; ``source`` is its file."""

    source: SourceText
    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found at ``span``.

    ``cause`` names what is wrong, so that two rules that see the same cause make one finding (``Rule.yields_to``);
    ``severity`` is given only where it differs from the rule's.
    """

    span: Span
    message: str
    fix: Fix | None = None
    severity: Severity | None = None
    alternatives: tuple[Fix, ...] = ()
    related: tuple[Related, ...] = ()
    cause: Hashable | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding with the rule that made it and the file it is about: what reporters print and the fixer applies."""

    code: str
    name: str
    severity: Severity
    source: SourceText
    finding: Finding

    @property
    def fails(self) -> bool:
        """Tell whether this finding makes the run exit with 1."""
        return self.severity is not Severity.INFO


def apply_edits(text: str, edits: Iterable[Edit], within: Span | None = None) -> str:
    """Return ``text`` with ``edits`` made, or the part ``within`` of it, that holds them all.

    They must not overlap (``ValueError``) and count in the given text.
    """
    parts: list[str] = []
    at, end = (within.start, within.end) if within else (0, len(text))
    for edit in sorted(edits):
        if edit.span.start < at:
            raise ValueError(f"edits overlap at {edit.span.start}")
        parts += (text[at : edit.span.start], edit.text)
        at = edit.span.end
    return "".join([*parts, text[at:end]])
