"""A list of 500 papers and models, of which a hundred contradict the facts."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from .generated import GeneratedList
from .paper_entries import honest_entries
from .paper_planting import plant
from .world import World

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .paper_entries import Draft

ENTRIES = 500


def paper_list(seed: int = 0, *, contradictions: bool = True) -> GeneratedList:
    """Return the list, the same for the same seed; without contradictions it is all true."""
    random = Random(seed)  # noqa: S311 - no secret is made
    drafts = honest_entries(random, ENTRIES)
    drafts, decoys, planted = plant(random, drafts) if contradictions else (drafts, [], [])
    world = World(
        papers=(*(each.paper for each in drafts), *decoys),
        repositories=tuple(each.repository for each in drafts),
        hub=tuple(each.model for each in drafts),
        hub_papers=tuple(each.paper.id for each in drafts),
    )
    return GeneratedList(_markdown(drafts), world, planted=tuple(planted))


def _markdown(drafts: Sequence[Draft]) -> str:
    headings = [_heading(each) for each in drafts if not each.is_bullet]
    bullets = [_bullet(each) for each in drafts if each.is_bullet]
    parts = ("# Papers and Models\n", "## Models\n", *headings, "## Papers\n", *bullets)
    return "\n".join(parts)


def _heading(draft: Draft) -> str:
    badges = (
        _badge("arXiv", f"{draft.link or draft.paper.id}-b31b1b", draft.paper_url),
        _badge("GitHub", "repository-181717", draft.repository_url),
        _badge("Hugging Face", "model-blue", draft.model_url),
    )
    fields = "".join(f"- **{label}**: {value}\n" for label, value in _fields(draft))
    return "\n".join(
        (f"### {_escaped(draft.title)}\n", *badges, "", f"{fields}\nA model that does what it is asked to do.\n")
    )


def _bullet(draft: Draft) -> str:
    links = (
        f"- [{_escaped(draft.title)}]({draft.paper_url})",
        f"[[code]]({draft.repository_url})",
        f"[[model]]({draft.model_url})",
    )
    fields = "".join(f"  - **{label}**: {value}\n" for label, value in _fields(draft))
    return f"{' '.join(links)}\n{fields}".rstrip("\n")


def _escaped(title: str) -> str:
    return title.replace("[", r"\[").replace("]", r"\]")


def _badge(label: str, rest: str, target: str) -> str:
    return f"[![{label}](https://img.shields.io/badge/{label.replace(' ', '%20')}-{rest}.svg)]({target})"


def _fields(draft: Draft) -> list[tuple[str, str]]:
    known = (("Date", draft.date), ("Parameter Size", draft.size))
    return [(label, value) for label, value in known if value is not None]
