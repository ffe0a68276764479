"""The whole run: read the files, check them, fix them until nothing changes, write them. Start reading at ``run``."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awesome_lint.config import find_config, load_config, named_paths
from awesome_lint.errors import FileError, FixCycleError, UsageError
from awesome_lint.fixer import FixResult, apply_fixes, edited_paths, resolved_edits
from awesome_lint.linter import Policy, lint
from awesome_lint.rules.selection import Selection, select_rules
from awesome_lint.source.discovery import expand_paths, find_readme
from awesome_lint.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_lint.diagnostics import Diagnostic
    from awesome_lint.online import OnlineOptions
    from awesome_lint.source import SourceText

    Findings = dict[str, list[Diagnostic]]

LAYOUT = "STY001"
"""The rule whose fixes are made last: laying out what another fix still changes would be work for nothing."""

MAX_ROUNDS = 100


@dataclass(frozen=True)
class Request:
    """What one run is asked for; no ``paths`` means the lists of the current folder.

    ``selection`` overrules configuration; ``stdin`` is the content of the only path. Links are verified as ``online``
    says; without it nothing here opens a connection.
    """

    paths: tuple[str, ...] = ()
    selection: Selection = field(default_factory=Selection)
    config: str | None = None
    fix: bool = False
    unsafe: bool = False
    write: bool = False
    stdin: bytes | None = None
    online: OnlineOptions | None = None


@dataclass(frozen=True)
class Change:
    """What fixes made of one file, and how many findings of each code they fixed."""

    before: SourceText
    after: SourceText
    codes: Mapping[str, int]


@dataclass(frozen=True)
class Outcome:
    """What is left, what was changed, which files could not be done; ``sources`` are all texts as they now stand."""

    diagnostics: tuple[Diagnostic, ...] = ()
    changes: tuple[Change, ...] = ()
    errors: tuple[FileError, ...] = ()
    sources: Mapping[str, SourceText] = field(default_factory=dict)


def run(request: Request) -> Outcome:
    """Do what ``request`` asks for: read, verify, check, fix until nothing changes, write.

    Files that cannot be read or written are named in the outcome, and the others are done. Raises ``UsageError`` and
    ``ConfigError``, and ``FixCycleError`` when fixes undo each other; then nothing was written.
    """
    workspace = open_workspace(request)
    if request.online is not None:
        _verify(workspace, request.online)
    found = {name: _check(name, workspace, request) for name in workspace.targets}
    left, changes = _fix(found, workspace, request) if request.fix else (found, {})
    unwritten = workspace.write() if request.write else []
    left |= {name: found[name] for name in unwritten}
    return Outcome(
        diagnostics=tuple(diagnostic for diagnostics in left.values() for diagnostic in diagnostics),
        changes=tuple(change for name, change in changes.items() if name not in unwritten),
        errors=tuple(workspace.errors),
        sources=workspace.sources(),
    )


def _verify(workspace: Workspace, options: OnlineOptions) -> None:
    from awesome_lint.online import judge_links  # the network's libraries take as long to import as a check takes

    workspace.judgements = judge_links([workspace.files[name].document for name in workspace.targets], options)


def open_workspace(request: Request) -> Workspace:
    """Find, read and parse the files of the request, and their twins; raises ``UsageError`` when there are none."""
    given = load_config(request.config) if request.config else None
    workspace = Workspace(lambda path: given or find_config(path))
    if request.stdin is not None:
        workspace.add_targets(request.paths, request.stdin)
        return workspace
    config = given or find_config(".")
    named = request.paths or named_paths(config, workspace.errors.append)
    paths = named or _readme()
    workspace.add_targets(expand_paths(paths, excluded=workspace.excludes, on_error=workspace.errors.append))
    if not named:
        workspace.add_twins()
    return workspace


def _readme() -> list[str]:
    readme = find_readme()
    if readme is None:
        raise UsageError("no list here: name a file or folder, or declare the list in .awesome-lint.toml")
    return [readme]


def _check(name: str, workspace: Workspace, request: Request, *, layout: bool = True) -> list[Diagnostic]:
    config = workspace.files[name].config
    rules, judges = (
        [rule for rule in select_rules(*selections) if layout or rule.code != LAYOUT]
        for selections in ((config.selection, request.selection), (config.selection,))
    )
    return lint(workspace.context(name), rules, Policy(config.severity, config.ignored_in(name), judges))


def _fix(found: Findings, workspace: Workspace, request: Request) -> tuple[Findings, dict[str, Change]]:
    """Make fixes round by round until nothing changes; return what is left and what was changed.

    The layout comes last, and is looked at again only when nothing else is left to fix.
    """
    left, seen, stale = dict(found), {_state(workspace)}, set[str]()
    rounds: list[FixResult] = []
    while True:
        result = _fix_once(left, workspace, layout=False, unsafe=request.unsafe)
        if not result.texts and stale:
            left |= {name: _check(name, workspace, request) for name in stale}
            stale.clear()
            continue  # with the layout looked at, a comment about it may turn out to be unused
        if not result.texts:
            result = _fix_once(left, workspace, layout=True, unsafe=request.unsafe)
        if not result.texts:
            return left, _changes(rounds, workspace)
        rounds.append(result)
        stale |= workspace.update(result.texts)
        left |= {name: _check(name, workspace, request, layout=False) for name in stale}
        if _state(workspace) in seen or len(rounds) > MAX_ROUNDS:
            raise _cycle(rounds)
        seen.add(_state(workspace))


def _state(workspace: Workspace) -> int:
    return hash(tuple((name, workspace.files[name].source.text) for name in workspace.targets))


def _fix_once(left: Findings, workspace: Workspace, *, layout: bool, unsafe: bool) -> FixResult:
    """Make the fixes that fit together, either of the layout or of all else."""
    sources = {name: workspace.files[name].source for name in workspace.targets}
    chosen = (d for found in left.values() for d in found if (d.code == LAYOUT) is layout)
    return apply_fixes(sources, chosen, unsafe=unsafe)


def _changes(rounds: list[FixResult], workspace: Workspace) -> dict[str, Change]:
    """Return what was changed, with the findings of each file that were fixed, or whose fix another file's shared."""
    codes: dict[str, Counter[str]] = {name: Counter() for name in workspace.files}
    for result in rounds:
        own = {(d.source.path, frozenset(resolved_edits(d))) for d in result.applied}
        for diagnostic in result.applied:
            edits = frozenset(resolved_edits(diagnostic))
            for name in edited_paths(diagnostic):
                if name == diagnostic.source.path or (name, edits) not in own:
                    codes[name][diagnostic.code] += 1
    changed = {name: file for name, file in workspace.files.items() if file.changed}
    return {name: Change(file.original, file.source, codes[name]) for name, file in changed.items()}


def _cycle(rounds: list[FixResult]) -> FixCycleError:
    path = next(iter(rounds[-1].texts))
    return FixCycleError(path, tuple(sorted({d.code for result in rounds[-2:] for d in result.applied})))
