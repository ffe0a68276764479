"""The text of shields.io's static badges: ``/badge/label-message-colour``.

After percent-decoding a single ``-`` separates, ``--`` is a hyphen, ``_`` a space and ``__`` an underscore
(https://shields.io/badges/static-badge).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from collections.abc import Sequence

_HYPHENS = re.compile("-+")
_ESCAPED = re.compile("%2D|%5F|%2E", re.IGNORECASE)
_SHORTHAND = re.compile("--|__|_")
_SHORTHANDS = {"--": "-", "__": "_", "_": " "}
_MAX_SEPARATORS = 2


def encode_badge_text(text: str) -> str:
    """Return ``text`` as one part of a static badge's path."""
    return quote(text.replace("-", "--").replace("_", "__"), safe="")


def build_badge(label: str, message: str, colour: str, *, style: str = "") -> str:
    """Return the address of a static shields.io badge; without ``label`` it shows the message only.

    Raises ``ValueError`` for what shields.io cannot show: no colour or a dot in it, or hyphens that leave open which
    of them separate (at the end of a label, at the start of a message behind a label or of a colour).
    """
    unclear = label.endswith("-") or (label and message.startswith("-")) or ("-" in label and not message)
    if not colour or "." in colour or colour.startswith("-") or unclear:
        raise ValueError(f"shields.io cannot show {label!r}, {message!r}, {colour!r}")
    parts = (label, message, colour) if label else (message, colour)
    query = f"?style={quote(style, safe='')}" if style else ""
    return f"https://img.shields.io/badge/{'-'.join(map(encode_badge_text, parts))}{query}"


def split_static(text: str) -> list[str]:
    """Return the parts, still written, of a static path without extension: two or three when well-formed.

    Which hyphens separate follows shields.io's route pattern, in linear time.
    """
    text = _ESCAPED.sub(lambda escape: unquote(escape[0]), text)
    cuts = _cuts([match.span() for match in _HYPHENS.finditer(text)])
    return [text[start:end] for start, end in zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(text)], strict=True)]


def _cuts(runs: Sequence[tuple[int, int]]) -> list[int]:
    """Return the separating hyphens among ``runs`` of hyphens: pairs are hyphens to show, what is left separates.

    Label and message take as little and as much as they can: the first separator is the first hyphen of its run, the
    last one the last of its run. With even runs only, both separators stand in the first of them.
    """
    odd = [run for run in runs if (run[1] - run[0]) % 2]
    if not odd:
        return [runs[0][0], runs[0][1] - 1] if runs else []
    last = [end - 1 for _, end in odd]
    return last if len(odd) == 1 else [odd[0][0], *last[1:]]


def three_parts(raw: Sequence[str]) -> tuple[str, str, str]:
    """Return label, message and colour of ``split_static``; with too many parts the middle ones are the message."""
    if len(raw) <= _MAX_SEPARATORS:
        return "", raw[0], "".join(raw[1:])
    label, *message, colour = raw
    return label, "-".join(message), colour


def static_problem(raw: Sequence[str]) -> str | None:
    """Return why shields.io has no route for the parts of ``split_static``, None when it has."""
    if len(raw) == 1:
        return "it has no colour: write label-message-colour"
    if len(raw) > _MAX_SEPARATORS + 1:
        return "it has more than two single hyphens: write a hyphen of the text as --"
    if not raw[-1]:
        return "its colour is empty"
    return "it has no colour: what stands behind the last hyphen has a dot" if "." in raw[-1] else None


def shown_text(raw: str) -> str:
    """Return the text a badge shows for one part of its path."""
    return _SHORTHAND.sub(lambda shorthand: _SHORTHANDS[shorthand[0]], unquote(raw))
