"""Badges: which images are badges, what kind of thing each promises, and how to write one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.languages import LANGUAGES, fold_label
from awesome_lint.syntax.badge_text import build_badge, encode_badge_text
from awesome_lint.syntax.badge_urls import BadgeImage, parse_badge_url
from awesome_lint.syntax.nodes import Badge
from awesome_lint.syntax.resources import resource_of

if TYPE_CHECKING:
    from awesome_lint.syntax.nodes import Link, Resource

__all__ = [
    "BadgeImage",
    "altered_text",
    "badge_kind",
    "badge_of",
    "build_badge",
    "encode_badge_text",
    "is_badge_image",
    "names_kind",
    "parse_badge_url",
]

_SITES = {
    "arxiv": ("arxiv",),
    "huggingface": ("hugging face", "huggingface", "hf", "🤗"),
    "colab": ("colab", "google colab", "open in colab"),
    "openreview": ("openreview",),
    "paperswithcode": ("paper with code", "papers with code", "paperswithcode"),
    "wandb": ("wandb", "weights & biases"),
    "modelscope": ("modelscope", "魔搭"),
    "discord": ("discord",),
    "wechat": ("wechat", "微信"),
    "twitter": ("twitter", "x (twitter)"),
}
"""Sites a badge may name; they come before words such as ``paper`` that any site's badge may show."""
_RESOURCE_KINDS = {"arxiv": "arxiv", "hf-paper": "arxiv", "github": "github", "doi": "paper"}
_SHORT = 3
"""A text of more words is a remark that may mention anything; only a site's name counts in it."""
_NOT_SLUG = re.compile(r"[\W_]+")


def is_badge_image(url: str) -> bool:
    """Tell whether the image at ``url`` is a badge, judged by its address alone."""
    return parse_badge_url(url) is not None


def badge_of(image: Link, link: Link | None) -> Badge | None:
    """Return the badge that ``image``, perhaps inside ``link``, is; None for any other image."""
    parsed = parse_badge_url(image.url)
    if parsed is None:
        return None
    return Badge(
        span=link.span if link else image.span,
        kind=badge_kind(parsed, image.text, link.url if link else ""),
        alt=image.text,
        label=parsed.label,
        message=parsed.message,
        colour=parsed.colour,
        image=image,
        link=link,
        named=parsed.named,
    )


def badge_kind(image: BadgeImage, alt: str, link_url: str) -> str:
    """Return what the badge promises: ``arxiv``, ``github``, ``huggingface``, ``blog``, ``stars`` … or a slug.

    The image decides (what it shows live, its label, its logo, its message), then the alt text, then the target;
    words of no known kind give a slug of the label, and a badge that says nothing at all is of kind ``badge``.
    """
    known = (_known_kind(text) for text in (image.label, image.logo, image.message))
    return (
        _live_kind(image)
        or next((kind for kind in known if kind), "")
        or _slug(image.label or image.message)
        or _known_kind(alt)
        or _slug(alt)
        or _target_kind(link_url)
        or "badge"
    )


def names_kind(text: str) -> bool:
    """Tell whether ``text`` has words that a kind of badge is known by (``HF``, ``Paper``, ``代码``)."""
    return bool(_known_kind(text))


def altered_text(image: BadgeImage, target: Resource | None) -> str | None:
    """Return the name of ``target`` where the badge means to show it and its ``_`` or ``-`` makes it show another.

    ``badge/Model-my_model-blue`` shows ``my model``: wrong only where the badge leads to a thing called ``my_model``.
    """
    if target is None or image.route != "static":
        return None
    shown = (image.message, f"{image.label} {image.message}".strip())
    for name in (target.id, target.id.rpartition("/")[2]):
        looks_like = re.sub("[-_]", " ", name).casefold()
        if looks_like != name.casefold() and looks_like in (text.casefold() for text in shown):
            return name
    return None


def _live_kind(image: BadgeImage) -> str:
    """Return the kind of a badge with a live message: what it counts for GitHub, else the service asked."""
    if image.route in ("", "static", "file") or image.label == "DOI":
        return ""
    first, _, rest = image.route.partition("/")
    return rest.rpartition("/")[2] if first == "github" and rest else first


def _known_kind(text: str) -> str:
    """Return the kind whose words stand in ``text``, a site's before all others; the first word among equals."""
    folded = f" {' '.join(_NOT_SLUG.split(fold_label(text)))} "
    short = folded.count(" ") - 1 <= _SHORT
    for words in (_SITE_WORDS, _WORDS) if short else (_SITE_WORDS,):
        found = [(at, -len(word), kind) for word, kind in words.items() if (at := _find(word, folded, text)) >= 0]
        if found:
            return min(found)[2]
    return ""


def _find(word: str, folded: str, text: str) -> int:
    """Return where ``word`` stands: as a whole where words have spaces between them, else anywhere."""
    return folded.find(f" {word} ") if word.isascii() else text.find(word)


def _slug(text: str) -> str:
    return "-".join(part for part in _NOT_SLUG.split(fold_label(text)) if part)


def _target_kind(url: str) -> str:
    target = resource_of(url)
    return _RESOURCE_KINDS.get(target.kind, "huggingface") if target else ""


_SITE_WORDS = {word: kind for kind, words in _SITES.items() for word in words}
_WORDS = {
    "github": "github",
    **{word: kind for language in LANGUAGES.values() for kind, words in language.badge_words.items() for word in words},
}
