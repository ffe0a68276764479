"""What exceptions of the libraries below the client mean."""

from __future__ import annotations

import socket
import ssl

import aiohttp
import httpx

from awesome_lint.links.answers import NoAnswerError, Trouble
from awesome_lint.links.connector import RefusedAddressError
from awesome_lint.links.redaction import redacted_text

_NO_HOST = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
"""Errors of ``getaddrinfo`` that say that DNS answered, and has no such name; others may pass."""

FAILURES = (httpx.HTTPError, httpx.InvalidURL, aiohttp.ClientError, OSError, ValueError)
"""What the libraries raise when something is wrong with an address, a connection or an answer."""
_SHOWN = 200
"""Characters of a library's words that are kept."""

_BROKEN_OFF = (ConnectionError, ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)
"""Ends of a connection within the handshake: nobody has spoken of certificates."""
_WAITING = (ssl.SSLWantReadError, ssl.SSLWantWriteError)
"""No errors, but what was waited for when another one came."""


def explain(error: BaseException) -> NoAnswerError:
    """Return why there is no answer, by the first of the causes of ``error`` that tells."""
    causes = _causes(error)
    known = next((found for cause in causes if (found := _known(cause))), None)
    if known:
        return known
    if any(isinstance(cause, ConnectionError | httpx.ConnectError | aiohttp.ClientConnectionError) for cause in causes):
        return NoAnswerError(Trouble.CONNECTION)
    return NoAnswerError(Trouble.PROTOCOL, type(causes[-1]).__name__)


def _known(cause: BaseException) -> NoAnswerError | None:
    match cause:
        case RefusedAddressError():
            return NoAnswerError(Trouble.REFUSED, cause.reason)
        case socket.gaierror():
            return NoAnswerError(Trouble.NO_HOST if cause.errno in _NO_HOST else Trouble.LOOKUP)
        case ssl.SSLError():
            return _of_tls(cause)
        case httpx.InvalidURL() | httpx.UnsupportedProtocol() | UnicodeError() if not isinstance(
            cause, UnicodeDecodeError
        ):
            return NoAnswerError(Trouble.INVALID)
        case TimeoutError():
            return NoAnswerError(Trouble.TIMEOUT)
        case _:
            return None


def _of_tls(error: ssl.SSLError) -> NoAnswerError | None:
    """Return what an error of TLS means, or of aiohttp about one."""
    inner = getattr(error, "certificate_error", None) or getattr(error, "os_error", None) or error
    if isinstance(inner, _WAITING):
        return None
    if isinstance(inner, _BROKEN_OFF):
        return NoAnswerError(Trouble.CONNECTION)
    said = getattr(inner, "verify_message", None) or getattr(inner, "reason", None) or ""
    return NoAnswerError(Trouble.TLS, redacted_text(str(said).replace("_", " ").lower())[:_SHOWN])


def _causes(error: BaseException) -> list[BaseException]:
    """Return ``error`` and what it was raised from, outermost first."""
    found: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in found:
        found.append(current)
        inner = getattr(current, "os_error", None)  # aiohttp keeps the cause there
        current = inner if isinstance(inner, BaseException) else current.__cause__ or current.__context__
    return found
