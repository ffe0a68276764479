"""How the hosts that lists link most are written: facts about sites, checked by hand, as data."""

from __future__ import annotations

from typing import NamedTuple


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


HTTPS_HOSTS = _words("""
    aclanthology.org aclweb.org arxiv.org bitbucket.org colab.research.google.com creativecommons.org discord.com
    discord.gg dl.acm.org docker.com docs.google.com doi.org drive.google.com en.wikipedia.org gist.github.com
    github.com gitlab.com golang.org groups.google.com huggingface.co ieeexplore.ieee.org img.shields.io linkedin.com
    medium.com microsoft.com mozilla.org nature.com nodejs.org npmjs.com openai.com openreview.net play.google.com
    pypi.org python.org pytorch.org raw.githubusercontent.com reddit.com rust-lang.org shields.io stackoverflow.com
    t.me tensorflow.org twitter.com wikipedia.org x.com youtu.be youtube.com zenodo.org zh.wikipedia.org zhihu.com
""")
"""Hosts that serve every page over https and send http there; ``www.`` in front changes nothing."""

PLAIN_HOSTS = _words("""
    arxiv.org bitbucket.org doi.org github.com gitlab.com huggingface.co medium.com openreview.net pypi.org
    stackoverflow.com t.me twitter.com x.com youtu.be
""")
"""Hosts that write themselves without ``www.``: with it they redirect."""

GIT_HOSTS = _words("bitbucket.org gitee.com github.com gitlab.com huggingface.co")
"""Hosts where ``owner/name.git`` is for ``git clone`` and the page is ``owner/name``."""


class Address(NamedTuple):
    """A web address cut at its joints: ``scheme`` + ``host`` + ``rest`` is the address as written."""

    scheme: str
    host: str
    rest: str

    def __str__(self) -> str:
        return "".join(self)


def split_address(url: str) -> Address | None:
    """Split ``url`` behind ``//`` and behind the host (with port and user); None when it is no http address."""
    scheme, slashes, behind = url.partition("://")
    if not slashes or scheme.lower() not in ("http", "https"):
        return None
    end = min((at for mark in "/?#" if (at := behind.find(mark)) >= 0), default=len(behind))
    return Address(f"{scheme}://", behind[:end], behind[end:])


def bare_host(host: str) -> str:
    """Return ``host`` in lower case and without ``www.``."""
    return host.lower().removeprefix("www.")


def belongs_to(host: str, site: str) -> bool:
    """Tell whether ``host`` is ``site`` or below it."""
    return host == site or host.endswith(f".{site}")
