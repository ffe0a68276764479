"""LNK004."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostics import Edit, Finding, Fix, Severity
from awesome_lint.links.hosts import GIT_HOSTS, HTTPS_HOSTS, PLAIN_HOSTS, Address, bare_host, split_address
from awesome_lint.rules.base import Context, Fixable, NodeRule
from awesome_lint.rules.links._destinations import destinations
from awesome_lint.syntax.nodes import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.syntax.nodes import Link

_ENOUGH = 4
"""Links to abstracts from which on a document has a habit."""


class NonCanonicalLink(NodeRule[Document]):
    """Address is not the one the site, or the rest of the list, uses for the page.

    ## Why is this bad?
    Two spellings of one address hide duplicates. An arXiv PDF among links to abstracts skips the page that shows
    versions and licences. Only sites known to serve https, or to do without `www.`, are judged.

    ## Example
    - [Alpha](http://github.com/alpha/alpha.git) does one thing.

    ## Use instead
    - [Alpha](https://github.com/alpha/alpha) does one thing.
    """

    code = "LNK004"
    name = "non-canonical-link"
    since = "0.1"
    severity = Severity.INFO
    fixable = Fixable.ALWAYS
    changes_urls = True
    yields_to = ("LNK001",)
    node_type = Document

    def check(self, node: Document, context: Context) -> Iterator[Finding]:
        """Yield the destinations that have another canonical form."""
        abstracts = _prefers_abstracts(node)
        for link, place in destinations(node):
            written = context.document.source.slice(place)
            address = split_address(written)
            if address is None:
                continue
            wanted = _canonical(address)
            if abstracts and not _is_about_pdf(link):
                wanted = _abstract(wanted)
            if wanted != address:
                fix = Fix(f"Write {wanted}", (Edit(place, str(wanted)),))
                yield Finding(place, f'the usual form of this address is "{wanted}"', fix)


def _prefers_abstracts(document: Document) -> bool:
    """Tell whether more of the arXiv links lead to abstracts than to PDFs."""
    urls = [link.url for link in document.links if link.resource and link.resource.kind == "arxiv"]
    abstracts, papers = (sum(f"arxiv.org/{route}/" in url for url in urls) for route in ("abs", "pdf"))
    return abstracts >= _ENOUGH and abstracts > papers


def _is_about_pdf(link: Link) -> bool:
    """Tell whether the link, or the badge it carries, promises a PDF."""
    words = [link.text, link.title, *(image.text + image.url for image in link.images)]
    return link.is_image or any("pdf" in text.lower() for text in words if text != link.url)


def _canonical(address: Address) -> Address:
    scheme, host, rest = address
    name = bare_host(host)
    if scheme == "http://" and name in HTTPS_HOSTS:
        scheme = "https://"
    if host.lower() != name and name in PLAIN_HOSTS:
        host = name
    if name in GIT_HOSTS and rest.endswith(".git") and rest.count("/") == 2:  # noqa: PLR2004 - /owner/name.git
        rest = rest.removesuffix(".git")
    return Address(scheme, host, rest)


def _abstract(address: Address) -> Address:
    """Return the address of the abstract for that of a PDF; one that names a page in it stays."""
    if bare_host(address.host) != "arxiv.org" or not address.rest.startswith("/pdf/") or "#" in address.rest:
        return address
    return address._replace(rest="/abs/" + address.rest.removeprefix("/pdf/").removesuffix(".pdf"))
