"""Questions about the fields of an entry that several rules ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.syntax.nodes import BlockType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.schema import FieldSpec
    from awesome_lint.syntax.nodes import Block, Entry


def cause_of(entry: Entry, key: str) -> tuple[str, int, str]:
    """Return what names a missing field, whichever rule finds it: without label, misspelt, or not there at all."""
    return ("field", entry.span.start, key)


def field_lists(entry: Entry) -> Iterator[Block]:
    """Yield the lists of which an item is a field of ``entry``."""
    holders = {field.block for field in entry.fields}
    for block in entry.blocks:
        for inner in block.walk():
            if inner.type is BlockType.LIST and any(item in holders for item in inner.children):
                yield inner


def label_of(spec: FieldSpec) -> str:
    """Return the label of a schema's field; it has one, that of the document."""
    return next(iter(spec.label.values()), spec.key)


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them: ``"Date"``, ``"Date" and "Size"``."""
    quoted = [f'"{name}"' for name in names]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), *quoted[-1:])))
