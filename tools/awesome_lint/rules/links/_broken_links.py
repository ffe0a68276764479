"""Links that were meant but do not render, found in literal text; each value says what to edit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit
from awesome_lint.rules.links._literal_text import HIDDEN, LiteralLine
from awesome_lint.syntax.titles import has_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from awesome_lint.source import Span

_URL = r"(?:https?://|www\.)"
_END = rf"\s{HIDDEN}"
_LABEL = r"!?\[(?P<label>[^\[\]]+)\]"
_GAP = re.compile(_LABEL + r"(?P<gap>[ \t\u3000]+)\((?P<target>[^\s\0]+)")
_REVERSED = re.compile(rf"\((?P<label>[^()\[\]]+)\)\[(?P<url>{_URL}[^\[\]{_END}]+)\]")
_BRACKETED = re.compile(rf"{_LABEL}\[(?P<url>{_URL}[^\[\]{_END}]+)\]")
_WIDE = re.compile(
    r"(?P<open>[\[［【])(?P<label>[^\[\]［］【】]+)(?P<close>[\]］】])(?P<paren>[（(])"
    rf"(?P<run>{_URL}[^{_END}]{{,1000}})"
)
_UNCLOSED = re.compile(rf"{_LABEL}\((?P<url>{_URL}[^\[，。、；：！？（）【】《》「」“”{_END}]*)")
_ORPHAN = re.compile(rf"\]\({_URL}[^()（）{_END}]+\)")
_TITLE = re.compile(r"\s*[\"'(“‘]")
_LONGEST_NAME = 60
_LONGEST_REST = 400
"""Characters behind an unclosed address in which its parenthesis is looked for."""


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link that does not render: where, why, and the edits that mend it (none when only its author knows)."""

    span: Span
    problem: str
    edits: tuple[Edit, ...] = ()
    safe: bool = True


def find_broken_links(line: LiteralLine, is_target: Callable[[str], bool]) -> Iterator[BrokenLink]:
    """Yield the links of ``line`` whose syntax is broken; ``is_target`` tells what could be a destination."""
    yield from _gaps(line, is_target)
    for pattern, problem in (
        (_REVERSED, "write [text](address), not (text)[address]"),
        (_BRACKETED, "put the address in parentheses"),
    ):
        for match in pattern.finditer(line.text):
            yield BrokenLink(line.span(*match.span()), problem, _rewritten(match, line))
    yield from _wide(line)
    yield from _unclosed(line)
    yield from _orphans(line)


def find_spaced_targets(line: LiteralLine) -> Iterator[BrokenLink]:
    """Yield the links of ``line`` that do not render because their address holds a space."""
    for match in _UNCLOSED.finditer(line.text):
        rest = _rest(line, match)
        end = _closing_behind(rest) if not is_closed(match["url"]) else None
        if end is not None:
            span = line.span(match.start(), match.end() + end + 1)
            yield BrokenLink(span, "the address holds a space", tuple(_unspaced(match, line, end)), safe=False)


def is_closed(url: str) -> bool:
    """Tell whether a destination that begins with ``url`` meets its closing parenthesis in it."""
    return _closing(url) is not None


def _closing(text: str) -> int | None:
    """Return the offset of the ``)`` that closes what was opened before ``text``, None when it is not there."""
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return at
    return None


def _gaps(line: LiteralLine, is_target: Callable[[str], bool]) -> Iterator[BrokenLink]:
    for match in _GAP.finditer(line.text):
        end = _closing(match["target"])
        if end and has_words(match["label"].replace(HIDDEN, "x")) and is_target(match["target"][:end]):
            gap = Edit(line.span(*match.span("gap")), "")
            span = line.span(match.start(), match.start("target") + end + 1)
            yield BrokenLink(span, 'remove the space between "]" and "("', (gap,))


def _rewritten(match: re.Match[str], line: LiteralLine) -> tuple[Edit, ...]:
    """Return the edits that put square brackets around the label of ``match`` and parentheses around its URL."""
    return _remarked(line, match.span("label"), match.span("url"))


def _remarked(line: LiteralLine, label: tuple[int, int], url: tuple[int, int]) -> tuple[Edit, ...]:
    marks = ((label[0] - 1, label[0], "["), (label[1], url[0], "]("), (url[1], url[1] + 1, ")"))
    return tuple(Edit(line.span(start, end), mark) for start, end, mark in marks)


def _wide(line: LiteralLine) -> Iterator[BrokenLink]:
    """Yield links written with full-width marks; ``【甲】（…）`` is ordinary Chinese and no link."""
    at = 0
    while match := _WIDE.search(line.text, at):
        run = match["run"]
        ascii_end, wide_end = _closing(run) if match["paren"] == "(" else None, run.find("）")
        end = wide_end if ascii_end is None else ascii_end
        at = match.start("run") + max(end, 0)
        marks = match["open"] + match["close"] + match["paren"] + run[end : end + 1]
        if end > 0 and marks != "[]()" and not marks.startswith("【】（"):
            edits = _remarked(line, match.span("label"), (match.start("run"), at))
            yield BrokenLink(line.span(match.start(), at + 1), "use [ ] and ( ), not full-width marks", edits)


def _unclosed(line: LiteralLine) -> Iterator[BrokenLink]:
    for match in _UNCLOSED.finditer(line.text):
        rest = _rest(line, match)
        if is_closed(match["url"]) or rest.startswith("）") or _closing_behind(rest) is not None:
            continue
        span = line.span(*match.span())
        if _TITLE.match(rest):
            yield BrokenLink(span, "its title is not in one pair of quotes, or not closed")
            continue
        mistaken = match["url"].endswith("]") and "[" not in match["url"]
        edit = Edit(line.span(match.end() - mistaken, match.end()), ")")
        yield BrokenLink(span, 'its closing ")" is missing', (edit,), safe=_ends(rest, line.following))


def _ends(rest: str, following: str) -> bool:
    """Tell whether a link ends before ``rest``, and the next line holds no parenthesis that could close it."""
    if rest.strip():
        return rest.startswith(HIDDEN)
    return _closing_behind(f" {following[:_LONGEST_REST]}") is None


def _rest(line: LiteralLine, match: re.Match[str]) -> str:
    return line.text[match.end() : match.end() + _LONGEST_REST]


def _closing_behind(rest: str) -> int | None:
    """Return the offset of the ``)`` that ends an address torn by spaces; None when ``rest`` is other text."""
    end = rest.find(")")
    torn = end > 0 and rest[0] != HIDDEN and not any(mark in rest[:end] for mark in "([{") and not _TITLE.match(rest)
    return end if torn else None


def _unspaced(match: re.Match[str], line: LiteralLine, end: int) -> Iterator[Edit]:
    """Yield the edits that encode the spaces of an address torn once, or drop them beside a slash."""
    rest = line.text[match.end() : match.end() + end]
    if len(rest.split()) == 1 and HIDDEN not in rest:
        blanks = len(rest) - len(rest.lstrip())
        joined = match["url"].endswith("/") or rest.lstrip().startswith("/")
        yield Edit(line.span(match.end(), match.end() + blanks), "" if joined else "%20" * blanks)


def _orphans(line: LiteralLine) -> Iterator[BrokenLink]:
    """Yield an address behind ``]`` that no ``[`` precedes, at the start of a block."""
    match = _ORPHAN.search(line.text) if line.first else None
    if match is None:
        return
    name = line.text[: match.start()]
    if name.strip() and HIDDEN not in name and "[" not in name and "【" not in name:
        blanks = len(name) - len(name.lstrip("* "))
        edit = Edit(line.span(blanks, blanks), "[")
        short = len(name) <= _LONGEST_NAME and not any(mark in name for mark in (". ", ": ", "，", "。", "："))
        yield BrokenLink(line.span(0, match.end()), 'its opening "[" is missing', (edit,) if short else (), safe=False)
