"""LNK009."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Applicability, Edit, Finding, Fix, Severity
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.rules.links._literal_text import HIDDEN, LiteralLine, literal_lines
from awesome_lint.schema.spelling import edit_distance
from awesome_lint.syntax.nodes import Definition, Document, Link
from awesome_lint.syntax.titles import has_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.source import Span

_REFERENCE = re.compile(r"(?<![\w\])\0])\[(?P<text>[^\[\]]+)\]\[(?P<label>[^\[\]\0]*)\](?![\[(])")
_NOT_LABELS = ("^", "@", "http://", "https://", "www.")
_NEAR = 4
"""Labels of this length on may be one letter apart and still be meant."""


class UndefinedReference(NodeRule[Document]):
    """Reference link has no definition, or a definition is never used.

    ## Why is this bad?
    `[text][label]` without a definition stays in the text as it is written. Only lists that use such links are
    judged, and only while most of theirs are defined: elsewhere `[2024][EMNLP]` are two marks side by side.

    ## Example
    See [Alpha][alpha] and [Beta][betta].

    [alpha]: https://alpha.example
    [beta]: https://beta.example

    ## Use instead
    See [Alpha][alpha] and [Beta][beta].

    [alpha]: https://alpha.example
    [beta]: https://beta.example

    ## Fix safety
    The fix is unsafe where the nearest label is already used by another link.
    """

    code = "LNK009"
    name = "undefined-reference"
    since = "0.1"
    severity = Severity.ERROR
    fixable = Fixable.SOMETIMES
    changes_urls = True
    yields_to = ("LNK001", "LNK002")
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield references without definition, then definitions without reference."""
        if not node.definitions:
            return
        used = {link.label for link in node.links if link.label}
        meant = set()
        for line, match in _undefined(node):
            label = match["label"] or match["text"]
            near = _nearest(label, node)
            fix = _fix(line.span(*match.span("label")), near, context, safe=near.label not in used) if near else None
            meant |= {near.label} if near else set()
            yield Finding(line.span(*match.span()), f'"{label}" is not defined', fix)
        yield from _unused(node, used | meant)


def _is_full_reference(link: Link, document: Document) -> bool:
    return bool(link.label) and "][" in document.source.slice(link.span)


def _undefined(document: Document) -> list[tuple[LiteralLine, re.Match[str]]]:
    """Return what looks like a reference and is none, where the document's habit is to define them."""
    defined = sum(_is_full_reference(link, document) for link in document.links)
    lines = literal_lines(document) if defined else ()
    found = [(line, match) for line in lines for match in _REFERENCE.finditer(line.text) if _is_meant(match)]
    return found if len(found) <= defined else []


def _is_meant(match: re.Match[str]) -> bool:
    """Tell whether this is a reference rather than a footnote or a citation (``[1][2]``)."""
    text, label = match["text"].replace(HIDDEN, "x"), match["label"]
    return has_words(text) and not text.startswith("^") and not label.startswith(_NOT_LABELS)


def _nearest(label: str, document: Document) -> Definition | None:
    """Return the only definition whose label is one letter away."""
    near = {d.label: d for d in document.definitions if _is_near(label.casefold(), d.label.casefold())}
    return next(iter(near.values())) if len(near) == 1 else None


def _fix(place: Span, definition: Definition, context: Context, *, safe: bool) -> Fix:
    written = _written_label(definition, context.document)
    applicability = Applicability.SAFE if safe else Applicability.UNSAFE
    return Fix(f"Write [{written}]", (Edit(place, written),), applicability)


def _is_near(one: str, other: str) -> bool:
    same_digits = [c for c in one if c.isdigit()] == [c for c in other if c.isdigit()]
    return len(one) >= _NEAR and same_digits and edit_distance(one, other, 1) <= 1


def _written_label(definition: Definition, document: Document) -> str:
    return document.source.slice(definition.span).partition("]:")[0].lstrip("[ ")


def _unused(document: Document, used: set[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for definition in document.definitions:
        if definition.label in seen:
            message = f'"{_written_label(definition, document)}" is defined twice; the first counts'
            yield Finding(definition.span, message, severity=Severity.INFO)
        elif definition.label not in used and not _is_comment(definition):
            message = f'nothing uses the definition of "{_written_label(definition, document)}"'
            yield Finding(definition.span, message, severity=Severity.INFO)
        seen.add(definition.label)


def _is_comment(definition: Definition) -> bool:
    """Tell whether this is a hidden remark: ``[//]: # (a remark)``."""
    return definition.url in ("", "#") or definition.label.startswith("//")
