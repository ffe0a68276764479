"""Honest entries of a generated list of papers and models: what they say agrees with the facts, though not always so
that it is easy to see."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .paper_titles import titles_of
from .words import BEASTS, OWNERS, STONES, pairs
from .world import HubRepository, Paper, Repository

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from random import Random

BULLETS = 200
"""How many of the entries, the last ones, are bullets that begin with the full title of a paper; the others are
headings with a nickname, badges and fields."""
SHARED = "zoo-lab/model-zoo"
"""A repository that holds the code of several entries."""
_FIRST_MONTH, _MONTHS = 2022 * 12 + 5, 34
_OLD_UPLOAD = "2022-03-02T23:29:04.000Z"
"""What Hugging Face says of all that is older than its record of times."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry and the facts it is about; ``date`` and ``size`` are as written, None where the entry has none.

    ``link`` is the identifier that the entry links, where it is not that of the paper. ``at`` is its number, which
    decides how its links are spelled.
    """

    at: int
    title: str
    paper: Paper
    repository: Repository
    model: HubRepository
    date: str | None
    size: str | None
    is_bullet: bool = False
    link: str | None = None

    @property
    def paper_url(self) -> str:
        """The address of the paper as the entry has it."""
        forms = ("abs/{}", "abs/{}", "pdf/{}", "pdf/{}.pdf", "abs/{}v1")
        return f"https://arxiv.org/{forms[self.at % len(forms)].format(self.link or self.paper.id)}"

    @property
    def repository_url(self) -> str:
        """The address of the repository, in another case now and then."""
        name = self.repository.name
        return f"https://github.com/{name.lower() if self.at % 17 == 4 else name}"

    @property
    def model_url(self) -> str:
        """The address of the model, or of a page within."""
        return f"https://huggingface.co/{self.model.id}{'/tree/main' if self.at % 19 == 6 else ''}"


@dataclass(frozen=True, slots=True)
class _Size:
    """What an entry says of the number of parameters, and the tensors that the model has."""

    said: str | None
    tensors: Mapping[str, int] = field(default_factory=dict)
    tags: tuple[str, ...] = ()


_SIZES = (
    _Size("7B", {"BF16": 6_738_415_616}),
    _Size("7B", {"BF16": 7_241_732_096}),
    _Size("8B", {"BF16": 8_030_261_248}),
    _Size("13B", {"F16": 13_015_864_320}),
    _Size("1.3B", {"F16": 1_316_000_000}),
    _Size("0.5B", {"BF16": 494_032_768}),
    _Size("560M", {"F16": 559_214_592}),
    _Size("34B", {"BF16": 34_388_917_248}),
    _Size("671B-A37B", {"F8_E4M3": 680_571_043_840, "BF16": 3_918_786_560, "F32": 41_555_600}),
    _Size("8x7B", {"BF16": 46_702_792_704}),
    _Size("8x22B", {"BF16": 140_630_071_296}),
    _Size("30B-A3B", {"BF16": 30_532_122_624}),
    _Size("6B/9B/34B", {"BF16": 8_829_407_232}),
    _Size("7B, 13B, 70B", {"BF16": 68_976_648_192}),
    _Size("1.5B-72B", {"BF16": 7_070_000_000}),
    _Size("~7B", {"BF16": 6_900_000_000}),
    _Size("7B", {"I32": 1_000_000_000, "F16": 134_000_000}, ("gptq", "4-bit")),
    _Size("70B", {"U8": 35_000_000_000, "BF16": 2_100_000_000}, ("bitsandbytes", "8-bit")),
    _Size("13B"),
    _Size(None, {"BF16": 2_506_172_416}),
    _Size("3B", {"BF16": 2_980_000_000}),
    _Size("9B", {"BF16": 9_399_951_360}),
    _Size("14B params", {"BF16": 14_659_507_200}),
    _Size("unknown", {"BF16": 3_000_000_000}),
    _Size("236B (21B active)", {"BF16": 235_741_434_880}),
)
"""Real proportions: within five percent, or counted otherwise (experts, several sizes, packed weights, none told)."""


def honest_entries(random: Random, number: int) -> list[Draft]:
    """Return that many entries, none of which contradicts the facts."""
    names = pairs(random, BEASTS, STONES, "-")
    return [_entry(at, next(names), is_bullet=at >= number - BULLETS) for at in range(number)]


def _entry(at: int, name: str, *, is_bullet: bool) -> Draft:
    month = _FIRST_MONTH + at * 7 % _MONTHS
    said, title = titles_of(at, name, is_bullet=is_bullet)
    paper = Paper(
        f"{month // 12 % 100:02d}{month % 12 + 1:02d}.{10000 + at}",
        title,
        _day(month, 3 + at % 25),
        updated=_day(month + 7, 9) if at % 6 == 0 else None,
        versions=3 if at % 6 == 0 else 1,
        comment=_COMMENTS.get(at % 25),
        summary=_SUMMARIES[at % 29 == 7],
    )
    owner = f"{OWNERS[at % len(OWNERS)]}-lab"
    size = _SIZES[at % len(_SIZES)]
    uploaded = month + (4 if at % 9 == 4 else at % 2)
    model = HubRepository(
        f"{owner}/{name}",
        parameters=size.tensors,
        tags=(f"arxiv:{paper.id}", *size.tags),
        license="apache-2.0",
        created=_OLD_UPLOAD if at % 12 == 7 else _day(uploaded, 20),
    )
    repository = _repository(at, name, owner, month)
    date = _date(at, month, int(model.created[:4]) * 12 + int(model.created[5:7]) - 1)
    return Draft(at, said, paper, repository, model, date, size.said, is_bullet)


def _repository(at: int, name: str, owner: str, month: int) -> Repository:
    if at % 97 == 12:
        return Repository(SHARED, created="2021-01-01", pushed="2025-06-01")
    called = f"foundation-{at}" if at % 83 == 5 else name  # some name the repository after something else
    begun = month - 5 if at % 31 == 3 else month
    return Repository(f"{owner}/{called}", created=_day(begun, 2), pushed=_day(month + 2, 11))


def _date(at: int, month: int, uploaded: int) -> str | None:
    """Return the date of the entry: that of the paper, a month beside it, or of what came before or after it."""
    if at % 20 == 13:
        return None
    meant = month + (1, 0, 0, -1, 0)[at % 5]
    if at % 9 == 4 and at % 12 != 7:
        meant = uploaded
    elif at % 31 == 3 and at % 97 != 12:
        meant = month - 5  # when the repository began
    elif at % 150 == 0:
        meant = month + 7  # when the latest version of the paper came
    return _written(at, meant)


def _written(at: int, month: int) -> str:
    name = month_name(month)
    return {21: name.replace("-", "/"), 22: f"{name}-12", 23: name.replace("-", ".")}.get(at % 30, name)


_COMMENTS = {
    3: "Accepted at ICLR 2025. Code is available",
    8: "22 pages, 5 figures; previously withdrawn from NeurIPS 2023, accepted at ACL 2024",
    14: "This version corrects Table 3 of the first one",
}
_SUMMARIES = (
    "We show what we show, and measure it.",
    "We model how money is withdrawn from accounts, and show that attention suffices.",
)
"""Comments and summaries of papers that are well; none of these papers is withdrawn."""


def months_of(draft: Draft) -> Iterator[int]:
    """Yield the months, since year 0, of everything that could be the date of the entry."""
    dates = (draft.paper.published, draft.paper.updated, draft.repository.created, draft.repository.pushed)
    for date in (*dates, draft.model.created):
        if date is not None and date != _OLD_UPLOAD:
            yield int(date[:4]) * 12 + int(date[5:7]) - 1


def month_name(count: int) -> str:
    """Return ``YYYY-MM`` of a month since year 0."""
    return f"{count // 12}-{count % 12 + 1:02d}"


def _day(month: int, day: int) -> str:
    return f"{month_name(month)}-{day:02d}"
