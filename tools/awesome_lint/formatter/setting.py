"""The parser the formatter reads with: the linter's Markdown, minus what would hide source text from the layout."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from awesome_lint.errors import LimitError
from awesome_lint.formatter.raw import stamp_tokens

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

MAX_NESTING = 100
"""Nesting levels that are read; the parser silently drops what is deeper."""


def configure(md: MarkdownIt) -> None:
    """Give a CommonMark parser GitHub's extensions and our stamps.

    Left out: task lists (the parser swallows the box; as text it is copied), alerts (a quote is laid out the same
    with and without), footnotes (their definitions would be moved to the end; ``leaves`` keeps their source).
    """
    md.enable(["table", "strikethrough"])
    md.options["strikethrough_single_tilde"] = True
    md.options["inline_definitions"] = True
    md.options["maxNesting"] = MAX_NESTING
    md.use(gfm_autolink_plugin)
    md.use(
        dollarmath_plugin,
        allow_labels=False,
        allow_space=False,
        allow_digits=False,
        allow_blank_lines=False,
        double_inline=True,
    )
    md.use(front_matter_plugin)
    md.add_render_rule("definition", _definition)
    md.core.ruler.after("block", "nesting_limit", _check_nesting)
    stamp_tokens(md)
    md.options["awesome_lint_parser"] = md  # type: ignore[literal-required]  # options are open to extensions


def _check_nesting(state: StateCore) -> None:
    """Refuse a document of which the parser drops a part, before its layout can lose it."""
    if any(token.level >= MAX_NESTING - 1 for token in state.tokens):
        path = state.env.get("awesome_lint_path") or state.md.options.get("mdformat", {}).get("filename") or "-"
        raise LimitError(path, f"more than {MAX_NESTING} nesting levels")


def _definition(_renderer: Any, tokens: Any, index: int, _options: Any, _env: Any) -> str:
    """Show a definition in the HTML, so that the comparison sees one that is lost, moved or changed."""
    return f"<!--{tokens[index].meta!r}-->\n"


@cache
def parser() -> MarkdownIt:
    """Return the parser, made once: it holds no state between documents."""
    from markdown_it import MarkdownIt

    md = MarkdownIt("commonmark")
    configure(md)
    return md
