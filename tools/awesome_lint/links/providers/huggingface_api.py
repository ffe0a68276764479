"""Hugging Face's API: what is asked where, within its limits, and what its refusals mean.

Sources: https://huggingface.co/docs/hub/rate-limits; ``hf_raise_for_status`` of huggingface_hub for refusals.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from awesome_lint.links.providers.allowance import Allowance, Remaining
from awesome_lint.links.providers.base import is_of_api

if TYPE_CHECKING:
    from awesome_lint.links.answers import Answer
    from awesome_lint.links.client import Client

NAME = "huggingface"
SITE = "https://huggingface.co"
FOLDERS = {"hf-model": "models", "hf-dataset": "datasets", "hf-space": "spaces"}
PREFIXES = {"hf-model": "", "hf-dataset": "datasets/", "hf-space": "spaces/", "hf-collection": "collections/"}
"""What stands before the name in the API and on the site."""
AT_ONCE = 8
_FIELDS = {
    "hf-model": "createdAt disabled gated gguf private safetensors tags",
    "hf-dataset": "createdAt disabled gated private tags",
    "hf-space": "createdAt disabled private tags",
}
"""Values of ``expand`` that each kind knows; the licence is among the tags."""
_LIMIT = re.compile(r"\"(?P<bucket>\w{1,40})\";r=(?P<left>\d{1,9});t=(?P<seconds>\d{1,9})", re.ASCII)
_REDIRECTS = (301, 302, 303, 307, 308)
_HOPS = 3
_TRIES = 2
_UNAUTHORIZED, _TOO_MANY = 401, 429


def remaining(answer: Answer) -> Remaining | None:
    """Return what is left of the bucket that the request was counted in (``RateLimit: "api";r=42;t=13``)."""
    told = _LIMIT.search(answer.headers.get("ratelimit", ""))
    return Remaining(int(told["left"]), float(told["seconds"])) if told else None


class HubApi:
    """Asks the API; ``files`` asks what is counted elsewhere, as more of it is allowed: ``/resolve/…``."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._api = Allowance(client, NAME, remaining)
        self._resolvers = Allowance(client, NAME, remaining)

    async def ask(self, path: str, query: str = "") -> Answer:
        """Ask for ``path`` and follow what it leads to within the API; raises ``NoAnswerError``."""
        for _ in range(_HOPS):
            answer = await self._ask_once(self._api, path + query, "GET")
            target = self._target(answer)
            if target is None or not target.startswith("/api/"):
                break
            path = target.partition("?")[0]
        return answer

    async def ask_file(self, path: str) -> Answer:
        """Ask whether a file is there; a redirect to where its bytes are is a yes; raises ``NoAnswerError``."""
        for _ in range(_HOPS):
            answer = await self._ask_once(self._resolvers, path, "HEAD")
            target = self._target(answer)
            if target is None or "/resolve/" not in target:
                break
            path = target
        return answer

    async def _ask_once(self, allowance: Allowance, path: str, method: str) -> Answer:
        for _ in range(_TRIES):
            answer = await allowance.ask(path, method)
            told = remaining(answer)
            if answer.status == _TOO_MANY and told is not None:
                self.client.slow_down(NAME, told.seconds)
            elif (
                answer.status == _UNAUTHORIZED and self.client.has_token(NAME) and error_code(answer) != "RepoNotFound"
            ):
                self.client.drop_token(NAME)  # it is not valid, or expired
            else:
                break
        return answer

    def _target(self, answer: Answer) -> str | None:
        is_redirect = answer.status in _REDIRECTS
        return self.client.path_of(NAME, answer.headers.get("location", "")) if is_redirect else None


def path_of(kind: str, name: str) -> str:
    """Return the API's path of a model, dataset or space."""
    return f"/api/{FOLDERS[kind]}/{quote(name)}"


def list_query(kind: str, author: str, most: int) -> str:
    """Return the query for what ``author`` has, the most liked first, described as each would be alone."""
    chosen = {"author": author, "sort": "likes", "direction": -1, "limit": most}
    return f"?{urlencode(chosen)}&{expand_query(kind)[1:]}"


def expand_query(kind: str) -> str:
    """Return the query for the fields that facts are made of."""
    return "?" + urlencode([("expand[]", name) for name in _FIELDS[kind].split()])


def error_code(answer: Answer) -> str:
    """Return what went wrong in Hugging Face's own words: ``RepoNotFound``, ``GatedRepo`` and so on."""
    return answer.headers.get("x-error-code", "")


def is_hidden(answer: Answer) -> bool:
    """Tell whether a repository is missing or private, of which the anonymous may not know which."""
    return answer.status == _UNAUTHORIZED and is_of_api(answer)


def is_disabled(answer: Answer) -> bool:
    """Tell whether Hugging Face has closed a repository."""
    said = answer.headers.get("x-error-message", "").encode() + answer.body
    return answer.status == 403 and b"this resource is disabled" in said  # noqa: PLR2004
