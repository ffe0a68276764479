"""Bytes become ``SourceText``; everything that cannot be a list is refused with one clear phrase."""
# ruff: noqa: PTH100, PTH114, PTH120 - plain strings: the file stays named as the user named it

import codecs
import errno
import os
import stat

from awesome_lint.errors import FileError, LimitError
from awesome_lint.source.files import is_inside, repository_root
from awesome_lint.source.text import SourceText

MAX_BYTES = 32 * 2**20
_BINARY_PROBE = 8000  # bytes looked at for a NUL: the distance git looks
_ENCODINGS_WITH_NUL = (
    (codecs.BOM_UTF32_LE, "UTF-32"),  # before UTF-16: its mark starts with that of UTF-16
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_REASONS = {
    errno.EACCES: "permission denied",
    errno.EISDIR: "is a directory",
    errno.ELOOP: "is a symbolic link that leads back to itself",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ENOENT: "no such file",
    errno.ENOSPC: "no space left on the disk",
    errno.ENOTDIR: "no such file",
    errno.EPERM: "permission denied",
    errno.EROFS: "is on a read-only file system",
}


def read_source(path: str) -> SourceText:
    """Return the text of the file ``path``, which is kept as the user named it.

    Raises ``FileError`` for what is no readable text file or is a symbolic link out of its repository,
    ``LimitError`` beyond 32 MiB.
    """
    return decode_source(path, read_bytes(path))


def decode_source(path: str, data: bytes) -> SourceText:
    """Return the text of ``data``; ``path`` names it in messages. Raises ``FileError`` when it is no text."""
    _refuse_other_formats(path, data)
    bom = data.startswith(codecs.BOM_UTF8)
    body = data[len(codecs.BOM_UTF8) :] if bom else data
    try:
        return SourceText(path, body.decode("utf-8"), bom=bom, raw=data)
    except UnicodeDecodeError as error:
        invalid = len(data) - len(body) + error.start
        return SourceText(path, body.decode("utf-8", "surrogateescape"), bom=bom, invalid=invalid, raw=data)


def read_bytes(path: str) -> bytes:
    """Return the bytes of a regular file of at most 32 MiB; raises as ``read_source``."""
    try:
        refuse_links_outside(path)
        with open(path, "rb", opener=_open_at_once) as file:
            status = os.fstat(file.fileno())
            _refuse_special(path, status.st_mode)
            _refuse_large(path, status.st_size)
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise file_error(path, error) from error
    except ValueError as error:  # NUL or a lone surrogate in the name
        raise FileError(path, "no such file") from error
    _refuse_large(path, len(data))  # it may have grown
    return data


def _open_at_once(path: str, flags: int) -> int:
    """Open without waiting for somebody to write to a FIFO."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def file_error(path: str, error: OSError) -> FileError:
    """Return ``error`` as one phrase about ``path``."""
    if error.errno == errno.ENOENT and os.path.islink(path):
        return FileError(path, "is a symbolic link to a file that does not exist")
    fallback = (error.strerror or type(error).__name__).lower()
    return FileError(path, _REASONS.get(error.errno or 0, fallback))


def refuse_links_outside(path: str) -> None:
    """Refuse what a pull request could use to show or change another file of the machine."""
    root = repository_root(os.path.dirname(os.path.abspath(path)))
    existing = path
    while existing and not os.path.lexists(existing):
        existing = os.path.dirname(existing)
    if existing and not is_inside(root, existing):
        raise FileError(path, "is a symbolic link that leads out of its repository")


def _refuse_special(path: str, mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise FileError(path, "is not a regular file")


def _refuse_large(path: str, size: int) -> None:
    if size > MAX_BYTES:
        raise LimitError(path, f"is larger than {MAX_BYTES // 2**20} MiB")


def _refuse_other_formats(path: str, data: bytes) -> None:
    _refuse_large(path, len(data))
    for mark, name in _ENCODINGS_WITH_NUL:
        if data.startswith(mark):
            raise FileError(path, f"is {name}; save it as UTF-8")
    if b"\0" in data[:_BINARY_PROBE]:
        raise FileError(path, "is a binary file")
