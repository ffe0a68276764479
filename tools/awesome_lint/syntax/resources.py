"""What a URL stands for: one paper, repository, model … whatever its spelling. Nothing here opens a connection.

Sources: https://info.arxiv.org/help/arxiv_identifier.html for arXiv; the routes of github.com and huggingface.co.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, unquote, urlsplit

from awesome_lint.syntax.nodes import Resource
from awesome_lint.syntax.reserved import (
    ARXIV_OLD_ARCHIVES,
    GITHUB_PAGES,
    HF_LEGACY_MODELS,
    HF_OWNER_PAGES,
    HF_PAGES,
    HF_REPOSITORY_PAGES,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_VERSION = r"(?:v([1-9][0-9]{0,2}))?"
_NEW_ARXIV = re.compile(r"(([0-9]{2})(0[1-9]|1[0-2])\.([0-9]{4,5}))" + _VERSION, re.ASCII)
_OLD_ARXIV = re.compile(r"([a-z]+(?:-[a-z]+)?)(?:\.[A-Z]{2})?/([0-9]{2}(?:0[1-9]|1[0-2])[0-9]{3})" + _VERSION, re.ASCII)
_ARXIV_ROUTES = frozenset(("abs", "pdf", "html", "format", "overview", "ps", "src", "e-print"))
_DOI = re.compile(r"10\.[0-9]{4,9}/\S+", re.ASCII)
_ARXIV_DOI = "10.48550/arxiv."
_GITHUB_OWNER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,38}", re.ASCII)
_GITHUB_NAME = re.compile(r"(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}", re.ASCII)
_HF_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,95}", re.ASCII)
_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
_UNRESERVED = re.compile("[A-Za-z0-9._~-]", re.ASCII)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def resource_of(url: str) -> Resource | None:
    """Return what ``url`` stands for, None for an ordinary web page, a relative link or anything malformed.

    Query and fragment never matter; the case of names is kept; ``path`` is percent-decoded.
    """
    split = _split(url)
    if split is None or split.scheme not in ("", *_DEFAULT_PORTS):
        return None
    host = _host(split)
    read = _READERS.get(host)
    if read is None:
        return None
    return read([unquote(part) for part in split.path.split("/") if part])


def normalized_url(url: str) -> str:
    """Return the form that spellings of one web address share, for comparing only; idempotent.

    Scheme and ``www.``, default port, case of the host, trailing slash and needless percent-encoding are levelled;
    query and fragment are kept. Anything but a web address is returned as it is.
    """
    split = _split(url)
    if split is None or split.scheme not in _DEFAULT_PORTS or not split.hostname:
        return url
    user = f"{split.netloc.rpartition('@')[0]}@" if "@" in split.netloc else ""
    port = "" if _has_default_port(split) else f":{split.port}"
    query = f"?{_level(split.query)}" if split.query else ""
    fragment = f"#{_level(split.fragment)}" if split.fragment else ""
    return f"https://{user}{_host_name(split)}{port}{_level(split.path).rstrip('/')}{query}{fragment}"


def arxiv_resource(text: str) -> Resource | None:
    """Return the paper whose identifier ``text`` is (``2403.04652v2``, ``hep-th/9901001``), or None.

    A subject class (``math.GT/0309136``) is left out of the identifier, as it names the same paper.
    """
    if new := _NEW_ARXIV.fullmatch(text):
        digits = 4 if new[2] < "15" else 5
        known = new[2] + new[3] >= "0704" and len(new[4]) == digits
        return Resource("arxiv", new[1], version=_version(new[5])) if known else None
    old = _OLD_ARXIV.fullmatch(text)
    if old and old[1] in ARXIV_OLD_ARCHIVES and (old[2] >= "91" or old[2] < "0704"):
        return Resource("arxiv", f"{old[1]}/{old[2]}", version=_version(old[3]))
    return None


def github_resource(owner: str, name: str, path: str = "") -> Resource | None:
    """Return the repository ``owner/name``, or None where GitHub would not allow such a name."""
    name = name.removesuffix(".git")
    if owner.lower() in GITHUB_PAGES or not (_GITHUB_OWNER.fullmatch(owner) and _GITHUB_NAME.fullmatch(name)):
        return None
    return Resource("github", f"{owner}/{name}", path)


def _split(url: str) -> SplitResult | None:
    """Split ``url``; None for one no browser would open (broken host or port, bytes that are no UTF-8)."""
    try:
        split = urlsplit(url.strip())
        _ = split.port, url.encode()
    except ValueError:
        return None
    return split


def _host(split: SplitResult) -> str:
    """Return the host without ``www.``, empty where another than the default port is asked."""
    return _host_name(split) if split.hostname and _has_default_port(split) else ""


def _host_name(split: SplitResult) -> str:
    host = (split.hostname or "").rstrip(".")
    while host.startswith("www.") and "." in host[4:]:
        host = host[4:]
    return f"[{host}]" if ":" in host else host


def _has_default_port(split: SplitResult) -> bool:
    return split.port in (None, _DEFAULT_PORTS.get(split.scheme, 443))


def _level(part: str) -> str:
    """Decode what never needed encoding, encode what is not ASCII, write escapes in upper case."""

    def decoded(escape: re.Match[str]) -> str:
        character = chr(int(escape[1], 16))
        return character if _UNRESERVED.fullmatch(character) else escape[0].upper()

    return _ESCAPE.sub(decoded, quote(part, safe="%/:?#[]@!$&'()*+,;="))


def _version(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _arxiv(parts: Sequence[str]) -> Resource | None:
    if len(parts) not in (2, 3) or parts[0] not in _ARXIV_ROUTES:
        return None
    name = "/".join(parts[1:]).removesuffix(".pdf")
    return arxiv_resource(name[6:] if name[:6].lower() == "arxiv:" else name)


def _doi(parts: Sequence[str]) -> Resource | None:
    doi = "/".join(parts)
    if doi.lower().startswith(_ARXIV_DOI) and (paper := arxiv_resource(doi[len(_ARXIV_DOI) :])):
        return paper
    return Resource("doi", doi) if _DOI.fullmatch(doi) else None


def _github(parts: Sequence[str]) -> Resource | None:
    return github_resource(parts[0], parts[1], "/".join(parts[2:])) if len(parts) > 1 else None


def _github_raw(parts: Sequence[str]) -> Resource | None:
    """Read ``owner/name/ref/path`` as the page that shows the same file."""
    if parts[2:3] == ["refs"]:
        parts = [*parts[:2], *parts[4:]]
    owner, name, *file = parts if len(parts) > 3 else ("", "", "")  # noqa: PLR2004 - all four are needed
    return github_resource(owner, name, "/".join(("blob", *file)))


def _huggingface(parts: Sequence[str]) -> Resource | None:
    if not parts:
        return None
    first, rest = parts[0], parts[1:]
    if first == "papers":
        paper = arxiv_resource(rest[0]) if len(rest) == 1 else None
        return Resource("hf-paper", paper.id, version=paper.version) if paper else None
    if first == "collections":
        return _hf_owned("hf-collection", rest)
    if first == "spaces":
        return _hf_owned("hf-space", rest)
    if first == "datasets":
        return _hf_alone("hf-dataset", rest) if _is_legacy(rest) else _hf_owned("hf-dataset", rest)
    return None if first.lower() in HF_PAGES else _hf_named(parts)


def _hf_named(parts: Sequence[str]) -> Resource | None:
    """Read what has no kind in front: a model, or the page of an owner."""
    if len(parts) == 1:
        return _hf_alone("hf-model" if parts[0] in HF_LEGACY_MODELS else "hf-org", parts)
    if _is_legacy(parts):
        return _hf_alone("hf-model", parts)
    return _hf_alone("hf-org", parts) if parts[1] in HF_OWNER_PAGES else _hf_owned("hf-model", parts)


def _is_legacy(parts: Sequence[str]) -> bool:
    """Tell whether a name without owner is followed by nothing or by a page of a repository."""
    return len(parts) == 1 or (len(parts) > 1 and parts[1] in HF_REPOSITORY_PAGES)


def _hf_owned(kind: str, parts: Sequence[str]) -> Resource | None:
    if len(parts) < 2 or not (_HF_NAME.fullmatch(parts[0]) and _HF_NAME.fullmatch(parts[1])):  # noqa: PLR2004 - owner and name
        return None
    return Resource(kind, f"{parts[0]}/{parts[1]}", "/".join(parts[2:]))


def _hf_alone(kind: str, parts: Sequence[str]) -> Resource | None:
    return Resource(kind, parts[0], "/".join(parts[1:])) if _HF_NAME.fullmatch(parts[0]) else None


_READERS: dict[str, Callable[[Sequence[str]], Resource | None]] = {
    **dict.fromkeys(("arxiv.org", "export.arxiv.org", "browse.arxiv.org", "cn.arxiv.org"), _arxiv),
    **dict.fromkeys(("ar5iv.org", "ar5iv.labs.arxiv.org", "alphaxiv.org"), _arxiv),
    **dict.fromkeys(("doi.org", "dx.doi.org"), _doi),
    "github.com": _github,
    "raw.githubusercontent.com": _github_raw,
    **dict.fromkeys(("huggingface.co", "hf.co", "hf-mirror.com"), _huggingface),
}
