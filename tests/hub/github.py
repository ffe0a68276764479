"""GitHub's APIs: GraphQL for those who have a token, REST with conditional requests, and the limits of both."""

from __future__ import annotations

import time
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from .github_facts import Repositories, license_of, time_of
from .github_graphql import Schema, limit_error
from .limits import Window
from .provider import Provider, base_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from .world import Repository

_DOCUMENTATION = "https://docs.github.com/rest"


class GitHub(Provider):
    """``POST /graphql``, ``GET /repos/{owner}/{name}`` and below, ``GET /repositories/{id}``."""

    name = "github"

    def prepare(self) -> None:
        limits = self.limits
        self._schema, self._repositories = Schema(self.world), Repositories(self.world)
        self._points = Window(limits.graphql_points, limits.github_window)
        self._anonymous = Window(limits.rest_anonymous, limits.github_window)
        self._authorized = Window(limits.rest_token, limits.github_window)

    def routes(self) -> list[BaseRoute]:
        rest = (
            ("/repos/{owner}/{repository}", self._repository),
            ("/repos/{owner}/{repository}/contents", self._contents),
            ("/repos/{owner}/{repository}/contents/{path:path}", self._contents),
            ("/repositories/{id:int}", self._repository),
            ("/repositories/{id:int}/contents/{path:path}", self._contents),
        )
        return [Route("/graphql", self._graphql, methods=["POST"]), *(Route(*each) for each in rest)]

    async def _graphql(self, request: Request) -> Response:
        token = self.token_of(request)
        if (refused := self._refused(request)) or token is None:
            return refused or _message("This endpoint requires you to be authenticated.", 401)
        if self.faults.take("graphql_502"):
            return Response("<html><h1>502 Bad Gateway</h1></html>", 502, media_type="text/html")
        if self.faults.take("graphql_secondary"):
            return _secondary()
        if not self._points.admits():
            self.violate("no GraphQL points left this hour")
            return JSONResponse(limit_error(), headers=_rate(self._points, "graphql"))
        body = await request.json()
        answer = self._schema.answer(body.get("query", ""), body.get("variables") or {}, self._points)
        return JSONResponse(answer, headers=_rate(self._points, "graphql"))

    async def _repository(self, request: Request) -> Response:
        return self._rest(request, "", _described)

    async def _contents(self, request: Request) -> Response:
        path = request.path_params.get("path", "").strip("/")
        ref = request.query_params.get("ref", "HEAD")

        def described(repository: Repository) -> Any:
            if not repository.has(ref, path):
                return None
            return _file(path) if path in repository.files else [_file(each) for each in _below(repository, path)]

        return self._rest(request, f"/contents/{path}", described)

    def _rest(self, request: Request, rest: str, describe: Any) -> Response:
        if refused := self._refused(request):
            return refused
        if self.faults.take("rest_502"):
            return Response("<html><h1>502 Bad Gateway</h1></html>", 502, media_type="text/html")
        window = self._anonymous if self.token_of(request) is None else self._authorized
        answer = self._found(request, rest, describe)
        free = answer.status_code == 304 and window is self._authorized  # GitHub Docs: only with a token
        if not free and not window.admits():
            self.violate("no REST requests left this hour")
            answer = _message("API rate limit exceeded for 127.0.0.1.", 403)
        answer.headers.update(_rate(window, "core"))
        return answer

    def _found(self, request: Request, rest: str, describe: Any) -> Response:
        """Return the answer about a repository, a redirect where it is asked by another name."""
        names = request.path_params
        if "id" in names:
            repository, asked = self._repositories.with_id(names["id"]), None
        else:
            asked = f"{names['owner']}/{names['repository']}"
            repository = self._repositories.find(asked)
        if repository is None or repository.is_hidden:
            return _message("Not Found", 404)
        if repository.blocked is not None:
            return _blocked(repository.blocked)
        if asked is not None and repository.name.casefold() != asked.casefold():
            return _moved(f"{base_of(request)}/repositories/{repository.id}{rest}")
        body = describe(repository)
        return _conditional(request, body) if body is not None else _message("Not Found", 404)

    def _refused(self, request: Request) -> Response | None:
        if "user-agent" not in request.headers:
            return Response("Request forbidden by administrative rules.", 403)
        if not self.is_valid(self.token_of(request)):
            return _message("Bad credentials", 401)
        if self.setup.counts.providers[self.name].in_flight > self.limits.github_in_flight:
            self.violate("more than a hundred requests in flight")
            return _secondary()
        return None


def _described(repository: Repository) -> dict[str, Any]:
    owner, _, name = repository.name.partition("/")
    return {
        "id": repository.id,
        "name": name,
        "full_name": repository.name,
        "private": repository.private,
        "owner": {"login": owner, "type": "Organization"},
        "html_url": f"https://github.com/{repository.name}",
        "description": repository.description,
        "fork": repository.fork,
        "created_at": time_of(repository.created),
        "updated_at": time_of(repository.pushed),
        "pushed_at": time_of(repository.pushed),
        "homepage": None,
        "stargazers_count": 100,
        "archived": repository.archived,
        "disabled": repository.disabled,
        "license": license_of(repository),
        "default_branch": repository.refs[0],
        "visibility": "public",
    }


def _file(path: str) -> dict[str, Any]:
    return {"type": "file", "name": path.rpartition("/")[2], "path": path, "size": 1, "sha": "0" * 40}


def _below(repository: Repository, path: str) -> list[str]:
    return [each for each in repository.files if not path or each.startswith(f"{path}/")]


def _conditional(request: Request, body: Any) -> Response:
    answer = JSONResponse(body)
    etag = f'W/"{sha256(answer.body).hexdigest()}"'
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers={"etag": etag})
    answer.headers["etag"] = etag
    answer.headers["cache-control"] = "public, max-age=60, s-maxage=60"
    return answer


def _moved(location: str) -> Response:
    body = {"message": "Moved Permanently", "url": location, "documentation_url": _DOCUMENTATION}
    return JSONResponse(body, 301, {"location": location})


def _message(text: str, status: int) -> Response:
    return JSONResponse({"message": text, "documentation_url": _DOCUMENTATION, "status": str(status)}, status)


def _blocked(reason: str) -> Response:
    block = {"reason": reason, "created_at": "2024-01-01T00:00:00Z", "html_url": f"https://github.com/{reason}"}
    return JSONResponse({"message": "Repository access blocked", "block": block}, 451 if reason == "dmca" else 403)


def _secondary() -> Response:
    answer = _message("You have exceeded a secondary rate limit. Please wait a few minutes before you try again.", 403)
    answer.headers["retry-after"] = "1"
    return answer


def _rate(window: Window, resource: str) -> dict[str, str]:
    return {
        "x-ratelimit-limit": str(window.quota),
        "x-ratelimit-remaining": str(window.left),
        "x-ratelimit-used": str(window.quota - window.left),
        "x-ratelimit-reset": str(int(time.time() + window.resets_in)),
        "x-ratelimit-resource": resource,
    }
