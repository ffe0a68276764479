"""Makes the figures with which awesome-lint ranks the readings of damaged text.

    python tools/models/build_bigrams.py            writes tools/awesome_lint/encoding/bigrams.bin
    python tools/models/build_bigrams.py --check    says whether the file there is what the sources give

Where figures come from stands in `sources.py`, estimates in `tables.py`; README.md beside them tells the method.
"""

from __future__ import annotations

import argparse
import math
import sys
import zlib
from array import array
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import tables
from sources import (
    SOURCES,
    Joint,
    Words,
    fetch,
    read_docstrings,
    read_jieba,
    read_langdetect,
    read_lingua,
    read_prose,
    read_strings,
    read_wikipedia,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

TARGET = Path(__file__).parents[1] / "awesome_lint" / "encoding" / "bigrams.bin"
DOWNLOADS = Path.home() / ".cache" / "awesome-lint-models"
MAGIC = b"awl-bigrams-1\n"

START, BLANK, SYMBOL = "\n", " ", "-"  # stand for: start or end of text; any blank; digits and ASCII punctuation
STEPS = 12  # costs are kept in twelfths of a nat: 8 % of a probability, which no ranking feels
PAIRS = 560_000  # how many pairs are kept: what fits into 1 MB

# How much of the text is in each language, before anything is known. Only what languages share feels it.
MASSES = {"zh-hans": 1.0, "zh-hant": 0.05, "ja": 0.05, "ko": 0.04}
ENGLISH_MASS, ALPHABET_MASS, SMALL_ALPHABET_MASS = 0.15, 0.02, 0.006
BIG_ALPHABETS = {"ar", "cs", "de", "el", "es", "fr", "hu", "it", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "vi"}
SKIPPED_PROFILES = {"zh-cn", "zh-tw", "ja"}  # langdetect folds their characters into classes

GENRE = 0.8  # how far the figures of simplified Chinese are moved towards lists: 0 not at all, 1 wholly
INNER = 0.7  # weight of lingua's pairs within words against langdetect's, which include the edges of words
FOLDED_START, FOLDED_END = 0.02, 0.3  # of letters that langdetect folds: how many begin words, how many end them
COMMA = 2.0  # Romanian letters with a comma, for each with a cedilla
CAPITAL, ODD_CAPITAL = 0.15, 0.01  # capitals for each small letter that begins a word, and for each anywhere
IDEOGRAPH_SHARE = 0.72  # of the characters of running Chinese text, how many are ideographs (Wikipedia: 0.78)
JIEBA = 0.2  # weight of words' inner pairs against Wikipedia's pairs, which also cross words
WIKIPEDIA_TAIL = 0.06  # pairs too rare to be in cjclassifier's figures (their shares sum to 0.934)
TENCENT = 0.7  # weight of a pair in the descriptions of an API: there are many, much alike
TEXT_PRIOR = 4000.0  # how many pairs after a character it takes for technical text to weigh as much as Wikipedia
EDGE_PRIOR = 150.0  # the same for what follows that is no ideograph
STARTS = 3_000  # how many of the commonest beginnings of words are told apart
FREQUENT = 30  # how often ideographs have to follow another character to say anything about it


def fold(character: str) -> str:
    """Return what stands for a character: letters of ASCII in lower case, its other characters as one class."""
    if not character.isascii():
        return character
    if character.isalpha():
        return character.lower()
    if character in "\n\r\v\f":
        return START
    return BLANK if character.isspace() else SYMBOL


def is_ideograph(character: str) -> bool:
    """Say whether a character is in the blocks that cjclassifier counted."""
    return "\u3400" <= character <= "\u9fff"


@dataclass
class Counts:
    """Pairs of characters, counted or estimated."""

    pairs: Joint = field(default_factory=dict)

    def add(self, first: str, second: str, count: float) -> None:
        """Count a pair."""
        row = self.pairs.setdefault(first, {})
        row[second] = row.get(second, 0.0) + count

    def add_all(self, other: Joint, factor: float) -> None:
        """Count the pairs of another table, `factor` times each."""
        for first, seconds in other.items():
            row = self.pairs.setdefault(first, {})
            for second, count in seconds.items():
                row[second] = row.get(second, 0.0) + count * factor

    def add_text(self, line: str, weight: float = 1.0) -> None:
        """Count the pairs of a line of text, its edges among them."""
        folded = [START, *map(fold, line.strip()), START]
        for first, second in pairwise(folded):
            self.add(first, second, weight)

    def total(self) -> float:
        """Return how many pairs there are."""
        return sum(sum(row.values()) for row in self.pairs.values())


def count_text(lines: Iterable[str]) -> Joint:
    """Count the pairs of lines."""
    counts = Counts()
    for line in lines:
        counts.add_text(line)
    return counts.pairs


def normalised(values: dict[str, float]) -> dict[str, float]:
    """Return values in the same proportions that sum to 1."""
    total = math.fsum(values.values())
    return {key: value / total for key, value in values.items()}


@dataclass
class Ideographic:
    """What is known about a language written with ideographs."""

    single: dict[str, float]  # shares of ideographs among ideographs
    wikipedia: Joint  # shares of pairs of ideographs among such pairs
    text: Joint  # counted pairs of technical text
    words: Words | None

    def pairs(self) -> Joint:
        """Return the shares of pairs in running text of the language."""
        counts = Counts()
        following = edges_after(self.text)
        starts = self.starts()
        for first, share in self.single.items():
            row = self.text.get(first, {})
            after = self._ideographs_after(first, row)
            edge = self._edge(first, row)
            for second, chance in after.items():
                counts.add(first, second, IDEOGRAPH_SHARE * share * (1 - edge) * chance)
            for second, chance in self._others_after(row, following).items():
                counts.add(first, second, IDEOGRAPH_SHARE * share * edge * chance)
        self._add_other_contexts(counts, starts)
        return counts.pairs

    def _ideographs_after(self, first: str, row: dict[str, float]) -> dict[str, float]:
        """Mix the sources about which ideograph follows another. What is missing to 1 is for the rare ones."""
        known = normalised(self.wikipedia.get(first, {}))
        chances = {second: (1 - WIKIPEDIA_TAIL) * chance for second, chance in known.items()}
        if self.words is not None and first in self.words.pairs:
            frequency = self.words.single[first]
            chances = {second: (1 - JIEBA) * chance for second, chance in chances.items()}
            for second, times in self.words.pairs[first].items():
                chances[second] = chances.get(second, 0.0) + JIEBA * times / frequency
        counted = {second: count for second, count in row.items() if is_ideograph(second)}
        weight = sum(counted.values()) + TEXT_PRIOR
        mixed = {second: TEXT_PRIOR / weight * chance for second, chance in chances.items()}
        for second, count in counted.items():
            mixed[second] = mixed.get(second, 0.0) + count / weight
        return mixed

    def _edge(self, first: str, row: dict[str, float]) -> float:
        """Return how often something other than an ideograph follows."""
        usual = 1 - IDEOGRAPH_SHARE
        if self.words is not None and self.words.single[first]:
            ends, singles = self.words.ends[first] / self.words.single[first], 0.6  # 0.6 of all characters end words
            usual *= 0.3 + 0.7 * min(ends / singles, 1.5)
        others = sum(count for second, count in row.items() if not is_ideograph(second))
        return min((others + EDGE_PRIOR * usual) / (sum(row.values()) + EDGE_PRIOR), 0.95)

    def _others_after(self, row: dict[str, float], following: dict[str, float]) -> dict[str, float]:
        """Return the shares of what follows that is no ideograph."""
        counted = {second: count for second, count in row.items() if not is_ideograph(second)}
        total = sum(counted.values()) + EDGE_PRIOR
        mixed = {second: EDGE_PRIOR / total * chance for second, chance in following.items()}
        for second, count in counted.items():
            mixed[second] = mixed.get(second, 0.0) + count / total
        return mixed

    def starts(self) -> dict[str, float]:
        """Return the shares of ideographs that stand at the beginning of words, of all where there are no words."""
        if self.words is None:
            return dict(sorted(self.single.items(), key=lambda item: (-item[1], item[0]))[:STARTS])
        return normalised({key: float(count) for key, count in self.words.starts.most_common(STARTS)})

    def _add_other_contexts(self, counts: Counts, starts: dict[str, float]) -> None:
        """Count what follows characters that are no ideographs."""
        others = {first: row for first, row in self.text.items() if not is_ideograph(first)}
        scale = (1 - IDEOGRAPH_SHARE) / sum(sum(row.values()) for row in others.values())
        for first, row in others.items():
            counted = sum(count for second, count in row.items() if is_ideograph(second))
            weight = counted / (counted + TEXT_PRIOR)
            for second, count in row.items():
                counts.add(first, second, scale * count * (weight if is_ideograph(second) else 1.0))
            if counted >= FREQUENT:
                for second, share in starts.items():
                    counts.add(first, second, scale * counted * (1 - weight) * share)
        latin = normalised({key: count for key, count in self.text[BLANK].items() if key.isascii() and key.isalpha()})
        for first, share in normalised(tables.FULL_WIDTH).items():  # in case the text has few of them
            mass = (1 - IDEOGRAPH_SHARE) * 0.3 * share
            after = next(parts for group, parts in tables.AFTER_FULL_WIDTH.items() if first in group or not group)
            for second, part in after.items():
                if second == "a":
                    counts.add_all({first: latin}, mass * part)
                elif second == "一":
                    counts.add_all({first: starts}, mass * part)
                else:
                    counts.add(first, second, mass * part)


def edges_after(text: Joint) -> dict[str, float]:
    """Return the shares of what follows ideographs in text and is none, mixed with our table of punctuation."""
    counted: dict[str, float] = {}
    for first, row in text.items():
        if is_ideograph(first):
            for second, count in row.items():
                if not is_ideograph(second):
                    counted[second] = counted.get(second, 0.0) + count
    shares = normalised(counted)
    for second, share in tables.FULL_WIDTH.items():
        shares[second] = shares.get(second, 0.0) * 0.4 + share * 0.6
    return normalised(shares)


def alphabet_pairs(profile: Joint, inner: Joint) -> Joint:
    """Return the shares of pairs in a language that is written with an alphabet.

    `profile` is langdetect's, with blanks for any edge of a word: these are told apart. `inner` is lingua's: it has the
    rare pairs, and the letters that langdetect folds into others, but no edges of words and no capitals.
    """
    counts = Counts()
    for first, row in profile.items():
        for second, count in row.items():
            for before, part in edge_parts(first, (0.75, 0.15, 0.1)):
                for after, share in edge_parts(second, (0.78, 0.2, 0.02)):
                    counts.add(fold(before), fold(after), count * part * share)
    folded = {first for first in inner if first not in profile and not first.isascii()}
    counts.add_all(inner, INNER)
    for letter in sorted(folded):
        total = sum(inner[letter].values())
        for before, part in edge_parts(BLANK, (0.75, 0.15, 0.1)):
            counts.add(before, letter, total * FOLDED_START * part)
        for after, part in edge_parts(BLANK, (0.78, 0.2, 0.02)):
            counts.add(letter, after, total * FOLDED_END * part)
    add_spellings(counts)
    add_capitals(counts)
    return counts.pairs


def add_spellings(counts: Counts) -> None:
    """Give Romanian letters with a comma the figures of those with a cedilla, which older text has instead."""
    for old, new in (("ţ", "ț"), ("ş", "ș"), ("Ţ", "Ț"), ("Ş", "Ș")):
        if "ţ" in counts.pairs:  # no other language has it
            counts.add_all({new: dict(counts.pairs.get(old, {}))}, COMMA)
            for row in list(counts.pairs.values()):
                if old in row:
                    row[new] = row.get(new, 0.0) + COMMA * row[old]


def add_capitals(counts: Counts) -> None:
    """Give each letter beyond ASCII a capital at the beginnings of words, followed by what follows the letter."""
    for letter in sorted(counts.pairs):
        capital = letter.upper()
        if letter.isascii() or capital == letter or len(capital) > 1:
            continue
        row = dict(counts.pairs[letter])
        total = sum(row.values())
        count = (
            CAPITAL * sum(counts.pairs[edge].get(letter, 0.0) for edge in (BLANK, SYMBOL, START)) + total * ODD_CAPITAL
        )
        for edge, part in edge_parts(BLANK, (0.5, 0.25, 0.25)):
            counts.add(edge, capital, count * part)
        counts.add_all({capital: normalised(row)}, count)


def edge_parts(character: str, parts: tuple[float, float, float]) -> list[tuple[str, float]]:
    """Divide a blank of a profile into blank, punctuation and edge of a line."""
    if character != BLANK:
        return [(character, 1.0)]
    return list(zip((BLANK, SYMBOL, START), parts, strict=True))


def sequences(text: str) -> list[str]:
    """Split a row of emoji into emoji, with their selectors, joiners, tones and second flag letters."""
    found: list[str] = []
    for character in text.replace(BLANK, ""):
        flag = "\U0001f1e6" <= character <= "\U0001f1ff"
        glued = found and (
            character in f"\ufe0f\u200d\u20e3{tables.SKIN_TONES}"
            or found[-1][-1] == "\u200d"
            or (flag and len(found[-1]) == 1 and "\U0001f1e6" <= found[-1] <= "\U0001f1ff")
        )
        if glued:
            found[-1] += character
        else:
            found.append(character)
    return found


def emoji_weights() -> dict[str, float]:
    """Return how often each emoji sequence is used, as weights."""
    weights: dict[str, float] = {}
    for weight, row in tables.EMOJI_TIERS:
        for position, emoji in enumerate(sequences(row)):
            weights.setdefault(emoji, weight * 0.5 ** (position / 40))
    for first, last in tables.EMOJI_BLOCKS:
        for code in range(first, last + 1):
            if chr(code) not in tables.SKIN_TONES:
                weights.setdefault(chr(code), tables.RARE_EMOJI_WEIGHT)
    return weights


def emoji_pairs() -> Joint:
    """Return the shares of pairs that emoji are in."""
    counts = Counts()
    weights = normalised(emoji_weights())
    for emoji, weight in weights.items():
        share = weight * tables.EMOJI_SHARE
        for before, part in tables.EMOJI_BEFORE.items():
            counts.add(before, fold(emoji[0]), share * part)
        for first, second in pairwise(emoji):
            counts.add(fold(first), second, share)
        for after, part in tables.EMOJI_AFTER.items():
            counts.add(fold(emoji[-1]), after, share * part)
        if emoji in tables.SKIN_BASES:
            for tone in tables.SKIN_TONES:
                counts.add(emoji, tone, share * tables.SKIN_SHARE / len(tables.SKIN_TONES))
                counts.add(tone, BLANK, share * tables.SKIN_SHARE / len(tables.SKIN_TONES))
    return counts.pairs


def symbol_pairs(letters: dict[str, float]) -> Joint:
    """Return the shares of pairs that punctuation and symbols are in; `letters` are the shares of ASCII letters."""
    counts = Counts()
    for symbol, share in tables.SYMBOLS.items():
        drawing = "\u2500" <= symbol <= "\u2593"
        repeated = share * tables.DRAWING_RUNS if drawing else 0.0
        counts.add(symbol, symbol, repeated)
        for before, part in ((BLANK, 0.5), (START, 0.2), (SYMBOL, 0.3)):
            counts.add(before, symbol, (share - repeated) * part)
        for after, part in ((BLANK, 0.6), (SYMBOL, 0.2), (START, 0.1)):
            counts.add(symbol, after, (share - repeated) * part)
    for letter, share in letters.items():
        for closing, part in (("’", 1.0), ("”", 0.5), ("…", 0.3), ("—", 0.3), ("–", 0.1), ("®", 0.3), ("™", 0.3)):
            counts.add(letter, closing, tables.SYMBOLS[closing] * part * share)
        for opening, part in (("“", 1.0), ("‘", 1.0), ("—", 0.3), ("→", 0.1)):
            counts.add(opening, letter, tables.SYMBOLS[opening] * part * share)
    for letter in tables.APOSTROPHE_AFTER:
        counts.add("’", letter, tables.SYMBOLS["’"] * (0.45 if letter == "s" else 0.12))
    return counts.pairs


def ideographic(files: dict[str, Path], language: str, column: int) -> Ideographic:
    """Read what there is about a language written with ideographs."""
    single, pairs = read_wikipedia(files["cjclassifier"], column)
    text = Counts()
    text.add_all(count_text(read_strings(files[f"vscode-{language}"])), 1.0)
    words = None
    if language == "zh-hans":
        text.add_all(count_text(read_prose(files["antd"])), 1.0)
        text.add_all(count_text(read_docstrings(files["tencent"], "tencentcloud/")), TENCENT)
        text.add_all(count_text(read_docstrings(files["lazyllm"], "lazyllm/docs/")), 1.0)
        words = read_jieba(files["jieba"])
    return Ideographic(normalised(single), pairs, text.pairs, words)


def to_genre(pairs: Joint) -> Joint:
    """Return pairs with what is usual in lists made commoner, and what is usual elsewhere rarer."""
    factors = {character: factor**GENRE for factor, row in tables.GENRE.items() for character in row}
    return {
        first: {second: count * factors.get(second, 1.0) for second, count in row.items()}
        for first, row in pairs.items()
    }


def gather(files: dict[str, Path]) -> Joint:
    """Put all figures together: how often each pair stands, over all languages."""
    counts = Counts()
    for column, language in enumerate(("zh-hans", "zh-hant", "ja")):
        pairs = ideographic(files, language, column).pairs()
        counts.add_all(to_genre(pairs) if language == "zh-hans" else pairs, MASSES[language])
    korean = Counts(count_text(read_strings(files["vscode-ko"])))
    counts.add_all(korean.pairs, MASSES["ko"] / korean.total())
    inner = read_lingua(files["lingua"])
    for name, (_, profile) in sorted(read_langdetect(files["langdetect"]).items()):
        if name not in SKIPPED_PROFILES:
            mass = ALPHABET_MASS if name in BIG_ALPHABETS else SMALL_ALPHABET_MASS
            counts.add_all(alphabet_pairs(profile, inner.get(name, {})), ENGLISH_MASS if name == "en" else mass)
    counts.add_all(emoji_pairs(), 1.0)
    letters = {key: sum(row.values()) for key, row in counts.pairs.items() if key.isascii() and key.isalpha()}
    counts.add_all(symbol_pairs(normalised(letters)), 1.0)
    return counts.pairs


@dataclass(frozen=True)
class Model:
    """What goes into the file."""

    characters: list[str]  # commonest first
    costs: list[int]  # of each character, whatever is before
    backoffs: list[int]  # of each character as the one before: what is added to the cost of a pair that is not kept
    rows: list[list[tuple[int, int]]]  # of each as the one before: the pairs kept, as number and cost


def quantised(probability: float) -> int:
    """Return a probability as cost in steps."""
    return min(255, max(0, round(-math.log(probability) * STEPS)))


def make(pairs: Joint, limit: int) -> Model:
    """Choose the pairs that say most, and turn shares into costs."""
    single = shares_of_characters(pairs)
    characters = sorted(single, key=lambda key: (-round(single[key], 15), key))
    numbers = {character: number for number, character in enumerate(characters)}
    kept = choose(pairs, single, limit)
    rows, backoffs = [], []
    for first in characters:
        row = kept.get(first, {})
        chosen = sorted((numbers[second], quantised(chance)) for second, chance in row.items())
        left = max(1 - sum(row.values()), 0.001)
        rest = max(1 - sum(single[second] for second in row), 0.001)
        rows.append(chosen)
        backoffs.append(min(255, max(0, 128 + round(-math.log(left / rest) * STEPS))))
    return Model(characters, [quantised(single[key]) for key in characters], backoffs, rows)


def shares_of_characters(pairs: Joint) -> dict[str, float]:
    """Return how often each character is the second of a pair, or the first if that is more."""
    seconds: dict[str, float] = dict.fromkeys(pairs, 0.0)
    for row in pairs.values():
        for second, count in row.items():
            seconds[second] = seconds.get(second, 0.0) + count
    return normalised({key: max(count, 1e-10) for key, count in seconds.items()})


def choose(pairs: Joint, single: dict[str, float], limit: int) -> Joint:
    """Return the chances of the pairs that are worth keeping.

    A pair is worth what it saves in nats over the whole text, against the chance that would be used in its place.
    """
    worth: list[tuple[float, str, str, float]] = []
    for first, row in pairs.items():
        total = sum(row.values()) * 1.03 + 1e-9
        for second, count in row.items():
            chance = count / total + 0.03 * single[second]
            saved = count * abs(math.log(chance / (0.1 * single[second])))
            worth.append((saved, first, second, chance))
    worth.sort(key=lambda item: (-round(item[0], 18), item[1], item[2]))
    kept: Joint = {}
    for _, first, second, chance in worth[:limit]:
        kept.setdefault(first, {})[second] = chance
    return kept


def planes(values: array[int]) -> bytes:
    """Return numbers byte by byte, all lowest bytes first: that compresses better."""
    if sys.byteorder == "big":
        values.byteswap()
    data = values.tobytes()
    return b"".join(data[place :: values.itemsize] for place in range(values.itemsize))


def encode(model: Model) -> bytes:
    """Return the file: see `awesome_lint/encoding/bigrams.py` for how it is read."""
    size = len(model.characters)
    gaps, costs, last = array("I"), bytearray(), 0
    for number, row in enumerate(model.rows):
        for second, cost in row:
            key = number * size + second
            gaps.append(key - last)
            costs.append(cost)
            last = key
    blocks = (
        planes(array("I", map(ord, model.characters))),
        bytes(model.costs),
        bytes(model.backoffs),
        planes(array("H", map(len, model.rows))),
        planes(gaps),
        bytes(costs),
    )
    packed = [zlib.compress(block, 9) for block in blocks]
    head = array("I", [size, len(costs), *map(len, packed)])
    if sys.byteorder == "big":
        head.byteswap()
    return MAGIC + head.tobytes() + b"".join(packed)


def build(folder: Path) -> bytes:
    """Make the file from the sources, downloaded to `folder`."""
    files = {key: fetch(source, folder) for key, source in SOURCES.items()}
    return encode(make(gather(files), PAIRS))


def main() -> int:
    """Write the file, or compare it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare the file, write nothing")
    parser.add_argument("--downloads", type=Path, default=DOWNLOADS, help="folder for the packages (%(default)s)")
    parser.add_argument("--output", type=Path, default=TARGET, help="file to write (%(default)s)")
    options = parser.parse_args()
    data = build(options.downloads)
    if options.check:
        same = options.output.read_bytes() == data
        sys.stdout.write(f"The file {'is' if same else 'differs from'} what the sources give.\n")
        return 0 if same else 1
    options.output.write_bytes(data)
    sys.stdout.write(f"{options.output}: {len(data):,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
