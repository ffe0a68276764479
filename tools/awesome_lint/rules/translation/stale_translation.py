"""TRN011."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding, Related
from awesome_lint.rules.base import Context, PairRule
from awesome_lint.syntax.nodes import Entry, Section
from awesome_lint.translation.skeleton import is_marked
from awesome_lint.translation.state import is_stale, part_key, prose_fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.source import Span
    from awesome_lint.translation.pair import Pair


class StaleTranslation(PairRule):
    """The text of the source changed since its translation was last confirmed.

    ## Why is this bad?
    The translation says what the list said once. `awesome-lint sync` records which texts belong together, entry by
    entry, in `.awesome-lint/translations.json`; without that file this rule is silent. When the translation is up to
    date again, `awesome-lint sync --accept ENTRY` says so.

    A pair of files that configuration does not declare is only informed.

    ## Example
    ## 模型

    - [Alpha](https://github.com/x/alpha) - 一个小模型。

    ## Use instead
    ## 模型

    - [Beta](https://github.com/x/beta) - 一个大模型。
    """

    code = "TRN011"
    name = "stale-translation"
    since = "0.1"

    def check(self, pair: Pair, context: Context) -> Iterator[Finding]:
        """Yield the entries and sections whose text changed in the source only."""
        del context  # the pair knows everything
        if not pair.tells_drift or not pair.records:
            return
        alignment = pair.alignment if pair.is_source else pair.alignment.mirrored
        for source, translation in alignment.parts:
            record = pair.recorded.get(source)
            if record is not None and is_stale(source, record) and not _is_open(translation, pair):
                changed = record.translation != prose_fingerprint(translation)
                yield _finding(source, translation, pair, changed=changed)


def _is_open(part: Entry | Section, pair: Pair) -> bool:
    """Tell whether a part is not translated yet, so that it cannot be behind."""
    return is_marked(part, pair.translation.source)


def _finding(source: Entry | Section, translation: Entry | Section, pair: Pair, *, changed: bool) -> Finding:
    here, there = (source, translation) if pair.is_source else (translation, source)
    name = source.title or "the introduction"
    also = ", and so did the translation" if changed else ""
    message = (
        f"the text of {name} in {PurePath(pair.source.path).name} changed since this translation was confirmed{also}; "
        f'if it is up to date, run `awesome-lint sync --accept "{part_key(source)}"`'
    )
    related = (Related(pair.twin.source, _place(there), there.title),)
    return Finding(_place(here), message, severity=pair.lag, related=related)


def _place(part: Entry | Section) -> Span:
    """Return the title of a part, and of the text before any heading its first block."""
    if isinstance(part, Entry):
        return part.title_span
    return part.heading.span if part.heading else part.blocks[0].span
