"""TOML files as tables that check what is taken from them: every error names file, key, value and what was expected."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from reprlib import Repr
from typing import Any, TypeVar

from awesome_lint.errors import ConfigError
from awesome_lint.source.reader import read_source

T = TypeVar("T")

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_REPR = Repr()
_REPR.maxstring = _REPR.maxother = 80


@dataclass(frozen=True)
class Table:
    """One table of the file ``file``; ``name`` is what messages call it, empty for the whole file.

    That is its dotted name (``languages``), and for one of a list its number, from 1 (``sections entry 2``).
    """

    file: str
    name: str
    values: Mapping[str, Any]
    in_list: bool = False

    def error(self, key: str, problem: str) -> ConfigError:
        """Return an error about the value of ``key``; ``problem`` is a phrase without final stop."""
        return ConfigError(f"{self.file}: {self._dotted(key)} = {_REPR.repr(self.values[key])}: {problem}")

    def allow(self, keys: Collection[str]) -> None:
        """Raise ``ConfigError`` for the first key that is none of ``keys``."""
        for key in self.values:
            if key not in keys:
                where = f" in {self.name}" if self.name else ""
                raise ConfigError(f"{self.file}: unknown key {key!r}{where}{nearest(key, keys)}")

    def text(self, key: str, *, choices: Collection[str] = ()) -> str | None:
        """Return the string ``key``, one of ``choices`` where there are any; None when it is not given."""
        value = self._get(key, str, "a string")
        if value is not None and choices:
            self.choose(key, [value], choices)
        return value

    def texts(self, key: str, *, choices: Collection[str] = ()) -> tuple[str, ...] | None:
        """Return the list of strings ``key``, each one of ``choices`` where there are any; None when not given."""
        values: list[Any] | None = self._get(key, list, "a list of strings")
        if values is None:
            return None
        if not all(isinstance(value, str) for value in values):
            raise self.error(key, "expected a list of strings")
        if choices:
            self.choose(key, values, choices)
        return tuple(values)

    def flag(self, key: str) -> bool | None:
        """Return the truth value ``key``, None when it is not given."""
        return self._get(key, bool, "true or false")

    def table(self, key: str) -> "Table":
        """Return the table ``key``, empty when it is not given."""
        return Table(self.file, self._dotted(key), self._get(key, dict, "a table") or {})

    def tables(self, key: str) -> list["Table"]:
        """Return the tables of the list ``key``, none when it is not given."""
        values: list[Any] = self._get(key, list, "a list of tables") or []
        if not all(isinstance(value, dict) for value in values):
            raise self.error(key, "expected a list of tables")
        return [
            Table(self.file, f"{self._dotted(key)} entry {n}", value, in_list=True) for n, value in enumerate(values, 1)
        ]

    def choose(self, key: str, values: Collection[str], choices: Collection[str]) -> None:
        """Raise ``ConfigError`` for the first of ``values`` that is none of ``choices``."""
        for value in values:
            if value not in choices:
                listed = ", ".join(choices)
                raise self.error(key, f"{value!r} is none of {listed}{nearest(value, choices)}")

    def _get(self, key: str, kind: type[T], expected: str) -> T | None:
        if key not in self.values:
            return None
        value = self.values[key]
        if not isinstance(value, kind):
            raise self.error(key, f"expected {expected}")
        return value

    def _dotted(self, key: str) -> str:
        return f"{self.name}{': ' if self.in_list else '.'}{key}" if self.name else key


def nearest(word: str, words: Collection[str]) -> str:
    """Return the question whether the nearest of ``words`` was meant, to be put behind a message; empty without one."""
    from difflib import get_close_matches

    by_case = {each.casefold(): each for each in words}
    near = get_close_matches(word.casefold(), by_case, 1)
    return f"; did you mean {by_case[near[0]]!r}?" if near else ""


def load_toml(path: str) -> Table:
    """Return the contents of the TOML file ``path``.

    Raises ``FileError`` when it cannot be read, ``ConfigError`` with line and column when it is no TOML.
    """
    import tomllib  # 4 ms that a run without configuration does not pay

    source = read_source(path)
    if source.invalid is not None:
        raise ConfigError(f"{path}: is not UTF-8 (byte {source.invalid})")
    try:
        return Table(path, "", tomllib.loads(source.text))
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        end = source.position(len(source.text))
        row, column = at.groups() if at and at[1] else end
        raise ConfigError(f"{path}:{row}:{column}: is not valid TOML: {_AT.sub('', str(error))}") from error
    except RecursionError as error:
        raise ConfigError(f"{path}: is nested too deeply") from error
