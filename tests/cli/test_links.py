"""The options of ``links``: what each may say, and what is said when it cannot be."""

from __future__ import annotations

import sys
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import click
import pytest
from click.testing import CliRunner

from awesome_lint.cli.links import LinkOptions, links
from awesome_lint.errors import UsageError
from awesome_lint.links.sharding import Shard

if TYPE_CHECKING:
    from collections.abc import Callable

    Ask = Callable[..., LinkOptions]

HOUR, DAY = 3600, 86400


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ask:
    """Return a function that runs the command up to where links are verified, and gives the options it got there."""
    asked: list[LinkOptions] = []

    def run_links(options: LinkOptions) -> int:
        asked.append(options)
        return 0

    monkeypatch.setitem(sys.modules, "awesome_lint.cli.run_links", SimpleNamespace(run_links=run_links))
    monkeypatch.chdir(tmp_path)

    def ask(*arguments: str) -> LinkOptions:
        assert links.main(list(arguments), prog_name="awesome-lint links", standalone_mode=False) == 0
        return asked.pop()

    return ask


def refusal(ask: Ask, *arguments: str) -> str:
    with pytest.raises((UsageError, click.UsageError)) as caught:
        ask(*arguments)
    message = caught.value.message if isinstance(caught.value, click.UsageError) else str(caught.value)
    assert "\n" not in message
    return message


def test_without_options(ask: Ask) -> None:
    assert ask() == LinkOptions()
    assert LinkOptions().timeout == 10.0


@pytest.mark.parametrize(
    ("arguments", "changed"),
    [
        (["README.md", "docs"], {"paths": ("README.md", "docs")}),
        (["--only-changed", "origin/main"], {"only_changed": "origin/main"}),
        (["--only-changed", "HEAD~2"], {"only_changed": "HEAD~2"}),
        (["--shard", "2/5"], {"shard": Shard(2, 5)}),
        (["--max-age", "36h"], {"max_age": 36 * HOUR}),
        (["--max-age", "7d"], {"max_age": 7 * DAY}),
        (["--max-age", "2w"], {"max_age": 14 * DAY}),
        (["--max-age", "1.5h"], {"max_age": 5400}),
        (["--max-age", "90m"], {"max_age": 5400}),
        (["--max-age", "5s"], {"max_age": 5}),
        (["--max-age", "0"], {"max_age": 0}),
        (["--max-age", "0d"], {"max_age": 0}),
        (["--offline-cache"], {"offline_cache": True}),
        (["--strict"], {"strict": True}),
        (["--fragments"], {"fragments": True}),
        (["--host-stats"], {"host_stats": True}),
        (["--ledger", "a.sqlite3"], {"ledger": "a.sqlite3"}),
        (["--merge", "a", "--merge", "b"], {"merge": ("a", "b")}),
        (["--timeout", "2.5"], {"timeout": 2.5}),
        (["--timeout", "1m"], {"timeout": 60.0}),
        (["--deadline", "90"], {"deadline": 90.0}),
        (["--deadline", "10m"], {"deadline": 600.0}),
        (["--deadline", "1h"], {"deadline": 3600.0}),
        (["--allow-network", "10.0.0.0/8"], {"allow_network": (ip_network("10.0.0.0/8"),)}),
        (
            ["--allow-network", "127.0.0.1", "--allow-network", "2001:0DB8::/32"],
            {"allow_network": (ip_network("127.0.0.1/32"), ip_network("2001:db8::/32"))},
        ),
        (
            ["--ignore", "LNK104,title-mismatch", "--ignore", "LNK109"],
            {"ignore": ("LNK104", "title-mismatch", "LNK109")},
        ),
        (
            ["--select", "LNK104,title-mismatch", "--select", "LNK109"],
            {"select": ("LNK104", "title-mismatch", "LNK109")},
        ),
        (["--config", "x.toml"], {"config": "x.toml"}),
        (["--output-format", "json"], {"output_format": "json"}),
        (["--output-file", "out"], {"output_file": "out"}),
        (["--exit-zero"], {"exit_zero": True}),
    ],
)
def test_each_option(arguments: list[str], changed: dict[str, Any], ask: Ask) -> None:
    assert ask(*arguments) == replace(LinkOptions(), **changed)


@pytest.mark.parametrize("age", ["", "7", "-1d", "7 days", "d", "1e3s", "inf", "٧d", "0x1h", "99999999d"])
def test_what_is_no_age(age: str, ask: Ask) -> None:
    expected = f"--max-age needs a number with s, m, h, d or w, as 36h or 7d, or 0 to ask anew, not {age!r}"
    assert refusal(ask, f"--max-age={age}") == expected


@pytest.mark.parametrize("option", ["timeout", "deadline"])
@pytest.mark.parametrize("seconds", ["", "0", "0m", "-1", "soon", "nan", "1h30m"])
def test_what_are_no_seconds(option: str, seconds: str, ask: Ask) -> None:
    expected = f"--{option} needs seconds, or a number with s, m, h or d, as 20 or 10m, not {seconds!r}"
    assert refusal(ask, f"--{option}={seconds}") == expected


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--shard", "5/4"],
            "--shard needs a part and their number, as 2/5 for the second of five, not '5/4'",
        ),
        (["--only-changed", ""], "--only-changed needs a revision, as HEAD or origin/main, not ''"),
        (["--only-changed=--output=x"], "--only-changed needs a revision, as HEAD or origin/main, not '--output=x'"),
        (["--allow-network", "lan"], "--allow-network needs a network, as 10.0.0.0/8 or ::1, not 'lan'"),
        (
            ["--allow-network", "10.0.0.0/33"],
            "--allow-network needs a network, as 10.0.0.0/8 or ::1, not '10.0.0.0/33'",
        ),
        (
            ["--allow-network", "10.0.0.1/8"],
            "--allow-network: '10.0.0.1/8' is no network; the one that holds it is 10.0.0.0/8",
        ),
        (["--ignore", ","], "--ignore names no rule; `awesome-lint rule` lists them"),
        (
            ["--offline-cache", "--max-age", "7d"],
            "--offline-cache asks nothing, however old it is; leave out --max-age",
        ),
        (["--ledger", ""], "the name of a ledger is empty"),
        (["--merge", ""], "the name of a ledger is empty"),
        (["--ledger", "a", "--output-file", "./a"], "cannot write the report to ./a: it is a ledger"),
        (["--merge", "a", "b", "--output-file", "b"], "cannot write the report to b: it is a ledger"),
    ],
)
def test_what_cannot_be(arguments: list[str], message: str, ask: Ask) -> None:
    assert refusal(ask, *arguments) == message


def test_unknown_formats_are_refused(ask: Ask) -> None:
    assert "'xml' is not one of 'full', 'concise', 'json'" in refusal(ask, "--output-format", "xml")


def test_names_that_a_shell_made_of_one_pattern_are_ledgers(ask: Ask) -> None:
    Path("docs").mkdir()
    options = ask(
        "README.md", "--merge", "1/links.sqlite3", "2/links.sqlite3", "3/links", "docs", "--strict", "LIST.MD"
    )
    assert options.merge == ("1/links.sqlite3", "2/links.sqlite3", "3/links")
    assert options.paths == ("README.md", "docs", "LIST.MD")
    assert ask("list.txt").paths == ("list.txt",)


def test_help_teaches() -> None:
    done = CliRunner().invoke(links, ["--help"], prog_name="awesome-lint links", terminal_width=100)
    assert done.exit_code == 0
    for words in ("--only-changed REV", "--shard I/N", "--merge LEDGER...", "[default: 10]", "origin/main"):
        assert words in done.output
    examples = done.output.partition("Examples:")[2].split("\n\n")[0]
    assert examples.count("awesome-lint links") == 6
