from __future__ import annotations

import pytest

from awesome_lint.source import SourceText
from awesome_lint.syntax.document import parse_document
from awesome_lint.syntax.own_links import own_links


@pytest.mark.parametrize(
    ("bullet", "own"),
    [
        ("[X](https://x.example) is built on [Y](https://github.com/o/y).", ["https://x.example"]),
        ("**X** [[code](https://github.com/o/y)] [[data](https://github.com/o/d)]", ["https://github.com/o/y"]),
        ("**X** [[论文](https://arxiv.org/abs/2401.00001)]", ["https://arxiv.org/abs/2401.00001"]),
        ("**Foo Bar**, see [here](https://github.com/o/foo-bar)", ["https://github.com/o/foo-bar"]),
        ("**Foo**, see [here](https://github.com/o/foo-bar)", []),
        ("[X](https://x.example) [![](https://badges.aleen42.com/src/github.svg)](https://github.com/o/x)", ["https://x.example"]),
        ("[X](https://x.example) ![code](https://x.example/code.png)", ["https://x.example"]),
    ],
)  # fmt: skip
def test_own_links(bullet: str, own: list[str]) -> None:
    (entry,) = parse_document(SourceText("list.md", f"- {bullet}\n")).entries
    assert [link.url for link in own_links(entry)] == own
