"""One turn at a time for all processes, a pause between turns, and nothing that a killed process could leave locked."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from awesome_lint.links.machine_lock import MachineLock

TOOLS = Path(__file__).parents[2] / "tools"
INTERVAL = 0.2
TURNS = """
import asyncio, sys, time
from pathlib import Path
from awesome_lint.links.machine_lock import MachineLock

async def main(path, interval, turns):
    print("ready", flush=True)
    sys.stdin.readline()
    lock = MachineLock(Path(path), float(interval))
    for _ in range(int(turns)):
        async with lock.turn():
            begin = time.time()
            await asyncio.sleep(0.02)
            print(begin, time.time(), flush=True)

asyncio.run(main(*sys.argv[1:]))
"""
HOLD = """
import asyncio, sys
from pathlib import Path
from awesome_lint.links.machine_lock import MachineLock

async def main(path):
    async with MachineLock(Path(path), 0.0).turn():
        print("holding", flush=True)
        await asyncio.sleep(600)

asyncio.run(main(sys.argv[1]))
"""


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env={**os.environ, "PYTHONPATH": str(TOOLS)})


def run_two(path: Path, interval: float, turns: int) -> list[list[tuple[float, float]]]:
    """Let two processes take turns from the same moment on; return when each had them."""
    workers = [start(TURNS, path, interval, turns) for _ in range(2)]
    for worker in workers:
        assert worker.stdout
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin
        worker.stdin.write("go\n")
        worker.stdin.flush()
    outputs = [worker.communicate(timeout=60)[0] for worker in workers]
    return [[(float(begin), float(end)) for begin, end in map(str.split, text.splitlines())] for text in outputs]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "some.lock"


async def take(lock: MachineLock, turns: int, busy: float = 0.0) -> list[tuple[float, float]]:
    taken = []
    for _ in range(turns):
        async with lock.turn():
            begin = time.time()
            await asyncio.sleep(busy)
            taken.append((begin, time.time()))
    return taken


def assert_kept_apart(turns: list[tuple[float, float]], interval: float = INTERVAL) -> None:
    ordered = sorted(turns)
    pauses = [begin - end for (_, end), (begin, _) in pairwise(ordered)]
    assert pauses
    assert min(pauses) >= interval - 0.001  # the file holds microseconds


def test_processes_keep_the_interval_together(path: Path) -> None:
    first, second = run_two(path, INTERVAL, 4)
    assert len(first) == len(second) == 4
    assert_kept_apart([*first, *second])


def test_processes_take_turns(path: Path) -> None:
    """Nobody waits for the first to have done all it has to do."""
    first, second = run_two(path, 0.05, 16)
    assert min(first) < max(second)
    assert min(second) < max(first)


def test_objects_of_one_process_keep_the_interval_together(path: Path) -> None:
    async def both() -> list[tuple[float, float]]:
        runs = await asyncio.gather(*(take(MachineLock(path, INTERVAL), 2, 0.01) for _ in range(2)))
        return [turn for run in runs for turn in run]

    assert_kept_apart(asyncio.run(both()))


def test_a_killed_holder_frees_the_lock(path: Path) -> None:
    holder = start(HOLD, path)
    assert holder.stdout
    assert holder.stdout.readline() == "holding\n"

    async def attempt() -> None:
        async with asyncio.timeout(0.3):
            await take(MachineLock(path, 0.0), 1)

    with pytest.raises(TimeoutError):
        asyncio.run(attempt())
    holder.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    holder.communicate(timeout=60)
    assert len(asyncio.run(take(MachineLock(path, 0.0), 1))) == 1


def test_waiting_leaves_the_event_loop_alone(path: Path) -> None:
    async def main() -> int:
        lock = MachineLock(path, 0.4)
        ticks = 0
        waiting = asyncio.create_task(take(lock, 2))
        while not waiting.done():
            await asyncio.sleep(0.01)
            ticks += 1
        return ticks

    assert asyncio.run(main()) > 1


def test_what_is_cancelled_while_it_waits_holds_nothing(path: Path) -> None:
    async def main() -> None:
        lock = MachineLock(path, 60.0)
        await take(lock, 1)
        waiting = asyncio.create_task(take(lock, 1))
        await asyncio.sleep(0.05)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        await take(MachineLock(path, 0.0), 1)

    asyncio.run(main())


def test_a_turn_that_fails_frees_the_lock(path: Path) -> None:
    async def main() -> None:
        with pytest.raises(ZeroDivisionError):
            async with MachineLock(path, 0.0).turn():
                _ = 1 / 0
        await take(MachineLock(path, 0.0), 1)

    asyncio.run(main())


def unusable(tmp_path: Path) -> list[Path | None]:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    return [None, tmp_path / "file" / "some.lock", tmp_path / "folder"]


@pytest.mark.parametrize("number", range(3))
def test_without_a_file_turns_are_kept_apart_in_the_process(tmp_path: Path, number: int) -> None:
    lock = MachineLock(unusable(tmp_path)[number], INTERVAL)

    async def both() -> list[tuple[float, float]]:
        runs = await asyncio.gather(take(lock, 2, 0.01), take(lock, 2, 0.01))
        return [turn for run in runs for turn in run]

    assert_kept_apart(asyncio.run(both()))


@pytest.mark.parametrize(
    "content", [b"", b"nonsense", b"\xff\xfe", b"nan", b"inf", b"1e400", b"-5", b"99999999999.0", b"1" * 500]
)
def test_whatever_is_in_the_file_nobody_waits_longer_than_the_interval(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)

    async def main() -> None:
        async with asyncio.timeout(30):
            await take(MachineLock(path, INTERVAL), 1)

    asyncio.run(main())
    assert abs(float(path.read_text().split()[0]) - time.time()) < 60


def test_only_the_user_may_read_what_is_made(path: Path) -> None:
    asyncio.run(take(MachineLock(path, 0.0), 1))
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o077 == 0
        assert path.parent.stat().st_mode & 0o077 == 0
