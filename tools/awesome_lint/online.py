"""Stage 3b, verify: which links of the files are judged, and what is found out about them."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awesome_lint.links.cache import default_ledger_path, open_ledger
from awesome_lint.links.client import ClientSettings
from awesome_lint.links.endpoints import Endpoints
from awesome_lint.links.judgements import Judgements
from awesome_lint.links.targets import targets_of, unique
from awesome_lint.links.verifier import VerifyOptions, verify
from awesome_lint.schema.papers import dated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from awesome_lint.links.targets import Target
    from awesome_lint.links.verdicts import Verdict
    from awesome_lint.links.verifier import OnProgress, Verification
    from awesome_lint.syntax.nodes import Document


@dataclass(frozen=True)
class OnlineOptions:
    """How links are verified in a run. ``ledger`` is a path, None the user's own ledger.

    ``wanted`` chooses among the targets of the documents. ``on_progress`` hears how far the run is, ``on_done`` what
    was found out, and of how many links.
    """

    verify: VerifyOptions = field(default_factory=VerifyOptions)
    client: ClientSettings | None = None
    ledger: str | None = None
    wanted: Callable[[Sequence[Document], list[Target]], Iterable[Target]] = lambda _, targets: targets
    on_progress: OnProgress | None = None
    on_done: Callable[[Verification, Mapping[Verdict, int]], None] = lambda *_: None


def judge_links(documents: Sequence[Document], options: OnlineOptions) -> Judgements:
    """Judge the links of ``documents``; raises ``UsageError``, ``FileError`` (the ledger) and ``NoNetworkError``."""
    settings = options.client or ClientSettings(Endpoints.of(os.environ))
    targets = unique(target for document in documents for target in document_targets(document))
    with open_ledger(options.ledger or default_ledger_path()) as ledger:
        chosen = options.wanted(documents, targets)
        verification = verify(chosen, ledger, settings, options.verify, options.on_progress)
    judgements = Judgements(verification.judgements)
    options.on_done(verification, _count_links(documents, judgements))
    return judgements


def _count_links(documents: Sequence[Document], judgements: Judgements) -> Counter[Verdict]:
    """Count the verdicts on what links lead to, however often it is linked."""
    links = {tuple(each.key for each in targets_of(link)): link for document in documents for link in document.links}
    judged = (judgements.of(link) for link in links.values())
    return Counter(judgement.verdict for judgement in judged if judgement)


def document_targets(document: Document) -> Iterator[Target]:
    """Yield what the links of ``document`` lead to, each with the month of the entry it stands in."""
    months = {
        id(link): f"{month[1].year:04}{month[1].month:02}"
        for entry in document.entries
        if (month := dated(entry))
        for link in entry.links
    }
    for link in document.links:
        yield from targets_of(link, months.get(id(link)))
