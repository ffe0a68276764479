"""How well damaged text is found and repaired, beside ftfy.

    python tools/bench/mojibake.py [--lines N] [--codec NAME ...] [--corpus FOLDER] [--markdown]

Clean texts are damaged in every way (13 codecs, 5 treatments of bytes without a character, once and twice) and given
to the detector and the repair as if they were files. Then for each codec of one byte a character, as files are put
together: every second line clean, bytes kept in one line and dropped in the next, another codec in every second line,
and files of one line that is English but for its punctuation. A line counts as one repair; one that undoes the second
of two rounds and leaves the first to be seen is not complete, but not wrong. Printed per way of damage: lines found,
characters read right among those that are not ASCII, the same for Chinese alone and for Chinese with a clean copy at
hand, safe repairs and how many of them are wrong (clean lines that are changed, too), and what ``ftfy.fix_encoding``
and ``ftfy.fix_text`` make of the same lines. The texts are those of ``texts/`` and, where it is there, of the corpus
(``AWESOME_LINT_CORPUS``); none of them went into the figures of ``tools/models``. Needs the extra ``bench``.
"""

from __future__ import annotations

import argparse
import os
import sys
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from itertools import accumulate, product
from multiprocessing import Pool
from os.path import commonprefix
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import ftfy  # noqa: E402 - after the path

from awesome_lint.encoding.damage import (  # noqa: E402 - after the path
    DamageModel,
    Treatment,
    multibyte_codecs,
    single_byte_codecs,
)
from awesome_lint.encoding.detect import find_damage  # noqa: E402 - after the path
from awesome_lint.encoding.knowledge import Knowledge  # noqa: E402 - after the path
from awesome_lint.encoding.repair import repair  # noqa: E402 - after the path
from awesome_lint.source.reader import decode_source  # noqa: E402 - after the path
from awesome_lint.syntax.document import parse_document  # noqa: E402 - after the path
from awesome_lint.syntax.regions import code_regions  # noqa: E402 - after the path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from awesome_lint.encoding.damage import Codec
    from awesome_lint.encoding.detect import Damage

ABOUT = "texts/about.md"
"""Text about damage, which shows some in code: only to be left alone."""
ROUNDS = 4
MIN_HAN = 0.3
"""The part of its characters beyond ASCII from which on a text counts as Chinese, when it has no kana."""


@dataclass(frozen=True)
class Text:
    """One clean text: its name, its lines, and whether it is Chinese."""

    name: str
    lines: tuple[str, ...]
    chinese: bool
    whole: str


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=40, help="lines taken from each file, evenly (default: 40)")
    parser.add_argument("--codec", action="append", help="only this codec, by Python's name; may be repeated")
    parser.add_argument(
        "--treatment", action="append", help="only this treatment, or this kind of file; may be repeated"
    )
    parser.add_argument("--rounds", type=int, choices=(1, 2), help="only damage done so often")
    parser.add_argument(
        "--corpus", type=Path, default=os.environ.get("AWESOME_LINT_CORPUS", HERE.parents[2] / "shared/corpus")
    )
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument("--wrong", action="store_true", help="print each wrong safe repair")
    parser.add_argument("--missed", action="store_true", help="print each line not found or not read right")
    options = parser.parse_args()
    ways = [
        way
        for way in all_ways()
        if (not options.codec or way.codec.python in options.codec)
        and (not options.treatment or way.name in options.treatment)
        and (not options.rounds or way.rounds == options.rounds)
    ]
    print(clean_report(texts(options.lines, options.corpus)))
    with Pool() as pool:
        jobs = [(way, options.lines, options.corpus, options.wrong, options.missed) for way in ways]
        rows = pool.imap(_row, jobs)
        table = Table(markdown=options.markdown)
        for row in rows:
            print(table.line(row), flush=True)


@dataclass(frozen=True)
class Way:
    """One way of damage: a name, and what is done to the lines of a file in turn; nothing leaves a line clean."""

    name: str
    models: tuple[DamageModel | None, ...]
    alone: bool = False
    """Whether each line is a file by itself."""

    @property
    def first(self) -> DamageModel:
        """What is done to the first line."""
        return next(model for model in self.models if model)

    @property
    def codec(self) -> Codec:
        """The codec of the first line."""
        return self.first.codec

    @property
    def rounds(self) -> int:
        """How often the first line is damaged."""
        return self.first.rounds

    def model(self, number: int) -> DamageModel | None:
        """Return what is done to a line."""
        return self.models[number % len(self.models)]


def all_ways() -> list[Way]:
    """Return every way of damage: dropping takes soft hyphens along, spaces stand for no-break spaces, too."""
    codecs = (*single_byte_codecs(), *multibyte_codecs())
    return [
        *(Way(each.value, (model(codec, each, n),)) for n, codec, each in product((1, 2), codecs, Treatment)),
        *(way for codec in single_byte_codecs() for way in mixed_ways(codec)),
    ]


def mixed_ways(codec: Codec) -> Iterator[Way]:
    """Yield how files come to be that are damaged in part, or in more than one way."""
    dropped = model(codec, Treatment.DROPPED)
    others = single_byte_codecs()
    other = model(others[(others.index(codec) + 1) % len(others)], Treatment.DROPPED)
    yield Way("half clean", (dropped, None))
    yield Way("half kept", (dropped, model(codec, Treatment.KEPT)))
    yield Way("two codecs", (dropped, other))
    yield Way("one line", (dropped,), alone=True)


def model(codec: Codec, treatment: Treatment, rounds: int = 1) -> DamageModel:
    """Return a way of damage with what goes along with it."""
    return DamageModel(codec, treatment, rounds, treatment is Treatment.DROPPED, treatment is Treatment.SPACE)


@cache
def texts(count: int, corpus: Path) -> tuple[Text, ...]:
    """Return the clean texts, ``count`` lines of each that are not ASCII."""
    files = [*sorted((HERE / "texts").glob("*.md")), *sorted(Path(corpus).glob("*/*.md"))]
    found = []
    for path in files:
        text = path.read_text(encoding="utf-8")
        if path.name == "README.md" and path.parent.name in {"texts", "llm-list"}:
            continue  # no text of the benchmark; and the list that is damaged itself
        lines = [line for line in text.split("\n") if not line.isascii()]
        step = max(1, len(lines) // count)
        chosen = tuple(lines[::step][:count])
        if chosen:
            found.append(Text(f"{path.parent.name}/{path.name}", chosen, _is_chinese("".join(chosen)), text))
    return tuple(found)


def _is_chinese(text: str) -> bool:
    beyond = [char for char in text if not char.isascii()]
    han = sum("\u4e00" <= char <= "\u9fff" for char in beyond)
    return han > MIN_HAN * len(beyond) and not any("\u3041" <= char <= "\u30ff" for char in beyond)


def clean_report(given: Iterable[Text]) -> str:
    """Return what is found in the clean texts: nothing, one hopes."""
    touched = [
        f"  {text.name}: {text.whole[each.span.start : each.span.end]}" for text in given for each in found(text.whole)
    ]
    if_alone = [f"  {t.name}: {line}" for t in given if t.name != ABOUT for line in t.lines if found(line)]
    count = sum(len(text.lines) for text in given)
    heading = f"clean: {len(touched)} lines flagged in files, {len(if_alone)} of {count} lines when alone"
    return "\n".join([heading, *touched, *if_alone])


def found(text: str) -> tuple[Damage, ...]:
    """Return the damage of a Markdown text, code excepted, as the rules look for it."""
    source = decode_source("README.md", text.encode())
    return find_damage(text, code_regions(parse_document(source)))


def _row(job: tuple[Way, int, Path, bool, bool]) -> tuple[Way, Counter[str]]:
    way, count, corpus, show_wrong, show_missed = job
    result: Counter[str] = Counter()
    for text in texts(count, corpus):
        if text.name == ABOUT:
            continue
        if not way.alone:
            _measure(way, text, result, show_wrong=show_wrong, show_missed=show_missed)
        for line in filter(_is_english, text.lines if way.alone else ()):
            alone = replace(text, lines=(line,))
            _measure(way, alone, result, show_wrong=show_wrong, show_missed=show_missed)
    return way, result


def _is_english(line: str) -> bool:
    """Tell whether a line is ASCII but for punctuation."""
    return all(char.isascii() or "\u2010" <= char <= "\u205e" for char in line)


def _measure(way: Way, text: Text, result: Counter[str], *, show_wrong: bool, show_missed: bool) -> None:
    models = [way.model(number) for number in range(len(text.lines))]
    damaged = [model.damage(line) if model else line for line, model in zip(text.lines, models, strict=True)]
    reads, safe = repaired(damaged, ())
    kinds = ["all", "chinese"] if text.chinese else ["all"]
    for number, (clean, before) in enumerate(zip(text.lines, damaged, strict=True)):
        model = models[number]
        if number in safe:
            wrong = reads[number] not in (clean, replace(model, rounds=1).damage(clean) if model else clean)
            result["safe"] += 1
            result["wrong"] += wrong
            if show_wrong and wrong:
                _show("WRONG", way, text, (clean, before, reads[number]))
        if model is None or before == clean:
            continue
        result["lines"] += 1
        result["found"] += reads[number] != before
        result["lossy"] += _is_lossy(model, clean)
        right = characters_right(clean, reads[number])
        for kind in kinds:
            result[f"{kind} characters"] += beyond_ascii(clean)
            result[f"{kind} right"] += right
        if show_missed and reads[number] != clean:
            _show("MISSED", way, text, (clean, before, reads[number]))
        result["ftfy encoding"] += characters_right(clean, ftfy.fix_encoding(before))
        result["ftfy text"] += characters_right(clean, ftfy.fix_text(before))
    if text.chinese:
        again, _ = repaired(damaged, text.lines)
        for clean, before, read in zip(text.lines, damaged, again, strict=True):
            if before != clean:
                result["twin characters"] += beyond_ascii(clean)
                result["twin right"] += characters_right(clean, read)


def _show(what: str, way: Way, text: Text, lines: Iterable[str]) -> None:
    print(f"{what} {way.codec.name}, {way.name}, {way.rounds}: {text.name}", *lines, sep="\n   ")


def repaired(damaged: list[str], copy: Iterable[str]) -> tuple[list[str], set[int]]:
    """Return the lines as they are repaired with a clean ``copy`` at hand, and the numbers of those repaired safely.

    As by ``awesome-lint fix --unsafe-fixes``, what is still damaged after a repair is repaired again.
    """
    lines, safe, unsafe = list(damaged), set[int](), set[int]()
    for _ in range(ROUNDS):
        text = "\n".join(lines)
        starts = [0, *accumulate(len(line) + 1 for line in lines)]
        before = list(lines)
        for each in reversed(list(repair(text, find_damage(text), lambda: Knowledge(copy)))):
            number = bisect_right(starts, each.damage.span.start) - 1
            for change in reversed(each.changes):
                start, end = change.span.start - starts[number], change.span.end - starts[number]
                lines[number] = lines[number][:start] + change.text + lines[number][end:]
            (safe if each.safe else unsafe).add(number)
        if lines == before:
            break
    return lines, safe - unsafe


def _is_lossy(model: DamageModel, clean: str) -> bool:
    kept = DamageModel(model.codec, rounds=model.rounds)
    return model.damage(clean) != kept.damage(clean)


def beyond_ascii(text: str) -> int:
    """Return how many characters are not ASCII."""
    return sum(not char.isascii() for char in text)


def characters_right(clean: str, read: str) -> int:
    """Return how many characters of ``clean`` that are not ASCII stand in ``read``, in order."""
    if clean == read:
        return beyond_ascii(clean)
    start = len(commonprefix((clean, read)))
    end = len(commonprefix((clean[start:][::-1], read[start:][::-1])))
    right = beyond_ascii(clean[:start] + clean[len(clean) - end :])
    middle, its = clean[start : len(clean) - end], read[start : len(read) - end]
    blocks = SequenceMatcher(None, middle, its, autojunk=False).get_matching_blocks()
    return right + sum(beyond_ascii(middle[block.a : block.a + block.size]) for block in blocks)


@dataclass
class Table:
    """The lines of the table; the first is preceded by its heading."""

    markdown: bool
    started: bool = False

    def line(self, row: tuple[Way, Counter[str]]) -> str:
        """Return one row, the first one behind the heading."""
        way, result = row
        cells = [
            way.codec.name,
            way.name,
            str(way.rounds),
            str(result["lossy"]),
            _share(result["found"], result["lines"]),
            _share(result["all right"], result["all characters"]),
            _share(result["chinese right"], result["chinese characters"]),
            _share(result["twin right"], result["twin characters"]),
            f"{result['safe']}",
            f"{result['wrong']}",
            _share(result["ftfy encoding"], result["all characters"]),
            _share(result["ftfy text"], result["all characters"]),
        ]
        head = [
            "codec",
            "lost bytes",
            "times",
            "lossy lines",
            "found",
            "right",
            "Chinese",
            "with copy",
            "safe",
            "wrong",
            "fix_encoding",
            "fix_text",
        ]
        lines = [self._format(cells)]
        if not self.started:
            self.started = True
            lines = [
                self._format(head),
                *(["| " + " | ".join(["---"] * len(head)) + " |"] if self.markdown else []),
                *lines,
            ]
        return "\n".join(lines)

    def _format(self, cells: list[str]) -> str:
        if self.markdown:
            return "| " + " | ".join(cells) + " |"
        widths = (14, 13, 5, 11, 7, 7, 7, 9, 6, 6, 12, 8)
        return " ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}" if whole else "-"


if __name__ == "__main__":
    main()
