"""How much longer two large lists take to check as a pair than each by itself.

    python tools/bench/translation_speed.py [--runs N] [FILE]

FILE is the larger, English list (default: the 469 KB list of the corpus). Its twin is the same text with each
description in Chinese, so that the entries pair and everything has to be compared. Printed: the time of ``check`` with
the rules of the family TRN, the time without them, both in this process after warming up, and their ratio.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import time
from pathlib import Path

from awesome_lint.pipeline import Request, run
from awesome_lint.rules.selection import Selection

CORPUS = Path(os.environ.get("AWESOME_LINT_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
CONFIG = '[languages]\nsource = "en"\nen = "README.md"\nzh = "README_zh.md"\n'
_WORDS = re.compile(r"(?<=[a-z.*] )(?:[a-z]+ ){3,}[a-z]+")


def main() -> int:
    """Print the times; return 1 when there is no list to measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="runs of which the fastest counts (default: 5)")
    parser.add_argument(
        "file", nargs="?", type=Path, default=CORPUS / "Awesome-LLM-Long-Context-Modeling" / "README.md"
    )
    given = parser.parse_args()
    if not given.file.exists():
        print(f"{given.file} does not exist; name a list", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        text = given.file.read_text(encoding="utf-8")
        Path(folder, ".awesome-lint.toml").write_text(CONFIG, encoding="utf-8")
        Path(folder, "README.md").write_text(text, encoding="utf-8")
        Path(folder, "README_zh.md").write_text(_WORDS.sub("这是一段中文说明", text), encoding="utf-8")
        os.chdir(folder)
        paired = _fastest(given.runs, Selection())
        alone = _fastest(given.runs, Selection(ignore=("TRN",)))
    print(f"two files of {len(text) / 1000:.0f} K characters: {paired:.2f} s as a pair, {alone:.2f} s alone")
    print(f"ratio {paired / alone:.2f}")
    return 0


def _fastest(runs: int, selection: Selection) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        run(Request(selection=selection))
        times.append(time.perf_counter() - start)
    return min(times)


if __name__ == "__main__":
    sys.exit(main())
