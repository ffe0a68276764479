"""``awesome-lint links``."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from awesome_lint.cli.options import (
    config_option,
    exit_zero_option,
    ignore_option,
    output_file_option,
    output_format_option,
    paths_argument,
    split_codes,
)
from awesome_lint.errors import UsageError
from awesome_lint.source.files import is_markdown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from ipaddress import IPv4Network, IPv6Network

    from awesome_lint.links.sharding import Shard

    Network: TypeAlias = IPv4Network | IPv6Network

_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 7 * 86400}
"""In seconds."""
_SPAN = re.compile(r"([0-9]{1,7}(?:\.[0-9]{1,3})?)([smhdw]?)", re.ASCII)
TIMEOUT = 10.0
"""Seconds for one request; a page that takes longer is unknown."""


@dataclass(frozen=True)
class LinkOptions:
    """The options of ``links`` as given on the command line; ``max_age``, ``timeout`` and ``deadline`` are seconds.

    ``only_changed`` is a git revision, ``ledger`` and each of ``merge`` the path of a ledger, None the user's own.
    """

    paths: tuple[str, ...] = ()
    only_changed: str | None = None
    shard: Shard | None = None
    max_age: int | None = None
    offline_cache: bool = False
    strict: bool = False
    fragments: bool = False
    ledger: str | None = None
    merge: tuple[str, ...] = ()
    host_stats: bool = False
    timeout: float = TIMEOUT
    deadline: float | None = None
    allow_network: tuple[Network, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    config: str | None = None
    output_format: str | None = None
    output_file: str | None = None
    exit_zero: bool = False


def read_revision(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Return the revision of ``--only-changed`` when it can be one."""
    from awesome_lint.source.git import check_revision

    return None if value is None else check_revision(value)


def read_shard(_context: click.Context, _option: click.Parameter, value: str | None) -> Shard | None:
    """Read ``--shard``."""
    from awesome_lint.links.sharding import parse_shard

    return None if value is None else parse_shard(value)


def read_age(_context: click.Context, _option: click.Parameter, value: str | None) -> int | None:
    """Read ``--max-age``: a number with a unit, or 0."""
    if value is None:
        return None
    match = _SPAN.fullmatch(value.strip())
    if match is None or not (match[2] or float(match[1]) == 0):
        raise UsageError(
            f"--max-age needs a number with s, m, h, d or w, as 36h or 7d, or 0 to ask anew, not {value!r}"
        )
    return int(float(match[1]) * _UNITS[match[2]])


def read_seconds(_context: click.Context, option: click.Parameter, value: str | None) -> float | None:
    """Read ``--timeout`` and ``--deadline``: seconds, or a number with a unit."""
    if value is None:
        return None
    match = _SPAN.fullmatch(value.strip())
    seconds = float(match[1]) * _UNITS[match[2]] if match else 0
    if seconds <= 0:
        raise UsageError(f"--{option.name} needs seconds, or a number with s, m, h or d, as 20 or 10m, not {value!r}")
    return seconds


def read_networks(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> tuple[Network, ...]:
    """Read each ``--allow-network``."""
    return tuple(map(_network, values))


def _network(text: str) -> Network:
    from ipaddress import ip_interface

    try:
        interface = ip_interface(text.strip())
    except ValueError:
        raise UsageError(f"--allow-network needs a network, as 10.0.0.0/8 or ::1, not {text!r}") from None
    if interface.ip != interface.network.network_address:
        raise UsageError(f"--allow-network: {text!r} is no network; the one that holds it is {interface.network}")
    return interface.network


def link_options(given: Mapping[str, Any]) -> LinkOptions:
    """Return the options, those checked that depend on each other; raises ``UsageError``.

    A shell makes several names of ``--merge ledgers/*``: with ``--merge``, what is neither Markdown nor a folder is
    another ledger.
    """
    options = dict(given)
    paths = options["paths"]
    ledgers = [each for each in paths if options["merge"] and not (is_markdown(each) or os.path.isdir(each))]  # noqa: PTH112
    options |= {"merge": (*options["merge"], *ledgers), "paths": tuple(each for each in paths if each not in ledgers)}
    made = LinkOptions(**options)
    if made.offline_cache and made.max_age is not None:
        raise UsageError("--offline-cache asks nothing, however old it is; leave out --max-age")
    if "" in (made.ledger, *made.merge):
        raise UsageError("the name of a ledger is empty")
    if made.output_file and _is_ledger(made.output_file, made):
        raise UsageError(f"cannot write the report to {made.output_file}: it is a ledger")
    return made


def _is_ledger(path: str, options: LinkOptions) -> bool:
    from awesome_lint.links.cache import default_ledger_path

    ledgers = [options.ledger or default_ledger_path(), *options.merge]
    return os.path.realpath(path) in map(os.path.realpath, ledgers)


@click.command()
@paths_argument
@click.option(
    "--only-changed",
    metavar="REV",
    callback=read_revision,
    help="Only links that no file had at this git revision, as origin/main.",
)
@click.option(
    "--shard", metavar="I/N", callback=read_shard, help="Only the I-th of N parts of the links; no two share a host."
)
@click.option(
    "--max-age",
    metavar="AGE",
    callback=read_age,
    help="Ask again about what was found out longer ago (36h, 7d, 0 for all).  [default: by kind, a day to weeks]",
)
@click.option("--offline-cache", is_flag=True, help="Ask nothing; tell what the ledger knows.")
@click.option("--strict", is_flag=True, help="Call a link broken after one failure, not two that are a day apart.")
@click.option("--fragments", is_flag=True, help="Also look for the #place that a link names in its page.")
@click.option("--ledger", metavar="FILE", help="Keep what is found out there.  [default: in your folder for caches]")
@click.option(
    "--merge",
    metavar="LEDGER...",
    multiple=True,
    help="First take over what these ledgers know. None of them makes a broken link whole: that is asked again.",
)
@click.option("--host-stats", is_flag=True, help="Also tell how each host answered.")
@click.option(
    "--timeout",
    metavar="SECONDS",
    default=f"{TIMEOUT:g}",
    show_default=True,
    callback=read_seconds,
    help="How long one page may take.",
)
@click.option(
    "--deadline",
    metavar="SECONDS",
    callback=read_seconds,
    help="How long all may take (90, 10m); the next run goes on from there.",
)
@click.option(
    "--allow-network",
    metavar="CIDR",
    multiple=True,
    callback=read_networks,
    help="Also ask addresses in this network that are not public, as 10.0.0.0/8.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="CODES",
    callback=split_codes,
    help="Only these of the rules LNK1.., as codes or names, with commas between.",
)
@ignore_option
@output_format_option
@output_file_option
@exit_zero_option
@config_option
def links(**given: Any) -> int:
    """Verify the links of lists online.

    Papers, repositories, models and DOIs are asked of their owner's API, many at once; other pages are asked for
    themselves, politely. A link is broken when its owner says so, or when it failed twice, a day apart. What cannot
    be judged (walls against robots, limits, timeouts) is information, no failure. What was found out is kept in a
    ledger, so that a run that was stopped goes on, and nothing is asked again before it is old.

    Without PATH, the lists of this folder are verified. Set GITHUB_TOKEN, without which GitHub tells about few
    repositories, and HF_TOKEN, with which Hugging Face tells about more models. Exits as check does, and with 2 when
    there is no network.

    \b
    Examples:
      awesome-lint links
      awesome-lint links README.md --only-changed origin/main
      awesome-lint links --max-age 0 --host-stats
      awesome-lint links --deadline 10m --output-format markdown >> "$GITHUB_STEP_SUMMARY"
      awesome-lint links --shard 2/4 --ledger part-2.sqlite3
      awesome-lint links --merge part-*.sqlite3
    """  # noqa: D301 - click reads \b as "keep these lines"
    options = link_options(given)
    from awesome_lint.cli.run_links import run_links

    return run_links(options)
