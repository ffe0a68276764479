"""The hooks we offer, run by the real pre-commit as other repositories run them, but for the installation."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

HOOKS = yaml.safe_load((Path(__file__).parents[1] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
SCRIPTS = str(Path(sys.executable).parent)

GOOD = "# Tools\n\nTools we like.\n\n## Some\n\n- [One](https://one.example) - Does one thing.\n"
BAD = GOOD.replace("](", "] (")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch) -> Path:
    """A git repository with our hooks, and surroundings that know nothing of the machine's git and pre-commit."""
    root = tmp_path / "repository"
    root.mkdir()
    monkeypatch.chdir(root)
    monkeypatch.setenv("PATH", os.pathsep.join((SCRIPTS, os.environ["PATH"])))
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for name in [name for name in os.environ if name.startswith("GIT_") and name != "GIT_CONFIG_GLOBAL"]:
        monkeypatch.delenv(name)
    hooks = [{**hook, "language": "system"} for hook in HOOKS]
    (root / ".pre-commit-config.yaml").write_text(json.dumps({"repos": [{"repo": "local", "hooks": hooks}]}))
    git("init", "-q")
    stage(".pre-commit-config.yaml")
    return root


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True)


def stage(*names: str) -> None:
    git("add", "--", *names)


def run(hook: str) -> tuple[int, str]:
    """Run one hook on what is staged."""
    done = subprocess.run(["pre-commit", "run", hook], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_manifest():
    assert [hook["id"] for hook in HOOKS] == ["awesome-lint", "awesome-lint-fix"]
    for hook in HOOKS:
        assert (hook["language"], hook["types"], hook["require_serial"]) == ("python", ["markdown"], True)
        assert "--online" not in hook["entry"]
    subprocess.run(
        [f"{SCRIPTS}/pre-commit", "validate-manifest", ".pre-commit-hooks.yaml"],
        cwd=Path(__file__).parents[1],
        check=True,
    )


def test_check_fails_on_a_bad_list_and_passes_on_a_good_one(repository):
    (repository / "README.md").write_text(BAD)
    stage("README.md")
    code, output = run("awesome-lint")
    assert code == 1
    assert "README.md:7:3: LNK002" in output
    (repository / "README.md").write_text(GOOD)
    stage("README.md")
    assert run("awesome-lint")[0] == 0


def test_only_staged_markdown_is_checked(repository):
    (repository / "bad.md").write_text(BAD)
    (repository / "bad.txt").write_text(BAD)
    (repository / "good.md").write_text(GOOD)
    stage("good.md", "bad.txt")
    assert run("awesome-lint")[0] == 0


def test_excluded_files_are_not_checked_though_the_hook_names_them(repository):
    (repository / "bad.md").write_text(BAD)
    (repository / ".awesome-lint.toml").write_text('exclude = ["bad.md"]\n')
    stage("bad.md", ".awesome-lint.toml")
    assert run("awesome-lint")[0] == 0


def test_fix_changes_the_file_and_then_passes(repository):
    (repository / "README.md").write_text(BAD)
    stage("README.md")
    code, output = run("awesome-lint-fix")
    assert code == 1
    assert "files were modified by this hook" in output
    assert (repository / "README.md").read_text() == GOOD
    stage("README.md")
    assert run("awesome-lint-fix")[0] == 0


def test_twin_is_read_though_only_one_file_is_staged(repository):
    (repository / "README.md").write_text(GOOD)
    (repository / "README_zh.md").write_bytes(b"\0")
    (repository / ".awesome-lint.toml").write_text('[languages]\nen = "README.md"\nzh = "README_zh.md"\n')
    stage("README.md")
    code, output = run("awesome-lint")
    assert code == 1
    assert "README_zh.md: is a binary file" in output
