"""``awesome-lint check``."""

from __future__ import annotations

from typing import Any

import click

from awesome_lint.cli.options import RunOptions, run, run_options


@click.command()
@click.option("--fix", is_flag=True, help="Make the safe fixes.")
@run_options
def check(**given: Any) -> int:
    """Report what is wrong with lists.

    Without PATH, the lists of this folder are checked. Exits with 1 when errors or warnings are left, with 2 when a
    file could not be read.

    \b
    Examples:
      awesome-lint check
      awesome-lint check README.md --select LNK,missing-field
      awesome-lint check docs --output-format json > report.json
      awesome-lint check README.md --diff --unsafe-fixes
      awesome-lint check --online
      git show HEAD:README.md | awesome-lint check --stdin-filename README.md -
    """  # noqa: D301 - click reads \b as "keep these lines"
    return run(RunOptions(**given))
