"""Contradictions: what is changed in an entry or in the facts so that they no longer agree, one in an entry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .generated import Planted
from .paper_entries import SHARED, Draft, month_name, months_of
from .paper_titles import SPECIAL
from .words import DECOYS, SUBJECTS
from .world import Paper

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    Change = Callable[[Draft, int], tuple[Draft, str]]
    """Makes a contradiction, the how manieth of its kind; says what was done."""

_WITHDRAWALS: tuple[dict[str, str], ...] = (
    {"comment": "This paper has been withdrawn by the authors due to an error in the evaluation"},
    {"comment": "This paper has been withdrawn"},
    {"comment": "Withdrawn by the authors: the results of Section 4 do not hold"},
    {"summary": "This paper has been withdrawn by the author (A. Author).", "comment": "withdrawn"},
    {"comment": "This submission has been withdrawn by arXiv administrators due to inappropriate text reuse"},
)
_FAR = {
    "0.5B": "5B",
    "1.3B": "13B",
    "13B": "7B",
    "30B-A3B": "235B-A22B",
    "34B": "70B",
    "3B": "30B",
    "560M": "56B",
    "671B-A37B": "236B-A21B",
    "6B/9B/34B": "6B/34B",
    "7B": "13B",
    "8B": "80B",
    "8x7B": "8x70B",
    "~7B": "~70B",
}
_NEAR = {"8B": "7B", "13B": "11B", "34B": "30B", "7B": "6B", "9B": "8B", "3B": "2.7B", "1.3B": "1.5B"}
"""What an entry says instead of what is true: another model's size, and one that is wrong by a tenth or so."""


_NEIGHBOURS = {1: 0, 3: 5}
"""Of five wrong papers, which are about something that other entries are about, and how far that is in the table."""


def plant(random: Random, drafts: list[Draft]) -> tuple[list[Draft], list[Paper], list[Planted]]:
    """Return the entries with a hundred contradictions, the papers that wrong links lead to, and what was planted."""
    free = [at for at in range(len(drafts)) if drafts[at].title not in dict(SPECIAL.values())]
    random.shuffle(free)
    changed, planted, decoys = [*drafts], [], []
    for code, times, fits, change in _KINDS:
        chosen = [at for at in free if fits(drafts[at])][:times]
        free = [at for at in free if at not in chosen]
        for number, at in enumerate(chosen):
            changed[at], what = change(drafts[at], number)
            planted.append(Planted(drafts[at].title, code, what, _url(code, changed[at])))
            if changed[at].link is not None:
                decoys.append(_decoy(changed[at], number))
    return changed, decoys, planted


def _url(code: str, draft: Draft) -> str | None:
    """Return the address whose facts the entry contradicts, None where that are several."""
    if code in ("LNK105", "LNK106"):
        return draft.paper_url
    if code in ("LNK103", "LNK104"):
        return draft.repository_url
    return None if code == "LNK107" else draft.model_url


def _wrong_paper(draft: Draft, number: int) -> tuple[Draft, str]:
    link = f"{draft.paper.id[:4]}.{50000 + number}"
    return replace(draft, link=link), f"links another paper, not {draft.paper.id}"


def _decoy(draft: Draft, number: int) -> Paper:
    """Return the paper that a wrong link leads to: of the same month, so that only the title tells.

    It is of another field or the same one; or it is the neighbour's, in four cases even on the same subject.
    """
    title = DECOYS[number % len(DECOYS)]
    if number % 5 in _NEIGHBOURS:
        title = f"Okapi-{number}: {SUBJECTS[(draft.at + _NEIGHBOURS[number % 5]) % len(SUBJECTS)]}"
    return Paper(draft.link or "", title, draft.paper.published)


def _renamed(draft: Draft, number: int) -> tuple[Draft, str]:
    new = f"{draft.repository.name}-LLM" if number % 2 else f"moved-lab/{draft.repository.name.partition('/')[2]}"
    return replace(draft, repository=replace(draft.repository, renamed_to=new)), f"renamed to {new}"


def _archived(draft: Draft, number: int) -> tuple[Draft, str]:
    archived = number % 5 > 0
    repository = replace(draft.repository, archived=archived, disabled=not archived)
    return replace(draft, repository=repository), "archived" if archived else "disabled"


def _withdrawn(draft: Draft, number: int) -> tuple[Draft, str]:
    facts = _WITHDRAWALS[number % len(_WITHDRAWALS)]
    return replace(draft, paper=replace(draft.paper, **facts)), f"withdrawn: {facts}"  # type: ignore[arg-type]


def _gated(draft: Draft, number: int) -> tuple[Draft, str]:
    kinds: tuple[dict[str, Any], ...] = ({"gated": "auto"}, {"gated": "manual"}, {"gated": "auto"}, {"disabled": True})
    facts = kinds[number % len(kinds)]
    return replace(draft, model=replace(draft.model, **facts)), str(facts)


def _wrong_date(draft: Draft, number: int) -> tuple[Draft, str]:
    months = [*months_of(draft)]
    wrong = min(months) - 3 - number % 9 if number % 2 else max(months) + 3 + number % 9
    return replace(draft, date=month_name(wrong)), f"{month_name(wrong)} instead of {draft.date}"


def _wrong_size(draft: Draft, number: int) -> tuple[Draft, str]:
    near = _NEAR.get(draft.size or "") if number % 2 else None
    wrong = near or _FAR[draft.size or ""]
    return replace(draft, size=wrong), f"{wrong} instead of {draft.size}"


def _has_own_repository(draft: Draft) -> bool:
    return draft.repository.name != SHARED


def _is_counted(draft: Draft) -> bool:
    return draft.size in _FAR and bool(draft.model.parameters) and not draft.model.tags[1:]


_KINDS: tuple[tuple[str, int, Callable[[Draft], bool], Change], ...] = (
    ("LNK106", 20, lambda _: True, _wrong_paper),
    ("LNK103", 15, _has_own_repository, _renamed),
    ("LNK104", 10, _has_own_repository, _archived),
    ("LNK105", 10, lambda _: True, _withdrawn),
    ("LNK109", 15, lambda _: True, _gated),
    ("LNK107", 15, lambda draft: draft.date is not None and _has_own_repository(draft), _wrong_date),
    ("LNK108", 15, _is_counted, _wrong_size),
)
"""Code, how many, of which entries, and how. Together a hundred."""
