"""LNK106."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Finding
from awesome_lint.rules.base import Context, NodeRule
from awesome_lint.rules.links._identity import evidence, is_titled, is_vouched_for, own_paper, owner_of_code, paper_of
from awesome_lint.rules.links._judged import place_of
from awesome_lint.rules.links._titles import Title, can_mean, is_named_otherwise, is_whole, is_written_as_title
from awesome_lint.syntax.nodes import Entry
from awesome_lint.syntax.own_links import own_links
from awesome_lint.syntax.titles import is_generic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.rules.links._identity import Paper
    from awesome_lint.syntax.nodes import Document, Link

_LEAST_WORDS = 4
"""Words of a text that is taken for the title of what it links."""
_LEAST_WORDS_BESIDE = 5
"""Words of an entry's name that is taken for the title of a paper which is linked beside it."""


class TitleMismatch(NodeRule[Entry]):
    """Link works and leads to another paper or repository than the entry says.

    ## Why is this bad?
    Nobody notices: the link is not dead, and the reader takes the wrong paper for the right one.

    Titles are compared with care. A whole title is another one when hardly any telling word is the same. A name that
    the paper's title lacks is not enough, as many papers do not name their model: something else has to show that the
    paper is another one's, such as an entry nearby that has the name in the title while the date is another one, or the
    page of the entry's model, which names another paper. A repository is another one's when it is called like an entry
    nearby, and neither its description nor the entry ties the two together.

    ## Example
    # Papers

    - [Alpha: Learning to Count Bees](https://arxiv.org/abs/2310.01234)

    ## Use instead
    # Papers

    - [Alpha: Learning to Count Bees](https://arxiv.org/abs/2310.04321)
    """

    code = "LNK106"
    name = "title-mismatch"
    since = "0.1"
    online = True
    yields_to = ("BDG001", "BDG002", "LNK011", "LNK103")
    node_type = Entry

    def check(self, node: Entry, context: Context) -> Iterator[Finding]:
        """Yield the links of the entry whose text is another title, and its own paper when that is another one's."""
        own = own_paper(node, context.judgements)
        for link in node.links:
            paper = paper_of(link, context.judgements)
            titled = paper and _is_titled_otherwise(link, paper, node, context.document)
            if paper and titled and not is_vouched_for(node, paper, context):
                yield _finding(link.text, paper)
                own = None if own and own.id == paper.id else own
        if own and (why := _is_foreign(node, own, context)):
            yield _finding(node.title, own, why)
        for link in own_links(node):
            if other := owner_of_code(node, link, context):
                code = f'{link.resource.id if link.resource else ""}, the code of "{other.title}"'
                yield Finding(place_of(link), f'"{node.title}" leads to {code}')


def _finding(said: str, paper: Paper, why: str = "") -> Finding:
    reason = f" ({why})" if why.strip() else ""
    said, title = (" ".join(text.split()) for text in (said, paper.title.text))
    return Finding(place_of(paper.link), f'"{said}" leads to arXiv:{paper.id}, which is "{title}"{reason}')


def _is_titled_otherwise(link: Link, paper: Paper, entry: Entry, document: Document) -> bool:
    """Tell whether the text of a link is a whole title, and not that of the paper it leads to."""
    text = link.text.strip()
    if link.images or is_generic(text) or "://" in text or not is_whole(text, _LEAST_WORDS):
        return False
    titled = link is entry.title_link or is_written_as_title(text)
    return titled and not is_titled(Title(text), paper, document)


def _is_foreign(entry: Entry, paper: Paper, context: Context) -> str:
    """Return what shows that the paper is not the entry's, blank where its whole title does; empty when it may be."""
    said, document = Title(entry.title), context.document
    whole = is_whole(entry.title, _LEAST_WORDS_BESIDE)
    fits = is_titled(said, paper, document) if whole else can_mean(said, paper.title)
    named = not whole or not is_named_otherwise(said, paper.title)
    if (fits and named) or _is_linked_by_title(paper, document) or is_vouched_for(entry, paper, context):
        return ""
    return " " if whole and not fits else evidence(entry, paper, context, whole=whole)


def _is_linked_by_title(paper: Paper, document: Document) -> bool:
    """Tell whether the text of the link is the title of the paper, so that the entry may be called as it likes."""
    text, link = Title(paper.link.text.strip()), paper.link
    if not text.text or link.images or is_generic(text.text) or is_named_otherwise(text, paper.title):
        return False
    return is_titled(text, paper, document)
