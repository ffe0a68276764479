"""Our configuration, read, checked and frozen: ``.awesome-lint.toml``, or a section of ``pyproject.toml``.

It arrives with a pull request, so it can name nothing outside the repository and nothing that is run or connected to.
"""
# ruff: noqa: PTH100, PTH110, PTH112, PTH113, PTH117, PTH118 - resolve() follows links, is_dir() raises where it may not look

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Severity
from awesome_lint.formatter import Style
from awesome_lint.languages import fold_label
from awesome_lint.rules.selection import DEFAULT, Selection, known_selectors, unknown_selector
from awesome_lint.schema.reading import allow_languages, read_declaration
from awesome_lint.source.discovery import expand_paths
from awesome_lint.source.files import is_inside, repository_root
from awesome_lint.source.patterns import covers, parse_patterns
from awesome_lint.source.toml import Table, load_toml, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from awesome_lint.errors import FileError
    from awesome_lint.schema.declared import Declaration
    from awesome_lint.source.patterns import Pattern

OWN_FILE = ".awesome-lint.toml"
SHARED_FILE = "pyproject.toml"
SECTION = "tool.awesome-lint"
PRESETS = ("awesome",)
KEYS = (
    *("select", "extend-select", "ignore", "severity", "per-file-ignores"),
    *("include", "exclude", "preset", "languages", "format", "sections"),
)
FORMAT_KEYS = {"bullet": ("-", "*", "+"), "emphasis": ("*", "_"), "strong": ("**", "__")}
"""What the table ``format`` may hold: the markers of the canonical layout."""


@dataclass(frozen=True)
class Config:
    """The configuration of the files below ``folder``, from which its paths and patterns count.

    ``file`` is where it was read, None without configuration. ``languages`` maps language tags to paths, the source's
    first; ``severity`` maps selectors to severities, the last that means a rule decides. ``style`` holds the markers
    of the canonical layout. Patterns are ``.gitignore``'s.
    """

    folder: Path
    file: str | None = None
    selection: Selection = DEFAULT
    severity: tuple[tuple[str, Severity], ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    preset: str | None = None
    languages: Mapping[str, str] = field(default_factory=dict)
    style: Style = field(default_factory=Style)
    declarations: tuple[Declaration, ...] = ()

    @property
    def source_language(self) -> str | None:
        """The language the others are translated from, None when none is declared."""
        return next(iter(self.languages), None)

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The declared labels in folded form (``fold_label``) with their fields' keys."""
        fields = (spec for declaration in self.declarations for spec in declaration.fields)
        return {fold_label(label): spec.key for spec in fields for label in spec.label.values()}

    @cached_property
    def _patterns(self) -> dict[tuple[str, ...], tuple[Pattern, ...]]:
        groups = (self.include, self.exclude, *((pattern,) for pattern, _ in self.per_file_ignores))
        return {lines: parse_patterns(lines) for lines in groups}

    def _covers(self, lines: tuple[str, ...], path: str) -> bool:
        inner = self.relative(path)
        return bool(lines) and inner is not None and covers(self._patterns[lines], inner)

    def relative(self, path: str) -> str | None:
        """Return ``path`` as counted from ``folder``, with ``/``; None when it lies elsewhere."""
        inner = os.path.relpath(os.path.abspath(path), self.folder).replace(os.sep, "/")
        return None if inner.startswith("../") or os.path.isabs(inner) else inner

    def absolute(self, path: str) -> str:
        """Return the absolute path of one that counts from ``folder``."""
        return os.path.normpath(os.path.join(self.folder, path))

    def excludes(self, path: str) -> bool:
        """Tell whether the file ``path`` is not to be looked at, however it was named."""
        return self._covers(self.exclude, path)

    def includes(self, path: str) -> bool:
        """Tell whether the file ``path`` is named in the configuration, and so a list."""
        return self.language_of(path) is not None or self._covers(self.include, path)

    def ignored_in(self, path: str) -> tuple[str, ...]:
        """Return the selectors that ``per-file-ignores`` gives for the file ``path``."""
        return tuple(s for pattern, ignored in self.per_file_ignores if self._covers((pattern,), path) for s in ignored)

    def language_of(self, path: str) -> str | None:
        """Return the language that is declared for the file ``path``."""
        absolute = os.path.abspath(path)
        return next((tag for tag, name in self.languages.items() if self.absolute(name) == absolute), None)

    def twins_of(self, path: str) -> tuple[str, ...]:
        """Return the files declared as twins of the file ``path``: a source's translations, a translation's source."""
        language = self.language_of(path)
        if not language:
            return ()
        others = [tag for tag in self.languages if tag != language]
        tags = others if language == self.source_language else [tag for tag in others if tag == self.source_language]
        paths = (self.absolute(self.languages[tag]) for tag in tags)
        return tuple(each if os.path.isabs(path) else os.path.relpath(each) for each in paths)


def find_config(path: str | Path) -> Config:
    """Return the configuration nearest to the file or folder ``path``, no higher than the root of its repository.

    Without repository, no higher than the current folder if ``path`` is in it. Raises ``ConfigError`` or ``FileError``.
    """
    start = Path(os.path.abspath(path))
    folder = start if os.path.isdir(start) else start.parent
    top = _top(folder)
    for each in (folder, *folder.parents):
        for name in (OWN_FILE, SHARED_FILE):
            file = each / name
            if os.path.isfile(file) and (config := _load_once(shown(file), each, file.stat().st_mtime_ns)):
                return config
        if each == top:
            break
    return Config(top)


def load_config(file: str, folder: Path | None = None) -> Config:
    """Return the configuration in ``file``; its paths count from ``folder``, else from the file's own.

    A ``pyproject.toml`` without our section means no configuration. Raises ``ConfigError`` or ``FileError``.
    """
    folder = folder or Path(os.path.abspath(file)).parent
    return _load(file, folder) or Config(folder)


def named_paths(config: Config, on_error: Callable[[FileError], None]) -> list[str]:
    """Return the files that the configuration names in ``languages`` and ``include``."""
    named = [shown(Path(config.absolute(name))) for name in config.languages.values()]
    inside = expand_paths([shown(config.folder)], on_error=on_error) if config.include else []
    included = [shown(Path(os.path.abspath(path))) for path in inside if config.includes(path)]
    return list(dict.fromkeys([*named, *included]))


def check_selectors(selectors: Iterable[str]) -> str | None:
    """Return what is wrong with the first of ``selectors`` that means no rule, as a phrase; None when all are known."""
    unknown = unknown_selector(selectors)
    return unknown and f"there is no rule {unknown!r}{nearest(unknown, known_selectors())}"


def _top(folder: Path) -> Path:
    root = repository_root(folder)
    current = Path.cwd()
    return current if not os.path.exists(root / ".git") and folder.is_relative_to(current) else root


def shown(path: Path) -> str:
    """Return ``path`` as a user in the current folder would name it."""
    current = Path.cwd()
    return str(path.relative_to(current)) if path.is_relative_to(current) else str(path)


@lru_cache(maxsize=64)
def _load_once(file: str, folder: Path, _modified: int) -> Config | None:
    return _load(file, folder)


def _load(file: str, folder: Path) -> Config | None:
    table = load_toml(file)
    if Path(file).name == SHARED_FILE:
        tool = table.values.get("tool", {})
        if not isinstance(tool, dict) or "awesome-lint" not in tool:
            return None
        table = table.table("tool").table("awesome-lint")
    return _config(table, folder)


def _config(table: Table, folder: Path) -> Config:
    table.allow(KEYS)
    return Config(
        folder,
        table.file,
        selection=_selection(table),
        severity=_severity(table.table("severity")),
        per_file_ignores=_per_file_ignores(table.table("per-file-ignores")),
        include=_patterns(table, "include"),
        exclude=_patterns(table, "exclude"),
        preset=table.text("preset", choices=PRESETS),
        languages=_languages(table.table("languages"), folder),
        style=_style(table.table("format")),
        declarations=tuple(read_declaration(each) for each in table.tables("sections")),
    )


def _selection(table: Table) -> Selection:
    select = None if table.texts("select") is None else _selectors(table, "select")
    extend = _selectors(table, "extend-select")
    if table.text("preset"):
        extend += ("AWE",)
    return Selection(DEFAULT.select if select is None else select, extend, _selectors(table, "ignore"))


def _selectors(table: Table, key: str) -> tuple[str, ...]:
    selectors = table.texts(key) or ()
    if problem := check_selectors(selectors):
        raise table.error(key, problem)
    return selectors


def _severity(table: Table) -> tuple[tuple[str, Severity], ...]:
    for selector in table.values:
        if problem := check_selectors([selector]):
            raise table.error(selector, problem)
    return tuple((key, Severity(table.text(key, choices=list(Severity)) or "")) for key in table.values)


def _per_file_ignores(table: Table) -> tuple[tuple[str, tuple[str, ...]], ...]:
    for pattern in table.values:
        _refuse_parents(table, pattern, pattern)
    return tuple((pattern, _selectors(table, pattern)) for pattern in table.values)


def _patterns(table: Table, key: str) -> tuple[str, ...]:
    patterns = table.texts(key) or ()
    for pattern in patterns:
        _refuse_parents(table, key, pattern)
    return patterns


def _refuse_parents(table: Table, key: str, pattern: str) -> None:
    if ".." in pattern.split("/"):
        raise table.error(key, f"{pattern!r} leads out of the folder; patterns count from the folder of the file")


def _languages(table: Table, folder: Path) -> dict[str, str]:
    allow_languages(table, "source")
    paths: dict[str, str] = {}
    for tag in (key for key in table.values if key != "source"):
        path = _inner_path(table, tag, folder)
        if path in paths.values():
            raise table.error(tag, "is the file of another language already")
        paths[tag] = path
    source = table.text("source") or next(iter(paths), "")
    if source and source not in paths:
        raise table.error("source", f"no file is given for {source!r}")
    return dict(sorted(paths.items(), key=lambda item: item[0] != source))


def _style(table: Table) -> Style:
    table.allow(FORMAT_KEYS)
    bullet, emphasis, strong = (table.text(key, choices=choices) for key, choices in FORMAT_KEYS.items())
    return Style(bullet, emphasis, strong and strong[0])


def _inner_path(table: Table, tag: str, folder: Path) -> str:
    path = table.text(tag) or ""
    inner = os.path.normpath(os.path.join(folder, path))
    if os.path.isabs(path) or not path or "\0" in path or not is_inside(repository_root(folder), inner):
        raise table.error(tag, "expected the path of a file inside the repository")
    return path
