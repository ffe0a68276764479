"""Sites that are gone as a whole, and what replaces their pages where that follows from the address alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_lint.links.hosts import belongs_to, split_address

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class RetiredHost:
    """A site that its owner shut down in the year ``ended``, ``alive`` hosts below it excepted.

    ``replace`` maps its paths to addresses; without it the Internet Archive's copies of that time stand in.
    """

    host: str
    ended: int
    replace: Callable[[str], str | None] | None = None
    alive: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Retired:
    """What is known of an address on a retired site; ``replacement`` is None when nothing follows from it."""

    site: RetiredHost
    replacement: str | None


def find_retired(url: str) -> Retired | None:
    """Return what is known of ``url`` when its site is gone, else None."""
    address = split_address(url)
    if address is None:
        return None
    host = address.host.lower()
    site = next((site for site in RETIRED_HOSTS if belongs_to(host, site.host) and host not in site.alive), None)
    if site is None:
        return None
    return Retired(site, site.replace(address.rest) if site.replace else archived(url, site.ended))


def archived(url: str, year: int) -> str:
    """Return the address at which the Wayback Machine shows the copy of ``url`` nearest to ``year``."""
    return f"https://web.archive.org/web/{year}/{url}"


def _jsdelivr(path: str) -> str | None:
    """Return where jsDelivr serves ``/owner/name/ref/file`` of RawGit: at ``/gh/owner/name@ref/file``."""
    owner, _, rest = path.partition("?")[0].lstrip("/").partition("/")
    name, _, rest = rest.partition("/")
    ref, _, file = rest.partition("/")
    return f"https://cdn.jsdelivr.net/gh/{owner}/{name}@{ref}/{file}" if owner and name and ref and file else None


def _travis(path: str) -> str | None:
    """Return where the builds of ``/owner/name`` moved; its badge images did not keep their addresses."""
    parts = path.partition("?")[0].partition("#")[0].strip("/").split("/")
    known = len(parts) >= 2 and not parts[1].endswith((".svg", ".png"))  # noqa: PLR2004 - owner and name
    return f"https://app.travis-ci.com/github/{parts[0]}/{parts[1]}" if known and all(parts[:2]) else None


RETIRED_HOSTS = (
    RetiredHost("alioth.debian.org", 2018),
    RetiredHost("answers.yahoo.com", 2021),
    RetiredHost("atom.io", 2022, alive=("electron.atom.io",)),
    RetiredHost("bintray.com", 2021),
    RetiredHost("channel9.msdn.com", 2021),
    RetiredHost("codeplex.com", 2020),
    RetiredHost("connect.microsoft.com", 2017),
    RetiredHost("david-dm.org", 2020),
    RetiredHost("gallery.technet.microsoft.com", 2020),
    RetiredHost("gemnasium.com", 2018),
    RetiredHost("geocities.com", 2009),
    RetiredHost("getrevue.co", 2022),
    RetiredHost("gfycat.com", 2023),
    RetiredHost("gna.org", 2017),
    RetiredHost("groups.yahoo.com", 2019),
    RetiredHost("microsoftvirtualacademy.com", 2018),
    RetiredHost("paperswithcode.com", 2025),
    RetiredHost("picasaweb.google.com", 2016),
    RetiredHost("plus.google.com", 2019),
    RetiredHost("posterous.com", 2013),
    RetiredHost("rawgit.com", 2019, _jsdelivr),
    RetiredHost("rawgithub.com", 2019, _jsdelivr),
    RetiredHost("storify.com", 2018),
    RetiredHost("tinyletter.com", 2023),
    RetiredHost("travis-ci.org", 2021, _travis),
    RetiredHost("waffle.io", 2019),
    RetiredHost("wikispaces.com", 2018),
)
"""From the owners' announcements. Shorteners that still redirect (``goo.gl``, ``git.io``) are not among them."""
