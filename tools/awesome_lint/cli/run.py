"""From the options of ``check`` and ``fix`` to a run, and from its outcome to what is printed."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from awesome_lint.cli.options import read_stdin
from awesome_lint.cli.output import (
    difference,
    repaired_pieces,
    show_errors,
    show_lines,
    wants_color,
    write_report,
    write_stdout,
)
from awesome_lint.config import check_selectors
from awesome_lint.errors import UsageError
from awesome_lint.pipeline import LAYOUT, Request, run
from awesome_lint.reporting import FOR_PEOPLE, REPORTERS, FixedFile, Report
from awesome_lint.reporting.folding import FOLDS
from awesome_lint.reporting.report import shown_path, visible
from awesome_lint.reporting.summary import statistics, summarize
from awesome_lint.rules.registry import find_rule
from awesome_lint.rules.selection import Selection
from awesome_lint.source.writer import encode_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_lint.cli.options import FormatOptions, RunOptions
    from awesome_lint.online import OnlineOptions
    from awesome_lint.pipeline import Change, Outcome


def run_and_report(options: RunOptions, online: OnlineOptions | None = None) -> int:
    """Run the pipeline, print what it found and changed, and return the exit code."""
    request = replace(_request(options), online=online)
    outcome = run(request)
    if options.diff:
        _write_diff(outcome)
        show_lines(summarize(_report(outcome, options)))
    elif options.fix and request.stdin is not None:
        write_stdout(_fixed_stdin(outcome, request.stdin))
        _write(_report(outcome, options), options, show_lines)
    else:
        _write(_report(outcome, options), options, write_stdout)
    show_errors(outcome.errors)
    return _exit_code(outcome, options)


def run_format(options: FormatOptions) -> int:
    """Make the fixes of the formatter's rule only, say which files they changed, and return the exit code."""
    paths, stdin = read_stdin(options.paths, options.stdin_filename)
    shown = options.check or options.diff
    selection = Selection((LAYOUT,))
    request = Request(
        paths, selection=selection, config=options.config, fix=True, write=not shown and stdin is None, stdin=stdin
    )
    outcome = run(request)
    if options.diff:
        _write_diff(outcome)
    elif stdin is not None and not options.check:
        write_stdout(_fixed_stdin(outcome, stdin))
    else:
        done = "would be formatted" if options.check else "formatted"
        write_stdout("".join(f"{visible(shown_path(c.before.path))}: {done}\n" for c in outcome.changes))
    show_errors(outcome.errors)
    return 2 if outcome.errors else int(shown and bool(outcome.changes))


def _write_diff(outcome: Outcome) -> None:
    """Write what would change to standard output, as a unified diff."""
    write_stdout("".join(_shown_change(change) for change in outcome.changes))


def _shown_change(change: Change) -> str:
    """Return the difference, behind what is no part of it for ``patch``: each piece of damaged text and its repair."""
    damaged = any(code.startswith("ENC") for code in change.codes)
    repairs = repaired_pieces(change.before, change.after) if damaged else ""
    return repairs + difference(change.before, change.after)


def _fixed_stdin(outcome: Outcome, stdin: bytes) -> bytes:
    """Return the fixed text of standard input as bytes: as it came when it could not be read or needs nothing."""
    return next((encode_text(change.before, change.after.text) for change in outcome.changes), stdin)


def _refuse_report_beside_diff(options: RunOptions) -> None:
    asked = {
        "--output-format": options.output_format,
        "--output-file": options.output_file,
        "--statistics": options.statistics,
    }
    if options.diff and (unheard := [name for name, value in asked.items() if value]):
        raise UsageError(f"--diff prints a diff in place of the report; leave out {' and '.join(unheard)}")


def _request(options: RunOptions) -> Request:
    _refuse_report_beside_diff(options)
    if problem := check_selectors((*options.select, *options.ignore)):
        raise UsageError(problem)
    paths, stdin = read_stdin(options.paths, options.stdin_filename)
    return Request(
        paths,
        selection=Selection(options.select or None, ignore=options.ignore),
        config=options.config,
        fix=options.fix or options.diff,
        unsafe=options.unsafe_fixes,
        write=options.fix and not options.diff and stdin is None,
        stdin=stdin,
    )


def _report(outcome: Outcome, options: RunOptions) -> Report:
    return Report(
        outcome.diagnostics,
        fixed=tuple(FixedFile(change.before.path, change.codes) for change in outcome.changes),
        sources=outcome.sources,
        color=options.output_file is None and wants_color(sys.stdout),
        folded=frozenset(FOLDS) - {rule.code for each in options.select if (rule := find_rule(each))},
        preview=options.diff,
    )


def _write(report: Report, options: RunOptions, write: Callable[[str], None]) -> None:
    """Write the report to the file of ``--output-file`` or by ``write``; standard error takes what fits no format."""
    name = options.output_format or ("full" if sys.stdout.isatty() and not options.output_file else "concise")
    counts = statistics(report.diagnostics) if options.statistics else ""
    if name in FOR_PEOPLE:
        text = counts + summarize(report) if options.statistics else REPORTERS[name](report)
    else:
        text = REPORTERS[name](report)
        show_lines(counts + (summarize(report) if report.fixed else ""))
    if options.output_file:
        write_report(text, options.output_file, report.sources)
    else:
        write(text)


def _exit_code(outcome: Outcome, options: RunOptions) -> int:
    """Return 2 when a file could not be done, 1 when findings are left or a diff is not empty, else 0."""
    if outcome.errors:
        return 2
    left = any(diagnostic.fails for diagnostic in outcome.diagnostics) or (options.diff and bool(outcome.changes))
    return 1 if left and not options.exit_zero else 0
