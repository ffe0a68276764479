"""Pages within a repository on Hugging Face: files, folders, commits, discussions."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from awesome_lint.links.answers import NoAnswerError
from awesome_lint.links.providers.base import is_of_api, unknown_after
from awesome_lint.links.providers.huggingface_api import FOLDERS, PREFIXES, error_code, path_of
from awesome_lint.links.providers.web import judge_page
from awesome_lint.links.verdicts import Judgement, Verdict

if TYPE_CHECKING:
    from awesome_lint.links.answers import Answer
    from awesome_lint.links.providers.base import Inquiry
    from awesome_lint.links.providers.huggingface_api import HubApi
    from awesome_lint.links.targets import Target

_OF_FILES = ("blob", "resolve", "raw", "blame", "edit")
_OF_FOLDERS = ("tree", "commits")
_ABSENT = ("EntryNotFound", "RevisionNotFound")
"""What Hugging Face says when the repository is there, and this file or branch is not."""
_STEPS = frozenset((".", ".."))
"""Parts of a path that lead out of the repository, where a token would go with the request."""
_BEFORE_ERRORS = 400
_NOT_FOUND = 404


async def judge_path(target: Target, inquiry: Inquiry, api: HubApi) -> Judgement:
    """Judge a page of a repository that is there itself."""
    parts = _parts(target)
    if any(not _STEPS.isdisjoint(unquote(part).split("/")) for part in parts):
        return await judge_page(target, inquiry)
    try:
        answer = await _ask(target, parts, api)
    except NoAnswerError as error:
        return unknown_after(target, inquiry.now(), error, "Hugging Face")
    if answer is None:
        return Judgement(target.key, Verdict.OK, inquiry.now(), "", "its repository is there", by_owner=True)
    return _judged(target, inquiry.now(), answer) or await judge_page(target, inquiry)


def _judged(target: Target, now: int, answer: Answer) -> Judgement | None:
    """Return what the answer says of the page; None where it says nothing of it."""
    code, evidence = error_code(answer), answer.evidence
    if answer.status < _BEFORE_ERRORS:
        return Judgement(target.key, Verdict.OK, now, "", evidence, by_owner=True)
    is_discussion = target.resource is not None and target.resource.path.startswith("discussions/")
    if code in _ABSENT or (is_discussion and answer.status == _NOT_FOUND and is_of_api(answer)):
        return Judgement(target.key, Verdict.BROKEN, now, "no such page in the repository", evidence, by_owner=True)
    if code == "GatedRepo":
        reason = "in a gated repository, whose files only some can see"
        return Judgement(target.key, Verdict.UNKNOWN, now, reason, evidence)
    return None


async def _ask(target: Target, parts: list[str], api: HubApi) -> Answer | None:
    """Return what the API says; None where there is nothing to ask: every repository has that page."""
    kind, name = (target.resource.kind, target.resource.id) if target.resource else ("", "")
    first, rest = parts[0] if parts else "", "/".join(parts[1:])
    if kind not in FOLDERS or not rest:
        return None
    if first in _OF_FILES and len(parts) > 2:  # noqa: PLR2004 - page, revision, path
        return await api.ask_file(f"/{PREFIXES[kind]}{name}/resolve/{rest}")
    if first in (*_OF_FILES, *_OF_FOLDERS):
        return await api.ask(f"{path_of(kind, name)}/tree/{rest}", "?limit=1")
    if first == "commit":
        return await api.ask(f"{path_of(kind, name)}/revision/{parts[1]}", "?expand%5B%5D=sha")
    if first == "discussions" and parts[1].isdigit():
        return await api.ask(f"{path_of(kind, name)}/discussions/{parts[1]}")
    return None


def _parts(target: Target) -> list[str]:
    """Return the path behind the repository as it is written: a branch can hold an encoded slash."""
    if target.resource is None:
        return []
    before = target.resource.id.count("/") + PREFIXES.get(target.resource.kind, "").count("/") + 1
    return [part for part in urlsplit(target.url.strip()).path.split("/") if part][before:]
