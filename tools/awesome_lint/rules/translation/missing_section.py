"""TRN002."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix, Related
from awesome_lint.rules.base import Context, Fixable, PairRule
from awesome_lint.rules.translation._sides import twin_name
from awesome_lint.source import Span
from awesome_lint.translation.placing import Placing, is_empty
from awesome_lint.translation.skeleton import section_skeleton
from awesome_lint.translation.tags import mentions_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.syntax.nodes import Section
    from awesome_lint.translation.pair import Pair


class MissingSection(PairRule):
    """A section is in one language only.

    ## Why is this bad?
    Who reads the other language misses all of it. A section about a language itself is passed over.

    A pair of files that configuration does not declare is only informed.

    ## Example
    # 列表

    ## 模型

    - [Alpha](https://github.com/x/alpha) - 一个小模型。

    ## Use instead
    # 列表

    ## 模型

    - [Alpha](https://github.com/x/alpha) - 一个小模型。

    ## Benchmarks

    <!-- awesome-lint: untranslated -->
    <!--
    How models are measured.
    -->

    ## Fix safety
    The fix is unsafe: it adds the heading to the translation in the source's language, with its text quoted for the
    translator. The entries follow as those of [TRN001](#trn001).
    """

    code = "TRN002"
    name = "missing-section"
    since = "0.1"
    fixable = Fixable.SOMETIMES

    def check(self, pair: Pair, context: Context) -> Iterator[Finding]:
        """Yield what only the document has; and what only the twin has, when the twin is not checked itself."""
        del context  # the pair knows everything
        alignment = pair.alignment
        here = Placing(pair.document, pair.twin, alignment)
        for section in _told(alignment.our_sections):
            yield self._finding(section, pair, here)
        if not pair.twin_checked:
            there = Placing(pair.twin, pair.document, alignment.mirrored)
            for section in _told(alignment.their_sections):
                yield self._finding(section, pair, there)

    def _finding(self, section: Section, pair: Pair, placing: Placing) -> Finding:
        entries = sum(len(each.entries) for each in section.walk())
        size = f" ({entries} {'entry' if entries == 1 else 'entries'})" if entries else ""
        is_here = placing.ours is pair.document
        fate = f"is {'missing in' if is_here else 'only in'} {twin_name(pair)}"
        message = f"the section {section.title}{size} {fate}"
        heading = section.heading.span if section.heading else section.span
        place = placing.place_of_section(section)
        if is_here:
            return Finding(heading, message, _fix(section, pair, placing), pair.lag)
        source = pair.document.source
        span = source.line_span(source.row(place.at if place else 0))
        related = (Related(pair.twin.source, heading, section.title),)
        return Finding(span, message, _fix(section, pair, placing), pair.lag, related=related)


def _told(sections: Sequence[Section]) -> Iterator[Section]:
    """Yield the sections that say something, do not stand in another missing one, and are not about a language."""
    inner = {sub for section in sections for each in section.subsections for sub in each.walk()}
    outer = (section for section in sections if section not in inner and section.title)
    return (section for section in outer if not is_empty(section) and not mentions_language(section.title))


def _fix(section: Section, pair: Pair, placing: Placing) -> Fix | None:
    place = placing.place_of_section(section)
    if placing.ours is not pair.source or place is None:
        return None
    texts = [section_skeleton(each, placing.ours, placing.theirs) for each in section.walk()]
    edit = place.filled(texts)
    path = placing.theirs.path if placing.theirs is pair.twin else None
    title = f"Add the heading {section.title} to the translation, to be translated"
    return Fix(title, (Edit(Span(place.at, place.at), edit.text, path),), Applicability.UNSAFE)
