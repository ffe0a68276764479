"""Stage 4, fix: choose the fixes of one round that fit together, and make their edits."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Diagnostic, Edit, Fix, Severity, apply_edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from awesome_lint.source import SourceText

_SEVERITIES = list(Severity)


@dataclass(frozen=True)
class FixResult:
    """What one round changed: the new text of each changed file by path, and the findings whose fixes were made."""

    texts: dict[str, str] = field(default_factory=dict)
    applied: tuple[Diagnostic, ...] = ()


def is_applicable(fix: Fix | None, *, unsafe: bool) -> bool:
    """Tell whether ``fix`` may be made; fixes for display never are."""
    return fix is not None and fix.applicability <= (Applicability.UNSAFE if unsafe else Applicability.SAFE)


def apply_fixes(
    sources: Mapping[str, SourceText], diagnostics: Iterable[Diagnostic], *, unsafe: bool = False
) -> FixResult:
    """Make the fixes of ``diagnostics`` that do not overlap, each whole or not at all.

    Those that edit another file come first: they say what is wrong there, and another fix might only move it. Then the
    first by position wins, then the more severe, then the lower code; the others wait for the next round. The same
    edit asked for twice is made once. A fix that edits a file outside ``sources`` is not made.
    """
    chosen: defaultdict[str, _Chosen] = defaultdict(_Chosen)
    applied = []
    for diagnostic in sorted((d for d in diagnostics if is_applicable(d.finding.fix, unsafe=unsafe)), key=_order):
        edits = resolved_edits(diagnostic)
        if all(path in sources and chosen[path].fits(edit) for path, edit in edits):
            applied.append(diagnostic)
            for path, edit in edits:
                chosen[path].add(edit)
    texts = {path: apply_edits(sources[path].text, edits.edits) for path, edits in chosen.items() if edits.edits}
    return FixResult({path: text for path, text in texts.items() if text != sources[path].text}, tuple(applied))


def edited_paths(diagnostic: Diagnostic) -> set[str]:
    """Return the files that the fix of ``diagnostic`` edits."""
    return {path for path, _ in resolved_edits(diagnostic)}


class _Chosen:
    """Edits of one file that do not overlap, in order."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []

    def fits(self, edit: Edit) -> bool:
        """Tell whether ``edit`` is there already or overlaps none.

        Two neighbours on each side are enough: at most two edits (a replacement and an insertion behind it) end or
        start at one place.
        """
        at = bisect_left(self.edits, edit)
        near = self.edits[max(0, at - 2) : at + 2]
        return edit in near or not any(edit.span.overlaps(other.span) for other in near)

    def add(self, edit: Edit) -> None:
        """Take ``edit`` in unless it is there already."""
        at = bisect_left(self.edits, edit)
        if self.edits[at : at + 1] != [edit]:
            self.edits.insert(at, edit)


def resolved_edits(diagnostic: Diagnostic) -> list[tuple[str, Edit]]:
    """Return the edits of the fix, each behind the path of its file."""
    fix = diagnostic.finding.fix
    edits = fix.edits if fix else ()
    return [(edit.path or diagnostic.source.path, replace(edit, path=None)) for edit in edits]


def _order(diagnostic: Diagnostic) -> tuple[bool, int, int, str]:
    own = edited_paths(diagnostic) <= {diagnostic.source.path}
    start = min((edit.span.start for _, edit in resolved_edits(diagnostic)), default=diagnostic.finding.span.start)
    return own, start, _SEVERITIES.index(diagnostic.severity), diagnostic.code
