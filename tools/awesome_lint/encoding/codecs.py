"""The single-byte codecs UTF-8 is wrongly read with, and what the bytes of UTF-8 look like through them.

A character of UTF-8 is a lead byte (C2-F4) and one to three continuation bytes (80-BF), RFC 3629 section 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

LEADS = range(0xC2, 0xF5)
CONTINUATIONS = range(0x80, 0xC0)
_SIGNATURES = (b"\xe2\x80", b"\xf0\x9f", b"\xef\xbc", b"\xef\xbd", b"\xe3\x80", b"\xe3\x82", b"\xe3\x83")
"""How punctuation, emoji, full-width forms and kana begin: what damaged text holds most, and clean text never."""


@dataclass(frozen=True)
class Codec:
    """One codec: the name users know, Python's name, and whether its letters are Latin.

    A codec that is ``distinct`` shows damage so unlike text that a character with lost bytes is still recognised.
    """

    name: str
    python: str
    latin: bool = False
    distinct: bool = False

    @cached_property
    def bytes(self) -> dict[str, int]:
        """The byte of each character; a byte without a character is held as the control character of its number."""
        table = {chr(byte): byte for byte in range(0x80, 0xA0)}
        for byte in range(0x80, 0x100):
            table |= dict.fromkeys(bytes((byte,)).decode(self.python, "ignore"), byte)
        return table

    @cached_property
    def signatures(self) -> frozenset[str]:
        """What the commonest two-byte beginnings look like through this codec."""
        characters = {byte: char for char, byte in self.bytes.items()}
        return frozenset("".join(characters[byte] for byte in signature) for signature in _SIGNATURES)

    def characters(self, wanted: range) -> str:
        """Return the characters that stand for the bytes of ``wanted``."""
        return "".join(char for char, byte in self.bytes.items() if byte in wanted)


@cache
def codecs() -> tuple[Codec, ...]:
    """Return the codecs looked for, the commonest first; Latin-1 is part of Windows-1252, as browsers have it."""
    return (
        Codec("Windows-1252", "cp1252", latin=True, distinct=True),
        Codec("Windows-1254", "cp1254", latin=True, distinct=True),
        Codec("Windows-1250", "cp1250", latin=True),
        Codec("Windows-1257", "cp1257", latin=True),
        Codec("Windows-1251", "cp1251"),
        Codec("Windows-1253", "cp1253"),
        Codec("Mac Roman", "mac_roman"),
        Codec("code page 437", "cp437"),
    )
