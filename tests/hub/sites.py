"""The web pages of those who have an API as well: what a checker sees that asks pages instead."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from .github_facts import Repositories
from .huggingface_facts import EXPANDS
from .limits import Window
from .pages import Page, redirect

if TYPE_CHECKING:
    from .world import HubKind, HubRepository, Repository, World

_IN_TREE = ("tree", "blob", "raw", "blame", "commits", "edit")
_NUMBERED = ("issues", "pull", "discussions")
_MISSING = Page(404, body=b"<title>Not Found</title>")


class Sites:
    """Pages of github.com, arxiv.org, doi.org and huggingface.co that follow from the facts of a world."""

    def __init__(self, world: World) -> None:
        self._repositories = Repositories(world)
        self._papers = {paper.id for paper in world.papers}
        self._dois = {doi.casefold(): url for doi, url in world.dois.items()}
        self._hub = {(each.kind, each.id.casefold()): each for each in world.hub}
        self._collections = {each.key for each in world.collections if not each.private}
        self._hub_papers = frozenset(world.hub_papers)
        authors = {each.author for each in world.hub if each.author}
        self._owners = {name.casefold() for name in (*authors, *world.organizations, *world.users)}
        self._answers = {
            "github.com": self._github,
            "arxiv.org": self._arxiv,
            "export.arxiv.org": self._arxiv,
            "doi.org": self._doi,
            "huggingface.co": self._huggingface,
        }

    def find(self, host: str, path: str) -> Page | None:
        """Return the page at ``path``, without query, of one of these sites; None for others."""
        answer = self._answers.get(host.removeprefix("www."))
        return answer([unquote(part) for part in path.split("/") if part]) if answer else None

    def _github(self, parts: list[str]) -> Page:
        if len(parts) < 2:  # owner and name
            return Page()
        asked = f"{parts[0]}/{parts[1].removesuffix('.git')}"
        found = self._repositories.find(asked)
        if found is None or found.private:
            return _MISSING
        if found.blocked:
            return Page(451 if found.blocked == "dmca" else 403)
        if found.name.casefold() != asked.casefold() or parts[1].endswith(".git"):
            return redirect("/".join((f"https://github.com/{found.name}", *parts[2:])))
        return Page() if _is_page(found, parts[2:]) else _MISSING

    def _arxiv(self, parts: list[str]) -> Page:
        name = "/".join(parts[1:]).removesuffix(".pdf").rpartition("v")
        found = {"/".join(parts[1:]).removesuffix(".pdf"), name[0] if name[2].isdigit() else ""} & self._papers
        return Page() if found or not parts[1:] else _MISSING

    def _doi(self, parts: list[str]) -> Page:
        url = self._dois.get("/".join(parts).casefold())
        return redirect(url, 302) if url else _MISSING

    def _huggingface(self, parts: list[str]) -> Page:
        kind, *rest = parts or [""]
        if kind == "papers":
            return Page() if rest and rest[0] in self._hub_papers else _MISSING
        if kind == "collections":
            key = f"{rest[0]}-{rest[-1].rpartition('-')[2]}".casefold() if rest else ""
            return Page() if key in self._collections else _MISSING
        if kind in EXPANDS and kind != "models":
            return self._hub_page(kind, rest)  # type: ignore[arg-type]
        if len(parts) == 1 and parts[0].casefold() in self._owners:
            return Page()
        return self._hub_page("models", parts)

    def _hub_page(self, kind: HubKind, parts: list[str]) -> Page:
        found: HubRepository | None = self._hub.get((kind, "/".join(parts[:2]).casefold()))
        if found is None or found.private:
            return Page(401, body=b"Repository not found")
        prefix = "" if kind == "models" else f"{kind}/"
        if found.renamed_to:
            return redirect("/".join((f"https://huggingface.co/{prefix}{found.renamed_to}", *parts[2:])), 307)
        return Page()


def _is_page(repository: Repository, parts: list[str]) -> bool:
    """Tell whether a repository has the page; what nobody asks for is taken to be there."""
    kind, rest = (parts[0], parts[1:]) if parts else ("", [])
    if kind in _IN_TREE and rest:
        return repository.has_page("/".join(rest))
    if kind in _NUMBERED and rest:
        return rest[0].isdigit() and int(rest[0]) in repository.numbers
    if parts[:2] == ["releases", "tag"]:
        return repository.has("/".join(parts[2:]))
    return kind != "commit" or repository.has("".join(rest[:1]))


class Buckets:
    """Hugging Face's limit of pages, by whether a request has a token."""

    def __init__(self, quotas: tuple[int, int], length: float) -> None:
        self._windows = [Window(quota, length) for quota in quotas]

    def of(self, *, authorized: bool) -> Window:
        """Return the window that a request is counted in."""
        return self._windows[authorized]
