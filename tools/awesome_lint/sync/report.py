"""What ``sync`` says: what was done for each translation, and what is left to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.syntax.nodes import Badge, Entry, Field, Link, Section
from awesome_lint.translation.parts import LINK, LINKS, TITLE, field_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.sync.merge import Conflict
    from awesome_lint.sync.run import SyncResult
    from awesome_lint.sync.session import Dispute, Outcome
    from awesome_lint.syntax.nodes import Document
    from awesome_lint.translation.parts import Part

_DONE = {
    "updated": ("fact carried over", "facts carried over"),
    "added": ("entry added", "entries added"),
    "sections added": ("section added", "sections added"),
    "moved": ("entry moved", "entries moved"),
    "sections moved": ("section moved", "sections moved"),
    "removed": ("entry removed", "entries removed"),
    "filled": ("text translated", "texts translated"),
    "accepted": ("translation confirmed", "translations confirmed"),
}
_NAMES = {TITLE: "the title", LINK: "the link of the title", LINKS: "a link in the text"}
LISTED = 10
"""Entries that are listed by name; the others are counted."""


def described(result: SyncResult, *, preview: bool) -> str:
    """Return the report as lines; ``preview``: nothing was written."""
    lines = [line for outcome in result.outcomes for line in _lines(outcome, result.documents)]
    verb = "would change" if preview else "changed"
    for outcome in result.outcomes:
        done = ", ".join(f"{n} {_DONE[key][n != 1]}" for key, n in sorted(outcome.done.items()) if n)
        state = f"{outcome.untranslated} untranslated, {len(outcome.stale)} stale"
        lines += _advice(outcome)
        lines.append(f"{outcome.translation}: {f'{verb}: {done}' if done else 'in step'}; {state}")
    return "".join(f"{line}\n" for line in lines)


def _advice(outcome: Outcome) -> Iterator[str]:
    """Yield what to do about the differences listed above."""
    disputed = [dispute for dispute in outcome.disputes if not dispute.by_hand]
    if any(not dispute.conflict.recorded for dispute in disputed):
        yield (
            f"{outcome.translation}: nothing is recorded of what was right before; make the values equal, "
            "or take them as they are with `awesome-lint sync --accept`"
        )
    elif disputed:
        yield f"{outcome.translation}: make the values equal, then run `awesome-lint sync` again"


def _lines(outcome: Outcome, documents: dict[str, Document]) -> Iterator[str]:
    source, translation = documents[outcome.source], documents[outcome.translation]
    for dispute in outcome.disputes:
        yield _dispute(dispute, source, translation)
    for entry in outcome.refused:
        place = _place(translation, entry)
        yield f"{place}: {entry.title} is not translated yet: write its text in place of the comment, then accept it"
    for part in outcome.unplaced:
        yield f"{_place(source, part)}: {part.title} is missing in {translation.path}; add it by hand"
    for entry in outcome.extra[:LISTED]:
        place = _place(translation, entry)
        yield f"{place}: {entry.title} is not in {source.path}: add it there, or remove it with --prune"
    if len(outcome.extra) > LISTED:
        yield f"{translation.path}: and {len(outcome.extra) - LISTED} more that are not in {source.path}"


def _dispute(dispute: Dispute, source: Document, translation: Document) -> str:
    conflict, match = dispute.conflict, dispute.match
    ours, theirs = _shown(conflict.source, conflict.translation), _shown(conflict.translation, conflict.source)
    where = f"{_place(translation, match.theirs)}: {match.theirs.title}: {_name(conflict)}"
    values = f"{where} is {theirs}, but {ours} in {_place(source, match.ours)}"
    if dispute.by_hand:
        return f"{values}; it cannot be carried over here, so write it by hand"
    return values + (_history(conflict, source, translation) if conflict.recorded else "")


def _history(conflict: Conflict, source: Document, translation: Document) -> str:
    """Return what is known of how a difference came to be."""
    files = [each.path for each, changed in zip((source, translation), conflict.changed, strict=True) if changed]
    who = "both" if len(files) > 1 else "".join(files)
    if conflict.accepted:
        return f"; the difference was accepted, and {who} changed since"
    return f"; {who} changed since the last sync" if who else ""


def _name(conflict: Conflict) -> str:
    keys = field_keys(conflict.name)
    if keys:
        part = conflict.translation or conflict.source
        field = part.nodes[0] if part and part.nodes else None
        return f"the field {field.key if isinstance(field, Field) and keys[0] != keys[1] else keys[0]}"
    kind, _, name = conflict.name.partition(":")
    return f"the {name} badge" if kind == "badge" else _NAMES[kind]


def _shown(part: Part | None, other: Part | None) -> str:
    """Return the value of a part; of several links or badges those that the other side has not."""
    if part is None:
        return "missing"
    links = [node for node in part.nodes if isinstance(node, Badge | Link)]
    there = [_address(node) for node in other.nodes if isinstance(node, Badge | Link)] if other else []
    own = [address for address in map(_address, links) if address not in there]
    return ", ".join(own) if own and len(links) > 1 else part.shown


def _address(node: Badge | Link) -> str:
    return node.url or (node.image.url if isinstance(node, Badge) else "")


def _place(document: Document, part: Entry | Section) -> str:
    start = part.title_span.start if isinstance(part, Entry) else part.span.start
    return f"{document.path}:{document.source.row(start)}"
