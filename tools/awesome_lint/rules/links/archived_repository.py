"""LNK104."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Severity
from awesome_lint.links.facts import RepositoryFacts
from awesome_lint.rules.base import Context, LinkRule
from awesome_lint.rules.links._judged import find_untold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.diagnostics import Finding
    from awesome_lint.links.verdicts import Judgement
    from awesome_lint.syntax.nodes import Link

_SAYS_SO = re.compile(
    r"\b(?:archived|deprecated|unmaintained|discontinued|abandoned|obsolete)\b"
    r"|\b(?:no longer|not) (?:actively )?(?:maintained|developed|supported|updated)\b"
    r"|归档|歸檔|存档|弃用|棄用|废弃|廢棄|停止(?:维护|更新|开发)|不再(?:维护|更新|开发)|停更|已停止",
    re.IGNORECASE,
)
"""What entries and sections say of such repositories."""


class ArchivedRepository(LinkRule):
    """Repository on GitHub is archived or disabled.

    ## Why is this bad?
    Nobody fixes it any more, and readers who are not told so may build on it. Each repository is reported once, where
    the list links it first, and not where the entry or its section says so (`archived`, `unmaintained`, `不再维护`).

    ## Example
    - [Alpha](https://github.com/alpha/alpha) does one thing.

    ## Use instead
    - [Alpha](https://github.com/alpha/alpha) does one thing (archived).
    """

    code = "LNK104"
    name = "archived-repository"
    since = "0.1"
    severity = Severity.INFO

    def check(self, link: Link, judgement: Judgement, context: Context) -> Iterator[Finding]:
        """Yield the first link to a repository that is archived or disabled."""
        del judgement  # it may be that on a page of the repository
        if link.resource is None or link.resource.kind != "github":
            return
        about = context.judgements.about(link.resource)
        state = _state(RepositoryFacts.of(about.facts)) if about and about.is_good else ""
        yield from find_untold(state, _SAYS_SO, link, context.document)


def _state(facts: RepositoryFacts) -> str:
    if facts.disabled:
        return "disabled by GitHub"
    return "archived: its owner no longer works on it" if facts.archived else ""
