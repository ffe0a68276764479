"""BDG005."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding
from awesome_lint.rules.badges._images import found_in, place_of
from awesome_lint.rules.base import Context, NodeRule
from awesome_lint.syntax.nodes import Document
from awesome_lint.syntax.titles import normalize_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.syntax.nodes import Badge, Entry

_OWN_LIST = "arxiv blog code demo docs github homepage huggingface leaderboard paper paperswithcode poster slides video"
_OWN = frozenset(_OWN_LIST.split())
"""Kinds of badges that lead to the entry's own things; others may name an entry (``License-Llama 3``, a base model)."""
_COMMON_LIST = (
    "a ai and blog code demo github group inc lab labs link model models of paper project research team the website"
    " 团队 实验室 博客 官网 论文 代码"
)
_COMMON = frozenset(_COMMON_LIST.split())
"""Words that name nothing."""
_LEAST_LETTERS = 3
_WORD = re.compile(r"[^\W_]+(?:\.[0-9]+)*")


class CopiedBadgeLabel(NodeRule[Document]):
    """Badge shows the name of another entry.

    ## Why is this bad?
    The badge was copied together with its text, so it names a model or tool that this entry has nothing to do with.

    ## Example
    ## Models

    ### Phi

    [![Blog](https://img.shields.io/badge/Blog-Phi%20AI-orange)](https://www.example.com/phi-2)

    ### Gemma

    [![Blog](https://img.shields.io/badge/Blog-Phi%20AI-orange)](https://www.example.org/gemma)

    ## Use instead
    ## Models

    ### Phi

    [![Blog](https://img.shields.io/badge/Blog-Phi%20AI-orange)](https://www.example.com/phi-2)

    ### Gemma

    [![Blog](https://img.shields.io/badge/Blog-Gemma-orange)](https://www.example.org/gemma)
    """

    code = "BDG005"
    name = "copied-badge-label"
    since = "0.1"
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield the badges that name another entry than their own."""
        titles = {name: entry.title for entry in node.entries for name in _names(entry.title)}
        for entry in node.entries:
            for badge in entry.badges:
                title = titles.get(_name(badge.message))
                if title and badge.link and badge.kind in _OWN and _is_foreign(badge, entry):
                    place = found_in(node.source, place_of(badge), badge.message)
                    yield Finding(place, f'badge of {entry.title} says "{badge.message}", the name of {title}')


def _names(title: str) -> set[tuple[str, ...]]:
    """Return the names of an entry: its title, and what stands before a colon or parenthesis."""
    heads = (title, re.split(r"[(（:：]", title)[0])
    return {name for head in heads if len("".join(name := _name(head))) >= _LEAST_LETTERS}


def _name(text: str) -> tuple[str, ...]:
    return tuple(word for word in _words(text) if word not in _COMMON)


def _words(text: str) -> list[str]:
    return _WORD.findall(normalize_title(text))


def _is_foreign(badge: Badge, entry: Entry) -> bool:
    """Tell whether neither the title of ``entry`` nor one of its links has anything of the name on its badge."""
    name = _name(badge.message)
    title = _words(entry.title)
    shared = any(word in own or own in word for word in name for own in title)
    urls = [link.url.casefold() for link in entry.links if not link.is_image]
    return not shared and not any(all(word in url for word in name) for url in urls)
