"""Patterns of paths, as ``.gitignore`` writes them (gitignore(5)), also for the paths in our own configuration.

Matched by hand and in time proportional to pattern times path: both come with a pull request, and a regular expression
made of many ``*`` can be made to take for ever.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

_MANY = None  # the token for any number of items: "*" among characters, "**" among names
_Token = Callable[[str], bool] | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of a ``.gitignore``: what its names must match, from the folder of the file downwards."""

    names: tuple[_Token, ...]
    negated: bool
    folder_only: bool


def parse_patterns(lines: Iterable[str]) -> tuple[Pattern, ...]:
    """Return the patterns of ``lines``; blank lines and comments make none."""
    return tuple(_parse(line) for line in map(_strip, lines) if line and not line.startswith("#"))


def decide(patterns: Sequence[Pattern], path: str, *, folder: bool = False) -> bool | None:
    """Return what the last pattern that matches ``path`` says: True meant, False meant not; None when none matches.

    ``path`` counts from the folder the patterns belong to and is divided by ``/``. Only the path itself is looked at.
    """
    names = path.split("/")
    for pattern in reversed(patterns):
        if (folder or not pattern.folder_only) and _matches(pattern.names, names):
            return not pattern.negated
    return None


def covers(patterns: Sequence[Pattern], path: str) -> bool:
    """Tell whether ``path`` (a file, see ``decide``) or one of the folders above it is meant."""
    slashes = (at for at, character in enumerate(path) if character == "/")
    return any(decide(patterns, path[:at], folder=True) for at in slashes) or bool(decide(patterns, path))


def _strip(line: str) -> str:
    """Cut trailing blanks off, unless a backslash keeps the last one."""
    bare = line.rstrip("\r\n").rstrip(" ")
    return bare + " " if bare.endswith("\\") and len(bare) < len(line.rstrip("\r\n")) else bare


def _parse(line: str) -> Pattern:
    negated = line.startswith("!")
    body = line[1:] if negated else line
    folder_only = body.endswith("/")
    body = body.rstrip("/") if folder_only else body
    names: list[_Token] = [
        _MANY if name == "**" else partial(_name_matches, _parse_name(name)) for name in body.split("/")
    ]
    if "/" not in body:
        names = [_MANY, *names]
    elif body.startswith("/"):
        names = names[1:]
    if names[-1] is _MANY:  # "a/**" means what is inside, not the folder itself
        names.append(_anything)
    return Pattern(tuple(names), negated, folder_only)


def _anything(_name: str) -> bool:
    return True


def _nothing(_name: str) -> bool:
    return False


def _name_matches(tokens: Sequence[_Token], name: str) -> bool:
    return _matches(tokens, name)


def _matches(tokens: Sequence[_Token], items: Sequence[str]) -> bool:
    """Match ``items`` against ``tokens``: on a mismatch only the last ``_MANY`` takes one item more."""
    at = token = 0
    retry: tuple[int, int] | None = None  # the token behind the last _MANY, and the item it was tried at
    while at < len(items):
        wanted = tokens[token] if token < len(tokens) else _nothing
        if wanted is _MANY:
            token += 1
            retry = token, at
        elif wanted(items[at]):
            token, at = token + 1, at + 1
        elif retry:
            token, at = retry[0], retry[1] + 1
            retry = token, at
        else:
            return False
    return all(left is _MANY for left in tokens[token:])


def _parse_name(name: str) -> tuple[_Token, ...]:
    tokens: list[_Token] = []
    at = 0
    while at < len(name):
        token, at = _next_token(name, at)
        tokens.append(token)
    return tuple(tokens)


def _next_token(name: str, at: int) -> tuple[_Token, int]:
    """Return the token that starts at ``at``, and where the next one starts."""
    match name[at]:
        case "*":
            return _MANY, at + 1
        case "?":
            return _anything, at + 1
        case "\\" if at + 1 < len(name):
            return name[at + 1].__eq__, at + 2
        case "[" if (end := name.find("]", at + 2 + (name[at + 1 : at + 2] in ("!", "^")))) > 0:
            return _parse_class(name[at + 1 : end]), end + 1
    return name[at].__eq__, at + 1


def _parse_class(text: str) -> Callable[[str], bool]:
    negated = text.startswith(("!", "^"))
    body = text[1:] if negated else text
    ranges: list[tuple[str, str]] = []
    at = 0
    while at < len(body):
        last = body[at + 2] if body[at + 1 : at + 2] == "-" and at + 2 < len(body) else body[at]
        ranges.append((body[at], last))
        at += 3 if last is not body[at] else 1
    return partial(_in_class, ranges, negated)


def _in_class(ranges: Sequence[tuple[str, str]], negated: Any, character: str) -> bool:
    return any(first <= character <= last for first, last in ranges) is not negated
