"""Texts translated by a command of the user's: JSON lines in, JSON lines out."""

from __future__ import annotations

import json
import shlex
import subprocess
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from awesome_lint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SHOWN = 200
"""Characters of a command's complaint that are shown."""


@dataclass(frozen=True, slots=True)
class Job:
    """One text to be translated, as the command gets it: ``entry`` is the title of the entry it belongs to."""

    id: str
    source_language: str
    language: str
    entry: str
    text: str


def translate(command: str, jobs: Sequence[Job]) -> Mapping[str, str]:
    """Return the translations that ``command`` gives for ``jobs``, by their ids; those it leaves out are missing.

    The command is run once, without a shell. It reads one JSON object a line with the fields of ``Job``, and writes one
    a line with ``id`` and ``text``. Raises ``UsageError`` when it cannot be run, fails, or writes something else.
    """
    lines = "".join(f"{json.dumps(asdict(job), ensure_ascii=False)}\n" for job in jobs)
    done = _run(command, lines)
    known = {job.id for job in jobs}
    found = dict(_read(command, line) for line in done.splitlines() if line.strip())
    if unknown := found.keys() - known:
        raise UsageError(f"--translate-command: {command!r} wrote a line for the unknown id {min(unknown)!r}")
    return {key: text for key, text in found.items() if text.strip()}


def _run(command: str, lines: str) -> str:
    try:
        arguments = shlex.split(command)
        done = subprocess.run(arguments, input=lines.encode(), capture_output=True, check=False)  # noqa: S603 - the user's own
    except (OSError, ValueError, IndexError) as error:
        reason = getattr(error, "strerror", None) or str(error) or "it is empty"
        raise UsageError(f"--translate-command: cannot run {command!r}: {reason}") from error
    if done.returncode:
        complaint = done.stderr.decode("utf-8", "replace").strip()[-_SHOWN:]
        raise UsageError(f"--translate-command: {command!r} failed with {done.returncode}: {complaint or 'no message'}")
    return done.stdout.decode("utf-8", "replace")


def _read(command: str, line: str) -> tuple[str, str]:
    try:
        answer = json.loads(line)
        return str(answer["id"]), str(answer["text"])
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f'--translate-command: {command!r} wrote {line[:_SHOWN]!r}; expected {{"id": …, "text": …}}'
        ) from error
