"""What commands print: reports, differences and errors. Standard output is always UTF-8, and may be closed early."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from difflib import unified_diff
from pathlib import Path
from typing import IO, TYPE_CHECKING

from awesome_lint.errors import UsageError
from awesome_lint.reporting.report import shown_path, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_lint.source import SourceText


_BEYOND_ASCII = re.compile(r"([^\x00-\x7f]+)")


def write_stdout(data: str | bytes) -> None:
    """Write to standard output; when its reader has gone, what is left is dropped without complaint.

    Raises ``UsageError`` when it cannot be written to for another reason, as a full disk.
    """
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data if isinstance(data, bytes) else data.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        drop_stdout()
    except OSError as error:
        drop_stdout()
        raise UsageError(f"cannot write to standard output: {error.strerror}") from error


def open_closed_streams() -> None:
    """Give the program nothing to read and nowhere to write where its caller has closed a standard stream."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - open until the end


def drop_stdout() -> None:
    """Send what is still written to standard output nowhere, so that closing it at exit is quiet."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def show_lines(text: str) -> None:
    """Show lines for the user on standard error; when that cannot be written to, there is nobody to tell."""
    with suppress(OSError):
        for line in text.splitlines():
            print(line.encode("utf-8", "backslashreplace").decode("utf-8"), file=sys.stderr)  # noqa: T201 - for the user


def show_errors(errors: Iterable[Exception]) -> None:
    """Show one line for each problem on standard error."""
    for error in errors:
        show_lines(f"awesome-lint: {visible(str(error))}")


def write_report(text: str, path: str, sources: Iterable[str]) -> None:
    """Write the report to the file of ``--output-file``; raises ``UsageError`` when that cannot be.

    None of ``sources``, the files that were checked, is overwritten.
    """
    if os.path.realpath(path) in map(os.path.realpath, sources):
        raise UsageError(f"cannot write the report to {path}: it is one of the files to be checked")
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
    name = visible(shown_path(before.path))
    old, new = (_lines(source.text) for source in (before, after))
    lines = [line for each in unified_diff(old, new, name, name) for line in _terminated(each)]
    return "".join(visible(line[:-1]) + "\n" for line in lines) if sys.stdout.isatty() else "".join(lines)


def repaired_pieces(before: SourceText, after: SourceText) -> str:
    """Return a line for each line whose text beyond ASCII changed, with each piece beside what it became.

    Lines that changed otherwise, too, are left to the difference.
    """
    name = visible(shown_path(before.path))
    old, new = before.text.split("\n"), after.text.split("\n")
    shown = []
    for row, (one, other) in enumerate(zip(old, new, strict=False) if len(old) == len(new) else (), 1):
        pieces, became = (_BEYOND_ASCII.split(line) for line in (one, other))
        if one != other and pieces[::2] == became[::2]:
            pairs = [f"{a} → {b}" for a, b in zip(pieces[1::2], became[1::2], strict=True) if a != b]
            shown.append(f"# {name}:{row}: {visible(', '.join(pairs))}\n")
    return "".join(shown)


def _lines(text: str) -> list[str]:
    """Split as ``diff`` and ``patch`` do, at LF only."""
    *whole, rest = text.split("\n")
    return [*(line + "\n" for line in whole), *([rest] if rest else [])]


def _terminated(line: str) -> list[str]:
    return [line] if line.endswith("\n") else [f"{line}\n", "\\ No newline at end of file\n"]
