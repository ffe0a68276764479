"""The ledger: what was found out about links, kept in one SQLite file from run to run.

Several processes may use a ledger at once, and may be killed at any moment: each batch of judgements is one
transaction in SQLite's write-ahead log (https://www.sqlite.org/wal.html). What is kept holds no credentials.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from awesome_lint.errors import FileError, UsageError
from awesome_lint.links.history import LedgerEntry, merged, recorded
from awesome_lint.links.ledger_file import file_errors, open_file
from awesome_lint.links.ledger_rows import COLUMNS, clean_key, entry_of, row_of
from awesome_lint.links.verdicts import Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from types import TracebackType

    from awesome_lint.links.verdicts import Judgement

_SELECT = f"SELECT {', '.join(COLUMNS)} FROM facts"  # noqa: S608 - our own names
_WRITE = f"INSERT OR REPLACE INTO facts VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608 - our own names


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
        with file_errors(self.path):
            row = self._connection.execute(f"{_SELECT} WHERE key = ?", (clean_key(key),)).fetchone()
            return None if row is None else _entry(self.path, row)

    def find_fresh(self, key: str, now: int, max_age: int | None = None) -> LedgerEntry | None:
        """Return what is known of ``key`` when that still holds at the time ``now`` (see ``LedgerEntry.is_fresh``)."""
        entry = self.find(key)
        return entry if entry is not None and entry.is_fresh(now, max_age) else None

    def entries(self) -> Iterator[LedgerEntry]:
        """Yield everything that is known, by key."""
        with file_errors(self.path):
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
        with file_errors(self.path):
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
    return Ledger(name, open_file(name, read_only=read_only))


def _entry(path: str, row: Sequence[Any]) -> LedgerEntry:
    try:
        return entry_of(row)
    except ValueError as error:
        raise FileError(path, "holds what awesome-lint did not write; delete it") from error


def _not_after(entry: LedgerEntry, now: int) -> LedgerEntry:
    def capped(time: int | None) -> int | None:
        return None if time is None else min(time, now)

    judgement = replace(entry.judgement, checked=min(entry.judgement.checked, now))
    first_failed, last_ok = capped(entry.first_failed), capped(entry.last_ok)
    return replace(entry, judgement=judgement, first_failed=first_failed, last_ok=last_ok)
