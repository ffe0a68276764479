"""Damage that can be undone: every byte is still there, so the bytes are made again and read as UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.encoding.mojibake import find_runs

if TYPE_CHECKING:
    from awesome_lint.encoding.codecs import Codec

_MAX_ROUNDS = 4  # text that went wrong twice or three times is seen in the wild; more is not


def reverse(text: str, codec: Codec) -> str | None:
    """Return what ``text``, a damaged run, was before it was read with ``codec``; None when it cannot be told.

    Text that was damaged more than once is followed back to clean text.
    """
    clean = _decode(text, codec)
    for _ in range(_MAX_ROUNDS):
        runs = find_runs(clean) if clean else ()
        if not clean or not runs:
            return clean
        clean = _replace_runs(clean)
    return None


def _replace_runs(text: str) -> str | None:
    """Return ``text`` with every damaged run reversed, None when one cannot be."""
    for run in reversed(find_runs(text)):
        meant = _decode(text[run.span.start : run.span.end], run.codec)
        if meant is None:
            return None
        text = text[: run.span.start] + meant + text[run.span.end :]
    return text


def _decode(text: str, codec: Codec) -> str | None:
    # ftfy's "sloppy" codecs give back the bytes a codec has no character for; imported late, as it takes 90 ms
    import ftfy.bad_codecs

    ftfy.bad_codecs.ok()
    name = f"sloppy-windows-{codec.python[2:]}" if codec.python.startswith("cp125") else codec.python
    try:
        return _latin_controls(text, codec).encode(name).decode("utf-8")
    except UnicodeError:
        return None


def _latin_controls(text: str, codec: Codec) -> str:
    """Return ``text`` with Latin-1's control characters as the characters that ``codec`` has for these bytes."""
    characters = {byte: char for char, byte in codec.bytes.items() if not 0x80 <= ord(char) < 0xA0}  # noqa: PLR2004 - C1
    return "".join(characters.get(ord(char), char) if 0x80 <= ord(char) < 0xA0 else char for char in text)  # noqa: PLR2004 - C1
