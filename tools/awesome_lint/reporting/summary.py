"""The closing lines of the formats that people read, and the counts of ``--statistics``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Severity
from awesome_lint.reporting.report import fix_mark, shown_path, visible
from awesome_lint.rules.registry import find_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_lint.diagnostics import Diagnostic
    from awesome_lint.reporting.report import FixedFile, Report


def summarize(report: Report) -> str:
    """Return what was fixed, file by file, and what is left."""
    verb = "would fix" if report.preview else "fixed"
    fixed = [_fixed_line(file, report.diagnostics, verb) for file in report.fixed]
    left = _left_line(report.diagnostics) if report.sources else "Nothing was checked."
    return "".join(f"{line}\n" for line in (*fixed, left))


def statistics(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the number of findings of each code, the most frequent first."""
    counts = Counter((d.code, d.name) for d in diagnostics)
    marks = {d.code: fix_mark(d.finding.fix) for d in diagnostics if d.finding.fix}
    width = max((len(str(count)) for count in counts.values()), default=0)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "".join(f"{count:>{width}}  {code}  {marks.get(code, '')}{name}\n" for (code, name), count in ordered)


def _fixed_line(file: FixedFile, diagnostics: Sequence[Diagnostic], verb: str) -> str:
    left = sum(d.source.path == file.path for d in diagnostics)
    codes = ", ".join(f"{code} {count}" for code, count in sorted(file.codes.items()))
    return f"{visible(shown_path(file.path))}: {verb} {sum(file.codes.values())} ({codes}), {left} left"


def _left_line(diagnostics: Sequence[Diagnostic]) -> str:
    if not diagnostics:
        return "Nothing to report."
    counts = Counter(d.severity for d in diagnostics)
    found = ", ".join(_counted(counts[severity], severity) for severity in Severity if counts[severity])
    safe, unsafe = (
        [d for d in diagnostics if d.finding.fix and d.finding.fix.applicability is wanted]
        for wanted in (Applicability.SAFE, Applicability.UNSAFE)
    )
    hints = [f"{len(safe)} fixable with `{_fix_command(safe)}`"] if safe else []
    more = "more" if safe else "fixable"
    hints += [f"{len(unsafe)} {more} with `{_fix_command(unsafe)} --unsafe-fixes`"] if unsafe else []
    return "; ".join([f"Found {found}", *hints])


def _fix_command(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the command that fixes them all: what was found out online is only fixed online."""
    online = any((rule := find_rule(each.code)) and rule.online for each in diagnostics)
    return "awesome-lint fix --online" if online else "awesome-lint fix"


def _counted(count: int, severity: Severity) -> str:
    return f"{count} {severity}" + ("" if count == 1 or severity is Severity.INFO else "s")
