"""What links lead to: each link's targets, in the order in which they are judged."""

from __future__ import annotations

import pytest

from awesome_lint.links.targets import targets_of
from awesome_lint.source import SourceText
from awesome_lint.syntax.document import parse_document

REPOSITORY = "github:x/tool"


@pytest.mark.parametrize(
    ("address", "keys"),
    [
        ("https://a.example/page", ["https://a.example/page"]),
        ("https://a.example/page#Usage", ["https://a.example/page", "https://a.example/page#Usage"]),
        ("https://a.example/page#%E4%B8%AD", ["https://a.example/page", "https://a.example/page#中"]),
        ("https://a.example/page#L10", ["https://a.example/page"]),
        ("https://a.example/#/route", ["https://a.example/"]),
        ("https://github.com/X/tool", [REPOSITORY]),
        ("https://github.com/x/tool#readme", [REPOSITORY]),
        ("https://github.com/x/tool/tree/main/a", [REPOSITORY, "https://github.com/x/tool/tree/main/a"]),
        ("https://arxiv.org/pdf/2403.04652v2", ["arxiv:2403.04652"]),
        ("https://huggingface.co/papers/2403.04652", ["hf-paper:2403.04652"]),
        ("https://doi.org/10.1145/3292500", ["doi:10.1145/3292500"]),
        ("https://link.zhihu.com/?target=https%3A//a.example/b", ["https://a.example/b"]),
        ("https://link.zhihu.com/?target=https%3A//github.com/x/tool", [REPOSITORY]),
        ("docs/guide.md", []),
        ("#models", []),
        ("mailto:a@a.example", []),
    ],
)
def test_targets(address: str, keys: list[str]) -> None:
    (link,) = parse_document(SourceText("README.md", f"[x]({address})\n")).links
    targets = targets_of(link)
    assert [target.key for target in targets] == keys
    assert [target.parent for target in targets] == [None, *keys[:1]][: len(keys)]


def test_badges_are_pictures_and_not_asked() -> None:
    document = parse_document(
        SourceText("README.md", "[![a](https://img.shields.io/badge/a-b-red)](https://a.example)\n")
    )
    assert [target.key for link in document.links for target in targets_of(link)] == ["https://a.example/"]
