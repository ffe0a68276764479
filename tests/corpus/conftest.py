"""The real lists of ``$AWESOME_LINT_CORPUS`` (default ``../shared/corpus``); tests here are skipped without them."""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from awesome_lint.pipeline import Outcome, Request, run

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("AWESOME_LINT_CORPUS") or ROOT.parent / "shared" / "corpus")
LISTS = sorted(folder.name for folder in CORPUS.iterdir() if folder.is_dir()) if CORPUS.is_dir() else []
FILES = sorted(f"{path.parent.name}/{path.name}" for path in CORPUS.glob("*/*.md"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give ``list_name`` each list of the corpus and ``list_file`` each file; a list's tests share one worker."""
    for name, values in (("list_name", LISTS), ("list_file", FILES)):
        if name in metafunc.fixturenames:
            marks = [pytest.param(v, marks=pytest.mark.xdist_group(v.split("/")[0])) for v in values]
            skipped = [pytest.param("", marks=pytest.mark.skip(reason="no corpus here"))]
            metafunc.parametrize(name, marks or skipped)


@pytest.fixture
def corpus_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Return a function that copies a list of the corpus, makes the copy the current folder and returns it."""

    def copy(name: str) -> Path:
        folder = shutil.copytree(CORPUS / name, tmp_path / name, copy_function=shutil.copyfile)
        monkeypatch.chdir(folder)
        return folder

    return copy


@cache
def checked(name: str) -> Outcome:
    """Return the findings of one list of the corpus without configuration, a pair's files together."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        copy = shutil.copytree(CORPUS / name, Path(folder) / name, copy_function=shutil.copyfile)
        patch.chdir(copy)
        return run(Request(tuple(sorted(path.name for path in copy.glob("*.md")))))


@pytest.fixture
def findings() -> object:
    """Return ``checked``: list name to outcome, once per worker."""
    return checked
