"""What can be wrong with an address as it is written, and what was meant where only one reading is left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_lint.links.hosts import HTTPS_HOSTS, bare_host, split_address
from awesome_lint.schema.spelling import edit_distance

if TYPE_CHECKING:
    from collections.abc import Callable

_OPENING = re.compile(r"(?P<word>[A-Za-z]{3,8})(?P<colon>[:;：]{0,2})(?P<slashes>[/\\]{0,4})(?=[^/\\\s])", re.ASCII)
_SCHEMES = frozenset(("ftp", "ftps", "http", "https", "sftp", "ssh", "tftp", "smtp"))
_WRAPPED = re.compile(r"(?:[\"'“”‘’`<(\[{]|%22|%20|%E2%80%9C)+(?=https?://)")
_DOUBLED = re.compile(r"(?:https?:/{1,2})+(?=https?:/{1,2}[^/])", re.IGNORECASE | re.ASCII)
_TAILS = ('"', "“", "”", "’", "`", ">", "%22", "%E2%80%9D", "%E2%80%8B", "%0A", "%0D")
_BLANK_TAILS = ("%20",)
_OPENED_BY = {'"': '"', "%22": "%22", "`": "`", ">": "<", "”": "“", "’": "‘", "%E2%80%9D": "%E2%80%9C"}
_PASTED = re.compile(r"!?\[(?P<text>[^\[\]]*)\]\(<?(?P<url>https?://[^\s()<>]+)>?\)?$")
_BARE_HOST = re.compile(r"(?P<host>(?:[a-z0-9-]+\.)+[a-z]{2,})(?:/|$)", re.IGNORECASE | re.ASCII)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_TWO_QUERIES = re.compile(r"(?P<first>[^?]*\?[\w.-]+=[^?/:%]*)\?(?=[\w.-]+=)", re.ASCII)
_SWALLOWED = re.compile(r"(?P<url>https?://[\x21-\x7e]*)[（）【】《》「」『』“”‘’，。；：、！？]", re.ASCII)
_NEVER_LAST = "?!.,:*_~"
"""Marks GitHub takes for the text behind a bare address (``~~https://a.example~~``)."""
_SITES = (".com", ".org", ".net", ".edu", ".gov", ".io", ".cn")
"""Ends of host names that no file has."""
_PAIRS = {"(": ")", "[": "]", "{": "}", "'": "'", "‘": "’"}


@dataclass(frozen=True, slots=True)
class Defect:
    """What is wrong with an address; ``meant`` is the address without it, None where that cannot be told."""

    problem: str
    meant: str | None = None
    safe: bool = True


def find_defect(address: str) -> Defect | None:
    """Return the first thing that is wrong with ``address`` as a destination holds it, None when it is well-formed."""
    return next((defect for check in _CHECKS if (defect := check(address)) is not None), None)


def swallowed(bare: str) -> str | None:
    """Return the address that a bare URL means when full-width punctuation and what follows became part of it."""
    match = _SWALLOWED.match(bare)
    return match["url"].rstrip(_NEVER_LAST) if match else None


def _pasted(address: str) -> Defect | None:
    if match := _PASTED.match(address):
        same = match["text"] == match["url"] or "://" not in match["text"]
        return Defect("a whole link stands in it", match["url"], safe=same)
    return Defect("two addresses run together") if "](http" in address else None


def _wrapped(address: str) -> Defect | None:
    match = _WRAPPED.match(address)
    if match is None:
        return None
    meant = _without_tail(address[match.end() :], _TAILS)
    for opening in reversed(match[0]):
        meant = meant.removesuffix(_PAIRS.get(opening, "\0"))
    return Defect(f"{match[0]} does not belong to it", meant)


def _scheme(address: str) -> Defect | None:
    """Find a misspelt or doubled scheme."""
    if doubled := _DOUBLED.match(address):
        inner = address[doubled.end() :]
        misspelt = _misspelt(inner)
        return Defect("its scheme is doubled", misspelt.meant if misspelt else inner)
    return _misspelt(address)


def _misspelt(address: str) -> Defect | None:
    match = _OPENING.match(address)
    if match is None or not (match["colon"] or len(match["slashes"]) > 1):
        return None
    scheme = _meant_scheme(match["word"].lower(), match["colon"] + match["slashes"])
    return Defect(f'it begins with "{match[0]}"', scheme + address[match.end() :]) if scheme else None


def _meant_scheme(word: str, marks: str) -> str | None:
    """Return the scheme that ``word`` and ``marks`` are a slip of; None when they are right, or another scheme."""
    if word in ("http", "https"):
        return f"{word}://" if marks not in (":", "://") else None
    if word in _SCHEMES or len(marks) < len("//") or not _is_slip(word):
        return None
    return "https://" if "s" in word else "http://"


def _is_slip(word: str) -> bool:
    """Tell whether ``word`` is one slip away from a scheme, or made of its letters, some doubled or swapped."""
    if min(edit_distance(word, scheme, 1) for scheme in ("http", "https")) <= 1:
        return True
    single = re.sub(r"(.)\1+", r"\1", word)
    return set(word) <= set("https") and min(edit_distance(single, scheme, 1) for scheme in ("htp", "htps")) <= 1


def _no_scheme(address: str) -> Defect | None:
    if _MAIL.fullmatch(address):
        return Defect('it lacks "mailto:"', f"mailto:{address}")
    match = _BARE_HOST.match(address)
    if match is None:
        return None
    host, known = match["host"].lower(), bare_host(match["host"]) in HTTPS_HOSTS
    if not known and not (host.startswith("www.") and host.count(".") > 1) and not host.endswith(_SITES):
        return None
    return Defect('it lacks "https://"', f"https://{address}", safe=known)


def _trailing(address: str) -> Defect | None:
    if split_address(address) is None or _closes(address):
        return None
    for tails, safe in ((_TAILS, True), (_BLANK_TAILS, False)):
        left = _without_tail(address, tails)
        if left != address:
            return Defect(f"{address[len(left) :]} at its end does not belong to it", left, safe)
    return None


def _closes(address: str) -> bool:
    """Tell whether the quote at the end of an address closes one in it (``?q=label:%22help+wanted%22``)."""
    tail = next((tail for tail in _TAILS if address.endswith(tail)), "")
    opening = _OPENED_BY.get(tail)
    if opening is None:
        return False
    if opening == tail:
        return address.count(tail) % 2 == 0
    return address.count(opening) >= address.count(tail)


def _without_tail(text: str, tails: tuple[str, ...]) -> str:
    end = len(text)
    while tail := next((tail for tail in tails if text.endswith(tail, 0, end)), ""):
        end -= len(tail)
    return text[:end]


def _host(address: str) -> Defect | None:
    split = split_address(address)
    if split is None:
        return None
    if not split.host:
        return Defect("it has no host")
    mark = next((mark for mark in (",", ";", "，", "。", "..") if mark in split.host), None)
    return Defect(f'its host holds "{mark}"') if mark else None


def _joined(address: str) -> Defect | None:
    """Find a second address that begins in the middle of a word of the first's path."""
    split = split_address(address)
    path = split.rest.partition("?")[0].partition("#")[0] if split else ""
    at = max(path.find("http://"), path.find("https://"))
    return Defect("two addresses run together") if at > 0 and path[at - 1].isalnum() else None


def _two_queries(address: str) -> Defect | None:
    match = _TWO_QUERIES.match(address)
    if match is None:
        return None
    return Defect('a second "?" follows the first', f"{match['first']}&{address[match.end() :]}", safe=False)


_CHECKS: tuple[Callable[[str], Defect | None], ...] = (
    _pasted,
    _wrapped,
    _scheme,
    _no_scheme,
    _trailing,
    _host,
    _joined,
    _two_queries,
)
