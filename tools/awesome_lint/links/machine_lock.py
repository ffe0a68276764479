"""One request at a time for all processes of this machine, with a pause after each, as some owners ask for.

The lock is one of the system's on a small file (``flock``, or ``msvcrt.locking`` on Windows): it ends with the process
that holds it, however that ends. The file is never deleted, since another process may be waiting for it.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
import time
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

_POLL = 0.05
"""Seconds between two looks at a lock that another process holds: to wait in the system would block the event loop."""
_MOST_TEXT = 64
"""Bytes read of the file, which holds one number."""


class MachineLock:
    """A turn at something that this machine may do once in ``interval`` seconds.

    ``path`` is the file that processes share; it holds the time of the last turn in seconds since 1970, UTC. Where it
    is None, or cannot be written or locked, turns are kept apart within this object only.
    """

    def __init__(self, path: Path | None, interval: float) -> None:
        self._path = path
        self._interval = interval
        self._mine = asyncio.Lock()
        self._last = 0.0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until it is our turn, and hold it. The next one comes ``interval`` after the end of this one.

        From end to start, since only the server knows when a request arrived: somewhere between the two.
        """
        async with self._mine:
            file = await self._enter()
            try:
                self._note(file)  # for the case that we are killed in between
                try:
                    yield
                finally:
                    self._note(file)
            finally:
                if file is not None:
                    os.close(file)

    async def _enter(self) -> int | None:
        """Return the locked file once it is our turn, None when there is no file to be shared.

        Nobody waits for the time to pass with the lock in hand, so that processes take turns.
        """
        while True:
            try:
                file = self._lock()
            except OSError:  # a folder that cannot be written, or a file system without locks
                await asyncio.sleep(self._wait_left(self._last))
                return None
            wait = _POLL
            if file is not None:
                wait = self._wait_by(file)
                if not wait:
                    return file
                os.close(file)
            await asyncio.sleep(wait + random.uniform(0, _POLL))  # noqa: S311 - so that two do not meet for ever

    def _lock(self) -> int | None:
        """Return the file, locked; None while another process has it. Raises ``OSError`` when it cannot be locked."""
        if self._path is None:
            raise FileNotFoundError
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            taken = _try_lock(file)
        except BaseException:
            os.close(file)
            raise
        if taken:
            return file
        os.close(file)
        return None

    def _wait_by(self, file: int) -> float:
        """Return the seconds until the next turn by the file and by what we know ourselves."""
        last = max(self._last, _read(file))
        if last > time.time():  # the clock was set back since, or somebody else wrote there: the time begins anew
            self._note(file)
        return self._wait_left(last)

    def _wait_left(self, last: float) -> float:
        """Return the seconds until the next turn, never more than ``interval``."""
        return min(max(0.0, last + self._interval - time.time()), self._interval)

    def _note(self, file: int | None) -> None:
        """Note that this is the time of the last turn, for us and for others."""
        self._last = time.time()
        if file is not None:
            with suppress(OSError):  # the disk is full: we remember it ourselves
                os.lseek(file, 0, os.SEEK_SET)
                os.write(file, f"{self._last:020.6f}\n".encode())  # always as long, so that nothing is left of before


def _read(file: int) -> float:
    os.lseek(file, 0, os.SEEK_SET)
    try:
        return max(0.0, float(os.read(file, _MOST_TEXT)))
    except ValueError:  # empty as it is new, or written by somebody else
        return 0.0


if sys.platform == "win32":
    import errno
    import msvcrt

    def _try_lock(file: int) -> bool:
        os.lseek(file, _MOST_TEXT, os.SEEK_SET)  # behind the text: what is locked cannot be read by others
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EDEADLK):
                return False
            raise
        return True

else:
    import fcntl

    def _try_lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
