"""Errors a user can cause, each one line that says what to do; anything else is a bug and shows a traceback."""


class AwesomeLintError(Exception):
    """Base of all errors a user can cause; ``str(error)`` is the whole message."""


class UsageError(AwesomeLintError):
    """The command line asks for something that cannot be done."""


class ConfigError(AwesomeLintError):
    """A configuration file is wrong; the message names file, key and value."""


class FileError(AwesomeLintError):
    """One file could not be read, understood or written; the other files are still done.

    ``path`` is the file as the user named it, ``reason`` a phrase without final stop.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class LimitError(FileError):
    """A file is beyond a limit (``syntax/limits.py``; the user guide lists them)."""


class FixCycleError(Exception):
    """Fixes of these rules undo each other: a bug of ours, never of the list."""

    def __init__(self, path: str, codes: tuple[str, ...]) -> None:
        super().__init__(f"{path}: the fixes of {', '.join(codes)} do not settle; please report this as a bug")
        self.path = path
        self.codes = codes
