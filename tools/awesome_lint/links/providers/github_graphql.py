"""GitHub's GraphQL API, asked about many repositories at once; it needs a token.

What is asked for stands in variables, never in the text of the query, as lists can hold anything.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from awesome_lint.links.answers import NoAnswerError, Trouble
from awesome_lint.links.providers.allowance import Allowance, in_parallel
from awesome_lint.links.providers.github_limits import NAME, remaining, wait_after

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from awesome_lint.links.answers import Answer
    from awesome_lint.links.client import Client
    from awesome_lint.links.targets import Target
    from awesome_lint.links.verdicts import Json

BATCH, FEW = 80, 5
"""Repositories in one call, and so few that a call about them is not cut in half when GitHub cannot answer it."""
AT_ONCE = 2
ATTEMPTS = 3
_TOO_LONG = (502, 503, 504)
"""Statuses of a call that took GitHub too long."""
_UNAUTHORIZED = 401
_APOLOGY = "Something went wrong while executing your query"
_HOPELESS = 2
"""Small calls in a row that get no answer, before the rest is not asked."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a repository: ``fields`` is GraphQL that may use ``$value``, of the type ``value_type``."""

    target: Target
    fields: str
    value: Json = None
    value_type: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What GitHub said to a question: ``data`` of the repository and the ``error``, or the ``cause`` of no answer."""

    question: Question
    data: Json = None
    error: str = ""
    cause: NoAnswerError | Answer | None = None

    @property
    def target(self) -> Target:
        """What was asked about."""
        return self.question.target


class GraphQL:
    """Asks questions in batches."""

    def __init__(self, client: Client) -> None:
        self._refusal: Answer | None = None
        self._client = client
        self._allowance = Allowance(client, NAME, remaining)
        self._hopeless = 0

    @property
    def is_refused(self) -> bool:
        """Tell whether GitHub did not accept the token; then it is asked no more."""
        return self._refusal is not None

    async def ask(self, questions: Sequence[Question]) -> AsyncIterator[Reply]:
        """Yield the reply to each question, in any order; the first batch goes alone, as the token may not be valid."""
        batches = [questions[at : at + BATCH] for at in range(0, len(questions), BATCH)]
        for some, at_once in ((batches[:1], 1), (batches[1:], AT_ONCE)):
            async for replies in in_parallel(self._ask_batch, some, at_once):
                for reply in replies:
                    yield reply

    async def _ask_batch(self, batch: Sequence[Question]) -> list[Reply]:
        """Ask one call's worth, in halves when that takes GitHub too long."""
        outcome = await self._outcome(batch)
        if isinstance(outcome, dict):
            self._hopeless = 0
            return _replies(batch, outcome)
        if not _took_too_long(outcome):
            return [Reply(each, cause=outcome) for each in batch]
        if len(batch) > FEW and self._hopeless < _HOPELESS:
            middle = len(batch) // 2
            return [*await self._ask_batch(batch[:middle]), *await self._ask_batch(batch[middle:])]
        self._hopeless += 1
        return [Reply(each, cause=outcome) for each in batch]

    async def _outcome(self, batch: Sequence[Question]) -> dict[str, Any] | NoAnswerError | Answer:
        """Return the body of the answer, or why there is none to use."""
        if self._refusal is not None:
            return self._refusal
        if self._hopeless >= _HOPELESS:
            return NoAnswerError(Trouble.FAILING)
        try:
            answer = await self._post(_query(batch))
        except NoAnswerError as error:
            return error
        if answer.status == _UNAUTHORIZED:
            self._refusal = answer
        body = answer.json() if answer.is_good and wait_after(answer) is None else None
        return body if isinstance(body, dict) and not _has_given_up(body) else answer

    async def _post(self, body: bytes) -> Answer:
        """Ask, and ask again after the time that GitHub wants to be left alone; raises ``NoAnswerError``."""
        headers = {"content-type": "application/json", "accept": "application/vnd.github+json"}
        for _ in range(ATTEMPTS):
            answer = await self._allowance.ask("/graphql", "POST", headers=headers, body=body)
            wait = wait_after(answer)
            if wait is None:
                break
            self._client.slow_down(NAME, wait)
        return answer


def _took_too_long(outcome: NoAnswerError | Answer) -> bool:
    if isinstance(outcome, NoAnswerError):
        return outcome.trouble is Trouble.TIMEOUT
    return outcome.status in _TOO_LONG or (outcome.is_good and (not outcome.complete or _has_given_up(outcome.json())))


def _has_given_up(body: Any) -> bool:
    """Tell whether a good answer says that the query took too long: no data, and GitHub's apology."""
    errors = _errors(body.get("errors")) if isinstance(body, dict) and not body.get("data") else {}
    return errors.get("", "").startswith(_APOLOGY)


@dataclass
class _Texts:
    """The parts of a query."""

    declared: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    variables: dict[str, Json] = field(default_factory=dict)


def _query(batch: Sequence[Question]) -> bytes:
    texts = _Texts()
    for number, question in enumerate(batch):
        _add(texts, number, question)
    text = f"query({','.join(texts.declared)}){{{' '.join(texts.asked)}}}"
    return json.dumps({"query": text, "variables": texts.variables}).encode()


def _add(texts: _Texts, number: int, question: Question) -> None:
    resource = question.target.resource
    owner, _, name = resource.id.partition("/") if resource else ("", "", "")
    texts.declared += [f"$o{number}:String!", f"$n{number}:String!"]
    texts.variables |= {f"o{number}": owner, f"n{number}": name}
    if question.value_type:
        texts.declared.append(f"$v{number}:{question.value_type}")
        texts.variables[f"v{number}"] = question.value
    fields = question.fields.replace("$value", f"$v{number}")
    texts.asked.append(f"r{number}:repository(owner:$o{number},name:$n{number},followRenames:true){{{fields}}}")


def _replies(batch: Sequence[Question], body: Mapping[str, Any]) -> list[Reply]:
    data = body.get("data")
    errors = _errors(body.get("errors"))
    found = data if isinstance(data, dict) else {}
    whole = errors.get("", "" if found else "no data")
    whole = "no data" if whole == "NOT_FOUND" else whole  # which one was not found it does not say
    return [
        Reply(each, found.get(alias), errors.get(alias, whole))
        for each, alias in zip(batch, (f"r{number}" for number in range(len(batch))), strict=True)
    ]


def _errors(errors: Any) -> dict[str, str]:
    """Return the kind of each error by the repository that it is about, ``""`` where it is about the whole query."""
    known = [each for each in errors if isinstance(each, dict)] if isinstance(errors, list) else []
    return {_alias(each.get("path")): _kind(each) for each in reversed(known)}


def _alias(path: Any) -> str:
    return path[0] if isinstance(path, list) and path and isinstance(path[0], str) else ""


def _kind(error: Mapping[str, Any]) -> str:
    kind = error.get("type") or error.get("message")
    return kind[:200] if isinstance(kind, str) and kind else "error"
