"""``awesome-lint format``."""

from __future__ import annotations

from typing import Any

import click

from awesome_lint.cli.options import FormatOptions, config_option, diff_option, paths_argument, stdin_option


@click.command("format")
@paths_argument
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file is not canonical.")
@diff_option
@config_option
@stdin_option
def format_(**given: Any) -> int:
    """Lay Markdown out in canonical form.

    What is rendered stays the same.

    \b
    Examples:
      awesome-lint format
      awesome-lint format --check docs
      awesome-lint format --diff README.md
    """  # noqa: D301 - click reads \b as "keep these lines"
    from awesome_lint.cli.run import run_format

    return run_format(FormatOptions(**given))
