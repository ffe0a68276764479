"""Texts at a git revision, from real repositories: what is found, what is said of the rest, and that nothing runs."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from awesome_lint.errors import UsageError
from awesome_lint.source.git import check_revision, old_texts

OLD, NEW = "# List\n\n- [One](https://one.example)\n", "# List\n\n- [Two](https://two.example)\n"


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository as current folder, and nothing known of the machine's git."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    root = tmp_path / "repository"
    root.mkdir()
    monkeypatch.chdir(root)
    git("init", "-q", "-b", "main")
    return root


def git(*arguments: str) -> str:
    name = ("-c", "user.name=Us", "-c", "user.email=us@us.example")
    return subprocess.run(["git", *name, *arguments], check=True, capture_output=True, text=True).stdout.strip()


def write(name: str, text: str) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return name


def commit(*names: str) -> str:
    git("add", "-A", *names)
    git("commit", "-q", "--allow-empty", "-m", "more")
    return git("rev-parse", "HEAD")


def texts(paths: list[str], rev: str = "HEAD") -> dict[str, str | None]:
    return {path: source and source.text for path, source in old_texts(paths, rev).items()}


def complaint(rev: str = "HEAD", path: str = "README.md") -> str:
    with pytest.raises(UsageError) as caught:
        old_texts([path], rev)
    assert "\n" not in str(caught.value)
    return str(caught.value)


# What is found


@pytest.mark.parametrize("rev", ["HEAD", "HEAD~0", "main", "v1", "annotated", "origin/main"])
def test_the_text_of_a_revision(rev: str) -> None:
    write("README.md", OLD)
    commit()
    git("tag", "v1")
    git("tag", "-a", "-m", "one", "annotated")
    git("update-ref", "refs/remotes/origin/main", "HEAD")
    write("README.md", NEW)
    assert texts(["README.md"], rev) == {"README.md": OLD}


def test_older_revisions_are_asked_by_hash() -> None:
    write("README.md", OLD)
    first = commit()
    write("README.md", NEW)
    second = commit()
    assert [texts(["README.md"], rev)["README.md"] for rev in (first, first[:8], second)] == [OLD, OLD, NEW]


def test_paths_stay_as_they_were_named(surroundings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["README.md", "docs/a b.md", "docs/中文.md", 'docs/"quoted"\t.md', "docs/-x.md", "docs/[a]*.md"]
    for name in names:
        write(name, f"{OLD}{name}\n")
    commit()
    assert texts(names) == {name: f"{OLD}{name}\n" for name in names}
    monkeypatch.chdir(surroundings / "docs")
    asked = ["中文.md", "../README.md", str(surroundings / "docs" / "a b.md")]
    assert [text and text.splitlines()[-1] for text in texts(asked).values()] == [names[2], names[0], names[1]]


def test_several_repositories(tmp_path: Path) -> None:
    write("README.md", OLD)
    commit()
    other = tmp_path / "repository" / "module"
    other.mkdir()
    git("init", "-q", str(other))
    (other / "LIST.md").write_text(NEW)
    git("-C", str(other), "add", "-A")
    git("-C", str(other), "commit", "-q", "-m", "one")
    assert texts(["module/LIST.md", "README.md"]) == {"module/LIST.md": NEW, "README.md": OLD}


def test_a_linked_worktree(surroundings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("README.md", OLD)
    commit()
    git("worktree", "add", "-q", "-b", "side", "../side")
    monkeypatch.chdir(surroundings.parent / "side")
    write("README.md", NEW)
    assert texts(["README.md"], "main") == {"README.md": OLD}


def test_a_link_to_a_file_has_that_files_text() -> None:
    write("docs/LIST.md", OLD)
    Path("README.md").symlink_to("docs/LIST.md")
    commit()
    write("docs/LIST.md", NEW)
    assert texts(["README.md"]) == {"README.md": OLD}


def test_what_was_no_text_file_has_none() -> None:
    write("other.md", "x")
    Path("binary.md").write_bytes(b"a\0b")
    Path("link.md").symlink_to("other.md")
    commit()
    Path("link.md").unlink()
    write("link.md", NEW)
    write("fresh.md", NEW)
    assert texts(["binary.md", "link.md", "fresh.md"]) == {"binary.md": None, "link.md": None, "fresh.md": None}


def test_bytes_that_are_not_utf8_and_marks_are_read_as_ever() -> None:
    Path("README.md").write_bytes(b"\xef\xbb\xbf" + OLD.encode() + b"\xff\r\n")
    commit()
    (source,) = old_texts(["README.md"], "HEAD").values()
    assert source is not None
    assert (source.bom, source.text, source.path) == (True, f"{OLD}\udcff\r\n", "README.md")


def test_files_that_have_gone_are_told_when_one_is_new(surroundings: Path) -> None:
    write("README.md", OLD)
    write("docs/kept.md", "kept")
    write("notes.txt", "no Markdown")
    commit()
    git("mv", "README.md", "LIST.md")
    Path("notes.txt").unlink()
    assert texts(["LIST.md"]) == {"LIST.md": None, str(surroundings / "README.md"): OLD}
    assert texts(["docs/kept.md"]) == {"docs/kept.md": "kept"}


def test_two_files_with_the_same_text() -> None:
    write("a.md", OLD)
    write("b.md", OLD)
    write("empty.md", "")
    commit()
    assert texts(["a.md", "b.md", "empty.md"]) == {"a.md": OLD, "b.md": OLD, "empty.md": ""}


def test_variables_of_a_hook_do_not_lead_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("README.md", OLD)
    commit()
    git("init", "-q", str(tmp_path / "other"))
    for name, value in (("GIT_DIR", ".git"), ("GIT_WORK_TREE", "."), ("GIT_INDEX_FILE", ".git/index")):
        monkeypatch.setenv(name, str(tmp_path / "other" / value))
    assert texts(["README.md"]) == {"README.md": OLD}


# What is said


@pytest.mark.parametrize("rev", ["", "-x", "--output=/tmp/x", "a\nb", "a\0b", "\x1b[31m"])
def test_no_revision(rev: str) -> None:
    assert complaint(rev) == f"--only-changed needs a revision, as HEAD or origin/main, not {rev!r}"


def test_a_revision_is_given_back() -> None:
    assert check_revision("HEAD~3") == "HEAD~3"


@pytest.mark.parametrize("rev", ["nope", "HEAD~7", "HEAD:README.md", "f" * 40, "main..main"])
def test_unknown_revision(rev: str) -> None:
    write("README.md", OLD)
    commit()
    assert complaint(rev) == f"--only-changed: git knows no revision {rev!r}"


def test_a_branch_that_was_not_fetched() -> None:
    write("README.md", OLD)
    commit()
    assert complaint("origin/main") == (
        "--only-changed: git knows no revision 'origin/main'; fetch it: git fetch --depth=1 origin "
        "main:refs/remotes/origin/main (in GitHub Actions, check out with fetch-depth: 0)"
    )


def test_a_shallow_clone(surroundings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("README.md", OLD)
    first = commit()
    write("README.md", NEW)
    commit()
    git("clone", "-q", "--depth=1", surroundings.as_uri(), "../shallow")
    monkeypatch.chdir(surroundings.parent / "shallow")
    assert texts(["README.md"]) == {"README.md": NEW}
    fetch = f"git fetch --depth=1 origin {first}"
    assert complaint(first) == (
        f"--only-changed: git knows no revision {first!r} in this shallow clone; fetch it: {fetch} "
        "(in GitHub Actions, check out with fetch-depth: 0)"
    )
    assert "fetch it: git fetch --unshallow (" in complaint("HEAD~1")
    git(*fetch.split()[1:])
    assert texts(["README.md"], first) == {"README.md": OLD}


def test_no_repository(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(OLD)
    path = str(tmp_path / "README.md")
    assert complaint(path=path) == f"--only-changed: {tmp_path} is in no git repository"


def test_a_repository_that_git_cannot_read(surroundings: Path) -> None:
    write("README.md", OLD)
    commit()
    (surroundings / ".git" / "config").write_text("[core\n")
    assert complaint().startswith(f"--only-changed: git cannot read {surroundings}: bad config line 1 in file ")


def test_no_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert complaint() == "--only-changed needs git, which is not installed"


def test_a_git_that_cannot_be_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "git").touch(mode=0o600)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert complaint() == "--only-changed cannot run git: Permission denied"


# What is run


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A program that leaves a mark when it is run."""
    program = tmp_path / "trap"
    program.write_text(f'#!/bin/sh\ntouch "{tmp_path}/sprung"\nexit 1\n')
    program.chmod(0o755)
    return program


def sprung(trap: Path) -> bool:
    """Tell whether the trap was run since this was last asked."""
    mark = trap.with_name("sprung")
    if not mark.exists():
        return False
    mark.unlink()
    return True


CONFIGURATION = {
    "alias.cat-file": "!{trap}",
    "alias.ls-tree": "!{trap}",
    "alias.rev-parse": "!{trap}",
    "core.alternateRefsCommand": "{trap}",
    "core.askPass": "{trap}",
    "core.editor": "{trap}",
    "core.fsmonitor": "{trap}",
    "core.gitProxy": "{trap}",
    "core.pager": "{trap}",
    "core.sshCommand": "{trap}",
    "credential.helper": "{trap}",
    "diff.external": "{trap}",
    "diff.trap.command": "{trap}",
    "diff.trap.textconv": "{trap}",
    "filter.trap.clean": "{trap}",
    "filter.trap.process": "{trap}",
    "filter.trap.smudge": "{trap}",
    "gpg.program": "{trap}",
    "log.showSignature": "true",
    "pager.cat-file": "{trap}",
}


def set_traps(trap: Path) -> None:
    """Let the repository's configuration name the trap wherever it can name a program."""
    for key, value in CONFIGURATION.items():
        git("config", key, value.format(trap=trap))
    for hook in ("post-checkout", "pre-commit", "reference-transaction", "post-index-change", "fsmonitor-watchman"):
        shutil.copy(trap, Path(".git", "hooks", hook))


def quietly(*arguments: str) -> None:
    """Run git as a careless program does."""
    subprocess.run(["git", *arguments], check=False, capture_output=True)


def test_nothing_that_the_repository_names_is_run(trap: Path) -> None:
    write("README.md", OLD)
    write(".gitattributes", "*.md diff=trap filter=trap\n")
    commit()
    write("README.md", NEW)
    set_traps(trap)
    for careless in (("status",), ("diff",), ("show", "HEAD:README.md"), ("show", "--textconv", "HEAD")):
        quietly(*careless)
    assert sprung(trap)
    assert texts(["README.md"]) == {"README.md": OLD}
    assert "knows no revision" in complaint("nope")
    assert not sprung(trap)


@pytest.mark.parametrize("remote", ["ssh://git@host.example/x", "ext::{trap}", "{folder}", "git://host.example/x"])
def test_what_a_partial_clone_lacks_is_not_fetched(remote: str, trap: Path) -> None:
    write("README.md", OLD)
    commit()
    blob = git("rev-parse", "HEAD:README.md")
    (Path(".git", "objects", blob[:2], blob[2:])).unlink()
    for key, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "protocol.allow": "always",
        "protocol.ext.allow": "always",
        "remote.origin.promisor": "true",
        "remote.origin.uploadpack": str(trap),
        "remote.origin.url": remote.format(trap=trap, folder=Path.cwd()),
    }.items():
        git("config", key, value)
    set_traps(trap)
    quietly("cat-file", "blob", blob)
    assert sprung(trap)
    assert complaint() == "README.md: git has not got its text at HEAD; this clone is not whole"
    assert not sprung(trap)
