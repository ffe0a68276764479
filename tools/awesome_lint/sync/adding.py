"""What a translation lacks, put in its place for a translator."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from awesome_lint.syntax.nodes import Section
from awesome_lint.translation.placing import is_empty
from awesome_lint.translation.skeleton import section_skeleton, skeleton
from awesome_lint.translation.tags import mentions_language

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from awesome_lint.diagnostics import Edit
    from awesome_lint.syntax.nodes import Entry
    from awesome_lint.translation.placing import Place, Placing
    from awesome_lint.translation.skeleton import Writer


def is_expected(part: Entry | Section) -> bool:
    """Tell whether a translation is to have ``part``: all entries, and sections that say something.

    A section about a language is not expected.
    """
    return not isinstance(part, Section) or not (is_empty(part) or mentions_language(part.title))


def outermost_sections(placing: Placing) -> list[Section]:
    """Return the sections that are missing over there, without those that stand in another one of them."""
    missing = placing.alignment.our_sections
    inner = {sub for section in missing for each in section.subsections for sub in each.walk()}
    return [section for section in missing if section not in inner and is_expected(section)]


def outermost_entries(placing: Placing) -> list[Entry]:
    """Return the entries that are missing over there, without the children of another one of them."""
    missing = placing.alignment.our_entries
    inner = {child for entry in missing for child in entry.walk() if child is not entry}
    return [entry for entry in missing if entry not in inner]


def with_sections(placing: Placing, sections: Collection[Section]) -> Iterator[Edit]:
    """Yield the edits that put ``sections`` into the other document, each with all below it but entries."""
    newlines = placing.ours.source.newline * 2
    pieces: dict[Place, list[str]] = defaultdict(list)
    for section in sections:
        if (place := placing.place_of_section(section)) is not None:
            texts = (section_skeleton(each, placing.ours, placing.theirs) for each in section.walk())
            pieces[place].append(newlines.join(texts))
    return _filled(pieces)


def with_entries(placing: Placing, entries: Collection[Entry], writer: Writer) -> Iterator[Edit]:
    """Yield the edits that put ``entries`` into the other document, in whose language ``writer`` writes fields."""
    pieces: dict[Place, list[str]] = defaultdict(list)
    for entry in entries:
        if (place := placing.place_of(entry)) is not None:
            pieces[place].append(skeleton(entry, placing.ours, placing.theirs, writer))
    return _filled(pieces)


def _filled(pieces: Mapping[Place, list[str]]) -> Iterator[Edit]:
    return (place.filled(texts) for place, texts in pieces.items())
