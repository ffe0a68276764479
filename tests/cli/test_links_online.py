"""``links`` and ``--online`` as a maintainer runs them, against the hub: verdicts, fixes, interruptions."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from awesome_lint import cli
from awesome_lint.cli import run_links
from awesome_lint.cli.links import LinkOptions
from awesome_lint.links.cache import open_ledger
from awesome_lint.links.docket import Counts
from awesome_lint.links.verdicts import Verdict
from awesome_lint.source import SourceText
from awesome_lint.syntax.document import parse_document
from hub.fixture import start_hub
from hub.limits import Limits
from hub.lists import paper_list, plain_web
from hub.pages import Page
from hub.world import Repository, Snapshot, World

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_lint.cli.options import RunOptions
    from awesome_lint.online import OnlineOptions
    from hub.server import Hub

    Run = Callable[..., tuple[int, str, str]]
    Serve = Callable[..., Hub]

__all__ = ("start_hub",)

GONE = Page(404, body=b"")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with a cache of its own."""
    monkeypatch.chdir(tmp_path)
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    return tmp_path


@pytest.fixture
def serve(start_hub: Callable[..., Hub], monkeypatch: pytest.MonkeyPatch, folder: Path) -> Serve:
    """Return a function that starts a hub, which then takes the place of all hosts."""
    del folder

    def serve(world: World, **setup: Any) -> Hub:
        hub = start_hub(world, **setup)
        monkeypatch.setenv("AWESOME_LINT_ENDPOINTS", json.dumps(hub.endpoints()))
        return hub

    return serve


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command line and returns its exit code, standard output and standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.execute(arguments)
        out, error = capsys.readouterr()
        return code, out, error

    return run


def environment(folder: Path, hub: Hub | None = None) -> dict[str, str]:
    endpoints = {"AWESOME_LINT_ENDPOINTS": json.dumps(hub.endpoints())} if hub else {}
    return {"XDG_CACHE_HOME": str(folder / "cache"), "AWESOME_LINT_TEST_TOKEN": "hub-token", **endpoints}


def start(folder: Path, hub: Hub, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "awesome_lint", "links", *arguments],
        cwd=folder,
        env={**os.environ, **environment(folder, hub)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, "nothing happened for 30 seconds"
        time.sleep(0.01)


def known(ledger: Path) -> set[str]:
    with open_ledger(ledger, read_only=True) as opened:
        return {entry.judgement.key for entry in opened.entries()}


def pages_asked(hub: Hub, since: int = 0) -> list[str]:
    return [f"https://{seen.path.split('/web/')[-1].lstrip('/')}" for seen in hub.counts.log[since:]]


# Interruptions


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a kill that cannot be caught")
def test_a_run_that_was_killed_goes_on(folder: Path, start_hub: Callable[..., Hub]) -> None:
    made = plain_web(900)
    Path("README.md").write_text(made.text, encoding="utf-8")
    hub = start_hub(made.world, latency=0.05)
    process = start(folder, hub, "--ledger", "links.sqlite3")
    wait_for(lambda: hub.counts.requests > 450)
    process.kill()
    process.communicate()
    kept, before = known(folder / "links.sqlite3"), hub.counts.requests
    assert len(kept) > 200
    _, error = start(folder, hub, "--ledger", "links.sqlite3").communicate()
    assert "900 links: 900 ok" in error
    again = hub.counts.requests - before
    assert again == 900 - len(kept)
    assert not kept & set(pages_asked(hub, before))


def test_ctrl_c_keeps_what_is_known(folder: Path, start_hub: Callable[..., Hub]) -> None:
    made = plain_web(600)
    Path("README.md").write_text(made.text, encoding="utf-8")
    hub = start_hub(made.world, latency=0.05)
    process = start(folder, hub, "--ledger", "links.sqlite3")
    wait_for(lambda: hub.counts.requests > 200)
    process.send_signal(signal.SIGINT)
    out, error = process.communicate()
    assert process.returncode == 130
    assert out == ""
    assert "run the same command again" in error
    assert "Traceback" not in error
    assert len(known(folder / "links.sqlite3")) > 100


def test_ctrl_c_erases_the_line_of_progress_first(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def interrupted(_: RunOptions, online: OnlineOptions) -> int:
        online.on_progress(Counts(2, {Verdict.OK: 1}))
        raise KeyboardInterrupt

    for name in ("NO_COLOR", "CI", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setattr(run_links, "run_and_report", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run_links.run_links(LinkOptions())
    line = "1/2 links, 50 %; 1 ok"
    shown = sys.stderr.getvalue()
    assert shown.startswith(f"\r{line}\r{' ' * len(line)}\rawesome-lint: what was found out so far is kept")


def test_a_deadline_ends_the_run_with_a_report(run: Run, serve: Serve) -> None:
    made = plain_web(600)
    Path("README.md").write_text(made.text, encoding="utf-8")
    serve(made.world, latency=0.1)
    code, out, error = run("links", "--deadline", "1")
    assert code == 0
    assert "LNK110" in out
    assert "not reached in the time given" in out
    assert "600 links: " in error


# Networks


def test_no_network_is_said_in_one_line(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(socket.EAI_AGAIN, "no name server")

    monkeypatch.delenv("AWESOME_LINT_ENDPOINTS", raising=False)
    monkeypatch.setattr(socket, "getaddrinfo", fail)
    links = "".join(f"- [A{n}](https://site{n}.example/) - One.\n" for n in range(12))
    Path("README.md").write_text(f"# List\n\n{links}- [P](https://arxiv.org/abs/2403.04652)\n", encoding="utf-8")
    code, out, error = run("links", "--ledger", "links.sqlite3")
    assert (code, out) == (2, "")
    assert error.count("\n") == 1
    assert "no network" in error
    assert known(folder / "links.sqlite3") == set()


def test_hosts_get_no_more_at_once_than_the_limit(run: Run, serve: Serve) -> None:
    made = plain_web(300)
    Path("README.md").write_text(made.text, encoding="utf-8")
    hub = serve(made.world, latency=0.05, limits=Limits(web_in_flight=16))
    assert run("links")[0] == 0
    assert hub.counts.violations == []
    assert max(tally.highest for tally in hub.counts.hosts.values()) > 8
    assert hub.counts.requests == 300


# Findings


def test_what_entries_claim_against_what_owners_say(run: Run, serve: Serve) -> None:
    made = paper_list(3)
    Path("README.md").write_text(made.text, encoding="utf-8")
    hub = serve(made.world)
    _, out, _ = run("links", "--output-format", "json")
    assert hub.counts.violations == []
    document = parse_document(SourceText("README.md", made.text))
    starts = [(document.source.position(entry.span.start).row, entry.title) for entry in document.entries]
    claims = {each.code for each in made.planted}
    found = {
        ([title for start, title in starts if start <= finding["location"]["row"]][-1], finding["code"])
        for finding in json.loads(out)
        if finding["code"] in claims
    }
    planted = {(each.entry, each.code) for each in made.planted}
    assert len(planted) >= 90
    assert len(planted - found) <= 2
    assert len(found - planted) <= 2


RENAMED = """# {title}

## Models

- [Alpha](https://github.com/old/alpha) - {text}
  [![Stars](https://img.shields.io/github/stars/old/alpha)](https://github.com/old/alpha)
  [Guide](https://github.com/old/alpha/blob/main/README.md)
- [Beta](https://github.com/x/beta) - {text}
"""
LANGUAGES = '[languages]\nsource = "en"\nen = "README.md"\nzh = "README.zh.md"\n'


def test_a_rename_is_fixed_in_both_languages(run: Run, serve: Serve) -> None:
    english, chinese = RENAMED.format(title="List", text="Good."), RENAMED.format(title="列表", text="很好。")
    Path("README.md").write_text(english, encoding="utf-8")
    Path("README.zh.md").write_text(chinese, encoding="utf-8")
    Path(".awesome-lint.toml").write_text(LANGUAGES, encoding="utf-8")
    world = World(
        repositories=[Repository("old/alpha", renamed_to="now/Alpha2"), Repository("now/Alpha2"), Repository("x/beta")]
    )
    serve(world)
    code, out, _ = run("links")
    assert code == 1
    assert out.count("LNK103") >= 2
    code, out, _ = run("fix", "--online", "--select", "LNK1")
    assert code == 0
    for path, before in (("README.md", english), ("README.zh.md", chinese)):
        assert Path(path).read_text(encoding="utf-8") == before.replace("old/alpha", "now/Alpha2")
    code, out, _ = run("links")
    assert (code, out) == (0, "Nothing to report.\n")


def test_dead_links_of_others_do_not_fail_a_pull_request(run: Run, serve: Serve) -> None:
    world = World(pages={"a.example/gone": GONE, "b.example/gone": GONE, "c.example/": Page()})
    hub = serve(world)
    git = ("git", "-c", "user.name=n", "-c", "user.email=e@e.example", "-c", "commit.gpgsign=false")
    Path("README.md").write_text("# List\n\n- [A](https://a.example/gone) - Old.\n", encoding="utf-8")
    for arguments in (("init", "-q"), ("add", "README.md"), ("commit", "-qm", "one")):
        subprocess.run([*git, *arguments], check=True)
    with Path("README.md").open("a", encoding="utf-8") as file:
        file.write("- [C](https://c.example/) - New.\n")
    assert run("links", "--only-changed", "HEAD", "--strict")[0] == 0
    assert set(pages_asked(hub)) == {"https://c.example/"}
    with Path("README.md").open("a", encoding="utf-8") as file:
        file.write("- [B](https://b.example/gone) - New, and gone.\n")
    code, out, _ = run("links", "--only-changed", "HEAD", "--strict")
    assert code == 1
    assert "README.md:5:7: LNK101" in out
    assert "a.example" not in out


def test_a_broken_link_gets_a_copy_of_the_time_of_its_entry(run: Run, serve: Serve) -> None:
    world = World(
        pages={"a.example/gone": GONE},
        snapshots=[
            Snapshot("https://a.example/gone", "20200301000000"),
            Snapshot("https://a.example/gone", "20230601000000"),
        ],
    )
    serve(world)
    Path("README.md").write_text(
        "# List\n\n## Models\n\n### [Alpha](https://a.example/gone)\n\n- **Date:** 2020-02\n", encoding="utf-8"
    )
    assert run("links", "--strict")[0] == 1
    _, out, _ = run("links", "--strict", "--output-format", "json")
    (finding,) = [each for each in json.loads(out) if each["code"] == "LNK101"]
    assert finding["fix"]["applicability"] == "unsafe"
    (edit,) = finding["fix"]["edits"]
    assert "web.archive.org/web/20200301" in edit["content"]


def test_check_online_verifies_beside_the_other_rules(run: Run, serve: Serve) -> None:
    serve(World(repositories=[Repository("x/alpha", archived=True)]))
    Path("README.md").write_text(
        "# List\n\n- [Alpha] (https://github.com/x/alpha) or [Alpha](https://github.com/x/alpha).\n", encoding="utf-8"
    )
    code, out, error = run("check", "--online")
    assert code == 1
    assert "LNK002" in out
    assert "LNK104" in out
    assert "1 link: 1 ok" in error
    assert "LNK104" not in run("check")[1]


def test_what_is_known_is_told_without_a_request(run: Run, serve: Serve) -> None:
    hub = serve(World(repositories=[Repository("x/alpha", archived=True)]))
    Path("README.md").write_text("# List\n\n- [Alpha](https://github.com/x/alpha) - Good.\n", encoding="utf-8")
    first = run("links", "--host-stats")
    asked = hub.counts.requests
    assert "api.github.com" in first[2]
    assert "LNK104" in run("links", "--offline-cache")[1]
    assert "LNK104" in run("links")[1]
    assert hub.counts.requests == asked
    run("links", "--max-age", "0")
    assert hub.counts.requests == asked + 1


def test_what_is_not_known_is_skipped_and_said_so(run: Run, serve: Serve) -> None:
    hub = serve(World(repositories=[Repository("x/alpha")]))
    Path("README.md").write_text("# List\n\n- [Alpha](https://github.com/x/alpha) - Good.\n", encoding="utf-8")
    code, out, error = run("links", "--offline-cache")
    assert (code, out) == (0, "Nothing to report.\n")
    assert error.splitlines() == [
        "1 link: 0 ok, 0 moved, 0 broken, 0 unknown, 1 skipped",
        "awesome-lint: what the ledger does not know was skipped; leave out --offline-cache to ask about it",
    ]
    assert hub.counts.requests == 0


def test_rules_run_as_configuration_and_command_line_say(run: Run, serve: Serve) -> None:
    serve(World(repositories=[Repository("x/alpha", archived=True), Repository("x/old", renamed_to="x/new")]))
    text = "# List\n\n- [Alpha] (x) [a](https://github.com/x/alpha)\n- [Old](https://github.com/x/old)\n"
    Path("README.md").write_text(text, encoding="utf-8")
    for configured, arguments, expected in [
        ("", [], {"LNK104", "LNK103"}),
        ('ignore = ["LNK104"]', [], {"LNK103"}),
        ('ignore = ["LNK104"]', ["--select", "LNK1"], {"LNK104", "LNK103"}),
        ("", ["--ignore", "LNK103"], {"LNK104"}),
        ("", ["--select", "LNK", "--ignore", "LNK104"], {"LNK103"}),
        ("", ["--select", "archived-repository"], {"LNK104"}),
    ]:
        Path(".awesome-lint.toml").write_text(configured, encoding="utf-8")
        found = run("links", "--output-format", "json", *arguments)[1]
        assert {each["code"] for each in json.loads(found)} == expected, (configured, arguments)
    code, _, error = run("links", "--select", "LNK104,ENT001")
    assert code == 2
    assert error == "awesome-lint: links knows only the rules LNK1..; run `awesome-lint check --select ENT001`\n"


def test_parts_join_to_the_whole(run: Run, serve: Serve) -> None:
    made = plain_web(60)
    hub = serve(made.world)
    Path("README.md").write_text(made.text, encoding="utf-8")
    for part in (1, 2, 3):
        run("links", "--shard", f"{part}/3", "--ledger", f"part-{part}.sqlite3")
    assert hub.counts.requests == 60
    command = ("links", "--ledger", "all.sqlite3", "--offline-cache", "--merge")
    code, _, error = run(*command, *(f"part-{part}.sqlite3" for part in (1, 2, 3)))
    assert code == 0
    assert "60 links: 60 ok" in error
    assert hub.counts.requests == 60
