"""STR006."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding, Related, Severity
from awesome_lint.rules.base import Context, NodeRule
from awesome_lint.syntax.inlines import in_page
from awesome_lint.syntax.nodes import Document, EntryStyle
from awesome_lint.syntax.resources import normalized_url
from awesome_lint.syntax.titles import normalize_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.syntax.nodes import Entry, Link, Section

MIN_WORDS = 3
"""A title of this many words names one thing; a shorter one may be the name of several."""


class DuplicateEntry(NodeRule[Document]):
    """Entry stands in the list twice.

    ## Why is this bad?
    One of the two is corrected one day and the other is not.

    ## Example
    ## Tools

    - [Alpha](https://github.com/a/alpha) does one thing.
    - [Alpha](https://github.com/a/alpha) does one thing well.

    ## Use instead
    ## Tools

    - [Alpha](https://github.com/a/alpha) does one thing well.
    """

    code = "STR006"
    name = "duplicate-entry"
    since = "0.1"
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield each entry with the title or the title link of an earlier one.

        In another section, or where links say that it is another thing of the same name, the same title is
        information only; rows that share the words of a first cell and no link are no repetition.
        """
        titles: dict[str, tuple[Entry, Section]] = {}
        targets: dict[tuple[Section, str], Entry] = {}
        for section in node.root.walk():
            for entry in section.entries:
                title, target = normalize_title(entry.title), (section, _target(entry))
                if target[1] and target in targets and _is_part(title, normalize_title(targets[target].title)):
                    yield _finding(entry, targets[target], context, None)
                elif title and title in titles and not _is_column(titles[title][0], entry):
                    first, where = titles[title]
                    sure = where is section and _is_same_thing(first, entry)
                    yield _finding(entry, first, context, None if sure else Severity.INFO)
                titles.setdefault(title, (entry, section))
                targets.setdefault(target, entry)


def _is_part(one: str, other: str) -> bool:
    """Tell whether one title holds the other; several things of one repository are no repetition (LNK007)."""
    return one in other or other in one


def _target(entry: Entry) -> str:
    """Return what the title leads to, as it compares; empty when that is no known kind of thing."""
    resource = entry.title_link.resource if entry.title_link else None
    return f"{resource.same}/{resource.path}".casefold() if resource else ""


def _is_column(first: Entry, entry: Entry) -> bool:
    """Tell whether two rows only share what a column says, such as who made the thing: no title link, no link alike."""
    is_row = first.style is entry.style is EntryStyle.TABLE_ROW
    return is_row and not (first.title_link or entry.title_link) and not _share_link(first, entry)


def _is_same_thing(first: Entry, entry: Entry) -> bool:
    """Tell whether two entries of one title are about one thing, as far as their links tell."""
    if first.title_link and entry.title_link:
        known = (_target(first), _target(entry))
        return not all(known) and (any(known) or _host(first.title_link) == _host(entry.title_link))
    return _share_link(first, entry) or len(normalize_title(entry.title).split()) >= MIN_WORDS


def _share_link(first: Entry, entry: Entry) -> bool:
    """Tell whether the first link of one of two entries is among the other's."""
    one, two = _links(first), _links(entry)
    return bool(one and two) and (one[0] in two or two[0] in one)


def _links(entry: Entry) -> list[str]:
    links = (link for link in entry.links if not link.is_image and not in_page(link))
    return [str(link.resource.same).casefold() if link.resource else normalized_url(link.url) for link in links]


def _host(link: Link) -> str:
    return normalized_url(link.url).partition("://")[2].partition("/")[0]


def _finding(entry: Entry, first: Entry, context: Context, severity: Severity | None) -> Finding:
    source = context.document.source
    row = source.row(first.span.start)
    related = Related(source, first.title_span, "the first entry")
    alike = normalize_title(entry.title) == normalize_title(first.title)
    reason = "" if alike else f': its title leads where that of "{first.title}" does'
    message = f'"{entry.title}" repeats the entry of line {row}{reason}'
    return Finding(entry.title_span, message, None, severity, related=(related,))
