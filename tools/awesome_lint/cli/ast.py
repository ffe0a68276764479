"""``awesome-lint ast``."""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from awesome_lint.source import SourceText, Span
    from awesome_lint.syntax.nodes import Badge, Block, Document, Entry, Field, Link, Resource, Section

VERSION = 1


@click.command()
@click.argument("path")
def ast(path: str) -> int:
    """Print the document model as JSON.

    It holds the sections, entries, badges, fields and links of the file PATH; - is standard input.

    \b
    Examples:
      awesome-lint ast README.md
      git show HEAD:README.md | awesome-lint ast -
    """  # noqa: D301 - click reads \b as "keep these lines"
    from awesome_lint.cli.options import read_stdin
    from awesome_lint.cli.output import show_errors, write_stdout
    from awesome_lint.errors import UsageError
    from awesome_lint.pipeline import Request, open_workspace
    from awesome_lint.reporting.json_format import to_json

    if os.path.isdir(path):  # noqa: PTH112 - is_dir() raises where it may not look
        raise UsageError(f"{path} is a folder; ast takes one file")
    paths, stdin = read_stdin((path,), None)
    workspace = open_workspace(Request(paths, stdin=stdin))
    show_errors(workspace.errors)
    for name in workspace.targets:
        write_stdout(to_json(document_object(workspace.files[name].document)))
    return 2 if workspace.errors else 0


def document_object(document: Document) -> dict[str, Any]:
    """Return the document model in the documented shape; entries before any heading stand in a section of level 0."""
    sections = [_section(section, document.source) for section in document.sections]
    if document.root.entries:
        sections.insert(0, {**_section(document.root, document.source), "sections": []})
    return {
        "version": VERSION,
        "path": document.path,
        "language": document.language,
        "title": document.title,
        "sections": sections,
    }


def _section(section: Section, source: SourceText) -> dict[str, Any]:
    return {
        "title": section.title,
        "level": section.level,
        "anchor": section.anchor,
        "span": _span(section.span, source),
        "entries": [_entry(entry, source) for entry in section.entries],
        "sections": [_section(below, source) for below in section.subsections],
    }


def _entry(entry: Entry, source: SourceText) -> dict[str, Any]:
    return {
        "title": entry.title,
        "style": entry.style.value,
        "key": entry.key,
        "span": _span(entry.span, source),
        "badges": [_badge(badge, source) for badge in entry.badges],
        "fields": [_field(field, source) for field in entry.fields],
        "links": [_link(link, source) for link in entry.links],
        "blocks": [_block(block, source) for block in entry.blocks],
        "children": [_entry(child, source) for child in entry.children],
    }


def _badge(badge: Badge, source: SourceText) -> dict[str, Any]:
    return {
        "kind": badge.kind,
        "alt": badge.alt,
        "label": badge.label,
        "message": badge.message,
        "image": badge.image.url,
        "url": badge.url,
        "resource": _resource(badge.resource),
        "span": _span(badge.span, source),
    }


def _field(field: Field, source: SourceText) -> dict[str, Any]:
    return {"label": field.label, "key": field.key, "value": field.value, "span": _span(field.span, source)}


def _link(link: Link, source: SourceText) -> dict[str, Any]:
    resource, span = _resource(link.resource), _span(link.span, source)
    return {"text": link.text, "url": link.url, "resource": resource, "span": span}


def _block(block: Block, source: SourceText) -> dict[str, Any]:
    return {"type": block.type.value, "text": _text(block), "span": _span(block.span, source)}


def _text(block: Block) -> str:
    """Return the text of a block, of a container that of the blocks in it, one a line."""
    texts = (inner.text for inner in block.walk() if not inner.children)
    return "\n".join(text for text in texts if text)


def _resource(resource: Resource | None) -> str | None:
    return str(resource) if resource else None


def _span(span: Span, source: SourceText) -> dict[str, int]:
    return {"start": span.start, "end": span.end, **source.position(span.start)._asdict()}
