"""``awesome-lint sync``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from awesome_lint.cli.options import config_option, diff_option

if TYPE_CHECKING:
    from awesome_lint.sync.run import SyncResult


@click.command()
@click.argument("entries", nargs=-1, metavar="[ENTRY]...")
@click.option(
    "--check", is_flag=True, help="Write nothing; exit with 1 if something would change or somebody has to decide."
)
@diff_option
@click.option(
    "--accept",
    is_flag=True,
    help="Record that the translations of each ENTRY (title or key) are up to date, or of all entries without ENTRY.",
)
@click.option("--prune", is_flag=True, help="Remove entries that only a translation has.")
@click.option(
    "--translate-command",
    metavar="CMD",
    help="Give each untranslated text to this command: a JSON line in, a JSON line out (see the user guide).",
)
@config_option
def sync(  # noqa: PLR0913 - one parameter for each option
    entries: tuple[str, ...],
    *,
    check: bool,
    diff: bool,
    accept: bool,
    prune: bool,
    translate_command: str | None,
    config: str | None,
) -> int:
    """Bring translations in step with their source.

    What is the same in all languages (dates, sizes, badges, links of titles) follows the side that changed since the
    last sync. Entries a translation lacks are put into it with their texts quoted for the translator, and the order
    follows the source. Texts are never deleted. What both sides changed is reported.

    \b
    Examples:
      awesome-lint sync --diff            show what would change
      awesome-lint sync                   do it
      awesome-lint sync --accept Llama3   the translation of this entry is up to date
    """  # noqa: D301 - click reads \b as "keep these lines"
    from awesome_lint.cli.output import difference, show_errors, show_lines, write_stdout
    from awesome_lint.errors import UsageError
    from awesome_lint.sync.report import described
    from awesome_lint.sync.run import SyncRequest
    from awesome_lint.sync.run import sync as run_sync

    if entries and not accept:
        raise UsageError(f"to confirm the translation of {entries[0]!r}, add --accept")
    shown = check or diff
    result = run_sync(
        SyncRequest(accept, entries, prune, write=not shown, config=config, translate_command=translate_command)
    )
    report = described(result, preview=shown)
    if diff:
        write_stdout("".join(difference(file.original, file.source) for file in result.changed))
        show_lines(report)
    else:
        write_stdout(report)
    show_errors(result.errors)
    return _exit_code(result, shown=shown)


def _exit_code(result: SyncResult, *, shown: bool) -> int:
    if result.errors:
        return 2
    return int(result.needs_people or (shown and bool(result.changed or result.state_changed)))
