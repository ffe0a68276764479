"""A list of the size and shape of awesome-go: 3,169 links, 89 % of them to GitHub."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import cycle, islice
from random import Random
from typing import TYPE_CHECKING

from awesome_lint.syntax.resources import resource_of

from .generated import Expected, GeneratedList
from .pages import Page, redirect, without_head
from .words import BEASTS, DECOYS, OWNERS, THINGS, pairs
from .world import HubRepository, Paper, Repository, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LINKS, ON_GITHUB = 3169, 2820
_IN_SECTION = 40
_OK, _BROKEN, _UNKNOWN = Expected("ok"), Expected("broken"), Expected("unknown")
_GONE = Expected("unknown", strict="broken")
_DEEP_FILES = ("README.md", "docs/guide.md", "cmd/tool/main.go", "examples/basic/main.go")


@dataclass
class _Draft:
    random: Random
    urls: dict[str, Expected] = field(default_factory=dict)
    repositories: list[Repository] = field(default_factory=list)
    pages: dict[str, Page] = field(default_factory=dict)
    hosts: dict[str, Page] = field(default_factory=dict)


def awesome_go(seed: int = 0) -> GeneratedList:
    """Return the list, the same for the same seed."""
    draft = _Draft(Random(seed))  # noqa: S311 - no secret is made
    papers, hub, dois = _science(draft)
    _github(draft, ON_GITHUB)
    _web(draft, LINKS - len(draft.urls))
    world = World(
        papers=papers, hub=hub, dois=dois, repositories=draft.repositories, pages=draft.pages, hosts=draft.hosts
    )
    return GeneratedList(_markdown(draft), world, draft.urls)


def _markdown(draft: _Draft) -> str:
    urls = [*draft.urls]
    draft.random.shuffle(urls)
    names = pairs(draft.random, OWNERS, THINGS, "-")
    lines = ["# Awesome Go shape", ""]
    for at, url in enumerate(urls):
        if at % _IN_SECTION == 0:
            lines += ["", f"## Section {at // _IN_SECTION + 1}", "", "_Libraries for one thing and another._", ""]
        resource = resource_of(url)
        is_repository = resource is not None and resource.kind == "github"
        name = resource.id.partition("/")[2] if resource and is_repository else next(names)
        lines.append(f"- [{name}]({url}) - Does one thing, and that well.")
    return "\n".join((*lines, ""))


# -- GitHub ------------------------------------------------------------------------------------------------------------


def _github(draft: _Draft, links: int) -> None:
    names = pairs(draft.random, OWNERS, THINGS, "/")
    special = [
        *(make for make, times in _KINDS for _ in range(times)),
        *(_deep(*each) for each in _DEEP),
    ]
    for make in special:
        make(draft, next(names))
    for _ in range(links - len(special)):
        _plain(draft, next(names))


def _put(draft: _Draft, url: str, expected: Expected, *repositories: Repository) -> None:
    draft.urls[url] = expected
    draft.repositories += repositories


def _plain(draft: _Draft, name: str) -> None:
    _put(draft, f"https://github.com/{name}", _OK, Repository(name))


def _archived(draft: _Draft, name: str) -> None:
    _put(draft, f"https://github.com/{name}", _OK, Repository(name, archived=True))


def _disabled(draft: _Draft, name: str) -> None:
    _put(draft, f"https://github.com/{name}", _OK, Repository(name, disabled=True))


def _missing(draft: _Draft, name: str) -> None:
    _put(draft, f"https://github.com/{name}", _BROKEN)


def _forbidden(draft: _Draft, name: str) -> None:
    _put(draft, f"https://github.com/{name}", _UNKNOWN, Repository(name, private=True))


def _renamed(draft: _Draft, name: str) -> None:
    new = f"{name}-next"
    moved = Expected("moved", moved_to=f"https://github.com/{new}")
    _put(draft, f"https://github.com/{name}", moved, Repository(name, renamed_to=new), Repository(new))


def _transferred(draft: _Draft, name: str) -> None:
    """A renamed repository whose new name is in no list: its facts come with the old one."""
    new = f"new-home/{name.partition('/')[2]}-{len(draft.urls)}"
    moved = Expected("moved", moved_to=f"https://github.com/{new}")
    _put(draft, f"https://github.com/{name}", moved, Repository(name, renamed_to=new, archived=True))


def _spelled(form: str) -> Callable[[_Draft, str], None]:
    def spelled(draft: _Draft, name: str) -> None:
        _put(draft, form.format(name=name, upper=name.title()), _OK, Repository(name, numbers=(12,)))

    return spelled


_KINDS: tuple[tuple[Callable[[_Draft, str], None], int], ...] = (
    (_archived, 140),
    (_renamed, 90),
    (_transferred, 20),
    (_missing, 28),
    (_disabled, 3),
    (_forbidden, 4),
    (_spelled("https://github.com/{upper}"), 40),
    (_spelled("https://github.com/{name}/"), 15),
    (_spelled("https://github.com/{name}#readme"), 15),
    (_spelled("http://github.com/{name}"), 8),
    (_spelled("https://www.github.com/{name}"), 4),
    (_spelled("https://github.com/{name}.git"), 4),
    (_spelled("https://github.com/{name}?tab=readme-ov-file"), 4),
    (_spelled("https://github.com/{name}/wiki"), 5),
    (_spelled("https://github.com/{name}/releases"), 3),
    (_spelled("https://github.com/{name}/issues/12"), 2),
)
_DEEP = (
    *((path, ("main",), _OK) for path in islice(cycle(("tree/main/docs", "blob/main/README.md")), 24)),
    *(("tree/master/cmd/tool", ("master",), _OK) for _ in range(10)),
    *(("blob/v1.2.0/docs/guide.md#L10-L20", ("main", "v1.2.0"), _OK) for _ in range(4)),
    *(("tree/HEAD/examples", ("main",), _OK) for _ in range(4)),
    *(("tree/release/1.0/docs", ("main", "release/1.0"), _OK) for _ in range(2)),
    *(("blob/main/docs/missing.md", ("main",), _BROKEN) for _ in range(6)),
    *(("tree/main/pkg", ("main",), _BROKEN) for _ in range(4)),
)
"""Pages within repositories, the branches and tags of each, and what is right of it."""


def _deep(path: str, refs: tuple[str, ...], expected: Expected) -> Callable[[_Draft, str], None]:
    def deep(draft: _Draft, name: str) -> None:
        _put(draft, f"https://github.com/{name}/{path}", expected, Repository(name, files=_DEEP_FILES, refs=refs))

    return deep


# -- Papers, models, DOIs ----------------------------------------------------------------------------------------------


def _science(draft: _Draft) -> tuple[list[Paper], list[HubRepository], dict[str, str]]:
    papers = [Paper(f"2305.{10000 + at}", title, "2023-05-17") for at, title in enumerate(DECOYS * 2)]
    draft.urls |= {f"https://arxiv.org/{('abs', 'pdf')[at % 2]}/{paper.id}": _OK for at, paper in enumerate(papers)}
    draft.urls |= {f"https://arxiv.org/abs/2305.{20000 + at}": _BROKEN for at in range(2)}
    hub = [
        HubRepository(f"{OWNERS[at % 3]}/{name}", gated="auto" if at == 1 else False)
        for at, name in enumerate(BEASTS[:8])
    ]
    draft.urls |= {f"https://huggingface.co/{each.id}": _OK for each in hub}
    hub.append(HubRepository("amber/old-name", renamed_to=hub[0].id))
    draft.urls["https://huggingface.co/amber/old-name"] = Expected(
        "moved", moved_to=f"https://huggingface.co/{hub[0].id}"
    )
    draft.urls["https://huggingface.co/amber/never-was"] = Expected("unknown", also="broken")  # the token decides
    hub += [HubRepository("cedar/corpus", "datasets"), HubRepository("cedar/demo", "spaces")]
    draft.urls |= {f"https://huggingface.co/{each.kind}/{each.id}": _OK for each in hub[-2:]}
    dois = {f"10.1145/{1000000 + at}": f"https://publisher.example/{at}" for at in range(6)}
    draft.urls |= {f"https://doi.org/{doi}": _OK for doi in dois}
    draft.urls["https://doi.org/10.1145/9999999"] = _BROKEN
    return papers, hub, dois


# -- The web -----------------------------------------------------------------------------------------------------------


def _web(draft: _Draft, links: int) -> None:
    """Add pages: one in eight on one host, the others on 150, most of them well."""
    hosts = _hosts(draft, links)
    kinds = [*(page for page, times in _PAGES for _ in range(times))]
    for at, host in enumerate(hosts):
        make, expected = kinds[at] if at < len(kinds) else (lambda _: Page(), _OK)
        troubled = expected is _UNKNOWN  # on a host of its own: a host that is busy or refuses is left alone
        path = f"{f'trouble{at}.example' if troubled else host}/page-{at}"
        draft.pages[path] = make(path)
        if expected.verdict == "moved":
            expected = Expected("moved", moved_to=f"https://{path}-new")
            draft.pages[f"{path}-new"] = Page()
        draft.urls[f"https://{path}"] = expected


def _hosts(draft: _Draft, links: int) -> Iterator[str]:
    names = [f"site{1 if at % 8 == 0 else 2 + at % 150}.example" for at in range(links)]
    draft.random.shuffle(names)
    draft.hosts |= {name: Page(404) for name in names}
    yield from names


_PAGES: tuple[tuple[tuple[Callable[[str], Page], Expected], int], ...] = (
    ((lambda path: redirect(f"https://{path}-new"), Expected("moved")), 14),
    ((lambda path: redirect(f"https://{path}/now", 302), _GONE), 2),
    ((lambda _: without_head(Page()), _OK), 10),
    ((lambda _: Page(404), _GONE), 12),
    ((lambda _: Page(410), _GONE), 2),
    ((lambda _: Page(403, {"cf-mitigated": "challenge", "server": "cloudflare"}), _UNKNOWN), 8),
    ((lambda _: Page(500), _UNKNOWN), 2),
    ((lambda _: Page(503), _UNKNOWN), 2),
    ((lambda _: Page(429, {"retry-after": "3600"}), _UNKNOWN), 2),
)
