"""What arXiv's query API answers: an Atom feed with an entry for each paper that it found.

https://info.arxiv.org/help/api/user-manual.html, sections 3.3 and 3.4. Papers are told by the identifier in their
entry: their order is arXiv's own, and those that it does not know are left out, or have an entry without a title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from awesome_lint.links.facts import PaperFacts
from awesome_lint.links.withdrawal import is_withdrawn
from awesome_lint.syntax.resources import arxiv_resource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_lint.links.verdicts import Json

_ATOM = "{http://www.w3.org/2005/Atom}"
_PAPER, _ERROR = "/abs/", "/api/errors#"
"""What the identifier of an entry has in it."""
_MALFORMED = "incorrect_id_format_for_"
_DECLARATION = re.compile(r"<!(?!--|\[CDATA\[)")
_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T")


class NotAFeedError(Exception):
    """The answer is no Atom feed, or one that tells of an error which is not about identifiers."""


@dataclass(frozen=True, slots=True)
class Feed:
    """The facts of papers by identifier, without version; ``version``, the latest, is among them.

    ``malformed`` is the identifier that arXiv refuses to look for; then it looked for no other either.
    """

    papers: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    malformed: str | None = None


def read_feed(body: bytes) -> Feed:
    """Read the answer of arXiv; raises ``NotAFeedError``.

    A document type is refused before anything is parsed: entities can make a small text huge, or name files.
    """
    entries = _root(body).findall(f"{_ATOM}entry")
    for entry in entries:
        _, is_error, what = _text(entry, f"{_ATOM}id").partition(_ERROR)
        if is_error and what.startswith(_MALFORMED):
            return Feed(malformed=what.removeprefix(_MALFORMED))
        if is_error:
            raise NotAFeedError(what)
    return Feed(dict(paper for entry in entries if (paper := _paper(entry))))


def _root(body: bytes) -> ET.Element:
    try:
        text = body.decode("utf-8-sig")
        if _DECLARATION.search(text):
            raise NotAFeedError("a document type")
        root = ET.fromstring(text)  # noqa: S314 - without a document type there are no entities
    except (UnicodeDecodeError, ET.ParseError) as error:
        raise NotAFeedError("no XML") from error
    if root.tag != f"{_ATOM}feed":
        raise NotAFeedError("no Atom feed")
    return root


def _paper(entry: ET.Element) -> tuple[str, dict[str, Json]] | None:
    """Return the identifier and the facts of a paper, None for an entry that is not of one."""
    resource = arxiv_resource(_text(entry, f"{_ATOM}id").partition(_PAPER)[2])
    title = _text(entry, f"{_ATOM}title")
    if resource is None or not title:
        return None
    facts = PaperFacts(
        title=title,
        published=_date(entry, "published"),
        updated=_date(entry, "updated"),
        withdrawn=is_withdrawn(_text(entry, "{*}comment"), _text(entry, f"{_ATOM}summary")),
        journal=_text(entry, "{*}journal_ref") or None,
        doi=_text(entry, "{*}doi") or None,
    ).to_json()
    return resource.id, facts | ({"version": resource.version} if resource.version else {})


def _text(entry: ET.Element, name: str) -> str:
    """Return the text of the child ``name`` in one line, as long titles are wrapped; empty when there is none."""
    return " ".join((entry.findtext(name) or "").split())


def _date(entry: ET.Element, name: str) -> str | None:
    match = _DATE.match(_text(entry, f"{_ATOM}{name}"))
    return match[1] if match else None
