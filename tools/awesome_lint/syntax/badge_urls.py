"""What the address of a badge image says, for shields.io and other makers. Nothing is fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from awesome_lint.syntax.badge_text import shown_text, split_static, static_problem, three_parts
from awesome_lint.syntax.resources import arxiv_resource, github_resource, resource_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from awesome_lint.syntax.nodes import Resource

_EXTENSION = re.compile(r"\.(?:svg|png|json|gif|jpg)\Z", re.IGNORECASE)
_BETWEEN_IDS = re.compile(r"[\s:\[\](),]+")
_WORD_BREAK = re.compile("[^a-z0-9]+")
_GITHUB_PREFIXES = frozenset(
    ("v", "languages", "downloads-pre", "package-json", "actions", "actions/workflow", "go-mod")
)
"""First words of shields.io routes under ``github/`` that have another word before the owner."""
_USER_ROUTES = frozenset(("github/followers", "github/sponsors"))
_INTERVALS = frozenset(("github/commit-activity",))
"""Routes that have an interval before the owner."""


@dataclass(frozen=True, slots=True)
class BadgeImage:
    """What the address of a badge image says.

    ``host`` is the maker's. ``route`` is ``static`` or what a live badge shows (``github/stars``, ``pypi/v``), empty
    where unknown. ``template`` is the address with ``{}`` for what differs between badges of one kind: the message,
    or the repository. ``named`` is what the address identifies. ``problem`` says why shields.io would answer 404;
    ``parts`` are then the texts between single hyphens.
    """

    host: str
    route: str = ""
    label: str = ""
    message: str = ""
    colour: str = ""
    style: str = ""
    logo: str = ""
    template: str = ""
    named: Resource | None = None
    problem: str | None = None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Address:
    """An image's address taken apart; ``path`` as written, ``parts`` decoded and without extension."""

    host: str
    path: str
    parts: tuple[str, ...]
    query: dict[str, str]
    before: str
    after: str

    @property
    def stem(self) -> str:
        """The last part, without extension."""
        return self.parts[-1] if self.parts else ""


def parse_badge_url(url: str) -> BadgeImage | None:
    """Return what the badge image at ``url`` says, None for an image that is no badge."""
    address = _address(url)
    if address is None:
        return None
    if address.host == "camo.githubusercontent.com":
        return _camo(address)
    read = _MAKERS.get(address.host, _other_maker)
    image = read(address)
    return image and replace(image, template=image.template or url)


def _address(url: str) -> _Address | None:
    try:
        split = urlsplit(url.strip())
        host = (split.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if not host or split.scheme not in ("", "http", "https"):
        return None
    path = split.path.strip("/")
    parts = tuple(unquote(part) for part in _EXTENSION.sub("", path).split("/") if part)
    before, _, after = url.strip().partition(path) if path else (url, "", "")
    return _Address(host, path, parts, dict(parse_qsl(split.query, keep_blank_values=True)), before, after)


# --- shields.io --------------------------------------------------------------------------------------------------


def _shields(address: _Address) -> BadgeImage:
    query = address.query
    if address.parts[:1] == ("badge",) and address.parts[1:2] not in (("dynamic",), ("endpoint",)):
        image = _static(address)
    elif address.parts[:2] == ("static", "v1"):
        image = BadgeImage(address.host, "static", message=query.get("message", ""))
        image = replace(image, named=_named_in(image))
    else:
        image = _live(address)
    return replace(
        image,
        label=query.get("label", image.label),
        colour=query.get("color", query.get("colorB", image.colour)),
        style=query.get("style", ""),
        logo=query.get("logo", ""),
    )


def _static(address: _Address) -> BadgeImage:
    """Read ``badge/label-message-colour``; what no route matches is read as well as can be."""
    written = address.path.partition("/")[2]
    raw = split_static(_EXTENSION.sub("", written))
    problem = static_problem(raw)
    label, message, colour = three_parts(raw)
    image = BadgeImage(
        address.host,
        "static",
        shown_text(label),
        shown_text(message),
        shown_text(colour),
        problem=problem,
        parts=tuple(map(shown_text, raw)) if problem else (),
    )
    named = _named_in(replace(image, logo=address.query.get("logo", "")))
    if problem or not (label or named):
        return replace(image, named=named)
    extension = _EXTENSION.search(written)
    path = f"{_template_text(label, message, named)}-{colour}{extension[0] if extension else ''}"
    return replace(image, named=named, template=f"{address.before}badge/{path}{address.after}")


def _template_text(label: str, message: str, named: Resource | None) -> str:
    """Return label and message as written with ``{}`` for the identifier, or for the whole message."""
    if named and named.id in label:
        return f"{label.replace(named.id, '{}')}-{message}"
    return f"{label}-{{}}" if label else "{}"


def _live(address: _Address) -> BadgeImage:
    """Read a badge whose message a service provides: ``github/stars/owner/name``, ``pypi/v/name``."""
    if address.parts[:1] != ("github",):
        return BadgeImage(address.host, "/".join(address.parts[:2]), message=address.query.get("message", ""))
    width = 2
    while "/".join(address.parts[1:width]) in _GITHUB_PREFIXES:
        width += 1
    return _of_repository(address, "/".join(address.parts[:width]), address.parts[width:])


def _of_repository(address: _Address, route: str, rest: Sequence[str]) -> BadgeImage:
    owner, name = (rest[1:] if route in _INTERVALS else rest)[:2] if len(rest) > 1 else ("", "")
    named = None if route in _USER_ROUTES else github_resource(owner, name)
    template = f"{address.before}{address.path}{address.after}".replace(named.id, "{}", 1) if named else ""
    label = route.rpartition("/")[2].replace("-", " ")
    return BadgeImage(address.host, route, label, template=template, named=named)


# --- other makers ------------------------------------------------------------------------------------------------


def _badgen(address: _Address) -> BadgeImage:
    parts = address.parts
    if parts[:1] in (("badge",), ("static",)):
        label, message, colour = (*parts[1:4], "", "", "")[:3]
        image = BadgeImage(address.host, "static", address.query.get("label", label), message, colour)
        return replace(image, named=_named_in(image), logo=address.query.get("icon", ""))
    return _of_repository(address, "/".join(parts[:2]), parts[2:]) if parts[:1] == ("github",) else _live(address)


def _named_file(label: str) -> Callable[[_Address], BadgeImage]:
    return lambda address: BadgeImage(address.host, "file", label)


def _aleen42(address: _Address) -> BadgeImage:
    return BadgeImage(address.host, "file", {"github": "GitHub"}.get(address.stem, address.stem))


def _huggingface(address: _Address) -> BadgeImage | None:
    if address.parts[:3] != ("datasets", "huggingface", "badges"):
        return None
    words = [word for word in address.stem.split("-") if word not in ("sm", "md", "lg", "xl", "dark", "on", "hf")]
    return BadgeImage(address.host, "file", "Hugging Face", " ".join(words))


def _forthebadge(address: _Address) -> BadgeImage:
    return BadgeImage(address.host, "file", address.stem.replace("-", " "))


def _workflow(address: _Address) -> BadgeImage | None:
    """Read ``owner/name/workflows/x/badge.svg`` and ``owner/name/actions/workflows/x.yml/badge.svg``."""
    if address.stem != "badge" or "workflows" not in address.parts[2:4]:
        return None
    return BadgeImage(
        address.host, "github/actions", "workflow", address.parts[-2], named=github_resource(*address.parts[:2])
    )


def _zenodo(address: _Address) -> BadgeImage | None:
    if address.parts[:1] != ("badge",):
        return None
    named = resource_of("https://doi.org/" + "/".join(address.parts[2:])) if address.parts[1:2] == ("DOI",) else None
    return BadgeImage(address.host, "doi", "DOI", named.id if named else "", named=named)


def _camo(address: _Address) -> BadgeImage | None:
    """Read the address that GitHub's image proxy stands for, which its path holds in hexadecimal."""
    try:
        inner = bytes.fromhex(address.stem).decode()
    except ValueError:
        return None
    return None if "camo.githubusercontent.com" in inner else parse_badge_url(inner)


def _other_maker(address: _Address) -> BadgeImage | None:
    """Take for a badge what its host, a folder or the file's name calls one."""
    folders = {part.lower() for part in address.parts[:-1]}
    words = {*_WORD_BREAK.split(address.host), *_WORD_BREAK.split(address.stem.lower())}
    if not ({"badge", "badges"} & (folders | words) or address.stem.startswith("open-in-")):
        return None
    return BadgeImage(address.host, label="awesome" if "awesome" in address.parts else "")


# --- what a text names -------------------------------------------------------------------------------------------


def _named_in(image: BadgeImage) -> Resource | None:
    """Return the paper or repository the badge's text names; plain words with a slash between them are none."""
    about = f"{image.label} {image.message} {image.logo}".lower()
    tokens = _BETWEEN_IDS.split(f"{image.label} {image.message}")
    papers = [paper for token in tokens if (paper := arxiv_resource(token))]
    if papers and ("arxiv" in about or image.message.strip() in tokens):
        return papers[0]
    owner, slash, name = image.message.partition("/")
    if slash and "github" in f"{image.label} {image.logo}".lower() and re.search("[0-9_-]", image.message):
        return github_resource(owner, name)
    return None


_MAKERS: dict[str, Callable[[_Address], BadgeImage | None]] = {
    **dict.fromkeys(("img.shields.io", "shields.io", "raster.shields.io"), _shields),
    **dict.fromkeys(("custom-icon-badges.demolab.com", "custom-icon-badges.herokuapp.com"), _shields),
    **dict.fromkeys(("badgen.net", "flat.badgen.net"), _badgen),
    "badges.aleen42.com": _aleen42,
    "awesome.re": _named_file("Awesome"),
    "colab.research.google.com": _named_file("Colab"),
    "huggingface.co": _huggingface,
    "forthebadge.com": _forthebadge,
    "github.com": _workflow,
    "zenodo.org": _zenodo,
}
