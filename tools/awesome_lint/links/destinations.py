"""What a redirect says by where it leads: that the page moved, that it is gone, or nothing but how a site works."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.links.hosts import bare_host, belongs_to, split_address
from awesome_lint.links.quirks import is_shortener
from awesome_lint.links.redaction import without_credentials
from awesome_lint.links.wrappers import tracking_parameters, without_tracking

if TYPE_CHECKING:
    from awesome_lint.links.hosts import Address

_LOGIN = re.compile(
    r"(?:log[-_]?in|sign[-_]?in|sign[-_]?up|sign[-_]?on|sso|saml2?|oauth2?|openid|auth|authenticate|authorize|passport|accounts"
    r"|captcha|consent|cookiewall|sorry)(?:\.[a-z]{2,5})?",
    re.IGNORECASE,
)
"""A part of the path, or the beginning of the host, of pages to log in, to agree or to be no program (``sorry``)."""
_HOME = frozenset(("", "default.aspx", "home", "index.htm", "index.html", "index.php", "main"))
_FROM = frozenset(("from", "hl", "lang", "ref", "source", "via"))
"""Parameters, the first of a query, that tell a home page who comes."""
_MISSING = re.compile(r"(?:^|[/._-])(?:404|not-?found|page-?not-?found|error-?404)(?:[/._-]|$)", re.IGNORECASE)
_SALE = ("afternic.com", "bodis.com", "dan.com", "domainmarket.com", "hugedomains.com", "parkingcrew.net", "sedo.com")
"""Sites where names of hosts are sold: what once was at the address is gone."""
_LANGUAGES = """
    ar bg bn br ca cn cs cz da de el en es et fa fi fr gb he hi hk hr hu id in it ja jp ko kr lt lv ms nb nl no pl pt
    ro ru sk sl sr sv sw th tr tw ua uk ur us vi zh
"""
_LANGUAGE = re.compile(rf"(?:{'|'.join(_LANGUAGES.split())})(?:[-_][a-z]{{2,4}})?|intl|global", re.IGNORECASE)
"""How paths and hosts name the languages and countries that sites choose for their readers."""
_FLOATING = frozenset(("current", "default", "head", "latest", "newest", "nightly", "permalink", "stable"))
"""Words in addresses that are meant to lead elsewhere with each release."""
_SESSION = re.compile(
    r"[;?&](?:jsessionid|phpsessid|aspsessionid\w{0,20}|sid|session_?id|expires|exp|policy|key-pair-id|googleaccessid"
    r"|x-[a-z]{1,9}-\w{1,30})=",
    re.IGNORECASE,
)
"""Parameters of a visit, or of an address that holds for a while."""


def loss(old: str, new: str) -> str | None:
    """Return why a page that answers well at ``new`` is not what ``old`` links, as a phrase; None when it can be."""
    one, other = split_address(old), split_address(new)
    if one is None or other is None:
        return None
    if _is_login(other) and not _is_login(one):
        return "leads to a page to log in, or to agree first"
    if any(belongs_to(bare_host(other.host), each) for each in _SALE):
        return "leads to an offer to buy the name of the site"
    if _MISSING.search(_path(other)) and not _MISSING.search(_path(one)):
        return "leads to a page for what was not found"
    if not _is_home(one) and _is_home(other) and not (is_shortener(old) or _is_named(one, other)):
        # Sites send what is gone to their home page; some move a page to a site of its own. Who can tell?
        return f"leads to the home page of {other.host}, so the page may be gone"
    return None


def is_news(old: str, new: str) -> bool:
    """Tell whether a permanent redirect from ``old`` to ``new`` says that links should be changed.

    Not when it is how the site works: short and floating addresses, languages and countries, visits, signatures.
    """
    one, other = split_address(old), split_address(new)
    if one is None or other is None or is_shortener(old):
        return False
    if not _FLOATING.isdisjoint(_path(one).lower().split("/")) or _is_for_a_while(old, new):
        return False
    return not (_adds_query(one, other) or _chooses_language(one, other))


def _is_for_a_while(old: str, new: str) -> bool:
    signed = without_credentials(new) != new or _SESSION.search(new) is not None
    return signed or not set(tracking_parameters(new)) <= set(tracking_parameters(old))


def _is_login(address: Address) -> bool:
    parts = (address.host.partition(".")[0], *_path(address).split("/"))
    return any(map(_LOGIN.fullmatch, parts))


def _is_home(address: Address) -> bool:
    words = [part.lower() for part in _path(address).split("/")]
    query = without_tracking(address.rest).partition("#")[0].partition("?")[2]
    is_plain = not query or query.partition("=")[0] in _FROM
    return is_plain and all(word in _HOME or _LANGUAGE.fullmatch(word) for word in words)


def _is_named(old: Address, new: Address) -> bool:
    """Tell whether the new host is called like the old page: ``a.example/tool`` moved to ``tool.example``."""
    name = "".join(filter(str.isalnum, _path(old).rstrip("/").rpartition("/")[2].lower()))
    if bare_host(old.host) == bare_host(new.host) or len(name) < 3:  # noqa: PLR2004 - too short to be told apart
        return False
    return name in "".join(filter(str.isalnum, new.host.lower()))


def _adds_query(old: Address, new: Address) -> bool:
    """Tell whether the page is the same, called with parameters that somebody thought useful."""
    same = (old.scheme, bare_host(old.host), _path(old).rstrip("/")) == (
        new.scheme,
        bare_host(new.host),
        _path(new).rstrip("/"),
    )
    return same and "?" not in old.rest.partition("#")[0] and "?" in new.rest.partition("#")[0]


def _chooses_language(old: Address, new: Address) -> bool:
    """Tell whether the new path, or host, begins with a language that the old one lacks: others may get another."""
    before = {*_path(old).lower().split("/"), *old.host.lower().split(".")}
    chosen = {*_path(new).lower().split("/")[:3], new.host.lower().split(".")[0]} - before
    return any(_LANGUAGE.fullmatch(word) for word in chosen)


def _path(address: Address) -> str:
    return address.rest.partition("#")[0].partition("?")[0]
