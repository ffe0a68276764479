"""The Internet Archive's copy of a page that is gone, by its availability API.

https://archive.org/help/wayback_api.php; it publishes no limit, so it is asked for broken links only, once a second.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from awesome_lint.links.answers import NoAnswerError
from awesome_lint.links.redaction import without_credentials

if TYPE_CHECKING:
    from awesome_lint.links.client import Client
    from awesome_lint.links.verdicts import Json

_COPY = re.compile(r"https?://(web\.archive\.org/web/[0-9]{4,14}/[^\s<>\"\\]+)")
_MOST_DIGITS = 14
"""Of a time: ``YYYYMMDDhhmmss``; a shorter one is a longer time."""


async def find_snapshot(client: Client, url: str, near: str | None) -> str | None:
    """Return the address of the copy of ``url`` that is nearest to ``near``, None when there is none or no answer.

    ``near`` is a date, ``YYYYMMDD`` or ``YYYY-MM-DD``, or the beginning of one; without it the newest copy counts.
    Only copies of pages that answered with status 200 count, and only addresses of the archive itself.
    """
    asked = {"url": without_credentials(url.partition("#")[0])}
    if near and (digits := re.sub("[^0-9]", "", near)[:_MOST_DIGITS]):
        asked["timestamp"] = digits
    try:
        answer = await client.ask_api("wayback", f"/wayback/available?{urlencode(asked, errors='surrogatepass')}")
    except NoAnswerError:  # no copy is known, which is all that this function has to say
        return None
    return _copy(answer.json()) if answer.is_good else None


def _copy(answer: Json) -> str | None:
    copies = answer.get("archived_snapshots") if isinstance(answer, dict) else None
    closest = copies.get("closest") if isinstance(copies, dict) else None
    if not isinstance(closest, dict) or closest.get("available") is not True or closest.get("status") != "200":
        return None
    address = _COPY.fullmatch(str(closest.get("url")))
    return f"https://{address[1]}" if address else None
