"""The file of a ledger: opened, made when it is missing, refused when it is something else.

A ledger is a file like any other, and may be somebody else's: its tables have to be ours to the letter.
"""

from __future__ import annotations

import sqlite3
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from awesome_lint.errors import FileError
from awesome_lint.links.ledger_rows import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = 1
"""Of the tables; a ledger of another version is refused, as it can be made anew."""
_APPLICATION_ID = 0x4157_4C4C
"""``AWLL`` at byte 68 of the file says whose it is (https://www.sqlite.org/fileformat2.html)."""
_BUSY_SECONDS = 30
_LONGEST = 2**25
"""Bytes of a row: more than any address in a list of the size that is read (``syntax/limits.py``)."""
_SMALLEST = 512
"""Bytes of the smallest page, so of the smallest database."""
_ERRORS = {
    sqlite3.SQLITE_BUSY: f"another process has had the ledger for more than {_BUSY_SECONDS} seconds",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened as a ledger",
    sqlite3.SQLITE_CORRUPT: "is damaged; delete it, and the next run makes it anew",
    sqlite3.SQLITE_FULL: "no space left on the disk",
    sqlite3.SQLITE_NOTADB: "is no ledger of awesome-lint",
    sqlite3.SQLITE_TOOBIG: "holds what awesome-lint did not write; delete it",
    sqlite3.SQLITE_READONLY: "may only be read, so nothing was written",
}


def open_file(path: str, *, read_only: bool) -> sqlite3.Connection:
    """Open the SQLite file of the ledger at ``path``, which is made when it is missing, except for reading only.

    Raises ``FileError`` when it cannot be opened, is damaged, or is something else; then the file is as it was.
    """
    with file_errors(path):
        _refuse_what_sqlite_would_take(path)
        connection = _connect_to_read(path) if read_only else _connect(path)
        try:
            _prepare(path, connection, read_only=read_only)
        except BaseException:
            connection.close()
            raise
    return connection


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
    return _sqlite(path, "mode=rwc")


def _connect_to_read(path: str) -> sqlite3.Connection:
    """Open a ledger that must not change, also where nothing can be written, such as a cache of CI."""
    if not Path(path).exists():
        raise FileError(path, "no such file, so nothing is known yet")
    connection = _sqlite(path, "mode=ro")
    log = Path(f"{path}-wal")
    if _wants_to_write(connection) and not (log.exists() and log.stat().st_size):
        connection.close()
        return _sqlite(path, "immutable=1")  # the log cannot be made here, and all is in the file
    return connection


def _wants_to_write(connection: sqlite3.Connection) -> bool:
    """Tell whether reading fails because SQLite cannot make the files beside the ledger that it shares a log with."""
    try:
        _tables(connection)
    except sqlite3.Error as error:
        return _code(error) in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
    return False


def _sqlite(path: str, mode: str) -> sqlite3.Connection:
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
def file_errors(path: str) -> Iterator[None]:
    """Turn what goes wrong with the file into one ``FileError`` that names it."""
    try:
        yield
    except sqlite3.Error as error:
        raise FileError(path, _ERRORS.get(_code(error), f"cannot be used as a ledger: {error}")) from error
    except OSError as error:
        raise FileError(path, f"cannot be opened: {error.strerror}") from error


def _code(error: sqlite3.Error) -> int:
    """Return the primary result code: the low byte (https://www.sqlite.org/rescode.html)."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
