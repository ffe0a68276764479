"""Options that several commands share, and what they mean."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from awesome_lint.errors import UsageError
from awesome_lint.reporting import REPORTERS

F = TypeVar("F", bound=Callable[..., Any])

STDIN = "-"


@dataclass(frozen=True)
class RunOptions:
    """The options of ``check`` and ``fix`` as given on the command line."""

    paths: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    config: str | None = None
    stdin_filename: str | None = None
    output_format: str | None = None
    output_file: str | None = None
    statistics: bool = False
    exit_zero: bool = False
    online: bool = False


@dataclass(frozen=True)
class FormatOptions:
    """The options of ``format`` as given on the command line."""

    paths: tuple[str, ...] = ()
    check: bool = False
    diff: bool = False
    config: str | None = None
    stdin_filename: str | None = None


def split_codes(_context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Read codes of rules with commas between."""
    codes = tuple(part.strip() for value in values for part in value.split(",") if part.strip())
    if values and not codes:
        raise UsageError(f"--{option.name} names no rule; `awesome-lint rule` lists them")
    return codes


paths_argument = click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(readable=False))
config_option = click.option("--config", metavar="FILE", help="Use this configuration file instead of the nearest one.")
stdin_option = click.option(
    "--stdin-filename", metavar="NAME", help="With - as PATH: the name of the file on standard input."
)
ignore_option = click.option(
    "--ignore",
    multiple=True,
    metavar="CODES",
    callback=split_codes,
    help="Rules to leave out, as codes or names, with commas between.",
)
output_format_option = click.option(
    "--output-format",
    type=click.Choice(list(REPORTERS)),
    help="How to write the report: full with source lines, concise one line each, json for programs, github for "
    "annotations, markdown for step summaries and issues.  [default: full on a terminal, else concise]",
)
output_file_option = click.option(
    "--output-file", metavar="FILE", help="Write the report there instead of standard output."
)
exit_zero_option = click.option("--exit-zero", is_flag=True, help="Exit with 0 even when something was found.")
diff_option = click.option("--diff", is_flag=True, help="Show what would change as a diff, and write nothing.")


_RUN_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    paths_argument,
    click.option(
        "--select",
        multiple=True,
        metavar="CODES",
        callback=split_codes,
        help="Only these rules, with commas between: ALL, families (LNK), starts of codes (LNK00), codes (LNK002) or "
        "names (broken-link-syntax).",
    ),
    ignore_option,
    click.option("--unsafe-fixes", is_flag=True, help="Also make fixes that need a second look."),
    diff_option,
    click.option("--online", is_flag=True, help="Also verify links, which takes time; `awesome-lint links` says how."),
    output_format_option,
    output_file_option,
    click.option("--statistics", is_flag=True, help="Count findings by rule instead of listing them."),
    exit_zero_option,
    config_option,
    stdin_option,
)


def run_options(command: F) -> F:
    """Add the options that ``check`` and ``fix`` share."""
    for option in _RUN_OPTIONS[::-1]:  # the outermost decorator is shown first
        command = option(command)
    return command


def run(options: RunOptions) -> int:
    """Do what ``check`` or ``fix`` was asked for; return the exit code. Imports no more than that takes."""
    if options.online:
        from awesome_lint.cli.run_links import run_online

        return run_online(options)
    from awesome_lint.cli.run import run_and_report

    return run_and_report(options)


def read_stdin(paths: tuple[str, ...], filename: str | None) -> tuple[tuple[str, ...], bytes | None]:
    """Return the paths, ``-`` replaced by ``filename``, and the content of standard input if it is asked for.

    Raises ``UsageError`` when ``-`` stands beside other paths or ``--stdin-filename`` without it.
    """
    if STDIN not in paths:
        if filename is not None:
            raise UsageError("--stdin-filename needs - as PATH")
        return paths, None
    if len(paths) > 1:
        raise UsageError("- (standard input) cannot stand beside other paths")
    return (filename or STDIN,), sys.stdin.buffer.read()
