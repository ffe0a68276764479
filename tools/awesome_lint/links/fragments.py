"""Places within web pages: whether a page has what the ``#fragment`` of a link names.

In doubt it has: pages make places by scripts, and what was not read to the end may hold them.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from awesome_lint.links.answers import Answer

MAX_HTML = 2**18
"""Bytes of a page in which a fragment is looked for."""
_NAME = re.compile(
    rb"""[\s"'](?:id|name)\s{0,9}=\s{0,9}(?:"([^"]{1,300})"|'([^']{1,300})'|([^\s"'<>]{1,300}))""", re.IGNORECASE
)
_BY_SCRIPT = frozenset(("app", "root", "__next", "__nuxt", "___gatsby", "svelte", "q-app"))
"""Identifiers of the element into which a script writes the whole page."""
_PREFIX = "user-content-"
"""GitHub puts it before each identifier that comes from a user; GitLab and npm do as well."""


def lacks_place(answer: Answer, place: str) -> bool:
    """Tell whether it is certain that the page has no ``place``."""
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("text/html", "application/xhtml+xml") or not answer.complete or _is_part(answer):
        return False
    names = {_decoded(b"".join(each)) for each in _NAME.findall(answer.body)}
    if None in names or not _BY_SCRIPT.isdisjoint(names):
        return False
    wanted = place.casefold()
    return names.isdisjoint((wanted, f"{_PREFIX}{wanted}", wanted.removeprefix(_PREFIX)))


def _decoded(name: bytes) -> str | None:
    """Return an identifier as it is compared: links percent-encode it, or not; None where it is not UTF-8."""
    try:
        return unquote(unescape(name.decode())).casefold()
    except UnicodeDecodeError:
        return None


def _is_part(answer: Answer) -> bool:
    """Tell whether only a range was sent, and more is there (RFC 9110, section 14.4)."""
    whole = answer.headers.get("content-range", "").rpartition("/")[2]
    return answer.status == 206 and whole != str(len(answer.body))  # noqa: PLR2004
