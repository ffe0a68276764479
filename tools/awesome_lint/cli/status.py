"""``awesome-lint status``."""

from __future__ import annotations

import click

from awesome_lint.cli.options import config_option


@click.command()
@click.argument("entry", required=False)
@click.option(
    "--output-format",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How to write the table.",
)
@config_option
def status(entry: str | None, output_format: str, config: str | None) -> int:
    """Tell how far the translations are, by section; with ENTRY show both sides of one entry.

    An entry is in step when it is translated, its source has not changed since, and nothing in it differs that is the
    same in all languages. ENTRY is a title or key.

    \b
    Examples:
      awesome-lint status
      awesome-lint status Llama3
      awesome-lint status --output-format markdown >> "$GITHUB_STEP_SUMMARY"
    """  # noqa: D301 - click reads \b as "keep these lines"
    from awesome_lint.cli.output import show_errors, write_stdout
    from awesome_lint.errors import UsageError
    from awesome_lint.sync import status_report
    from awesome_lint.sync.run import open_pairs
    from awesome_lint.sync.status import entry_sides, progress

    if entry and output_format != "text":
        raise UsageError("--output-format is for the table; leave it out to see one entry")
    workspace, pairs = open_pairs(config)
    if entry and pairs:
        shown = entry_sides(entry, workspace, pairs)
        write_stdout("\n".join(map(status_report.entry_text, shown)))
    else:
        write = {"text": status_report.text, "json": status_report.json, "markdown": status_report.markdown}
        write_stdout(write[output_format]([progress(workspace, *pair) for pair in pairs]))
    show_errors(workspace.errors)
    return 2 if workspace.errors else 0
