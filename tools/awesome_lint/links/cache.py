"""The ledger: what was found out about links, kept in one SQLite file from run to run.

Several processes may use a ledger at once, and may be killed at any moment: each batch of judgements is one
transaction in SQLite's write-ahead log (https://www.sqlite.org/wal.html). What is kept holds no credentials.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from awesome_lint.errors import FileError, UsageError
from awesome_lint.links.history import LedgerEntry, merged, recorded
from awesome_lint.links.ledger_rows import COLUMNS, SCHEMA, clean_key, entry_of, row_of
from awesome_lint.links.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from types import TracebackType

    from awesome_lint.links.verdicts import Judgement

VERSION = 1
"""Of the tables; a ledger of another version is refused, as it can be made anew."""
_APPLICATION_ID = 0x4157_4C4C
"""``AWLL`` at byte 68 of the file says whose it is (https://www.sqlite.org/fileformat2.html)."""
_BUSY_SECONDS = 30
_LONGEST = 2**25
"""Bytes of a row: more than any address in a list of the size that is read (``syntax/limits.py``)."""
_SMALLEST = 512
"""Bytes of the smallest page, so of the smallest database."""
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM facts"  # noqa: S608 - our own names
_WRITE = f"INSERT OR REPLACE INTO facts VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608 - our own names
_ERRORS = {
    sqlite3.SQLITE_BUSY: f"another process has had the ledger for more than {_BUSY_SECONDS} seconds",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened as a ledger",
    sqlite3.SQLITE_CORRUPT: "is damaged; delete it, and the next run makes it anew",
    sqlite3.SQLITE_FULL: "no space left on the disk",
    sqlite3.SQLITE_NOTADB: "is no ledger of awesome-lint",
    sqlite3.SQLITE_TOOBIG: "holds what awesome-lint did not write; delete it",
    sqlite3.SQLITE_READONLY: "may only be read, so nothing was written",
}


@dataclass(frozen=True, slots=True)
class Merge:
    """What merging changed: how many keys, and which are broken here but were seen well elsewhere, or moved there.

    The caller should ask the ``contested`` again: another ledger's word lifts no failure, and drives no fix.
    """

    changed: int
    contested: tuple[str, ...]


def default_ledger_path(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Return where the user's ledger is: in the folder for caches that the platform or XDG_CACHE_HOME names.

    A relative XDG_CACHE_HOME is ignored, as the XDG Base Directory Specification says. Raises ``UsageError`` when
    there is no home folder.
    """
    named = environment.get("XDG_CACHE_HOME", "")
    folder = Path(named) if named and Path(named).is_absolute() else _cache_folder(environment, platform)
    return folder / "awesome-lint" / "links.sqlite3"


def _cache_folder(environment: Mapping[str, str], platform: str) -> Path:
    if platform == "win32" and environment.get("LOCALAPPDATA"):
        return Path(environment["LOCALAPPDATA"])
    try:
        home = Path(environment["HOME"]) if environment.get("HOME") else Path.home()
    except RuntimeError:
        raise UsageError("no home folder, so no folder for caches: set XDG_CACHE_HOME") from None
    return home.joinpath(*{"win32": ("AppData", "Local"), "darwin": ("Library", "Caches")}.get(platform, (".cache",)))


class Ledger:
    """An open ledger; use it in ``with``. Each method raises ``FileError`` when the file cannot be used.

    All times are seconds since 1970, UTC, and are given by the caller.
    """

    def __init__(self, path: str, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was recorded is kept."""
        self._connection.close()

    def find(self, key: str) -> LedgerEntry | None:
        """Return what is known of ``key``, however old."""
        with _file_errors(self.path):
            row = self._connection.execute(f"{_SELECT} WHERE key = ?", (clean_key(key),)).fetchone()
            return None if row is None else _entry(self.path, row)

    def find_fresh(self, key: str, now: int, max_age: int | None = None) -> LedgerEntry | None:
        """Return what is known of ``key`` when that still holds at the time ``now`` (see ``LedgerEntry.is_fresh``)."""
        entry = self.find(key)
        return entry if entry is not None and entry.is_fresh(now, max_age) else None

    def entries(self) -> Iterator[LedgerEntry]:
        """Yield everything that is known, by key."""
        with _file_errors(self.path):
            for row in self._connection.execute(f"{_SELECT} ORDER BY key"):
                yield _entry(self.path, row)

    def record(self, judgements: Iterable[Judgement]) -> None:
        """Remember what was found out, all or nothing; once this returns, a kill loses none of it.

        Skipped links are left out: that they were not asked says nothing about them.
        """
        asked = [judgement for judgement in judgements if judgement.verdict is not Verdict.SKIPPED]
        with self._transaction():
            for judgement in asked:
                self._write(recorded(self.find(judgement.key), judgement))

    def merge(self, paths: Sequence[str | Path], now: int) -> Merge:
        """Take over what other ledgers know, all or nothing; the newest judgement wins but lifts no failure.

        Times after ``now`` count as ``now``, so that a wrong clock does not win for ever.
        """
        theirs = _read_all(paths, now)
        changed, contested = 0, []
        with self._transaction():
            for key, entries in sorted(theirs.items()):
                ours = self.find(key)
                entry = merged(ours, entries)
                if entry != ours:
                    self._write(entry)
                    changed += 1
                if entry.contested:
                    contested.append(key)
        return Merge(changed, tuple(contested))

    def forget(self, before: int) -> None:
        """Forget what was last checked before the time ``before``."""
        with self._transaction():
            self._connection.execute("DELETE FROM facts WHERE checked < ?", (before,))

    def _write(self, entry: LedgerEntry) -> None:
        self._connection.execute(_WRITE, row_of(entry))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with _file_errors(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._connection.in_transaction:  # some errors have ended it already
                    self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")


def _read_all(paths: Sequence[str | Path], now: int) -> dict[str, list[LedgerEntry]]:
    """Return by key what the ledgers at ``paths`` know."""
    known: dict[str, list[LedgerEntry]] = {}
    for path in paths:
        with open_ledger(path, read_only=True) as ledger:
            for entry in ledger.entries():
                known.setdefault(entry.judgement.key, []).append(_not_after(entry, now))
    return known


def open_ledger(path: str | Path, *, read_only: bool = False) -> Ledger:
    """Open the ledger at ``path``, which is made when it is missing, except for reading only.

    Raises ``FileError`` when it cannot be opened, is damaged, or is something else; then the file is as it was.
    """
    name = str(path)
    with _file_errors(name):
        _refuse_what_sqlite_would_take(name)
        connection = _connect_to_read(name) if read_only else _connect(name)
        try:
            _prepare(name, connection, read_only=read_only)
        except BaseException:
            connection.close()
            raise
    return Ledger(name, connection)


def _prepare(path: str, connection: sqlite3.Connection, *, read_only: bool) -> None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    connection.execute("PRAGMA trusted_schema = OFF")  # the file may be somebody else's
    connection.execute("PRAGMA synchronous = NORMAL")  # in WAL mode, only a loss of power can undo a commit
    if not read_only:
        _make_tables(connection)
    _refuse_foreign(path, connection)
    if not read_only:
        _use_write_ahead_log(connection)


def _refuse_what_sqlite_would_take(path: str) -> None:
    """Refuse what is there and cannot be a database: SQLite takes any shorter file for an empty one, and writes it.

    Only asks for the size, since to open and close the file would end the locks of this process' other connections
    (https://www.sqlite.org/howtocorrupt.html, section 2.2).
    """
    with suppress(FileNotFoundError):
        status = Path(path).stat()
        if not stat.S_ISREG(status.st_mode):
            raise FileError(path, "is no file, so no ledger")
        if 0 < status.st_size < _SMALLEST:
            raise FileError(path, "is no ledger of awesome-lint")


def _connect(path: str) -> sqlite3.Connection:
    Path(path).absolute().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return _open_file(path, "mode=rwc")


def _connect_to_read(path: str) -> sqlite3.Connection:
    """Open a ledger that must not change, also where nothing can be written, such as a cache of CI."""
    if not Path(path).exists():
        raise FileError(path, "no such file, so nothing is known yet")
    connection = _open_file(path, "mode=ro")
    log = Path(f"{path}-wal")
    if _wants_to_write(connection) and not (log.exists() and log.stat().st_size):
        connection.close()
        return _open_file(path, "immutable=1")  # the log cannot be made here, and all is in the file
    return connection


def _wants_to_write(connection: sqlite3.Connection) -> bool:
    """Tell whether reading fails because SQLite cannot make the files beside the ledger that it shares a log with."""
    try:
        _tables(connection)
    except sqlite3.Error as error:
        return _code(error) in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
    return False


def _open_file(path: str, mode: str) -> sqlite3.Connection:
    address = f"{Path(path).absolute().as_uri()}?{mode}"
    return sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)


def _make_tables(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty file; what another process made meanwhile is left to it."""
    if not _is_empty(connection):
        return
    connection.execute("BEGIN IMMEDIATE")
    if _is_empty(connection):
        connection.execute(SCHEMA)
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Switch to the log, once for a file. Where other processes are at it, or the file system has none, so be it."""
    if _pragma(connection, "journal_mode") != "wal":
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")


def _is_empty(connection: sqlite3.Connection) -> bool:
    marks = _pragma(connection, "application_id"), _pragma(connection, "user_version")
    return marks == (0, 0) and not _tables(connection)


def _refuse_foreign(path: str, connection: sqlite3.Connection) -> None:
    version = _pragma(connection, "user_version")
    if _pragma(connection, "application_id") != _APPLICATION_ID:
        raise FileError(path, "is no ledger of awesome-lint")
    if version != VERSION:
        raise FileError(path, f"is a ledger of version {version}, and this awesome-lint knows {VERSION}; delete it")
    if _tables(connection) != [("table", "facts", SCHEMA)]:  # a view or a trigger could make us run what it likes
        raise FileError(path, "is no ledger that awesome-lint wrote")


def _pragma(connection: sqlite3.Connection, name: str) -> int | str:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return value  # type: ignore[no-any-return]  # a number or a word, by the pragma


def _tables(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    return connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()


@contextmanager
def _file_errors(path: str) -> Iterator[None]:
    """Turn what goes wrong with the file into one ``FileError`` that names it."""
    try:
        yield
    except sqlite3.Error as error:
        raise FileError(path, _ERRORS.get(_code(error), f"cannot be used as a ledger: {error}")) from error
    except OSError as error:
        raise FileError(path, f"cannot be opened: {error.strerror}") from error


def _entry(path: str, row: Sequence[Any]) -> LedgerEntry:
    try:
        return entry_of(row)
    except ValueError as error:
        raise FileError(path, "holds what awesome-lint did not write; delete it") from error


def _code(error: sqlite3.Error) -> int:
    """Return the primary result code: the low byte (https://www.sqlite.org/rescode.html)."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _not_after(entry: LedgerEntry, now: int) -> LedgerEntry:
    def capped(time: int | None) -> int | None:
        return None if time is None else min(time, now)

    judgement = replace(entry.judgement, checked=min(entry.judgement.checked, now))
    first_failed, last_ok = capped(entry.first_failed), capped(entry.last_ok)
    return replace(entry, judgement=judgement, first_failed=first_failed, last_ok=last_ok)
