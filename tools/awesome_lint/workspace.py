"""The files of one run: each is read and parsed once, twins included, and holds its fixes until they are written."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from awesome_lint.config import shown
from awesome_lint.errors import FileError
from awesome_lint.links.judgements import Judgements
from awesome_lint.rules.base import Context
from awesome_lint.source.files import FileIndex, repository_root
from awesome_lint.source.reader import decode_source, read_source
from awesome_lint.source.writer import encode_text, write_source
from awesome_lint.syntax.document import parse_document
from awesome_lint.translation.state import FILE, FOLDER, read_state
from awesome_lint.translation.twins import find_twins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from awesome_lint.config import Config
    from awesome_lint.source import SourceText
    from awesome_lint.syntax.nodes import Document
    from awesome_lint.translation.state import Record, State

STATE = f"{FOLDER}/{FILE}"
"""The file of the state, from the folder of the configuration."""
LIST_ENTRIES = 10
"""A file with at least this many entries is a list."""


@dataclass(frozen=True)
class OpenFile:
    """A file as it was read (``original``) and as it stands after the fixes made so far (``document``)."""

    original: SourceText
    document: Document
    config: Config

    @property
    def source(self) -> SourceText:
        """The text as it stands."""
        return self.document.source

    @property
    def changed(self) -> bool:
        """Tell whether fixes have changed the text."""
        return self.source.text != self.original.text


class Workspace:
    """The files of a run by the name first used; ``targets`` are those to be checked, each with its twins' names.

    ``errors`` tells which files were left out, and why; ``judgements`` are those on the links of the targets.
    """

    def __init__(self, config_of: Callable[[str], Config]) -> None:
        self.files: dict[str, OpenFile] = {}
        self.targets: dict[str, tuple[str, ...]] = {}
        self.errors: list[FileError] = []
        self.judgements = Judgements()
        self._config_of = config_of
        self._names: dict[str, str | None] = {}
        self._indexes: dict[Path, FileIndex] = {}
        self._states: dict[str, State] = {}

    def add_targets(self, paths: Iterable[str], stdin: bytes | None = None) -> None:
        """Open the files to be checked, and their twins; ``stdin`` is the content of the only path, if given."""
        opened = [name for path in paths if (name := self.open(path, stdin))]
        self.targets = {name: self._open_twins(name) for name in opened}

    def excludes(self, path: str) -> bool:
        """Tell whether the configuration of the file ``path`` says that it is not to be looked at."""
        return self._config_of(path).excludes(path)

    def add_twins(self) -> None:
        """Let the twins of the targets be checked, too, but for those that are excluded."""
        twins = {twin for names in self.targets.values() for twin in names} - self.targets.keys()
        self.targets |= {twin: self._open_twins(twin) for twin in sorted(twins) if not self.excludes(twin)}

    def _open_twins(self, name: str) -> tuple[str, ...]:
        file = self.files[name]
        declared = file.config.twins_of(name)
        paths = find_twins(file.document, _Library(self, self._index(name)), declared)
        twins = (self.open(path, report=path in declared) for path in paths)
        return tuple(twin for twin in twins if twin and twin != name)

    def open(self, path: str, data: bytes | None = None, *, report: bool = True) -> str | None:
        """Read and parse a file once; return the name it has here, None when that fails (and ``report`` the error)."""
        key = os.path.realpath(path)
        if key not in self._names:
            try:
                source = read_source(path) if data is None else decode_source(path, data)
                config = self._config_of(path)
                self.files[path] = OpenFile(source, _parse(source, config), config)
                self._names[key] = path
            except FileError as error:
                self.errors += [error] if report else []
                self._names[key] = None
        return self._names[key]

    def context(self, name: str) -> Context:
        """Return what rules may know about a target as it stands."""
        file = self.files[name]
        return Context(
            document=file.document,
            files=self._index(name),
            twins=tuple(self.files[twin].document for twin in self.targets.get(name, ())),
            declarations=file.config.declarations,
            style=file.config.style,
            is_list=len(file.document.entries) >= LIST_ENTRIES or file.config.includes(name),
            source_language=file.config.source_language if file.config.twins_of(name) else None,
            checked=frozenset(self.targets),
            judgements=self.judgements,
            records={each: self.records(each) for each in (name, *self.targets.get(name, ()))},
        )

    def records(self, name: str) -> Mapping[str, Record]:
        """Return what is recorded of the file as a translation (``translation/state.py``)."""
        config = self.files[name].config
        return self.state(config).get(config.relative(name) or name, {})

    def state(self, config: Config) -> State:
        """Return what is recorded beside ``config``; nothing when that cannot be read, which is noted in ``errors``."""
        path = shown(Path(config.absolute(STATE)))
        if path not in self._states:
            self._states[path] = {}
            if os.path.lexists(path):
                try:
                    self._states[path] = read_state(path, read_source(path).text)
                except FileError as error:
                    self.errors.append(error)
        return self._states[path]

    def _index(self, name: str) -> FileIndex:
        root = repository_root(name)
        return self._indexes.setdefault(root, FileIndex(root))

    def sources(self) -> dict[str, SourceText]:
        """Return the texts of all files as they stand, twins included."""
        return {name: file.source for name, file in self.files.items()}

    def update(self, texts: Mapping[str, str]) -> set[str]:
        """Take over fixed texts; return the targets to be checked again because they or their twins changed.

        A file whose fixed text cannot be parsed goes back to what it was, and is no target any more.
        """
        for name, text in texts.items():
            file = self.files[name]
            try:
                source = decode_source(name, encode_text(file.original, text))
                self.files[name] = replace(file, document=_parse(source, file.config))
            except FileError as error:
                self.errors.append(error)
                self.files[name] = replace(file, document=_parse(file.original, file.config))
                del self.targets[name]
        return {name for name, twins in self.targets.items() if not texts.keys().isdisjoint((name, *twins))}

    def write(self) -> list[str]:
        """Write what was changed; return the files that could not be written and stay as they were."""
        unwritten = []
        for name, file in self.files.items():
            try:
                write_source(file.original, file.source.text)
            except FileError as error:
                self.errors.append(error)
                unwritten.append(name)
        return unwritten


@dataclass(frozen=True)
class _Library:
    """The repository as ``find_twins`` asks for it."""

    workspace: Workspace
    files: FileIndex

    def document(self, path: str) -> Document | None:
        name = self.workspace.open(path, report=False)
        return self.workspace.files[name].document if name else None


def _parse(source: SourceText, config: Config) -> Document:
    document = parse_document(source, config.labels)
    language = config.language_of(source.path)
    return replace(document, language=language) if language else document
