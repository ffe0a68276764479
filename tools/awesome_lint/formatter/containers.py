"""Layout of containers: the document, quotes, lists and items. They prefix lines and set blank lines between blocks."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.formatter.conventions import Conventions, conventions
from awesome_lint.formatter.raw import raw, without_blank_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mdformat.renderer import RenderContext, RenderTreeNode

_LISTS = {"bullet_list", "ordered_list"}
_MAX_NUMBER = 999_999_999


class Piece(NamedTuple):
    """A top-level block in canonical form.

    The source lines ``start`` to ``end`` (from 0, exclusive) become ``lines``, with ``blank`` blank lines before.
    """

    type: str
    start: int
    end: int
    lines: list[str]
    blank: int


def root(node: RenderTreeNode, context: RenderContext) -> str:
    """Lay out a document; its pieces are left in ``env["awesome_lint_pieces"]`` for who wants edits."""
    context.env["awesome_lint"] = conventions(node, context.options)
    pieces = [_piece(before, child, context) for before, child in _with_previous(node.children)]
    context.env["awesome_lint_pieces"] = pieces
    lines = [line for piece in pieces for line in (*[""] * piece.blank, *piece.lines)]
    return "\n".join(lines)


def _piece(before: RenderTreeNode | None, node: RenderTreeNode, context: RenderContext) -> Piece:
    blank = 0 if before is None else max(_blank_lines(before, node), not _stays_glued(before, node))
    return Piece(node.type, _map(node)[0], _content_end(node), node.render(context).split("\n"), int(blank))


def _with_previous(nodes: Sequence[RenderTreeNode]) -> Iterator[tuple[RenderTreeNode | None, RenderTreeNode]]:
    """Yield each node with the one before; ``previous_sibling`` searches the parent's children each time."""
    return zip([None, *nodes], nodes, strict=False)


def _stays_glued(before: RenderTreeNode, node: RenderTreeNode) -> bool:
    """Tell whether two top-level blocks the author wrote without a blank line between them belong together."""
    both = {before.type, node.type}
    return (
        both <= {"definition", "footnote_reference"}
        or both <= _LISTS
        or "front_matter" in both
        or _is_comment(before)
        or _is_comment(node)
    )


def _is_comment(node: RenderTreeNode) -> bool:
    return node.type == "html_block" and node.content.lstrip().startswith("<!--")


def _map(node: RenderTreeNode) -> tuple[int, int]:
    assert node.map is not None  # noqa: S101 - every block has one  # narrows the type
    return node.map


def _content_end(node: RenderTreeNode) -> int:
    """Return the line behind a block's last one; the parser counts blank lines below a container as its own."""
    start, end = _map(node)
    if node.type in _LISTS or node.type == "list_item":
        return _content_end(node.children[-1]) if node.children else start + 1
    if node.type in ("blockquote", "footnote_reference"):
        return start + len(without_blank_end(raw(node.meta)))
    return end


def _blank_lines(before: RenderTreeNode, node: RenderTreeNode) -> int:
    """Return 1 where the source has a blank line (or several) between two neighbours, else 0."""
    return int(_map(node)[0] > _content_end(before))


def _stacked(nodes: Sequence[RenderTreeNode], texts: Sequence[str]) -> str:
    """Join neighbours inside a container, with a blank line only where the source has one."""
    parts = []
    for (before, node), text in zip(_with_previous(nodes), texts, strict=True):
        parts.append(("\n" * (1 + _blank_lines(before, node)) if before else "") + text)
    return "".join(parts)


def quote(node: RenderTreeNode, context: RenderContext) -> str:
    """Lay out a quote: ``> `` before each line, ``>`` alone on a blank one."""
    lines = without_blank_end(raw(node.meta))
    if _is_alert(node) and not all(line.text.lstrip(" ").startswith(">") for line in lines):
        return "\n".join(line.text for line in lines)  # which lazy lines GitHub counts as the alert's is its affair
    text = _stacked(node.children, [child.render(context) for child in node.children])
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def _is_alert(node: RenderTreeNode) -> bool:
    first = node.children[0] if node.children else None
    return first is not None and first.type == "paragraph" and raw(first.meta)[0].text.lstrip(" \t").startswith("[!")


def item(node: RenderTreeNode, context: RenderContext) -> str:
    """Lay out the content of a list item; its list adds marker and indent."""
    return _stacked(node.children, [child.render(context) for child in node.children])


def bullet_list(node: RenderTreeNode, context: RenderContext) -> str:
    """Lay out a bullet list with the document's bullet, with its own where it would merge with a neighbour."""
    style: Conventions = context.env["awesome_lint"]
    bullet = style.bullet
    if id(node) in style.touching or any(_starts_with_rule(child, bullet) for child in node.children):
        bullet = node.markup  # "* ---" is a rule in an item, "- ---" a rule
    return _list(node, [bullet] * len(node.children), context)


def _starts_with_rule(node: RenderTreeNode, bullet: str) -> bool:
    return bool(node.children) and node.children[0].type == "hr" and node.children[0].markup.startswith(bullet)


def ordered_list(node: RenderTreeNode, context: RenderContext) -> str:
    """Lay out an ordered list with its numbers as written when they make sense, else counted from the first."""
    markers = [f"{number}{node.markup}" for number in _numbers([child.info for child in node.children])]
    return _list(node, markers, context)


def _numbers(written: list[str]) -> list[str]:
    values = [int(number) for number in written]
    steps = {after - before for before, after in pairwise(values)}
    counted = range(values[0], values[0] + len(values))
    if steps in (set(), {0}, {1}, {-1}) or counted[-1] > _MAX_NUMBER:  # years often count down
        return written
    width = len(written[0]) if written[0].startswith("0") else 0
    return [str(number).zfill(width) for number in counted]


def _list(node: RenderTreeNode, markers: list[str], context: RenderContext) -> str:
    texts = [_marked(marker, child, context) for marker, child in zip(markers, node.children, strict=True)]
    return _stacked(node.children, texts)


def _marked(marker: str, node: RenderTreeNode, context: RenderContext) -> str:
    first, *rest = node.render(context).split("\n")
    indent = " " * (len(marker) + 1)
    tail = [f"{indent}{line}" if line else "" for line in rest]
    if first.startswith(" ") and node.children[0].type != "code_block":
        return "\n".join([marker, f"{indent}{first}", *tail])  # beside the marker its indent would count as the item's
    return "\n".join([f"{marker} {first}" if first else marker, *tail])
