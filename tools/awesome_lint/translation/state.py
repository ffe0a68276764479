"""What was in step when a translation was last confirmed: ``.awesome-lint/translations.json``.

One line per entry and translation, sorted, so that changes on two branches merge. The file holds fingerprints only:
they tell which side has changed since, which is all a three-way merge needs.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from awesome_lint.errors import FileError
from awesome_lint.syntax.nodes import Section
from awesome_lint.translation.prose import passages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_lint.syntax.nodes import Entry
    from awesome_lint.translation.align import Alignment

FOLDER, FILE = ".awesome-lint", "translations.json"
"""Where the state is, from the folder of the configuration."""
VERSION = 1
_BYTES = 6
"""Length of a fingerprint: among 3,000 texts two are equal by chance once in 60 million lists."""


@dataclass(frozen=True, slots=True)
class Record:
    """Fingerprints of one entry: of the prose of both sides, and of each neutral part, equal on both, by its name.

    ``key`` is the entry's key in the translation. Prose that nobody has confirmed has the empty fingerprint.
    """

    key: str
    source: str
    translation: str
    neutral: Mapping[str, str] = field(default_factory=dict)


State = dict[str, dict[str, Record]]
"""By the translation's path, from the folder of the configuration, and by the entry's key in the source."""


def fingerprint(text: str) -> str:
    """Return a fingerprint of ``text`` that the layout of its white space does not change."""
    return blake2b(" ".join(text.split()).encode("utf-8", "surrogatepass"), digest_size=_BYTES).hexdigest()


def prose_fingerprint(part: Entry | Section) -> str:
    """Return the fingerprint of the prose of ``part``; that of no prose is that of the empty text."""
    return fingerprint("\n".join(passage.text for passage in passages(part)))


def part_key(part: Entry | Section) -> str:
    """Return what names ``part`` in the state: an entry's key, a section's anchor behind ``#``."""
    return f"#{part.anchor}" if isinstance(part, Section) else part.key


def confirmed(alignment: Alignment) -> dict[str, Record]:
    """Return the records of a source, whose alignment this is, and a translation that is up to date now."""
    return {
        part_key(ours): Record(part_key(theirs), prose_fingerprint(ours), prose_fingerprint(theirs))
        for ours, theirs in alignment.parts
    }


def records_of(alignment: Alignment, records: Mapping[str, Record]) -> dict[Entry | Section, Record]:
    """Return what is recorded of each part of the source, whose alignment this is, that has a partner.

    A part whose source got another title is found by the key of its translation.
    """
    known = {part_key(ours) for ours, _ in alignment.parts}
    known |= {*map(part_key, alignment.our_entries), *map(part_key, alignment.our_sections)}
    renamed = {record.key: record for key, record in records.items() if key not in known}
    found = ((ours, records.get(part_key(ours)) or renamed.get(part_key(theirs))) for ours, theirs in alignment.parts)
    return {ours: record for ours, record in found if record}


def is_stale(part: Entry | Section, record: Record) -> bool:
    """Tell whether the prose of ``part``, of the source, changed since its translation was confirmed."""
    return bool(record.source) and record.source != prose_fingerprint(part)


def read_state(path: str, text: str) -> State:
    """Return the state that ``text`` holds, the content of the file at ``path``; raises ``FileError``."""
    try:
        data = json.loads(text)
        if data["version"] != VERSION:
            raise FileError(path, f"is of version {data['version']!r}, and this awesome-lint knows {VERSION}")
        return {
            file: {key: _record(key, line) for key, line in lines.items()}
            for file, lines in data["translations"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        advice = "undo what was changed by hand, or delete it and run `awesome-lint sync`"
        raise FileError(path, f"is not what awesome-lint wrote; {advice}") from error


def _record(key: str, line: dict[str, Any]) -> Record:
    neutral = {str(name): str(value) for name, value in line.get("neutral", {}).items()}
    return Record(str(line.get("as", key)), str(line["source"]), str(line["translation"]), neutral)


def write_state(state: State) -> str:
    """Return the text of the state's file: one line per entry and translation, sorted."""
    files = []
    for file, records in sorted(state.items()):
        lines = [f"      {_json(key)}: {_json(_line(key, record))}" for key, record in sorted(records.items())]
        files.append(f"    {_json(file)}: {{\n" + ",\n".join(lines) + "\n    }")
    return f'{{\n  "version": {VERSION},\n  "translations": {{\n' + ",\n".join(files) + "\n  }\n}\n"


def _line(key: str, record: Record) -> dict[str, Any]:
    renamed = {"as": record.key} if record.key != key else {}
    neutral = {"neutral": dict(sorted(record.neutral.items()))} if record.neutral else {}
    return {**renamed, "source": record.source, "translation": record.translation, **neutral}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
