"""The real lists of ``$AWESOME_LINT_CORPUS`` (default ``../shared/corpus``), and what the tool says of them."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from awesome_lint.pipeline import Outcome, Request, run
from awesome_lint.rules.selection import Selection
from outside import CORPUS

LISTS = sorted(folder.name for folder in CORPUS.iterdir() if folder.is_dir()) if CORPUS.is_dir() else []
FILES = sorted(f"{path.parent.name}/{path.name}" for path in CORPUS.glob("*/*.md"))


def copy_list(name: str, folder: Path) -> Path:
    """Copy a list of the corpus, which may be read-only, into ``folder``."""
    return shutil.copytree(CORPUS / name, folder / name, copy_function=shutil.copyfile)


@cache
def checked(name: str, *, repaired: bool = False) -> Outcome:
    """Return the findings of one list without configuration, a pair's files together; once per worker.

    When ``repaired``, damaged text is put right before.
    """
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        copy = copy_list(name, Path(folder))
        patch.chdir(copy)
        paths = tuple(sorted(path.name for path in copy.glob("*.md")))
        if repaired:
            run(Request(paths, selection=Selection(("ENC",)), fix=True, write=True))
        return run(Request(paths))
