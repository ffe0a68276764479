"""BDG006."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix, Severity
from awesome_lint.rules.badges._images import place_of, written_url
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.syntax.badge_text import encode_badge_text, split_static
from awesome_lint.syntax.badges import altered_text, names_kind, parse_badge_url
from awesome_lint.syntax.nodes import Entry
from awesome_lint.syntax.titles import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.syntax.badges import BadgeImage
    from awesome_lint.syntax.nodes import Badge

_EXTENSION = re.compile(r"\.(?:svg|png)\Z", re.IGNORECASE)
_COLOUR = re.compile(r"[0-9a-f]{3}(?:[0-9a-f]{3})?|[a-z]+", re.IGNORECASE)
_ROUTE = "/badge/"
_SOME_COLOUR = "blue"
_LABEL_MESSAGE_COLOUR = 3


@dataclass(frozen=True, slots=True)
class _Static:
    """A static badge's address: what stands before and after its text, and the text's parts as written."""

    before: str
    parts: tuple[str, ...]
    after: str

    def with_text(self, *parts: str) -> str:
        return f"{self.before}{'-'.join(parts)}{self.after}"


class MalformedBadge(NodeRule[Entry]):
    """Badge has an address that shields.io does not answer, or that shows another text than meant.

    ## Why is this bad?
    In a static badge's text a single hyphen separates label, message and colour, and an underscore is a space. With
    a hyphen too many there is no image at all, and ``my_model`` is shown as "my model".

    ## Example
    - **DeepSeek** [![HF](https://img.shields.io/badge/HF-DeepSeek-V3-yellow)](https://huggingface.co/deepseek-ai/DeepSeek-V3)

    ## Use instead
    - **DeepSeek** [![HF](https://img.shields.io/badge/HF-DeepSeek--V3-yellow)](https://huggingface.co/deepseek-ai/DeepSeek-V3)

    ## Fix safety
    The fix is unsafe where it has to guess: which of several hyphens ends the label, or a colour that no badge of the
    same kind has.
    """

    code = "BDG006"
    name = "malformed-badge"
    since = "0.1"
    severity = Severity.ERROR
    fixable = Fixable.SOMETIMES
    changes_urls = True
    node_type = Entry

    def check(self, node: Entry, context: Context) -> Iterator[Finding]:
        """Yield the badges of an entry that are not shown, and those that show a name without its ``_`` or ``-``."""
        for badge in node.badges:
            image = parse_badge_url(badge.image.url)
            span = written_url(badge.image)
            written = _static(context.document.source.slice(span)) if span else None
            if image and image.problem:
                fix = _mended(written, badge, node, context) if written else None
                yield Finding(place_of(badge), f"shields.io cannot show this badge: {image.problem}", fix)
            elif image and written and (name := _lost_name(badge, image, written)):
                shown = " ".join(filter(None, (image.label, image.message)))
                fix = _renamed(written, image, name, badge)
                yield Finding(place_of(badge), f'badge shows "{shown}" for {name}', fix, severity=Severity.WARNING)


def _static(url: str) -> _Static | None:
    head, route, rest = url.partition(_ROUTE)
    end = min((at for mark in "?#" if (at := rest.find(mark)) >= 0), default=len(rest))
    text = rest[:end].rstrip("/")
    extension = _EXTENSION.search(text)
    stem = text[: extension.start()] if extension else text
    return _Static(head + route, tuple(split_static(stem)), rest[len(stem) :]) if route and stem else None


def _lost_name(badge: Badge, image: BadgeImage, written: _Static) -> str | None:
    """Return the name that is shown without its hyphens or underscores though they are written."""
    name = altered_text(image, badge.resource)
    if not name or not re.search("[-_]", name):
        return None
    return name if name.casefold() in unquote("-".join(written.parts)).casefold() else None


def _renamed(written: _Static, image: BadgeImage, name: str, badge: Badge) -> Fix | None:
    alone = re.sub("[-_]", " ", name).casefold() == image.message.casefold()
    label = written.parts[: len(written.parts) - 2] if alone else ()
    return _fix(written.with_text(*label, encode_badge_text(name).replace("%2F", "/"), written.parts[-1]), badge)


def _mended(written: _Static, badge: Badge, entry: Entry, context: Context) -> Fix | None:
    """Write as hyphens of the text those that separate nothing, and the colour of the section where there is none."""
    *texts, colour = written.parts
    known = context.schemas.of(entry).badge_templates.get(badge.kind, "")
    usual = parse_badge_url(known.replace("{}", "text")) if known else None
    safe = True
    if not texts or not _COLOUR.fullmatch(colour):
        texts, colour = [*texts, *filter(None, [colour])], usual.colour if usual and usual.colour else ""
        safe = bool(colour)
    if not any(texts):
        return None
    if len(texts) >= _LABEL_MESSAGE_COLOUR:
        whole = _is_name("-".join(texts), badge, entry)
        safe = safe and (whole or names_kind(unquote(texts[0])))
        texts = ["--".join(texts)] if whole else [texts[0], "--".join(texts[1:])]
    return _fix(written.with_text(*texts, colour or _SOME_COLOUR), badge, safe=safe)


def _is_name(text: str, badge: Badge, entry: Entry) -> bool:
    """Tell whether ``text`` is what the badge links, or the entry's title."""
    names = [entry.title, badge.resource.id.rpartition("/")[2] if badge.resource else ""]
    return squeezed(unquote(text)) in map(squeezed, names)


def _fix(url: str, badge: Badge, *, safe: bool = True) -> Fix | None:
    """Return the fix that writes ``url``, None when that would not be shown either."""
    image, span = parse_badge_url(url), written_url(badge.image)
    if image is None or image.problem or span is None:
        return None
    shown = " ".join(filter(None, (image.label, image.message)))
    return Fix(f'Show "{shown}"', (Edit(span, url),), Applicability.SAFE if safe else Applicability.UNSAFE)
