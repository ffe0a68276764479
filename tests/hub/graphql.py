"""As much of GraphQL's query language as clients of a list need: aliases, arguments, variables, fragments."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TOKEN = re.compile(
    r'[\s,\ufeff]+|#[^\r\n]*|(?P<token>\.\.\.|[!$():=@\[\]{}|]|"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?|[A-Za-z_]\w*)'
)
_WORDS = {"true": True, "false": False, "null": None}


class QueryError(ValueError):
    """The text is no query."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A field that is asked for: under which key the answer stands, its name, arguments and what is asked of it."""

    key: str
    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    children: tuple[Selection, ...] = ()


@dataclass(frozen=True, slots=True)
class _Spread:
    fragment: str


def parse_query(text: str, variables: Mapping[str, Any]) -> tuple[Selection, ...]:
    """Return what the one operation in ``text`` asks for, variables and fragments filled in."""
    return _Parser(list(_tokens(text)), variables).parse()


def _tokens(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise QueryError(f"unexpected character {text[at]!r}")
        at = match.end()
        if match["token"]:
            yield match["token"]


class _Parser:
    def __init__(self, tokens: list[str], variables: Mapping[str, Any]) -> None:
        self._tokens, self._at, self._variables = tokens, 0, dict(variables)
        self._declared: set[str] = set()
        self._used: set[str] = set()
        self._fragments: dict[str, list[Selection | _Spread]] = {}

    def parse(self) -> tuple[Selection, ...]:
        operation: list[Selection | _Spread] | None = None
        while self._at < len(self._tokens):
            if self._peek() == "fragment":
                self._read_fragment()
            elif operation is None:
                operation = self._read_operation()
            else:
                raise QueryError("more than one operation")
        if unused := self._declared - self._used:
            raise QueryError(f"Variable ${min(unused)} is declared by anonymous query but not used")
        return self._filled(operation or [])

    def _filled(self, selections: list[Selection | _Spread]) -> tuple[Selection, ...]:
        """Return the selections with fragments in the place of their names."""
        filled: list[Selection] = []
        for each in selections:
            if isinstance(each, Selection):
                filled.append(Selection(each.key, each.name, each.arguments, self._filled([*each.children])))
            elif each.fragment in self._fragments:
                filled += self._filled(self._fragments[each.fragment])
            else:
                raise QueryError(f"no fragment {each.fragment}")
        return tuple(filled)

    def _read_fragment(self) -> None:
        _, name, on, _ = (self._next() for _ in range(4))
        if on != "on":
            raise QueryError("a fragment is on a type")
        self._fragments[name] = self._read_selections()

    def _read_operation(self) -> list[Selection | _Spread]:
        if self._peek() == "query":
            self._next()
            if self._peek() not in ("(", "{"):
                self._next()
            if self._peek() == "(":
                self._read_declarations()
        return self._read_selections()

    def _read_declarations(self) -> None:
        self._expect("(")
        while self._peek() != ")":
            self._expect("$")
            name = self._next()
            self._expect(":")
            required = self._read_type()
            self._declared.add(name)
            if self._peek() == "=":
                self._next()
                self._variables.setdefault(name, self._read_value())
            elif required and self._variables.get(name) is None:
                raise QueryError(f"Variable ${name} of type was provided invalid value")
        self._expect(")")

    def _read_type(self) -> bool:
        if self._next() == "[":
            self._read_type()
            self._expect("]")
        required = self._peek() == "!"
        if required:
            self._next()
        return required

    def _read_selections(self) -> list[Selection | _Spread]:
        self._expect("{")
        found: list[Selection | _Spread] = []
        while self._peek() != "}":
            if self._peek() == "...":
                found += self._read_spread()
            else:
                found.append(self._read_field())
        self._expect("}")
        if not found:
            raise QueryError("nothing is selected")
        return found

    def _read_spread(self) -> list[Selection | _Spread]:
        self._expect("...")
        name = self._next()
        if name != "on":
            return [_Spread(name)]
        self._next()
        return self._read_selections()

    def _read_field(self) -> Selection:
        key = name = self._read_name()
        if self._peek() == ":":
            self._next()
            name = self._read_name()
        arguments = self._read_arguments() if self._peek() == "(" else {}
        children = self._read_selections() if self._peek() == "{" else []
        return Selection(key, name, arguments, tuple(children))  # type: ignore[arg-type]

    def _read_arguments(self) -> dict[str, Any]:
        self._expect("(")
        arguments = {}
        while self._peek() != ")":
            name = self._read_name()
            self._expect(":")
            arguments[name] = self._read_value()
        self._expect(")")
        return arguments

    def _read_value(self) -> Any:
        first = self._next()
        if first == "$":
            return self._read_variable()
        if first.startswith('"'):
            return json.loads(first)
        if first == "[":
            return [*iter(lambda: self._next() if self._peek() == "]" else self._read_value(), "]")]
        if first in _WORDS:
            return _WORDS[first]
        return int(first) if first.lstrip("-").isdigit() else first

    def _read_variable(self) -> Any:
        name = self._next()
        if name not in self._declared:
            raise QueryError(f"Variable ${name} is used by anonymous query but not declared")
        self._used.add(name)
        return self._variables.get(name)

    def _read_name(self) -> str:
        found = self._next()
        if not found.replace("_", "a").isalnum() or found[0].isdigit():
            raise QueryError(f"Expected a name, got {found!r}")
        return found

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        if self._at >= len(self._tokens):
            raise QueryError("Unexpected end of document")
        self._at += 1
        return self._tokens[self._at - 1]

    def _expect(self, token: str) -> None:
        if (found := self._next()) != token:
            raise QueryError(f"Expected {token!r}, got {found!r}")
