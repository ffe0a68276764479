"""Hugging Face's API: models, datasets, spaces, collections, papers, owners, and lists by owner."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from .huggingface_facts import EXPANDS, described, listed
from .limits import Window
from .provider import Provider, base_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from .world import HubKind, HubRepository

_PAGE = 1000
"""Items in a page of a list, at most."""


class HuggingFace(Provider):
    """All of ``/api/…`` that tells about what lists link."""

    name = "huggingface"

    def prepare(self) -> None:
        self._items = {(each.kind, each.id.casefold()): each for each in self.world.hub}
        self._collections = {each.key: each for each in self.world.collections}
        self._papers = frozenset(self.world.hub_papers)
        owners = {each.author for each in self.world.hub if each.author}
        self._organizations = {name.casefold(): name for name in (*owners, *self.world.organizations)}
        self._users = {name.casefold(): name for name in self.world.users}
        self._windows = [Window(quota, self.limits.hub_window) for quota in self.limits.hub_api]

    def routes(self) -> list[BaseRoute]:
        kinds: tuple[HubKind, ...] = ("models", "datasets", "spaces")
        return [
            *(Route(f"/api/{kind}", self._limited(self._list_of(kind))) for kind in kinds),
            *(Route(f"/api/{kind}/{{id:path}}", self._limited(self._one_of(kind))) for kind in kinds),
            Route("/api/collections/{slug:path}", self._limited(self._collection)),
            Route("/api/papers/{id}", self._limited(self._paper)),
            Route("/api/organizations/{owner}/overview", self._limited(self._organization)),
            Route("/api/users/{owner}/overview", self._limited(self._user)),
        ]

    def _limited(self, answer: Any) -> Any:
        """Return ``answer`` behind the limit of the API, and with the headers that tell it."""

        async def limited(request: Request) -> Response:
            token = self.token_of(request)
            window = self._windows[token is not None]
            if not window.admits():
                self.violate("no requests of the API left")
                found: Response = JSONResponse({"error": "We had to rate limit you."}, 429)
            elif not self.is_valid(token):
                found = _error("Invalid credentials in Authorization header", 401)
            elif self.faults.take("hub_503"):
                found = Response("Service Unavailable", 503)
            else:
                found = answer(request, token)
            found.headers.update(rate_headers("api", window))
            return found

        return limited

    def find(self, kind: HubKind, name: str) -> HubRepository | None:
        """Return what is called so, renamed or not."""
        return self._items.get((kind, name.casefold()))

    def find_owner(self, name: str) -> str | None:
        """Return the organisation or user of that name, as it is written."""
        return self._organizations.get(name.casefold()) or self._users.get(name.casefold())

    def _one_of(self, kind: HubKind) -> Any:
        def one(request: Request, token: str | None) -> Response:
            item = self.find(kind, request.path_params["id"])
            if item is not None and item.renamed_to is not None:
                query = f"?{request.url.query}" if request.url.query else ""
                location = f"{base_of(request)}/api/{kind}/{item.renamed_to}{query}"
                return Response(f"Temporary Redirect. Redirecting to {location}", 307, {"location": location})
            if item is None or item.private:
                return _missing(token)
            expand = request.query_params.getlist("expand[]") + request.query_params.getlist("expand")
            if unknown := [each for each in expand if each not in EXPANDS[kind]]:
                return _error(f'Invalid option: expected one of {EXPANDS[kind]} at "expand": {unknown}', 400)
            return JSONResponse(described(item, expand))

        return one

    def _list_of(self, kind: HubKind) -> Any:
        def several(request: Request, _token: str | None) -> Response:
            query = request.query_params
            author, tag = query.get("author", "").casefold(), query.get("filter")
            matching = [
                each
                for (its_kind, _), each in sorted(self._items.items())
                if its_kind == kind
                and each.renamed_to is None
                and not each.private
                and (not author or (each.author or "").casefold() == author)
                and (tag is None or tag in each.tags)
            ]
            start, most = int(query.get("cursor", 0)), min(int(query.get("limit", _PAGE)), _PAGE)
            expand, full = query.getlist("expand[]"), query.get("full") in ("true", "1", "True")
            items = [listed(each, expand, full=full) for each in matching[start : start + most]]
            more = start + most < len(matching)
            return JSONResponse(items, headers=_next_page(request, start + most) if more else {})

        return several

    def _collection(self, request: Request, _token: str | None) -> Response:
        slug = request.path_params["slug"]
        key = f"{slug.partition('/')[0]}-{slug.rpartition('-')[2]}".casefold()
        found = self._collections.get(key)
        if found is None or found.private:
            return _error("Collection not found", 404)
        owner = {"name": found.slug.partition("/")[0], "type": "org"}
        return JSONResponse({"slug": found.slug, "title": found.title, "owner": owner, "items": [], "private": False})

    def _paper(self, request: Request, _token: str | None) -> Response:
        identifier = request.path_params["id"]
        if identifier not in self._papers:
            return _error("Paper not found", 404)
        titles = (each.title for each in self.world.papers if each.id == identifier)
        return JSONResponse({"id": identifier, "title": next(titles, "A paper"), "authors": [], "upvotes": 1})

    def _organization(self, request: Request, _token: str | None) -> Response:
        return _owner(self._organizations.get(request.path_params["owner"].casefold()), "org")

    def _user(self, request: Request, _token: str | None) -> Response:
        return _owner(self._users.get(request.path_params["owner"].casefold()), "user")


def rate_headers(bucket: str, window: Window) -> dict[str, str]:
    """Return the headers that tell a limit, as draft 9 of the IETF writes them."""
    return {
        "ratelimit": f'"{bucket}";r={window.left};t={ceil(window.resets_in)}',
        "ratelimit-policy": f'"fixed window";"{bucket}";q={window.quota};w={ceil(window.length)}',
    }


def _owner(name: str | None, kind: str) -> Response:
    if name is None:
        return _error("This organization does not exist" if kind == "org" else "This user does not exist", 404)
    return JSONResponse({"name": name, "fullname": name, "type": kind, "numModels": 1})


def _missing(token: str | None) -> Response:
    """Return what is said of what is missing, or private: to the anonymous that they may not know."""
    answer = _error("Invalid username or password.", 401) if token is None else _error("Repository not found", 404)
    answer.headers["x-error-code"] = "RepoNotFound"
    answer.headers["x-error-message"] = "Repository not found"
    return answer


def _error(text: str, status: int) -> Response:
    return JSONResponse({"error": text}, status)


def _next_page(request: Request, start: int) -> dict[str, str]:
    query = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    url = f"{base_of(request)}{request.scope['path'].removeprefix(request.scope.get('root_path', ''))}"
    return {"link": f'<{url}?{urlencode([*query, ("cursor", start)])}>; rel="next"'}
