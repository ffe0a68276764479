from pathlib import Path

import pytest

from awesome_lint.source.files import FileIndex, repository_root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    for folder in (".git", "docs", "image", "module"):
        (root / folder).mkdir(parents=True)
    for name in ("README.md", "docs/guide.md", "image/my title.png", "image/标题.png", "c#.md", "100%.md"):
        (root / name).touch()
    (tmp_path / "outside.md").touch()
    (root / "out.md").symlink_to("../outside.md")
    (root / "in.md").symlink_to("docs/guide.md")
    (root / "broken.md").symlink_to("docs/none.md")
    (root / "loop.md").symlink_to("loop.md")
    return root


@pytest.mark.parametrize(
    ("document", "target", "expected"),
    [
        ("README.md", "docs/guide.md", True),
        ("README.md", "./docs/guide.md#part?x", True),
        ("README.md", "docs/guide.md?raw=true", True),
        ("README.md", "docs", True),
        ("README.md", "docs/", True),
        ("README.md", ".", True),
        ("README.md", "/docs/guide.md", True),
        ("docs/guide.md", "/README.md", True),
        ("docs/guide.md", "../README.md", True),
        ("docs/guide.md", "README.md", False),
        ("README.md", "image/my%20title.png", True),
        ("README.md", "image/my title.png", True),
        ("README.md", "image/%E6%A0%87%E9%A2%98.png", True),
        ("README.md", "image/标题.png", True),
        ("README.md", "c%23.md", True),
        ("README.md", "100%.md", True),
        ("README.md", "none.md", False),
        ("README.md", "docs/none/guide.md", False),
        ("README.md", "Docs/guide.md", False),
        ("README.md", "../outside.md", None),
        ("README.md", "../../issues", None),
        ("README.md", "/../outside.md", None),
        ("README.md", "..%2Foutside.md", None),
        ("README.md", "out.md", None),
        ("README.md", "in.md", True),
        ("README.md", "broken.md", True),  # the link itself is a file of the repository
        ("README.md", "loop.md", True),
        ("README.md", "module/file.md", None),  # an empty folder: a submodule that was not fetched
        ("README.md", "a%00b.md", None),
        ("README.md", "a" * 300, False),
        ("README.md", "\ud800.md", None),
    ],
)
def test_exists(root, document, target, expected):
    index = FileIndex(root)
    assert index.exists(str(root / document), target) is expected
    assert index.exists(str(root / document), target) is expected


def test_nothing_is_known_about_a_folder_that_cannot_be_read(open_folder, ordinary_user):
    (open_folder / "closed").mkdir(mode=0)
    with ordinary_user():
        assert FileIndex(open_folder).exists(str(open_folder / "a.md"), "closed/b.md") is None


def test_relative_names_count_from_the_current_folder(root, monkeypatch):
    monkeypatch.chdir(root / "docs")
    index = FileIndex(repository_root("guide.md"))
    assert index.exists("guide.md", "../README.md") is True
    assert index.exists("../README.md", "docs/guide.md") is True


def test_each_file_is_asked_for_once(root):
    index = FileIndex(root)
    assert index.exists(str(root / "README.md"), "late.md") is False
    (root / "late.md").touch()
    assert index.exists(str(root / "docs" / "guide.md"), "../late.md") is False


@pytest.mark.parametrize(
    ("document", "target", "expected"),
    [
        ("README.md", "Docs/guide.md", "docs/guide.md"),
        ("README.md", "docs/Guide.MD", "docs/guide.md"),
        ("README.md", "docs/giude.md", "docs/guide.md"),
        ("README.md", "/docs/guid.md#x", "docs/guide.md"),
        ("docs/guide.md", "../READNE.md", "../README.md"),
        ("README.md", "docs/licence.txt", None),
        ("README.md", "Docs/giude.md", None),
        ("README.md", "../outsid.md", None),
        ("README.md", "a%00b.md", None),
        ("README.md", "\ud800.md", None),
    ],
)
def test_similar(root, document, target, expected):
    assert FileIndex(root).similar(str(root / document), target) == expected


def test_markdown_names(root):
    index = FileIndex(root)
    assert index.markdown_names(str(root / "docs" / "guide.md")) == ("guide.md",)
    assert "README.md" in index.markdown_names(str(root / "docs" / "guide.md"), "..")
    assert index.markdown_names(str(root / "README.md"), "..") == ()
    assert index.markdown_names(str(root / "README.md"), "none") == ()


def test_repository_root(root, tmp_path, monkeypatch):
    assert repository_root(root / "docs" / "guide.md") == root
    assert repository_root(root) == root
    assert repository_root(root / "none" / "none.md") == root
    assert repository_root(tmp_path / "outside.md") == tmp_path
    monkeypatch.chdir(root / "docs")
    assert repository_root("guide.md") == root


def test_work_tree_whose_git_is_a_file(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / ".git").write_text("gitdir: elsewhere\n")
    assert repository_root(tmp_path / "docs") == tmp_path
