"""TRN009."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding, Related
from awesome_lint.languages.detect import has_signs_of
from awesome_lint.rules.base import Context, PairRule
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import Entry, Section
from awesome_lint.translation.skeleton import marks
from awesome_lint.translation.tongue import language_name, parts, speech, stretches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.syntax.nodes import Document
    from awesome_lint.translation.pair import Pair
    from awesome_lint.translation.tongue import Spoken

MANY = 3
"""Where nobody promised a translation, a section with more untranslated texts than these has one finding."""
NAMED = 3
"""It names this many …"""
RELATED = 20
"""… and shows the places of this many."""
WHOLE = 10
"""A file is untranslated as a whole when it has at least this many texts in the source's language …"""
REST = 0.1
"""… and at most this share of it in its own."""


@dataclass(frozen=True, slots=True, eq=False)
class _Left:
    """Text of ``part`` that was left in the source's language; ``theirs`` is the part it translates.

    ``is_marked``: it may be translated, and nobody has confirmed it.
    """

    section: Section
    part: Entry | Section
    span: Span
    theirs: Entry | Section | None
    is_marked: bool = False


class UntranslatedText(PairRule):
    """Text of a translation is still in the language of its source.

    ## Why is this bad?
    Readers of the translation come because they do not read the other language. What is left over is easily
    overlooked by those who read both.

    Names, titles, quotations, licences, code and what stands in brackets may be in any language, and so may a text
    that stands beside its translation. A pair of files that configuration does not declare is only informed, with
    one finding for a section with many such texts. Where `awesome-lint sync` put a mark, it is told until
    `awesome-lint sync --accept` confirms the translation.

    ## Example
    ## 模型

    ### [Alpha](https://github.com/x/alpha)

    Alpha is a small model that was trained on the public part of the web.

    ### [Beta](https://github.com/x/beta)

    Beta 是一个用书籍训练的大模型。

    ## Use instead
    ## 模型

    ### [Alpha](https://github.com/x/alpha)

    Alpha 是一个用公开网页训练的小模型。

    ### [Beta](https://github.com/x/beta)

    Beta 是一个用书籍训练的大模型。
    """

    code = "TRN009"
    name = "untranslated-text"
    since = "0.1"

    def check(self, pair: Pair, context: Context) -> Iterator[Finding]:
        """Yield the texts of the translation that are in the source's language."""
        del context  # the pair knows everything
        if not pair.tells_drift or pair.source.language == pair.translation.language:
            return
        spoken = [(section, part, speech(part)) for section, part in parts(pair.translation)]
        if _is_whole([each for _, _, passages in spoken for each in passages], pair):
            yield _whole(pair)
            return
        by_section: dict[Section, list[_Left]] = defaultdict(list)
        for left in _left_over(spoken, pair):
            by_section[left.section].append(left)
        for found in by_section.values():
            if pair.is_declared or len(found) <= MANY:
                yield from (_finding([left], pair) for left in found)
            else:
                yield _finding(found, pair)


def _is_whole(spoken: Sequence[Spoken], pair: Pair) -> bool:
    languages = [each.language for each in spoken]
    foreign = languages.count(pair.source.language)
    return foreign >= WHOLE and languages.count(pair.translation.language) <= REST * foreign


def _left_over(spoken: Sequence[tuple[Section, Entry | Section, Sequence[Spoken]]], pair: Pair) -> Iterator[_Left]:
    partners = _partners(pair)
    for section, part, passages in spoken:
        theirs = partners.get(part)
        if found := marks(part, pair.translation.source):
            yield from _told(_Left(section, part, found[0], theirs, is_marked=True), pair)
        elif not _is_bilingual(passages, theirs, pair):
            for run in stretches(passages, pair.source.language, pair.translation.language):
                span = Span(run[0].passage.span.start, run[-1].passage.span.end)
                yield from _told(_Left(section, part, span, theirs), pair)


def _told(left: _Left, pair: Pair) -> Iterator[_Left]:
    """Yield what can be told in the file that is checked: in the source, only what it has, too."""
    if not pair.is_source or left.theirs is not None:
        yield left


def _partners(pair: Pair) -> dict[Entry | Section, Entry | Section]:
    """Return what each part of the translation translates."""
    aligned = pair.alignment.mirrored if pair.is_source else pair.alignment
    partners: dict[Entry | Section, Entry | Section] = {match.ours: match.theirs for match in aligned.sections}
    partners.update((match.ours, match.theirs) for match in aligned.entries)
    return partners


def _is_bilingual(passages: Sequence[Spoken], theirs: Entry | Section | None, pair: Pair) -> bool:
    """Tell whether a part has as much text in its own language as its source has: the rest is there on purpose."""
    own = sum(each.language == pair.translation.language for each in passages)
    if not own:
        return False
    originals = speech(theirs) if theirs else passages
    return own >= sum(has_signs_of(each.words, pair.source.language) for each in originals)


def _finding(found: Sequence[_Left], pair: Pair) -> Finding:
    first, *others = found
    language = language_name(pair.source.language)
    if others:
        names = ", ".join(f'"{left.part.title}"' for left in found[:NAMED])
        more = ", …" if len(found) > NAMED else ""
        subject = "translations" if pair.is_source else "texts"
        message = f"{len(found)} {subject} of this section are still in {language}: {names}{more}"
    elif first.is_marked:
        message = f'the translation of "{first.part.title}" is not confirmed'
    else:
        subject = "the translation" if pair.is_source else "text"
        message = f'{subject} of "{first.part.title}" is still in {language}'
    places = [_place(left, pair) for left in found]
    related = [place for _, place in places if place][:1]
    related += [Related(pair.document.source, span, "another one") for span, _ in places[1:RELATED]]
    return Finding(places[0][0], message, severity=pair.lag, related=tuple(related))


def _place(left: _Left, pair: Pair) -> tuple[Span, Related | None]:
    """Return where to tell it, and the other file's place that belongs to it."""
    theirs = _title_span(left.theirs, pair.source) if left.theirs else None
    if pair.is_source and theirs:
        return theirs, Related(pair.translation.source, left.span, "the text in the translation")
    return left.span, Related(pair.source.source, theirs, "the original is here") if theirs else None


def _title_span(part: Entry | Section, document: Document) -> Span:
    if isinstance(part, Entry):
        return part.title_span
    return _start(document) if part.heading is None else part.heading.content or part.heading.span


def _whole(pair: Pair) -> Finding:
    language = language_name(pair.source.language)
    message = f"nearly all text of the {language_name(pair.translation.language)} list is still in {language}"
    other = pair.translation if pair.is_source else pair.source
    related = Related(other.source, _start(other), "the other list")
    return Finding(_start(pair.document), message, severity=pair.lag, related=(related,))


def _start(document: Document) -> Span:
    """Return the first heading, else the first line."""
    if document.headings:
        return document.headings[0].content or document.headings[0].span
    return Span(0, len(document.source.text.partition("\n")[0]))
