"""The whole of ``sync``: the lists and their translations, brought in step, and what is recorded of them."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from awesome_lint.config import shown
from awesome_lint.errors import AwesomeLintError, FileError, UsageError
from awesome_lint.pipeline import Request, open_workspace
from awesome_lint.source.reader import read_source
from awesome_lint.source.writer import create_file, write_source
from awesome_lint.sync.naming import find_parts
from awesome_lint.sync.session import Outcome, Session, Wishes
from awesome_lint.translation.state import State, part_key, write_state
from awesome_lint.workspace import STATE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_lint.source import SourceText
    from awesome_lint.syntax.nodes import Document
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
        return any(outcome.disputes or outcome.refused or outcome.unplaced for outcome in self.outcomes)


def sync(request: SyncRequest) -> SyncResult:
    """Bring the translations of the current folder's lists in step; raises ``UsageError`` when there are none."""
    workspace, pairs = open_pairs(request.config)
    if workspace.errors:
        return SyncResult(errors=tuple(workspace.errors))
    outcomes = _rounds(workspace, pairs, request)
    states = _states(workspace, pairs, outcomes)
    if request.write:
        _write(workspace, states)
    changed = any(write_state(states[path][1]) != _text(states[path][0]) for path in states)
    errors = (*workspace.errors, *(error for outcome in outcomes for error in outcome.errors))
    return SyncResult(tuple(outcomes), tuple(workspace.files.values()), changed, errors)


def open_pairs(config: str | None) -> tuple[Workspace, list[tuple[str, str]]]:
    """Read the lists of the current folder; return them with the names of each source and translation.

    Raises ``UsageError`` when there is no translation.
    """
    workspace = open_workspace(Request(config=config))
    workspace.add_twins()
    found = {}
    for name, twins in workspace.targets.items():
        for pair in workspace.context(name).pairs if twins else ():
            found[pair.source.path, pair.translation.path] = pair
    if not found and not workspace.errors:
        raise _no_translation(workspace)
    return workspace, [names for names, pair in found.items() if _can_be_read(pair)]


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
    wishes = _wishes(request, workspace, pairs)
    done: dict[str, Session] = {}
    for number in range(ROUNDS):
        before = workspace.sources()
        for source, name in pairs:
            session = Session(workspace, source, name, records[name], wishes[source])
            outcome = session.run()
            outcome.done += done[name].outcome.done if name in done else Counter()
            records[name], done[name] = outcome.records, session
        if len(pairs) == 1 or (number and workspace.sources() == before):
            break
    if request.translate_command is not None and request.write:
        return [session.fill(request.translate_command) for session in done.values()]
    return [session.outcome for session in done.values()]


def _wishes(request: SyncRequest, workspace: Workspace, pairs: list[tuple[str, str]]) -> dict[str, Wishes]:
    """Return what is asked for in each source; raises ``UsageError`` for a name that means nothing anywhere."""
    documents = [(workspace.files[source].document, workspace.files[name].document) for source, name in pairs]
    named: dict[str, set[str]] = {source: set() for source, _ in pairs}
    for name in request.entries:
        for source, part in find_parts(name, documents).items():
            named[source.path].add(part_key(part))
    return {
        source: Wishes(request.accept and (bool(keys) or not request.entries), frozenset(keys), request.prune)
        for source, keys in named.items()
    }


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
    for path, (old, state) in states.items():
        folder = Path(path).parent.parent
        states[path] = (old, {name: its for name, its in state.items() if os.path.lexists(folder / name)})
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
                create_file(path, write_state(state))
            else:
                write_source(old, write_state(state))
        except FileError as error:
            workspace.errors.append(error)
