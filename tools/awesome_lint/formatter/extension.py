"""The mdformat parser extension: canonical form of a list, as renderers. Plain ``mdformat`` lays out the same way.

Canonical: ``#`` headings, one blank line between blocks, the document's majority bullet and emphasis markers, backtick
fences, ordered numbers as written (where they are neither all equal nor counting up or down: counted from the first),
``---`` rules, well-formed tables as they are, no trailing spaces but a hard break's two, one final newline. Inline
content is copied. Inside lists and quotes blank lines stay where the author put them, and blocks written without a
blank line between them stay together where they belong together (comments, definitions, footnotes, neighbouring lists).

mdformat's options ``wrap`` and ``number`` have no effect on it and its code formatters are not called; ``end_of_line``
works. ``[plugin.awesome_lint]`` in ``.mdformat.toml`` takes ``bullet``, ``emphasis`` and ``strong``. An extension
that renders the same nodes (``mdformat-gfm``) must not be enabled beside it: the first one speaks.
Plain mdformat has no guard per block: where a layout would change the HTML, it refuses the whole file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.formatter import containers, leaves, setting, tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it import MarkdownIt
    from mdformat.renderer.typing import Render

RENDERERS: Mapping[str, Render] = {
    "root": containers.root,
    "blockquote": containers.quote,
    "bullet_list": containers.bullet_list,
    "ordered_list": containers.ordered_list,
    "list_item": containers.item,
    "paragraph": leaves.paragraph,
    "heading": leaves.heading,
    "hr": leaves.rule,
    "fence": leaves.fence,
    "table": tables.table,
    "code_block": leaves.verbatim,
    "html_block": leaves.verbatim,
    "definition": leaves.verbatim,
    "front_matter": leaves.verbatim,
    "footnote_reference": leaves.footnote,
    "math_block": leaves.verbatim,
}


def update_mdit(mdit: MarkdownIt) -> None:
    """Configure mdformat's parser (called by mdformat)."""
    setting.configure(mdit)
