"""LNK109."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Severity
from awesome_lint.links.facts import HubFacts
from awesome_lint.links.verdicts import Verdict
from awesome_lint.rules.base import Context, LinkRule
from awesome_lint.rules.links._judged import find_untold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.diagnostics import Finding
    from awesome_lint.links.verdicts import Judgement
    from awesome_lint.syntax.nodes import Link

_GATES = {
    "auto": "gated: readers have to log in and accept its terms",
    "manual": "gated: its owner has to approve each reader",
}
_SAYS_SO = re.compile(
    r"\bgated\b|\brequest(?:ing)? access\b|\baccess request\b|\b(?:on|upon|by) request\b"
    r"|\b(?:needs?|requires?) (?:approval|login|access)\b|[🔒🔐]"
    r"|申请|申請|授权访问|需授权|需审核|需登录|受限访问|未公开|私有",
    re.IGNORECASE,
)


class RestrictedModel(LinkRule):
    """Model, dataset or space on Hugging Face cannot be had by everyone: gated, private or disabled.

    ## Why is this bad?
    Readers click, and get a form instead of the weights. Each one is reported once, where the list links it first,
    and not where the entry or its section says so (`gated`, `on request`, `需申请`).

    ## Example
    - [Alpha](https://huggingface.co/alpha/alpha-7b) writes well.

    ## Use instead
    - [Alpha](https://huggingface.co/alpha/alpha-7b) writes well (gated).
    """

    code = "LNK109"
    name = "restricted-model"
    since = "0.1"
    severity = Severity.INFO

    def check(self, link: Link, judgement: Judgement, context: Context) -> Iterator[Finding]:
        """Yield the first link to what its owner or Hugging Face does not let everybody have."""
        del judgement  # it may be that on a file of the model
        if link.resource is None or link.resource.kind not in ("hf-model", "hf-dataset", "hf-space"):
            return
        about = context.judgements.about(link.resource)
        state = _state(HubFacts.of(about.facts)) if about and about.verdict is not Verdict.BROKEN else ""
        yield from find_untold(state, _SAYS_SO, link, context.document)


def _state(facts: HubFacts) -> str:
    if facts.disabled:
        return "disabled by Hugging Face"
    return "private" if facts.private else _GATES.get(facts.gated or "", "")
