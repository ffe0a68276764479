"""The whole of ``sync``: the lists and their translations, brought in step, and what is recorded of them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from awesome_lint.config import shown
from awesome_lint.errors import AwesomeLintError, FileError, UsageError
from awesome_lint.pipeline import Request, open_workspace
from awesome_lint.source.reader import file_error, read_source
from awesome_lint.source.writer import write_source
from awesome_lint.sync.session import Outcome, Session, Wishes
from awesome_lint.syntax.nodes import Entry
from awesome_lint.syntax.titles import normalize_title
from awesome_lint.translation.state import State, part_key, write_state
from awesome_lint.workspace import STATE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_lint.source import SourceText
    from awesome_lint.syntax.nodes import Document, Section
    from awesome_lint.translation.pair import Pair
    from awesome_lint.translation.state import Record
    from awesome_lint.workspace import OpenFile, Workspace

ROUNDS = 5
"""What one translation changes in the source goes to the others; each round carries it one file further."""


@dataclass(frozen=True)
class SyncRequest:
    """What one run is asked for; ``entries`` name what is confirmed (key or title), all when empty."""

    accept: bool = False
    entries: tuple[str, ...] = ()
    prune: bool = False
    write: bool = True
    config: str | None = None
    translate_command: str | None = None


@dataclass(frozen=True)
class SyncResult:
    """What came of each translation, the files before and after, and which could not be done."""

    outcomes: tuple[Outcome, ...] = ()
    files: tuple[OpenFile, ...] = ()
    state_changed: bool = False
    errors: tuple[AwesomeLintError, ...] = ()

    @property
    def changed(self) -> tuple[OpenFile, ...]:
        """The files whose texts changed."""
        return tuple(file for file in self.files if file.changed)

    @property
    def documents(self) -> dict[str, Document]:
        """The documents as they now stand, by name."""
        return {file.document.path: file.document for file in self.files}

    @property
    def needs_people(self) -> bool:
        """Whether something is left that cannot be decided here."""
        return any(outcome.disputes or outcome.refused for outcome in self.outcomes)


def sync(request: SyncRequest) -> SyncResult:
    """Bring the translations of the current folder's lists in step; raises ``UsageError`` when there are none."""
    workspace = open_workspace(Request(config=request.config))
    pairs = find_translations(workspace)
    if workspace.errors:
        return SyncResult(errors=tuple(workspace.errors))
    outcomes = _rounds(workspace, pairs, request)
    states = _states(workspace, pairs, outcomes)
    if request.write:
        _write(workspace, states)
    changed = any(write_state(states[path][1]) != _text(states[path][0]) for path in states)
    errors = (*workspace.errors, *(error for outcome in outcomes for error in outcome.errors))
    return SyncResult(tuple(outcomes), tuple(workspace.files.values()), changed, errors)


def find_translations(workspace: Workspace) -> list[tuple[str, str]]:
    """Return the names of the sources and translations among the files; raises ``UsageError`` when there are none."""
    found = {}
    for name, twins in workspace.targets.items():
        for pair in workspace.context(name).pairs if twins else ():
            found[pair.source.path, pair.translation.path] = pair
    if not found and not workspace.errors:
        raise _no_translation(workspace)
    return [names for names, pair in found.items() if _can_be_read(pair)]


def _can_be_read(pair: Pair) -> bool:
    return all(document.source.invalid is None for document in (pair.source, pair.translation))


def _no_translation(workspace: Workspace) -> UsageError:
    names = ", ".join(workspace.targets) or "this folder"
    return UsageError(
        f"no translation of {names} was found; declare the files under [languages] in .awesome-lint.toml, "
        "or name them like README.md and README.zh.md"
    )


def _rounds(workspace: Workspace, pairs: list[tuple[str, str]], request: SyncRequest) -> list[Outcome]:
    """Bring each translation in step until nothing changes any more."""
    records: dict[str, dict[str, Record]] = {name: dict(workspace.records(name)) for _, name in pairs}
    first: dict[str, Outcome] = {}
    for number in range(ROUNDS):
        before = workspace.sources()
        for source, name in pairs:
            wishes = _wishes(request, workspace.files[source].document)
            outcome = Session(workspace, source, name, records[name], wishes).run()
            records[name] = outcome.records
            if name in first:
                outcome.done += first[name].done
            first[name] = outcome
        if len(pairs) == 1 or (number and workspace.sources() == before):
            break
    return list(first.values())


def _wishes(request: SyncRequest, source: Document) -> Wishes:
    keys = frozenset(part_key(part) for name in request.entries for part in find_parts(name, source))
    return Wishes(request.accept, keys, request.prune, request.translate_command)


def find_parts(name: str, document: Document) -> list[Entry | Section]:
    """Return the entries, or else the sections, that ``name`` means by key or title; raises ``UsageError`` for none."""
    wanted = normalize_title(name)
    keys = {name, name.casefold()}
    entries = [e for e in document.entries if part_key(e) in keys or normalize_title(e.title) == wanted]
    named = (s for s in document.root.walk() if s.title)
    sections = [s for s in named if part_key(s) in keys or normalize_title(s.title) == wanted]
    if not entries and not sections:
        raise UsageError(f"{document.path} has no entry {name!r}")
    return [*entries] or [*sections]


def find_entries(name: str, workspace: Workspace, source: str) -> list[Entry]:
    """Return the entries of the file ``source`` that ``name`` means; raises ``UsageError`` for none."""
    document = workspace.files[source].document
    entries = [part for part in find_parts(name, document) if isinstance(part, Entry)]
    if not entries:
        raise UsageError(f"{name!r} is a section of {source}; name one of its entries")
    return entries


def _states(
    workspace: Workspace, pairs: list[tuple[str, str]], outcomes: Iterable[Outcome]
) -> dict[str, tuple[SourceText | None, State]]:
    """Return what is to be recorded, by the path of the file, with the text that is there now."""
    states: dict[str, tuple[SourceText | None, State]] = {}
    for (_, name), outcome in zip(pairs, outcomes, strict=True):
        config = workspace.files[name].config
        path = shown(Path(config.absolute(STATE)))
        old = read_source(path) if os.path.lexists(path) else None
        _, state = states.setdefault(path, (old, dict(workspace.state(config))))
        state[config.relative(name) or name] = outcome.records
    return states


def _text(source: SourceText | None) -> str | None:
    return source.text if source else None


def _write(workspace: Workspace, states: dict[str, tuple[SourceText | None, State]]) -> None:
    """Write the texts, and what is recorded of them when all could be written."""
    if workspace.write():
        return
    for path, (old, state) in states.items():
        try:
            if old is None:
                Path(path).parent.mkdir(exist_ok=True)
                Path(path).write_text(write_state(state), encoding="utf-8", newline="\n")
            else:
                write_source(old, write_state(state))
        except FileError as error:
            workspace.errors.append(error)
        except OSError as error:
            workspace.errors.append(file_error(path, error))
