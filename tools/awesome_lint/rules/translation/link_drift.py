"""TRN006."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Finding, Fix
from awesome_lint.links.retired import find_retired
from awesome_lint.rules.base import Context, Fixable, PairRule
from awesome_lint.rules.translation._link_sets import (
    Differences,
    Replaced,
    Side,
    compare_links,
    is_unsound,
    is_web_page,
    lonely_children,
)
from awesome_lint.rules.translation._sides import edit_in, is_accepted, related_in_twin, twin_name, wrong_side
from awesome_lint.syntax.nodes import LinkForm
from awesome_lint.translation.align import CERTAIN
from awesome_lint.translation.pages import page_of
from awesome_lint.translation.parts import LINK, LINKS
from awesome_lint.translation.prose import passages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from awesome_lint.diagnostics import Edit, Severity
    from awesome_lint.source import Span
    from awesome_lint.syntax.nodes import Document, Entry, Link
    from awesome_lint.translation.align import Match
    from awesome_lint.translation.pair import Pair

_TOLD = 2
"""More links than these are counted, not named."""
_PLAIN = re.compile(r"[^\s\"'<>()\[\]\\&|]+")
"""An address that is written alike in every form of link."""


class LinkDrift(PairRule):
    """Entry links other pages than the same entry in the other language.

    ## Why is this bad?
    A project moves, and its link is mended in one language only: the readers of the other one find an old page.

    Badges are [TRN005](#trn005)'s matter. What leads readers of each language to a page of their own is fine: another
    edition of one page, a mirror, a site that serves those readers. A link that one text has and the other lacks is
    a warning only where configuration says that the files are kept in step.

    ## Example
    ## Tools

    - [Sigma](https://github.com/someone/sigma) - Describes signatures.

    ## Use instead
    ## Tools

    - [Sigma](https://github.com/sigma/sigma) - Describes signatures.

    ## Fix safety
    The fix is unsafe: it takes the source's link, unless the source's leads to a site that is gone, or to another
    place than the badge beside it says.
    """

    code = "TRN006"
    name = "link-drift"
    since = "0.1"
    fixable = Fixable.SOMETIMES
    changes_urls = True

    def check(self, pair: Pair, context: Context) -> Iterator[Finding]:
        """Yield each entry whose links differ from those of its partner."""
        if not pair.tells_drift:
            return
        unpaired = {*pair.alignment.our_entries, *pair.alignment.their_entries}
        for match in pair.alignment.entries:
            if match.confidence >= CERTAIN and (drift := _compare(pair, match, unpaired)):
                yield _finding(pair, match, drift)


def _compare(pair: Pair, match: Match[Entry], unpaired: Collection[Entry]) -> Differences:
    ours, theirs = match.ours, match.theirs
    if _urls(ours) == _urls(theirs):
        return Differences()
    drift = compare_links(_side(ours, pair.document, unpaired), _side(theirs, pair.twin, unpaired))
    if is_accepted(pair, match, LINK):
        drift = replace(drift, replaced=tuple(each for each in drift.replaced if each[0] is not ours.title_link))
    return Differences(
        drift.ours if _can_be_missed(theirs) else (),
        drift.theirs if _can_be_missed(ours) else (),
        drift.replaced,
    )


def _urls(entry: Entry) -> set[str]:
    return {link.url for link in entry.links if not link.is_image}


def _can_be_missed(entry: Entry) -> bool:
    """Tell whether a link that is not in an entry is missing there: it has prose, and no link that is broken."""
    return bool(passages(entry)) and not any(is_unsound(link) for link in entry.links)


def _side(entry: Entry, document: Document, unpaired: Collection[Entry]) -> Side:
    """Return the links of an entry to web pages without its badges; what those link is known.

    So is what stands in parts of the entry that the other language lacks.
    """
    badges = {badge.link for badge in entry.badges}
    links = [link for link in entry.links if not link.is_image and link not in badges and is_web_page(link)]
    known = {badge.url for badge in entry.badges if badge.link}
    known |= {link.url for child in lonely_children(entry, unpaired) for link in child.links}
    return Side(tuple(links), document.language, entry.title_link, frozenset(known))


def _finding(pair: Pair, match: Match[Entry], drift: Differences) -> Finding:
    span, message = _told(pair, match, drift)
    place = next(iter((*(theirs for _, theirs in drift.replaced), *drift.theirs)), None)
    related = related_in_twin(
        pair, _place(place) if place else match.theirs.title_span, place.url if place else match.theirs.title
    )
    edits = tuple(_edits(pair, match, drift.replaced))
    fix = Fix("Link what the other file links", edits, Applicability.UNSAFE) if edits else None
    return Finding(span, message, fix, _severity(pair, drift), related=related)


def _severity(pair: Pair, drift: Differences) -> Severity | None:
    """Return None where two links contradict each other; what is on one side only may just be behind."""
    return None if drift.replaced else pair.lag


def _told(pair: Pair, match: Match[Entry], drift: Differences) -> tuple[Span, str]:
    """Return where to look, and what differs."""
    title, twin = match.ours.title, twin_name(pair)
    told = [
        *((_place(ours), _replaced(ours, theirs, match.ours, twin)) for ours, theirs in drift.replaced),
        *((_place(link), f'"{title}" links {link.url}, {twin} does not') for link in drift.ours),
        *((match.ours.title_span, f'"{title}" does not link {link.url}, {twin} does') for link in drift.theirs),
    ]
    count = len(drift.replaced) + max(len(drift.ours), len(drift.theirs))
    if len(told) > _TOLD:
        return told[0][0], f'{count} links of "{title}" differ from those in {twin}'
    return told[0][0], "; ".join(message for _, message in told)


def _replaced(ours: Link, theirs: Link, entry: Entry, twin: str) -> str:
    """Return what two links lead to; one on the title is named as the entry is, a link elsewhere by its text, too."""
    text = f'"{ours.text}" of ' if ours is not entry.title_link and ours.text not in ("", ours.url) else ""
    return f'{text}"{entry.title}" leads to {ours.url}, in {twin} to {theirs.url}'


def _place(link: Link) -> Span:
    return link.url_span or link.span


def _edits(pair: Pair, match: Match[Entry], replaced: Sequence[Replaced]) -> Iterator[Edit]:
    """Yield the edits that let the wrong side link what the other one does, where they can be made in place."""
    own, named = pair.document, {match.ours: _named(match.ours), match.theirs: _named(match.theirs)}
    for ours, theirs in replaced:

        def breaks(entry: Entry, document: Document, ours: Link = ours, theirs: Link = theirs) -> bool:
            link, other = (ours, theirs) if document is own else (theirs, ours)
            contradicted = not _names(named[entry], link) and _names(named[entry], other)
            return contradicted or find_retired(link.url) is not None

        wrong = wrong_side(pair, match, LINK if ours is match.ours.title_link else LINKS, breaks)
        link, other, right = (ours, theirs, pair.twin) if wrong is own else (theirs, ours, own)
        url = right.source.slice(other.url_span) if other.url_span else ""
        if link.url_span and link.form is not LinkForm.REFERENCE and _PLAIN.fullmatch(url):
            yield edit_in(pair, wrong, link.url_span, url)


def _named(entry: Entry) -> frozenset[str]:
    """Return what the badges of an entry lead to and name."""
    pages = (page_of(badge.url).key for badge in entry.badges if badge.link)
    return frozenset((*pages, *(badge.named.same for badge in entry.badges if badge.named)))


def _names(named: Collection[str], link: Link) -> bool:
    return page_of(link.url).key in named or (link.resource is not None and link.resource.same in named)
