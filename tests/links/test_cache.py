"""The ledger: what is committed stays, several processes share it, and a file that is no ledger is refused clearly."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.errors import FileError, UsageError
from awesome_lint.links.cache import Ledger, default_ledger_path, open_ledger
from awesome_lint.links.history import DAY, LedgerEntry
from awesome_lint.links.ledger_rows import COLUMNS, SCHEMA, entry_of, row_of
from awesome_lint.links.verdicts import Judgement, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TOOLS = Path(__file__).parents[2] / "tools"
NOW = 1_750_000_000
KEY = "https://a.example/"
FULL = Judgement(
    "arxiv:2403.04652",
    Verdict.MOVED,
    NOW,
    reason="renamed",
    evidence="HTTP 301",
    by_owner=True,
    moved_to="https://b.example/",
    etag='W/"x"',
    last_modified="Sat, 01 Jan 2000 00:00:00 GMT",
    facts={"title": "模型 \U0001f917 \ud800", "withdrawn": False, "versions": [1, 2.5, None]},
)


def judgement(key: str = KEY, verdict: Verdict = Verdict.OK, checked: int = NOW, **more) -> Judgement:
    return Judgement(key, verdict, checked, **more)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "links.sqlite3"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with open_ledger(path) as opened:
        yield opened


def write(path: Path, *judgements: Judgement) -> Path:
    with open_ledger(path) as ledger:
        for each in judgements:
            ledger.record([each])
    return path


def content(path: Path) -> list[LedgerEntry]:
    with open_ledger(path, read_only=True) as ledger:
        return list(ledger.entries())


# Keeping


def test_what_is_recorded_is_found_again_by_the_next_run(path: Path) -> None:
    write(path, FULL, judgement())
    with open_ledger(path) as ledger:
        assert ledger.find(FULL.key) == LedgerEntry(FULL, None, NOW)
        assert ledger.find("github:no/thing") is None
        assert [entry.judgement.key for entry in ledger.entries()] == [FULL.key, KEY]


def test_fresh_or_of_any_age(ledger: Ledger) -> None:
    ledger.record([judgement()])
    assert ledger.find_fresh(KEY, NOW + 3 * DAY - 1) is not None
    assert ledger.find_fresh(KEY, NOW + 3 * DAY) is None
    assert ledger.find_fresh(KEY, NOW + 3 * DAY, max_age=4 * DAY) is not None
    assert ledger.find_fresh(KEY, NOW, max_age=0) is None
    assert ledger.find(KEY) is not None


def test_failures_add_up_over_runs(path: Path) -> None:
    times = (NOW, NOW + 10, NOW + DAY)
    verdicts = []
    for checked in times:
        write(path, judgement(verdict=Verdict.BROKEN, checked=checked))
        verdicts += [entry.judged().verdict for entry in content(path)]
    assert verdicts == [Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.BROKEN]
    assert content(path)[0].checks == 3


def test_batch_is_kept_whole_or_not_at_all(ledger: Ledger) -> None:
    with pytest.raises(TypeError):
        ledger.record([judgement(), judgement("https://b.example/", facts={"at": object()})])
    assert list(ledger.entries()) == []
    ledger.record([judgement()])
    assert ledger.find(KEY) is not None


def test_skipped_links_are_not_recorded(ledger: Ledger) -> None:
    ledger.record([judgement(verdict=Verdict.BROKEN), judgement(verdict=Verdict.SKIPPED, checked=NOW + 1)])
    entry = ledger.find(KEY)
    assert entry is not None
    assert entry.judgement.verdict is Verdict.BROKEN


def test_what_is_too_long_is_cut_or_left_out(ledger: Ledger) -> None:
    ledger.record([judgement(reason="x" * 9999, evidence="y" * 9999, etag="z" * 9999, facts={"t": "u" * 99_999})])
    entry = ledger.find(KEY)
    assert entry is not None
    held = entry.judgement
    assert (len(held.reason), len(held.evidence), held.etag, held.facts) == (500, 500, None, {})


def test_no_credential_is_stored(path: Path) -> None:
    secret = "ghp_" + "s3cr" * 9
    keyed = f"https://user:{secret}@a.example/x?access_token=s3cr&q=1"
    told = {"reason": f"said {secret}", "evidence": f"Authorization: Basic s3cr{secret}", "moved_to": keyed}
    with open_ledger(path) as ledger:
        ledger.record([judgement(keyed, **told, facts={"title": secret, "cookie": "s3cr", "at": [keyed]})])
        files = [file.read_bytes() for file in path.parent.iterdir()]
        assert ledger.find(keyed) == ledger.find("https://a.example/x?q=1") is not None
    assert not any(b"s3cr" in data for data in (*files, path.read_bytes()))


@given(st.text(max_size=50), st.text(max_size=50), st.none() | st.text(max_size=50))
def test_any_text_can_be_a_row(key: str, reason: str, moved_to: str | None) -> None:
    entry = LedgerEntry(judgement(key, reason=reason, moved_to=moved_to, facts={reason: [key]}))
    row = row_of(entry)
    assert [text.encode() for text in row if isinstance(text, str)]
    assert row_of(entry_of(row)) == row


# Several processes, and kills

WRITER = """
import itertools, sys
from awesome_lint.links.cache import open_ledger
from awesome_lint.links.verdicts import Judgement, Verdict
path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
with open_ledger(path) as ledger:
    for number in itertools.islice(itertools.count(), count or None):
        keys = f"https://{name}.example/{number}", f"https://{name}.example/{number}/b", "https://shared.example/"
        ledger.record([Judgement(key, Verdict.OK, number) for key in keys])
        print(number, flush=True)
"""


def start_writer(path: Path, name: str, count: int = 0) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(count)]
    environment = {**os.environ, "PYTHONPATH": str(TOOLS)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def kill_writer(path: Path, name: str, lines: int, delay: float) -> list[str]:
    """Kill a writing process ``delay`` seconds after it has said ``lines`` lines; return the lines it said in full."""
    with start_writer(path, name) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(lines)]
        time.sleep(delay)
        writer.send_signal(signal.SIGKILL)
        said += writer.stdout.readlines()
    assert writer.returncode == -signal.SIGKILL
    return [line.strip() for line in said if line.endswith("\n") and line != "ready\n"]


def assert_whole(path: Path) -> set[str]:
    """Check that the file is sound and holds whole batches; return its keys."""
    with open_ledger(path) as ledger:
        keys = {entry.judgement.key for entry in ledger.entries()}
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert all((f"{key}/b" in keys) != key.endswith("/b") for key in keys - {"https://shared.example/"})
    return keys


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a kill that cannot be caught")
def test_fifty_kills_lose_nothing_that_was_committed(path: Path) -> None:
    chance = random.Random(5)  # noqa: S311 - to have the same delays in each run
    kept = 0
    for kill in range(50):
        fresh = path.with_name(f"{kill}.sqlite3") if kill % 5 == 0 else path  # also while a file is made
        lines = 1 if kill % 2 == 0 else chance.randint(2, 30)
        said = kill_writer(fresh, f"n{kill}", lines, chance.uniform(0, 0.012))
        keys = assert_whole(fresh)
        assert {f"https://n{kill}.example/{number}" for number in said} <= keys
        kept += len(said)
    assert {f"https://n{kill}.example/0" for kill in range(1, 50, 2) if kill % 5} <= assert_whole(path)
    assert kept > 100


def test_processes_write_one_new_ledger_at_once(path: Path) -> None:
    path.parent.mkdir()
    writers = [start_writer(path, f"n{number}", 50) for number in range(6)]
    said = [writer.communicate(timeout=60)[0].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 6
    assert all(len(lines) == 51 for lines in said)
    assert len(assert_whole(path)) == 6 * 50 * 2 + 1
    assert next(entry.checks for entry in content(path) if "shared" in entry.judgement.key) == 6 * 50


def test_log_is_written_ahead(path: Path) -> None:
    write(path, judgement())
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_reader_sees_what_was_committed_while_another_writes(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.record([judgement()])
        with open_ledger(path, read_only=True) as reader:
            assert reader.find(KEY) is not None
            ledger.record([judgement("https://b.example/")])
            assert reader.find("https://b.example/") is not None


def test_ledger_that_another_process_holds_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(path)
    monkeypatch.setattr("awesome_lint.links.ledger_file._BUSY_SECONDS", 0)
    with closing(sqlite3.connect(path, isolation_level=None)) as holder, open_ledger(path) as ledger:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(FileError, match=r"links\.sqlite3: another process has had the ledger"):
            ledger.record([judgement()])


# Reading only


def test_reading_changes_nothing(path: Path) -> None:
    write(path, judgement())
    before = path.read_bytes()
    with open_ledger(path, read_only=True) as ledger:
        assert ledger.find(KEY) is not None
        with pytest.raises(FileError, match="may only be read"):
            ledger.record([judgement()])
    assert path.read_bytes() == before


def test_reading_makes_no_file(path: Path) -> None:
    with pytest.raises(FileError, match=r"links\.sqlite3: no such file"):
        open_ledger(path, read_only=True)
    assert not path.parent.exists()


@contextmanager
def no_rights() -> Iterator[None]:
    """Run as a user who may do no more than others when we are root."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such permissions")
def test_ledger_is_read_where_nothing_can_be_written() -> None:
    folder = Path(tempfile.mkdtemp())  # tmp_path lies in a folder of ours alone
    try:
        path = write(folder / "links.sqlite3", judgement())
        path.chmod(0o444)
        folder.chmod(0o555)
        with no_rights():
            assert [entry.judgement.key for entry in content(path)] == [KEY]
            with pytest.raises(FileError, match="may only be read"):
                write(path, judgement())
            with pytest.raises(FileError, match="cannot be opened"):
                open_ledger(folder / "new" / "links.sqlite3")
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


# Files that are no ledgers


def make_database(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


OURS = ("PRAGMA application_id = 0x41574c4c", "PRAGMA user_version = 1")
FOREIGN: dict[str, tuple[Callable[[Path], object], str]] = {
    "text": (lambda path: path.write_text("hello\n" * 999), "is no ledger of awesome-lint"),
    "text of one byte": (lambda path: path.write_text("x"), "is no ledger of awesome-lint"),
    "text of 511 bytes": (lambda path: path.write_text("x" * 511), "is no ledger of awesome-lint"),
    "text of 512 bytes": (lambda path: path.write_text("x" * 512), "is no ledger of awesome-lint"),
    "noise": (lambda path: path.write_bytes(random.Random(1).randbytes(9999)), "is no ledger"),  # noqa: S311
    "folder": (lambda path: path.mkdir(), "is no file"),
    "another program's": (lambda path: make_database(path, "CREATE TABLE moz_places (id)"), "is no ledger"),
    "another mark": (lambda path: make_database(path, SCHEMA, "PRAGMA application_id = 7"), "is no ledger"),
    "newer": (lambda path: make_database(path, SCHEMA, OURS[0], "PRAGMA user_version = 9"), "version 9.*knows 1"),
    "no table": (lambda path: make_database(path, *OURS), "is no ledger"),
    "view": (lambda path: make_database(path, *OURS, "CREATE VIEW facts AS SELECT 1"), "is no ledger"),
    "trigger": (
        lambda path: make_database(
            path, SCHEMA, *OURS, "CREATE TRIGGER t AFTER INSERT ON facts BEGIN DELETE FROM facts; END"
        ),
        "is no ledger",
    ),
}


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(("make", "message"), FOREIGN.values(), ids=FOREIGN)
def test_other_file_is_refused_and_left_as_it_was(
    tmp_path: Path, make: Callable[[Path], object], message: str, *, read_only: bool
) -> None:
    path = tmp_path / "other"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(FileError, match=f"other: .*{message}") as caught:
        open_ledger(path, read_only=read_only)
    assert "\n" not in str(caught.value)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_empty_file_becomes_a_ledger(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    assert len(content(write(path, judgement()))) == 1


def test_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileError, match=r"links: cannot be opened"):
        open_ledger(tmp_path / "file" / "links")


def test_damage_is_named_or_harmless(path: Path) -> None:
    write(path, *(judgement(f"https://a.example/{number}", facts={"n": "x" * 99}) for number in range(99)))
    whole = path.read_bytes()
    chance = random.Random(7)  # noqa: S311 - to have the same damage in each run
    refused = 0
    for _ in range(60):
        at = chance.randrange(len(whole) - 600)
        path.write_bytes(whole[:at] + chance.randbytes(600) + whole[at + 600 :])
        try:
            content(path)
        except FileError as error:
            assert str(error).startswith(f"{path}: ")  # noqa: PT017 - some damage hits what is not used
            refused += 1
    assert refused > 30
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(FileError, match="is damaged; delete it"):
        content(path)


WRONG = {
    "verdict": "fine",
    "checked": "soon",
    "facts": "[1]",
    "by_owner": None,
    "key": b"\xff",
    "first_failed": 1.5,
    "reason": None,
    "checks": 2**63 - 1,
    "last_ok": -(2**63),
}


@pytest.mark.parametrize(("column", "value"), [*WRONG.items(), ("facts", "{"), ("facts", '{"a":' + "[" * 100_000)])
def test_row_that_nobody_wrote_is_refused(column: str, value: object) -> None:
    row = list(row_of(LedgerEntry(FULL)))
    row[COLUMNS.index(column)] = value
    with pytest.raises(ValueError, match="not what awesome-lint writes"):
        entry_of(row)


def test_ledger_that_holds_what_nobody_wrote_is_named(path: Path) -> None:
    write(path, judgement())
    make_database(path, "UPDATE facts SET verdict = 'fine'")
    with pytest.raises(FileError, match=r"links\.sqlite3: holds what awesome-lint did not write"):
        content(path)


@pytest.mark.parametrize("validator", ["x\r\nhost: a.example", "x\0", "\x1b[31m", "\u00e9", "x" * 501])
def test_validator_that_is_no_header_is_not_kept(path: Path, validator: str) -> None:
    write(path, judgement(etag=validator, last_modified=validator))
    (entry,) = content(path)
    assert (entry.judgement.etag, entry.judgement.last_modified) == (None, None)


def test_row_that_fills_the_memory_is_not_read(path: Path) -> None:
    write(path, judgement())
    make_database(path, "UPDATE facts SET reason = hex(zeroblob(20000000))")
    with pytest.raises(FileError, match=r"links\.sqlite3: holds what awesome-lint did not write"):
        content(path)


# Merging


def test_ledgers_of_a_matrix_become_one(tmp_path: Path, ledger: Ledger) -> None:
    first = write(tmp_path / "first", judgement("github:a/b"), judgement(verdict=Verdict.BROKEN))
    second = write(tmp_path / "second", judgement("github:c/d"), judgement(verdict=Verdict.OK, checked=NOW - 5))
    merge = ledger.merge([first, second], NOW)
    assert (merge.changed, merge.contested) == (3, ())
    assert [entry.judgement.key for entry in ledger.entries()] == ["github:a/b", "github:c/d", KEY]
    assert ledger.merge([first, second], NOW).changed == 0


def test_merging_makes_nothing_well(tmp_path: Path, ledger: Ledger) -> None:
    ledger.record([judgement(verdict=Verdict.BROKEN, by_owner=True)])
    other = write(tmp_path / "other", judgement(checked=NOW + 99))
    assert ledger.merge([other], NOW + 100).contested == (KEY,)
    entry = ledger.find(KEY)
    assert entry is not None
    assert entry.judged().verdict is Verdict.BROKEN
    assert ledger.find_fresh(KEY, NOW + 100) is None
    ledger.record([judgement(checked=NOW + 101)])
    assert ledger.find_fresh(KEY, NOW + 102) is not None


def test_merged_ledgers_tell_two_failures_a_day_apart(tmp_path: Path, ledger: Ledger) -> None:
    first = write(tmp_path / "first", judgement(verdict=Verdict.BROKEN))
    second = write(tmp_path / "second", judgement(verdict=Verdict.BROKEN, checked=NOW + DAY))
    ledger.merge([second, first], NOW + DAY)
    entry = ledger.find(KEY)
    assert entry is not None
    assert (entry.judged().verdict, entry.first_failed) == (Verdict.BROKEN, NOW)


def test_wrong_clock_does_not_win_for_ever(tmp_path: Path, ledger: Ledger) -> None:
    ledger.merge([write(tmp_path / "other", judgement(checked=10 * NOW))], NOW)
    assert ledger.find_fresh(KEY, NOW + 3 * DAY) is None
    ledger.record([judgement(verdict=Verdict.MOVED, checked=NOW + 1)])
    entry = ledger.find(KEY)
    assert entry is not None
    assert (entry.judgement.verdict, entry.last_ok) == (Verdict.MOVED, NOW + 1)


def test_merging_something_else_changes_nothing(tmp_path: Path, ledger: Ledger) -> None:
    good = write(tmp_path / "good", judgement())
    (tmp_path / "bad").write_text("hello")
    with pytest.raises(FileError, match="bad: is no ledger"):
        ledger.merge([good, tmp_path / "bad"], NOW)
    with pytest.raises(FileError, match="missing: no such file"):
        ledger.merge([good, tmp_path / "missing"], NOW)
    assert list(ledger.entries()) == []


def test_credentials_in_another_ledger_are_not_taken_over(tmp_path: Path, path: Path) -> None:
    other = write(tmp_path / "other", judgement())
    make_database(other, "UPDATE facts SET key = 'https://u:s3cr@a.example/', reason = 'Authorization: s3cr'")
    with open_ledger(path) as ledger:
        ledger.merge([other], NOW)
        assert [(entry.judgement.key, entry.judgement.reason) for entry in ledger.entries()] == [(KEY, "[removed]")]
    assert b"s3cr" not in path.read_bytes()


# Where it is

PLACES = (
    ("linux", {"HOME": "/home/u"}, "/home/u/.cache/awesome-lint/links.sqlite3"),
    ("linux", {"HOME": "/home/u", "XDG_CACHE_HOME": "/c"}, "/c/awesome-lint/links.sqlite3"),
    ("linux", {"HOME": "/home/u", "XDG_CACHE_HOME": "c"}, "/home/u/.cache/awesome-lint/links.sqlite3"),
    ("linux", {"HOME": "/home/u", "XDG_CACHE_HOME": ""}, "/home/u/.cache/awesome-lint/links.sqlite3"),
    ("freebsd14", {"HOME": "/home/u"}, "/home/u/.cache/awesome-lint/links.sqlite3"),
    ("darwin", {"HOME": "/Users/u"}, "/Users/u/Library/Caches/awesome-lint/links.sqlite3"),
    ("darwin", {"HOME": "/Users/u", "XDG_CACHE_HOME": "/c"}, "/c/awesome-lint/links.sqlite3"),
    ("win32", {"LOCALAPPDATA": "/u/Local"}, "/u/Local/awesome-lint/links.sqlite3"),
    ("win32", {"HOME": "/u"}, "/u/AppData/Local/awesome-lint/links.sqlite3"),
)


@pytest.mark.parametrize(("platform", "environment", "place"), PLACES)
def test_ledger_is_where_the_platform_keeps_caches(platform: str, environment: dict[str, str], place: str) -> None:
    assert default_ledger_path(environment, platform) == Path(place)


def test_user_without_home_is_told_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    def home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", home)
    with pytest.raises(UsageError, match="set XDG_CACHE_HOME"):
        default_ledger_path({}, "linux")
