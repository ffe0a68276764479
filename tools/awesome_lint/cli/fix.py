"""``awesome-lint fix``."""

from __future__ import annotations

from typing import Any

import click

from awesome_lint.cli.options import RunOptions, run, run_options


@click.command()
@run_options
def fix(**given: Any) -> int:
    """Make every safe fix and report what is left.

    The text is laid out in canonical form, too; with --select only the fixes of those rules are made. With - as PATH
    the fixed text goes to standard output and the report to standard error.

    \b
    Examples:
      awesome-lint fix
      awesome-lint fix README.md --diff
      awesome-lint fix README.md --select ENC --unsafe-fixes
    """  # noqa: D301 - click reads \b as "keep these lines"
    return run(RunOptions(fix=True, **given))
