"""STR006."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding, Related, Severity
from awesome_lint.rules.base import Context, NodeRule
from awesome_lint.syntax.nodes import Document
from awesome_lint.syntax.titles import normalize_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.syntax.nodes import Entry, Section


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

        In another section, or with a title link to something else, the same title is information only.
        """
        titles: dict[str, tuple[Entry, Section]] = {}
        targets: dict[tuple[Section, str], Entry] = {}
        for section in node.root.walk():
            for entry in section.entries:
                title, target = normalize_title(entry.title), (section, _target(entry))
                if target[1] and target in targets and _is_part(title, normalize_title(targets[target].title)):
                    yield _finding(entry, targets[target], context, None)
                elif title and title in titles:
                    first, where = titles[title]
                    sure = where is section and not (_target(first) and _target(entry))
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


def _finding(entry: Entry, first: Entry, context: Context, severity: Severity | None) -> Finding:
    source = context.document.source
    row = source.row(first.span.start)
    related = Related(source, first.title_span, "the first entry")
    return Finding(
        entry.title_span, f'"{entry.title}" repeats the entry of line {row}', None, severity, related=(related,)
    )
