"""LNK102."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix
from awesome_lint.links.destinations import is_news, loss
from awesome_lint.links.hosts import Address, bare_host, belongs_to, split_address
from awesome_lint.links.verdicts import Judgement, Verdict
from awesome_lint.links.wrappers import markdown_safe, unwrap
from awesome_lint.rules.base import Context, Fixable, LinkRule
from awesome_lint.rules.links._judged import is_repeated, place_of
from awesome_lint.rules.links._renames import rename_of
from awesome_lint.syntax.resources import normalized_url, resource_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.syntax.nodes import Link

_SHARED = frozenset(
    (
        *("blogspot.com", "github.io", "gitlab.io", "herokuapp.com", "medium.com", "netlify.app", "notion.site"),
        *("pages.dev", "readthedocs.io", "substack.com", "tumblr.com", "vercel.app", "weebly.com", "wordpress.com"),
    )
)
"""Sites that give each of their users a host below theirs: it is not the site that moved there."""


class MovedLink(LinkRule):
    """Link leads to an address that redirects for good.

    ## Why is this bad?
    Redirects are kept for some time and then dropped. A slash that is missing at the end, or another spelling of the
    same address, is nothing to report, nor is a redirect that is how a site works: for short addresses, languages,
    the latest release.

    ## Example
    - [Alpha](http://alpha.example/docs/guide.html#usage) explains itself.

    ## Use instead
    - [Alpha](https://www.alpha.example/guide#usage) explains itself.

    ## Fix safety
    The fix is safe on the same site, or where the owner's API says so. It is unsafe where another site answers, where
    https is given up, or where the new address has a query that the old one lacks. There is none where what was linked
    may be lost: the new address is a home page, or one to log in.
    """

    code = "LNK102"
    name = "moved-link"
    since = "0.1"
    fixable = Fixable.SOMETIMES
    changes_urls = True
    yields_to = ("LNK001", "LNK003", "LNK004", "LNK008", "LNK101", "LNK103")

    def check(self, link: Link, judgement: Judgement, context: Context) -> Iterator[Finding]:
        """Yield the link when it moved for good; what was renamed by its owner is for another rule."""
        moved = judgement.moved_to if judgement.verdict is Verdict.MOVED else None
        if not moved or rename_of(link.resource, context.judgements) or is_repeated(link, context.document):
            return
        url = unwrap(link.url) or link.url
        old, new = split_address(url), split_address(moved)
        if old is None or new is None or _is_same(old, new):
            return
        inner = resource_of(url) if url != link.url else None
        if inner and inner.path:  # the owner tells where the repository is now, and not the page in it
            return
        if lost := loss(url, moved):
            yield Finding(place_of(link), f"the address moved for good, but {lost}")
            return
        if not (judgement.by_owner or is_news(url, moved)):
            return
        wanted = markdown_safe(str(_with_fragment(old, new)))
        applicability = Applicability.SAFE if judgement.by_owner or _is_safe(old, new) else Applicability.UNSAFE
        fix = Fix(f"Link {wanted}", (Edit(link.url_span, wanted),), applicability) if link.url_span else None
        yield Finding(place_of(link), f"the page moved for good, to {wanted}", fix)


def _is_same(old: Address, new: Address) -> bool:
    """Tell whether two addresses are spellings of one, a slash at the end aside."""
    places = [(each.scheme.lower(), each.host.lower(), _level(each)) for each in (old, new)]
    return places[0] == places[1]


def _level(address: Address) -> str:
    return normalized_url(f"https://x.example{address.rest.partition('#')[0]}")


def _with_fragment(old: Address, new: Address) -> Address:
    """Return the new address with the fragment of the old one, which servers never see, unless it has its own.

    Where only scheme or host changed, the rest stays as it is written.
    """
    if _level(old) == _level(new):
        return new._replace(rest=old.rest)
    fragment = old.rest.partition("#")[2]
    return new if "#" in new.rest or not fragment else new._replace(rest=f"{new.rest}#{fragment}")


def _is_safe(old: Address, new: Address) -> bool:
    """Tell whether the new address is that of the same page of the same site."""
    downgraded = old.scheme.lower() == "https://" != new.scheme.lower()
    asks_more = "?" in new.rest.partition("#")[0] and "?" not in old.rest.partition("#")[0]
    return _is_same_site(old, new) and not (downgraded or asks_more)


def _is_same_site(old: Address, new: Address) -> bool:
    """Tell whether one host is the other, with or without ``www.``, or below it.

    That is less than one registrable domain, for which a list of all public suffixes would be needed.
    """
    one, other = bare_host(old.host), bare_host(new.host)
    pairs = ((one, other), (other, one))
    return one == other or any(belongs_to(below, site) and site not in _SHARED for below, site in pairs)
