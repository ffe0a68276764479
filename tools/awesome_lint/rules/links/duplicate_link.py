"""LNK007."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding, Related, Severity
from awesome_lint.rules.base import Context, NodeRule
from awesome_lint.syntax.inlines import in_page, text_links
from awesome_lint.syntax.nodes import BlockType, Document, Entry, Link
from awesome_lint.syntax.resources import normalized_url
from awesome_lint.syntax.titles import has_words, normalize_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class DuplicateLink(NodeRule[Document]):
    """Two entries of a section lead to the same page under different titles, or a paragraph repeats a link.

    ## Why is this bad?
    One of the titles is wrong, or one thing is listed twice. The same page in another section is no fault, nor is a
    paper or repository that several entries share: the rule for duplicate entries judges those. The home page of a
    site may stand for several of its products, so it is only mentioned.

    ## Example
    ## Tools

    - [Alpha](https://alpha.example/start) does one thing.
    - [Beta](https://alpha.example/start) does another.

    ## Use instead
    ## Tools

    - [Alpha](https://alpha.example/start) does one thing.
    - [Beta](https://beta.example/start) does another.
    """

    code = "LNK007"
    name = "duplicate-link"
    since = "0.1"
    yields_to = ("STR006",)
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield the later of two equal title links of a section, and links repeated within a paragraph."""
        for section in node.root.walk():
            for first, later in _same_target(section.entries):
                message = f'"{later.title}" has the link of "{first.title}"'
                related = Related(context.document.source, first.title_span, f'"{first.title}" is here')
                span = later.title_link.span if later.title_link else later.title_span
                severity = Severity.INFO if _holds_several(later) else None
                yield Finding(span, message, severity=severity, related=(related,))
        for block in node.walk_blocks():
            one_paragraph = len(block.links) > 1 and block.type is not BlockType.HTML
            for link in _repeated(text_links(block.links)) if one_paragraph else ():
                yield Finding(link.span, f'the paragraph links "{link.text}" twice', severity=Severity.INFO)


def _same_target(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Yield pairs of entries whose title links lead to one place while their titles differ."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        link = entry.title_link
        if link is not None and link.url and not in_page(link):
            groups[_place(link)].append(entry)
    for first, *others in groups.values():
        title = normalize_title(first.title)
        yield from ((first, other) for other in others if normalize_title(other.title) != title)


def _place(link: Link) -> str:
    """Return what two spellings of one address share; a query may ask for another thing."""
    return normalized_url(link.url) if link.resource is None or "?" in link.url else str(link.resource).casefold()


def _holds_several(entry: Entry) -> bool:
    """Tell whether several entries may well lead there: a repository, a paper on two models, a site's home page."""
    link = entry.title_link
    return link is not None and (link.resource is not None or normalized_url(link.url).count("/") == len("//"))


def _repeated(links: Iterable[Link]) -> Iterator[Link]:
    seen: set[tuple[str, str]] = set()
    for link in links:
        key = (normalized_url(link.url), link.text.strip())
        if key in seen and has_words(link.text):
            yield link
        seen.add(key)
