"""BDG003."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix, Severity
from awesome_lint.languages import LANGUAGES, fold_label
from awesome_lint.rules.badges._images import found_in, place_of, showing, written_url
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.syntax.badge_promises import Promise, promises_in, word_like
from awesome_lint.syntax.nodes import Badge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.source import SourceText
    from awesome_lint.syntax.badges import BadgeImage

THINGS = {
    "hf-model": "a model",
    "hf-dataset": "a dataset",
    "hf-space": "a space",
    "hf-collection": "a collection",
    "hf-org": "an organization",
}
"""What Hugging Face links lead to, in words. Papers are left out: a badge about a paper may lead anywhere."""
_HUB_BADGES = frozenset(("huggingface", "model", "dataset"))
_SHOWN_ANYWHERE = tuple(
    word for lang in LANGUAGES.values() for kind in ("demo", "leaderboard") for word in lang.badge_words.get(kind, ())
)
"""Words for what shows a model or dataset, which is a space or any page."""
_PAPERS = frozenset(("arxiv", "hf-paper", "doi"))
_SHORTENERS = frozenset(("bit.ly", "goo.gl", "is.gd", "lnkd.in", "t.co", "tinyurl.com", "u.nu", "suo.im", "dwz.cn"))
_GITHUB_TEXT = (
    "github code link links official on open page project repo repos repository source star stars view"
    " 代码 仓库 项目 链接 源码 地址"
)
_GITHUB_WORDS = frozenset(_GITHUB_TEXT.split())
"""Words of a badge that promises GitHub and nothing else (``GitHub Copilot`` is another promise)."""


class BadgeTargetMismatch(NodeRule[Badge]):
    """Badge promises one kind of thing and links another.

    ## Why is this bad?
    A reader who follows "models" to download one lands on a collection, or on no model at all; tools that read the
    list are misled as well.

    ## Example
    - **Llama** [![Hugging Face model](https://img.shields.io/badge/Hugging%20Face-model-blue)](https://huggingface.co/collections/meta-llama/llama-3)

    ## Use instead
    - **Llama** [![Hugging Face collection](https://img.shields.io/badge/Hugging%20Face-collection-blue)](https://huggingface.co/collections/meta-llama/llama-3)

    ## Fix safety
    The fix is unsafe because it picks a side: it names on the badge what the link leads to. The link may be what is
    wrong.
    """

    code = "BDG003"
    name = "badge-target-mismatch"
    since = "0.1"
    fixable = Fixable.SOMETIMES
    changes_urls = True
    node_type = Badge

    def check(self, node: Badge, context: Context) -> Iterator[Finding]:
        """Yield the badge when its words and its target do not go together."""
        if node.link is None:
            return
        if promise := broken_promise(node):
            yield _wrong_thing(node, promise, context.document.source)
        elif site := _broken_site(node):
            yield Finding(place_of(node), f"badge says {site}, but links {_target(node)}")


def broken_promise(badge: Badge) -> Promise | None:
    """Return what the badge clearly promises on Hugging Face where it links another kind of thing."""
    text = f"{badge.label} {badge.message}"
    promises = promises_in(text) if badge.kind in _HUB_BADGES else ()
    if any(word in text.casefold() for word in _SHOWN_ANYWHERE):
        return None
    if len(promises) != 1 or badge.resource is None or badge.resource.kind not in THINGS:
        return None
    return promises[0] if promises[0].kind in THINGS and promises[0].kind != badge.resource.kind else None


def _wrong_thing(badge: Badge, promise: Promise, source: SourceText) -> Finding:
    kind = badge.resource.kind if badge.resource else ""
    return Finding(
        found_in(source, place_of(badge), promise.word),
        f'badge says "{promise.word}", but links {THINGS[kind]} on Hugging Face',
        _fix(badge, promise, source) if kind != "hf-org" else None,
        severity=Severity.INFO if kind == "hf-org" else None,
    )


def _fix(badge: Badge, promise: Promise, source: SourceText) -> Fix | None:
    """Name on the badge, and in its alt text, what it links; an owner's page may stand for anything the owner has."""
    kind, span = badge.resource.kind if badge.resource else "", written_url(badge.image)
    word = word_like(promise, kind)
    if span is None or word is None:
        return None

    def is_kept(image: BadgeImage) -> bool:
        return [found.kind for found in promises_in(f"{image.label} {image.message}")] == [kind]

    url = showing(source.slice(span), promise.word, word, is_kept)
    edits = [Edit(span, url)] if url else []
    return Fix(f'Write "{word}"', (*edits, *_alt_edits(badge, promise, kind)), Applicability.UNSAFE) if url else None


def _alt_edits(badge: Badge, promise: Promise, kind: str) -> Iterator[Edit]:
    """Change the alt text along, where it makes the same promise."""
    span = badge.image.text_span
    for same in promises_in(badge.alt):
        word = word_like(same, kind)
        if same.kind == promise.kind and word and span and badge.alt.count(same.word) == 1:
            at = badge.alt.index(same.word)
            if len(span) == len(badge.alt):
                start = span.start + at
                yield Edit(type(span)(start, start + len(same.word)), word)


# --- sites -------------------------------------------------------------------------------------------------------


def _broken_site(badge: Badge) -> str | None:
    """Return the site that the badge names though it leads to another."""
    words = set(fold_label(f"{badge.label} {badge.message}").replace("-", " ").split())
    kind = badge.resource.kind if badge.resource else ""
    if badge.kind == "github" and "github" in words:
        return "GitHub" if words <= _GITHUB_WORDS | set(_named_words(badge)) and _leaves_github(badge.url) else None
    if badge.kind == "arxiv" and "arxiv" in words and not words & {"github", "code"}:
        return "arXiv" if _is_no_paper(badge) else None
    if badge.kind == "huggingface" and (kind == "github" or kind in _PAPERS):
        return "Hugging Face" if _is_off_hub(badge, kind) else None
    return "code" if badge.kind == "code" and kind in _PAPERS and not words & {"paper", "arxiv", "论文"} else None


def _named_words(badge: Badge) -> tuple[str, ...]:
    return tuple(badge.named.id.casefold().replace("-", " ").split()) if badge.named else ()


def _leaves_github(url: str) -> bool:
    """Tell whether ``url`` is a web address that has nothing to do with GitHub, as far as its text shows."""
    split = urlsplit(url)
    host = (split.hostname or "").removeprefix("www.")
    known = split.scheme in ("http", "https") and bool(host) and host not in _SHORTENERS
    return known and "github" not in url.casefold() and host != "git.io"


def _is_no_paper(badge: Badge) -> bool:
    """Tell whether an arXiv badge leads to a repository or to Hugging Face; files in them may be papers."""
    resource = badge.resource
    return resource is not None and not resource.path and (resource.kind == "github" or resource.kind in THINGS)


def _is_off_hub(badge: Badge, kind: str) -> bool:
    """Tell whether a Hugging Face badge leads elsewhere; its own repositories on GitHub belong to it."""
    about_paper = any(promise.kind == "hf-paper" for promise in promises_in(f"{badge.label} {badge.message}"))
    return kind != "hf-paper" and "huggingface" not in badge.url.casefold() and not (about_paper and kind in _PAPERS)


def _target(badge: Badge) -> str:
    if badge.resource is None:
        return urlsplit(badge.url).hostname or badge.url
    names = {"github": "a GitHub repository", "arxiv": "a paper", "hf-paper": "a paper", "doi": "a paper"}
    return names.get(badge.resource.kind) or f"{THINGS[badge.resource.kind]} on Hugging Face"
