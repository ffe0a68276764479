"""How a ledger's entry is written as a row of its table, and read back without trust in what is there."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from awesome_lint.links.history import LedgerEntry
from awesome_lint.links.redaction import redacted_facts, redacted_text, without_credentials
from awesome_lint.links.verdicts import Judgement, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

_MAX_TEXT = 500
"""Characters kept of a reason or a piece of evidence."""
_MAX_VALIDATOR = 500
"""Longer ones are not kept: cut off they would be wrong."""
_MAX_FACTS = 2**16
"""Characters of JSON; a provider's facts are a few hundred."""
_GREATEST = 2**53
"""Of a time or a number of checks; SQLite's greatest number plus 1 is none of its numbers."""
SCHEMA = """CREATE TABLE facts (
    key TEXT NOT NULL PRIMARY KEY,
    verdict TEXT NOT NULL,
    checked INTEGER NOT NULL,
    reason TEXT NOT NULL,
    evidence TEXT NOT NULL,
    by_owner INTEGER NOT NULL,
    moved_to TEXT,
    etag TEXT,
    last_modified TEXT,
    facts TEXT NOT NULL,
    first_failed INTEGER,
    last_ok INTEGER,
    checks INTEGER NOT NULL,
    contested INTEGER NOT NULL
) WITHOUT ROWID"""
COLUMNS = tuple(line.split()[0] for line in SCHEMA.splitlines()[1:-1])
_TYPES = {
    name: ((str if kind == "TEXT" else int), *(() if rest else (type(None),)))
    for name, kind, *rest in (line.strip(" ,").split() for line in SCHEMA.splitlines()[1:-1])
}


def entry_of(row: Sequence[Any]) -> LedgerEntry:
    """Return the entry that ``row`` holds; raises ``ValueError`` when we cannot have written it."""
    held = dict(zip(COLUMNS, row, strict=True))
    try:
        return _read(held)
    except (ValueError, TypeError, RecursionError) as error:
        raise ValueError("the row is not what awesome-lint writes") from error


def _read(held: dict[str, Any]) -> LedgerEntry:
    if wrong := [name for name, value in held.items() if not isinstance(value, _TYPES[name])]:
        raise TypeError(wrong)
    if beyond := [name for name, value in held.items() if isinstance(value, int) and abs(value) > _GREATEST]:
        raise ValueError(beyond)
    history = {name: held.pop(name) for name in ("first_failed", "last_ok", "checks")}
    contested = bool(held.pop("contested"))
    facts = json.loads(held["facts"])
    if not isinstance(facts, dict):
        raise TypeError(facts)
    held |= {"verdict": Verdict(held["verdict"]), "by_owner": bool(held["by_owner"]), "facts": facts}
    return LedgerEntry(_clean(Judgement(**held)), contested=contested, **history)


def row_of(entry: LedgerEntry) -> tuple[object, ...]:
    """Return the row that holds ``entry``, in the order of ``COLUMNS``; what must not be kept is left out."""
    clean = _clean(entry.judgement)
    held = {name: getattr(clean if hasattr(clean, name) else entry, name) for name in COLUMNS}
    held["facts"] = json.dumps(clean.facts, sort_keys=True)
    return tuple(held.values())


def _clean(judgement: Judgement) -> Judgement:
    """Return ``judgement`` as it may be kept: without credentials, bounded, and in text that UTF-8 can hold."""
    facts = redacted_facts(judgement.facts)
    return replace(
        judgement,
        key=clean_key(judgement.key),
        reason=_storable(redacted_text(judgement.reason))[:_MAX_TEXT],
        evidence=_storable(redacted_text(judgement.evidence))[:_MAX_TEXT],
        moved_to=judgement.moved_to and clean_key(judgement.moved_to),
        etag=_validator(judgement.etag),
        last_modified=_validator(judgement.last_modified),
        facts=facts if len(json.dumps(facts)) <= _MAX_FACTS else {},
    )


def clean_key(key: str) -> str:
    """Return ``key`` as the ledger keeps it: without credentials."""
    return _storable(redacted_text(without_credentials(key)))


def _validator(value: str | None) -> str | None:
    fits = value is not None and len(value) <= _MAX_VALIDATOR and value.isascii() and value.isprintable()
    return value if fits else None


def _storable(text: str) -> str:
    """Return ``text`` with the halves of surrogate pairs that it holds written out: SQLite keeps UTF-8."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
