"""What tests of several parts share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from awesome_lint.rules.base import Context
from awesome_lint.source.files import FileIndex
from awesome_lint.source.text import SourceText
from awesome_lint.syntax.document import parse_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

settings.register_profile("ours", deadline=None)  # a busy machine is no failure; time is for tools/bench
settings.load_profile("ours")


@pytest.fixture
def make_context(tmp_path: Path) -> Callable[..., Context]:
    """Return a function that makes the context of a text; keyword arguments are those of ``Context``."""

    def make(text: str, path: str = "README.md", *, invalid: int | None = None, **more: Any) -> Context:
        source = SourceText(path, text, invalid=invalid)
        return Context(document=parse_document(source), files=FileIndex(tmp_path), **more)

    return make
