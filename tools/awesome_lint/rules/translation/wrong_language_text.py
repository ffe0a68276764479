"""TRN010."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding
from awesome_lint.languages.detect import LATIN, block_language, has_signs_of
from awesome_lint.rules.base import Context, NodeRule
from awesome_lint.source import Span
from awesome_lint.syntax.nodes import Document, Entry, EntryStyle, Section
from awesome_lint.translation.tags import mentions_language, split_tag
from awesome_lint.translation.tongue import Spoken, language_name, speech, stretches

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

OWN = 4
"""A document with fewer texts that are surely in its language is not judged."""
SHARE = 0.05
"""A list with more of its texts than these in other languages, and more than one, has them on purpose."""
HABIT = 0.3
"""So has a section, from two texts on."""
SIMILAR = 0.4
"""A text and its translation say about as much: the shorter one this part of the longer one, in words."""
CHARACTERS_PER_WORD = 1.6
COMMON = 0.5
"""They share at least this part of their names in Latin letters and numbers."""
_ASCII_WORD = re.compile("[A-Za-z0-9]+")
_WORD = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
_IDEOGRAPH = re.compile("[\u3041-\u30fa\u3400-\u9fff]")
_BREAKS = re.compile("[-_/.]+")


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """A section or an entry with what is said in it; ``path`` are the titles above it, its own last."""

    section: Section
    part: Entry | Section
    path: tuple[str, ...]
    passages: tuple[Spoken, ...]


class WrongLanguageText(NodeRule[Document]):
    """Text is in another language than the list.

    ## Why is this bad?
    Readers of the list cannot read it. It usually slipped in when two lists in different languages were edited
    together.

    A list that is in two languages on purpose is left alone: one with more than a few such texts, a section that
    names another language or uses it throughout, an introduction, a text beside its translation, an English line of
    a bullet or row, which is often what a project says of itself, names, titles, quotations, licences and what stands
    in brackets. Text in the language a list was translated from is the matter of untranslated-text.

    ## Example
    ## Models

    - [Alpha](https://github.com/x/alpha) - A small model that was trained on the public part of the web.
    - [Beta](https://github.com/x/beta) - 这是一个用书籍和论文训练的大模型，可以用来回答问题。
    - [Gamma](https://github.com/x/gamma) - The model that is used by the authors of the first paper on scaling.
    - [Delta](https://github.com/x/delta) - An encoder for the retrieval of passages from a large collection.
    - [Epsilon](https://github.com/x/epsilon) - A decoder that can be trained on one machine in a day with this code.

    ## Use instead
    ## Models

    - [Alpha](https://github.com/x/alpha) - A small model that was trained on the public part of the web.
    - [Beta](https://github.com/x/beta) - A large model for answering questions, trained on books and papers.
    - [Gamma](https://github.com/x/gamma) - The model that is used by the authors of the first paper on scaling.
    - [Delta](https://github.com/x/delta) - An encoder for the retrieval of passages from a large collection.
    - [Epsilon](https://github.com/x/epsilon) - A decoder that can be trained on one machine in a day with this code.
    """

    code = "TRN010"
    name = "wrong-language-text"
    since = "0.1"
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield the texts that are in another language, where that is no habit of the list or the section.

        A file whose name says that it is in another language than its text is not judged: what is foreign there?
        """
        named = split_tag(PurePath(node.path).stem)[1]
        if named not in (None, node.language):
            return
        found = list(_parts(node.root, node.root))
        if _is_habit([each for part in found for each in part.passages], node.language, SHARE, OWN):
            return
        translated = {pair.source.language for pair in context.pairs if not pair.is_source}
        if named:
            translated.add("en")  # a translation, whose source may be elsewhere
        for run, part in _accidents(found, node, translated):
            yield _finding(run, part, node.language)


def _parts(section: Section, root: Section, path: tuple[str, ...] = ()) -> Iterator[_Part]:
    """Yield ``section``, its entries and all below it, each with its titles."""
    path = (*path, section.title) if section is not root else path
    yield _Part(section, section, path, speech(section))
    for top in section.entries:
        yield from (_Part(section, entry, (*path, entry.title), speech(entry)) for entry in top.walk())
    for subsection in section.subsections:
        yield from _parts(subsection, root, path)


def _accidents(
    found: Sequence[_Part], document: Document, translated: Collection[str]
) -> Sequence[tuple[list[Spoken], _Part]]:
    """Return the texts in another language that nothing explains, none where the list has more that it explains."""
    accidents: list[tuple[list[Spoken], _Part]] = []
    on_purpose = 0
    habits = _habits(found, document.language)
    for part in found:
        if part.section is document.root or part.section in habits:
            continue  # an introduction for readers of another language, a section for them
        languages = {each.language for each in part.passages if each.language} - {document.language, *translated}
        for run in (run for tag in sorted(languages) for run in stretches(part.passages, tag, document.language)):
            if _is_on_purpose(run, part, document.language):
                on_purpose += 1
            else:
                accidents.append((run, part))
    return accidents if on_purpose <= len(accidents) else ()


def _habits(found: Sequence[_Part], own: str) -> frozenset[Section]:
    """Return the sections that are in another language, or in two."""
    by_section: dict[Section, list[Spoken]] = defaultdict(list)
    for part in found:
        by_section[part.section] += part.passages
    return frozenset(section for section, said in by_section.items() if _is_habit(said, own, HABIT))


def _is_habit(said: Sequence[Spoken], own: str, share: float, least: int = 0) -> bool:
    """Tell whether more than ``share`` of what is said, and more than one text, is in other languages than ``own``."""
    languages = Counter(each.language for each in said if each.language)
    others = languages.total() - languages[own]
    return languages[own] < least or others > max(1, share * languages.total())


def _is_on_purpose(run: Sequence[Spoken], part: _Part, own: str) -> bool:
    """Tell whether a text is about its language or for its readers, quoted, or stands beside its translation."""
    language = _language(run)
    if any(_names_language(title, language, own) for title in part.path):
        return True
    if any(mentions_language(each.passage.text) or _is_mixed(each, own) for each in run):
        return True
    return _is_tagline(run, part, language) or _has_translation(run, part.passages, own)


def _names_language(title: str, language: str, own: str) -> bool:
    """Tell whether a title speaks of a language (``Awesome-Chinese-LLM``) or is itself in ``language``."""
    if mentions_language(_BREAKS.sub(" ", title)) or block_language(title) == language:
        return True
    return own in LATIN and language not in LATIN and has_signs_of(title, language)


def _is_mixed(spoken: Spoken, own: str) -> bool:
    """Tell whether a text holds words in the script of the list, as a label before a quotation."""
    return own not in LATIN and spoken.language in LATIN and has_signs_of(spoken.passage.text, own)


def _is_tagline(run: Sequence[Spoken], part: _Part, language: str) -> bool:
    """Tell whether a text is all that is said of a thing, in English: lists quote what a project says of itself."""
    is_line = isinstance(part.part, Entry) and part.part.style is not EntryStyle.HEADING
    return is_line and language == "en" and len(run) == 1


def _has_translation(run: Sequence[Spoken], passages: Sequence[Spoken], own: str) -> bool:
    """Tell whether the passage before or behind ``run`` says the same in the language ``own``."""
    first, last = passages.index(run[0]), passages.index(run[-1])
    beside = (*passages[max(0, first - 1) : first], *passages[last + 1 : last + 2])
    text = " ".join(each.passage.text for each in run)
    return any(each.language == own and _says_the_same(text, each.passage.text) for each in beside)


def _says_the_same(text: str, other: str) -> bool:
    """Tell whether one of two texts may be the translation of the other: about as long, with the names in common."""
    one, two = sorted((_length(text), _length(other)))
    if one < SIMILAR * two:
        return False
    names, others = _names(text), _names(other)
    return len(names & others) >= COMMON * min(len(names), len(others))


def _names(text: str) -> set[str]:
    """Return the words that a translator leaves as they are: with a capital letter or a digit."""
    return {word for word in _ASCII_WORD.findall(text) if not word.islower()}


def _length(text: str) -> float:
    """Return how many words ``text`` has, East Asian characters by what they say."""
    return len(_WORD.findall(text)) + len(_IDEOGRAPH.findall(text)) / CHARACTERS_PER_WORD


def _language(run: Sequence[Spoken]) -> str:
    """Return the language a run was found by."""
    return next(each.language for each in run if each.language)


def _finding(run: Sequence[Spoken], part: _Part, own: str) -> Finding:
    span = Span(run[0].passage.span.start, run[-1].passage.span.end)
    language, expected = language_name(_language(run)), language_name(own)
    return Finding(span, f'text of "{part.part.title}" is in {language}, the list is in {expected}')
