"""LNK005."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding, Severity
from awesome_lint.rules.base import Context, NodeRule
from awesome_lint.rules.links._destinations import destinations, is_relative
from awesome_lint.syntax.nodes import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from awesome_lint.source import Span
    from awesome_lint.syntax.nodes import Link

    Missing = tuple[Link, Span]

_MANY = 10
"""From so many links on into a folder that is not there, the folder is reported and not each file."""


class MissingFile(NodeRule[Document]):
    """Relative link leads to a file that the repository does not have.

    ## Why is this bad?
    GitHub shows a "not found" page, and a missing image is a broken picture on the front page of the list. Links
    that leave the repository, as `../../issues`, are not judged. When a whole folder that many links lead into is
    missing, that is one finding.

    ## Example
    See [how to contribute](docs/contributing.md).

    ## Use instead
    See [how to contribute](https://alpha.example/contributing).
    """

    code = "LNK005"
    name = "missing-file"
    since = "0.1"
    severity = Severity.ERROR
    yields_to = ("LNK001", "TRN012")
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield the relative destinations that do not exist."""
        missing = [
            (link, place)
            for link, place in destinations(node)
            if is_relative(link.url) and context.files.exists(node.path, link.url) is False
        ]
        for folder, group in _by_folder(missing).items():
            if len(group) >= _MANY and context.files.exists(node.path, folder) is False:
                yield Finding(group[0][1], f'folder "{folder}" does not exist; {len(group)} links lead into it')
            else:
                yield from (Finding(place, _message(link.url, context)) for link, place in group)


def _by_folder(missing: Iterable[Missing]) -> dict[str, list[Missing]]:
    """Group by the first folder on the way; files beside the document are grouped under an empty name."""
    groups: dict[str, list[Missing]] = defaultdict(list)
    for link, place in missing:
        groups[link.url.removeprefix("./").rpartition("/")[0].partition("/")[0]].append((link, place))
    return groups


def _message(url: str, context: Context) -> str:
    near = context.files.similar(context.document.path, url)
    readmes = {document.path.replace("\\", "/").rpartition("/")[2] for document in (context.document, *context.twins)}
    hint = f'; did you mean "{near}"?' if near and near not in readmes else ""
    return f'file "{url}" does not exist{hint}'
