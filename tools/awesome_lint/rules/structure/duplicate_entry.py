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
MANY = 10
"""A list with more entries in two sections than these has the habit, and one finding says it."""


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
        information only, and one finding where a list does so by habit.
        """
        found = list(_repetitions(node))
        remarks = [(entry, first) for entry, first, sure in found if not sure]
        for entry, first, sure in found:
            if sure:
                yield _finding(entry, first, context, None)
            elif len(remarks) <= MANY:
                yield _finding(entry, first, context, Severity.INFO)
        if len(remarks) > MANY:
            yield _finding(*remarks[0], context, Severity.INFO, others=len(remarks) - 1)


def _repetitions(document: Document) -> Iterator[tuple[Entry, Entry, bool]]:
    """Yield each entry that repeats one, with the first of its kind, and whether the two are surely one thing.

    Rows that share the words of a first cell and no link are no repetition, nor is a name that stands in another
    section and leads elsewhere.
    """
    titles: dict[str, tuple[Entry, Section]] = {}
    targets: dict[tuple[Section, str], Entry] = {}
    for section in document.root.walk():
        for entry in section.entries:
            title, target = normalize_title(entry.title), (section, _target(entry))
            first, where = titles.setdefault(title, (entry, section))
            if target[1] and target in targets and _is_part(title, normalize_title(targets[target].title)):
                yield entry, targets[target], True
            elif title and first is not entry and not _is_column(first, entry):
                if where is section:
                    yield entry, first, _is_same_thing(first, entry)
                elif not _lead_apart(first, entry):
                    yield entry, first, False
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


def _lead_apart(first: Entry, entry: Entry) -> bool:
    """Tell whether the titles of two entries link different addresses."""
    one, two = first.title_link, entry.title_link
    return one is not None and two is not None and _address(one) != _address(two)


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
    return [_address(link) for link in entry.links if not link.is_image and not in_page(link)]


def _address(link: Link) -> str:
    return str(link.resource.same).casefold() if link.resource else normalized_url(link.url)


def _host(link: Link) -> str:
    return normalized_url(link.url).partition("://")[2].partition("/")[0]


def _finding(entry: Entry, first: Entry, context: Context, severity: Severity | None, *, others: int = 0) -> Finding:
    source = context.document.source
    row = source.row(first.span.start)
    related = Related(source, first.title_span, "the first entry")
    alike = normalize_title(entry.title) == normalize_title(first.title)
    reason = "" if alike else f': its title leads where that of "{first.title}" does'
    more = f", as {others} others repeat one" if others else ""
    message = f'"{entry.title}" repeats the entry of line {row}{reason}{more}'
    return Finding(entry.title_span, message, None, severity, related=(related,))
