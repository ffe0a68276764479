"""BDG007."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix, Severity
from awesome_lint.rules.badges._exemplars import Exemplars, exemplars_of, leading_to, like_those_of, only_image
from awesome_lint.rules.badges._images import is_plain, place_of, showing, written_url
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.schema import image_template
from awesome_lint.syntax.badges import BadgeImage, badge_kind, parse_badge_url
from awesome_lint.syntax.nodes import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from awesome_lint.syntax.nodes import Badge


class _Usual(NamedTuple):
    """How the section draws what a badge shows; ``safe`` when nothing it says is lost."""

    url: str
    safe: bool


class BadgeStyle(NodeRule[Document]):
    """Badge is drawn in another way than the others of its kind in the section.

    ## Why is this bad?
    One row of badges in two styles reads as unedited, and a reader looks for a difference that is not there.

    ## Example
    - [Alpha](https://github.com/o/alpha) ![](https://img.shields.io/github/stars/o/alpha)
    - [Beta](https://github.com/o/beta) ![](https://img.shields.io/github/stars/o/beta)
    - [Gamma](https://github.com/o/gamma) ![](https://img.shields.io/github/stars/o/gamma.svg?style=social)
    - [Delta](https://github.com/o/delta) ![](https://img.shields.io/github/stars/o/delta)

    ## Use instead
    - [Alpha](https://github.com/o/alpha) ![](https://img.shields.io/github/stars/o/alpha)
    - [Beta](https://github.com/o/beta) ![](https://img.shields.io/github/stars/o/beta)
    - [Gamma](https://github.com/o/gamma) ![](https://img.shields.io/github/stars/o/gamma)
    - [Delta](https://github.com/o/delta) ![](https://img.shields.io/github/stars/o/delta)

    ## Fix safety
    The fix is unsafe where the badge has words of its own that the section's badges do not show.
    """

    code = "BDG007"
    name = "badge-style"
    since = "0.1"
    severity = Severity.INFO
    fixable = Fixable.SOMETIMES
    changes_urls = True
    yields_to = ("BDG001", "BDG006")
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield the badges that a badge in the section's style could stand for."""
        exemplars = exemplars_of(node)
        for entry in node.entries:
            templates = context.schemas.of(entry).badge_templates
            for badge in entry.badges:
                if templates.get(badge.kind, "") not in ("", image_template(badge.image.url)):
                    yield from _compare(badge, templates, exemplars)


def _compare(badge: Badge, templates: Mapping[str, str], exemplars: Exemplars) -> Iterator[Finding]:
    image = parse_badge_url(badge.image.url)
    usual = _usual(badge, like_those_of(badge.kind, templates, exemplars))
    if image and not image.problem and usual and is_plain(usual.url):
        span = written_url(badge.image)
        safety = Applicability.SAFE if usual.safe else Applicability.UNSAFE
        fix = Fix("Write the badge in the section's style", (Edit(span, usual.url),), safety) if span else None
        style = templates[badge.kind].replace("{}", "…")
        yield Finding(place_of(badge), f"badge is not in the section's style: {style}", fix)


def _usual(badge: Badge, peers: Sequence[Badge]) -> _Usual | None:
    """Return the badge's address in the style of ``peers``: with its identifier, its message, or the one they share.

    Where messages differ, a colour or a logo may mean something, so such badges are not compared.
    """
    if named := next((peer for peer in peers if peer.named), None):
        return _with_identifier(badge, named)
    same = next((peer for peer in peers if peer.message and peer.message.casefold() == badge.message.casefold()), None)
    if same:
        return _Usual(same.image.url, safe=_says_nothing_else(badge, same))
    shared = only_image(leading_to(badge.resource.kind, peers)) if badge.resource else None
    return _Usual(shared, safe=False) if shared else None


def _with_identifier(badge: Badge, peer: Badge) -> _Usual | None:
    if badge.named is None or peer.named is None:
        return None
    wanted = badge.named

    def is_same(image: BadgeImage) -> bool:
        return image.named == wanted

    url = showing(peer.image.url, _shown(peer), _shown(badge), is_same)
    return _Usual(url, safe=_says_nothing_else(badge, peer)) if url else None


def _shown(badge: Badge) -> str:
    """Return the identifier as the image shows it."""
    if badge.named is None:
        return ""
    return badge.named.id + (f"v{badge.named.version}" if badge.named.version else "")


def _says_nothing_else(badge: Badge, peer: Badge) -> bool:
    """Tell whether the label of ``badge`` says no more than that of ``peer``, or than its kind."""
    plain = badge_kind(BadgeImage("", label=badge.label), "", "") == badge.kind and len(badge.label.split()) == 1
    return badge.label.casefold() == peer.label.casefold() or plain
