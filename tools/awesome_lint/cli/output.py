"""What commands print: reports, differences and errors. Standard output is always UTF-8, and may be closed early."""

from __future__ import annotations

import os
import sys
from difflib import unified_diff
from pathlib import Path
from typing import IO, TYPE_CHECKING

from awesome_lint.errors import UsageError
from awesome_lint.reporting.report import shown_path, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_lint.source import SourceText


def write_stdout(data: str | bytes) -> None:
    """Write to standard output; when its reader has gone, what is left is dropped without complaint."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data if isinstance(data, bytes) else data.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        drop_stdout()


def drop_stdout() -> None:
    """Send what is still written to standard output nowhere, so that closing it at exit is quiet."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def show_lines(text: str) -> None:
    """Show lines for the user on standard error."""
    for line in text.splitlines():
        print(line.encode("utf-8", "backslashreplace").decode("utf-8"), file=sys.stderr)  # noqa: T201 - for the user


def show_errors(errors: Iterable[Exception]) -> None:
    """Show one line for each problem on standard error."""
    for error in errors:
        show_lines(f"awesome-lint: {visible(str(error))}")


def write_report(text: str, path: str) -> None:
    """Write the report to the file of ``--output-file``; raises ``UsageError`` when that cannot be."""
    try:
        Path(path).write_bytes(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise UsageError(f"cannot write the report to {path}: {error.strerror}") from error


def wants_color(stream: IO[str]) -> bool:
    """Tell whether to colour what goes to ``stream``: ``NO_COLOR`` says no, ``FORCE_COLOR`` yes, else terminals do."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") != "0":
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def difference(before: SourceText, after: SourceText) -> str:
    """Return the change of one file as a unified diff; on a terminal its escapes are made visible."""
    name = shown_path(before.path)
    old, new = (_lines(source.text) for source in (before, after))
    lines = [line for each in unified_diff(old, new, name, name) for line in _terminated(each)]
    return "".join(visible(line[:-1]) + "\n" for line in lines) if sys.stdout.isatty() else "".join(lines)


def _lines(text: str) -> list[str]:
    """Split as ``diff`` and ``patch`` do, at LF only."""
    *whole, rest = text.split("\n")
    return [*(line + "\n" for line in whole), *([rest] if rest else [])]


def _terminated(line: str) -> list[str]:
    return [line] if line.endswith("\n") else [f"{line}\n", "\\ No newline at end of file\n"]
