"""What the user guide shows: its examples, and what they print when they are run.

``console`` blocks hold ``$ command`` lines with what they print; a block whose info string goes on with a file name
(``markdown README.md``) is that file. ``python tests/guide.py`` runs the examples and writes what they print now.
"""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from awesome_lint.source import SourceText
from awesome_lint.syntax.document import parse_document
from awesome_lint.syntax.nodes import Block, BlockType, Document

if TYPE_CHECKING:
    from collections.abc import Iterator

GUIDE = Path(__file__).parents[1] / "tools" / "README.md"
PROMPT = "$ "
FINE = (0, 1)


@dataclass(frozen=True)
class Example:
    """One ``console`` block: its text in the guide, and what it should be."""

    block: Block
    shown: str
    actual: str


def read(path: Path) -> Document:
    return parse_document(SourceText(str(path), path.read_text(encoding="utf-8")))


def fences(document: Document, language: str) -> list[Block]:
    """Return the fenced blocks of ``language``; what follows it in the info string does not matter."""
    blocks = (block for block in document.walk_blocks() if block.type is BlockType.FENCE)
    return [block for block in blocks if block.info.split()[:1] == [language]]


def files(document: Document) -> dict[str, str]:
    """Return the files the guide shows, by name."""
    named = (block for block in document.walk_blocks() if block.type is BlockType.FENCE and " " in block.info)
    return {block.info.split()[1]: block.text for block in named}


def examples(document: Document) -> Iterator[Example]:
    """Run the examples one after the other, in a folder that holds the guide's list; yield them."""
    with TemporaryDirectory() as folder:
        Path(folder, "README.md").write_text(files(document)["README.md"], encoding="utf-8")
        for block in fences(document, "console"):
            commands = [line for line in block.text.splitlines() if line.startswith(PROMPT)]
            actual = "".join(f"{command}\n{_run(command.removeprefix(PROMPT), folder)}" for command in commands)
            yield Example(block, block.text, actual)


def _run(command: str, folder: str) -> str:
    """Return what ``command`` prints on a terminal without colours; it must find or find nothing, not fail."""
    scripts = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": os.pathsep.join((scripts, os.environ["PATH"])), "NO_COLOR": "1"}
    reader, terminal = pty.openpty()
    shell, nothing = ["sh", "-c", command], subprocess.DEVNULL
    with subprocess.Popen(
        shell, cwd=folder, env=environment, stdin=nothing, stdout=terminal, stderr=terminal
    ) as process:
        os.close(terminal)
        printed = b"".join(iter(lambda: _read(reader), b"")).decode().replace("\r\n", "\n")
    os.close(reader)
    if process.returncode not in FINE:
        raise RuntimeError(f"{command}: exit code {process.returncode}\n{printed}")
    return printed


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that nobody writes any more
        return b""


def updated(text: str, document: Document) -> str:
    """Return the guide with what its examples print now."""
    for example in sorted(examples(document), key=lambda each: each.block.span, reverse=True):
        opening, _, closing = text[example.block.span.start : example.block.span.end].partition(example.shown)
        fenced = f"{opening}{example.actual}{closing}"
        text = text[: example.block.span.start] + fenced + text[example.block.span.end :]
    return text


if __name__ == "__main__":
    GUIDE.write_text(updated(GUIDE.read_text(encoding="utf-8"), read(GUIDE)), encoding="utf-8")
