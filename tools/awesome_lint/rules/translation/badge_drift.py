"""TRN005."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Finding, Fix
from awesome_lint.rules.badges._placing import Neighbours, place_for
from awesome_lint.rules.base import Context, Fixable, PairRule
from awesome_lint.rules.translation._badge_sets import BadgeSets
from awesome_lint.rules.translation._sides import edit_in, is_accepted, related_in_twin, twin_name, wrong_side
from awesome_lint.schema import Schemas
from awesome_lint.translation.align import CERTAIN
from awesome_lint.translation.parts import badge_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.source import Span
    from awesome_lint.syntax.nodes import Badge, Document, Entry
    from awesome_lint.translation.align import Match
    from awesome_lint.translation.pair import Pair


class BadgeDrift(PairRule):
    """Entry has other badges than the same entry in the other language.

    ## Why is this bad?
    Badges are what readers click. Where they differ, one of the two texts sends its readers to a wrong page, or keeps
    one from them.

    Badges are compared by what they lead to or name, not by their texts, colours or order. A kind of badge that one
    of the two texts never shows is left out on purpose, and a link in the text does as well as a badge.

    ## Example
    ## Models

    - [Alpha](https://alpha.example) [![arXiv](https://img.shields.io/badge/arXiv-blue)](https://arxiv.org/abs/2301.00002)

    ## Use instead
    ## Models

    - [Alpha](https://alpha.example) [![arXiv](https://img.shields.io/badge/arXiv-blue)](https://arxiv.org/abs/2301.00001)

    ## Fix safety
    The fix is unsafe: it takes the source's badge, unless that contradicts itself. It removes none.
    """

    code = "TRN005"
    name = "badge-drift"
    since = "0.1"
    fixable = Fixable.SOMETIMES
    changes_urls = True
    yields_to = ("BDG001", "BDG006")

    def check(self, pair: Pair, context: Context) -> Iterator[Finding]:
        """Yield each badge that differs."""
        if not pair.tells_drift:
            return
        sets = BadgeSets(pair)
        for match in (match for match in pair.alignment.entries if match.confidence >= CERTAIN):
            drift = sets.compare(match)
            names = badge_names(match.ours) | badge_names(match.theirs)
            accepted = {badge for badge, name in names.items() if drift and is_accepted(pair, match, name)}
            yield from (_replaced(pair, match, *badges) for badges in drift.replaced if badges[0] not in accepted)
            yield from (_extra(pair, match, badge) for badge in drift.ours if badge not in accepted)
            yield from (_missing(pair, match, badge, context) for badge in drift.theirs if badge not in accepted)


def _replaced(pair: Pair, match: Match[Entry], badge: Badge, other: Badge) -> Finding:
    message = f"{_shown(badge)} {_says(badge)}, in {twin_name(pair)} it {_says(other)}"
    related = related_in_twin(pair, other.span, f"here it {_says(other)}")
    return Finding(badge.span, message, _take(pair, match, badge, other), related=related)


def _extra(pair: Pair, match: Match[Entry], badge: Badge) -> Finding:
    message = f'{_shown(badge)} {_says(badge)}; {twin_name(pair)} has none for "{match.theirs.title}"'
    fix = _copy(pair, badge, match.theirs, Schemas(pair.twin)) if pair.is_source else None
    related = related_in_twin(pair, match.theirs.title_span, "the entry without it")
    return Finding(badge.span, message, fix, related=related)


def _missing(pair: Pair, match: Match[Entry], badge: Badge, context: Context) -> Finding:
    message = f'"{match.ours.title}" lacks {_shown(badge)} that {twin_name(pair)} has; it {_says(badge)}'
    fix = None if pair.is_source else _copy(pair, badge, match.ours, context.schemas)
    related = related_in_twin(pair, badge.span, "the badge")
    return Finding(match.ours.title_span, message, fix, related=related)


def _shown(badge: Badge) -> str:
    """Return how to speak of a badge."""
    text = badge.alt or badge.label or badge.message
    return f'the badge "{text}"' if text else "the badge"


def _says(badge: Badge) -> str:
    if badge.link is not None:
        return f"leads to {badge.url}"
    return f"names {badge.named.id}" if badge.named else f"shows {badge.image.url}"


def _take(pair: Pair, match: Match[Entry], badge: Badge, other: Badge) -> Fix | None:
    """Let the wrong side have what the other one has: the target, or the badge where its image names something."""
    own = pair.document

    def breaks(entry: Entry, document: Document) -> bool:
        return _contradicts_title(badge if document is own else other, entry)

    wrong = wrong_side(pair, match, badge_names(match.ours)[badge], breaks)
    bad, good, right = (badge, other, pair.twin) if wrong is own else (other, badge, own)
    places = _targets(bad, good) if bad.named is None and good.named is None else (bad.span, good.span)
    if places is None or not (_is_in_place(bad) and _is_in_place(good)):
        return None
    edit = edit_in(pair, wrong, places[0], right.source.slice(places[1]))
    return Fix("Take the badge of the other file", (edit,), Applicability.UNSAFE)


def _targets(bad: Badge, good: Badge) -> tuple[Span, Span] | None:
    """Return the places of what two badges lead to."""
    places = [badge.link.url_span for badge in (bad, good) if badge.link and badge.link.url_span]
    return (places[0], places[1]) if len(places) == len((bad, good)) else None


def _contradicts_title(badge: Badge, entry: Entry) -> bool:
    """Tell whether the entry's title leads to another thing of the kind that the badge leads to."""
    link, found = entry.title_link, badge.resource or badge.named
    title = link.resource if link else None
    return title is not None and found is not None and title.family == found.family and title.same != found.same


def _copy(pair: Pair, badge: Badge, entry: Entry, schemas: Schemas) -> Fix | None:
    """Insert ``badge``, one of the source, where ``entry`` of the translation has its badges."""
    place = place_for(badge.kind, entry, schemas.of(entry).badge_order, Neighbours(pair.translation))
    if place is None or not _is_in_place(badge):
        return None
    text = place.around(pair.source.source.slice(badge.span))
    return Fix("Copy the badge", (edit_in(pair, pair.translation, place.span, text),), Applicability.UNSAFE)


def _is_in_place(badge: Badge) -> bool:
    """Tell whether a badge is written in one place, without definitions elsewhere, on one line."""
    return not badge.image.label and not (badge.link and badge.link.label)
