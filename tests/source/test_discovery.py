from pathlib import Path

import pytest

from awesome_lint.source.discovery import expand_paths


@pytest.fixture
def tree(tmp_path: Path, monkeypatch) -> Path:
    root = tmp_path / "repository"
    for name in (
        ".git/a.md",
        ".github/PULL.md",
        "README.md",
        "readme.markdown",
        "UPPER.MD",
        "notes.txt",
        "docs/z.md",
        "docs/a.mdown",
        "docs/deep/b.md",
        "build/out.md",
        "vendor/x.md",
        "vendor/keep.md",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    (root / ".gitignore").write_text("build/\n/vendor/*.md\n")
    (root / "vendor" / ".gitignore").write_text("!keep.md\n")
    monkeypatch.chdir(root)
    return root


def expand(*paths: str, **options) -> list[str]:
    errors: list[Exception] = []
    found = expand_paths(paths, on_error=errors.append, **options)
    assert errors == []
    return found


def test_folder_means_its_markdown_files(tree):
    everything = [
        "README.md",
        "UPPER.MD",
        "readme.markdown",
        "docs/a.mdown",
        "docs/z.md",
        "docs/deep/b.md",
        "vendor/keep.md",
    ]
    assert expand(".") == everything
    assert expand(str(tree)) == [f"{tree}/{name}" for name in everything]


@pytest.mark.usefixtures("tree")
def test_ignore_files_above_the_folder_count():
    assert expand("vendor") == ["vendor/keep.md"]


@pytest.mark.usefixtures("tree")
def test_ignored_folder_is_read_when_it_is_named():
    assert expand("build/") == ["build/out.md"]


@pytest.mark.usefixtures("tree")
def test_explicit_files_are_taken_as_given():
    assert expand("./build/out.md", ".github/PULL.md", "none.md", "notes.txt") == [
        "./build/out.md",
        ".github/PULL.md",
        "none.md",
        "notes.txt",
    ]


def test_each_file_once_in_the_order_given(tree):
    (tree / "link.md").symlink_to("docs/z.md")
    assert expand("docs/z.md", "./docs/z.md", "link.md", "docs", str(tree / "docs")) == [
        "docs/z.md",
        "docs/a.mdown",
        "docs/deep/b.md",
    ]


@pytest.mark.usefixtures("tree")
def test_excluded_speaks_about_every_file():
    assert expand("README.md", "docs", excluded=lambda path: path in ("README.md", "docs/z.md")) == [
        "docs/a.mdown",
        "docs/deep/b.md",
    ]


def test_links_are_not_followed_out_of_the_repository(tree):
    (tree.parent / "other").mkdir()
    (tree.parent / "other" / "secret.md").touch()
    (tree / "docs" / "other").symlink_to("../../other")
    (tree / "docs" / "secret.md").symlink_to("../../other/secret.md")
    (tree / "docs" / "broken.md").symlink_to("none.md")
    assert expand("docs") == ["docs/a.mdown", "docs/z.md", "docs/deep/b.md"]


def test_folders_that_are_named_like_files(tree):
    (tree / "docs" / "folder.md").mkdir()
    assert expand("docs") == ["docs/a.mdown", "docs/z.md", "docs/deep/b.md"]


def test_errors_do_not_stop_the_others(tree):
    (tree / "docs" / ".gitignore").write_bytes(b"\0")
    errors = []
    assert expand_paths(["docs", "README.md"], on_error=errors.append) == [
        "docs/a.mdown",
        "docs/z.md",
        "docs/deep/b.md",
        "README.md",
    ]
    assert [str(error) for error in errors] == ["docs/.gitignore: is a binary file"]


def test_folder_that_cannot_be_read(open_folder, ordinary_user):
    (open_folder / "closed").mkdir(mode=0)
    (open_folder / "a.md").touch()
    errors = []
    with ordinary_user():
        found = expand_paths([str(open_folder)], on_error=errors.append)
    assert found == [f"{open_folder}/a.md"]
    assert [str(error) for error in errors] == [f"{open_folder}/closed: permission denied"]
