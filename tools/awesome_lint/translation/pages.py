"""Which addresses lead to the same page, or to what is one page for readers of each language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from awesome_lint.links.hosts import bare_host, belongs_to, split_address
from awesome_lint.links.wrappers import unwrap, without_tracking
from awesome_lint.syntax.resources import normalized_url, resource_of
from awesome_lint.translation.tags import split_tag

_SITES = {
    "zh": [
        "163.com",
        "36kr.com",
        "baidu.com",
        "bilibili.com",
        "cnblogs.com",
        "csdn.net",
        "douban.com",
        "feishu.cn",
        "gitee.com",
        "jianshu.com",
        "juejin.cn",
        "juejin.im",
        "kdocs.cn",
        "modelscope.cn",
        "oschina.net",
        "qq.com",
        "segmentfault.com",
        "sspai.com",
        "weibo.com",
        "xiaohongshu.com",
        "yuque.com",
        "zhihu.com",
    ],
}
"""Sites that readers of a language use instead of those of the original, by tag."""
_DOMAINS = {"zh": (".cn", ".tw", ".hk")}
_QUERY = re.compile(r"(?:lang|language|locale|hl|lng|setlang)=[^&]*", re.IGNORECASE)
_REFERRAL = re.compile(r"(?:pt|ct|mt|at|itsct|itscg|platform|ref|ref_src|referrer|source|spm|via|aff\w*)=[^&]*&?")
"""Parameters that tell the site who sent its reader, beside those of ``links.wrappers``."""
_REGION = re.compile(r"(?<=^[a-z]{2})[-_](?:[a-z]{2}|hans|hant)$")
_PAGE_SUFFIX = re.compile(r"\.(?:md|markdown|html?|rst|ipynb|txt|pdf)$")
_FRONT_PAGE = re.compile(r"^(?:releases(?:/latest)?|tree/(?:main|master)|blob/[^/]+/readme\.\w+)/?$", re.IGNORECASE)
"""Pages of a repository that are as good as its front page."""
_MODELSCOPE = re.compile(r"(?:models|datasets)/([^/]+/[^/]+)")


@dataclass(frozen=True, slots=True)
class Page:
    """A page whatever the language: ``key`` is equal for its translations, ``site`` names the host without language.

    ``localised`` tells whether the address names a language.
    """

    key: str
    site: str
    localised: bool


@lru_cache(maxsize=2**14)
def page_of(url: str) -> Page:
    """Return the page that ``url`` leads to; spelling, tracking and language do not count."""
    plain = without_tracking(unwrap(url) or url)
    resource, split = resource_of(plain), split_address(normalized_url(plain))
    if resource is not None:
        names, rest = [resource.same], _FRONT_PAGE.sub("", resource.path)
    elif split is not None:
        names, rest = split.host.lower().split("."), unquote(split.rest)
    else:
        return Page(plain, "", localised=False)
    path, _, whole_query = rest.partition("#")[0].partition("?")
    query = _REFERRAL.sub("", whole_query).strip("&")
    parts = [part for part in path.split("/") if part]
    kept_names = [name for name in names[:-1] if not _is_tag(name)] + names[-1:]
    kept_parts = [kept for part in parts if (kept := _without_tag(part))]
    kept_query = _QUERY.sub("", query).strip("&")
    site = ".".join(kept_names)
    key = "/".join([site, *kept_parts]).removesuffix(".git").removesuffix("/index.html").casefold()
    localised = (kept_names, kept_parts, kept_query) != (names, parts, query)
    return Page(f"{key}?{kept_query}" if kept_query else key, site, localised)


def _is_tag(name: str) -> bool:
    """Tell whether a name is the code of a language, with or without a country (``zh``, ``en-us``)."""
    base, tag = split_tag(_REGION.sub("", name.lower()))
    return not base and tag is not None


def _without_tag(part: str) -> str:
    """Return a segment of a path without what names a language (``README_zh.md`` is ``README.md``)."""
    suffix = _PAGE_SUFFIX.search(part.lower())
    ending = suffix[0] if suffix else ""
    stem = part[: len(part) - len(ending)]
    if _is_tag(stem):
        return ""
    base, tag = split_tag(stem)
    return f"{base}{ending}" if tag else part


def hub_name(url: str) -> str:
    """Return the name, without its owner, of a model or dataset on a hub that has copies elsewhere, else ``""``."""
    resource, split = resource_of(url), split_address(url)
    if resource is not None and resource.kind in {"hf-model", "hf-dataset"}:
        return resource.id.rpartition("/")[2].casefold()
    if split is not None and belongs_to(bare_host(split.host), "modelscope.cn"):
        match = _MODELSCOPE.match(split.rest.strip("/"))
        return match[1].rpartition("/")[2].casefold() if match else ""
    return ""


def serves(url: str, language: str) -> bool:
    """Tell whether ``url`` is on a site for readers of ``language``."""
    split = split_address(url)
    if split is None:
        return False
    host = bare_host(split.host)
    at_home = host.endswith(_DOMAINS.get(language, ()))
    return at_home or any(belongs_to(host, site) for site in _SITES.get(language, ()))
