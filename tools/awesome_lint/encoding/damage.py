"""How UTF-8 is damaged: the codec its bytes were read with, what became of bytes without a character, how often.

A character of UTF-8 is a lead byte (C2-F4) and one to three continuation bytes (80-BF), RFC 3629 section 3. Which
character a byte stands for is what Python's codecs say, which follow the tables of the Unicode Consortium.
"""

from __future__ import annotations

import codecs as python_codecs
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LEADS = range(0xC2, 0xF5)
CONTINUATIONS = range(0x80, 0xC0)
C1 = range(0x80, 0xA0)
"""The control characters beyond ASCII: what a byte without a character becomes where nothing is lost."""
SOFT_HYPHEN, NO_BREAK_SPACE = "\xad", "\xa0"
MAX_ROUNDS = 3
"""Text that went wrong twice is common, three times is seen; more is not."""
MAX_LOST = 0.25
"""The part of all continuation bytes that may be lost for a reading to be sure: beyond it anything can be read."""
SIGNATURES = (b"\xe2\x80", b"\xe2\x82", b"\xf0\x9f", b"\xef\xbc", b"\xef\xbd", b"\xe3\x80", b"\xe3\x82", b"\xe3\x83")
"""How punctuation, €, emoji, full-width forms and kana begin: what damaged text holds most, and clean text never."""


class Treatment(StrEnum):
    """What became of a byte that the codec has no character for."""

    KEPT = "kept"
    """A control character, or for codecs of several bytes the Latin-1 character of its number."""
    REPLACED = "replaced"
    """U+FFFD."""
    QUESTION = "question mark"
    SPACE = "space"
    DROPPED = "dropped"

    @property
    def stand_in(self) -> str:
        """What stands for a lost byte; empty when nothing does, or when no byte is lost."""
        return _STAND_INS.get(self, "")


_STAND_INS = {Treatment.REPLACED: "\ufffd", Treatment.QUESTION: "?", Treatment.SPACE: " "}


@dataclass(frozen=True, eq=False)
class Codec:
    """One codec: the name users know, and Python's name for its fullest form.

    ``strict`` is Python's name for the form without vendors' additions, which loses more. A codec that is ``distinct``
    shows damage so unlike text that a character with lost bytes is still recognised.
    """

    name: str
    python: str
    strict: str = ""
    latin: bool = False
    distinct: bool = False
    multibyte: bool = False

    @property
    def drops_characters(self) -> bool:
        """Tell whether it has no character for so many pairs of bytes that whole characters of UTF-8 are lost.

        GB18030 has one for nearly every pair.
        """
        return self.multibyte and self.python != "gb18030"

    @cached_property
    def characters(self) -> dict[int, str]:
        """The character of each byte from 80 on that has one which is no control character."""
        read = {byte: bytes((byte,)).decode(self.python, "ignore") for byte in range(0x80, 0x100)}
        return {byte: char for byte, char in read.items() if char and ord(char) not in C1}

    @cached_property
    def bytes(self) -> dict[str, int]:
        """The byte of each character; one that has none stands as the character of its number."""
        return {chr(byte): byte for byte in self.undefined} | {char: byte for byte, char in self.characters.items()}

    @cached_property
    def undefined(self) -> frozenset[int]:
        """The bytes that have no character."""
        return frozenset(range(0x80, 0x100)) - self.characters.keys()

    @cached_property
    def signatures(self) -> frozenset[str]:
        """What the commonest two-byte beginnings look like through this codec."""
        return frozenset("".join(self.characters.get(byte, chr(byte)) for byte in each) for each in SIGNATURES)

    def standing_for(self, wanted: range) -> str:
        """Return the characters that stand for the bytes of ``wanted``."""
        return "".join(char for char, byte in self.bytes.items() if byte in wanted)


@cache
def single_byte_codecs() -> tuple[Codec, ...]:
    """Return the codecs of one byte a character, the commonest first.

    Latin-1 without loss is read as Windows-1252, of which browsers take it for a part.
    """
    return (
        Codec("Windows-1252", "cp1252", latin=True, distinct=True),
        Codec("Windows-1254", "cp1254", latin=True, distinct=True),
        Codec("Windows-1250", "cp1250", latin=True),
        Codec("Windows-1257", "cp1257", latin=True),
        Codec("Latin-1", "latin-1", latin=True, distinct=True),
        Codec("Latin-2", "iso8859-2", latin=True),
        Codec("Windows-1251", "cp1251"),
        Codec("Windows-1253", "cp1253"),
        Codec("Mac Roman", "mac-roman"),
        Codec("code page 437", "cp437"),
    )


@cache
def multibyte_codecs() -> tuple[Codec, ...]:
    """Return the codecs of East Asia, the commonest first."""
    return (
        Codec("GB18030", "gb18030", "gbk", multibyte=True),
        Codec("Big5", "cp950", "big5", multibyte=True),
        Codec("Shift_JIS", "cp932", "shift_jis", multibyte=True),
    )


@dataclass(frozen=True)
class DamageModel:
    """One way text was damaged; ``rounds`` is how many times in a row."""

    codec: Codec
    treatment: Treatment = Treatment.KEPT
    rounds: int = 1
    drops_soft_hyphen: bool = False
    spaces_no_break: bool = False
    """Whether a no-break space became a space."""

    def damage(self, text: str) -> str:
        """Return what became of the clean ``text``."""
        for _ in range(self.rounds):
            text = self._misread(text.encode("utf-8", "surrogatepass"))
        return text

    @property
    def is_local(self) -> bool:
        """Tell whether each character is damaged alone, whatever stands beside it."""
        return not self.codec.multibyte

    @property
    def keeps_enough(self) -> bool:
        """Tell whether so few bytes are lost that what is left of a text tells how it read."""
        if self.codec.multibyte:
            return not self.codec.drops_characters
        return len(self.lost.intersection(CONTINUATIONS)) <= MAX_LOST * len(CONTINUATIONS)

    @cached_property
    def lost(self) -> frozenset[int]:
        """The bytes of characters of UTF-8 that nothing tells apart afterwards; for codecs of one byte a character."""
        lost = set() if self.treatment is Treatment.KEPT else set(self.codec.undefined)
        if self.drops_soft_hyphen and SOFT_HYPHEN in self.codec.bytes:
            lost.add(self.codec.bytes[SOFT_HYPHEN])
        return frozenset(lost)

    def _misread(self, data: bytes) -> str:
        if self.codec.multibyte:
            python = self.codec.python if self.treatment is Treatment.KEPT else self.codec.strict
            return data.decode(python, _error_handler(self.treatment))
        return data.decode("latin-1").translate(self._table)

    @cached_property
    def _table(self) -> dict[int, str]:
        """What becomes of each byte."""
        table = {byte: self.codec.characters.get(byte, self._fate(byte)) for byte in range(0x80, 0x100)}
        if self.drops_soft_hyphen:
            table = {byte: "" if char == SOFT_HYPHEN else char for byte, char in table.items()}
        if self.spaces_no_break:
            table = {byte: " " if char == NO_BREAK_SPACE else char for byte, char in table.items()}
        return table

    def _fate(self, byte: int) -> str:
        return chr(byte) if self.treatment is Treatment.KEPT else self.treatment.stand_in


@cache
def _error_handler(treatment: Treatment) -> str:
    """Return the name of the error handler that treats one undecodable byte, then goes on with the next."""

    def treat(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        byte = error.object[error.start]
        return chr(byte) if treatment is Treatment.KEPT else treatment.stand_in, error.start + 1

    name = f"awesome-lint-{treatment.name.lower()}"
    handler: Callable[[UnicodeError], tuple[str, int]] = treat
    python_codecs.register_error(name, handler)
    return name
