"""Brackets and quotes of prose that have no partner in their block."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import category

from awesome_lint.syntax.nodes import Block, Inline, InlineType, LinkForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from awesome_lint.source import SourceText

_KINDS = ("(（)）", "[［]］", "{｛}｝", "【】", "《》", "〈〉", "「」", "『』", "〔〕", "“„”“")
"""Opening, then closing signs; both widths are one kind, since writers mix them."""
_KIND = {sign: kind for kind in _KINDS for sign in kind}
_OPENING = frozenset(sign for kind in _KINDS for sign in kind[: len(kind) // 2])
_QUOTES = "“„”“"

_SIGN = re.compile(r"(?P<escape>\\?)(?P<sign>[()（）\[\]［］{}｛｝【】《》〈〉「」『』〔〕“„”])")
_ENUMERATOR = re.compile(
    r"(?:^|[\s(（，,。.;；、:：-])(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4}|[①-⑳]|[一二三四五六七八九十]{1,3})\Z"
)
_NUMBER = re.compile(r"[-+−]?(?:\d[\d.]*|∞|inf|[a-z])", re.IGNORECASE)
_FACE = frozenset(":;=^-_'~>｡・ω∀□°")
_REACH = 12  # characters looked at in front of a sign


@dataclass(frozen=True, slots=True)
class Sign:
    """A bracket or quote at offset ``at``; ``before`` and ``after`` are the text around it in its node."""

    char: str
    at: int
    before: str
    after: str
    escaped: bool = False

    @property
    def kind(self) -> str:
        """What partners have in common."""
        return _KIND[self.char]

    @property
    def opens(self) -> bool:
        """Tell whether it opens a pair."""
        return self.char in _OPENING


def lone_signs(block: Block, source: SourceText) -> list[Sign]:
    """Return the brackets and quotes of the text of ``block`` that have no partner in it.

    Code, formulas, HTML, URLs shown as text and half-open intervals are left out.
    """
    lone = _Lone()
    for sign in _signs(block.inlines, source):
        if not lone.close(sign):
            lone.add(sign)
    signs = list(lone.signs.values())
    return [] if _are_same_quotes(signs) else signs


class _Lone:
    """The signs without partner so far, by offset; ``_open`` holds where each kind of sign was opened, last on top."""

    def __init__(self) -> None:
        self.signs: dict[int, Sign] = {}
        self._open: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, sign: Sign) -> None:
        self.signs[sign.at] = sign
        if sign.opens:
            self._open[sign.kind].append(sign.at)
        if sign.char == "„":
            self._open[sign.char].append(sign.at)

    def close(self, sign: Sign) -> bool:
        """Take out the last sign that ``sign`` closes, if any; ``“`` closes ``„`` and opens everywhere else."""
        if sign.opens and sign.char != "“":
            return False
        opened = self._last("„" if sign.opens else sign.kind)
        if opened is None and self.signs:
            last = next(reversed(self.signs.values()))
            opened = last.at if _is_interval(last, sign) else None
        return opened is not None and bool(self.signs.pop(opened))

    def _last(self, key: str) -> int | None:
        opened = self._open[key]
        while opened and opened[-1] not in self.signs:
            opened.pop()  # closed as another kind
        return opened[-1] if opened else None


def _signs(nodes: Iterable[Inline], source: SourceText) -> Iterator[Sign]:
    for node in nodes:
        if node.type is InlineType.TEXT:
            text = source.slice(node.span)
            for match in _SIGN.finditer(text):
                before, after = (
                    text[max(0, match.start() - _REACH) : match.start()],
                    text[match.end() : match.end() + _REACH],
                )
                yield Sign(match["sign"], node.span.start + match.start("sign"), before, after, bool(match["escape"]))
        elif node.link is None or node.link.form not in {LinkForm.BARE, LinkForm.AUTOLINK, LinkForm.IMAGE}:
            yield from _signs(node.children, source)


def _is_interval(opening: Sign, closing: Sign) -> bool:
    """Tell whether the signs bound an interval: ``[0, 1)``, ``(0, 1]``."""
    if not opening.opens or {opening.char, closing.char} not in ({"[", ")"}, {"(", "]"}):
        return False
    return bool(_NUMBER.match(opening.after)) and 0 < closing.at - opening.at <= 3 * _REACH


def _are_same_quotes(lone: list[Sign]) -> bool:
    """Tell whether only quotes are left, an even number: some languages open and close with one sign (``”så”``)."""
    return bool(lone) and len(lone) % 2 == 0 and all(sign.kind == _QUOTES for sign in lone)


def stands_alone(sign: Sign) -> bool:
    """Tell whether the sign is right without a partner: escaped, an inch, an enumerator, a face, part of a drawing."""
    last, following = sign.before[-1:], sign.after[:1]
    if sign.escaped:
        return True
    if sign.kind == _QUOTES:
        return last.isdigit() or '"' in sign.before + sign.after
    if sign.char in ")）" and _ENUMERATOR.search(sign.before):
        return True
    return last in _FACE or (sign.opens and following in _FACE) or _is_drawn(last) or _is_drawn(following)


def _is_drawn(char: str) -> bool:
    return char != "" and category(char) == "So"
