"""How well the entries of two documents are paired after one of them was changed, and how long it takes.

    python tools/bench/align.py [--seeds N] [--corpus FOLDER] [--wrong]

Each pair of lists of the corpus (``AWESOME_LINT_CORPUS``), and each list with itself, is paired once as it is: that
is the truth, read and found right for the pairs of the corpus, and known for a list and itself. Then one side is
changed: its entries shuffled, ``within`` their sections or ``across`` the whole list, 10 % of them given another
title, 10 % dropped; the text is put together again from the entries' own slices and parsed anew. Paired again, what
is left must have the same partners as before, and what has none must have none; of two entries with the same title
and links, one is as good as the other. Printed per pair: the true pairs, the part of them that is found, how many
pairs are found that are not true, and how many true pairs are ``blank``, with the part found of the others. Blank
pairs have neither title nor address in common: only their places spoke for them, and those are gone. Both sides
change in turn, with ``--seeds`` seeds. The texts are those of the corpus; then the time for 3,000 entries is
measured, with texts that are made here.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from awesome_lint.source.reader import read_source  # noqa: E402 - after the path
from awesome_lint.source.text import SourceText  # noqa: E402 - after the path
from awesome_lint.syntax.document import parse_document  # noqa: E402 - after the path
from awesome_lint.syntax.nodes import Entry, LinkForm  # noqa: E402 - after the path
from awesome_lint.syntax.resources import normalized_url  # noqa: E402 - after the path
from awesome_lint.syntax.titles import squeezed  # noqa: E402 - after the path
from awesome_lint.translation.align import align  # noqa: E402 - after the path

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping

    from awesome_lint.syntax.nodes import Document

PAIRS = (
    ("llm-list/README.md", "llm-list/README_LLM_zh.md"),
    ("awesome-agent-skills/README.md", "awesome-agent-skills/README.zh-CN.md"),
    ("awesome-ai-agents/README.md", "awesome-ai-agents/README-en.md"),
    ("awesome-incident-response/README.md", "awesome-incident-response/README_ch.md"),
    ("awesome-malware-analysis/README.md", "awesome-malware-analysis/恶意软件分析大合集.md"),
    ("awesome-free-chatgpt/README.md", "awesome-free-chatgpt/README_en.md"),
)
RENAMED = DROPPED = 0.1
WAYS = ("within", "across")
ENTRIES = 3000


@dataclass(frozen=True)
class Changed:
    """A changed copy of a document; ``origins`` maps its entries to those they were made of."""

    document: Document
    origins: Mapping[Entry, Entry]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=5, help="how often each list is changed (default: 5)")
    parser.add_argument(
        "--corpus", type=Path, default=os.environ.get("AWESOME_LINT_CORPUS", HERE.parents[2] / "shared/corpus")
    )
    parser.add_argument("--wrong", action="store_true", help="print each pair that is missed or not true")
    options = parser.parse_args()
    print(f"{'':75} {'shuffled':9} {'true':>6} {'found':>8} {'untrue':>7} {'blank':>6} {'others':>8}")
    total: Counter[str] = Counter()
    for ours, theirs in every_pair(options.corpus):
        for way in WAYS:
            result = measure(ours, theirs, way, range(options.seeds), show=options.wrong)
            total += result
            print(_line(f"{_name(ours)} | {_name(theirs)}", way, result), flush=True)
    print(_line("all", "", total))
    for name, texts in timed_texts().items():
        print(f"{name:75} {seconds(*texts):.2f} s")


def every_pair(corpus: Path) -> Iterator[tuple[Document, Document]]:
    """Yield the pairs of the corpus, and each list with itself."""
    for paths in PAIRS:
        files = [corpus / path for path in paths]
        if all(path.exists() for path in files):
            ours, theirs = (parse_document(read_source(str(path))) for path in files)
            yield from ((ours, theirs), (ours, ours), (theirs, theirs))


def measure(ours: Document, theirs: Document, way: str, seeds: range, *, show: bool) -> Counter[str]:
    """Return how many pairs are true, found, and found but not true, with one side changed and then the other."""
    result: Counter[str] = Counter()
    for seed in seeds:
        for left, right in ((ours, theirs), (theirs, ours))[: 1 if ours is theirs else 2]:
            changed = change(right, way, Random(f"{seed} {right.path}"))  # noqa: S311 - no secret
            truth = true_pairs(left, right, changed)
            pairs = {match.ours: match.theirs for match in align(left, changed.document).entries}
            found = {our: their for our, their in pairs.items() if their in changed.origins}
            missed = [our for our, their in truth.items() if not _is_as_good(found.get(our), their)]
            untrue = [our for our, their in found.items() if not _is_as_good(truth.get(our), their)]
            blank = {our for our, their in truth.items() if _is_blank(our, their)}
            result["true"] += len(truth)
            result["found"] += len(truth) - len(missed)
            result["untrue"] += len(untrue)
            result["blank"] += len(blank)
            result["blank found"] += len(blank.difference(missed))
            if show:
                _show(truth, found, missed, untrue)
    return result


def true_pairs(ours: Document, theirs: Document, changed: Changed) -> dict[Entry, Entry]:
    """Return our entries' partners in the changed document: those they had before, as far as they are left."""
    before = (
        {m.ours: m.theirs for m in align(ours, theirs).entries} if ours is not theirs else {e: e for e in ours.entries}
    )
    now = {origin: entry for entry, origin in changed.origins.items()}
    return {our: now[their] for our, their in before.items() if their in now}


def _is_blank(our: Entry, their: Entry) -> bool:
    return squeezed(our.title) != squeezed(their.title) and not _urls(our) & _urls(their)


def _is_as_good(entry: Entry | None, true: Entry) -> bool:
    return entry is not None and (entry is true or (entry.title, _urls(entry)) == (true.title, _urls(true)))


def _urls(entry: Entry) -> frozenset[str]:
    return frozenset(normalized_url(link.url) for link in entry.links if link.url)


def _show(
    truth: Mapping[Entry, Entry], found: Mapping[Entry, Entry], missed: Iterable[Entry], untrue: Iterable[Entry]
) -> None:
    for our in missed:
        print(f"  {our.title!r} is {truth[our].title!r}, not {found[our].title if our in found else None!r}")
    for our in untrue:
        print(f"  {our.title!r} is not {found[our].title!r}")


# --- changing a list --------------------------------------------------------------------------------------------


def change(document: Document, way: str, random: Random) -> Changed:
    """Return a copy of ``document`` whose entries are shuffled, some with another title, some dropped."""
    text = document.source.text
    slots = sorted((top for s in document.root.walk() for top in s.entries), key=lambda entry: entry.span)
    filling = _shuffled(document, way, random)
    dropped = set(random.sample(slots, round(DROPPED * len(slots))))
    titles = _new_titles([e for top in slots for e in top.walk()], random)
    pieces: list[str] = []
    starts: dict[int, Entry] = {}
    length = end = 0
    for slot in slots:
        before = text[end : slot.span.start]
        end = slot.span.end
        entry = filling[slot]
        if entry in dropped:
            pieces.append(before[: before.rfind("\n") + 1])
            end += text[end : end + 1] == "\n"
            length += len(pieces[-1])
            continue
        piece, places = _renamed(text, entry, titles)
        pieces += (before, piece)
        length += len(before)
        starts.update({length + place: each for place, each in places.items()})
        length += len(piece)
    copy = parse_document(SourceText(document.path, "".join((*pieces, text[end:]))))
    origins = {entry: starts[entry.span.start] for entry in copy.entries if entry.span.start in starts}
    return Changed(copy, {entry: origin for entry, origin in origins.items() if _is_same(entry, origin)})


def _shuffled(document: Document, way: str, random: Random) -> dict[Entry, Entry]:
    """Return which entry stands in the place of which: all can that are written in the same way."""
    alike: dict[Hashable, list[Entry]] = defaultdict(list)
    for number, section in enumerate(document.root.walk()):
        for entry in section.entries:
            alike[number if way == "within" else 0, *_way_of_writing(document.source.text, entry)].append(entry)
    return {
        slot: entry
        for slots in alike.values()
        for slot, entry in zip(slots, random.sample(slots, len(slots)), strict=True)
    }


def _way_of_writing(text: str, entry: Entry) -> tuple[Hashable, ...]:
    start = entry.span.start
    return entry.style, entry.anchor.level, entry.anchor.marker, text[text.rfind("\n", 0, start) + 1 : start]


def _new_titles(entries: list[Entry], random: Random) -> dict[Entry, str]:
    """Return new titles for some entries; a title that is an address is left, as it would lead elsewhere."""
    fit = [e for e in entries if not (e.title_link and e.title_link.form in (LinkForm.BARE, LinkForm.AUTOLINK))]
    chosen = random.sample(fit, min(len(fit), round(RENAMED * len(entries))))
    return {entry: "".join(random.choices("bdfgklmnprst", k=4)).capitalize() + "ion" for entry in chosen}


def _renamed(text: str, entry: Entry, titles: Mapping[Entry, str]) -> tuple[str, dict[int, Entry]]:
    """Return the slice of an entry with new titles, and where in it the entry and its children start."""
    pieces: list[str] = []
    places: dict[int, Entry] = {}
    end, shift = entry.span.start, -entry.span.start
    for each in entry.walk():
        places[each.span.start + shift] = each
        if each in titles:
            pieces += (text[end : each.title_span.start], titles[each])
            shift += len(titles[each]) - (each.title_span.end - each.title_span.start)
            end = each.title_span.end
    return "".join((*pieces, text[end : entry.span.end])), places


def _is_same(entry: Entry, origin: Entry) -> bool:
    """Tell whether a moved entry was read as before, its title aside."""
    return entry.style is origin.style and [link.url for link in entry.links] == [link.url for link in origin.links]


# --- time -------------------------------------------------------------------------------------------------------


def timed_texts() -> dict[str, tuple[str, str]]:
    """Return pairs of lists of 3,000 entries."""
    random = Random(0)  # noqa: S311 - no secret
    rows = [
        f"- [Tool {n}](https://{n}.example/) - Does a thing: [paper](https://arxiv.org/abs/{2301 + n % 12}.{n:05d})."
        for n in range(ENTRIES)
    ]
    one_link = [f"- [Tool {n}](https://tool.example/) - Does a thing." for n in range(ENTRIES)]
    groups = [
        f"- [Tool {n % 500}](https://a.example/{n // 6}) - See [b](https://b.example/{n // 5})." for n in range(ENTRIES)
    ]
    same = ["- [Tool](https://tool.example/) - Does a thing."] * ENTRIES
    return {
        f"{ENTRIES} entries": (_list(rows), _list(rows)),
        "the same, shuffled": (_list(rows), _list(random.sample(rows, ENTRIES))),
        "the same, all with one link": (_list(one_link), _list(random.sample(one_link, ENTRIES))),
        "the same, each link in up to six": (_list(groups), _list(random.sample(groups, ENTRIES))),
        "the same, all equal, one missing": (_list(same), _list(same[1:])),
    }


def _list(rows: list[str]) -> str:
    chunks = ["\n".join(rows[n : n + 50]) for n in range(0, len(rows), 50)]
    return "# List\n\n" + "\n\n".join(f"## Section {n}\n\n{chunk}" for n, chunk in enumerate(chunks)) + "\n"


def seconds(ours: str, theirs: str) -> float:
    """Return the processor time of the shortest of three alignments."""
    documents = parse_document(SourceText("README.md", ours)), parse_document(SourceText("README_zh.md", theirs))
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        align(*documents)
        best = min(best, time.process_time() - start)
    return best


def _name(document: Document) -> str:
    return "/".join(Path(document.path).parts[-2:])


def _line(name: str, way: str, result: Counter[str]) -> str:
    told = _share(result["found"] - result["blank found"], result["true"] - result["blank"])
    found = _share(result["found"], result["true"])
    return f"{name:75} {way:9} {result['true']:6} {found:>8} {result['untrue']:7} {result['blank']:6} {told:>8}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "-"


if __name__ == "__main__":
    main()
