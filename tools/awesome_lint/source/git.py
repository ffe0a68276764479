"""Files as they were at a git revision, read so that nothing runs but git itself.

A repository's own configuration can name programs: hooks, file monitors, filters, transports. Only ``rev-parse``,
``ls-tree`` and ``cat-file`` are run, which need none of them, and what git could still start by itself is off: it
fetches what a partial clone lacks, unless told not to.
"""
# ruff: noqa: PTH118, PTH120 - plain strings: files keep the names the user gave

import os
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from awesome_lint.errors import FileError, UsageError
from awesome_lint.source.files import is_markdown, repository_root
from awesome_lint.source.reader import decode_source
from awesome_lint.source.text import SourceText

_GIT = ("git", "--no-pager", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false")
_SAFE = {
    "GIT_ALLOW_PROTOCOL": "none",  # no transport, whatever remotes the repository names
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",  # what the revision holds, not what the repository puts in its place
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_OF_ANOTHER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE")
"""Set within hooks, for the repository that they belong to."""
_PLAIN = re.compile(r"[\w./-]+", re.ASCII)
"""A branch, a tag or a hash, which a server can be asked for."""
_UNKNOWN = 1
"""The exit code of ``rev-parse --verify --quiet`` for what names no object."""


def old_texts(paths: Sequence[str], rev: str) -> dict[str, SourceText | None]:
    """Return the text that each of the files ``paths`` had at the revision ``rev``, None where it was no text file.

    When one of them was not there, the Markdown files that have gone since are among the keys, too: its text may have
    been theirs. Raises ``UsageError`` when git, the repository or the revision is missing.
    """
    check_revision(rev)
    found: dict[str, SourceText | None] = dict.fromkeys(paths)
    folders: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for path in paths:
        real = os.path.realpath(path)
        root = str(repository_root(os.path.dirname(real)))
        folders[root][os.path.relpath(real, root).replace(os.sep, "/")] = path
    for root, names in folders.items():
        found |= _old_texts_in(root, names, rev)
    return found


def check_revision(rev: str) -> str:
    """Return ``rev``; raises ``UsageError`` when git could take it for something else than a revision."""
    if not rev or rev.startswith("-") or not rev.isprintable():
        raise UsageError(f"--only-changed needs a revision, as HEAD or origin/main, not {rev!r}")
    return rev


def _old_texts_in(root: str, names: Mapping[str, str], rev: str) -> dict[str, SourceText | None]:
    """Return the old texts of the repository at ``root``; ``names`` gives paths by their names in it."""
    listed = _files(root, _commit(root, rev))
    wanted = {name: path for name, path in names.items() if name in listed}
    if len(wanted) < len(names):
        wanted |= {name: os.path.join(root, name) for name in listed if _is_gone(root, name)}
    blobs = _blobs(root, [listed[name] for name in wanted])
    if missing := [name for name in wanted if listed[name] not in blobs and name in names]:
        raise UsageError(f"{names[missing[0]]}: git has not got its text at {rev}; this clone is not whole")
    return {path: _text(path, blobs.get(listed[name])) for name, path in wanted.items()}


def _is_gone(root: str, name: str) -> bool:
    return is_markdown(name) and not os.path.lexists(os.path.join(root, name))


def _text(path: str, data: bytes | None) -> SourceText | None:
    try:
        return None if data is None else decode_source(path, data)
    except FileError:  # a binary file, say: what it said then cannot be told
        return None


def _commit(root: str, rev: str) -> str:
    """Return the identifier of the commit that ``rev`` names."""
    done = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    if done.returncode == _UNKNOWN:
        raise UsageError(f"--only-changed: git knows no revision {rev!r}{_advice(root, rev)}")
    return _output(root, done).decode("ascii").strip()


def _advice(root: str, rev: str) -> str:
    """Return how to get a revision that may only not have been fetched."""
    remote, slash, branch = rev.partition("/")
    tracked = remote == "origin" and bool(slash)
    shallow = _output(root, _git(root, "rev-parse", "--is-shallow-repository")).strip() == b"true"
    if not shallow and not tracked:
        return ""
    where = " in this shallow clone" if shallow else ""
    named = f"{branch}:refs/remotes/{rev}" if tracked else rev
    fetch = f"git fetch --depth=1 origin {named}" if _PLAIN.fullmatch(rev) else "git fetch --unshallow"
    return f"{where}; fetch it: {fetch} (in GitHub Actions, check out with fetch-depth: 0)"


def _files(root: str, commit: str) -> dict[str, str]:
    """Return the regular files of ``commit`` below ``root`` with the identifiers of their contents."""
    listing = _output(root, _git(root, "ls-tree", "-r", "-z", commit))
    rows = (row.partition("\t") for row in os.fsdecode(listing).split("\0") if row)
    return {name: facts.split()[2] for facts, _, name in rows if facts.startswith("100")}


def _blobs(root: str, identifiers: Iterable[str]) -> dict[str, bytes]:
    """Return contents by identifier, without those that are not there."""
    asked = "".join(f"{each}\n" for each in identifiers).encode("ascii")
    data = _output(root, _git(root, "cat-file", "--batch", stdin=asked))
    found, at = {}, 0
    while at < len(data):
        end = data.index(b"\n", at)
        identifier, kind, *size = data[at:end].decode("ascii").split()
        at = end + 1
        if kind != "missing":
            found[identifier] = data[at : at + int(size[0])]
            at += int(size[0]) + 1  # a newline ends the content
    return found


def _git(root: str, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git in the folder ``root``."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER}
    try:
        return subprocess.run(  # noqa: S603 - git, and what is not ours is checked
            (*_GIT, "-C", root, *arguments), env=environment | _SAFE, input=stdin, capture_output=True, check=False
        )
    except FileNotFoundError:
        raise UsageError("--only-changed needs git, which is not installed") from None
    except OSError as error:
        raise UsageError(f"--only-changed cannot run git: {error.strerror}") from error


def _output(root: str, done: subprocess.CompletedProcess[bytes]) -> bytes:
    """Return what git printed; raises ``UsageError`` with the first line of its complaint when it failed."""
    if done.returncode == 0:
        return done.stdout
    complaint = next(iter(done.stderr.decode("utf-8", "replace").splitlines()), f"exit code {done.returncode}")
    reason = complaint.removeprefix("fatal: ").removeprefix("error: ")
    if reason.startswith("not a git repository"):
        raise UsageError(f"--only-changed: {root} is in no git repository")
    raise UsageError(f"--only-changed: git cannot read {root}: {reason}")
