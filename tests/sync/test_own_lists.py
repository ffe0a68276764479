"""The repository's own two lists: in step, and not to be changed alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from awesome_lint import cli
from awesome_lint.sync.run import SyncRequest, open_pairs, sync
from awesome_lint.sync.status import progress

ROOT = Path(__file__).parents[2]
FILES = ("README.md", "README_LLM_zh.md", "pyproject.toml", ".awesome-lint/translations.json")
EN, ZH = "README.md", "README_LLM_zh.md"


@pytest.fixture(autouse=True)
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    for name in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)


def test_all_is_in_step() -> None:
    workspace, [pair] = open_pairs(None)
    assert progress(workspace, *pair).total.percent == 100
    result = sync(SyncRequest())
    assert not result.changed
    assert not result.state_changed, "run: awesome-lint sync"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (EN, "- **Date:** 2024-05", "- **Date:** 2024-06"),
        (ZH, "- **支持语言:** 多语言", "- **支持语言:** en"),
        (EN, "Yi-1.5 continues the pretraining", "Yi-1.5 goes on with the pretraining"),
        (EN, "https://github.com/meta-llama/llama3", "https://github.com/meta-llama/llama-models"),
        (ZH, "https://github.com/google-deepmind/gemma", "https://github.com/google/gemma_pytorch"),
        (EN, "128,256 tokens", "128,250 tokens"),
        (ZH, "128,256 个", "128,250 个"),
        (EN, "### Llama3\n", "### Llama 4\n\nA model that is new in this list and has no translation.\n\n### Llama3\n"),
    ],
)
def test_one_list_cannot_be_changed_alone(name: str, old: str, new: str) -> None:
    text = Path(name).read_text(encoding="utf-8")
    assert old in text
    Path(name).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert cli.execute(["check", "--select", "TRN"]) == 1
