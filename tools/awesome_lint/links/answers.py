"""What comes back from the network: an answer, or the reason why there is none."""

from __future__ import annotations

import json
import re
import time
import zlib
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_lint.links.verdicts import Json

_USED_UP = re.compile(r";\s*r=0\s*;\s*t=([0-9]{1,7})\b", re.ASCII)


class Trouble(StrEnum):
    """Why there is no answer, as a phrase for people."""

    NO_HOST = "no such host"
    LOOKUP = "the name of the host could not be looked up"
    REFUSED = "not a public address"
    CONNECTION = "no connection"
    TLS = "no trusted connection"
    TIMEOUT = "no answer in time"
    PROTOCOL = "no valid HTTP answer"
    CLOSED = "the host asks to come back later"
    FAILING = "left alone, as it failed too often in this run"
    INVALID = "not a valid address"


class NoAnswerError(Exception):
    """No answer came; ``trouble`` says why, ``detail`` what was seen, without credentials."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(f"{trouble}: {detail}" if detail else str(trouble))
        self.trouble = trouble
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer. ``headers`` has names in lower case; ``body`` is what was read, decoded.

    ``complete`` is false when there was more of the body than may be read.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    complete: bool = True

    @property
    def is_good(self) -> bool:
        """Tell whether the request succeeded."""
        return 200 <= self.status < 300  # noqa: PLR2004 - RFC 9110, section 15.3

    @property
    def evidence(self) -> str:
        """What was seen, for people."""
        return f"HTTP {self.status}"

    @property
    def retry_after(self) -> float | None:
        """Seconds that the host wants to be left alone, None when it does not say.

        RFC 9110, section 10.2.3; else the end of a window that is used up, as GitHub (``x-ratelimit-reset``) and
        Hugging Face (``RateLimit``, draft 9 of the IETF's RateLimit header fields) tell it.
        """
        value = self.headers.get("retry-after", "").strip()
        if value.isascii() and value.isdigit():
            return float(value[:9])
        try:
            return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
        except (ValueError, TypeError, OverflowError):
            return self._window_ends

    @property
    def _window_ends(self) -> float | None:
        """Seconds until a window of requests ends that is used up; None where there is none."""
        if used_up := _USED_UP.search(self.headers.get("ratelimit", "")):
            return float(used_up[1])
        reset = self.headers.get("x-ratelimit-reset", "")
        if self.headers.get("x-ratelimit-remaining") != "0" or not (reset.isascii() and reset[:11].isdigit()):
            return None
        return max(0.0, int(reset[:11]) - time.time())

    def json(self) -> Json:
        """Return the body as JSON; None when it is none."""
        try:
            return json.loads(self.body) if self.complete else None
        except (ValueError, RecursionError):
            return None


def inflate(data: bytes, encoding: str, most: int) -> tuple[bytes, bool]:
    """Return ``data`` decoded, at most ``most`` bytes of it, and whether that is all.

    Knows gzip and deflate, which are all we accept (RFC 9110, section 8.4.1); raises ``NoAnswerError`` for others.
    """
    if encoding in ("", "identity"):
        return data[:most], len(data) <= most
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise NoAnswerError(Trouble.PROTOCOL, f"unknown encoding {encoding[:20]}")
    # 32 + 15: gzip or zlib by their first bytes; -15: bare deflate, which some send for deflate
    for window in (47, -15) if encoding == "deflate" else (47,):
        decoder = zlib.decompressobj(window)
        try:
            text = decoder.decompress(data, most)
        except zlib.error:
            continue
        return text, decoder.eof
    raise NoAnswerError(Trouble.PROTOCOL, f"the body is no {encoding}")
