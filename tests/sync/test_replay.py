"""Random edits on both sides of a list, ``sync`` after each: nothing is lost, nothing invented, nothing drifts.

The lists are edited as text by the small reader below, which knows nothing of the package. What ``sync`` has to make of
each date and badge is told by a model: the value of the side that changed since the last sync, or a conflict.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from awesome_lint.sync.run import SyncRequest, SyncResult, sync

if TYPE_CHECKING:
    from collections.abc import Callable

EN, ZH = "README.md", "README_zh.md"
SIDES = st.sampled_from((EN, ZH))
LABELS = {EN: ("Date", "Parameter Size"), ZH: ("日期", "参数规模")}
HEADS = {EN: "# List\n\nA list of models.\n\n## Models\n\n", ZH: "# 列表\n\n一份模型列表。\n\n## 模型\n\n"}
MIDDLES = {EN: "## Tools\n\n", ZH: "## 工具\n\n"}
MARK = "<!-- awesome-lint: untranslated -->"
NUMBERS = st.integers(min_value=0, max_value=10**6)
VALUES = st.integers(min_value=1, max_value=4)


class Text:
    """One list as text: what stands before its entries, its headings and its bullets."""

    def __init__(self, side: str) -> None:
        self.side = side
        self.models: list[str] = []
        self.tools: list[str] = []

    def read(self) -> None:
        text = Path(self.side).read_text(encoding="utf-8")
        assert text.startswith(HEADS[self.side])
        models, tools = text[len(HEADS[self.side]) :].split(MIDDLES[self.side])
        self.models = [block.strip() for block in re.split(r"(?m)^(?=### )", models) if block.strip()]
        self.tools = [line for line in tools.splitlines() if line]

    def write(self) -> None:
        models = "".join(f"{block}\n\n" for block in self.models)
        tools = "".join(f"{line}\n" for line in self.tools)
        Path(self.side).write_text(HEADS[self.side] + models + MIDDLES[self.side] + tools, encoding="utf-8")

    @property
    def names(self) -> list[str]:
        return [title(block) for block in (*self.models, *self.tools)]

    def block(self, name: str) -> str:
        return next(block for block in (*self.models, *self.tools) if title(block) == name)

    def replace(self, name: str, change: Callable[[str], str]) -> None:
        for blocks in (self.models, self.tools):
            blocks[:] = [change(block) if title(block) == name else block for block in blocks]


def title(block: str) -> str:
    return re.search(r"\[((?:Model|Tool) \d+)\]\(https", block)[1]


def value(block: str, part: str, side: str) -> str | None:
    """Return the date, size or paper of an entry, None where it has none."""
    if part == "paper":
        found = re.search(r"\(https://arxiv\.org/abs/([\d.]+)\)", block)
    else:
        label = LABELS[side][("date", "size").index(part)]
        found = re.search(rf"\*\*{label}:\*\* (\S+)", block)
    return found[1] if found else None


def with_value(block: str, part: str, side: str, new: str) -> str:
    if part == "paper":
        return re.sub(r"abs/[\d.]+\)", f"abs/{new})", block)
    label = LABELS[side][("date", "size").index(part)]
    return re.sub(rf"(\*\*{label}:\*\* )\S+", rf"\g<1>{new}", block)


def prose(block: str) -> set[str]:
    """Return the sentences of an entry that readers see: each has a number of its own."""
    return set(
        re.findall(r"(?:About the thing numbered|这是编号为) (\d+)", re.sub(r"<!--.*?-->", "", block, flags=re.DOTALL))
    )


def sentence(number: int, side: str) -> str:
    if side == EN:
        return f"About the thing numbered {number} there is a lot to be said and it is all of it true."
    return f"这是编号为 {number} 的条目，关于它有很多话可以说，而且每一句都是真的。"


def written_values(part: str, number: int) -> str:
    return {"date": f"2024-0{number}", "size": f"{number}B", "paper": f"2401.0000{number}"}[part]


class Replay(RuleBasedStateMachine):
    """Two lists in a real repository, and what has to come of their dates, sizes and papers."""

    @initialize()
    def start(self) -> None:
        self.before = os.getcwd()  # noqa: PTH109 - the fixture of pytest does not reach a state machine
        self.folder = tempfile.TemporaryDirectory()
        os.chdir(self.folder.name)
        subprocess.run(["git", "init", "-q", "."], check=True)
        Path(".awesome-lint.toml").write_text(f'[languages]\nsource = "en"\nen = "{EN}"\nzh = "{ZH}"\n')
        self.count = 0
        self.sides = {EN: Text(EN), ZH: Text(ZH)}
        self.base: dict[tuple[str, str], str] = {}
        self.disputed: set[tuple[str, str]] = set()
        for _ in range(3):
            self.add_model(EN)
            self.add_tool(EN)
        for side in self.sides.values():
            side.write()
        self.synced()
        for name in list(self.sides[ZH].names):
            self.translate(name)
        self.synced()

    def teardown(self) -> None:
        os.chdir(self.before)
        self.folder.cleanup()

    # --- edits ---

    def add_model(self, side: str) -> None:
        self.count += 1
        date, size = LABELS[side]
        n = self.count
        self.sides[side].models.append(
            f"### [Model {n}](https://github.com/x/model{n})\n\n"
            f"[![arXiv](https://img.shields.io/badge/arXiv-paper-red)](https://arxiv.org/abs/2401.00001)\n\n"
            f"- **{date}:** 2024-01\n- **{size}:** 1B\n\n{sentence(n, side)}"
        )

    def add_tool(self, side: str) -> None:
        self.count += 1
        name = f"[Tool {self.count}](https://github.com/x/tool{self.count})"
        self.sides[side].tools.append(f"- {name} - {sentence(self.count, side)}")

    def translate(self, name: str) -> None:
        """Do what a translator does: write the text in place of the mark and the quotation."""
        self.count += 1
        text = sentence(self.count, ZH)
        quoted = re.compile(rf"{MARK}\s*<!--.*?-->", re.DOTALL)
        self.sides[ZH].replace(name, lambda block: quoted.sub(text, block))
        self.sides[ZH].write()

    @rule(side=SIDES, is_tool=st.booleans(), at=NUMBERS)
    def add(self, side: str, at: int, *, is_tool: bool) -> None:
        (self.add_tool if is_tool else self.add_model)(side)
        blocks = self.sides[side].tools if is_tool else self.sides[side].models
        blocks.insert(at % len(blocks), blocks.pop())
        self.sides[side].write()
        self.synced()

    @rule(side=SIDES, at=NUMBERS)
    def remove(self, side: str, at: int) -> None:
        blocks = self.sides[side].models if at % 2 else self.sides[side].tools
        if len(blocks) > 1:
            gone = title(blocks.pop(at // 2 % len(blocks)))
            self.disputed = {key for key in self.disputed if key[0] != gone}
            self.base = {key: old for key, old in self.base.items() if key[0] != gone}
        self.sides[side].write()
        self.synced()

    @rule(side=SIDES, start=NUMBERS, end=NUMBERS)
    def move(self, side: str, start: int, end: int) -> None:
        blocks = self.sides[side].models if start % 2 else self.sides[side].tools
        blocks.insert(end % len(blocks), blocks.pop(start // 2 % len(blocks)))
        self.sides[side].write()
        self.synced()

    @rule(side=SIDES, at=NUMBERS, part=st.sampled_from(("date", "size", "paper")), number=VALUES)
    def change(self, side: str, at: int, part: str, number: int) -> None:
        self.set(side, title(self.sides[side].models[at % len(self.sides[side].models)]), part, number)
        self.synced()

    @rule(at=NUMBERS, part=st.sampled_from(("date", "size", "paper")), numbers=st.tuples(VALUES, VALUES))
    def change_both(self, at: int, part: str, numbers: tuple[int, int]) -> None:
        shared = [name for name in self.sides[EN].names if name in self.sides[ZH].names and "Model" in name]
        if shared:
            for side, number in zip((EN, ZH), numbers, strict=True):
                self.set(side, shared[at % len(shared)], part, number)
        self.synced()

    @rule(at=NUMBERS, numbers=st.tuples(VALUES, VALUES))
    def change_different_parts(self, at: int, numbers: tuple[int, int]) -> None:
        shared = [name for name in self.sides[EN].names if name in self.sides[ZH].names and "Model" in name]
        if shared:
            self.set(EN, shared[at % len(shared)], "date", numbers[0])
            self.set(ZH, shared[at % len(shared)], "paper", numbers[1])
        self.synced()

    def set(self, side: str, name: str, part: str, number: int) -> None:
        new = written_values(part, number)
        self.sides[side].replace(name, lambda block: with_value(block, part, side, new))
        self.sides[side].write()

    @rule(side=SIDES, at=NUMBERS)
    def edit_prose(self, side: str, at: int) -> None:
        name = self.sides[side].names[at % len(self.sides[side].names)]
        self.count += 1
        old = re.compile(r"(?<!<!-- )(?<!<!--\n)" + (r"About .*?true\." if side == EN else r"这是编号.*?真的。"))
        self.sides[side].replace(name, lambda block: old.sub(sentence(self.count, side), block, count=1))
        self.sides[side].write()
        self.synced()

    @rule(at=NUMBERS)
    @precondition(lambda self: any(MARK in block for block in (*self.sides[ZH].models, *self.sides[ZH].tools)))
    def translate_one(self, at: int) -> None:
        marked = [title(block) for block in (*self.sides[ZH].models, *self.sides[ZH].tools) if MARK in block]
        self.translate(marked[at % len(marked)])
        self.synced()

    # --- what sync makes of it ---

    def synced(self) -> None:
        """Run ``sync``, and compare what it did with the model."""
        before = {side: text.names for side, text in self.sides.items()}
        words = {side: [prose(block) for block in (*t.models, *t.tools)] for side, t in self.sides.items()}
        expected = self._expected()
        result = sync(SyncRequest())
        assert not result.errors
        for text in self.sides.values():
            text.read()
        self._compare(expected, result)
        for side, text in self.sides.items():
            after = [prose(block) for block in (*text.models, *text.tools)]
            assert sorted(map(sorted, filter(None, after))) == sorted(map(sorted, filter(None, words[side])))
        assert set(self.sides[EN].names) == set(before[EN])
        assert set(self.sides[ZH].names) == set(before[ZH]) | set(before[EN])

    def _expected(self) -> dict[tuple[str, str], tuple[str, str] | str]:
        """Return what each shared part has to become: one value, or both as they are."""
        expected: dict[tuple[str, str], tuple[str, str] | str] = {}
        for name in self.sides[EN].names:
            if name.startswith("Model") and name in self.sides[ZH].names:
                for part in ("date", "size", "paper"):
                    ours, theirs = (value(self.sides[s].block(name), part, s) for s in (EN, ZH))
                    base = self.base.get((name, part))
                    expected[name, part] = (
                        ours if theirs in (ours, base) else theirs if ours == base else (ours, theirs)
                    )
        return expected

    def _compare(self, expected: dict[tuple[str, str], tuple[str, str] | str], result: SyncResult) -> None:
        told = {
            (dispute.match.ours.title, _part(dispute.conflict.name))
            for outcome in result.outcomes
            for dispute in outcome.disputes
        }
        assert told == {key for key, wanted in expected.items() if isinstance(wanted, tuple)}
        for (name, part), wanted in expected.items():
            found = tuple(value(self.sides[side].block(name), part, side) for side in (EN, ZH))
            assert found == (wanted if isinstance(wanted, tuple) else (wanted, wanted))
            if not isinstance(wanted, tuple):
                self.base[name, part] = wanted
        for name in self.sides[EN].names:
            if name.startswith("Model") and (name, "date") not in expected:
                for part in ("date", "size", "paper"):
                    ours, theirs = (value(self.sides[side].block(name), part, side) for side in (EN, ZH))
                    assert ours == theirs
                    self.base[name, part] = ours

    @invariant()
    def order_follows_the_source(self) -> None:
        if hasattr(self, "sides"):
            shared = set(self.sides[EN].names) & set(self.sides[ZH].names)
            orders = [[name for name in text.names if name in shared] for text in self.sides.values()]
            assert orders[0] == orders[1]

    @invariant()
    def twice_is_once(self) -> None:
        if hasattr(self, "sides"):
            files = [Path(name).read_bytes() for name in (EN, ZH, ".awesome-lint/translations.json")]
            result = sync(SyncRequest())
            assert not result.changed
            assert not result.state_changed
            assert files == [Path(name).read_bytes() for name in (EN, ZH, ".awesome-lint/translations.json")]


def _part(name: str) -> str:
    return {"field:date": "date", "field:parameters": "size", "badge:arxiv": "paper"}[name]


TestReplay = Replay.TestCase
TestReplay.settings = settings(
    max_examples=10, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)


def random_edit(replay: Replay, chance: random.Random) -> None:
    """Make one edit of any kind; hypothesis begins with the simplest, of which most change nothing."""
    side, at, number = chance.choice((EN, ZH)), chance.randrange(10**6), chance.randint(1, 4)
    part, numbers = chance.choice(("date", "size", "paper")), (chance.randint(1, 4), chance.randint(1, 4))
    marked = any(MARK in block for block in (*replay.sides[ZH].models, *replay.sides[ZH].tools))
    edits = [
        lambda: replay.add(side, at, is_tool=chance.random() < 1 / 2),
        lambda: replay.remove(side, at),
        lambda: replay.move(side, at, chance.randrange(10**6)),
        lambda: replay.change(side, at, part, number),
        lambda: replay.change_both(at, part, numbers),
        lambda: replay.change_different_parts(at, numbers),
        lambda: replay.edit_prose(side, at),
        *([lambda: replay.translate_one(at)] if marked else []),
    ]
    chance.choice(edits)()
    replay.order_follows_the_source()
    replay.twice_is_once()


@pytest.mark.parametrize("seed", [1, 2])
def test_two_hundred_edits(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a dice, no secret
    replay = Replay()
    replay.start()
    try:
        for _ in range(200):
            random_edit(replay, chance)
    finally:
        replay.teardown()
