"""What looking for damaged text costs: a clean file, a clean file of 10 MB, a damaged file; as ratios to ftfy.

    python tools/bench/encoding_speed.py [LIST.md]

The clean file is LIST.md, or a list of 41 KB made here, mostly ASCII. The damaged one is the same read as Windows-1254
with lost bytes, in a new process; its time includes loading the figures. Hostile texts are timed at two sizes: a ratio
of about 2 is linear, and one below it means that reading has come to its limit (``reader.MAX_STEPS``). Figures are true
on a machine that does nothing else. Needs the extra ``bench``.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import ftfy

from awesome_lint.encoding.damage import DamageModel, Treatment, multibyte_codecs, single_byte_codecs
from awesome_lint.encoding.detect import find_damage
from awesome_lint.encoding.repair import repair

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_lint.encoding.knowledge import Knowledge

MODEL = DamageModel(single_byte_codecs()[1], Treatment.DROPPED, drops_soft_hyphen=True)
CHINESE = "这个模型在推理、数学和代码生成方面表现很好，支持中文与英文（上下文长度 128K）。🚀"
PLAIN = "这个模型在推理、数学和代码生成方面表现很好，支持中文与英文。"
ENTRY = "- **[Model {0}](https://model-{0}.example)** - An open model’s weights, its data and how it was trained.\n"
HOSTILE = {
    "a megabyte of Ã": "Ã",
    "Ã© on one line": "Ã©",
    "codecs that alternate": "â€™Р±éе鈥檚銆锛",
    "lone surrogates": "Ã©\udc80â€\udcff ",
    "quotes that lost a byte": "â€ ",
    "lossy Chinese on one line": MODEL.damage("中文模型与数据，"),
    "lossy Chinese, Latin-1": DamageModel(single_byte_codecs()[4], Treatment.DROPPED).damage(PLAIN) + "\n",
    "lossy Chinese, Big5": DamageModel(multibyte_codecs()[1], Treatment.DROPPED).damage(PLAIN) + "\n",
    "lossy Chinese, Shift_JIS": DamageModel(multibyte_codecs()[2], Treatment.DROPPED).damage(PLAIN) + "\n",
    "Shift_JIS on one line": DamageModel(multibyte_codecs()[2], Treatment.DROPPED).damage(PLAIN),
}
SIZES = dict.fromkeys(HOSTILE, 20_000) | dict.fromkeys(list(HOSTILE)[:3], 500_000)
"""Characters of hostile text: fewer where each is read in many ways."""


def knowledge() -> Knowledge:
    """Return what is known without a copy."""
    from awesome_lint.encoding.knowledge import Knowledge

    return Knowledge(())


def look(text: str) -> int:
    """Find and repair the damage of ``text``; return how much there was."""
    return len(list(repair(text, find_damage(text), knowledge)))


def seconds(work: Callable[[], object], times: int) -> float:
    """Return the shortest of ``times`` runs."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def first_look(text: str) -> tuple[int, float]:
    """Find and repair the damage of ``text`` in a new process; return how much there was, and the seconds it took."""
    start = time.perf_counter()
    return look(text), time.perf_counter() - start


def peak_memory(text: str) -> int:
    """Return the bytes that it takes at most."""
    tracemalloc.start()
    look(text)
    return tracemalloc.get_traced_memory()[1]


def main() -> None:
    """Print the figures."""
    clean = Path(sys.argv[1]).read_text(encoding="utf-8") if sys.argv[1:] else made_list()
    damaged = "".join(MODEL.damage(line) if not line.isascii() else line for line in clean.splitlines(keepends=True))
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as fresh:
        count, first = fresh.submit(first_look, damaged).result()
        peak = fresh.submit(peak_memory, damaged).result()
    print(f"damaged, {count} lines, the figures loaded: {first * 1000:.0f} ms; peak {peak / 2**20:.0f} MiB")
    again = seconds(partial(look, damaged), 3)
    print(f"damaged, once more: {again * 1000:.0f} ms")
    for name, text, times in (
        ("clean", clean, 20),
        ("clean, 10 MB", clean * (10_000_000 // len(clean.encode()) + 1), 3),
    ):
        ours, theirs = (
            seconds(partial(find_damage, text), times),
            seconds(partial(ftfy.fix_text, text), max(1, times // 5)),
        )
        print(f"{name}: {len(text.encode()) / 1000:.0f} KB, {ours * 1000:.2f} ms, {ours / theirs:.3f} of ftfy.fix_text")
    for name, unit in HOSTILE.items():
        size = SIZES[name]
        short, long = (unit * (each // len(unit)) for each in (size, 2 * size))
        half, all_of_it = seconds(partial(look, short), 1), seconds(partial(look, long), 1)
        print(f"{name}: {len(long):,} characters {all_of_it:.2f} s, {all_of_it / half:.1f} times that of half")


def made_list() -> str:
    """Return a list of 41 KB."""
    lines = [
        ENTRY.format(number) if number % 5 == 0 else ENTRY.format(number).replace("’", "'") for number in range(386)
    ]
    return "".join(lines[:-12] + [f"{CHINESE}\n"] * 12)


if __name__ == "__main__":
    main()
