"""The list this project exists for: its damaged lines are restored, and nothing else changes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from real_lists import CORPUS

if TYPE_CHECKING:
    from pathlib import Path

LIST = CORPUS / "llm-list"
DAMAGED = {5, 6, 7, 20, 72, 181, 206, 228, 344, 463, 489, 507}
pytestmark = pytest.mark.skipif(not LIST.is_dir(), reason="no corpus here")


def fixed(folder: Path, *names: str, options: tuple[str, ...] = ()) -> tuple[list[str], list[str]]:
    """Return the lines of the English list before and after ``fix --select ENC`` in ``folder``."""
    for name in names:
        shutil.copyfile(LIST / name, folder / name)
    before = (folder / "README.md").read_text(encoding="utf-8")
    command = [sys.executable, "-m", "awesome_lint", "fix", "--select", "ENC", *options, "README.md"]
    subprocess.run(command, cwd=folder, check=False, capture_output=True)
    return before.split("\n"), (folder / "README.md").read_text(encoding="utf-8").split("\n")


def test_beside_its_twin_every_damaged_line_is_restored(tmp_path: Path) -> None:
    before, after = fixed(tmp_path, "README.md", "README_LLM_zh.md")
    twin = (LIST / "README_LLM_zh.md").read_text(encoding="utf-8").split("\n")
    assert {row for row, pair in enumerate(zip(before, after, strict=True), 1) if pair[0] != pair[1]} == DAMAGED
    assert after[228 - 1] in twin
    assert after[489 - 1] in twin
    assert [after[row - 1] for row in (6, 72, 181)] == [
        '<strong><a href="./README_LLM_zh.md">中文🚀</a></strong> | <strong>English</strong><br>',
        "- **Pretrain Data Scale:** 3.3T～4.8T",
        "- **Pretrain Data Scale:**0. 8T～3T",
    ]
    assert after[5 - 1].startswith("<strong>🌐✨github awesome list of recent 🔥LLMs🔥<")


def test_without_its_twin_nothing_wrong_is_safe(tmp_path: Path) -> None:
    restored = fixed(tmp_path, "README.md", "README_LLM_zh.md")[1]
    (tmp_path / "README_LLM_zh.md").unlink()
    before, safe = fixed(tmp_path, "README.md")
    assert all(new in (old, right) for old, new, right in zip(before, safe, restored, strict=True))
    _, read = fixed(tmp_path, "README.md", options=("--unsafe-fixes",))
    pairs = [pair for one, other in zip(restored, read, strict=True) for pair in zip(one, other, strict=True)]
    right = [one == other for one, other in pairs if not one.isascii()]
    assert sum(right) >= 0.98 * len(right)
