"""The files of a repository, as links in a document name them. Runs no git: what exists is what lies on disk."""
# ruff: noqa: PTH100, PTH110, PTH112, PTH118, PTH120, PTH208 - a link may name what no path can; resolve() follows links

import os
from pathlib import Path
from urllib.parse import unquote

MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown")


def repository_root(path: str | Path) -> Path:
    """Return the nearest ancestor of ``path`` (or itself) that holds ``.git``, else the folder of ``path``.

    Without ``.git`` nothing is known about what lies above a file, so the root is kept as small as can be.
    """
    start = Path(os.path.abspath(path))
    folder = start if os.path.isdir(start) else start.parent
    return next((each for each in (folder, *folder.parents) if os.path.exists(each / ".git")), folder)


def is_markdown(name: str) -> bool:
    """Tell whether a file of this name is Markdown."""
    return name.lower().endswith(MARKDOWN_SUFFIXES)


def is_inside(root: str | Path, path: str | Path) -> bool:
    """Tell whether ``path``, symbolic links followed, lies in ``root`` or is it."""
    return _is_below(os.path.realpath(root), os.path.realpath(path))


class FileIndex:
    """Answers which relative links of documents below ``root`` lead to a file or folder; asks the disk once each."""

    def __init__(self, root: Path) -> None:
        self.root = Path(os.path.abspath(root))
        self._known: dict[str, bool | None] = {}
        self._names: dict[str, tuple[str, ...]] = {}

    def locate(self, document_path: str, target: str) -> str | None:
        """Return the absolute path that ``target`` names, None when that is outside the root.

        ``target`` is a URL without scheme and host as a link has it: its fragment and query are cut off here and
        percent-encoding is resolved here. A leading ``/`` stands for the root, as on GitHub.
        """
        name = unquote(target.partition("#")[0].partition("?")[0], errors="surrogateescape")
        base = str(self.root) if name.startswith("/") else os.path.dirname(os.path.abspath(document_path))
        located = os.path.normpath(os.path.join(base, name.lstrip("/")))
        return located if _is_name(located) and _is_below(str(self.root), located) else None

    def exists(self, document_path: str, target: str) -> bool | None:
        """Tell whether ``target`` (see ``locate``) is a file or folder of the repository.

        None when it lies outside the root, directly or by a symbolic link, or in a submodule that is not there.
        """
        located = self.locate(document_path, target)
        if located is None:
            return None
        if located not in self._known:
            self._known[located] = self._look(located)
        return self._known[located]

    def _look(self, located: str) -> bool | None:
        try:
            if not is_inside(self.root, located):
                return None
            return os.path.lexists(located) or (None if _in_empty_folder(located) else False)
        except OSError:  # a folder that may not be read
            return None

    def markdown_names(self, document_path: str, folder: str = ".") -> tuple[str, ...]:
        """Return the names of the Markdown files in ``folder`` (a target, see ``locate``); none outside the root."""
        located = self.locate(document_path, folder)
        if located is None:
            return ()
        if located not in self._names:
            self._names[located] = tuple(filter(is_markdown, _names_in(located)))
        return self._names[located]

    def similar(self, document_path: str, target: str) -> str | None:
        """Return the path, relative to the document, of the file ``target`` most likely means, or None.

        Only one name on the way may differ, by case or by little; one folder is listed.
        """
        located = self.locate(document_path, target)
        if located is None or not is_inside(self.root, located):
            return None
        folder, missing, rest = _first_missing(located)
        near = _nearest_name(folder, missing)
        if near is None or not os.path.lexists(os.path.join(folder, near, *rest)):
            return None
        start = os.path.dirname(os.path.abspath(document_path))
        return os.path.relpath(os.path.join(folder, near, *rest), start).replace(os.sep, "/")


def _is_name(path: str) -> bool:
    """Tell whether a file could have this path: no NUL, no code point the file system cannot hold."""
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False


def _is_below(root: str, path: str) -> bool:
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


def _in_empty_folder(path: str) -> bool:
    """Tell whether the nearest folder above ``path`` is empty: git keeps none, so it is a submodule not fetched."""
    folder = next(parent for parent in Path(path).parents if parent.is_dir())
    return next(folder.iterdir(), None) is None


def _first_missing(path: str) -> tuple[str, str, list[str]]:
    """Split ``path`` into the folder that exists, the first name that is missing in it, and the rest."""
    parts = Path(path).parts
    at = next((n for n in range(1, len(parts)) if not os.path.lexists(Path(*parts[: n + 1]))), len(parts) - 1)
    return str(Path(*parts[:at])), parts[at], list(parts[at + 1 :])


def _nearest_name(folder: str, name: str) -> str | None:
    from difflib import get_close_matches

    names = _names_in(folder)
    by_case = [each for each in names if each.casefold() == name.casefold()]
    return next(iter(by_case or get_close_matches(name, names, 1, 0.8)), None)


def _names_in(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:  # no folder, or one that may not be read: nothing is known about it
        return []
