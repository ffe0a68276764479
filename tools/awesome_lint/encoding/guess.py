"""Which encoding bytes are in that are not UTF-8.

charset-normalizer proposes the encodings that can be, and says how disorderly each reading is. It measures languages
only from 32 letters on, and ranks what a short text leaves open nearly by chance; so the readings it proposes are
weighed here by how likely a language makes their characters (``profiles.py``).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING
from unicodedata import category

from awesome_lint.encoding.profiles import ENCODINGS, OLD, Encoding, Language

if TYPE_CHECKING:
    from collections.abc import Iterator

MARGIN = 6.0
"""How far the best reading has to lead for no other to be a rival: natural logarithm, e**6 is 400 to 1."""
KNOWN = 0.95
"""The part of the characters beyond ASCII that the language has to know before a reading is safe."""
FEW = 3
"""Fewer characters beyond ASCII are no evidence of a language: any two bytes are a syllable or a hanzi somewhere."""
REPEATED = 10
"""A single character beyond ASCII that stands this often, with no other, is no evidence of a language."""
DISORDER = 2.0
"""What charset-normalizer's disorder of 1.0 costs a reading for each character beyond ASCII."""
DOUBT = 3.0
"""How much likelier noise may be than the best reading: a word of rare letters is still a word."""
_SAMPLE = 64_000  # bytes judged: more of a file says nothing new
_SAFE_TO_CUT = 0x30  # bytes below it are part of no longer character in any encoding

# Likelihoods (natural logarithms) of what no language explains.
_NOISE = log(1 / 128)  # a byte beyond ASCII, were all of them alike
_ASCII = log(1 / 30)  # a letter of ASCII: so that second bytes of East Asian characters are paid for in other readings
_UNKNOWN = log(1e-5)
_MISPLACED = log(1e-2)

_WORD = re.compile(r"[^\W\d_]+")
_BESIDE_ASCII = re.compile(
    r"(?<=[A-Za-z])[\u0370-\u0fff]|[\u0370-\u0fff](?=[A-Za-z])"  # another alphabet within a word
    r"|(?<=[A-Za-z])[\u2500-\u257f\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3](?=[a-z])"
)
_WITHIN_WORD = re.compile(  # marks that stand between words, but for East Asian text, which has no blanks
    r"(?<=[^\W\d_\u3000-\ud7ff])[\x80-\x9f\xa1-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf–‘‚-…€×÷](?=[^\W\d_\u3000-\ud7ff])"
)


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest reading of the whole text, and whether no other is nearly as likely."""

    encoding: str
    text: str
    alone: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    """A reading of the sample.

    ``score`` is its likelihood; ``known`` the part of the characters beyond ASCII that its language has; ``ample``
    tells whether these are more than a few, or one again and again.
    """

    encoding: Encoding
    score: float
    known: float
    ample: bool


def guess_encoding(data: bytes) -> Guess | None:
    """Return the likeliest reading of ``data``, None when no encoding gives text that looks like a language.

    Only encodings are considered that decode every byte and give the same bytes when encoded again. Text that is
    mostly UTF-8 has no other encoding: it is damaged.
    """
    sample = _sample(data)
    if not sample or _is_mostly_utf8(sample):
        return None
    noise = _noise(sample)
    readings = sorted(_readings(sample), key=lambda reading: -reading.score)
    for best in readings:
        if best.score < noise - DOUBT:
            return None
        text = _decode(data, best.encoding.codec)
        if text is not None:
            alone = best.score > noise and _is_sound(best) and not _has_rival(best, readings, data, text)
            return Guess(best.encoding.name, text, alone)
    return None


def _is_sound(reading: _Reading) -> bool:
    return reading.known >= KNOWN and reading.ample and reading.encoding.prior > OLD


def _has_rival(best: _Reading, readings: list[_Reading], data: bytes, text: str) -> bool:
    """Tell whether an encoding that is nearly as likely reads all of ``data``, and as another text."""
    near = (r for r in readings if r is not best and r.score > best.score - MARGIN)
    return any(_decode(data, reading.encoding.codec) not in {None, text} for reading in near)


def _sample(data: bytes) -> bytes:
    """Return the first lines that are not ASCII, cut where no character can be cut."""
    lines = b"\n".join(line for line in data.split(b"\n") if not line.isascii())
    if len(lines) <= _SAMPLE:
        return lines
    end = next((at for at in range(_SAMPLE, 0, -1) if lines[at] < _SAFE_TO_CUT), 0)
    return lines[:end]


def _is_mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "surrogateescape")
    beyond = [char for char in text if not char.isascii()]
    invalid = sum(category(char) == "Cs" for char in beyond)
    return len(beyond) - invalid >= invalid


def _noise(sample: bytes) -> float:
    beyond = sum(byte > 0x7F for byte in sample)  # noqa: PLR2004 - the last of ASCII
    return beyond * _NOISE + (len(sample) - beyond) * _ASCII


def _decode(data: bytes, codec: str) -> str | None:
    """Return the text, None when a byte cannot be read or would not be written again as it was."""
    try:
        text = data.decode(codec)
        return text if text.encode(codec) == data else None
    except UnicodeError:
        return None


def _readings(sample: bytes) -> Iterator[_Reading]:
    """Yield the encodings that charset-normalizer proposes for ``sample``, each with its likelihood."""
    disorder = _proposals(sample)
    for encoding in ENCODINGS:
        text = _decode(sample, encoding.codec) if encoding.codec in disorder else None
        if text is not None:
            yield _read(text, encoding, disorder[encoding.codec])


def _proposals(sample: bytes) -> dict[str, float]:
    """Return the codecs that charset-normalizer does not rule out, with the disorder it measures, 0 to 1."""
    from charset_normalizer import from_bytes

    matches = from_bytes(
        sample,
        cp_isolation=[encoding.codec for encoding in ENCODINGS],
        threshold=1.0,  # disorder is weighed, not cut off: words of four letters reach 0.6
        preemptive_behaviour=False,  # what a page says about its encoding is often left over
        enable_fallback=False,
    )
    return {codec: match.chaos for match in matches for codec in match.could_be_from_charset}


def _read(text: str, encoding: Encoding, disorder: float) -> _Reading:
    """Return how likely ``text`` is in the likeliest language of ``encoding``."""
    counts = Counter(text)
    beyond = [(char, count) for char, count in counts.items() if not char.isascii()]
    total = sum(count for _, count in beyond)
    misplaced = _misplaced(text)
    score, unknown = max(_in_language(beyond, language) for language in encoding.languages)
    score += encoding.prior + (len(text) - total) * _ASCII + misplaced * _MISPLACED - total * disorder * DISORDER
    known = 1 - (unknown + misplaced) / max(total, 1)
    return _Reading(encoding, score, known, ample=total >= FEW and (len(beyond) > 1 or total < REPEATED))


def _in_language(beyond: list[tuple[str, int]], language: Language) -> tuple[float, int]:
    """Return the likelihood of the characters beyond ASCII, and how many are unknown."""
    score, unknown = 0.0, 0
    for char, count in beyond:
        likelihood = language(char)
        score += count * (_UNKNOWN if likelihood is None else likelihood)
        unknown += count * (likelihood is None)
    return score, unknown


def _misplaced(text: str) -> int:
    """Return how many characters stand where their kind does not."""
    count = len(_BESIDE_ASCII.findall(text)) + len(_WITHIN_WORD.findall(text))
    for word in _WORD.findall(text):
        if not word.isascii():
            count += sum(_breaks_case(word[at - 1], word[at], at) for at in range(1, len(word)))
    return count


def _breaks_case(before: str, after: str, at: int) -> bool:
    """Tell whether the case changes at a letter beyond ASCII, but for a first capital."""
    if before.isascii() and after.isascii():
        return False
    return (before.islower() and after.isupper()) or (at > 1 and before.isupper() and after.islower())
