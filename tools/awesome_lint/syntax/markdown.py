"""The Markdown that is read: GitHub's, with every block and inline token placed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath.index import math_block_dollar, math_inline_dollar
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from awesome_lint.syntax import guards
from awesome_lint.syntax.places import record_places
from awesome_lint.syntax.spans import SpanInline, limit_delimiters

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_inline import StateInline

_OPTIONS = {
    "tasklists": True,
    "alerts": True,
    "strikethrough_single_tilde": True,
    "inline_definitions": True,
    "store_labels": True,
    "maxNesting": 1_000_000,  # beyond it the library drops content in silence; our own limit raises far below
}

_GUARDS: dict[str, Callable[[guards.Inline], guards.Inline]] = {
    "link": guards.bracket,
    "image": guards.bracket,
    "footnote_ref": guards.footnote,
    "html_inline": guards.html,
    "gfm_autolink_www": guards.bare_url,
    "gfm_autolink_protocol": guards.bare_url,
    "gfm_autolink_email": guards.bare_url,
    "math_inline": guards.math,
}


class _Parser(MarkdownIt):
    """A parser that leaves destinations as written: neither percent-encoded, nor judged, as a browser would."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the name is the library's
        """Return ``url``."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the name is the library's
        """Return ``link``."""
        return link

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the name is the library's
        """Return True: rules judge links, so they have to see them."""
        return True


@cache
def markdown_parser() -> MarkdownIt:
    """Return the parser: CommonMark with GitHub's extensions, definitions and footnotes kept where they stand.

    Tokens carry the places that ``spans`` and ``places`` describe. Give ``parse`` an ``env`` with the file's ``path``:
    a ``LimitError`` names it.
    """
    md = _Parser("commonmark")
    read_github(md)
    return md


def read_github(md: MarkdownIt) -> None:
    """Make a CommonMark parser read what the linter reads: the one setting, the formatter's parser uses it as well."""
    inline = SpanInline()
    inline.ruler, inline.ruler2 = md.inline.ruler, md.inline.ruler2
    md.inline = inline
    md.options.update(_OPTIONS)
    md.enable(["table", "strikethrough"])
    md.use(gfm_autolink_plugin)
    md.use(footnote_plugin, inline=False, move_to_end=False)
    md.use(front_matter_plugin)
    _add_math(md)
    _guard(md)
    md.inline.ruler2.before("balance_pairs", "limit_delimiters", limit_delimiters)
    inline.prepare()
    record_places(md)


def _add_math(md: MarkdownIt) -> None:
    """Add formulas. Digits beside dollars are our guard's affair: the plugin asks the text's end at its start."""
    md.inline.ruler.before("escape", "math_inline", math_inline_dollar(allow_space=False, allow_double=True))
    md.block.ruler.before("fence", "math_block", guards.math_block(math_block_dollar(allow_labels=False)))


def _guard(md: MarkdownIt) -> None:
    ruler = md.inline.ruler
    rules: dict[str, Callable[[StateInline, bool], bool]] = dict(
        zip(ruler.get_active_rules(), ruler.getRules(""), strict=True)
    )
    for name, guard in _GUARDS.items():
        ruler.at(name, guard(rules[name]))
    blocks = dict(zip(md.block.ruler.get_active_rules(), md.block.ruler.getRules(""), strict=True))
    md.block.ruler.at("front_matter", guards.front_matter(blocks["front_matter"]))
