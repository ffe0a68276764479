"""A fixed text goes back to its file: whole or not at all, and never over somebody else's change."""
# ruff: noqa: PTH103, PTH105, PTH108, PTH116, PTH120, PTH123 - plain strings and descriptors, as in reader

import codecs
import contextlib
import errno
import os
import stat
import tempfile

from awesome_lint.errors import FileError
from awesome_lint.source.reader import file_error, read_bytes, refuse_links_outside
from awesome_lint.source.text import SourceText


def encode_text(source: SourceText, text: str) -> bytes:
    """Return ``text`` as the bytes of the file ``source`` came from: its byte order mark and its invalid bytes stay."""
    return (codecs.BOM_UTF8 if source.bom else b"") + text.encode("utf-8", "surrogateescape")


def write_source(source: SourceText, text: str) -> None:
    """Put ``text`` in place of the text that was read, atomically; an unchanged text is not written.

    A symbolic link stays and its target is written; permission bits are kept, and the owner where the system allows.
    A hard link to the file keeps the old text. Raises ``FileError`` when the file is read-only, was changed since
    ``source`` was read, or cannot be written; then it is as it was and nothing is left beside it.
    """
    data = encode_text(source, text)
    if data == source.raw:
        return
    target = os.path.realpath(source.path)
    try:
        status = os.stat(target)
        _refuse_read_only(source.path, target)
        _refuse_changed(source)
        _replace(source, target, data, status)
    except OSError as error:
        raise file_error(source.path, error) from error


def create_file(path: str, text: str) -> None:
    """Write a file that is not there yet, and its folder; raises ``FileError``, also when that leads elsewhere."""
    try:
        refuse_links_outside(path)
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise file_error(path, error) from error


def _refuse_read_only(path: str, target: str) -> None:
    """Refuse what a plain write could not change: replacing the file would get round that."""
    if not os.access(target, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise FileError(path, "is read-only, so nothing was written")


def _refuse_changed(source: SourceText) -> None:
    if read_bytes(source.path) != source.raw:
        raise FileError(source.path, "was changed by another program meanwhile, so nothing was written; run again")


def _replace(source: SourceText, target: str, data: bytes, status: os.stat_result) -> None:
    descriptor, temporary = _temporary_file(source.path, target)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            _copy_status(file.fileno(), status)
            os.fsync(file.fileno())
        _refuse_changed(source)  # once more: writing and syncing took a while
        os.replace(temporary, target)
    except BaseException:  # Ctrl-C too
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def _temporary_file(path: str, target: str) -> tuple[int, str]:
    try:
        return tempfile.mkstemp(prefix=".awesome-lint-", dir=os.path.dirname(target))
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EPERM):
            raise FileError(path, "its folder is read-only, so nothing was written") from error
        raise


def _copy_status(descriptor: int, status: os.stat_result) -> None:
    if hasattr(os, "fchown"):
        with contextlib.suppress(PermissionError):  # only root may give a file away
            os.fchown(descriptor, status.st_uid, status.st_gid)
        os.fchmod(descriptor, stat.S_IMODE(status.st_mode))  # after fchown, which clears special bits
