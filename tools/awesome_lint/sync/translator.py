"""Texts translated by a command of the user's: JSON lines in, JSON lines out."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from awesome_lint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Control characters, and halves of characters that JSON can name."""
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
    found = dict(_read(command, line) for line in done.split("\n") if line.strip())
    if unknown := found.keys() - known:
        raise UsageError(f"--translate-command: {command!r} wrote a line for the unknown id {min(unknown)!r}")
    return {key: text for key, text in found.items() if text.strip()}


def _run(command: str, lines: str) -> str:
    try:
        arguments = shlex.split(command)
        if not arguments:
            raise UsageError("--translate-command: the command is empty")
        done = subprocess.run(  # noqa: S603 - the user's own
            arguments, input=lines.encode("utf-8", "replace"), capture_output=True, check=False
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"--translate-command: cannot run {command!r}: {reason}") from error
    if done.returncode:
        complaint = done.stderr.decode("utf-8", "replace").strip()[-_SHOWN:]
        raise UsageError(f"--translate-command: {command!r} failed with {done.returncode}: {complaint or 'no message'}")
    return done.stdout.decode("utf-8", "replace")


def _read(command: str, line: str) -> tuple[str, str]:
    """Return the id and text of one line; what no list can hold is refused."""
    try:
        answer = json.loads(line)
        key, text = answer["id"], answer["text"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _unexpected(command, line) from error
    if not isinstance(text, str) or _UNFIT.search(text):
        raise _unexpected(command, line)
    return str(key), text


def _unexpected(command: str, line: str) -> UsageError:
    return UsageError(
        f'--translate-command: {command!r} wrote {line[:_SHOWN]!r}; expected {{"id": …, "text": …}} with plain text'
    )
