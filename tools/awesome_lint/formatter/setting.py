"""The parser the formatter reads with: the linter's, minus what would hide source text from the layout."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from awesome_lint.formatter.raw import record_raw_lines
from awesome_lint.syntax.markdown import read_github

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_DIFFERENCES = {
    "tasklists": False,  # the parser swallows the box; as text it is copied
    "alerts": False,  # their first line is no token; as a quote it is laid out all the same
}


def configure(md: MarkdownIt) -> None:
    """Make a CommonMark parser, ours or mdformat's, read what the layout needs."""
    read_github(md)
    md.options.update(_DIFFERENCES)
    md.add_render_rule("definition", _definition)
    record_raw_lines(md)
    md.options["awesome_lint_parser"] = md


def _definition(_renderer: Any, tokens: Any, index: int, _options: Any, _env: Any) -> str:
    """Show a definition in the HTML, so that the comparison sees one that is lost, moved or changed."""
    meta = tokens[index].meta
    return f"<!--{meta['label']!r} {meta['url']!r} {meta['title']!r}-->\n"


@cache
def parser() -> MarkdownIt:
    """Return the parser, made once: it holds no state between documents."""
    from markdown_it import MarkdownIt

    md = MarkdownIt("commonmark")
    configure(md)
    return md
