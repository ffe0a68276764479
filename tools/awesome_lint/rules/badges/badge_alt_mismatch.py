"""BDG004."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.diagnostics import Edit, Finding, Fix
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.source import Span
from awesome_lint.syntax.badge_promises import promises_in, word_like
from awesome_lint.syntax.badges import BadgeImage, badge_kind, parse_badge_url
from awesome_lint.syntax.nodes import Badge
from awesome_lint.syntax.resources import arxiv_resource, github_resource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.syntax.nodes import Resource

_DISTINCT_LIST = "arxiv github huggingface paperswithcode blog colab discord twitter wechat video modelscope"
_DISTINCT = frozenset(_DISTINCT_LIST.split())
"""Kinds of badges that no maintainer means by the name of another."""
_SYNTAX = frozenset('[]<>"`*|&\\')
"""What a badge may show and an alt text may not hold as it is."""
_BETWEEN = re.compile(r"[\s:\[\](),]+")


class _Mismatch(NamedTuple):
    """What the alt text says, what the badge says, and which text of the alt should be which; empty without a fix."""

    alt: str
    badge: str
    old: str = ""
    new: str = ""


class BadgeAltMismatch(NodeRule[Badge]):
    """Alt text of a badge names another kind of thing, or another identifier, than the badge.

    ## Why is this bad?
    The alt text is the badge for those who cannot see it, and for tools: they are told something else.

    ## Example
    - **Llama** [![Hugging Face dataset](https://img.shields.io/badge/Hugging%20Face-model-blue)](https://huggingface.co/meta-llama/Llama-3.1-8B)

    ## Use instead
    - **Llama** [![Hugging Face model](https://img.shields.io/badge/Hugging%20Face-model-blue)](https://huggingface.co/meta-llama/Llama-3.1-8B)
    """

    code = "BDG004"
    name = "badge-alt-mismatch"
    since = "0.1"
    fixable = Fixable.SOMETIMES
    node_type = Badge

    def check(self, node: Badge, context: Context) -> Iterator[Finding]:
        """Yield the badge when its alt text clearly says something else."""
        image = parse_badge_url(node.image.url)
        if not node.alt.strip() or image is None:
            return
        mismatch = _thing(node) or _identifier(node) or _kind(node, image)
        if mismatch:
            message = f'alt text says "{mismatch.alt}", but the badge says "{mismatch.badge}"'
            yield Finding(node.image.text_span or node.span, message, _fix(node, mismatch))


def _thing(badge: Badge) -> _Mismatch | None:
    """Compare what alt text and badge promise on Hugging Face; a link that sides with the alt leaves no fix."""
    if badge.kind != "huggingface":
        return None
    alt, shown = promises_in(badge.alt), promises_in(f"{badge.label} {badge.message}")
    if len(alt) != 1 or len(shown) != 1 or alt[0].kind == shown[0].kind:
        return None
    word = word_like(alt[0], shown[0].kind) or ""
    sides = badge.resource is not None and badge.resource.kind == alt[0].kind
    return _Mismatch(alt[0].word, shown[0].word, *(() if sides else (alt[0].word, word)))


def _identifier(badge: Badge) -> _Mismatch | None:
    """Compare the paper or repository that the alt text names with the one the badge shows or links."""
    said = _named_in(badge.alt)
    if said is None:
        return None
    sides = [r for r in (badge.named, badge.resource) if r and r.family == said.family]
    if not sides or any(side.same == said.same for side in sides) or not (badge.named or _half_equal(said, sides[0])):
        return None
    clear = len({side.same for side in sides}) == 1
    return _Mismatch(said.id, sides[0].id, *((said.id, sides[0].id) if clear else ()))


def _named_in(alt: str) -> Resource | None:
    papers = [paper for token in _BETWEEN.split(alt) if (paper := arxiv_resource(token))]
    if papers:
        return papers[0] if len(papers) == 1 else None
    owner, _, name = alt.strip().partition("/")
    return github_resource(owner, name) if re.search("[0-9_-]", alt) else None


def _half_equal(one: Resource, other: Resource) -> bool:
    """Tell whether owner or name is the same, so that words with a slash between them are no repository."""
    return any(a == b for a, b in zip(one.id.casefold().split("/"), other.id.casefold().split("/"), strict=False))


def _kind(badge: Badge, image: BadgeImage) -> _Mismatch | None:
    """Compare the kinds that alt text and badge name; a badge that names both is meant by either."""
    said, shown = _kind_of(badge.alt, image), badge_kind(image, "", "")
    texts = (image.label, image.message, image.logo, f"{image.label} {image.message}")
    if not {said, shown} <= _DISTINCT or said in {_kind_of(text, image) for text in texts} or said == shown:
        return None
    text = next((text for text in (image.label, image.message) if _kind_of(text, image) == shown), "")
    links_said = badge.link is not None and _kind_of_target(badge) == said
    return _Mismatch(badge.alt, text or shown, *(() if links_said or not text else (badge.alt, text)))


def _kind_of(text: str, image: BadgeImage) -> str:
    return badge_kind(BadgeImage(image.host, label=text), "", "") if text else ""


def _kind_of_target(badge: Badge) -> str:
    family = badge.resource.family.partition("-")[0] if badge.resource else ""
    return {"hf": "huggingface"}.get(family, family)


def _fix(badge: Badge, mismatch: _Mismatch) -> Fix | None:
    span, old, new = badge.image.text_span, mismatch.old, mismatch.new
    as_written = span is not None and len(span) == len(badge.alt) and badge.alt.count(old) == 1
    if span is None or not (as_written and new) or _SYNTAX & set(new):
        return None
    start = span.start + badge.alt.index(old)
    return Fix(f'Write "{new}"', (Edit(Span(start, start + len(old)), new),))
