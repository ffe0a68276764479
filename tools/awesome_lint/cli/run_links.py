"""From the options of ``links``, or from ``--online``, to a run that verifies links and tells how far it is."""

from __future__ import annotations

import math
import os
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from awesome_lint.cli.options import RunOptions
from awesome_lint.cli.output import show_lines
from awesome_lint.cli.progress import Progress, host_table, verdict_summary
from awesome_lint.cli.run import run_and_report
from awesome_lint.errors import UsageError
from awesome_lint.links.additions import added_targets
from awesome_lint.links.cache import default_ledger_path, open_ledger
from awesome_lint.links.client import ClientSettings
from awesome_lint.links.docket import Trust
from awesome_lint.links.endpoints import Endpoints
from awesome_lint.links.verdicts import Verdict
from awesome_lint.links.verifier import VerifyOptions
from awesome_lint.online import OnlineOptions
from awesome_lint.rules.registry import all_rules, selects

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from awesome_lint.cli.links import LinkOptions
    from awesome_lint.links.docket import Counts
    from awesome_lint.links.targets import Target
    from awesome_lint.links.verifier import Verification
    from awesome_lint.syntax.nodes import Document

_KEPT = "awesome-lint: what was found out so far is kept; run the same command again to go on from there"
_UNASKED = "awesome-lint: what the ledger does not know was skipped; leave out --offline-cache to ask about it"


def run_links(options: LinkOptions) -> int:
    """Verify the links of the lists, report what the rules make of it, and return the exit code."""
    _check_selected(options.select)
    if options.merge:
        _merge(options)
    given = RunOptions(
        options.paths,
        select=options.select,
        ignore=(*options.ignore, *(rule.code for rule in all_rules() if not rule.online)),
        config=options.config,
        output_format=options.output_format,
        output_file=options.output_file,
        exit_zero=options.exit_zero,
    )
    online = OnlineOptions(_verify_options(options), _settings(options), options.ledger, _Choice(options))
    return _run(given, online, host_stats=options.host_stats)


def run_online(options: RunOptions) -> int:
    """Check or fix with links verified, by the user's own ledger, and return the exit code."""
    copies = math.inf if options.unsafe_fixes else VerifyOptions.copies  # where they are written, all are needed
    return _run(options, OnlineOptions(VerifyOptions(copies=copies)))


def _run(options: RunOptions, online: OnlineOptions, *, host_stats: bool = False) -> int:
    """Run with a line of progress, and tell at the end how many links there are of each verdict."""
    done: list[tuple[Verification, Mapping[Verdict, int]]] = []
    with Progress(sys.stderr) as progress:

        def tell(counts: Counts) -> None:
            progress.update(counts.done, counts.total, counts.verdicts, counts.slowest)

        def finish(verification: Verification, links: Mapping[Verdict, int]) -> None:
            progress.close()
            done.append((verification, links))

        told = tell if progress.is_wanted else None
        try:
            code = run_and_report(options, replace(online, on_progress=told, on_done=finish))
        except KeyboardInterrupt:
            progress.close()
            show_lines(_KEPT)
            raise
    for verification, links in done:
        show_lines(host_table(verification.hosts) if host_stats else "")
        show_lines(verdict_summary(links))
        show_lines(_UNASKED if online.verify.trust.offline and links.get(Verdict.SKIPPED) else "")
    return code


def _check_selected(codes: Sequence[str]) -> None:
    """Raise ``UsageError`` for the first of ``codes`` that means only rules which need no network."""
    for code in codes:
        meant = [rule for rule in all_rules() if selects(code, rule)]
        if meant and not any(rule.online for rule in meant):
            raise UsageError(f"links knows only the rules LNK1..; run `awesome-lint check --select {code}`")


def _verify_options(options: LinkOptions) -> VerifyOptions:
    trust = Trust(max_age=options.max_age, offline=options.offline_cache, strict=options.strict)
    copies = {} if options.shard is None else {"copies": 0.0}  # one job a second is enough for the Internet Archive
    return VerifyOptions(trust, fragments=options.fragments, deadline=options.deadline, **copies)


def _settings(options: LinkOptions) -> ClientSettings:
    return ClientSettings(Endpoints.of(os.environ), timeout=options.timeout, networks=options.allow_network)


class _Choice:
    """Chooses the links to be judged: those added since a revision, those of one shard."""

    def __init__(self, options: LinkOptions) -> None:
        self._options = options

    def __call__(self, documents: Sequence[Document], targets: list[Target]) -> list[Target]:
        if self._options.only_changed is not None:
            paths = [document.path for document in documents]
            targets = added_targets(targets, paths, self._options.only_changed)
        return self._options.shard.share(targets) if self._options.shard else targets


def _merge(options: LinkOptions) -> None:
    """Join other ledgers into this run's, and say what that changed."""
    with open_ledger(options.ledger or default_ledger_path()) as ledger:
        merge = ledger.merge(options.merge, int(time.time()))
    then = "should be asked again, without --offline-cache" if options.offline_cache else "are asked again now"
    contested = f"; {len(merge.contested):,} need more than another ledger's word and {then}" if merge.contested else ""
    show_lines(f"awesome-lint: {merge.changed:,} judgements taken over from {len(options.merge)} ledgers{contested}")
