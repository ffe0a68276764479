"""Which files the paths on the command line mean."""
# ruff: noqa: PTH100, PTH112, PTH113, PTH118, PTH206 - plain strings: files keep the names the user gave

import os
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from awesome_lint.errors import FileError
from awesome_lint.source.files import is_inside, is_markdown, repository_root
from awesome_lint.source.patterns import Pattern, decide, parse_patterns
from awesome_lint.source.reader import file_error, read_source


class _Ignores(NamedTuple):
    """The patterns of one ``.gitignore`` and the absolute path of its folder."""

    folder: str
    patterns: tuple[Pattern, ...]


def expand_paths(
    paths: Iterable[str],
    *,
    excluded: Callable[[str], bool] = lambda _path: False,
    on_error: Callable[[FileError], None],
) -> list[str]:
    """Return the files that ``paths`` mean, each once, in the order given; those of a folder sorted by name.

    A folder means its Markdown files: hidden folders, what ``.gitignore`` files name, linked folders and links out of
    the repository are skipped. Everything else is given back as it is: reading it tells what may be wrong with it.
    ``excluded`` speaks about files however they were named. A folder that cannot be read goes to ``on_error``.
    """
    found: dict[str, str] = {}
    for path in paths:
        for file in _markdown_files(path, on_error) if os.path.isdir(path) else (path,):
            if not excluded(file):
                found.setdefault(os.path.realpath(file), file)
    return list(found.values())


def _markdown_files(top: str, on_error: Callable[[FileError], None]) -> Iterator[str]:
    root = str(repository_root(top))
    pending = [(top, _ignores_above(top, root, on_error))]
    while pending:
        folder, above = pending.pop()
        ignores = (*above, *_ignores_in(folder, on_error))
        entries = [each for each in _entries(folder, on_error) if not _ignored(each, ignores)]
        for entry in entries:
            if is_markdown(entry.name) and _is_file_in(root, entry):
                yield entry.path.removeprefix("." + os.sep)
        inner = [each.path for each in entries if each.is_dir(follow_symlinks=False) and not each.name.startswith(".")]
        pending += [(path, ignores) for path in reversed(inner)]


def _is_file_in(root: str, entry: os.DirEntry[str]) -> bool:
    """Tell whether ``entry`` is a file, not a link out of ``root`` to nothing or to itself."""
    try:
        return entry.is_file() and (not entry.is_symlink() or is_inside(root, entry.path))
    except OSError:
        return False


def _entries(folder: str, on_error: Callable[[FileError], None]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=attrgetter("name"))
    except OSError as error:
        on_error(file_error(folder, error))
        return []


def _ignores_above(folder: str, root: str, on_error: Callable[[FileError], None]) -> tuple[_Ignores, ...]:
    """Return the patterns of the folders from the repository's root down to the one that holds ``folder``."""
    inner = os.path.relpath(os.path.abspath(folder), root)
    parts = [] if inner == os.curdir else inner.split(os.sep)
    above = [os.path.join(root, *parts[:depth]) for depth in range(len(parts))]
    return tuple(ignores for each in above for ignores in _ignores_in(each, on_error))


def _ignores_in(folder: str, on_error: Callable[[FileError], None]) -> tuple[_Ignores, ...]:
    path = os.path.join(folder, ".gitignore")
    if not os.path.isfile(path):
        return ()
    try:
        lines = read_source(path).text.splitlines()
    except FileError as error:
        on_error(error)
        return ()
    return (_Ignores(os.path.abspath(folder), parse_patterns(lines)),)


def _ignored(entry: os.DirEntry[str], ignores: tuple[_Ignores, ...]) -> bool:
    """Tell whether the innermost ``.gitignore`` that speaks about the entry ignores it."""
    for folder, patterns in reversed(ignores):
        path = os.path.relpath(os.path.abspath(entry.path), folder).replace(os.sep, "/")
        decision = decide(patterns, path, folder=entry.is_dir(follow_symlinks=False))
        if decision is not None:
            return decision
    return False


def find_readme(folder: str = "") -> str | None:
    """Return the README of ``folder`` (the current one), None without one; ``README.md`` before other spellings."""
    names = sorted(each.name for each in Path(folder).iterdir() if each.stem.lower() == "readme")
    return next((os.path.join(folder, name) for name in names if is_markdown(name)), None)
