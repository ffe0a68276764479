"""Tests over the real lists; skipped where they are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from real_lists import FILES, LISTS, copy_list

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give ``list_name`` each list of the corpus and ``list_file`` each file.

    Tests that look at what is found in a list (``checked``) share a worker; those that make a copy need none.
    """
    for name, values in (("list_name", LISTS), ("list_file", FILES)):
        if name in metafunc.fixturenames:
            grouped = "corpus_copy" not in metafunc.fixturenames
            params = [pytest.param(v, marks=_group(v) if grouped else ()) for v in values]
            skipped = [pytest.param("", marks=pytest.mark.skip(reason="no corpus here"))]
            metafunc.parametrize(name, params or skipped)


def _group(value: str) -> pytest.MarkDecorator:
    return pytest.mark.xdist_group(value.partition("/")[0])


@pytest.fixture
def corpus_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Return a function that copies a list of the corpus, makes the copy the current folder and returns it."""

    def copy(name: str) -> Path:
        folder = copy_list(name, tmp_path)
        monkeypatch.chdir(folder)
        return folder

    return copy
