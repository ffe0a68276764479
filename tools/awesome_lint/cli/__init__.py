"""The command line: one file per command. ``main`` is the only place where the program exits."""

from __future__ import annotations

import sys
import traceback
from typing import TYPE_CHECKING, NoReturn

import click

from awesome_lint import PROJECT_URL, __version__
from awesome_lint.cli.ast import ast
from awesome_lint.cli.check import check
from awesome_lint.cli.fix import fix
from awesome_lint.cli.format import format_
from awesome_lint.cli.links import links
from awesome_lint.cli.output import drop_stdout, open_closed_streams, show_errors, show_lines
from awesome_lint.cli.rule import rule
from awesome_lint.cli.status import status
from awesome_lint.cli.sync import sync
from awesome_lint.errors import AwesomeLintError

if TYPE_CHECKING:
    from collections.abc import Sequence

USAGE, INTERNAL, INTERRUPTED = 2, 3, 130


@click.group()
@click.version_option(__version__, prog_name="awesome-lint")
def awesome_lint() -> None:
    """Check, fix and format curated Markdown lists, in several languages side by side.

    \b
    Examples:
      awesome-lint check            what is wrong with the lists of this folder
      awesome-lint fix              make every safe fix
      awesome-lint fix --diff       show the fixes, write nothing
      awesome-lint links            does every link lead where the entry says?
      awesome-lint status           how far the translations are
      awesome-lint sync             bring translations in step with their source
      awesome-lint rule ENT001      explain a rule

    Exits with 0 when nothing is left, with 1 when errors or warnings are, with 2 after a usage error or when a file
    could not be read, with 3 after an internal error.
    """  # noqa: D301 - click reads \b as "keep these lines"


for command in (check, fix, format_, links, status, sync, rule, ast):
    awesome_lint.add_command(command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    open_closed_streams()
    sys.exit(execute(sys.argv[1:] if arguments is None else arguments))


def execute(arguments: Sequence[str]) -> int:
    """Run the command line; return its exit code."""
    try:
        with awesome_lint.make_context("awesome-lint", list(arguments)) as context:
            return int(awesome_lint.invoke(context) or 0)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except BrokenPipeError:
        drop_stdout()
        return 0
    except BaseException as error:  # noqa: BLE001 - expected errors, Ctrl-C and bugs are told apart there
        return _explain(error)


def _explain(error: BaseException) -> int:
    """Say what went wrong; return the exit code for it. Whatever nobody expects is a bug of ours, and shown whole."""
    match error:
        case click.ClickException():
            error.show()
            return USAGE
        case AwesomeLintError():
            show_errors([error])
            return USAGE
        case KeyboardInterrupt() | click.Abort():
            show_lines("awesome-lint: interrupted")
            return INTERRUPTED
        case _:
            show_lines("".join(traceback.format_exception(error)))
            show_lines(f"awesome-lint: internal error: {error!r}; please report it at {PROJECT_URL}/issues")
            return INTERNAL
