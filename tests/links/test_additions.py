"""Which links a working tree adds to a revision, in real repositories."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from awesome_lint.errors import UsageError
from awesome_lint.links.additions import added_targets
from awesome_lint.links.targets import targets_of, unique
from awesome_lint.source.reader import read_source
from awesome_lint.syntax.document import parse_document

OLD = """\
# List

- [One](https://one.example/a) - and [its code](https://github.com/x/one).
- [Paper](https://arxiv.org/abs/2403.04652v1)
"""


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.chdir(tmp_path)
    git("init", "-q")
    Path("README.md").write_text(OLD)
    Path("README_zh.md").write_text("# 列表\n\n- [二](https://two.example/)\n")
    commit()


def git(*arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=Us", "-c", "user.email=us@us.example", *arguments], check=True)


def commit() -> None:
    git("add", "-A")
    git("commit", "-q", "-m", "more")


def added(*paths: str, rev: str = "HEAD") -> list[str]:
    documents = [parse_document(read_source(path)) for path in paths]
    targets = unique(target for document in documents for link in document.links for target in targets_of(link))
    return [target.key for target in added_targets(targets, paths, rev) if target.place is None]


def write(text: str, name: str = "README.md") -> None:
    Path(name).write_text(text)


def test_nothing_changed() -> None:
    assert added("README.md", "README_zh.md") == []


def test_only_what_is_new_is_judged() -> None:
    write(f"{OLD}- [Three](https://three.example/) and [Four](https://four.example/)\n- <https://three.example/#x>\n")
    assert added("README.md") == ["https://three.example/", "https://four.example/"]


def test_other_spellings_of_a_known_link_are_not_new() -> None:
    write(
        "# L\n\n[x](HTTPS://ONE.example:443/a#b) [p](https://arxiv.org/pdf/2403.04652) [g](http://github.com/X/one.git)\n"
    )
    assert added("README.md") == []


def test_a_page_of_a_known_repository_is_new_and_the_repository_is_not() -> None:
    write(f"{OLD}\n[docs](https://github.com/x/one/tree/main/docs)\n")
    assert added("README.md") == ["https://github.com/x/one/tree/main/docs"]


def test_a_link_that_moved_to_another_checked_file_is_not_new() -> None:
    write("# List\n")
    write(
        "# 列表\n\n- [一](https://one.example/a) [二](https://two.example/) [三](https://three.example/)\n",
        "README_zh.md",
    )
    assert added("README.md", "README_zh.md") == ["https://three.example/"]
    assert added("README_zh.md") == ["https://one.example/a", "https://three.example/"]


def test_all_links_of_a_new_file_are_new() -> None:
    write("[One](https://one.example/a) [Five](https://five.example/)\n", "more.md")
    assert added("more.md") == ["https://one.example/a", "https://five.example/"]
    assert added("more.md", "README.md") == ["https://five.example/"]


def test_links_of_a_file_that_got_another_name_are_not_new() -> None:
    Path("README.md").rename("LIST.md")
    write(f"{OLD}\n<https://six.example/>\n", "LIST.md")
    assert added("LIST.md") == ["https://six.example/"]


def test_an_older_revision() -> None:
    write(f"{OLD}\n<https://six.example/>\n")
    commit()
    write(f"{OLD}\n<https://six.example/> <https://seven.example/>\n")
    assert added("README.md") == ["https://seven.example/"]
    assert added("README.md", rev="HEAD~1") == ["https://six.example/", "https://seven.example/"]


def test_an_old_text_beyond_a_limit_linked_nothing() -> None:
    write(">" * 200 + " [One](https://one.example/a)\n")
    commit()
    write(OLD)
    assert added("README.md")[0] == "https://one.example/a"


def test_an_unknown_revision_is_an_error() -> None:
    with pytest.raises(UsageError, match="git knows no revision 'nope'"):
        added("README.md", rev="nope")
